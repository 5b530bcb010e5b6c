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

  /// The least share of the C reference's events a second.
  static let share = 0.03
  /// The least speed-up of two threads.
  static let speedUp = 1.6
  /// The bytes that a run must stay under: 1 GiB.
  static let memory = 1_073_741_824.0

  /// Whether it was reached.
  var isReached: Bool { isUpper ? observed < limit : observed >= limit }

  mutating func list(_ fields: inout Fields) throws(ReportError) {
    var reached = isReached
    try fields.field("name", &name)
    try fields.field("observed", &observed)
    try fields.field("limit", &limit)
    try fields.field("is_upper", &isUpper)
    try fields.field("reached", &reached)
  }
}

extension Results {
  /// The targets, as far as they were measured.
  var targets: [Target] {
    guard !isSmoke else { return [] }
    var targets: [Target] = []
    if let observed = ratioToReference?.max {
      targets.append(
        Target(
          name: "operations a second ÷ events a second of C, best round", observed: observed,
          limit: Target.share))
    }
    if let observed = bestSpeedUp {
      targets.append(
        Target(
          name: "speed-up of two threads, best ÷ best", observed: observed,
          limit: Target.speedUp))
    }
    targets.append(
      Target(
        name: "peak memory with the audit, bytes", observed: Double(peakBytes),
        limit: Target.memory, isUpper: true))
    return targets
  }
}
