import Load
import Platform
import Report
import Scenario
import Statistics

/// What a load test came to: wall-clock figures, none of which is reproducible.
struct LoadReport {
  let scenario: LoadedScenario
  let plan: LoadPlan
  let executor: LoadExecutor
  let mix: LoadMix
  let officials: Int
  let result: LoadTest.Result
  let ledger: DurableLedger.Figures?
  let thresholds: [ThresholdLine]
  let interruption: Exit?

  static let percentiles: [(name: String, percent: Double)] = [
    ("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9),
  ]

  var record: LoadRecord { result.record }

  /// The measured seconds: neither warm-up nor drain.
  var seconds: Double { Double(record.measured) / 1e9 }

  /// So many a second of the measured window.
  func rate(_ count: Int) -> Double { seconds > 0 ? Double(count) / seconds : 0 }

  /// Answers within the measured window.
  var answered: Int { record.answered.reduce(0, +) }

  var refusals: [(name: String, count: Int)] {
    Rule.allCases.filter { $0 != .applied }
      .map { ($0.name, record.refusals[Int($0.rawValue)]) }.filter { $0.1 > 0 }
  }

  /// Where the times became steady.
  var steadyState: SteadyState { .mser5(record.series.means(until: plan.end)) }

  /// The conditions that the test fails by, because they failed or nothing was measured.
  private var broken: [ThresholdLine] { thresholds.filter(\.isBroken) }

  /// Why the number of arrivals is not what it had to be, if so.
  private var miscount: String? {
    guard let expected = plan.expected, interruption == nil,
      !expected.range.contains(record.arrivals)
    else { return nil }
    return "\(record.arrivals) operations came due, and the plan has "
      + "\(expected.range.lowerBound) to \(expected.range.upperBound): a defect of the generator"
  }

  /// How the test ended: arrivals that were never served leave the percentiles unknown.
  var exit: Exit {
    if let interruption { return interruption }
    if miscount != nil { return .internalError }
    if record.operations == 0 { return .unproven }
    if broken.contains(where: { $0.observed != nil }) { return .thresholdFailed }
    if record.unserved > 0 { return .inconclusive }
    return broken.isEmpty ? .held : .unproven
  }

  /// Why the test does not end with 0, one sentence each.
  var complaints: [String] {
    if interruption != nil { return [interrupted] }
    if let miscount { return [miscount] }
    if record.operations == 0 { return ["nothing was measured; try \(remedy)"] }
    var found = thresholds.filter { !$0.ok }.map { line in
      line.observed == nil
        ? "threshold \(line.expression): nothing of the kind was measured"
        : "\(line.isBroken ? "" : "soft ")threshold failed: \(line.expression)"
    }
    if record.unserved > 0 {
      found.append(
        "\(record.unserved) of \(record.arrivals) arrivals were never served: the rate is more "
          + "than the platform and this machine bear, and no percentile holds")
    }
    return found
  }

  /// What an interrupted test was about to do.
  private var interrupted: String {
    let after = "interrupted after \(Quantity.time(Double(record.elapsed) / 1e9))"
    guard !plan.pace.isClosed else { return after + "; the figures cover what was done" }
    return after + ": \(record.arrivals) arrivals had come due, of which \(record.unserved) were "
      + "not served"
  }

  /// What brings more measurements.
  private var remedy: String {
    switch executor {
    case .constantArrivalRate, .constantUsers: "a longer --duration"
    case .rampingArrivalRate, .rampingUsers: "more users or a higher rate, or longer stages"
    case .perUserIterations, .sharedIterations: "more --iterations, or a shorter --warm-up"
    case .trace: "a shorter --warm-up, or a trace with more arrivals"
    }
  }

  /// The result for people: thresholds first, then totals, then times.
  var text: String {
    var page = Leaders()
    page.column = 34
    page.add([
      "  load \(scenario.name)   \(paceText), \(plan.workers) worker(s), "
        + (ledger == nil ? "in memory" : "on disk"),
      "    a worker has a shard of \(Self.grouped(officials)) officials, each of whom lives",
      "    \(mix.description)",
    ])
    if !thresholds.isEmpty {
      page.heading("THRESHOLDS")
      for line in thresholds {
        let name = line.expression + (line.severity == "soft" ? " (soft)" : "")
        page.dotted(name, Self.observation(line), ok: line.ok)
      }
    }
    addTotals(&page)
    page.heading("TIMES")
    page.add(TextTable.lines(rows, indent: 6))
    return page.text
  }

  private func addTotals(_ page: inout Leaders) {
    page.heading("TOTALS", "of the \(Quantity.time(seconds)) measured, warm-up and drain left out")
    page.dotted("answered", "\(Self.grouped(answered))   \(Quantity.rate(rate(answered)))")
    for (name, count) in [("operations", record.commands), ("consultations", record.consultations)]
    {
      page.dotted(name, "\(Self.grouped(count))   \(Quantity.rate(rate(count)))")
    }
    page.dotted("refused", refusalText)
    page.dotted("repeated", Self.grouped(record.repeated))
    page.dotted("turns of the calendar", Self.grouped(result.turns))
    if plan.warmUp > 0 {
      page.dotted("warm-up", "\(Self.grouped(record.warmUpOperations)) operations")
    }
    if let expected = plan.expected {
      page.dotted(
        "arrivals",
        "\(Self.grouped(record.arrivals)) of "
          + (expected.isExact ? "" : "about ") + "\(Self.grouped(Int(expected.mean))) expected")
      page.dotted("never served", Self.grouped(record.unserved))
    }
    if record.response.count > 0 {
      page.dotted(
        "late, since the worker was busy",
        "\(Self.grouped(record.late)), by \(Self.time(record.worstLateness)) at worst")
    }
    page.dotted("steady state (MSER-5)", steadyText)
    if let ledger {
      page.dotted(
        "commits, each with its fsync",
        "\(Self.grouped(ledger.commits)), \(Self.grouped(ledger.postings)) postings")
      let mean = ledger.total / UInt64(max(1, ledger.commits))
      page.dotted(
        "a commit",
        "\(Self.time(mean)) on average, \(Self.time(ledger.shortest)) at least")
    }
  }

  private var rows: [[String]] {
    var rows = [["time", "count"] + Self.percentiles.map(\.name) + ["max"]]
    if record.response.count > 0 { rows.append(Self.row("response, from due", record.response)) }
    rows.append(Self.row("service, all", record.allService))
    if record.lag.count > 0 { rows.append(Self.row("lag of the generator", record.lag)) }
    return rows
      + zip(PlatformTarget.kinds, record.service).filter { $1.count > 0 }
      .map { Self.row("  " + $0, $1) }
  }

  private var steadyText: String {
    switch steadyState {
    case .from(let second):
      let warmUp = Double(plan.warmUp) / 1e9
      return "from second \(second)"
        + (Double(second) > warmUp ? "; the figures include the time before it" : "")
    case .notFound: return "not found: the times still change in the second half"
    case .tooShort: return "not looked for: it takes ten seconds at least"
    }
  }

  static func grouped(_ count: Int) -> String { Quantity.grouped(Int64(count)) }

  private var refusalText: String {
    let parts = refusals.map { "\($0.name) \(Self.grouped($0.count))" }
    return parts.isEmpty ? "none" : parts.joined(separator: " · ")
  }

  private var paceText: String {
    let loop = "\(executor.isOpen ? "open" : "closed") loop (\(executor.rawValue)"
    switch plan.pace {
    case .users(let users):
      guard let profile = users.profile else { return loop + ")" }
      return loop + ", \(Self.grouped(profile.most)) users"
        + (profile.isConstant ? ")" : " at most)")
    case .arrivals(let profile, let shape):
      let most = profile.segments.map { max($0.from.perSecond, $0.to.perSecond) }.max() ?? 0
      return loop + ", \(profile.segments.count > 1 ? "up to " : "")\(Quantity.rate(most)), "
        + "\(shape.rawValue))"
    case .trace(let times): return loop + ", \(Self.grouped(times.count)) arrivals)"
    }
  }

  /// What was observed as people read it: times by their size, anything else as in a summary.
  private static func observation(_ line: ThresholdLine) -> String {
    guard line.unit == "ns", let observed = line.observed else { return line.observation }
    return time(UInt64(max(0, observed)))
  }

  private static func row(_ name: String, _ latencies: Latencies) -> [String] {
    [name, Quantity.grouped(Int64(latencies.count))]
      + percentiles.map { time(latencies.percentile($0.percent)) } + [time(latencies.max)]
  }

  private static func time(_ nanoseconds: UInt64?) -> String {
    guard let nanoseconds else { return "–" }
    if nanoseconds < 10_000 { return "\(nanoseconds) ns" }
    if nanoseconds < 10_000_000 { return "\((nanoseconds + 500) / 1_000) µs" }
    return "\((nanoseconds + 500_000) / 1_000_000) ms"
  }
}
