internal import Calendar
internal import Law
internal import Ledger
package import Platform
internal import Territory

/// Collectivities, certifiers, the operator: what is judged of an outcome, and of a day.
extension Auditor {
  /// Takes an event of the registry over.
  mutating func judgeRegistry(_ outcome: Outcome, _ context: borrowing DayContext) {
    let place = Int(outcome.official)
    switch outcome.verb {
    case .mandateBegins:
      if office.payers[outcome.official] != nil, !facts.isInOffice(place, on: context.day - 1) {
        forEachPayer(of: outcome.official) { $0.inMandate = 0 }
      }
    case .mandateEnds:
      if office.payers[outcome.official] != nil, !facts.isInOffice(place, on: context.day) {
        forEachPayer(of: outcome.official) { $0.attributed = 0 }
      }
    case .death:
      accounts[place].isDead = true
      forEachPayer(of: outcome.official) { $0.attributed = 0 }
      let term = context.day.adding(months: 12 * context.statute.retentionYears)
      office.erasures.append((term, outcome.official))
    default: break
    }
  }

  /// Judges what an applied outcome that is neither of the registry nor of an account's access
  /// means for the books beside the rights.
  mutating func judgeOffice(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let place = outcome.official
    switch outcome.verb {
    case .levy: judgeLevy(outcome, batch, context)
    case .request: openMirror(outcome, batch.commands[Int(outcome.command)], context)
    case .attribute:
      let command = batch.commands[Int(outcome.command)]
      judgeAttribution(command, Int(place), context)
    case .dotation:
      let command = batch.commands[Int(outcome.command)]
      var payer = payer(command.first, of: place)
      payer.attributed -= command.amount
      payer.paid += command.amount
      check(.mon6, payer.attributed >= 0, outcome, context, slack: payer.attributed)
      keep(payer, of: place)
    case .certify: judgeCertification(outcome, context)
    case .convertStatus: findings.witness(.statusConverted)
    case .followModule: judgeModule(outcome, context)
    case .recover:
      office.recovered = Funding()
      office.restored = 0
    case .erase: judgeErasure(outcome, context)
    default: break
    }
  }

  /// PRI-2: nothing is done with data that were erased.
  mutating func judgeSilence(_ outcome: Outcome, _ context: borrowing DayContext) {
    switch outcome.verb {
    case .levy, .erase: return
    default: break
    }
    if accounts[Int(outcome.official)].isErased { check(.pri2, false, outcome, context) }
  }

  /// Remembers a dossier that was paid for the last time.
  mutating func archive(_ mirror: Mirror, _ outcome: Outcome) {
    office.paid[OfficeMirror.key(outcome.official, outcome.number)] = PaidMirror(
      funding: mirror.paid, end: mirror.end, isMandate: mirror.isMandate,
      isCompleted: mirror.due == mirror.price && mirror.state == .serviceDoneValidated)
  }

  /// CER-1: after a completed reintegration training that was paid, and once.
  private mutating func judgeCertification(_ outcome: Outcome, _ context: borrowing DayContext) {
    let key = OfficeMirror.key(outcome.official, outcome.number)
    let paid = office.paid[key]
    let holds =
      paid.map { !$0.isMandate && $0.isCompleted && !$0.isCertified && $0.end < context.day }
      ?? false
    check(.cer1, holds, outcome, context)
    office.paid[key]?.isCertified = true
    findings.witness(.certified)
  }

  /// Follows a posting of a recovery or of a card refund, which belong to a paid dossier.
  mutating func postAfter(_ posting: Posting, _ context: borrowing DayContext) {
    guard let to = Account(rawValue: posting.to), let from = Account(rawValue: posting.from) else {
      return
    }
    if from == .providers {
      office.recovered.add(posting.amount, ownedBy: to == .fund ? .rightsAvailable : to)
    } else if from == .rightsSpent {
      office.restored += posting.amount
    }
  }

  /// REC-1: at most what the provider kept; the last source that paid is the first to have it back.
  mutating func judgeRecovery(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let key = OfficeMirror.key(outcome.official, outcome.number)
    let amount = batch.commands[Int(outcome.command)].amount
    guard let paid = office.paid[key], amount > 0 else {
      check(.rec1, false, outcome, context)
      return
    }
    let left = paid.funding.total - paid.recovered
    let kept = paid.funding.first(max(0, left))
    let back = kept.without(kept.first(max(0, left - amount)))
    let holds =
      amount <= left && office.recovered == back && office.restored == back.rights
    check(.rec1, holds, outcome, context, slack: left - amount)
    office.paid[key]?.recovered += amount
    findings.witness(.undueRecovered)
  }

  /// LEV-1: what a body pays is what it owes today.
  private mutating func judgeLevy(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    guard !office.levy.bodies.isEmpty else { return }
    var amount: Int64 = 0
    for index in Int(outcome.firstPosting)..<Int(outcome.endPosting) {
      amount += batch.postings[index].amount
    }
    findings.count(.lev1, day: context.day.rawValue, official: .max)
    guard !office.levy.take(amount, from: Int(outcome.official)) else { return }
    findings.violate(
      .lev1, day: context.day.rawValue, official: .max,
      "a levy of \(Cents(amount)) is not what the allowances of its period come to")
  }

  /// PRI-2: on the day, not before.
  private mutating func judgeErasure(_ outcome: Outcome, _ context: borrowing DayContext) {
    let place = Int(outcome.official)
    let term = facts.death[place].adding(months: 12 * context.statute.retentionYears)
    check(.pri2, context.day == term && !accounts[place].isErased, outcome, context)
    accounts[place].isErased = true
    office.hasErased = true
    office.erasedToday.append(place)
    findings.witness(.dataErased)
  }

  /// PRI-2: once data are erased, nothing is kept that names the person or leads to one.
  ///
  /// - Parameters:
  ///   - batch: The day.
  ///   - shard: What the platform keeps.
  package mutating func judgeErased(_ batch: borrowing Batch, _ shard: borrowing Shard) {
    guard !office.erasedToday.isEmpty else { return }
    for place in office.erasedToday {
      findings.count(.pri2, day: batch.day.rawValue, official: UInt32(base + place))
      let kept = Self.kept(of: place, shard)
      guard !kept.isEmpty else { continue }
      findings.violate(
        .pri2, day: batch.day.rawValue, official: UInt32(base + place),
        "erased data are kept: \(kept.joined(separator: ", "))")
    }
    office.erasedToday.removeAll(keepingCapacity: true)
  }

  /// What a shard keeps of a person.
  private static func kept(of place: Int, _ shard: borrowing Shard) -> [String] {
    let portal = shard.portals[place]
    let desk = shard.desks[place]
    let holder = shard.accounts.holders[place]
    let annex = shard.accounts.annexes[place]
    let facts: [(Bool, String)] = [
      (portal.nir != TypedNIR(), "the NIR"), (portal.digest != 0, "the password"),
      (portal.hasDiploma, "the diploma"), (portal.step != Portal.Step.none, "the account"),
      (
        portal.terms != 0 || portal.passwords != 0 || portal.failures != 0 || portal.isLocked
          || portal.level != 0 || portal.session != .distantPast
          || portal.strongFrom != .distantFuture || portal.resetUntil != .distantPast,
        "log-ins"
      ),
      (desk.hasRow || desk.rowBirth != .distantPast, "the registry's row"),
      (desk.letterBirth != .distantPast || desk.letter != .none || desk.items != [], "a letter"),
      (holder.firstMandate >= 0 || holder.decidingStart != .distantFuture, "mandates"),
      (annex.lastPaid >= 0 || holder.dossiers != 0, "dossiers"),
      (holder.pension != .distantFuture, "the pension"),
      (holder.windowEnd != .distantPast, "the day of death"),
      (
        holder.cpf != 0 || holder.cec != 0 || annex.cpfHours != 0
          || annex.isPublicAgent || annex.isLowQualified || annex.hasOpenWallet,
        "CPF and CEC"
      ),
      (annex.informed != 0 || annex.modules != 0, "what the holder was told"),
      (shard.balance(place) != nil, "the panel"),
    ]
    return facts.filter(\.0).map(\.1)
  }

  /// Judges at the end of a day what should have happened by then.
  mutating func closeOffice(
    _ batch: borrowing Batch, _ context: borrowing DayContext, _ date: CivilDate
  ) {
    let day = context.day
    if let debtor = office.levy.firstDebtor() {
      findings.violate(
        .lev1, day: day.rawValue, official: .max,
        "a body of \(office.levy.bodies[debtor].population) inhabitants did not pay its levy")
    }
    while let first = office.cards.first, first.day + context.statute.cardRefundDays < day {
      findings.count(.car1, day: day.rawValue, official: first.official)
      findings.violate(
        .car1, day: day.rawValue, official: first.official,
        "dossier \(first.number): a card refund of \(Cents(first.amount)) waits since \(first.day)")
      office.cards.removeFirst()
    }
    while office.nextErasure < office.erasures.count,
      office.erasures[office.nextErasure].day <= day
    {
      let place = office.erasures[office.nextErasure].place
      office.nextErasure += 1
      guard !accounts[Int(place)].isErased else { continue }
      findings.count(.pri2, day: day.rawValue, official: UInt32(base) + place)
      findings.violate(
        .pri2, day: day.rawValue, official: UInt32(base) + place,
        "the data of somebody who died years ago were not erased")
    }
    judgeInformation(batch, context, date)
  }

  /// INF-1: on the day of the information everybody recognised and alive is informed, nobody else.
  private mutating func judgeInformation(
    _ batch: borrowing Batch, _ context: borrowing DayContext, _ date: CivilDate
  ) {
    let isDay =
      context.statute.isOpen && date.month * 100 + date.day == context.statute.informationDay
    guard isDay || batch.informed > 0 else { return }
    let (count, sum) = Self.holders(accounts.span)
    findings.count(.inf1, times: count, nonvacuous: count)
    findings.witness(.holderInformed, Int64(batch.informed))
    guard !isDay || batch.informed != count || batch.informedSum != sum else { return }
    findings.violate(
      .inf1, day: context.day.rawValue, official: .max,
      "\(batch.informed) holders were informed of \(count)")
  }

  /// How many officials are recognised and alive, and the sum of their places.
  private static func holders(_ accounts: Span<MirrorAccount>) -> (count: Int, sum: UInt64) {
    var count = 0
    var sum: UInt64 = 0
    for place in accounts.indices {
      let isHolder = accounts[place].isHolder
      count &+= isHolder ? 1 : 0
      sum &+= isHolder ? UInt64(truncatingIfNeeded: place) : 0
    }
    return (count, sum)
  }

  /// DOS-3: no dossier waits beyond its deadline, no invoice beyond its payment.
  mutating func judgeWaiting(_ context: borrowing DayContext) {
    for mirror in mirrors where mirror.number > 0 {
      let age = context.day - mirror.since
      if mirror.invoiced < .distantFuture, !mirror.isPaid, mirror.due > 0 {
        let wait = books?.wait(mirror, through: context.day) ?? context.day - mirror.invoiced
        let late = wait - context.statute.paymentDays
        judgeWait(mirror, late > 0, "its payment, invoiced on \(mirror.invoiced)", age, context)
      }
      if let left = left(of: mirror, through: context.day - 1, context) {
        judgeWait(mirror, left <= 0, "a step from the state \(mirror.state.code)", age, context)
      }
    }
  }

  private mutating func judgeWait(
    _ mirror: Mirror, _ isLate: Bool, _ what: @autoclosure () -> String, _ age: Int,
    _ context: borrowing DayContext
  ) {
    findings.count(.dos3, day: context.day.rawValue, official: .max)
    guard isLate else { return }
    findings.violate(
      .dos3, day: context.day.rawValue, official: .max,
      "dossier \(mirror.number) waits for \(what()) since \(age) days")
  }
}
