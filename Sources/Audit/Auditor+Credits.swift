internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Credits: day, person, amount and cap (CAP-1, CRD-1 to CRD-4).
///
/// Two postings of three are credits, so that the account is read once and written once for each.
extension Auditor {
  /// Judges a credit, and takes it over into the account.
  mutating func judgeCredit(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    var account = accounts[place]
    let isPacific = facts.pacific.contains(place)
    let cap = isPacific ? Self.pacificCap(context) : context.statute.cap
    let held = Int64(account.available) + Int64(account.reserved)
    let isCredit = posting.to == codes.rightsAvailable
    if isCredit {
      let slack = cap - held - posting.amount
      count.credits += 1
      count.leastCap.take(slack, posting.official)
      if slack < 0 { violate(.cap1, posting, context) }
    }
    let isRest =
      !isCredit && lastCredit.missing > 0 && lastCredit.official == posting.official
      && lastCredit.reason == posting.reason
    if !isRest {
      settleCredit(context)
      judgeWhen(posting, place, &account, context)
    }
    let full = amount(of: posting, isPacific, context)
    let room = max(0, cap - held)
    if isPacific, isCredit { judgePacificCredit(posting, room: room, context) }
    count.amounts += 1
    let isRight =
      isCredit
      ? posting.amount == min(full, room)
      : room == 0 && posting.amount == (isRest ? lastCredit.missing : full)
    if !isRight { violate(.crd2, posting, context) }
    if isCredit {
      account.available += Int32(posting.amount)
    } else {
      if isRest { count.cut += 1 } else { count.lost += 1 }
      if held > cap { count.above += 1 }
      if posting.reason == codes.conversion { findings.witness(.conversionCut) }
      if posting.to == codes.rightsReserved { account.reserved += Int32(posting.amount) }
    }
    lastCredit = LastCredit(
      official: posting.official, reason: posting.reason,
      missing: isCredit ? max(0, full - posting.amount) : 0)
    accounts[place] = account
    countRights(account, posting, context)
  }

  /// CRD-2: what a credit left out must have followed as lost.
  @inline(__always)
  mutating func settleCredit(_ context: borrowing DayContext) {
    if lastCredit.missing > 0 { nameUnsettledCredit(context) }
  }

  private mutating func nameUnsettledCredit(_ context: borrowing DayContext) {
    findings.violate(
      .crd2, day: context.day.rawValue, official: lastCredit.official,
      "\(Cents(lastCredit.missing)) of a credit were neither credited nor recorded as lost")
    lastCredit.missing = 0
  }

  /// The full amount of a credit; 0 for what is none.
  @inline(__always)
  private mutating func amount(
    of posting: Posting, _ isPacific: Bool, _ context: borrowing DayContext
  ) -> Int64 {
    switch posting.reason {
    case codes.annualCredit, codes.firstCredit:
      isPacific ? Self.pacificCredit(context) : context.statute.annualCredit
    case codes.transitionCredit: context.statute.transitionCredit
    case codes.complement: context.statute.complement
    case codes.conversion:
      converted.official == posting.official
        ? converted.hours * context.statute.conversionRate : 0
    default: 0
    }
  }

  /// Judges whether this person is credited on this day.
  @inline(__always)
  private mutating func judgeWhen(
    _ posting: Posting, _ place: Int, _ account: inout MirrorAccount,
    _ context: borrowing DayContext
  ) {
    let deciding = facts.deciding(place, on: context.day)
    count.persons += 1
    if deciding.count == 0 || account.isDead { violate(.crd4, posting, context) }
    if deciding.count > 1 { count.double += 1 }
    if !deciding.isMunicipal { count.other += 1 }
    guard posting.reason == codes.annualCredit else {
      judgeSpecial(posting, place, isMunicipal: deciding.isMunicipal, context)
      account = accounts[place]
      return
    }
    count.annual += 1
    count.labels += 1
    if !(deciding.isMunicipal ? isMunicipalDay : isOtherDay) { violate(.crd3, posting, context) }
    if account.label >= year { violate(.crd1, posting, context) }
    account.label = year
    labels.add(year)
  }

  /// Judges the day of a credit that is not the yearly one.
  private mutating func judgeSpecial(
    _ posting: Posting, _ place: Int, isMunicipal: Bool, _ context: borrowing DayContext
  ) {
    let label = accounts[place].label
    let isOpeningDay = context.day.rawValue == context.hours.until.rawValue
    switch posting.reason {
    case codes.firstCredit:
      findings.witness(.firstCredit)
      witnessMandate(place, context)
      // A first credit belongs to the accrual year whose legal day came last.
      let accrual = accrualYear(context, isMunicipal: isMunicipal)
      let isLegalDay = isMunicipal ? isMunicipalDay : isOtherDay
      count.labels += 1
      if isLegalDay || !accounts[place].hasArrived { violate(.crd3, posting, context) }
      if label >= accrual { violate(.crd1, posting, context) }
      accounts[place].label = accrual
      labels.add(accrual)
    case codes.conversion:
      findings.witness(.conversion)
      evaluate(.crd3, holds: isOpeningDay, slack: .max, posting, context)
    case codes.transitionCredit:
      count.labels += 1
      if !isOpeningDay { violate(.crd3, posting, context) }
      if label >= year { violate(.crd1, posting, context) }
      accounts[place].label = year
      labels.add(year)
    case codes.complement: judgeComplement(posting, place, context)
    default: break
    }
  }

  /// The complement of a reform: on its day, once, to those who had that year's credit.
  private mutating func judgeComplement(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let day = context.day
    if day != complementDay {
      complementDay = day
      for place in accounts.indices { accounts[place].isComplemented = false }
    }
    count.labels += 1
    if day != context.statute.complementFrom { violate(.crd3, posting, context) }
    let isDue = accounts[place].label == year && !accounts[place].isComplemented
    if !isDue { violate(.crd1, posting, context) }
    accounts[place].isComplemented = true
  }
}
