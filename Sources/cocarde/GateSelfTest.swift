import Foundation
import Gate
import Report

/// `cocarde gate --self-test`: whether the gate says what it should, seen red and green.
struct GateSelfTest {
  /// The small scenario whose runs are timed.
  let timed: String

  /// How much slower the canary is: far above any floor, so that few pairs show it.
  private static let canary = 30

  /// Tries the policy on machines that do not exist, then the gate on this program.
  ///
  /// - Returns: What was tried, and whether each went as it should.
  /// - Throws: ``Failure`` where a run fails.
  func run() throws -> (text: String, ok: Bool) {
    var page = Leaders()
    page.heading("SELF-TEST", "the policy, on machines that do not exist")
    let outcomes = SelfTest.run()
    for outcome in outcomes {
      page.dotted(
        outcome.case.title,
        "\(outcome.case.expected.rawValue) in \(outcome.right) of \(outcome.seeds)"
          + (outcome.firstWrong.map { ", not with seed \($0)" } ?? ""), ok: outcome.ok)
    }
    let folder = try ScratchFolder()
    defer { folder.remove() }
    page.heading("CANARIES", "this program, made to fail")
    let exact = try exactCanary(in: folder)
    page.dotted("another seed, the first tier", exact.rawValue, ok: exact == .fail)
    let timing = try timingCanary(in: folder)
    page.dotted("\(Self.canary) % more work, the second", timing.rawValue, ok: timing == .fail)
    let ok = outcomes.allSatisfy(\.ok) && exact == .fail && timing == .fail
    return (page.text, ok)
  }

  /// The first tier with a run that is another one, but says that it is the same.
  private func exactCanary(in folder: ScratchFolder) throws -> GateVerdict {
    let arguments = GateSubject.arguments(timed) + GateSubject.counted
    func counters(_ more: [String]) throws -> CounterList {
      let summary = try GateSubject.summary(
        of: GateSubject.program, arguments + more, in: folder)
      return try ExactCounters.counters(of: summary, digest: { "\($0.hashValue)" })
    }
    var baseline = Baseline()
    baseline.counters = try counters([])
    var same = ExactTier.Observation()
    same.counters = baseline.counters
    guard ExactTier(baseline, same).verdict == .pass else { return .refused }
    var other = ExactTier.Observation()
    other.counters = try counters(["--seed", "1"])
    return ExactTier(baseline, other).verdict
  }

  /// The second tier with a candidate that burns processor time.
  private func timingCanary(in folder: ScratchFolder) throws -> GateVerdict {
    var policy = TimingPolicy()
    policy.pairs = 8
    let runs = try PairedRuns(
      baseline: GateSubject.program, candidate: GateSubject.program,
      arguments: GateSubject.arguments(timed) + GateSubject.counted, canary: Self.canary,
      in: folder)
    _ = try runs.warmUp()
    return try TimingTier(policy, seed: 1) { try runs.measure($0) }.verdict
  }
}
