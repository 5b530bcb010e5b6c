package import Calendar
internal import Draws
package import Law
internal import Platform
package import Population

/// What officials hold in their other accounts at the start: CPF and CEC euros.
package struct Wallets: Sendable {
  private let seed: UInt64
  private let cpf: Int64
  private let cec: Int64
  private let volunteers: Int64

  /// Reads the rates.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - behaviour: The behaviour table.
  ///   - day: The first day of the run.
  package init(seed: UInt64, behaviour: ParameterTable, day: Day) {
    self.seed = seed
    cpf = behaviour.number("behaviour.wallet.cpf", on: day)
    cec = behaviour.number("behaviour.wallet.cec", on: day)
    volunteers = behaviour.number("behaviour.wallet.volunteers", on: day)
  }

  /// The wallet of a person.
  ///
  /// - Parameters:
  ///   - person: The official, by number in the roster.
  ///   - roster: The officials.
  /// - Returns: CPF and CEC euros in cents, and the bits of ``Accounts/Flag`` that describe the
  ///   person.
  package func wallet(
    of person: Int, _ roster: borrowing Roster
  ) -> (cpf: Int32, cec: Int32, marks: UInt8) {
    let status = roster.persons.status[person]
    var marks: UInt8 = 0
    if status == .jobseeker { marks |= Accounts.Flag.jobseeker }
    let isWorker = status != .inactive
    if isWorker { marks |= Accounts.Flag.worker }
    let entity = UInt64(person)
    let euros = isWorker ? draw(seed, Streams.wallet, entity, 0).below(UInt64(cpf / 100) + 1) : 0
    let isVolunteer = draw(seed, Streams.wallet, entity, 1).isWithin(partsPerMillion: volunteers)
    return (Int32(euros * 100), isVolunteer ? Int32(cec) : 0, marks)
  }
}
