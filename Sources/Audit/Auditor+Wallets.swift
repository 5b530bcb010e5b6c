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
      office.attributed[UInt32(place)] = 0
    }
    guard Self.isWallet(from) || Self.isWallet(to) else { return }
    let first = WalletMirror(cpfYear: office.firstYear, cecYear: office.firstYear)
    var wallet = office.wallets[UInt32(place), default: first]
    judgeWallet(&wallet, posting, from, to, reason, place, context)
    office.wallets[UInt32(place)] = wallet
  }

  private static func isWallet(_ account: Account) -> Bool {
    switch account {
    case .cpf, .cec, .cpfHours: true
    default: false
    }
  }

  /// CPF-1: openings once, credits of whole years within the cap, conversions at the rate.
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
      let room = creditRoom(&wallet, to, place, context)
      holds = amount <= room
      slack = room - amount
    case .statusConversion:
      wallet.isOpen = true
      holds = isConverted(posting, wallet, from, to, place, context)
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

  /// The most that a yearly credit may be: whole years since the last one, up to the cap.
  private mutating func creditRoom(
    _ wallet: inout WalletMirror, _ to: Account, _ place: Int, _ context: borrowing DayContext
  ) -> Int64 {
    let statute = context.statute
    let isLow = facts.isLowQualified(place)
    let year = context.day.year
    switch to {
    case .cpf:
      let years = Int64(year - wallet.cpfYear)
      wallet.cpfYear = year
      let yearly = isLow ? statute.cpfLowQualifiedCredit : statute.cpfAnnualCredit
      let cap = isLow ? statute.cpfLowQualifiedCap : statute.cpfCap
      return min(years * yearly, max(0, cap - wallet.cpf))
    case .cpfHours:
      let years = Int64(year - wallet.cpfYear)
      wallet.cpfYear = year
      let yearly = isLow ? statute.cpfLowQualifiedHours : statute.cpfAnnualHours
      let cap = isLow ? statute.cpfLowQualifiedHoursCap : statute.cpfHoursCap
      return min(years * yearly, max(0, cap - wallet.hours))
    default:
      let date = context.day.civil
      let isPast = date.month * 100 + date.day >= statute.cecCreditDay
      let last = isPast ? year : year - 1
      let years = Int64(last - wallet.cecYear)
      wallet.cecYear = last
      return min(years * statute.cecAnnualCredit, max(0, statute.cecCap - wallet.cec))
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

  /// CAR-1: a payout is that of a refund that waits, in its delay.
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
    evaluate(.car1, holds: slack >= 0, slack: Int64(slack), posting, context)
    office.cards.remove(at: index)
  }
}
