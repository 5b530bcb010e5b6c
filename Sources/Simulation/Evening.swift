internal import Behaviour
internal import Platform

/// What the districts hand over at the end of a day, in their order, to be settled between them.
///
/// The memory is used again every day.
struct Evening {
  /// The movement of the fund's cash.
  var movement: Int64 = 0
  /// How many dossiers lost their seat, as the audit saw it.
  var seatsLost = 0
  var claims: [SeatClaim] = []
  /// What bodies were paid, as the platform says and as the audit has added it up.
  var sales: [Sale] = []
  var judgedSales: [Sale] = []
  /// What the jobs did that something befell, and what became of doubtful payment orders.
  var jobWork: [JobWork] = []
  var doubts = DoubtCount()
  /// Whether everything was dated as late as what was recorded before.
  var isClockMonotone = true
  /// What controls found.
  var reports: [ControlReport] = []
  /// Dossiers that wait for an officer.
  var controls: [ControlFile] = []
  var tickets: [SupportTicket] = []
  /// Answers of support, with officials by number in the roster.
  var answers: [SupportAnswer] = []

  /// Adds what another district hands over.
  mutating func add(_ other: Evening) {
    movement += other.movement
    seatsLost += other.seatsLost
    if !other.jobWork.isEmpty { jobWork += other.jobWork }
    doubts.add(other.doubts)
    isClockMonotone = isClockMonotone && other.isClockMonotone
    if !other.claims.isEmpty { claims += other.claims }
    if !other.sales.isEmpty { sales += other.sales }
    if !other.judgedSales.isEmpty { judgedSales += other.judgedSales }
    if !other.reports.isEmpty { reports += other.reports }
    if !other.controls.isEmpty { controls += other.controls }
    if !other.tickets.isEmpty { tickets += other.tickets }
    if !other.answers.isEmpty { answers += other.answers }
  }

  /// Begins another evening.
  mutating func reset() {
    movement = 0
    seatsLost = 0
    if !jobWork.isEmpty { jobWork.removeAll(keepingCapacity: true) }
    doubts = DoubtCount()
    isClockMonotone = true
    if !claims.isEmpty { claims.removeAll(keepingCapacity: true) }
    if !sales.isEmpty { sales.removeAll(keepingCapacity: true) }
    if !judgedSales.isEmpty { judgedSales.removeAll(keepingCapacity: true) }
    if !reports.isEmpty { reports.removeAll(keepingCapacity: true) }
    if !controls.isEmpty { controls.removeAll(keepingCapacity: true) }
    if !tickets.isEmpty { tickets.removeAll(keepingCapacity: true) }
    if !answers.isEmpty { answers.removeAll(keepingCapacity: true) }
  }
}
