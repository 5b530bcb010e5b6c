/// What a study found: several runs, and what they say together.
///
/// As in a summary, what depends on the machine is under ``engine`` alone.
package struct StudyReport: Record {
  /// The version of the file format.
  package static let currentSchema = "cocarde-study/1"

  /// What a study asks.
  package enum Kind: String, Sendable {
    /// How much one scenario varies from seed to seed.
    case replications
    /// What follows from the values of some settings.
    case sweep
    /// What differs between two scenarios.
    case compare
    /// From which value on a condition is kept.
    case search
  }

  /// The version of the file format that this report has.
  package var schema = StudyReport.currentSchema
  /// What the study asks: see ``Kind``.
  package var kind = Kind.replications.rawValue
  /// Whether it reached its end.
  package var complete = true
  /// What was run, with the first seed and the command that repeats the study.
  package var scenario = ScenarioIdentity()
  /// The seeds, in the order of all values below.
  package var seeds: [UInt64] = []
  /// Whether the audit judged the runs.
  package var audit = false
  /// The thresholds that were not judged, since they speak of the audit and it was off.
  package var notJudged: [String] = []
  /// The thresholds that no study judges, since they speak of what only a run of its own does: the
  /// oracle, the repetition, the check that nothing private leaves.
  package var notInStudies: [String] = []
  /// The metrics that the text shows, and that intervals hold for together.
  package var metrics: [String] = []
  /// The scenarios that were run, each with every seed.
  package var arms: [StudyArm] = []
  /// The wanted precision, where the number of runs followed from one.
  package var precision: StudyPrecision?
  /// What the second arm has more than the first, metric by metric.
  package var differences: [DifferenceLine] = []
  /// What was searched for.
  package var search: StudySearch?
  /// How it was computed.
  package var engine = StudyEngine()

  /// Creates a report with nothing in it.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("schema", &schema)
    try fields.field("kind", &kind)
    try fields.field("complete", &complete)
    try fields.field("scenario", &scenario)
    try fields.field("seeds", &seeds)
    try fields.field("audit", &audit)
    try fields.field("not_judged", &notJudged)
    try fields.field("not_in_studies", &notInStudies)
    try fields.field("metrics", &metrics)
    try fields.field("arms", &arms)
    try fields.field("precision", &precision)
    try fields.field("differences", &differences)
    try fields.field("search", &search)
    try fields.field("engine", &engine)
  }
}

/// A scenario of a study, run with every seed.
package struct StudyArm: Record {
  /// What it is called: the values of what is varied, or `A` and `B`.
  package var label = ""
  /// What is set in it and not in the other arms.
  package var settings: [StudySetting] = []
  /// The fingerprint of each run.
  package var fingerprints: [String] = []
  /// How many violations there were, where the audit judged.
  package var violations: Int64 = 0
  /// The metrics.
  package var estimates: [EstimateLine] = []
  /// The thresholds.
  package var thresholds: [StudyThreshold] = []

  /// Creates an empty arm.
  package init() {}

  /// The estimate of a metric.
  ///
  /// - Parameter name: The metric's name.
  package subscript(name: String) -> EstimateLine? { estimates.first { $0.name == name } }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("label", &label)
    try fields.field("settings", &settings)
    try fields.field("fingerprints", &fingerprints)
    try fields.field("violations", &violations)
    try fields.field("estimates", &estimates)
    try fields.field("thresholds", &thresholds)
  }
}

/// A setting of an arm.
package struct StudySetting: Record {
  /// The name.
  package var path = ""
  /// The value as it was written.
  package var value = ""

  /// Creates an empty setting.
  package init() {}

  /// Creates a setting.
  package init(_ path: String, _ value: String) {
    self.path = path
    self.value = value
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("path", &path)
    try fields.field("value", &value)
  }
}

/// A metric over the seeds.
package struct EstimateLine: Record {
  /// The name.
  package var name = ""
  /// The unit of all figures.
  package var unit = "count"
  /// The mean.
  package var mean = 0.0
  /// Half the width of Student's 95 % interval of the mean, from two runs on.
  package var halfWidth: Double?
  /// The half-width in parts of the mean; nothing where the mean is 0 and the values vary.
  package var relativeHalfWidth: Double?
  /// The least value.
  package var min: Int64 = 0
  /// The greatest value.
  package var max: Int64 = 0
  /// The value of each run; nothing for a run that measured nothing of it.
  package var values: [Int64?] = []
  /// Whether the half-width is within the wanted precision and has been so for the look-ahead,
  /// where one was wanted of this metric.
  package var isPrecise: Bool?

  /// Creates an empty line.
  package init() {}

  /// How many runs measured it.
  package var measured: Int { values.count { $0 != nil } }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("unit", &unit)
    try fields.field("mean", &mean)
    try fields.field("half_width", &halfWidth)
    try fields.field("relative_half_width", &relativeHalfWidth)
    try fields.field("min", &min)
    try fields.field("max", &max)
    try fields.field("values", &values)
    try fields.field("precise", &isPrecise)
  }
}

/// A threshold over the seeds: it is held to the confidence limit of the mean.
package struct StudyThreshold: Record {
  /// The expression as the scenario writes it.
  package var expression = ""
  /// `hard` or `soft`.
  package var severity = "hard"
  /// `held`, `failed`, `inconclusive` or `unmeasured`.
  package var state = "unmeasured"
  /// What was observed in each run that measured it.
  package var observed: [Int64] = []
  /// What the observed numbers measure.
  package var unit = "count"
  /// The mean of what was observed.
  package var mean: Double?
  /// Half the width of Student's 95 % interval of the mean, from two runs on.
  package var halfWidth: Double?
  /// How many runs did not satisfy it by themselves.
  package var failedRuns: Int64 = 0
  /// How many runs measured nothing.
  package var unmeasuredRuns: Int64 = 0

  /// Creates an empty line.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("expr", &expression)
    try fields.field("severity", &severity)
    try fields.field("state", &state)
    try fields.field("observed", &observed)
    try fields.field("unit", &unit)
    try fields.field("mean", &mean)
    try fields.field("half_width", &halfWidth)
    try fields.field("failed_runs", &failedRuns)
    try fields.field("unmeasured_runs", &unmeasuredRuns)
  }
}

/// A wanted precision, and the number of runs that it took.
package struct StudyPrecision: Record {
  /// The greatest half-width in parts of the mean.
  package var wanted = 0.0
  /// The most runs.
  package var budget: Int64 = 0
  /// Whether every metric that the precision is wanted of has it, and has had it for the
  /// look-ahead.
  package var isReached = false

  /// Creates an empty precision.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("wanted", &wanted)
    try fields.field("budget", &budget)
    try fields.field("reached", &isReached)
  }
}

/// A metric of the second arm less that of the first, on the same seeds.
package struct DifferenceLine: Record {
  /// The metric.
  package var name = ""
  /// The unit of all figures.
  package var unit = "count"
  /// How many seeds measured it in both arms: all figures are of these.
  package var pairs: Int64 = 0
  /// The mean of the first arm.
  package var a = 0.0
  /// The mean of the second one.
  package var b = 0.0
  /// The mean of the differences.
  package var mean = 0.0
  /// Half the width of the 95 % interval of that mean by itself.
  package var halfWidth: Double?
  /// Half the width of the interval that holds at 95 % together with those of the other metrics
  /// that are shown (Bonferroni).
  package var familyHalfWidth: Double?
  /// `paired`, or `welch` where pairing would have made the interval wider.
  package var method = "paired"
  /// The correlation of both arms over the seeds, if both vary.
  package var correlation: Double?
  /// By how much pairing divides the variance of the difference, if it does not vanish.
  package var varianceRatio: Double?

  /// Creates an empty line.
  package init() {}

  /// Whether the interval by itself leaves 0 out; `nil` without an interval.
  package var isSignificant: Bool? { halfWidth.map { mean.magnitude > $0 } }

  /// Whether the interval together with the others leaves 0 out.
  package var isSignificantInFamily: Bool? { familyHalfWidth.map { mean.magnitude > $0 } }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("unit", &unit)
    try fields.field("pairs", &pairs)
    try fields.field("a", &a)
    try fields.field("b", &b)
    try fields.field("mean", &mean)
    try fields.field("half_width", &halfWidth)
    try fields.field("family_half_width", &familyHalfWidth)
    try fields.field("method", &method)
    try fields.field("correlation", &correlation)
    try fields.field("variance_ratio", &varianceRatio)
  }
}

/// How a study was computed: everything that differs from machine to machine.
package struct StudyEngine: Record {
  /// The version of the program.
  package var version = ""
  /// How many runs were made at a time.
  package var jobs: Int64 = 1
  /// How many runs were made.
  package var runs: Int64 = 0
  /// The seconds that they took.
  package var wallSeconds = 0.0
  /// The processor seconds that they took.
  package var cpuSeconds = 0.0

  /// Creates figures of nothing.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("version", &version)
    try fields.field("jobs", &jobs)
    try fields.field("runs", &runs)
    try fields.field("wall_seconds", &wallSeconds)
    try fields.field("cpu_seconds", &cpuSeconds)
  }
}
