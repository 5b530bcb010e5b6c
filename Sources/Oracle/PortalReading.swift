package import Calendar
package import Law

/// The provider portal as the texts read: who is accredited until when, what may be published and
/// sold, and how a body is suspended.
///
/// Everything is worked out anew from what happened, at each question.
package struct PortalReading: Sendable {
  /// A training body and what happened to it.
  package struct Body: Sendable {
    /// Its accreditations: first and last day.
    package var accreditations: [ClosedRange<Day>]
    /// How many of them followed on each other.
    package var granted: Int
    /// The day on which a pending application was filed.
    package var filed: Day?
    /// The day of the notice of the open procedure.
    package var notice: Day?
    /// Whether the body was heard.
    package var isHeard = false
    /// Whether the body is suspended, or removed for good.
    package var isSuspended = false
    package var isDelisted = false
    /// Whether the body holds Qualiopi.
    package var hasQualiopi: Bool
    /// What mandate training brought in, and when, in cents.
    package var payments: [(day: Day, amount: Int64)] = []

    /// Creates a body.
    ///
    /// - Parameters:
    ///   - accreditation: The accreditation that it has at the beginning, if any.
    ///   - granted: How many accreditations followed on each other by then.
    ///   - hasQualiopi: Whether it holds Qualiopi.
    package init(accreditation: ClosedRange<Day>?, granted: Int, hasQualiopi: Bool) {
      accreditations = accreditation.map { [$0] } ?? []
      self.granted = granted
      self.hasQualiopi = hasQualiopi
    }
  }

  /// A training as a body offers it.
  package struct Training: Sendable, Equatable {
    /// The body, by number.
    package var body: Int
    /// Whether it is for the mandate.
    package var isMandate = true
    /// Whether its theme is in the State's list.
    package var isThemeListed = true
    /// Whether value added tax is charged.
    package var isTaxed = false
    /// The hours.
    package var hours: Int64 = 7
    /// The price of an hour before tax, in cents.
    package var hourlyPrice: Int64 = 0
    /// The participants.
    package var participants = 12
    /// What is subcontracted, in thousandths of the price before tax.
    package var subcontracted: Int64 = 0
    /// Through how many ranks.
    package var ranks = 0
    /// To which body; `nil` for one that is no body of the portal.
    package var subcontractor: Int?

    /// Creates a training of seven hours for the mandate.
    ///
    /// - Parameter body: The body, by number.
    package init(body: Int) { self.body = body }
  }

  /// A training with the day on which it was last shown on these terms.
  private struct Shown {
    var name: String
    var training: Training
    var since: Day
    var isWithdrawn = false
  }

  /// The law.
  private let law: ParameterTable
  /// The bodies.
  package var bodies: [Body]
  private var shown: [Shown] = []

  /// Opens the portal.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - bodies: The bodies.
  package init(law: ParameterTable, bodies: [Body]) {
    self.law = law
    self.bodies = bodies
  }

  private func count(_ name: String, _ day: Day) -> Int { Int(law.number(name, on: day)) }

  private func limit(_ name: String, _ day: Day) -> Int64 {
    law.number(name, on: day, absent: .max)
  }

  /// The last day of the accreditation in force on a day, or `nil`.
  package func accreditedThrough(_ body: Int, on day: Day) -> Day? {
    bodies[body].accreditations.last { $0.contains(day) }?.upperBound
  }

  // MARK: Accreditation

  /// A body files its application at the prefecture.
  package mutating func apply(_ body: Int, on day: Day) throws(OracleRule) {
    guard !bodies[body].isDelisted else { throw .providerSuspended }
    if let filed = bodies[body].filed, day > lastDecision(filed, day) { bodies[body].filed = nil }
    guard bodies[body].filed == nil else { throw .wrongState }
    if let end = accreditedThrough(body, on: day) {
      // Two months before the end of a first accreditation, six before that of a later one.
      let name =
        bodies[body].granted == 1
        ? "offer.renewal_filing_first_months" : "offer.renewal_filing_later_months"
      guard day <= (end + 1).adding(months: -count(name, day)) else { throw .applicationRefused }
    } else {
      bodies[body].granted = 0
    }
    bodies[body].filed = day
  }

  private func lastDecision(_ filed: Day, _ day: Day) -> Day {
    filed.adding(months: count("offer.accreditation_decision_months", day))
  }

  /// The minister decides an application.
  package mutating func decide(
    _ body: Int, isGranted: Bool, on day: Day
  ) throws(OracleRule) {
    guard let filed = bodies[body].filed else { throw .wrongState }
    guard day <= lastDecision(filed, day) else { throw .deadlinePassed }
    bodies[body].filed = nil
    guard isGranted else { return }
    let isFirst = bodies[body].granted == 0
    bodies[body].granted += 1
    let name =
      isFirst ? "offer.accreditation_first_years" : "offer.accreditation_renewal_years"
    let years = count(name, day)
    let end = accreditedThrough(body, on: day)
    let first = isFirst ? day : end.map { $0 + 1 } ?? day
    let last = first.adding(years: years) - 1
    if !isFirst, end != nil, let old = bodies[body].accreditations.popLast() {
      bodies[body].accreditations.append(old.lowerBound...last)
    } else {
      bodies[body].accreditations.append(first...last)
    }
  }

  // MARK: Offers

  /// The price with tax, in cents.
  package func price(of name: String, on day: Day) -> Int64? {
    guard let one = shown.last(where: { $0.name == name }) else { return nil }
    let net = one.training.hourlyPrice * one.training.hours
    guard one.training.isTaxed else { return net }
    return net + net * law.number("offer.vat_rate", on: one.since) / 1_000_000
  }

  /// Whether a training is shown: published, not withdrawn, and lawful at each change of the law.
  package func isShown(_ name: String, on day: Day) -> Bool {
    guard let one = shown.last(where: { $0.name == name }), !one.isWithdrawn else { return false }
    guard one.training.isMandate else { return true }
    var changes: [Day] = []
    for parameter in ["offer.hourly_cap", "offer.subcontracting_max"] {
      changes += law[parameter]?.values.map(\.from) ?? []
    }
    return changes.allSatisfy { change in
      change <= one.since || change > day
        || one.training.hourlyPrice <= limit("offer.hourly_cap", change)
          && one.training.subcontracted * 1_000 <= limit("offer.subcontracting_max", change)
    }
  }

  /// A body publishes a training, or publishes it on other terms.
  package mutating func publish(
    _ training: Training, as name: String, isChange: Bool, on day: Day
  ) throws(OracleRule) {
    let old = shown.lastIndex { $0.name == name }
    if isChange, old.map({ shown[$0].isWithdrawn }) ?? true { throw .offerOffline }
    try check(training, day, through: day)
    if training.isMandate, training.participants > limit("offer.max_participants", day) {
      throw .tooManySeats
    }
    if let old { shown.remove(at: old) }
    shown.append(Shown(name: name, training: training, since: day))
  }

  /// A body takes a training offline.
  package mutating func withdraw(_ name: String, on day: Day) throws(OracleRule) {
    guard let place = shown.lastIndex(where: { $0.name == name }), !shown[place].isWithdrawn else {
      throw .offerOffline
    }
    shown[place].isWithdrawn = true
  }

  /// Somebody asks for a session that ends on a day.
  package func request(_ name: String, on day: Day, through last: Day) throws(OracleRule) {
    guard let one = shown.last(where: { $0.name == name }) else { throw .offerOffline }
    try check(one.training, day, through: last)
    guard isShown(name, on: day) else { throw .offerOffline }
  }

  /// What the law asks of a training and its body.
  private func check(_ training: Training, _ day: Day, through last: Day) throws(OracleRule) {
    let body = bodies[training.body]
    guard !body.isSuspended, !body.isDelisted else { throw .providerSuspended }
    guard training.isMandate else { return }
    guard training.hourlyPrice <= limit("offer.hourly_cap", day) else { throw .hourlyCap }
    guard body.accreditations.contains(where: { $0.contains(day) && $0.contains(last) }) else {
      throw .notAccredited
    }
    guard training.isThemeListed else { throw .themeNotListed }
    let most = limit("offer.subcontracting_max", day)
    if training.subcontracted > 0, most < .max {
      guard training.subcontracted * 1_000 <= most else { throw .subcontractingTooHigh }
      let isAccredited =
        training.subcontractor.map { accreditedThrough($0, on: day) != nil } ?? false
      guard isAccredited, training.ranks <= limit("offer.subcontracting_ranks", day) else {
        throw .subcontractorNotAccredited
      }
    }
    // What was earned in this civil year or in the last one, up to the eve.
    let revenue = [day.year, day.year - 1].map { year in
      body.payments.filter { $0.day.year == year && $0.day < day }.reduce(0) { $0 + $1.amount }
    }
    guard body.hasQualiopi || revenue.allSatisfy({ $0 <= limit("offer.qualiopi_threshold", day) })
    else { throw .qualiopiMissing }
  }

  // MARK: The contradictory procedure

  /// The operator notifies a suspension.
  package mutating func notify(_ body: Int, on day: Day) throws(OracleRule) {
    let one = bodies[body]
    guard !one.isSuspended, !one.isDelisted, one.notice == nil else { throw .wrongState }
    bodies[body].notice = day
    bodies[body].isHeard = false
  }

  /// The body is heard.
  package mutating func hear(_ body: Int) throws(OracleRule) {
    guard bodies[body].notice != nil, !bodies[body].isHeard else { throw .wrongState }
    bodies[body].isHeard = true
  }

  /// The operator suspends a body, or removes it for good.
  package mutating func sanction(
    _ body: Int, forGood: Bool, on day: Day
  ) throws(OracleRule) {
    let one = bodies[body]
    guard !one.isDelisted, forGood || !one.isSuspended else { throw .wrongState }
    guard one.isHeard, let notice = one.notice,
      day - notice >= count("offer.suspension_notice_days", day)
    else { throw .hearingPending }
    if forGood { bodies[body].isDelisted = true } else { bodies[body].isSuspended = true }
  }

  /// The operator ends a suspension, or a procedure without one.
  package mutating func lift(_ body: Int) throws(OracleRule) {
    let one = bodies[body]
    guard !one.isDelisted, one.isSuspended || one.notice != nil else { throw .wrongState }
    bodies[body].isSuspended = false
    bodies[body].notice = nil
    bodies[body].isHeard = false
  }
}
