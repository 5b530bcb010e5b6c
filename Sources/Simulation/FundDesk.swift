internal import Audit
internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// The dedicated fund at the end of each day: its cash, what the operator says of it, and what the
/// judge makes of both.
///
/// Nothing that people or bodies do depends on it, so it can be settled day by day as a run goes,
/// or afterwards over the movements of several blocks.
struct FundDesk {
  /// The cash, the advances, and who settles seats.
  private(set) var settlement: Settlement
  /// What the operator said.
  private(set) var office: FundOffice
  private let behaviour: ParameterTable
  private let persons: Int64
  private let countries: Int64

  /// Opens the fund.
  ///
  /// - Parameters:
  ///   - behaviour: The rates of the operator: the opening, the line, the old trainings.
  ///   - first: The first day.
  ///   - persons: How many officials there are in all.
  ///   - countries: How many countries share it: each brings its opening, its line and its reserve.
  ///   - mutant: The known-bad variant.
  init(
    _ behaviour: ParameterTable, on first: Day, persons: Int, countries: Int = 1, mutant: Mutant
  ) {
    self.behaviour = behaviour
    self.persons = Int64(persons)
    self.countries = Int64(countries)
    settlement = Settlement(
      fund: behaviour.number("behaviour.operator.fund_opening", on: first) * Int64(countries),
      mutant: mutant)
    office = FundOffice(mutant: mutant)
  }

  /// The fund's cash, in cents.
  var cash: Int64 { settlement.fund }

  /// Ends a day.
  ///
  /// - Parameters:
  ///   - moved: What the day's postings of all officials brought, in cents.
  ///   - context: The law and the calendar of the day.
  ///   - isFirst: Whether it is the first day of the run.
  ///   - isAudited: Whether it is judged.
  ///   - auditor: The judge.
  ///   - tally: What counts the postings and acts.
  ///   - print: What the cash goes into.
  /// - Returns: The postings that belong to no official.
  mutating func settle(
    _ moved: Int64, _ context: borrowing DayContext, isFirst: Bool, judge isAudited: Bool,
    _ auditor: inout SharedAuditor, _ tally: inout Tally, _ print: inout Fingerprint
  ) -> [Posting] {
    let day = context.day
    let legacy = payLegacy(day)
    let movement = moved - (legacy?.amount ?? 0)
    let line = behaviour.number("behaviour.operator.fund_line", on: day) * countries
    let isAfloat = settlement.fund >= line
    var postings = settlement.settleFund(movement, line: line)
    if let legacy { postings.insert(legacy, at: 0) }
    if !postings.isEmpty {
      auditor.add(tally.count(postings, day: day.rawValue, year: day.year - tally.firstYear))
      // An opening below the line is no fall: what counts is what the days took out.
      for posting in postings where posting.reason == Reason.advance.rawValue && isAfloat {
        auditor.findings.witness(.advance)
      }
    }
    let acts = office.close(
      context, movement: movement, own: settlement.fund - settlement.advances, isFirst: isFirst)
    for act in acts { tally.countApplied(act.verb) }
    if isAudited { auditor.judgeOffice(acts, movement: movement, context) }
    print.add(UInt64(UInt32(bitPattern: day.rawValue)), UInt64(bitPattern: settlement.fund))
    return postings
  }

  /// Pays, at the end of a month, what trainings bought before Mon Compte Élu still cost.
  private func payLegacy(_ day: Day) -> Posting? {
    guard (day + 1).civil.day == 1 else { return nil }
    let each = behaviour.number("behaviour.operator.legacy_per_official", on: day)
    let amount = each * persons
    guard amount > 0 else { return nil }
    return Posting(
      amount, from: .fund, to: .providers, reason: .legacyPayment, official: Posting.nobody)
  }
}
