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
    let held = wallet(place, context)
    return (held.cpf, held.cec, held.hours)
  }

  /// What an official holds on a day, with the credits of the years since the last touch, each by
  /// the law of its own day.
  ///
  /// CPF on 1 January to whoever works and claims no pension (C. trav. L6323-11); CEC on its day to
  /// volunteers, for the year before (D5151-14). The CPF's own record says whether the
  /// qualification is low, whoever asks.
  mutating func wallet(_ place: Int, _ context: borrowing DayContext) -> Wallet {
    var wallet = heldWallet(place)
    let flags = accounts.balances[place].flags
    let annex = accounts.annexes[place]
    if flags & (Accounts.Flag.worker | Accounts.Flag.dead) == Accounts.Flag.worker {
      let from = Int(accounts.holders[place].walletYear)
      let pension = accounts.holders[place].pension
      for year in context.wallets.cpf
      where year.day.year > from && year.day <= context.day && year.day < pension {
        if annex.isPublicAgent {
          let terms = annex.isLowQualified ? year.lowQualifiedHours : year.hours
          wallet.hours += terms.credit(to: wallet.hours)
        } else {
          let terms = annex.isLowQualified ? year.lowQualifiedEuros : year.euros
          wallet.cpf += mutant == .cpfAboveCap ? terms.credit : terms.credit(to: wallet.cpf)
        }
      }
    }
    guard annex.marks & Annex.Mark.volunteer != 0 || mutant == .cecForEverybody,
      flags & Accounts.Flag.dead == 0
    else { return wallet }
    for spring in context.wallets.cec.dropFirst(Int(annex.cecCredits)) {
      guard spring.day <= context.day else { break }
      wallet.cec += spring.terms.credit(to: wallet.cec)
    }
    return wallet
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
    accounts.annexes[place].cecCredits = UInt16(
      clamping: context.wallets.countCEC(through: context.day))
  }

  /// Posts what the years have credited, before money comes back: what it fills up was free then.
  mutating func settleWallet(
    _ place: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    touch(wallet(place, context), place, context, &batch)
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
  /// Before the first rate nothing is converted.
  mutating func convertStatus(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    let balance = accounts.balances[place]
    guard balance.flags & Accounts.Flag.dead == 0 else { return .dead }
    guard accounts.holders[place].pension > context.day else { return .pensionClaimed }
    guard accounts.annexes[place].isPublicAgent != command.flag else { return .wrongState }
    let isLow = accounts.annexes[place].isLowQualified
    var held = wallet(place, context)
    touch(held, place, context, &batch)
    let statute = context.statute
    let rate = statute.cpfConversionRate
    if rate == 0 {
      // No law says what an hour is worth: both units stay as they are.
    } else if command.flag {
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
