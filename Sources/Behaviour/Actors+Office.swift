internal import Calendar
internal import Draws
internal import Kernel
internal import Platform

/// What collectivities, certifiers, banks and officials do beside a dossier.
extension Actors {
  /// Sends what an agenda entry beside the dossiers says.
  mutating func serve(
    _ action: Action, _ place: Int, _ number: UInt16, _ shard: borrowing Shard,
    _ batch: inout Batch
  ) {
    switch action {
    case .payTopUp:
      var command = Command(.dotation, official: UInt32(place))
      command.first = UInt32(max(0, bodies[place]))
      // The collectivity pays what it attributed; who attributed nothing pays by mistake.
      let attributed = shard.attributed(place, by: bodies[place])
      command.amount = attributed > 0 ? attributed : 100_00
      command.small = number
      send(command, &batch)
    case .certify: send(Command(.certify, official: UInt32(place), number: number), &batch)
    case .followModule: send(Command(.followModule, official: UInt32(place)), &batch)
    default:
      var command = Command(.convertStatus, official: UInt32(place))
      command.flag = !shard.accounts.annexes[place].isPublicAgent
      send(command, &batch)
    }
  }

  /// What the bank will answer about a learner's card.
  mutating func cardAnswer(_ place: Int, _ key: UInt64, _ memo: Memo) -> CardAnswer {
    let word = word(streams.bank, place, key | UInt64(memo.cardFailures) << 32)
    if word.isWithin(partsPerMillion: accessRates.cardUnavailable) { return .unavailable }
    return mixed(word).isWithin(partsPerMillion: rates.cardRefused) ? .refused : .accepted
  }

  /// Reacts to an outcome that moves no dossier.
  mutating func reactBeside(_ outcome: Outcome, _ place: Int, _ day: Day) {
    guard !outcome.isRepeated else { return }
    let occasion = UInt64(UInt32(bitPattern: day.rawValue))
    switch outcome.verb {
    case .attribute:
      let word = word(streams.payer, place, occasion)
      let isApplied = outcome.isApplied
      let share = isApplied ? 1_000_000 - rates.neverPays : rates.paysUnattributed
      guard word.isWithin(partsPerMillion: share) else { return }
      agenda.push(
        Action.payTopUp.item(place, UInt16(truncatingIfNeeded: occasion)),
        on: day + rates.dotationDays)
    case .confirm: retryCard(outcome, place, day)
    default: break
    }
  }

  /// A learner whose card failed tries again the next working day, most of the time.
  private mutating func retryCard(_ outcome: Outcome, _ place: Int, _ day: Day) {
    switch outcome.rule {
    case .cardRefused, .paymentUnavailable: break
    default: return
    }
    let number = outcome.number
    guard let memo = memos[place, number], memo.cardFailures < 9 else { return }
    let key = UInt64(number) | UInt64(memo.cardFailures) << 32
    memos[place, number]?.cardFailures += 1
    guard word(streams.cardRetry, place, key).isWithin(partsPerMillion: rates.cardRetry) else {
      return
    }
    agenda.push(Action.reply.item(place, number), on: working.day(1, after: day))
  }

  /// Plans the declaration of a certification after a reintegration training that was paid.
  mutating func planCertification(_ place: Int, _ number: UInt16, _ day: Day) {
    let word = word(streams.certifier, place, UInt64(number))
    guard word.isWithin(partsPerMillion: rates.certified) else { return }
    let wait = mixed(word).between(1, rates.certifierDays)
    agenda.push(Action.certify.item(place, number), on: day + wait)
    if mixed(word ^ 1).isWithin(partsPerMillion: rates.certifiedTwice) {
      agenda.push(Action.certify.item(place, number), on: day + wait + 7)
    }
  }
}
