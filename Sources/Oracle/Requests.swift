internal import Calendar
internal import Law

/// What people do to a dossier, from the request to the confirmation.
extension OracleOfficial {
  /// Applies a deed, or says which rule refuses it.
  mutating func apply(_ event: History.Event) throws(OracleRule) {
    if isErased { throw .noAccount }
    switch event.deed {
    case .dotation(let amount, let payer):
      try attribute(amount, by: payer)
      return try receive(amount, by: payer)
    case .attribute(let amount, let payer):
      return try attribute(amount, by: payer, budgetLeft: event.budgetLeft)
    case .payIn(let amount, let payer): return try receive(amount, by: payer)
    case .request(let order): return try request(order, event.dossier, barrier: event.barrier)
    case .certify: return try certify(event.dossier)
    case .recover(let amount): return try recover(amount, event.dossier)
    case .followModule: return try followModule()
    case .convertStatus(let toPublic): return try convertStatus(toPublic)
    default: break
    }
    guard
      let index = dossiers.firstIndex(where: { $0.name == event.dossier && !$0.isFinished })
    else { throw .unknownDossier }
    switch event.deed {
    case .dotation, .attribute, .payIn, .request, .certify, .recover, .followModule,
      .convertStatus:
      break
    case .pacificPapers: try receivePapers(index)
    case .acknowledge: try acknowledge(index)
    case .propose: try propose(index, isBodySuspended: event.isBodySuspended)
    case .refuse:
      try checkPapers(index)
      try close(index, from: [.notProcessed], as: .refusedByOrganism)
    case .confirm(let card): try confirm(index, event, card: card)
    case .confirmInVain(let card, let isUnanswered):
      let failure = isUnanswered ? OracleRule.paymentUnavailable : .cardRefused
      try confirm(index, event, card: card, failure: failure)
    case .decline:
      try close(index, from: [.validated, .waitingAcceptation], as: .refusedByAttendee)
    case .withdraw: try withdraw(index)
    case .cancelByLearner(let forceMajeure): try cancelByLearner(index, forceMajeure)
    case .cancelByProvider: try close(index, from: [.accepted], as: .canceledByOrganism)
    case .entry: try enter(index)
    case .noShow(let forceMajeure): try missTraining(index, forceMajeure)
    case .serviceDone(let hours): try declareServiceDone(index, hours)
    case .openControl: try openControl(index)
    case .closeControl(let sanctioned): try closeControl(index, sanctioned)
    case .validate: try validate(index)
    case .invoice: try invoice(index)
    case .instruct: try instruct(index)
    case .leave: try leave(index)
    case .evaluate: try evaluate(index)
    case .travel(let meals, let nights, let kilometres):
      try claimTravel(index, meals, nights, kilometres)
    }
  }

  /// A request: CGCT R1621-8 (what the CDC checks), CGU, brochure (who may ask for what).
  private mutating func request(
    _ order: History.Order, _ name: String, barrier: OracleRule?
  ) throws(OracleRule) {
    if isDead { throw .dead }
    guard number("service.open") == 1 else { throw .serviceClosed }
    if let barrier { throw barrier }
    guard history.isRecognised(on: day) else { throw .notRecognised }
    try checkPath(order)
    let earliest = Delays.workingDays(number("dossier.start_working_days"), after: day)
    guard order.start >= earliest else { throw .tooEarly }
    if order.standing.isBodySuspended { throw .providerSuspended }
    if order.path == .mandate { try checkMandateOffer(order) }
    guard order.standing.isOnline else { throw .offerOffline }
    if order.path == .mandate { try checkSeats(order) }
    let open = dossiers.filter { dossier in
      dossier.order.offer == order.offer
        && [.notProcessed, .validated, .waitingAcceptation].contains(dossier.state)
    }
    guard open.count < Int(number("dossier.concurrent_requests")) else { throw .tooManyRequests }
    var dossier = OracleDossier(name, order)
    dossier.requested = day
    dossier.awaitsPapers = history.isPacific
    let delay = history.isPacific ? "pacific_papers_working_days" : "answer_working_days"
    dossier.deadline = Delays.workingDays(number("dossier.\(delay)"), after: day)
    dossiers.append(dossier)
  }

  /// Who may follow which path, and until when the training may last.
  private func checkPath(_ order: History.Order) throws(OracleRule) {
    switch order.path {
    case .mandate: try checkMandatePath(order)
    case .reintegration: try checkReintegrationPath(order)
    }
  }

  /// Mandate training starts and ends while a mandate is in force (H10); as far as one knows, a
  /// mandate lasts until the next general election.
  private func checkMandatePath(_ order: History.Order) throws(OracleRule) {
    guard isInOffice else { throw .noMandate }
    for mandate in history.mandatesInForce(on: day) {
      guard let election = History.nextElection(mandate.kind, after: day, law) else { return }
      if order.end < election { return }
    }
    throw .endsAfterMandate
  }

  /// Reintegration: brochure, "jusqu'à six mois après la fin du mandat, et s'il n'a pas liquidé ses
  /// droits à la retraite"; CGCT R2123-22-1-C, without another local mandate; H9, ends within them.
  private func checkReintegrationPath(_ order: History.Order) throws(OracleRule) {
    if isInOffice {
      if rule("rights.reintegration_during_mandate", is: "allow") { return }
      throw .mandateInForce
    }
    guard let end = history.outOfOfficeSince(on: day) else { throw .noMandate }
    let windowEnd = History.windowEnd(after: end, law)
    guard day < windowEnd else { throw .windowClosed }
    if let pension = history.pension, pension <= day { throw .pensionClaimed }
    guard order.end < windowEnd else { throw .endsAfterWindow }
  }

  /// The offer: hourly cap (arrêté du 16 février 2021), accreditation (R1621-8), theme,
  /// participants.
  private func checkMandateOffer(_ order: History.Order) throws(OracleRule) {
    guard isWithinHourlyCap(order.hourlyPrice) else { throw .hourlyCap }
    if let accredited = order.accredited {
      guard accredited.lowerBound <= day, order.end <= accredited.upperBound else {
        throw .notAccredited
      }
    }
    guard order.isThemeListed else { throw .themeNotListed }
    let standing = order.standing
    let most = limit("offer.subcontracting_max")
    if standing.subcontracted > 0, most < .max {
      guard standing.subcontracted * 1_000 <= most else { throw .subcontractingTooHigh }
      guard standing.isSubcontractorAccredited,
        standing.ranks <= limit("offer.subcontracting_ranks")
      else { throw .subcontractorNotAccredited }
    }
    guard standing.hasQualiopi || standing.revenue <= limit("offer.qualiopi_threshold") else {
      throw .qualiopiMissing
    }
  }

  /// The participants: arrêté du 12 juillet 2021; who comes first has the seat.
  private func checkSeats(_ order: History.Order) throws(OracleRule) {
    guard Int64(order.seats) <= limit("offer.max_participants") else {
      throw .tooManySeats
    }
    guard order.taken < order.seats else { throw .sessionFull }
  }

  /// A provider that checks a prerequisite has thirty days more (CGU, C4).
  private mutating func acknowledge(_ index: Int) throws(OracleRule) {
    guard dossiers[index].state == .notProcessed, !dossiers[index].isAcknowledged else {
      throw .wrongState
    }
    try checkPapers(index)
    dossiers[index].isAcknowledged = true
    dossiers[index].deadline = day + Int(number("dossier.prerequisite_days"))
  }

  /// The proposal waits four working days for the learner (CGU).
  private mutating func propose(_ index: Int, isBodySuspended: Bool) throws(OracleRule) {
    guard dossiers[index].state == .notProcessed else { throw .wrongState }
    try checkPapers(index)
    if isBodySuspended { throw .providerSuspended }
    dossiers[index].state = .validated
    dossiers[index].deadline = Delays.workingDays(
      number("dossier.confirmation_working_days"), after: day)
  }

  /// The confirmation commits the funds: brochure (order of sources), CGCT R1621-8 (eight months).
  ///
  /// A card that fails leaves everything as it was; one may try again within the delay.
  private mutating func confirm(
    _ index: Int, _ event: History.Event, card: Int64, failure: OracleRule? = nil
  ) throws(OracleRule) {
    let dossier = dossiers[index]
    let order = dossier.order
    guard dossier.state == .validated || dossier.state == .waitingAcceptation else {
      throw .wrongState
    }
    guard day < order.start else { throw .deadlinePassed }
    guard order.end <= day.adding(months: Int(number("dossier.completion_months"))) else {
      throw .completionTooLate
    }
    try checkPath(order)
    if event.isBodySuspended { throw .providerSuspended }
    let parts = split(order)
    guard parts.card <= card else { throw .insufficientCard }
    if let failure, parts.card > 0 { throw failure }
    post(.reserved, parts.rights, "brochure: DIFE first", dossier: dossier.name)
    takeTopUps(parts.collectivity, index)
    wallet.take(cpf: parts.cpf, cec: parts.cec)
    noteWallet()
    noteQualification(order, parts)
    dossiers[index].funding = parts
    dossiers[index].state = .accepted
    dossiers[index].confirmed = day
    dossiers[index].deadline = Delays.workingDays(
      number("dossier.entry_working_days"), after: order.start)
  }

  /// Who pays what of an order today.
  private func split(_ order: History.Order) -> OracleFunding {
    var purse = OracleFunding()
    purse.rights = balance.available
    let fundShare = order.price * number("rights.minimum_share") / 1_000_000
    purse.collectivity = min(topUps(for: order), order.price - fundShare)
    if !history.isPacific {
      // Hours of a public agent pay nothing before they are euros.
      purse.cpf = wallet.isPublicAgent ? 0 : wallet.cpf
      purse.cec = wallet.cec
    }
    let contribution = history.isJobseeker ? 0 : number("cpf.flat_contribution")
    return OracleFunding.split(order.price, order.path, purse: purse, contribution: contribution)
  }
}
