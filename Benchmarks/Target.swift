import Report
import Statistics

/// What the bench is asked to reach; a wish that is missed is said, and fails nothing.
struct Target: Record {
  /// What must be reached.
  var name = ""
  /// What was observed.
  var observed = 0.0
  /// The limit.
  var limit = 0.0
  /// Whether less is better.
  var isUpper = false

  /// What is hoped for; 0 where nothing is said of it.
  var aim = 0.0

  /// How many times SimPy's events a second the C reference had, on the same workload, machine and
  /// day (176 M and 1.0 M): SimPy itself would take minutes in every round.
  static let simPy = 176.0
  /// The bytes that a run must stay under: 1 GiB.
  static let memory = 1_073_741_824.0

  /// Whether it was reached.
  var isReached: Bool { isUpper ? observed < limit : observed >= limit }

  mutating func list(_ fields: inout Fields) throws(ReportError) {
    var reached = isReached
    try fields.field("name", &name)
    try fields.field("observed", &observed)
    try fields.field("limit", &limit)
    try fields.field("aim", &aim)
    try fields.field("is_upper", &isUpper)
    try fields.field("reached", &reached)
  }
}

extension Results {
  /// The targets, as far as they were measured.
  var targets: [Target] {
    guard !isSmoke else { return [] }
    var targets: [Target] = []
    func add(
      _ name: String, _ observed: Double?, _ limit: Double, aim: Double, isUpper: Bool = false
    ) {
      guard let observed else { return }
      targets.append(
        Target(name: name, observed: observed, limit: limit, isUpper: isUpper, aim: aim))
    }
    add("reference workload ÷ C, events a second, median", workloadRatio?.median, 0.5, aim: 0.8)
    add(
      "reference workload ÷ SimPy, by way of C, median",
      workloadRatio?.median.map { $0 * Target.simPy }, 50, aim: 100)
    add(
      "national operations ÷ events of C a second, median", ratioToReference?.median, 0.12,
      aim: 0.3)
    add("speed-up of two threads, best ÷ best", bestSpeedUp, 1.8, aim: 1.95)
    add("time with ÷ without audit, median", auditCost?.median, 1.4, aim: 1.2, isUpper: true)
    add(
      "seconds from command to the last day, two threads, best", commandSeconds.min, 3, aim: 1,
      isUpper: true)
    targets.append(
      Target(
        name: "peak memory with the audit, bytes", observed: Double(peakBytes),
        limit: Target.memory, isUpper: true))
    return targets
  }
}
