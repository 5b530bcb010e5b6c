internal import Kernel
internal import Law

internal import Calendar
internal import Draws
package import Platform

/// What everybody does about a dossier, and how they react to what became of it.
extension Actors {
  /// What becomes of an accepted dossier before its training.
  private enum Fate { case attend, withdraw, cancel, providerCancels, noShow }

  private mutating func fate(_ place: Int, _ number: UInt16) -> Fate {
    let drawn = Int64(word(streams.fate, place, UInt64(number)).below(1_000_000))
    var limit = rates.withdraw
    if drawn < limit { return .withdraw }
    limit += rates.cancel
    if drawn < limit { return .cancel }
    limit += rates.providerCancel
    if drawn < limit { return .providerCancels }
    limit += rates.noShow
    return drawn < limit ? .noShow : .attend
  }

  /// Sends what an agenda entry says.
  mutating func proceed(
    _ action: Action, _ place: Int, _ number: UInt16, _ day: Day, _ catalogue: Catalogue,
    _ batch: inout Batch
  ) {
    guard let memo = memos[place, number] else { return }
    let key = UInt64(number)
    var command = Command(.propose, official: UInt32(place), number: number)
    command.first = memo.reference
    switch action {
    case .acknowledge: command.verb = .acknowledge
    case .answer:
      let drawn = Int64(word(streams.answer, place, key).below(1_000_000))
      command.verb = drawn < rates.refuse ? .refuse : .propose
    case .reply: reply(&command, memo, place)
    case .cancel:
      let isForced = word(streams.force, place, key).isWithin(partsPerMillion: rates.forceMajeure)
      switch fate(place, number) {
      case .withdraw: command.verb = .withdraw
      case .providerCancels: command.verb = .cancelByProvider
      default:
        command.verb = .cancelByLearner
        command.flag = isForced
      }
    case .enter:
      if fakesEntry(memo, place, number) {
        memos[place, number]?.fraud = .falsifiesEntries
        command.verb = .entry
      } else if fate(place, number) == .noShow {
        command.verb = .noShow
        command.flag = word(streams.force, place, key).isWithin(partsPerMillion: rates.forceMajeure)
      } else {
        command.verb = .entry
      }
    case .leave: command.verb = .leave
    case .finish:
      command.verb = .serviceDone
      command.small = declaredHours(memo, place, number)
    case .check:
      let share = controlShare(memo, catalogue)
      let isSampled = word(streams.control, place, key).isWithin(partsPerMillion: share)
      command.verb = isSampled && !memo.isControlled ? .openControl : .validate
    case .closeControl:
      command.verb = .closeControl
      command.flag = findsFault(memo, place, number)
    case .invoice: command.verb = .invoice
    case .evaluate:
      if word(streams.evaluate, place, key).isWithin(partsPerMillion: rates.evaluate) {
        command.verb = .evaluate
        send(command, &batch)
      }
      let today = UInt64(UInt32(bitPattern: day.rawValue)) << 16
      if word(streams.again, place, key | today).isWithin(partsPerMillion: rates.again) {
        agenda.push(action.item(place, number), on: day + 2)
      }
      guard claimsTravel(memo, place, key) else { return }
      command.verb = .travel
      travelClaim(memo, place, key).write(&command)
    case .sendPapers: command.verb = .pacificPapers
    case .wishMandate, .wishReintegration, .consult, .request, .returnedTopUp, .notice, .write,
      .papers, .completeDirectory, .createAccount, .openLink, .enrol, .renewPassword, .enrolAgain,
      .inspect, .payTopUp,
      .certify, .followModule, .changeStatus:
      return
    }
    send(command, &batch)
  }

  private mutating func reply(_ command: inout Command, _ memo: Memo, _ place: Int) {
    let key = UInt64(command.number)
    let isJobseeker = memo.isExamined
    let drawn = Int64(word(streams.reply, place, key).below(1_000_000))
    if drawn < rates.decline, memo.cardFailures == 0 {
      command.verb = .decline
    } else if isJobseeker {
      command.verb = .instruct
    } else {
      command.verb = .confirm
      let isShy = word(streams.card, place, key).isWithin(partsPerMillion: rates.noCard)
      command.amount = isShy ? rates.shyLimit : rates.cardLimit
      command.second = cardAnswer(place, key, memo).rawValue
    }
  }

  private mutating func claimsTravel(_ memo: Memo, _ place: Int, _ key: UInt64) -> Bool {
    let offer = market.catalogue.offers[Int(market.catalogue.sessions[Int(memo.session)].offer)]
    return memo.isMandate && !offer.isRemote
      && word(streams.travel, place, key).isWithin(partsPerMillion: rates.travel)
  }

  /// A meal and the way for each day of training; nights between days that follow each other.
  private mutating func travelClaim(_ memo: Memo, _ place: Int, _ key: UInt64) -> TravelClaim {
    let session = market.catalogue.sessions[Int(memo.session)]
    let offer = market.catalogue.offers[Int(session.offer)]
    let days = (Int64(offer.hours) + 6) / 7
    let isInOneGo = Int64(memo.end - session.start) < days
    let (least, most) = (rates.kilometres.lowerBound, rates.kilometres.upperBound)
    let kilometres = Int64(word(streams.travel, place, key | 1 << 32).between(least, most))
    return TravelClaim(
      meals: days, nights: isInOneGo ? days - 1 : 0,
      kilometres: isInOneGo ? kilometres : kilometres * days)
  }

  /// Reacts to what became of the day's commands, and to what the platform did by itself.
  ///
  /// - Parameters:
  ///   - batch: The day's batch.
  ///   - catalogue: The prices of the day.
  package mutating func react(to batch: borrowing Batch, catalogue: Catalogue) {
    let day = batch.day
    reactToPages(batch)
    for index in batch.outcomes.indices {
      // Most outcomes are of the registry and of credits, which nobody reacts to.
      let isBeside = batch.outcomes[index].slot == .max
      if isBeside, !Self.isAnswered(batch.outcomes[index].verb) { continue }
      let outcome = batch.outcomes[index]
      let place = Int(outcome.official)
      if outcome.verb.isAccess, hearing.reaches(outcome) { reactToAccess(outcome, batch) }
      if case .request = outcome.verb {
        guard outcome.command >= 0, let outcome = hearing.answer(outcome, batch.replies) else {
          continue
        }
        let command = batch.commands[Int(outcome.command)]
        reactToRequest(outcome, command, catalogue, place, day)
      } else if outcome.slot != .max, outcome.isApplied {
        follow(outcome, place, day)
      } else if outcome.command >= 0 {
        reactBeside(outcome, place, day)
      }
    }
    if !batch.supportAnswers.isEmpty { reactToAnswers(batch.supportAnswers, day) }
  }

  /// Whether people react to an outcome of a verb that moves no dossier.
  private static func isAnswered(_ verb: Verb) -> Bool {
    switch verb {
    case .request, .attribute, .confirm: true
    default: verb.isAccess
    }
  }

  private mutating func reactToRequest(
    _ outcome: Outcome, _ command: Command, _ catalogue: Catalogue, _ place: Int, _ day: Day
  ) {
    let occasion = command.small
    if case .strongIdentityNeeded = outcome.rule {
      return enrolAfterRefusal(command, day)
    }
    guard outcome.rule == .applied else {
      retry(place, occasion, day, outcome.rule != .noMandate && outcome.rule != .serviceClosed)
      return
    }
    let session = market.catalogue.sessions[Int(command.second)]
    let offer = market.catalogue.offers[Int(session.offer)]
    let number = outcome.number
    memos[place, number] = Memo(
      number: number, reference: outcome.slot, session: command.second,
      isMandate: offer.path == .mandate,
      end: session.end, hours: offer.hours,
      isExamined: offer.path == .reintegration && marks[place] & Accounts.Flag.jobseeker != 0,
      fraud: occasion == Self.recycledOccasion ? .recyclesTrainees : .honest,
      price: Int32(clamping: catalogue.offers[Int(session.offer)].price))
    if pacific.contains(place) {
      planPapers(place, number, day)
    } else {
      planAnswer(place, number, day)
    }
  }

  /// Plans how the provider answers a request that it can answer from a day on.
  mutating func planAnswer(_ place: Int, _ number: UInt16, _ day: Day) {
    let key = UInt64(number)
    let word = word(streams.answerDay, place, key)
    let drawn = Int64(word.below(1_000_000))
    var limit = rates.providerSilent
    if drawn < limit { return }
    limit += rates.lateAnswer
    if drawn < limit {
      agenda.push(
        Action.answer.item(place, number),
        on: working.day(statute.answerWorkingDays + 2, after: day))
      return
    }
    limit += rates.prerequisite
    if drawn < limit {
      let isLate = mixed(word).isWithin(partsPerMillion: rates.prerequisiteLate)
      let most = statute.prerequisiteDays
      agenda.push(Action.acknowledge.item(place, number), on: working.day(1, after: day))
      let wait = isLate ? most + 6 : mixed(word ^ 1).between(3, max(3, most - 6))
      agenda.push(Action.answer.item(place, number), on: working.day(1, after: day) + wait)
    } else {
      let wait = mixed(word).between(1, statute.answerWorkingDays)
      agenda.push(Action.answer.item(place, number), on: working.day(wait, after: day))
    }
  }

  private mutating func retry(_ place: Int, _ occasion: UInt16, _ day: Day, _ isUseful: Bool) {
    // An occasion above 20,000 is a second try already: nobody tries for ever.
    guard isUseful, occasion < 10_000 else { return }
    let chance = word(streams.retry, place, UInt64(occasion))
    guard chance.isWithin(partsPerMillion: rates.retry) else { return }
    agenda.push(
      Action.wishMandate.item(place, occasion + 20_000), on: day + mixed(chance).between(2, 30))
  }

  private mutating func follow(_ outcome: Outcome, _ place: Int, _ day: Day) {
    let number = outcome.number
    let key = UInt64(number)
    guard let memo = memos[place, number] else { return }
    if outcome.after.isTerminal, outcome.after != .canceledByAttendeeNotRealized {
      memos[place, number] = nil
      return
    }
    switch outcome.verb {
    case .pacificPapers: planAnswer(place, number, day)
    case .propose:
      let word = word(streams.replyDay, place, key)
      guard !word.isWithin(partsPerMillion: rates.silent) else { return }
      let wait = mixed(word).between(1, statute.confirmationWorkingDays)
      agenda.push(Action.reply.item(place, number), on: working.day(wait, after: day))
    case .instruct:
      let wait = word(streams.replyDay, place, key | 1 << 32).between(5, 25)
      memos[place, number]?.isExamined = false
      agenda.push(Action.reply.item(place, number), on: day + wait)
    case .confirm: planTraining(memo, place, number, day)
    case .entry: planExit(memo, place, number, day)
    case .interrupt:
      memos[place, number]?.end = day - 1
      memos[place, number]?.hours = memo.hours / 2
      planExit(memos[place, number] ?? memo, place, number, day)
    case .serviceDone:
      let word = word(streams.validationDay, place, key)
      agenda.push(Action.check.item(place, number), on: day + word.between(1, rates.validationDays))
      agenda.push(Action.evaluate.item(place, number), on: day + mixed(word).between(1, 6))
    case .openControl:
      memos[place, number]?.isControlled = true
      let wait = word(streams.validationDay, place, key | 1 << 32).between(5, rates.controlDays)
      if rates.isControlStaffed {
        controls.append(
          ControlFile(official: UInt32(base + place), number: number, days: Int32(wait)))
      } else {
        endControl(place, number, on: day + wait)
      }
    case .closeControl: agenda.push(Action.check.item(place, number), on: day + 1)
    case .validate, .cancelByLearner, .noShow:
      if case .validate = outcome.verb { planRecycling(memo, place, number, day) }
      let wait = word(streams.invoiceDay, place, key).between(1, rates.invoiceDays)
      agenda.push(Action.invoice.item(place, number), on: day + wait)
    case .pay:
      if !memo.isMandate { planCertification(place, number, day) }
      planInspection(place, number, day)
    default: break
    }
  }

  private mutating func planTraining(_ memo: Memo, _ place: Int, _ number: UInt16, _ day: Day) {
    let key = UInt64(number)
    let start = market.catalogue.sessions[Int(memo.session)].start
    let word = word(streams.fateDay, place, key)
    switch fate(place, number) {
    case .withdraw:
      let last = min(statute.withdrawalDays, start - day - 1)
      if last >= 1 {
        agenda.push(Action.cancel.item(place, number), on: day + word.between(1, last))
      }
    case .cancel, .providerCancels:
      let last = start - day - 1
      if last >= 1 {
        agenda.push(Action.cancel.item(place, number), on: day + word.between(1, last))
      }
    case .attend, .noShow:
      let entry = self.word(streams.entryDay, place, key)
      let isLate = entry.isWithin(partsPerMillion: rates.entryLate)
      let most = statute.entryWorkingDays
      let wait = isLate ? most + 2 : mixed(entry).between(0, most)
      agenda.push(Action.enter.item(place, number), on: working.day(wait, after: start))
    }
  }

  private mutating func planExit(_ memo: Memo, _ place: Int, _ number: UInt16, _ day: Day) {
    let key = UInt64(number)
    let end = max(memo.end, day)
    let word = word(streams.doneDay, place, key)
    if self.word(streams.hours, place, key).isWithin(partsPerMillion: rates.partial) {
      let hours = mixed(word).below(UInt64(max(1, memo.hours))).asInt
      memos[place, number]?.hours = UInt16(hours)
    }
    let isLate = word.isWithin(partsPerMillion: rates.serviceDoneLate)
    let most = statute.exitWorkingDays
    let wait = isLate ? most + 3 : mixed(word ^ 2).between(1, most)
    if wait > 1, self.word(streams.exitFirst, place, key).isWithin(partsPerMillion: rates.exitFirst)
    {
      agenda.push(Action.leave.item(place, number), on: working.day(1, after: end))
    }
    agenda.push(Action.finish.item(place, number), on: working.day(wait, after: end))
  }
}
