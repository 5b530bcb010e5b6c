internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Postings, each by itself: balance, book, movement, and the official's account.
extension Auditor {
  /// Judges the postings of an outcome.
  mutating func post(
    _ places: Range<Int>, of outcome: Outcome, _ batch: borrowing Batch,
    _ context: borrowing DayContext
  ) {
    if case .mandateBegins = outcome.verb { isNewMandate = true }
    for place in places {
      let posting = batch.postings[place]
      if findings.isDetailed { postClosely(posting, context) } else { post(posting, context) }
      if posting.number > 0 { postDossier(posting, outcome, context) }
    }
    isNewMandate = false
  }

  /// Judges postings of jobs over many accounts: they belong to no dossier.
  mutating func postStray(
    _ places: Range<Int>, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    var place = places.lowerBound
    while place < places.upperBound {
      let posting = batch.postings[place]
      if posting.reason == codes.annualCredit {
        let next = passCredits(place..<places.upperBound, batch, context)
        if next > place {
          if findings.isDetailed { notePass(batch.postings[place..<next]) }
          place = next
          continue
        }
      }
      if findings.isDetailed { postClosely(posting, context) } else { post(posting, context) }
      if posting.number > 0 { judgeStray(posting, context) }
      place += 1
    }
  }

  /// A posting of a dossier outside of an outcome of that dossier is money that no step explains.
  mutating func judgeStray(_ posting: Posting, _ context: borrowing DayContext) {
    let isPayment = posting.to == Account.providers.rawValue
    evaluate(isPayment ? .mon3 : .mon4, holds: false, slack: .max, posting, context)
  }

  private mutating func post(_ posting: Posting, _ context: borrowing DayContext) {
    count.postings += 1
    let from = posting.from
    let to = posting.to
    guard posting.amount > 0, from != to, codes.areSameBook(from, to) else {
      violate(.mon1, posting, context)
      return
    }
    if !movements.know(posting) { violate(.mon1, posting, context) }
    totals[Int(from)] -= posting.amount
    totals[Int(to)] += posting.amount
    guard posting.official != codes.nobody else { return }
    let place = Int(posting.official) - base
    if pendingLoss.official != .max { settleLoss(posting, context) }
    if from > codes.dotationReserved || to > codes.dotationReserved
      || posting.reason >= codes.opening
    {
      postOffice(posting, place, context)
    }
    if from == codes.rightsIssued {
      judgeCredit(posting, place, context)
    } else {
      judgeMove(posting, place, context)
    }
  }

  /// Judges what moves an official's rights or top-ups and is no credit.
  private mutating func judgeMove(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let from = posting.from
    let to = posting.to
    if to == codes.rightsAvailable {
      judgeRecredit(posting, place, context)
    } else if to == codes.rightsExpired {
      judgeExpiry(posting, place, context)
    } else if to == codes.rightsExtinguished {
      findings.witness(.extinction)
      evaluate(.exp2, holds: facts.death[place] <= context.day, slack: .max, posting, context)
    } else if to == codes.rightsLost {
      judgeLoss(posting, place, context)
    } else if to == codes.hoursConverted {
      converted = (posting.official, posting.amount)
    }
    let amount = Int32(posting.amount)
    guard codes.isOfficials(from) || codes.isOfficials(to) else {
      if codes.isRights(from) { countRights(accounts[place], posting, context) }
      return
    }
    var account = accounts[place]
    if from == codes.rightsAvailable {
      account.available -= amount
    } else if from == codes.rightsReserved {
      account.reserved -= amount
    } else if from == codes.dotationAvailable {
      account.dotation -= amount
      let left = Int64(account.dotation)
      evaluate(.mon6, holds: left >= 0, slack: left, posting, context)
    }
    if to == codes.rightsAvailable {
      account.available += amount
    } else if to == codes.rightsReserved {
      account.reserved += amount
    } else if to == codes.dotationAvailable {
      account.dotation += amount
    }
    accounts[place] = account
    if codes.isRights(from) { countRights(account, posting, context) }
  }

  /// CAP-3: neither rights available nor rights reserved fall below zero.
  @inline(__always)
  mutating func countRights(
    _ account: MirrorAccount, _ posting: Posting, _ context: borrowing DayContext
  ) {
    let least = min(account.available, account.reserved)
    count.rights += 1
    count.leastRights.take(least, posting.official)
    if least < 0 { violate(.cap3, posting, context) }
  }

  /// Judges a posting on a day that is looked at closely: what it adds to the counts concerns its
  /// official.
  @inline(never)
  private mutating func postClosely(_ posting: Posting, _ context: borrowing DayContext) {
    let before = count
    post(posting, context)
    let after = count
    findings.book { books in
      books.lapPostings()
      books.note(before, after, posting.official)
      books.begin()
    }
  }

  /// Books a pass over yearly credits: the time that it took, and whom each of them concerns.
  private mutating func notePass(_ postings: ArraySlice<Posting>) {
    let judges: [Invariant] = [.mon1, .cap3, .crd2, .crd4, .crd3, .crd1, .crd5]
    let available = codes.rightsAvailable
    findings.book { books in
      books.lapPostings(postings.count)
      for posting in postings {
        for invariant in judges { books.note(invariant, posting.official) }
        if posting.to == available { books.note(.cap1, posting.official) }
      }
      books.begin()
    }
  }
}
