internal import Calendar
internal import Law

/// Accreditation (agrément), Qualiopi, and the contradictory procedure.
extension ProviderPortal {
  /// A body files an application at its prefecture: a first one, or a renewal in time.
  ///
  /// A renewal is filed two months before the end of a first accreditation, six months before that
  /// of a later one. What comes later is refused; after the end a first application is filed anew.
  mutating func applyAccreditation(_ body: Int, _ context: borrowing DayContext) -> Rule {
    let provider = context.catalogue.providers[body]
    if case .delisted = provider.standing { return .providerSuspended }
    forget(body, context)
    guard !files[body].isPending else { return .wrongState }
    let isAccredited = provider.isAccredited(context.day, through: context.day)
    if isAccredited {
      let months =
        files[body].grants <= 1
        ? context.statute.renewalFilingFirstMonths : context.statute.renewalFilingLaterMonths
      let last = (provider.accreditedThrough + 1).adding(months: -months)
      guard context.day <= last else { return .applicationRefused }
    } else {
      files[body].grants = 0
    }
    files[body].filed = context.day
    return .applied
  }

  /// An application that was not decided within the legal months has lapsed.
  private mutating func forget(_ body: Int, _ context: borrowing DayContext) {
    guard files[body].isPending, isTooLate(body, context) else { return }
    files[body].filed = .distantPast
  }

  private mutating func isTooLate(_ body: Int, _ context: borrowing DayContext) -> Bool {
    context.day > files[body].filed.adding(months: context.statute.accreditationDecisionMonths)
  }

  /// The minister accredits: two years at first, four at each renewal.
  ///
  /// A renewal follows on the accreditation in force; one that is decided after its end begins on
  /// the day of the decision, and leaves a gap.
  mutating func accredit(_ body: Int, _ context: inout DayContext) -> Rule {
    guard files[body].isPending else { return .wrongState }
    guard !isTooLate(body, context) else { return .deadlinePassed }
    let day = context.day
    let isFirst = files[body].grants == 0
    let years =
      isFirst
      ? context.statute.accreditationFirstYears : context.statute.accreditationRenewalYears
    files[body].filed = .distantPast
    files[body].grants += 1
    let through = context.catalogue.providers[body].accreditedThrough
    if isFirst || through < day {
      context.catalogue.providers[body].accreditedFrom = day
      context.catalogue.providers[body].accreditedThrough = day.adding(years: years) - 1
    } else {
      context.catalogue.providers[body].accreditedThrough = (through + 1).adding(years: years) - 1
    }
    return .applied
  }

  /// The minister refuses.
  mutating func refuseAccreditation(_ body: Int, _ context: borrowing DayContext) -> Rule {
    guard files[body].isPending else { return .wrongState }
    guard !isTooLate(body, context) else { return .deadlinePassed }
    files[body].filed = .distantPast
    return .applied
  }

  /// A body declares its Qualiopi certification.
  mutating func declareQualiopi(_ body: Int, _ context: inout DayContext) -> Rule {
    guard !context.catalogue.providers[body].hasQualiopi else { return .wrongState }
    context.catalogue.providers[body].hasQualiopi = true
    return .applied
  }

  /// The operator notifies a body that it means to suspend it: payments wait from now on.
  mutating func notifySuspension(_ body: Int, _ context: inout DayContext) -> Rule {
    guard case .regular = context.catalogue.providers[body].standing, !files[body].isNotified else {
      return .wrongState
    }
    files[body].notice = context.day
    files[body].isHeard = false
    context.catalogue.providers[body].isHeld = true
    return .applied
  }

  /// The body is heard, or answers in writing.
  mutating func hear(_ body: Int) -> Rule {
    guard files[body].isNotified, !files[body].isHeard else { return .wrongState }
    files[body].isHeard = true
    return .applied
  }

  /// The operator suspends or removes a body, after notice and hearing (CGCT R1221-21-2).
  mutating func sanction(
    _ body: Int, _ standing: Standing, _ context: inout DayContext
  ) -> Rule {
    if case .delisted = context.catalogue.providers[body].standing { return .wrongState }
    if case (.suspended, .suspended) = (context.catalogue.providers[body].standing, standing) {
      return .wrongState
    }
    let file = files[body]
    let isOver =
      file.isNotified && file.isHeard
      && context.day >= file.notice + context.statute.suspensionNoticeDays
    guard isOver || mutant == .suspensionWithoutHearing else { return .hearingPending }
    context.catalogue.providers[body].standing = standing
    context.catalogue.providers[body].isHeld = false
    if case .delisted = standing { context.delisted.append(UInt32(body)) }
    return .applied
  }

  /// The operator ends a suspension, or a procedure without one.
  mutating func lift(_ body: Int, _ context: inout DayContext) -> Rule {
    switch context.catalogue.providers[body].standing {
    case .delisted: return .wrongState
    case .regular: guard files[body].isNotified else { return .wrongState }
    case .suspended: break
    }
    files[body].notice = .distantPast
    files[body].isHeard = false
    context.catalogue.providers[body].standing = .regular
    context.catalogue.providers[body].isHeld = false
    return .applied
  }
}
