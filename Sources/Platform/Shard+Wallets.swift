internal import Calendar
internal import Ledger
internal import Law

/// CPF and CEC of one official, counted through a day.
struct Wallet: Sendable, Equatable {
  /// CPF euros, in cents.
  var cpf: Int64 = 0
  /// CPF hours of a public agent.
  var hours: Int64 = 0
  /// CEC euros, in cents.
  var cec: Int64 = 0
}

/// CPF and CEC: accounts of their own, counted when they are touched.
extension Shard {
  /// Tells the shard what else is known of a person's work.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - isPublicAgent: Whether the CPF is counted in hours (`hours` are held, and no euros).
  ///   - isVolunteer: Whether the CEC is credited each year.
  ///   - isLowQualified: Whether the CPF itself knows of a low qualification.
  ///   - hours: CPF hours held.
  package mutating func describe(
    _ place: Int, isPublicAgent: Bool, isVolunteer: Bool, isLowQualified: Bool, hours: UInt16 = 0
  ) {
    accounts.annexes[place].marks =
      (isPublicAgent ? Annex.Mark.publicAgent : 0) | (isVolunteer ? Annex.Mark.volunteer : 0)
      | (isLowQualified ? Annex.Mark.lowQualified : 0)
    accounts.annexes[place].cpfHours = hours
  }

  /// What an official holds before the credits of the years since the wallet was last touched.
  mutating func heldWallet(_ place: Int) -> Wallet {
    let holder = accounts.holders[place]
    return Wallet(
      cpf: Int64(holder.cpf), hours: Int64(accounts.annexes[place].cpfHours),
      cec: Int64(holder.cec))
  }

  /// What CPF and CEC hold on a day.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - context: The law and the calendar of the day.
  /// - Returns: CPF and CEC euros in cents, and CPF hours.
  package mutating func walletHeld(
    _ place: Int, _ context: borrowing DayContext
  ) -> (cpf: Int64, cec: Int64, hours: Int64) {
    let held = wallet(place, isLow: accounts.annexes[place].isLowQualified, context)
    return (held.cpf, held.cec, held.hours)
  }

  /// What an official holds on a day, with the credits of the years since the last touch.
  ///
  /// CPF on 1 January to whoever works and claims no pension (C. trav. L6323-11); CEC on its day to
  /// volunteers, for the year before (D5151-14). Who says that the qualification is low is the
  /// caller's matter: the diploma on the reintegration path, the CPF's own record elsewhere.
  mutating func wallet(_ place: Int, isLow: Bool, _ context: borrowing DayContext) -> Wallet {
    var wallet = heldWallet(place)
    let statute = context.statute
    let flags = accounts.balances[place].flags
    let annex = accounts.annexes[place]
    let year = context.day.year
    if flags & (Accounts.Flag.worker | Accounts.Flag.dead) == Accounts.Flag.worker {
      var next = Int(accounts.holders[place].walletYear) + 1
      while next <= year, accounts.holders[place].pension > Day(next, 1, 1) {
        if annex.isPublicAgent {
          let cap = isLow ? statute.cpfLowQualifiedHoursCap : statute.cpfHoursCap
          let hours = isLow ? statute.cpfLowQualifiedHours : statute.cpfAnnualHours
          wallet.hours += min(hours, max(0, cap - wallet.hours))
        } else {
          let cap = isLow ? statute.cpfLowQualifiedCap : statute.cpfCap
          let credit = isLow ? statute.cpfLowQualifiedCredit : statute.cpfAnnualCredit
          let room = mutant == .cpfAboveCap ? credit : max(0, cap - wallet.cpf)
          wallet.cpf += min(credit, room)
        }
        next += 1
      }
    }
    guard annex.marks & Annex.Mark.volunteer != 0 else { return wallet }
    var next = Int(annex.cecYear) + 1
    while next <= lastCECYear(context) {
      wallet.cec += min(statute.cecAnnualCredit, max(0, statute.cecCap - wallet.cec))
      next += 1
    }
    return wallet
  }

  /// The year of the last CEC credit day up to today.
  private mutating func lastCECYear(_ context: borrowing DayContext) -> Int {
    let date = context.day.civil
    return date.month * 100 + date.day >= context.statute.cecCreditDay ? date.year : date.year - 1
  }

  /// Opens the wallet in the books if it is not, and posts what was credited since.
  mutating func touch(
    _ wallet: Wallet, _ place: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let held = heldWallet(place)
    if !accounts.annexes[place].hasOpenWallet {
      accounts.annexes[place].marks |= Annex.Mark.open
      move(held.cpf, from: .cpfIssued, to: .cpf, .opening, place, &batch)
      move(held.hours, from: .cpfHoursIssued, to: .cpfHours, .opening, place, &batch)
      move(held.cec, from: .cecIssued, to: .cec, .opening, place, &batch)
    }
    move(wallet.cpf - held.cpf, from: .cpfIssued, to: .cpf, .walletCredit, place, &batch)
    move(
      wallet.hours - held.hours, from: .cpfHoursIssued, to: .cpfHours, .walletCredit, place, &batch)
    move(wallet.cec - held.cec, from: .cecIssued, to: .cec, .walletCredit, place, &batch)
    store(wallet, place)
    accounts.holders[place].walletYear = max(
      accounts.holders[place].walletYear, Int16(context.day.year))
    accounts.annexes[place].cecYear = max(
      accounts.annexes[place].cecYear, Int16(lastCECYear(context)))
  }

  private mutating func store(_ wallet: Wallet, _ place: Int) {
    accounts.holders[place].cpf = Int32(wallet.cpf)
    accounts.holders[place].cec = Int32(wallet.cec)
    accounts.annexes[place].cpfHours = UInt16(wallet.hours)
  }

  /// The professional status changes: `flag` for a public agent from now on.
  ///
  /// Décret 2019-1392: CPF euros become hours at 15 € an hour and hours euros, within the cap of
  /// the new unit; what exceeds it stays as it is and cannot be used. No rights of officials move.
  mutating func convertStatus(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    let balance = accounts.balances[place]
    guard balance.flags & Accounts.Flag.dead == 0 else { return .dead }
    guard accounts.holders[place].pension > context.day else { return .pensionClaimed }
    guard accounts.annexes[place].isPublicAgent != command.flag else { return .wrongState }
    let isLow = accounts.annexes[place].isLowQualified
    var held = wallet(place, isLow: isLow, context)
    touch(held, place, context, &batch)
    let statute = context.statute
    let rate = statute.cpfConversionRate
    if command.flag {
      let cap = isLow ? statute.cpfLowQualifiedHoursCap : statute.cpfHoursCap
      let hours = min(held.cpf / rate, max(0, cap - held.hours))
      move(hours * rate, from: .cpf, to: .cpfIssued, .statusConversion, place, &batch)
      move(hours, from: .cpfHoursIssued, to: .cpfHours, .statusConversion, place, &batch)
      held.cpf -= hours * rate
      held.hours += hours
    } else {
      let cap = isLow ? statute.cpfLowQualifiedCap : statute.cpfCap
      let hours = min(held.hours, max(0, cap - held.cpf) / rate)
      move(hours * rate, from: .cpfIssued, to: .cpf, .statusConversion, place, &batch)
      move(hours, from: .cpfHours, to: .cpfHoursIssued, .statusConversion, place, &batch)
      held.cpf += hours * rate
      held.hours -= hours
    }
    store(held, place)
    accounts.annexes[place].marks ^= Annex.Mark.publicAgent
    return .applied
  }
}
