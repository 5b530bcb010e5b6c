internal import Calendar
package import Law

/// When CPF and CEC are credited in a run, and how much: each year by its own law.
///
/// Wallets are counted when somebody touches them, which may be years later; what a year earned is
/// what the law of its credit day said, whoever asks and whenever.
package struct WalletCalendar: Sendable {
  /// A credit day of the CPF (1 January), with the law of that day.
  struct CPFCredit: Sendable {
    let day: Day
    let euros: Terms
    let lowQualifiedEuros: Terms
    let hours: Terms
    let lowQualifiedHours: Terms
  }

  /// A credit day of the CEC, with the law of that day.
  struct CECCredit: Sendable {
    let day: Day
    let terms: Terms
  }

  /// How much is credited, and up to which balance.
  struct Terms: Sendable {
    let credit: Int64
    let cap: Int64

    /// What is credited to a balance.
    func credit(to held: Int64) -> Int64 { min(credit, max(0, cap - held)) }
  }

  /// The credit days of the CPF after the first day, in order.
  private(set) var cpf: [CPFCredit] = []
  /// The credit days of the CEC after the first day, in order.
  private(set) var cec: [CECCredit] = []

  /// Creates a calendar without any credit.
  package init() {}

  /// Reads the credit days of a span; what was credited up to its first day is in the balances.
  ///
  /// - Parameter statutes: The law of the span.
  package init(_ statutes: Statutes) {
    let periods = statutes.periods
    for (index, period) in periods.enumerated() {
      let end = index + 1 < periods.count ? periods[index + 1].from : statutes.days.upperBound + 1
      let days = max(period.from, statutes.days.lowerBound + 1)..<max(end, period.from + 1)
      guard days.lowerBound < end else { continue }
      read(period.statute, days, through: (end - 1).year)
    }
  }

  private mutating func read(_ law: borrowing Statute, _ days: Range<Day>, through last: Int) {
    for year in days.lowerBound.year...last {
      let newYear = Day(year, 1, 1)
      if days.contains(newYear) {
        cpf.append(
          CPFCredit(
            day: newYear, euros: Terms(credit: law.cpfAnnualCredit, cap: law.cpfCap),
            lowQualifiedEuros: Terms(
              credit: law.cpfLowQualifiedCredit, cap: law.cpfLowQualifiedCap),
            hours: Terms(credit: law.cpfAnnualHours, cap: law.cpfHoursCap),
            lowQualifiedHours: Terms(
              credit: law.cpfLowQualifiedHours, cap: law.cpfLowQualifiedHoursCap)))
      }
      let (month, day) = (law.cecCreditDay / 100, law.cecCreditDay % 100)
      guard month > 0, day <= Day.length(ofMonth: month, year: year) else { continue }
      let spring = Day(year, month, day)
      if days.contains(spring) {
        cec.append(
          CECCredit(day: spring, terms: Terms(credit: law.cecAnnualCredit, cap: law.cecCap)))
      }
    }
  }

  /// How many credit days of the CEC there were up to a day.
  func countCEC(through day: Day) -> Int { cec.count { $0.day <= day } }
}
