import Gate
import Report
import Statistics

/// What a gate came to, for people and for programs.
struct GateReport {
  /// What the timing was asked for, and what became of it.
  enum Timing {
    /// Nobody asked.
    case notAsked
    /// It was not possible.
    case refused(String)
    /// It was done.
    case done(TimingTier, TimedPair)
  }

  /// Why nothing was judged.
  struct Refusal {
    /// The reason, in one sentence.
    let reason: String
    /// How the command ends.
    var exit = Exit.unproven
  }

  /// What was timed.
  struct TimedPair {
    /// What the candidate was timed against, as the command line named it.
    let against: String
    /// The scenario's file.
    let scenario: String
    /// Whether both came to the same fingerprint.
    let sameWork: Bool
  }

  /// The baseline's file.
  let baseline: String
  /// The first tier, where it was reached.
  let exact: ExactTier?
  /// The second tier.
  let timing: Timing
  /// Why nothing was judged at all.
  var refusal: Refusal?
  /// The signal that ended it, if one did.
  var interruption: Exit?
  /// The command that records the baseline again.
  let recording: String

  /// Creates what the tiers came to.
  init(baseline: String, exact: ExactTier?, timing: Timing, recording: String) {
    self.baseline = baseline
    self.exact = exact
    self.timing = timing
    self.recording = recording
  }

  /// Creates what nothing came of.
  init(baseline: String, refusal: Refusal, recording: String) {
    self.init(baseline: baseline, exact: nil, timing: .notAsked, recording: recording)
    self.refusal = refusal
  }

  /// The verdict over both tiers.
  var verdict: GateVerdict {
    if refusal != nil { return .refused }
    if interruption != nil { return .worst([.refused, exact?.verdict ?? .refused]) }
    var verdicts = [exact?.verdict ?? .refused]
    switch timing {
    case .notAsked: break
    case .refused: verdicts.append(.refused)
    case .done(let tier, _): verdicts.append(tier.verdict)
    }
    return .worst(verdicts)
  }

  /// The exit code of the verdict.
  var exit: Exit {
    if let exit = interruption ?? refusal?.exit { return exit }
    return switch verdict {
    case .pass: .held
    case .fail: .regression
    case .inconclusive: .inconclusive
    case .refused: .unproven
    }
  }

  /// Why the gate does not pass, one sentence each.
  var complaints: [String] {
    if let refusal { return [refusal.reason] }
    var found: [String] = []
    if let exact {
      if let reason = exact.refusal { found.append(reason) }
      let failed = (exact.counters + exact.costs).filter(\.fails)
      if let first = failed.first {
        let letters = exact.moved.isEmpty ? "" : " (fingerprint: \(exact.moved.joined()) moved)"
        found.append(
          "\(failed.count) counter(s) changed, first \(first.name)\(letters); if that is meant: "
            + recording)
      }
    }
    switch timing {
    case .notAsked: break
    case .refused(let reason): found.append(reason)
    case .done(let tier, _): if tier.verdict != .pass { found.append(tier.reason) }
    }
    return found
  }

  /// The result for people.
  var text: String {
    var page = Leaders()
    if let exact { Self.describe(exact, baseline, &page) }
    switch timing {
    case .notAsked: page.heading("TIMING", "not asked for: --against PROGRAM or COMMIT times it")
    case .refused(let reason): page.heading("TIMING", "refused: \(reason)")
    case .done(let tier, let pair): Self.describe(tier, pair, &page)
    }
    page.heading("VERDICT", verdict.rawValue)
    return page.text
  }

  private static func describe(_ tier: ExactTier, _ baseline: String, _ page: inout Leaders) {
    page.heading("EXACT", "against \(baseline)")
    if let reason = tier.refusal { return page.remark("refused: \(reason)") }
    let same = tier.counters.count { $0.outcome == .same }
    page.dotted(
      "counters", "\(same) of \(tier.counters.count) as recorded", ok: same == tier.counters.count)
    for line in tier.counters where line.fails { page.dotted(line.name, change(line), ok: false) }
    if !tier.moved.isEmpty {
      page.remark("of the fingerprint moved: " + tier.moved.map(ingredient).joined(separator: ", "))
    }
    for line in tier.costs {
      page.dotted(line.name.replacing("_", with: " "), change(line), ok: !line.fails)
    }
    for (name, reason) in tier.unavailable {
      page.dotted(name.replacing("_", with: " "), "unavailable: \(reason)")
    }
    if tier.costs.contains(where: { $0.outcome == .improved }) {
      page.remark("less than recorded: record it again, so that the gate holds what was won")
    }
  }

  private static func ingredient(_ letter: String) -> String {
    switch letter {
    case "l": "l (ledger)"
    case "o": "o (operations and outcomes)"
    case "d": "d (dossiers)"
    case "q": "q (queues and settlement)"
    case "v": "v (violations)"
    default: letter
    }
  }

  private static func change(_ line: CounterComparison) -> String {
    let after = line.candidate?.description ?? "none"
    guard line.outcome != .same || line.slack > 0 else { return after }
    let before = line.baseline?.description ?? "none"
    guard line.slack > 0 else { return "\(after) instead of \(before)" }
    return "\(after), recorded \(before) ± \(Quantity.grouped(line.slack))"
  }

  private static func describe(_ tier: TimingTier, _ pair: TimedPair, _ page: inout Leaders) {
    page.heading("TIMING", "\(pair.scenario) against \(pair.against)")
    if !pair.sameWork {
      page.remark("the two programs do not come to the same: their times are those of other work")
    }
    for (name, series) in [("first series", tier.first)]
      + (tier.second.map { [("second", $0)] } ?? [])
    {
      guard let look = series.last else { continue }
      page.dotted("\(name): candidate ÷ baseline", ratio(look.ratio))
      page.dotted(
        "95 % interval",
        look.interval.map { "\(ratio($0.lowerBound)) to \(ratio($0.upperBound))" } ?? "none")
      page.dotted("pairs, and as many of A and A", "\(look.pairs)")
      page.dotted("noise floor (A against A)", percent(look.floor))
      page.dotted("a failure is a slow-down above", percent(look.limit))
      page.dotted(
        "found four times in five",
        look.detectable.map { "\(percent($0)); for the limit \(look.needed ?? 0) pairs do" } ?? "–")
    }
    page.dotted(
      tier.verdict.rawValue, tier.reason,
      ok: tier.verdict == .pass ? true : tier.verdict == .fail ? false : nil)
    if tier.isImproved { page.remark("faster: record the costs again") }
  }

  /// A ratio with four decimals.
  private static func ratio(_ value: Double) -> String {
    decimalText(Int64((value * 10_000).rounded()), decimals: 4)
  }

  /// A share in percent with two decimals.
  private static func percent(_ share: Double) -> String {
    decimalText(Int64((share * 10_000).rounded()), decimals: 2) + " %"
  }
}
