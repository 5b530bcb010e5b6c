import ArgumentParser
import Documents
import Foundation
import Load

/// How the load of `cocarde load` is made.
enum LoadExecutor: String, CaseIterable, ExpressibleByArgument {
  /// An executor, by k6's names, with users instead of virtual users.
  case constantArrivalRate = "constant-arrival-rate"
  case rampingArrivalRate = "ramping-arrival-rate"
  case constantUsers = "constant-users"
  case rampingUsers = "ramping-users"
  case perUserIterations = "per-user-iterations"
  case sharedIterations = "shared-iterations"
  case trace

  /// Whether it is an open loop.
  var isOpen: Bool {
    self == .constantArrivalRate || self == .rampingArrivalRate || self == .trace
  }

  /// The options that it has beside those of all.
  var options: Set<String> {
    switch self {
    case .constantArrivalRate: ["--rate", "--arrivals", "--duration"]
    case .rampingArrivalRate: ["--rate", "--arrivals", "--stage"]
    case .constantUsers: ["--users", "--think", "--arrivals", "--duration"]
    case .rampingUsers: ["--users", "--think", "--arrivals", "--stage"]
    case .perUserIterations, .sharedIterations:
      ["--users", "--think", "--arrivals", "--iterations", "--duration"]
    case .trace: ["--trace"]
    }
  }
}

extension ArrivalShape: ExpressibleByArgument {}

/// The options that say how much load there is, and for how long.
struct LoadArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How load is made: \(LoadExecutor.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var executor: LoadExecutor?

  @Option(
    help: ArgumentHelp(
      "Open loop: so many arrivals, whatever the platform does: 50000/s, 3000/min.",
      valueName: "rate"))
  var rate: RateText?

  @Option(
    name: .customLong("stage"),
    help: ArgumentHelp(
      "A ramp to a rate or a number of users: 10s=50000/s, 10s=200 (repeatable).",
      valueName: "span=target"))
  var stages: [String] = []

  @Option(help: ArgumentHelp("How arrivals or thoughts are spread: even, poisson, poisson-exact."))
  var arrivals: ArrivalShape?

  @Option(help: ArgumentHelp("Closed loop: so many users (default: one a worker).", valueName: "n"))
  var users: Int?

  @Option(
    help: ArgumentHelp("How long a user thinks between two operations.", valueName: "span"))
  var think: WallSpan?

  @Option(help: ArgumentHelp("How many operations: each user's, or shared by all.", valueName: "n"))
  var iterations: Int?

  @Option(help: ArgumentHelp("The recorded arrivals that are replayed.", valueName: "file"))
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "For how long operations count for nothing at first (default: 0).", valueName: "span"))
  var warmUp: WallSpan?

  @Option(
    help: ArgumentHelp(
      "How long the measured window is: 500ms, 5s, 2min (default: 5s).", valueName: "span"))
  var duration: WallSpan?

  /// The executor asked for, or the one that the other options mean.
  var chosen: LoadExecutor {
    executor ?? (rate != nil ? .constantArrivalRate : .constantUsers)
  }

  func validate() throws {
    let given = [
      ("--rate", rate != nil), ("--stage", !stages.isEmpty), ("--arrivals", arrivals != nil),
      ("--users", users != nil), ("--think", think != nil), ("--iterations", iterations != nil),
      ("--trace", trace != nil), ("--duration", duration != nil),
    ].filter(\.1).map(\.0)
    for option in given where !chosen.options.contains(option) {
      throw ValidationError("\(option) means nothing to the executor \(chosen.rawValue)")
    }
    switch chosen {
    case .constantArrivalRate: try need(rate != nil, "--rate, such as --rate 50000/s")
    case .rampingArrivalRate: try need(!stages.isEmpty, "--stage, such as --stage 10s=50000/s")
    case .rampingUsers: try need(!stages.isEmpty, "--stage, such as --stage 10s=200")
    case .perUserIterations, .sharedIterations: try need(iterations != nil, "--iterations")
    case .trace: try need(trace != nil, "--trace, a file that --record wrote")
    case .constantUsers: break
    }
    if let users, !(1...LoadPlan.mostUsers).contains(users) {
      throw ValidationError("--users must be from 1 to \(LoadPlan.mostUsers)")
    }
    if let iterations, !(1...4_000_000_000).contains(iterations) {
      throw ValidationError("--iterations must be from 1 to 4000000000")
    }
    let length = (warmUp?.nanoseconds ?? 0) + (try measured() ?? 0)
    guard length <= LoadPlan.longest else {
      throw ValidationError("warm-up and duration are ten minutes at most together")
    }
  }

  private func need(_ isThere: Bool, _ what: String) throws {
    guard isThere else {
      throw ValidationError("the executor \(chosen.rawValue) needs \(what)")
    }
  }

  /// How long the measured window is, where that is known before the trace is read.
  private func measured() throws -> UInt64? {
    switch chosen {
    case .rampingArrivalRate: return try rateStages().reduce(0) { $0 + $1.span }
    case .rampingUsers: return try userStages().reduce(0) { $0 + $1.duration }
    case .trace: return nil
    case .perUserIterations, .sharedIterations:
      return duration?.nanoseconds ?? LoadPlan.longest - (warmUp?.nanoseconds ?? 0)
    default: return duration?.nanoseconds ?? 5_000_000_000
    }
  }

  /// The load as asked for.
  ///
  /// - Parameters:
  ///   - workers: How many workers there are.
  ///   - seed: What random times depend on.
  ///   - isRecorded: Whether every arrival is written down.
  /// - Returns: The plan.
  /// - Throws: ``Failure`` for a trace that cannot be read, or ends before the warm-up does.
  func plan(workers: Int, seed: UInt64, isRecorded: Bool) throws -> LoadPlan {
    let lead = warmUp?.nanoseconds ?? 0
    var length = try measured() ?? 0
    let pace: LoadPlan.Pace
    switch chosen {
    case .constantArrivalRate:
      let rate = rate?.rate ?? ArrivalRate(0)
      pace = .arrivals(RateProfile(rate, for: lead + length), arrivals ?? .even)
    case .rampingArrivalRate:
      var from = rate?.rate ?? ArrivalRate(0)
      var segments = lead > 0 ? [RateProfile.Segment(from: from, to: from, duration: lead)] : []
      for stage in try rateStages() {
        segments.append(.init(from: from, to: stage.rate, duration: stage.span))
        from = stage.rate
      }
      pace = .arrivals(RateProfile(segments), arrivals ?? .even)
    case .trace:
      let times = try LoadTrace.read(trace ?? "")
      let last = times.last ?? 0
      guard lead == 0 || lead < last else {
        throw Failure(
          .usage,
          "--warm-up \(WallSpan(nanoseconds: lead)) leaves nothing to measure: the last arrival of "
            + "the trace is due after \(last / 1_000_000) ms")
      }
      length = last + 1 - lead
      pace = .trace(times)
    default: pace = .users(try userPlan(lead))
    }
    return LoadPlan(
      pace, workers: workers, warmUp: lead, duration: length, seed: seed, isRecorded: isRecorded)
  }

  private func userPlan(_ lead: UInt64) throws -> LoadPlan.Users {
    var plan = LoadPlan.Users()
    plan.think = think?.nanoseconds ?? 0
    plan.isRandom = arrivals.map { $0 != .even } ?? false
    plan.profile = users.map { UserProfile(start: $0) }
    switch chosen {
    case .rampingUsers:
      let start = users ?? 0
      let wait = lead > 0 ? [UserProfile.Segment(to: start, duration: lead)] : []
      plan.profile = UserProfile(start: start, wait + (try userStages()))
    case .perUserIterations: plan.each = iterations
    case .sharedIterations: plan.shared = iterations
    default: break
    }
    return plan
  }

  private func rateStages() throws -> [(span: UInt64, rate: ArrivalRate)] {
    try stages.map { text in
      let (span, target) = try Self.split(text, "RATE, such as 10s=50000/s")
      guard let rate = RateText(argument: target) ?? (target == "0" ? .nothing : nil) else {
        throw ValidationError("--stage '\(text)': '\(target)' is no rate such as 50000/s")
      }
      return (span, rate.rate)
    }
  }

  private func userStages() throws -> [UserProfile.Segment] {
    try stages.map { text in
      let (span, target) = try Self.split(text, "USERS, such as 10s=200")
      guard let users = Int(target), (0...LoadPlan.mostUsers).contains(users) else {
        throw ValidationError(
          "--stage '\(text)': users are a number from 0 to \(LoadPlan.mostUsers)")
      }
      return UserProfile.Segment(to: users, duration: span)
    }
  }

  private static func split(_ text: String, _ form: String) throws -> (UInt64, String) {
    let parts = text.split(separator: "=").map(String.init)
    guard parts.count == 2 else { throw ValidationError("--stage '\(text)' must be SPAN=\(form)") }
    if let span = WallSpan(argument: parts[0]) { return (span.nanoseconds, parts[1]) }
    guard WallSpan(argument: parts[1]) == nil else {
      throw ValidationError("--stage '\(text)' is the wrong way round: SPAN=\(form)")
    }
    throw ValidationError("--stage '\(text)': '\(parts[0])' is no span such as 10s")
  }
}

/// A rate as the command line writes it: `50000/s`, `3000/min`, or a number a second.
struct RateText: ExpressibleByArgument {
  /// The rate.
  let rate: ArrivalRate

  /// No arrivals: the end of a ramp alone.
  static let nothing = RateText(ArrivalRate(0))

  private init(_ rate: ArrivalRate) { self.rate = rate }

  /// Reads a rate from one a minute to ten million a second.
  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    let digits = parts[0].filter { $0 != "_" }
    guard parts.count <= 2, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let count = Int(digits), count > 0
    else { return nil }
    let unit: UInt64
    switch parts.count == 2 ? parts[1] : "s" {
    case "s": unit = 1_000_000_000
    case "min": unit = 60_000_000_000
    default: return nil
    }
    guard Double(count) / Double(unit) <= 0.01 else { return nil }
    rate = ArrivalRate(count, per: unit)
  }
}

/// A file of arrivals: a line for each, in nanoseconds from the start.
enum LoadTrace {
  private static let header = "# cocarde-trace-1: when each operation came due, in nanoseconds"

  /// Reads a trace.
  ///
  /// - Parameter path: The file.
  /// - Returns: The times, in ascending order.
  /// - Throws: ``Failure`` with the line that is wrong.
  static func read(_ path: String) throws(Failure) -> [UInt64] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.usage, "\(path): there is no such file")
    }
    let lines = String(decoding: data, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first?.hasPrefix("# cocarde-trace-1") == true else {
      throw Failure(.usage, "\(path):1: a trace begins with '\(header)'")
    }
    var times: [UInt64] = []
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard let time = UInt64(line), time < LoadPlan.longest else {
        throw Failure(
          .usage, "\(path):\(number + 1): '\(line)' is no time in nanoseconds below ten minutes")
      }
      guard time >= times.last ?? 0 else {
        throw Failure(.usage, "\(path):\(number + 1): times must ascend, and \(time) does not")
      }
      times.append(time)
    }
    guard !times.isEmpty else { throw Failure(.usage, "\(path): the trace holds no arrival") }
    return times
  }

  /// A trace as a text.
  static func text(_ dues: [UInt64]) -> String {
    header + "\n" + dues.sorted().map { "\($0)\n" }.joined()
  }
}
