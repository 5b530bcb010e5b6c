internal import Calendar
internal import Law
internal import Oracle
internal import Platform

extension PortalDesk {
  /// What the texts answer, one answer for each act.
  func oracleAnswers() -> [String] {
    var reading = PortalReading(
      law: law,
      bodies: bodies.map {
        .init(accreditation: $0.accredited, granted: $0.granted, hasQualiopi: $0.hasQualiopi)
      })
    return acts.map { act in
      do throws(OracleRule) {
        return try answer(act, &reading) ?? "applied"
      } catch {
        return error.rawValue
      }
    }
  }

  /// - Returns: The answer to a question, `nil` for a deed that was allowed.
  private func answer(
    _ act: Act, _ reading: inout PortalReading
  ) throws(OracleRule) -> String? {
    let day = act.day
    switch act.deed {
    case .apply: try reading.apply(act.body, on: day)
    case .decide(let isGranted): try reading.decide(act.body, isGranted: isGranted, on: day)
    case .qualiopi:
      guard !reading.bodies[act.body].hasQualiopi else { throw .wrongState }
      reading.bodies[act.body].hasQualiopi = true
    case .notify: try reading.notify(act.body, on: day)
    case .hear: try reading.hear(act.body)
    case .sanction(let forGood): try reading.sanction(act.body, forGood: forGood, on: day)
    case .lift: try reading.lift(act.body)
    case .paid(let amount): reading.bodies[act.body].payments.append((day, amount))
    case .publish(let training, let isChange):
      try reading.publish(training, as: act.offer, isChange: isChange, on: day)
    case .withdraw: try reading.withdraw(act.offer, on: day)
    case .request(let last): try reading.request(act.offer, on: day, through: last)
    case .accreditedThrough:
      return reading.accreditedThrough(act.body, on: day).map { "\($0)" } ?? "no"
    case .price: return reading.price(of: act.offer, on: day).map(Self.euros) ?? "none"
    case .isShown: return reading.isShown(act.offer, on: day) ? "yes" : "no"
    }
    return nil
  }

  /// What the platform answers, one answer for each act: its portal, lived day by day.
  ///
  /// - Parameter mutant: The known-bad variant.
  /// - Returns: The answers.
  func platformAnswers(mutant: Mutant = .none) -> [String] {
    guard let first = acts.first?.day, let last = acts.last?.day else { return [] }
    let calendar = LegalCalendar(
      law, statutes: Statutes(law, in: first...last),
      working: WorkingDays(years: first.year - 1...last.year + 3))
    var context = calendar.firstDay(catalogue())
    for (place, body) in bodies.enumerated() where body.hasQualiopi {
      context.certify(body: place)
    }
    var portal = ProviderPortal(grants: bodies.map(\.granted), on: first, mutant: mutant)
    var batch = Batch()
    var answers: [String] = []
    for number in first.rawValue...last.rawValue {
      let day = Day(rawValue: number)
      calendar.turn(&context, to: day)
      batch.reset(day)
      portal.run(&context, &batch)
      context.statuteChanged = false
      for act in acts where act.day == day {
        answers.append(answer(act, &portal, &context, &batch, mutant))
      }
    }
    return answers
  }

  private func catalogue() -> Catalogue {
    var catalogue = Catalogue()
    for body in bodies {
      catalogue.add(
        Provider(
          accreditedFrom: body.accredited?.lowerBound ?? .distantFuture,
          accreditedThrough: body.accredited?.upperBound ?? .distantPast))
    }
    for offer in offers {
      var training: PortalReading.Training?
      for act in acts where act.offer == offer.name {
        if case .publish(let one, _) = act.deed { training = training ?? one }
      }
      var listed = Offer(
        provider: UInt32(offer.body), path: training?.isMandate ?? true ? .mandate : .reintegration,
        isThemeListed: training?.isThemeListed ?? true, hours: UInt16(training?.hours ?? 7),
        hourlyPrice: 0, price: 0)
      listed.isTaxed = training?.isTaxed ?? false
      listed.shelf = .withdrawn
      catalogue.list(listed, sessions: [])
    }
    return catalogue
  }

  private func answer(
    _ act: Act, _ portal: inout ProviderPortal, _ context: inout DayContext, _ batch: inout Batch,
    _ mutant: Mutant
  ) -> String {
    let offer = offers.firstIndex { $0.name == act.offer } ?? 0
    var command = Command(.applyAccreditation, official: UInt32(act.body))
    command.first = UInt32(offer)
    switch act.deed {
    case .apply: break
    case .decide(let isGranted): command.verb = isGranted ? .accredit : .refuseAccreditation
    case .qualiopi: command.verb = .declareQualiopi
    case .notify: command.verb = .notifySuspension
    case .hear: command.verb = .hearProvider
    case .sanction(let forGood): command.verb = forGood ? .delistProvider : .suspendProvider
    case .lift: command.verb = .liftSuspension
    case .withdraw: command.verb = .withdrawOffer
    case .publish(let training, let isChange):
      command = Command(
        isChange ? .repriceOffer : .publishOffer, offer: UInt32(offer), of: UInt32(act.body),
        Self.terms(training))
    case .paid(let amount):
      portal.book([Sale(offer: UInt32(offer), amount: amount)])
      return "applied"
    case .request(let last):
      let rule = context.catalogue.saleRefusal(
        of: offer, act.day, through: last, context.statute.saleRules, mutant)
      return (rule ?? .applied).name
    case .accreditedThrough:
      let provider = context.catalogue.providers[act.body]
      let isAccredited = provider.isAccredited(act.day, through: act.day)
      return isAccredited ? "\(provider.accreditedThrough)" : "no"
    case .price:
      let price = context.catalogue.offers[offer].price
      return price > 0 ? Self.euros(price) : "none"
    case .isShown:
      if case .online = context.catalogue.offers[offer].shelf { return "yes" }
      return "no"
    }
    batch.reset(act.day)
    batch.commands.append(command)
    portal.run(&context, &batch)
    return batch.outcomes.last?.rule.name ?? "none"
  }

  private static func terms(_ training: PortalReading.Training) -> Terms {
    var terms = Terms(
      hourlyPrice: training.hourlyPrice, seats: UInt8(clamping: training.participants))
    terms.subcontracted = UInt16(clamping: training.subcontracted)
    guard training.subcontracted > 0 else { return terms }
    terms.ranks = UInt8(clamping: training.ranks)
    terms.subcontractor = training.subcontractor.map(UInt32.init) ?? Terms.outsider
    return terms
  }
}
