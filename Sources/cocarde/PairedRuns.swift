import Foundation
import Gate
import Report

/// Runs pairs of programs and measures their processor time.
///
/// Both runs of a pair share one processor and go on at the same time, so that the system gives it
/// to them in turns of some milliseconds: what neighbours do to caches and memory befalls both
/// alike. On the two-core machine on which this was tried, two runs one after the other differed by
/// 11 % (standard deviation of ln of the ratio), one on each processor by 13 %, sharing a processor
/// by 1.3 %.
struct PairedRuns {
  /// The baseline's program.
  let baseline: String
  /// The candidate's program.
  let candidate: String
  /// The arguments of both.
  let arguments: [String]
  /// What the candidate is given beside them: a canary's share.
  let extra: [String]
  /// The processors that take turns, a block each.
  private let processors: [Int32]
  private let folder: ScratchFolder

  /// What the warm-up showed of both programs.
  struct WarmUp {
    /// The fingerprint of the baseline's run.
    let baseline: String
    /// The fingerprint of the candidate's run.
    let candidate: String
  }

  /// Puts both programs side by side, where the length of their paths is the same.
  ///
  /// - Parameters:
  ///   - baseline: The baseline's program.
  ///   - candidate: The candidate's program.
  ///   - arguments: The arguments of both.
  ///   - canary: How much slower the candidate is made, in percent, if it is to be.
  ///   - folder: Where the copies go.
  /// - Throws: ``Failure`` where they cannot be copied.
  init(
    baseline: String, candidate: String, arguments: [String], canary: Int?,
    in folder: ScratchFolder
  ) throws(Failure) {
    do {
      for (name, program) in [("a-cocarde", baseline), ("b-cocarde", candidate)] {
        try FileManager.default.copyItem(atPath: program, toPath: folder.path(name))
      }
    } catch {
      throw Failure(.internalError, "cannot copy the programs that are to be timed: \(error)")
    }
    self.baseline = folder.path("a-cocarde")
    self.candidate = folder.path("b-cocarde")
    self.arguments = arguments
    self.folder = folder
    extra = canary.map { ["--canary", "\($0)"] } ?? []
    processors = Affinity.allowed
  }

  /// Runs each program once, which counts for nothing, and compares what they ran.
  ///
  /// - Returns: The fingerprints of both.
  /// - Throws: ``Failure`` where one leaves no summary, or they ran different scenarios.
  func warmUp() throws -> WarmUp {
    let before = try GateSubject.summary(of: baseline, arguments, in: folder)
    let after = try GateSubject.summary(of: candidate, arguments + extra, in: folder)
    let (old, new) = (try GateSubject.identity(in: before), try GateSubject.identity(in: after))
    if let reason = ExactTier.refusal(old, new) {
      throw Failure(.unproven, "the two programs cannot be timed against each other: \(reason)")
    }
    func fingerprint(_ summary: JSON) -> String {
      if case .string(let text)? = summary["result"]?["fingerprint"] { text } else { "none" }
    }
    return WarmUp(baseline: fingerprint(before), candidate: fingerprint(after))
  }

  /// Runs a pair.
  ///
  /// - Parameter slot: Which programs, and which of them is started first.
  /// - Returns: The times; `nil` after a signal.
  /// - Throws: ``Failure`` where a run fails.
  func measure(_ slot: PairSlot) throws(Failure) -> PairTimes? {
    guard Interruption.exit == nil else { return nil }
    let other = slot.kind == .effect ? candidate : baseline
    let more = slot.kind == .effect ? extra : []
    if !processors.isEmpty { Affinity.use(processors[slot.block % processors.count]) }
    defer { if !processors.isEmpty { Affinity.useAll() } }
    let first: ChildProcess
    let second: ChildProcess
    if slot.baselineFirst {
      first = try ChildProcess(baseline, arguments)
      second = try ChildProcess(other, arguments + more)
    } else {
      first = try ChildProcess(other, arguments + more)
      second = try ChildProcess(baseline, arguments)
    }
    let ended = [first.finish(), second.finish()]
    guard Interruption.exit == nil else { return nil }
    for (child, end) in zip([first, second], ended) where end.code != 0 {
      throw Failure(.unproven, "'\(child.command)' ended with \(end.code) while it was timed")
    }
    let times = ended.map(\.cpuSeconds)
    return slot.baselineFirst
      ? PairTimes(baseline: times[0], other: times[1])
      : PairTimes(baseline: times[1], other: times[0])
  }
}
