package import Calendar
package import Law

/// CPF and CEC of one person, year by year as the texts read.
///
/// C. trav. L6323-11 and D5151-14; décret 2019-1392 for public agents and changes of status.
package struct OracleWallet: Sendable {
  private let law: ParameterTable
  private let works: Bool
  private var isLowQualified: Bool
  private let isVolunteer: Bool
  private let pension: Day?
  private var day: Day
  /// CPF euros, in cents.
  package private(set) var cpf: Int64
  /// CPF hours of a public agent.
  package private(set) var hours: Int64
  /// CEC euros, in cents.
  package private(set) var cec: Int64
  /// Whether the CPF is counted in hours.
  package private(set) var isPublicAgent: Bool

  /// Creates the accounts of somebody.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - day: The first day; its credits are in the balances already.
  ///   - balances: CPF euros and CEC euros in cents, and CPF hours.
  ///   - works: Whether the person works.
  ///   - isLowQualified: Whether the person has no diploma.
  ///   - isPublicAgent: Whether the CPF is counted in hours.
  ///   - isVolunteer: Whether the CEC is credited.
  ///   - pension: The day on which a pension is claimed.
  package init(
    _ law: ParameterTable, from day: Day, balances: (cpf: Int64, cec: Int64, hours: Int64),
    works: Bool, isLowQualified: Bool, isPublicAgent: Bool, isVolunteer: Bool, pension: Day?
  ) {
    self.law = law
    self.day = day
    (cpf, cec, hours) = balances
    self.works = works
    self.isLowQualified = isLowQualified
    self.isPublicAgent = isPublicAgent
    self.isVolunteer = isVolunteer
    self.pension = pension
  }

  /// Lives on, day by day.
  ///
  /// - Parameter last: The last day to live.
  package mutating func live(through last: Day) {
    while day < last {
      day = day + 1
      credit()
    }
  }

  /// Passes over days without a credit, and has the credits of a later day.
  ///
  /// - Parameter day: The day.
  mutating func credit(on day: Day) {
    guard day > self.day else { return }
    self.day = day
    credit()
  }

  private mutating func credit() {
    let date = day.civil
    if date.month == 1, date.day == 1, works, pension.map({ $0 > day }) ?? true { creditCPF() }
    guard isVolunteer else { return }
    let spring = law.number("cec.credit_day", on: day)
    if Int64(date.month * 100 + date.day) == spring {
      cec = max(cec, min(cec + number("cec.annual_credit"), limit("cec.cap")))
    }
  }

  /// Passes over days whose credits were had.
  mutating func pass(to day: Day) { self.day = max(self.day, day) }

  /// Takes from CPF and CEC, or gives back where the amounts are below zero.
  mutating func take(cpf: Int64, cec: Int64) {
    self.cpf -= cpf
    self.cec -= cec
  }

  /// The CPF learns of the qualification, for the years to come.
  mutating func note(isLowQualified: Bool) { self.isLowQualified = isLowQualified }

  /// The data are erased.
  mutating func empty() { (cpf, hours, cec) = (0, 0, 0) }

  private mutating func creditCPF() {
    if isPublicAgent {
      hours = max(hours, min(hours + number(of: "annual_hours", "hours"), hoursCap))
    } else {
      cpf = max(cpf, min(cpf + number(of: "annual_credit", "credit"), cap))
    }
  }

  private func number(of usual: String, _ low: String) -> Int64 { number(name(usual, low)) }

  private var cap: Int64 { limit(name("cap", "cap")) }
  private var hoursCap: Int64 { limit(name("hours_cap", "hours_cap")) }

  private func name(_ usual: String, _ low: String) -> String {
    isLowQualified ? "cpf.low_qualified_\(low)" : "cpf.\(usual)"
  }

  /// An amount: nothing where no law says one.
  private func number(_ name: String) -> Int64 { law.number(name, on: day) }

  /// A limit: none where no law says one.
  private func limit(_ name: String) -> Int64 { law.number(name, on: day, absent: .max) }

  /// Changes the professional status: as many whole hours as the cap of the new unit admits.
  ///
  /// - Parameter toPublic: Whether into public work.
  /// - Throws: The rule that refuses.
  package mutating func convert(toPublic: Bool) throws(OracleRule) {
    if let pension, pension <= day { throw .pensionClaimed }
    guard toPublic != isPublicAgent else { throw .wrongState }
    let worth = number("cpf.conversion_rate")
    var count: Int64 = 0
    // Hour by hour, as long as there is one to convert and room for it; none without a rate.
    if worth == 0 {
      count = 0
    } else if toPublic {
      while cpf >= worth, hours < hoursCap {
        (cpf, hours, count) = (cpf - worth, hours + 1, count + 1)
      }
    } else {
      while hours > 0, cpf + worth <= cap {
        (cpf, hours, count) = (cpf + worth, hours - 1, count + 1)
      }
    }
    isPublicAgent = toPublic
  }
}

/// The fund as the texts read: when the operator reports, what it forecasts, when it warns.
package enum OracleFund {
  /// Whether the operator reports on a day: a year has as many equal parts as there are reports,
  /// and each ends with one (CGCT R1221-9-2).
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - law: The law.
  /// - Returns: `true` if a part of the year ends.
  package static func reports(on day: Day, _ law: ParameterTable) -> Bool {
    let times = Int(law.number("fund.reports_per_year", on: day))
    guard times > 0, (day + 1).civil.day == 1 else { return false }
    return (1...times).contains { part in
      // The month in which the part ends: the first that is not before part / times of the year.
      (1...12).first { $0 * times >= part * 12 } == day.civil.month
    }
  }

  /// The own cash in the years to come, every day bringing what a day of the last years brought.
  ///
  /// CGCT R1221-9-2: a forecast over three years, each a civil year as long as it is.
  ///
  /// - Parameters:
  ///   - own: The own cash, in cents.
  ///   - flows: What came in less what went out in each past civil year, in cents.
  ///   - day: The day of the forecast, the last of a civil year.
  ///   - law: The law.
  /// - Returns: The own cash at the end of each year, in cents, rounded down.
  package static func forecast(
    own: Int64, flows: [Int64], on day: Day, _ law: ParameterTable
  ) -> [Int64] {
    let last = flows.suffix(3)
    var past = 0
    for age in 0..<last.count { past += isLeap(day.year - age) ? 366 : 365 }
    var coming = 0
    var expected: [Int64] = []
    var year = 0
    while year < law.number("fund.forecast_years", on: day) {
      year += 1
      coming += isLeap(day.year + year) ? 366 : 365
      let total = last.reduce(0, +) * Int64(coming)
      var change = total / Int64(max(1, past))
      while change * Int64(max(1, past)) > total { change -= 1 }
      expected.append(own + change)
    }
    return expected
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// What a body owes on a day, given the levy of each month of the year before and of this one.
  ///
  /// CGCT R1621-4: monthly above 3,500 € a year, quarterly from 500 €, else on one day of the next
  /// January (C10).
  ///
  /// - Parameters:
  ///   - allowances: The gross allowances of a month, the same all year, in cents.
  ///   - day: The day.
  ///   - law: The law.
  /// - Returns: Cents.
  package static func levy(of allowances: Int64, on day: Day, _ law: ParameterTable) -> Int64 {
    let rate = law.number("fund.levy_rate", on: day)
    let yearly = allowances * 12 * rate / 1_000_000
    let date = day.civil
    let isDueDay = Int64(date.day) == law.number("fund.levy_due_day", on: day)
    let isYearly = Int64(date.month * 100 + date.day) == law.number("fund.levy_yearly_due", on: day)
    var months: Int64 = 0
    if yearly > law.number("fund.levy_monthly_above", on: day) {
      if isDueDay { months = 1 }
    } else if yearly >= law.number("fund.levy_quarterly_above", on: day) {
      if isDueDay, [1, 4, 7, 10].contains(date.month) { months = 3 }
    } else if isYearly {
      months = 12
    }
    return allowances * months * rate / 1_000_000
  }
}
