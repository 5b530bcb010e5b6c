internal import Calendar
internal import Kernel
internal import Ledger
internal import Law

/// Credits, conversions, complements and expiries: how rights come and go without a dossier.
extension Shard {
  /// Appends a posting of an official.
  mutating func move(
    _ amount: Int64, from: Account, to: Account, _ reason: Reason, _ place: Int,
    _ batch: inout Batch, number: UInt16 = 0
  ) {
    guard amount > 0 else { return }
    batch.postings.append(
      Posting(
        amount, from: from, to: to, reason: reason, official: base + UInt32(place), number: number))
  }

  /// Credits an account up to the cap and records what is lost (H3).
  @inline(__always)
  mutating func credit(
    _ place: Int, _ amount: Int64, cap: Int64, _ reason: Reason, _ batch: inout Batch
  ) {
    let credit = accounts.balances[place].credit(amount, cap: cap, seeing: -1)
    let official = base + UInt32(place)
    if credit > 0 {
      batch.postings.append(
        Posting(
          credit, from: .rightsIssued, to: .rightsAvailable, reason: reason, official: official))
    }
    if credit < amount {
      batch.postings.append(
        Posting(
          amount - credit, from: .rightsIssued, to: .rightsLost, reason: reason, official: official)
      )
    }
  }

  /// Runs the jobs that credit many accounts in one linear pass.
  mutating func runCreditJobs(_ context: borrowing DayContext, _ batch: inout Batch) {
    let day = context.day
    if day == context.hours.until { convertHours(context, &batch) }
    guard context.statute.creditsEuros else { return }
    if mutant == .capOfLastYear { noteCap(context) }
    if !context.statute.keepsAboveCap || mutant == .loweredCapCuts {
      if context.statute.cap < context.capBefore {
        cutToCap(context.statute.cap, isPacific: false, &batch)
      }
      if context.statute.pacificCap < context.pacificCapBefore {
        cutToCap(context.statute.pacificTerms.cap, isPacific: true, &batch)
      }
    }
    if day > context.hours.until { runYearlyCredits(context, &batch) }
    creditComplementIfDue(context, &batch)
  }

  private mutating func creditComplementIfDue(
    _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    guard context.statute.complement > 0, context.statute.complementFrom == context.day else {
      return
    }
    creditComplement(context, &batch)
  }

  /// Turns hours into euros and credits the transition amount (décret 2021-596, article 14).
  private mutating func convertHours(_ context: borrowing DayContext, _ batch: inout Batch) {
    if mutant == .conversionAcrossBooks || mutant == .transitionForgotten {
      return convertWrongly(context, &batch)
    }
    let label = Int16(context.day.year)
    var count = 0
    for place in 0..<accounts.count
    where accounts.balances[place].flags & Accounts.creditable == Accounts.creditable {
      let hours = Int64(accounts.holders[place].hours)
      accounts.holders[place].hours = 0
      accounts.balances[place].label = label
      move(hours, from: .hoursHeld, to: .hoursConverted, .conversion, place, &batch)
      let value = hours * context.statute.conversionRate
      let cap = terms(of: place, context.statute).cap
      if value > 0 { credit(place, value, cap: cap, .conversion, &batch) }
      credit(place, context.statute.transitionCredit, cap: cap, .transitionCredit, &batch)
      count += 1
    }
    if count > 0 { batch.jobs.append((.conversion, count)) }
  }

  private mutating func creditComplement(_ context: borrowing DayContext, _ batch: inout Batch) {
    var count = 0
    for place in 0..<accounts.count
    where accounts.balances[place].flags & Accounts.creditable == Accounts.creditable {
      guard accounts.balances[place].label == Int16(context.day.year) else { continue }
      let cap = terms(of: place, context.statute).cap
      credit(place, context.statute.complement, cap: cap, .complement, &batch)
      count += 1
    }
    if count > 0 { batch.jobs.append((.complement, count)) }
  }

  /// The other reading of C8: what lies above a lowered cap is cut at once.
  private mutating func cutToCap(_ cap: Int64, isPacific: Bool, _ batch: inout Batch) {
    for place in 0..<accounts.count where self.isPacific(place) == isPacific {
      let above = accounts.balances[place].available + accounts.balances[place].reserved - cap
      let cut = min(accounts.balances[place].available, above)
      guard cut > 0 else { continue }
      accounts.balances[place].addAvailable(-cut)
      move(cut, from: .rightsAvailable, to: .rightsLost, .capCut, place, &batch)
    }
  }

  /// Credits somebody who is newly known, unless the accrual year was credited already.
  ///
  /// For a mandate that began at a general election rights are acquired from the first legal day
  /// after it, so nothing happens before: the annual job of that day credits.
  mutating func creditFirst(
    _ place: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    guard context.statute.creditsEuros, context.day > context.hours.until,
      mutant != .firstCreditForgotten, let mandate = decidingMandate(of: place)
    else { return }
    let isMunicipal = accounts.balances[place].flags & Accounts.Flag.municipal != 0
    if mandate.startedAtElection, mutant != .electedCreditedAtOnce {
      let legal = context.creditDays.next(from: mandate.start, isMunicipal: isMunicipal)
      guard context.day >= legal else { return }
    }
    let year = context.day.year
    let legal = context.creditDays.day(year, isMunicipal: isMunicipal)
    // A credit bears the year of the latest legal day. On the legal day itself the annual job comes
    // after the registry and credits everybody due.
    let label = Int16(context.day > legal ? year : year - 1)
    guard context.day != legal, accounts.balances[place].label < label else { return }
    accounts.balances[place].label = label
    let terms = terms(of: place, context.statute)
    credit(place, terms.annualCredit, cap: terms.cap, .firstCredit, &batch)
    batch.jobs.append((.firstCredit, 1))
  }

  /// Opens the counter in hours of somebody recognised before 23 July 2021.
  mutating func openHours(_ place: Int, _ context: borrowing DayContext, _ batch: inout Batch) {
    guard context.day < context.hours.until else { return }
    let start = accounts.holders[place].decidingStart
    let opened = hoursOpened(by: start, context)
    accounts.holders[place].hours += UInt16(opened.hours)
    move(opened.hours, from: .hoursIssued, to: .hoursHeld, .hours, place, &batch)
    if let next = opened.next { remindOfHours(place, on: next) }
  }

  /// The hours of a mandate that began on a day, from the answers already given today: most
  /// mandates began on one of a few days.
  private mutating func hoursOpened(
    by start: Day, _ context: borrowing DayContext
  ) -> OpenedHours {
    if openedOn != context.day {
      openedOn = context.day
      openedHours.removeAll(keepingCapacity: true)
    }
    for known in openedHours where known.start.rawValue == start.rawValue { return known }
    let opened = OpenedHours(
      start: start, hours: context.hours.credited(through: context.day, of: start),
      next: context.hours.next(after: context.day, of: start))
    if openedHours.count < 32 { openedHours.append(opened) }
    return opened
  }

  /// Sets the reminder of the next hours of the deciding mandate, from a day on.
  ///
  /// The reminder bears the mandate's first day: when another mandate decides, it lapses.
  mutating func awaitHours(_ place: Int, from day: Day, _ context: borrowing DayContext) {
    guard accounts.balances[place].flags & Accounts.creditable == Accounts.creditable else {
      return
    }
    let start = accounts.holders[place].decidingStart
    guard day < context.hours.until, let next = context.hours.next(after: day - 1, of: start) else {
      return
    }
    remindOfHours(place, on: next)
  }

  private mutating func remindOfHours(_ place: Int, on day: Day) {
    let start = accounts.holders[place].decidingStart
    timers.push(
      Timer.hours.item(place, number: UInt16(truncatingIfNeeded: start.rawValue)), on: day)
  }

  /// Credits the hours of a mandate year.
  mutating func creditHours(
    _ place: Int, mark: UInt16, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let start = accounts.holders[place].decidingStart
    guard accounts.balances[place].flags & Accounts.creditable == Accounts.creditable,
      mark == UInt16(truncatingIfNeeded: start.rawValue)
    else { return }
    accounts.holders[place].hours += UInt16(context.hours.perYear)
    move(context.hours.perYear, from: .hoursIssued, to: .hoursHeld, .hours, place, &batch)
    batch.jobs.append((.hours, 1))
    awaitHours(place, from: context.day + 1, context)
  }

  /// Gives rights back from an account of the books to the holder: up to the cap, and only while
  /// they can still be used.
  ///
  /// Rights that were reserved are held already, so giving them back cannot exceed the cap; rights
  /// that were debited were not (C7).
  mutating func restoreRights(
    _ amount: Int64, from account: Account, _ place: Int, number: UInt16,
    _ context: borrowing DayContext,
    _ batch: inout Batch
  ) {
    guard amount > 0 else { return }
    var restored = amount
    if account == .rightsReserved {
      accounts.balances[place].addReserved(-amount)
    } else if context.statute.recreditLosesAboveCap, mutant != .recreditAboveCap {
      var held = accounts.balances[place].available + accounts.balances[place].reserved
      if mutant == .capBeforeDebit { held += amount }
      restored = min(amount, max(0, terms(of: place, context.statute).cap - held))
      if mutant != .refundLossDropped {
        move(
          amount - restored, from: account, to: .rightsLost, .refund, place, &batch, number: number)
      }
    }
    accounts.balances[place].addAvailable(restored)
    move(restored, from: account, to: .rightsAvailable, .refund, place, &batch, number: number)
    if mutant == .expiryForgetsReserved { return }
    sweepUnusable(place, context, &batch)
  }

  /// Posts as expired or extinguished what nobody can use any more.
  mutating func sweepUnusable(
    _ place: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let balance = accounts.balances[place]
    guard balance.flags & Accounts.Flag.inOffice == 0 else { return }
    let isDead = balance.flags & Accounts.Flag.dead != 0
    let windowEnd = accounts.holders[place].windowEnd
    let isOver = context.day >= windowEnd && windowEnd > .distantPast && mutant != .expiryForgotten
    guard isDead || isOver else { return }
    let hours = Int64(accounts.holders[place].hours)
    accounts.holders[place].hours = 0
    move(hours, from: .hoursHeld, to: .hoursLapsed, .expiry, place, &batch)
    accounts.balances[place].addAvailable(-balance.available)
    move(
      balance.available, from: .rightsAvailable, to: isDead ? .rightsExtinguished : .rightsExpired,
      isDead ? .extinction : .expiry, place, &batch)
  }
}
