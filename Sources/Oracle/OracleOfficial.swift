package import Calendar
package import Law

/// One official's rights and dossiers, lived day by day as the texts read.
///
/// A second reading of the law, as slow and as plain as it can be: every day asks every rule.
/// Nothing here knows the platform; where the two differ, one of them is wrong.
///
/// The order of a day: what the registry says, expiries, credits, deadlines, what people do,
/// payments.
package struct OracleOfficial: Sendable {
  /// What happened.
  package let history: History
  /// The law.
  package var law: ParameterTable { reading.law }
  /// The first day to live.
  package let firstDay: Day
  /// The last day that was lived.
  package private(set) var day: Day
  /// What the official holds at the end of that day.
  package internal(set) var balance = OracleBalance()
  /// The account statement up to that day.
  package internal(set) var statement: [OracleEntry] = []
  /// The dossiers in the order of their requests.
  package internal(set) var dossiers: [OracleDossier] = []
  /// For each event up to that day: the rule that refused it, or `nil`.
  package internal(set) var verdicts: [OracleRule?] = []
  /// The civil year of the legal day of the last credit.
  package internal(set) var lastLabel: Int?
  /// The accrual year of every yearly credit, in order.
  package internal(set) var labels: [Int] = []
  /// For each circumstance up to that day: the rule that forbids it, or `nil`.
  package internal(set) var circumstanceVerdicts: [OracleRule?] = []
  /// How often each freedom was used.
  package internal(set) var freedoms: [OracleFreedom: Int] = [:]

  /// What each collectivity has done for the official, in the order of the deliberations.
  var payers: [Payer]
  /// The collectivities in the order of their first attributions.
  var payersInOrder: [Int] = []
  /// Card payments given back that wait for their payout, each with its last day.
  var cardRefunds: [(due: Day, amount: Int64, dossier: String)] = []
  /// CPF and CEC.
  var wallet: OracleWallet
  /// The days on which something may happen by itself; see ``live(byTurnsThrough:)``.
  var turns: Turns?

  /// What waits to be paid out to the official's card.
  package var cardPending: Int64 { cardRefunds.reduce(0) { $0 + $1.amount } }

  /// The law between its changes, and which of its readings is in force.
  let reading: LawReading
  private var period: Int
  /// The legal credit days of the year.
  private var creditDays: LawReading.CreditDays
  /// Whether today is the first day of the scheme in euros.
  private(set) var isConversionDay = false

  /// Creates an official of whom nothing was lived yet.
  ///
  /// - Parameters:
  ///   - history: What happened; events in the order of their days.
  ///   - law: The law.
  package init(_ history: History, law: ParameterTable) {
    self.init(history, LawReading(law))
  }

  /// Creates an official of whom nothing was lived yet.
  ///
  /// - Parameters:
  ///   - history: What happened; events in the order of their days.
  ///   - reading: The law, read for all who live under it.
  package init(_ history: History, _ reading: LawReading) {
    self.history = history
    self.reading = reading
    let first = Self.firstDay(of: history, reading.law)
    firstDay = first
    day = first - 1
    period = reading.period(on: day)
    creditDays = reading.creditDays(of: first.year)
    payers = history.deliberations.map { _ in Payer() }
    let work = history.work ?? History.Work()
    wallet = OracleWallet(
      reading.law, from: first, balances: (history.cpf, history.cec, work.hours),
      works: work.works, isLowQualified: work.isLowQualified, isPublicAgent: work.isPublicAgent,
      isVolunteer: work.isVolunteer, pension: history.pension)
    noteWallet()
  }

  /// The first day of which anything is told.
  private static func firstDay(of history: History, _ law: ParameterTable) -> Day {
    if let surroundings = history.surroundings { return surroundings.begins }
    let scheme = law["rights.annual_hours"]?.values.first?.from ?? .distantPast
    let firstMandate = history.mandates.map(\.start).min() ?? scheme
    let firstEvent = history.events.first?.day ?? .distantFuture
    // Somebody may die before the first mandate: the death is lived on its day.
    let death = max(history.death ?? .distantFuture, scheme)
    return min(max(firstMandate, scheme), firstEvent, death)
  }

  /// Writes what CPF and CEC hold into the balance.
  mutating func noteWallet() {
    balance.cpf = wallet.cpf
    balance.cec = wallet.cec
  }

  /// Lives on.
  ///
  /// - Parameter last: The last day to live.
  package mutating func live(through last: Day) {
    while day < last {
      liveOneDay(day + 1)
    }
  }

  /// The account statement of an official.
  ///
  /// - Parameters:
  ///   - history: What happened.
  ///   - law: The law.
  ///   - day: The last day of the statement.
  /// - Returns: The lines.
  package static func statement(
    of history: History, _ law: ParameterTable, through day: Day
  ) -> [OracleEntry] {
    var official = OracleOfficial(history, law: law)
    official.live(through: day)
    return official.statement
  }

  /// A dossier by name.
  ///
  /// - Parameter name: The name in the history.
  /// - Returns: The dossier, or `nil` if there is none whose request was accepted.
  package func dossier(_ name: String) -> OracleDossier? { dossiers.first { $0.name == name } }

  /// Lives the day after the last one that was lived, or a later one if nothing happens before it.
  mutating func liveOneDay(_ today: Day) {
    day = today
    turns?.upcoming = nil
    readLaw()
    creditWallet()
    loseSeats()
    registerMandates()
    expireRights()
    creditHours()
    convertHours()
    cutToLoweredCap()
    creditAnnually()
    creditFirst()
    creditComplement()
    eraseData()
    closeOverdueDossiers()
    removeBodies()
    for event in history.events[verdicts.count...].prefix(while: { $0.day <= day }) {
      do throws(OracleRule) {
        try apply(event)
        verdicts.append(nil)
      } catch {
        verdicts.append(error)
      }
    }
    payProviders()
    refundCards()
  }

  /// Passes over days on which nothing happens.
  mutating func skip(to day: Day) { self.day = day }

  /// Whether the official is dead today.
  var isDead: Bool { history.death.map { $0 <= day } ?? false }

  /// Whether a mandate is in force today.
  var isInOffice: Bool { !isDead && history.isInOffice(on: day) }

  /// Whether rights accrue today.
  var accrues: Bool { isInOffice && history.isRecognised(on: day) }

  private mutating func readLaw() {
    let before = period
    period = reading.period(on: day)
    isConversionDay =
      period != before && rule("rights.unit", is: "euros")
      && reading.rule("rights.unit", on: day - 1, is: "hours")
    if day.year > creditDays.municipal.year { creditDays = reading.creditDays(of: day.year) }
  }

  /// A number of the law today.
  func number(_ name: String) -> Int64 { reading.number(name, in: period, absent: 0) }

  /// A limit of the law today; there may be none.
  func limit(_ name: String) -> Int64 { reading.number(name, in: period, absent: .max) }

  /// Whether a rule of the law is this one today.
  func rule(_ name: String, is rule: String) -> Bool {
    reading.value(name, in: period) == .rule(rule)
  }

  /// Whether today is the legal credit day of a mandate.
  func isCreditDay(of mandate: History.Mandate) -> Bool {
    day == (mandate.kind == .municipal ? creditDays.municipal : creditDays.other)
  }

  /// Whether today is the legal credit day of any mandate.
  var isAnyCreditDay: Bool { day == creditDays.municipal || day == creditDays.other }

  /// Writes a line of the statement.
  mutating func post(
    _ kind: OracleEntry.Kind, _ amount: Int64, _ article: String, dossier: String = ""
  ) {
    guard amount > 0 else { return }
    let entry = OracleEntry(
      day: day, kind: kind, amount: amount, dossier: dossier, article: article)
    statement.append(entry)
    balance.apply(entry)
  }
}
