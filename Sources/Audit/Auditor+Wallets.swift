internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// CPF, CEC and cards: what moves beside the rights.
extension Auditor {
  /// Follows a posting that touches CPF, CEC or a card.
  mutating func postOffice(_ posting: Posting, _ place: Int, _ context: borrowing DayContext) {
    guard let from = Account(rawValue: posting.from), let to = Account(rawValue: posting.to),
      let reason = Reason(rawValue: posting.reason)
    else { return }
    if to == .cardRefunds {
      office.cards.append(
        PendingCard(
          official: posting.official, number: posting.number, amount: posting.amount,
          day: context.day))
    } else if from == .cardRefunds {
      judgeCardRefund(posting, context)
    }
    if reason == .dotationReturn {
      findings.witness(.dotationReturned)
      evaluate(
        .mon6, holds: !facts.isInOffice(place, on: context.day), slack: .max, posting, context)
      forEachPayer(of: UInt32(place)) {
        $0.attributed = 0
        $0.paid = 0
      }
    }
    guard Self.isWallet(from) || Self.isWallet(to) else { return }
    var wallet = wallet(place)
    judgeWallet(&wallet, posting, from, to, reason, place, context)
    office.wallets[UInt32(place)] = wallet
  }

  // Mutating, though it changes nothing: to borrow the judge is to copy all of it.
  private mutating func wallet(_ place: Int) -> WalletMirror {
    office.wallets[UInt32(place)] ?? WalletMirror(isPublicAgent: facts.isPublicAgent(place))
  }

  /// CPF-1 after a change of status: the years before it are credited in the old unit, and the CPF
  /// is counted in the other one from now on.
  mutating func changeStatus(_ outcome: Outcome, _ context: borrowing DayContext) {
    let place = Int(outcome.official)
    var wallet = wallet(place)
    check(.cpf1, isSettled(&wallet, place, context.day), outcome, context)
    wallet.isPublicAgent.toggle()
    office.wallets[outcome.official] = wallet
  }

  /// Whether the years so far have nothing left to credit to the CPF, which is noted.
  private mutating func isSettled(_ wallet: inout WalletMirror, _ place: Int, _ day: Day) -> Bool {
    let account = wallet.isPublicAgent ? Account.cpfHours : .cpf
    defer { consume(&wallet, account) }
    return earned(wallet, account, place, on: day) == 0
  }

  private static func isWallet(_ account: Account) -> Bool {
    switch account {
    case .cpf, .cec, .cpfHours: true
    default: false
    }
  }

  /// CPF-1: openings once; credits of whole years to whoever earns them, by the law of each year;
  /// conversions at the rate.
  private mutating func judgeWallet(
    _ wallet: inout WalletMirror, _ posting: Posting, _ from: Account, _ to: Account,
    _ reason: Reason, _ place: Int, _ context: borrowing DayContext
  ) {
    let amount = posting.amount
    var holds = true
    var slack = Int64.max
    switch reason {
    case .opening: holds = !wallet.isOpen
    case .walletCredit:
      wallet.isOpen = true
      let earned = earned(wallet, to, place, on: context.day)
      consume(&wallet, to)
      holds = amount == earned
      slack = earned - amount
    case .statusConversion:
      wallet.isOpen = true
      // Judged before the first half of the conversion changes what is held.
      holds = isSettled(&wallet, place, context.day)
      holds = isConverted(posting, wallet, from, to, place, context) && holds
    case .reservation, .refund, .recovery:
      wallet.isOpen = true
      // What the years have earned comes first; where nothing was posted, nothing was due.
      let account = Self.isWallet(from) ? from : to
      holds = earned(wallet, account, place, on: context.day) == 0
      consume(&wallet, account)
    default: wallet.isOpen = true
    }
    let sign: Int64 = to == .cpf || to == .cec || to == .cpfHours ? amount : -amount
    switch sign > 0 ? to : from {
    case .cpf: wallet.cpf += sign
    case .cec: wallet.cec += sign
    default: wallet.hours += sign
    }
    let isCovered = wallet.cpf >= 0 && wallet.cec >= 0 && wallet.hours >= 0
    evaluate(.cpf1, holds: holds && isCovered, slack: slack, posting, context)
  }

  /// Notes that the credit days of an account up to today were counted.
  private mutating func consume(_ wallet: inout WalletMirror, _ account: Account) {
    if account == .cec {
      wallet.cecCredits = office.cecCredits.count
    } else {
      wallet.cpfCredits = office.cpfCredits.count
    }
  }

  /// What the years since the last credit have earned, each up to the cap of its day.
  ///
  /// The CPF of whoever works and claims no pension, in the unit of the status (C. trav. L6323-11);
  /// the CEC of volunteers (D5151-14). Nothing is credited to an account that death has closed:
  /// dossiers end on that day before the death itself is reported, so the world's day counts.
  private mutating func earned(
    _ wallet: WalletMirror, _ to: Account, _ place: Int, on day: Day
  ) -> Int64 {
    guard !accounts[place].isDead, facts.death[place] > day else { return 0 }
    switch to {
    case .cpf, .cpfHours:
      let isHours = to == .cpfHours
      guard facts.works(place), isHours == wallet.isPublicAgent else { return 0 }
      let kind = (facts.isLowQualified(place) ? 1 : 0) + (isHours ? 2 : 0)
      let before = isHours ? wallet.hours : wallet.cpf
      var held = before
      for credit in office.cpfCredits.dropFirst(wallet.cpfCredits)
      where credit.day < facts.pension[place] {
        held = credit.terms[kind].applied(to: held)
      }
      return held - before
    default:
      guard accounts[place].isVolunteer else { return 0 }
      var held = wallet.cec
      for credit in office.cecCredits.dropFirst(wallet.cecCredits) {
        held = credit.terms[0].applied(to: held)
      }
      return held - wallet.cec
    }
  }

  /// Whether a half of a conversion matches the other at the rate, and respects the new unit's cap.
  private mutating func isConverted(
    _ posting: Posting, _ wallet: WalletMirror, _ from: Account, _ to: Account, _ place: Int,
    _ context: borrowing DayContext
  ) -> Bool {
    let statute = context.statute
    let isLow = facts.isLowQualified(place)
    let euroCap = isLow ? statute.cpfLowQualifiedCap : statute.cpfCap
    let hourCap = isLow ? statute.cpfLowQualifiedHoursCap : statute.cpfHoursCap
    switch (from, to) {
    case (.cpf, _), (_, .cpf):
      office.convertedEuros = to == .cpf ? posting.amount : -posting.amount
      return to != .cpf || wallet.cpf + posting.amount <= euroCap
    default:
      let worth = posting.amount * statute.cpfConversionRate
      let isMatched = office.convertedEuros == (to == .cpfHours ? -worth : worth)
      office.convertedEuros = 0
      return isMatched && (to != .cpfHours || wallet.hours + posting.amount <= hourCap)
    }
  }

  /// CAR-1: a payout is that of a refund that waits, in its delay, while the provider answers.
  private mutating func judgeCardRefund(_ posting: Posting, _ context: borrowing DayContext) {
    let index = office.cards.firstIndex {
      $0.official == posting.official && $0.number == posting.number
        && $0.amount == posting.amount
    }
    guard let index else {
      evaluate(.car1, holds: false, slack: .max, posting, context)
      return
    }
    let slack = office.cards[index].day + context.statute.cardRefundDays - context.day
    let holds = slack >= 0 && !context.isPaymentProviderDown
    evaluate(.car1, holds: holds, slack: Int64(slack), posting, context)
    office.cards.remove(at: index)
  }
}
