internal import Calendar
internal import Law

/// The pages: log-in, panel with its badge, catalogue, offers (guide, pages 7 to 16).
extension Shard {
  /// Serves the visits of the batch that were not served yet, in their order.
  mutating func serveVisits(_ context: borrowing DayContext, _ batch: inout Batch) {
    while batch.answers.count < batch.visits.count {
      let visit = batch.visits[batch.answers.count]
      let place = Int(visit.official)
      var answer = VisitAnswer()
      let form = Int(visit.form)
      answer.login = logIn(
        visit, form < batch.forms.count ? batch.forms[form] : nil, place, context)
      show(visit, place, context, &answer)
      batch.answers.append(answer)
    }
  }

  /// Lets somebody in, or says why not.
  private mutating func logIn(
    _ visit: Visit, _ form: Form?, _ place: Int, _ context: borrowing DayContext
  ) -> LoginAnswer {
    let isAlive = accounts.balances[place].flags & Accounts.Flag.dead == 0
    let isOpen = portals[place].isOpen && isAlive
    switch visit.way {
    case .none: return .anonymous
    case .password:
      // Thirteen digits, without the key. Whether they or the password are wrong is not said.
      guard let form, isOpen, form.nir == portals[place].nir else { return .wrongCredentials }
      if portals[place].isLocked { return .locked }
      guard kept(form.password, place) == portals[place].digest else {
        portals[place].failures &+= 1
        portals[place].isLocked =
          Int(portals[place].failures) >= context.statute.wrongPasswords
        return .wrongCredentials
      }
      portals[place].failures = 0
    case .impots, .ameli, .laPoste, .franceConnectPlus:
      switch visit.reply {
      case .silent: return .providerSilent
      case .abandoned: return .providerAbandoned
      case .vouched, .slow: break
      }
      guard isOpen else { return .noAccount }
      if portals[place].isLocked { return .locked }
      if visit.way == .franceConnectPlus, portals[place].strongFrom > context.day {
        return .notEnrolled
      }
    }
    openSession(
      place, visit.way == .franceConnectPlus ? Portal.Level.strong : Portal.Level.plain,
      context.day)
    return .loggedIn
  }

  /// Shows what the person may see: panel and mandate catalogue only to somebody logged in and
  /// recognised, an offer of the mandate catalogue to nobody else, and none that is not on sale.
  private mutating func show(
    _ visit: Visit, _ place: Int, _ context: borrowing DayContext, _ answer: inout VisitAnswer
  ) {
    let isLoggedIn = answer.login == .loggedIn
    if isLoggedIn {
      answer.isTermsDue = Int(portals[place].terms) < context.statute.termsVersion
    }
    let isKnown =
      isLoggedIn && accounts.balances[place].flags & Accounts.Flag.recognised != 0
      && context.statute.isOpen
    if visit.views & View.panel != 0, isKnown {
      answer.shown |= Shown.panel | Shown.cocarde
      answer.balance = Int32(truncatingIfNeeded: accounts.balances[place].available)
    }
    let seesCatalogue = isKnown || (mutant == .catalogueLeaked && isLoggedIn)
    if visit.views & View.search != 0 {
      answer.shown |= Shown.publicCatalogue
      if seesCatalogue {
        answer.shown |= Shown.mandateCatalogue
      }
    }
    guard visit.views & (View.offer | View.link) != 0 else { return }
    let number = Int(visit.offer)
    guard number < context.catalogue.offers.count,
      seesCatalogue || context.catalogue.offers[number].path == .reintegration,
      context.catalogue.isOnSale(number, on: context.day, context.statute.saleRules)
        || mutant == .withdrawnShown
    else {
      // Nothing tells an offer that is hidden, or off sale, from one that does not exist.
      answer.isUnavailable = true
      return
    }
    answer.shown |= Shown.offer
    answer.price = Int32(truncatingIfNeeded: context.catalogue.offers[number].price)
  }
}
