import Calendar
import Documents
import Report
import Scenario
import Statistics
import Study

/// Which metrics a study shows, and what the runs say of them.
enum StudyMetrics {
  /// What a reader of any study needs, where nobody names metrics: names, or their beginnings.
  private static let standard = [
    "operations.total", "refusals.total", "dossiers.opened", "money.credited_cents",
    "money.lost_at_cap_cents", "money.expired_cents", "money.paid_cents", "money.fund_cents",
    "money.advances_cents", "durations.request-to-payment.p95", "support.letters",
    "queues.support.utilisation_ppm", "queues.support.peak_backlog", "queues.support.backlog",
    "queues.support.sojourn.p95",
  ]

  /// Finds the metrics that somebody named, before anything is run.
  ///
  /// - Parameters:
  ///   - wanted: Names, or beginnings of names that end in a dot; none for the standard.
  ///   - scenarios: What is run.
  ///   - isAudited: Whether the audit judges the runs.
  /// - Returns: The same.
  /// - Throws: ``Failure`` for a name that no summary of such a study has.
  static func checked(
    _ wanted: [String], _ scenarios: [LoadedScenario], isAudited: Bool
  ) throws -> [String] {
    guard !wanted.isEmpty else { return standard }
    let known = try KnownMetrics.names(.standard())
    for name in wanted {
      guard known.contains(where: { matches($0, name) }) else {
        let longer = known.filter { $0.hasPrefix(name) }.prefix(3)
        throw Failure(
          .usage,
          "--metric: the summary has no metric '\(name)'"
            + (longer.isEmpty
              ? Nearest.hint(name, among: known) : "; there is \(longer.joined(separator: ", "))"))
      }
      if let complaint = StudyRunner.complaint(about: name, isAudited: isAudited) {
        throw Failure(.usage, "--metric '\(name)' \(complaint)")
      }
      for year in MetricNames.years(in: name)
      where !scenarios.contains(where: { ($0.from.year...$0.through.year).contains(year) }) {
        throw Failure(
          .usage,
          "--metric '\(name)' is of \(year)"
            + (scenarios.first.map { ", but the days are from \($0.from) to \($0.through)" } ?? ""))
      }
    }
    return wanted
  }

  /// A name, the beginning of one up to a dot, or the name of another year.
  private static func matches(_ name: String, _ wanted: String) -> Bool {
    covers(wanted, name) || MetricNames.isSame(name, wanted)
      || wanted.hasSuffix(".") && isBeginning(wanted, of: name)
  }

  /// Whether a name begins so, but for its year.
  private static func isBeginning(_ wanted: String, of name: String) -> Bool {
    let parts = wanted.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let beginning = name.split(separator: ".", omittingEmptySubsequences: false)
      .prefix(parts.count)
    return MetricNames.isSame(
      parts.joined(separator: "."), beginning.joined(separator: "."))
  }

  /// Whether somebody who names a metric, or the beginning of one up to a dot, means this one.
  static func covers(_ wanted: String, _ name: String) -> Bool {
    name == wanted || wanted.hasSuffix(".") && name.hasPrefix(wanted)
  }

  /// The metrics that somebody named and no run measured.
  ///
  /// - Parameters:
  ///   - wanted: Names and beginnings of names.
  ///   - arms: The scenarios with their estimates.
  /// - Returns: Those of which there is nothing.
  static func missing(_ wanted: [String], in arms: [StudyArm]) -> [String] {
    wanted.filter { wanted in
      !arms.contains { $0.estimates.contains { covers(wanted, $0.name) } }
    }
  }

  /// The metrics of some runs that a text shows, in the order in which they were named.
  ///
  /// - Parameters:
  ///   - wanted: Names and beginnings of names.
  ///   - arms: The scenarios with their estimates.
  /// - Returns: Full names, each once.
  static func shown(_ wanted: [String], in arms: [StudyArm]) -> [String] {
    var names: [String] = []
    for wanted in wanted {
      for arm in arms {
        for line in arm.estimates where covers(wanted, line.name) && !names.contains(line.name) {
          names.append(line.name)
        }
      }
    }
    return names
  }

  /// What the runs of a scenario say.
  ///
  /// - Parameters:
  ///   - variant: The scenario.
  ///   - runs: Its runs, in the order of the seeds.
  ///   - rule: What precision is wanted, where one is.
  /// - Returns: The scenario with its metrics and thresholds.
  static func arm(
    _ variant: StudyVariant, _ runs: [StudyRun], rule: PrecisionRule? = nil
  ) -> StudyArm {
    var arm = StudyArm()
    arm.label = variant.label
    arm.settings = variant.settings
    arm.fingerprints = runs.map(\.fingerprint)
    arm.violations = runs.reduce(0) { $0 + $1.violations }
    arm.estimates = estimates(runs).map { EstimateLine($0, rule) }
    let thresholds = runs.first?.verdicts.indices ?? 0..<0
    arm.thresholds = thresholds.map { place in StudyThreshold(runs.map { $0.verdicts[place] }) }
    return arm
  }

  /// What some runs say of every metric.
  static func estimates(_ runs: [StudyRun]) -> [Estimate] {
    Estimate.all(runs.map(\.metrics), absentIsZero: KnownMetrics.isZeroWhereAbsent)
  }

  /// What the second scenario has more than the first.
  ///
  /// - Parameters:
  ///   - a: The first scenario.
  ///   - b: The second one, on the same seeds.
  ///   - family: How many intervals hold together.
  /// - Returns: A line for each metric that some seed measured in both, in their order.
  static func differences(_ a: StudyArm, _ b: StudyArm, family: Int) -> [DifferenceLine] {
    let count = a.fingerprints.count
    let first = Dictionary(a.estimates.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let second = Dictionary(b.estimates.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let more = b.estimates.map(\.name).filter { first[$0] == nil }
    return (a.estimates.map(\.name) + more).compactMap { name in
      let nothing = [Int64?](
        repeating: KnownMetrics.isZeroWhereAbsent(name) ? 0 : nil, count: count)
      let values = zip(first[name]?.values ?? nothing, second[name]?.values ?? nothing)
      let pairs = values.compactMap { a, b in
        a.flatMap { a in b.map { (a: a, b: $0) } }
      }
      return DifferenceLine(
        name, unit: first[name]?.unit ?? second[name]?.unit ?? "count", pairs,
        family: max(1, family))
    }
  }
}

extension EstimateLine {
  /// Writes an estimate down.
  ///
  /// - Parameters:
  ///   - estimate: The estimate.
  ///   - rule: What precision is wanted, where one is.
  init(_ estimate: Estimate, _ rule: PrecisionRule? = nil) {
    self.init()
    name = estimate.name
    unit = estimate.unit
    values = estimate.values
    mean = estimate.mean
    halfWidth = estimate.halfWidth
    relativeHalfWidth = PrecisionRule.relativeHalfWidth(estimate.sample)
    min = estimate.min
    max = estimate.max
    isPrecise = rule.map { $0.isSettled(estimate.sample.values) }
  }
}

extension StudyThreshold {
  /// Judges what the runs of all seeds came to: the confidence limit of the mean decides.
  init(_ verdicts: [ThresholdVerdict]) {
    self.init()
    guard let first = verdicts.first else { return }
    expression = first.expression
    severity = first.threshold.severity.rawValue
    let measured = verdicts.filter { $0.state != .unmeasured }
    unmeasuredRuns = Int64(verdicts.count - measured.count)
    failedRuns = Int64(measured.count { $0.state == .failed })
    unit = measured.first?.unit ?? "count"
    observed = measured.compactMap(\.observed)
    let sample = Sample(observed.map(Double.init))
    mean = sample.mean
    halfWidth = sample.halfWidth(.ninetyFive)
    // What some seeds did not measure nobody can tell of all of them.
    state =
      measured.count < verdicts.count
      ? ConfidentVerdict.unmeasured.rawValue
      : ConfidentVerdict.judge(
        slacks: Sample(measured.map(\.margin)), isStrict: first.threshold.isStrict
      ).rawValue
  }
}

extension DifferenceLine {
  /// Compares a metric pair by pair, or both samples apart where pairing would widen the interval.
  init?(_ name: String, unit: String, _ pairs: [(a: Int64, b: Int64)], family: Int) {
    self.init()
    let (before, after) = (
      Sample(pairs.map { Double($0.a) }), Sample(pairs.map { Double($0.b) })
    )
    guard let first = before.mean, let second = after.mean else { return nil }
    self.name = name
    self.unit = unit
    self.pairs = Int64(pairs.count)
    a = first
    b = second
    mean = second - first
    correlation = Sample.correlation(before, after)
    let isPaired = correlation.map { $0 > 0 } ?? true
    let difference =
      isPaired ? MeanDifference.paired(after, before) : MeanDifference.welch(after, before)
    guard let difference else { return }
    method = difference.method.rawValue
    halfWidth = difference.halfWidth()
    familyHalfWidth = difference.halfWidth(within: 1 - 0.05 / Double(family))
    varianceRatio = MeanDifference.varianceReduction(after, before)
      .flatMap { $0 < 1 ? 1 / (1 - $0) : nil }
  }
}
