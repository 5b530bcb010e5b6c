package import Calendar
internal import Draws
package import Law
internal import Platform
package import Population

/// What officials hold in their other accounts at the start: CPF and CEC euros.
package struct Wallets: Sendable {
  private let seed: UInt64
  private let stream = Streams.wallet
  private let cpf: Int64
  private let cec: Int64
  private let volunteers: Int64
  private let hourWorth: Int64
  private let hoursCap: Int64
  private let lowHoursCap: Int64

  /// Reads the rates.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - behaviour: The behaviour table.
  ///   - statute: The law in force on the first day.
  ///   - day: The first day of the run.
  package init(seed: UInt64, behaviour: ParameterTable, statute: borrowing Statute, day: Day) {
    self.seed = seed
    hourWorth = statute.cpfConversionRate
    hoursCap = min(statute.cpfHoursCap, 10_000)
    lowHoursCap = min(statute.cpfLowQualifiedHoursCap, 10_000)
    cpf = behaviour.number("behaviour.wallet.cpf", on: day)
    cec = behaviour.number("behaviour.wallet.cec", on: day)
    volunteers = behaviour.number("behaviour.wallet.volunteers", on: day)
  }

  /// The wallet of a person.
  ///
  /// - Parameters:
  ///   - person: The official, by number in the roster.
  ///   - roster: The officials.
  /// - Returns: CPF and CEC euros in cents, the bits of ``Accounts/Flag`` that describe the person,
  ///   CPF hours, whether the person is a public agent, and whether a volunteer.
  package func wallet(
    of person: Int, _ roster: borrowing Roster
  ) -> (cpf: Int32, cec: Int32, marks: UInt8, hours: UInt16, isPublic: Bool, isVolunteer: Bool) {
    let status = roster.persons.status[person]
    var marks: UInt8 = 0
    // A jobseeker holds what was earned in work and earns nothing more (C. trav. L6323-11).
    var hasWorked = true
    var isPublic = false
    switch status {
    case .jobseeker: marks |= Accounts.Flag.jobseeker
    case .inactive: hasWorked = false
    case .publicAgent:
      isPublic = true
      marks |= Accounts.Flag.worker
    case .employee, .selfEmployed: marks |= Accounts.Flag.worker
    }
    let entity = UInt64(person)
    let euros = hasWorked ? draw(seed, stream, entity, 0).below(UInt64(cpf / 100) + 1) : 0
    let isVolunteer = draw(seed, stream, entity, 1).isWithin(partsPerMillion: volunteers)
    // The same draw in the unit of public agents, within their cap; none where no law says what an
    // hour is worth.
    let cap = roster.persons.isLowQualified(person) ? lowHoursCap : hoursCap
    let hours = isPublic && hourWorth > 0 ? min(Int64(euros) * 100 / hourWorth, cap) : 0
    return (
      isPublic ? 0 : Int32(euros * 100), isVolunteer ? Int32(cec) : 0, marks, UInt16(hours),
      isPublic, isVolunteer
    )
  }
}
