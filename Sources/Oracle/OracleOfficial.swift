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
  package let law: ParameterTable
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

  /// What each collectivity has done for the official, in the order of the deliberations.
  var payers: [Payer]
  /// The collectivities in the order of their first attributions.
  var payersInOrder: [Int] = []
  /// Card payments given back that wait for their payout, each with its last day.
  var cardRefunds: [(due: Day, amount: Int64)] = []

  /// What waits to be paid out to the official's card.
  package var cardPending: Int64 { cardRefunds.reduce(0) { $0 + $1.amount } }

  /// The law of the day.
  private var inForce: LawInForce
  /// The legal credit days of the year, municipal and other.
  private var creditDays: (municipal: Day, other: Day)
  /// Whether today is the first day of the scheme in euros.
  private(set) var isConversionDay = false

  /// Creates an official of whom nothing was lived yet.
  ///
  /// - Parameters:
  ///   - history: What happened; events in the order of their days.
  ///   - law: The law.
  package init(_ history: History, law: ParameterTable) {
    self.history = history
    self.law = law
    let scheme = law["rights.annual_hours"]?.values.first?.from ?? .distantPast
    let firstMandate = history.mandates.map(\.start).min() ?? scheme
    let firstEvent = history.events.first?.day ?? .distantFuture
    // Somebody may die before the first mandate: the death is lived on its day.
    let death = max(history.death ?? .distantFuture, scheme)
    day = min(max(firstMandate, scheme), firstEvent, death) - 1
    inForce = LawInForce(law, on: day)
    creditDays = Self.creditDays(of: (day + 1).year, law)
    payers = history.deliberations.map { _ in Payer() }
    balance.cpf = history.cpf
    balance.cec = history.cec
  }

  private static func creditDays(of year: Int, _ law: ParameterTable) -> (Day, Day) {
    (CreditDay.of(.municipal, in: year, law), CreditDay.of(.departmental, in: year, law))
  }

  /// Lives on.
  ///
  /// - Parameter last: The last day to live.
  package mutating func live(through last: Day) {
    while day < last {
      day = day + 1
      liveOneDay()
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

  private mutating func liveOneDay() {
    readLaw()
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
    for event in history.events[verdicts.count...].prefix(while: { $0.day <= day }) {
      do throws(OracleRule) {
        try apply(event)
        verdicts.append(nil)
      } catch {
        verdicts.append(error)
      }
    }
    payProviders()
    cardRefunds.removeAll { $0.due <= day }
  }

  /// Whether the official is dead today.
  var isDead: Bool { history.death.map { $0 <= day } ?? false }

  /// Whether a mandate is in force today.
  var isInOffice: Bool { !isDead && history.isInOffice(on: day) }

  /// Whether rights accrue today.
  var accrues: Bool { isInOffice && history.isRecognised(on: day) }

  private mutating func readLaw() {
    let countedHours = rule("rights.unit", is: "hours")
    inForce.turn(to: day)
    isConversionDay = countedHours && rule("rights.unit", is: "euros")
    if day.year > creditDays.municipal.year { creditDays = Self.creditDays(of: day.year, law) }
  }

  /// A number of the law today.
  func number(_ name: String) -> Int64 { inForce.number(name, absent: 0) }

  /// A limit of the law today; there may be none.
  func limit(_ name: String) -> Int64 { inForce.number(name, absent: .max) }

  /// Whether a rule of the law is this one today.
  func rule(_ name: String, is rule: String) -> Bool { inForce.rule(name, is: rule) }

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
