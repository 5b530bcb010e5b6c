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
  /// - Parameter wanted: Names, or beginnings of names that end in a dot; none for the standard.
  /// - Returns: The same.
  /// - Throws: ``Failure`` for a name that no summary has.
  static func checked(_ wanted: [String]) throws -> [String] {
    guard !wanted.isEmpty else { return standard }
    let known = try KnownMetrics.names(.standard())
    for name in wanted where !known.contains(where: { matches($0, name) }) {
      let longer = known.filter { $0.hasPrefix(name) }.prefix(3)
      throw Failure(
        .usage,
        "--metric: the summary has no metric '\(name)'"
          + (longer.isEmpty
            ? Nearest.hint(name, among: known) : "; there is \(longer.joined(separator: ", "))"))
    }
    return wanted
  }

  /// A name, the beginning of one up to a dot, or the name of another year.
  private static func matches(_ name: String, _ wanted: String) -> Bool {
    name == wanted || wanted.hasSuffix(".") && name.hasPrefix(wanted)
      || withoutYears(name) == withoutYears(wanted)
  }

  private static func withoutYears(_ name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false)
      .map { $0.utf8.count == 4 && Int($0) != nil ? "year" : $0 }.joined(separator: ".")
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
        for line in arm.estimates
        where (line.name == wanted || wanted.hasSuffix(".") && line.name.hasPrefix(wanted))
          && !names.contains(line.name)
        {
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
  ///   - precision: The wanted precision, where there is one.
  /// - Returns: The scenario with its metrics and thresholds.
  static func arm(_ variant: StudyVariant, _ runs: [StudyRun], precision: Double? = nil) -> StudyArm
  {
    var arm = StudyArm()
    arm.label = variant.label
    arm.settings = variant.settings
    arm.fingerprints = runs.map(\.fingerprint)
    arm.violations = runs.reduce(0) { $0 + $1.violations }
    arm.estimates = columns(runs).map { name, unit, values in
      EstimateLine(name, unit: unit, values, precision: precision)
    }
    let thresholds = runs.first?.verdicts.indices ?? 0..<0
    arm.thresholds = thresholds.map { place in StudyThreshold(runs.map { $0.verdicts[place] }) }
    return arm
  }

  /// The values of each metric, in the order in which they first appear; what a run lacks is 0.
  static func columns(_ runs: [StudyRun]) -> [(name: String, unit: String, values: [Int64])] {
    var places: [String: Int] = [:]
    var columns: [(name: String, unit: String, values: [Int64])] = []
    for (number, run) in runs.enumerated() {
      for (metric, unit) in zip(run.metrics, run.units) {
        let place = places[metric.name] ?? columns.count
        if place == columns.count {
          places[metric.name] = place
          columns.append((metric.name, unit, [Int64](repeating: 0, count: runs.count)))
        }
        columns[place].values[number] = metric.value
      }
    }
    return columns
  }

  /// What the second scenario has more than the first.
  ///
  /// - Parameters:
  ///   - a: The first scenario.
  ///   - b: The second one, on the same seeds.
  ///   - family: How many intervals hold together.
  /// - Returns: A line for each metric of both, in their order.
  static func differences(_ a: StudyArm, _ b: StudyArm, family: Int) -> [DifferenceLine] {
    let count = a.fingerprints.count
    let names = a.estimates.map(\.name)
    let known = Set(names)
    let more = b.estimates.map(\.name).filter { !known.contains($0) }
    let first = Dictionary(a.estimates.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let second = Dictionary(b.estimates.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return (names + more).compactMap { name in
      let nothing = [Int64](repeating: 0, count: count)
      return DifferenceLine(
        name, unit: first[name]?.unit ?? second[name]?.unit ?? "count",
        first[name]?.values ?? nothing, second[name]?.values ?? nothing, family: max(1, family))
    }
  }
}

extension EstimateLine {
  /// Sums up a metric.
  init(_ name: String, unit: String, _ values: [Int64], precision: Double? = nil) {
    self.init()
    self.name = name
    self.unit = unit
    self.values = values
    let sample = Sample(values.map(Double.init))
    mean = sample.mean ?? 0
    halfWidth = sample.halfWidth(.ninetyFive)
    relativeHalfWidth = PrecisionRule.relativeHalfWidth(sample)
    min = values.min() ?? 0
    max = values.max() ?? 0
    isPrecise = precision.map { wanted in relativeHalfWidth.map { $0 <= wanted } ?? false }
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
  init?(_ name: String, unit: String, _ a: [Int64], _ b: [Int64], family: Int) {
    self.init()
    let (before, after) = (Sample(a.map(Double.init)), Sample(b.map(Double.init)))
    guard let first = before.mean, let second = after.mean, a.count == b.count else { return nil }
    self.name = name
    self.unit = unit
    self.a = first
    self.b = second
    mean = second - first
    guard let paired = MeanDifference.paired(after, before),
      let apart = MeanDifference.welch(after, before)
    else { return }
    correlation = Sample.correlation(before, after)
    let isPaired = correlation.map { $0 > 0 } ?? true
    method = isPaired ? paired.method.rawValue : apart.method.rawValue
    halfWidth = isPaired ? paired.halfWidth : apart.halfWidth
    let level = 1 - 0.05 / Double(family)
    let wide =
      isPaired
      ? MeanDifference.paired(after, before, probability: level)
      : MeanDifference.welch(after, before, probability: level)
    familyHalfWidth = wide?.halfWidth
    let together = PairedComparison(name, baseline: before, variant: after)?.varianceReduction
    varianceRatio = together.flatMap { $0 < 1 ? 1 / (1 - $0) : nil }
  }
}
