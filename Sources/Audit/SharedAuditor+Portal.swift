internal import Calendar
internal import Law
package import Platform

/// The judge of the provider portal: publications, accreditations, suspensions.
extension SharedAuditor {
  /// Takes over what bodies were paid on a day, added up from the postings by the shards' judges.
  ///
  /// - Parameters:
  ///   - sales: The offers and amounts; the order does not matter.
  ///   - catalogue: Whose offers they are.
  package func book(_ sales: [Sale], _ catalogue: Catalogue) {
    for sale in sales {
      books.bodies[Int(catalogue.offers[Int(sale.offer)].provider)].thisYear += sale.amount
    }
  }

  /// Judges a day of the portal.
  ///
  /// - Parameters:
  ///   - batch: What the portal did.
  ///   - context: The law and the catalogue after it.
  package mutating func judgePortal(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    findings.resume()
    turnYear(context.day.year)
    watch(&books.bodies, context.day - 1, context.statute.qualiopiThreshold)
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard outcome.command >= 0 else {
        // A change of the law took the offer offline.
        if outcome.slot != .max { books.offers[Int(outcome.slot)].isOnline = false }
        continue
      }
      let command = batch.commands[Int(outcome.command)]
      guard outcome.isApplied else {
        judgeRefusal(outcome, command, context)
        continue
      }
      judgeRepetition(outcome, index, batch, context)
      if outcome.slot != .max {
        judgeOffer(outcome, command, context)
      } else {
        judgeBody(outcome, context)
      }
    }
  }

  /// Sees whose accreditation ended on the day before, and who is stopped for want of Qualiopi.
  private mutating func watch(
    _ bodies: inout [BodyBooks.Entry], _ yesterday: Day, _ threshold: Int64
  ) {
    for body in bodies.indices {
      if let last = bodies[body].spans.last, last.through == yesterday {
        findings.witness(.accreditationEnded)
      }
      let isStopped = bodies[body].lacksQualiopi(threshold)
      guard isStopped != bodies[body].isStopped else { continue }
      bodies[body].isStopped = isStopped
      if isStopped { findings.witness(.qualiopiMissing) }
    }
  }

  private func turnYear(_ year: Int) {
    guard year != books.year else { return }
    books.year = year
    for body in books.bodies.indices {
      books.bodies[body].lastYear = books.bodies[body].thisYear
      books.bodies[body].thisYear = 0
    }
  }

  /// REF-1 and IDE-1; and what is refused for the cap must be above it.
  private mutating func judgeRefusal(
    _ outcome: Outcome, _ command: Command, _ context: borrowing DayContext
  ) {
    let isInert = outcome.digests.before == outcome.digests.after
    if outcome.isRepeated || outcome.rule == .keyReused {
      findings.witness(outcome.isRepeated ? .repetition : .keyReused)
      check(.ide1, isInert, outcome, context)
      return
    }
    check(.ref1, isInert, outcome, context)
    switch outcome.rule {
    case .hourlyCap:
      check(.off3, command.amount > context.statute.hourlyCap, outcome, context)
    case .subcontractingTooHigh, .subcontractorNotAccredited:
      findings.witness(.subcontractingRefused)
      let isLawful = books.isSubcontractingLawful(
        command.terms, on: context.day, context.statute)
      check(.off5, !isLawful, outcome, context)
    case .qualiopiMissing:
      let isStopped = books.bodies[Int(outcome.official)]
        .lacksQualiopi(context.statute.qualiopiThreshold)
      check(.off6, isStopped, outcome, context)
    case .hearingPending:
      let body = books.bodies[Int(outcome.official)]
      let days = context.statute.suspensionNoticeDays
      let isOver = body.isHeard && body.notice.map { context.day - $0 >= days } ?? false
      check(.off7, !isOver, outcome, context)
    default: break
    }
  }

  /// IDE-1: what follows at once with the same key must not be applied again.
  private mutating func judgeRepetition(
    _ outcome: Outcome, _ index: Int, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let place = Int(outcome.command)
    guard place > 0, batch.commands[place].key != 0 else { return }
    check(.ide1, batch.commands[place - 1].key != batch.commands[place].key, outcome, context)
  }

  private mutating func judgeOffer(
    _ outcome: Outcome, _ command: Command, _ context: borrowing DayContext
  ) {
    let place = Int(outcome.slot)
    guard outcome.verb != .withdrawOffer else {
      books.offers[place].isOnline = false
      return
    }
    let offer = context.catalogue.offers[place]
    let body = books.bodies[Int(outcome.official)]
    let terms = command.terms
    if outcome.verb == .repriceOffer, books.offers[place].terms.hourlyPrice != terms.hourlyPrice {
      findings.witness(.offerRepriced)
    }
    books.offers[place].isOnline = true
    books.offers[place].terms = terms
    books.offers[place].price = books.price(command.amount, of: offer, context.statute)
    guard case .mandate = offer.path else { return }
    var isFree = false
    if case .regular = body.standing { isFree = true }
    check(
      .off1, isFree && body.isAccredited(context.day, through: context.day), outcome, context)
    check(.off2, offer.isThemeListed, outcome, context)
    check(
      .off3, command.amount <= context.statute.hourlyCap, outcome, context,
      slack: context.statute.hourlyCap - command.amount)
    check(.off4, Int(terms.seats) <= context.statute.maxParticipants, outcome, context)
    let isLawful = books.isSubcontractingLawful(terms, on: context.day, context.statute)
    check(.off5, isLawful, outcome, context, isVacuous: terms.subcontracted == 0)
    check(
      .off6, !body.lacksQualiopi(context.statute.qualiopiThreshold), outcome, context,
      isVacuous: max(body.thisYear, body.lastYear) <= context.statute.qualiopiThreshold)
  }

  private mutating func judgeBody(_ outcome: Outcome, _ context: borrowing DayContext) {
    let body = Int(outcome.official)
    let day = context.day
    switch outcome.verb {
    case .applyAccreditation:
      books.bodies[body].filed = day
      if !books.bodies[body].isAccredited(day, through: day) { books.bodies[body].grants = 0 }
    case .refuseAccreditation: books.bodies[body].filed = nil
    case .accredit: judgeAccreditation(body, outcome, context)
    case .declareQualiopi: books.bodies[body].hasQualiopi = true
    case .notifySuspension:
      books.bodies[body].notice = day
      books.bodies[body].isHeard = false
      books.bodies[body].isHeld = true
    case .hearProvider: books.bodies[body].isHeard = true
    case .suspendProvider, .delistProvider:
      let entry = books.bodies[body]
      let passed = entry.notice.map { Int64(day - $0) } ?? -1
      let slack = passed - Int64(context.statute.suspensionNoticeDays)
      check(.off7, entry.isHeard && slack >= 0, outcome, context, slack: slack)
      books.bodies[body].standing = outcome.verb == .delistProvider ? .delisted : .suspended
      books.bodies[body].free(on: day)
      if outcome.verb == .suspendProvider { findings.witness(.providerSuspended) }
    case .liftSuspension:
      if case .suspended = books.bodies[body].standing { findings.witness(.suspensionLifted) }
      books.bodies[body].standing = .regular
      books.bodies[body].notice = nil
      books.bodies[body].isHeard = false
      books.bodies[body].free(on: day)
    default: break
    }
  }

  /// OFF-1: an accreditation answers an application within four months, and lasts two years at
  /// first, then four.
  private mutating func judgeAccreditation(
    _ body: Int, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let day = context.day
    var entry = books.bodies[body]
    let limit =
      entry.filed?.adding(months: context.statute.accreditationDecisionMonths) ?? .distantPast
    let years =
      entry.grants == 0
      ? context.statute.accreditationFirstYears : context.statute.accreditationRenewalYears
    let last = entry.spans.count - 1
    if entry.grants > 0, last >= 0, entry.spans[last].through >= day {
      entry.spans[last].through = (entry.spans[last].through + 1).adding(years: years) - 1
    } else {
      entry.spans.append((day, day.adding(years: years) - 1))
    }
    entry.grants += 1
    entry.filed = nil
    books.bodies[body] = entry
    let through = context.catalogue.providers[body].accreditedThrough
    check(.off1, day <= limit && through == entry.spans.last?.through, outcome, context)
  }

  /// Counts an evaluation about an outcome of the portal.
  private mutating func check(
    _ invariant: Invariant, _ holds: Bool, _ outcome: Outcome, _ context: borrowing DayContext,
    slack: Int64 = .max, isVacuous: Bool = false
  ) {
    if isVacuous {
      findings.countVacuous(invariant)
    } else {
      findings.count(invariant, slack, day: context.day.rawValue, official: .max)
    }
    guard !holds else { return }
    findings.violate(
      invariant, day: context.day.rawValue, official: .max,
      "\(outcome.verb.name) of body \(outcome.official)"
        + (outcome.slot == .max ? "" : ", offer \(outcome.slot)") + ": \(outcome.rule.name)")
  }
}
