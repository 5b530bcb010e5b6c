internal import Calendar
internal import Draws
internal import Kernel
internal import Law
internal import Platform

/// How bodies publish, reprice and withdraw their offers.
extension Bodies {
  /// What a body asks for at first.
  mutating func firstTerms(of offer: Int) -> Terms {
    let word = word(Streams.edition, offer, 1)
    func chance(_ salt: UInt64, _ name: String) -> Bool {
      mixed(word &+ salt).isWithin(partsPerMillion: market.share(name))
    }
    var terms = Terms(hourlyPrice: market.hourlyPrice(of: offer, edition: 0), seats: 15)
    guard market.mandateOffers.contains(offer) else { return terms }
    if chance(1, "offer.above_cap") { terms.hourlyPrice += 10_00 }
    if chance(2, "offer.large_room") { terms.seats = 20 }
    guard chance(3, "offer.subcontracted") else { return terms }
    let share = market.quantile("offer.subcontracted_share", UInt64(offer), 7)
    terms.subcontracted = UInt16(clamping: share)
    terms.ranks = 1
    let count = market.catalogue.providers.count
    let own = Int(market.catalogue.offers[offer].provider)
    let other = (own + 1 + mixed(word ^ 5).below(UInt64(max(1, count - 1))).asInt) % count
    terms.subcontractor = UInt32(other)
    if chance(4, "offer.subcontracted_wrongly") {
      if word & 1 == 0 { terms.ranks = 2 } else { terms.subcontractor = Terms.outsider }
    }
    return terms
  }

  /// What a body does about one of its offers.
  mutating func act(
    _ action: BodyAction, offer: Int, occasion: UInt16, _ context: borrowing DayContext,
    _ batch: inout Batch
  ) {
    let shelf = context.catalogue.offers[offer].shelf
    if case .edition = action, occasion != plans[offer].edition { return }
    switch (action, shelf) {
    case (.edition, .online):
      let word = word(Streams.edition, offer, UInt64(plans[offer].edition) << 2 | 2)
      let drawn = Int64(word.below(1_000_000))
      if drawn < rates.withdrawn {
        var command = Command(
          .withdrawOffer, official: context.catalogue.offers[offer].provider)
        command.first = UInt32(offer)
        send(command, &batch)
      } else if drawn < rates.withdrawn + rates.repriced {
        setPrice(offer, context)
        send(.repriceOffer, offer, context, &batch)
      } else {
        send(.publishOffer, offer, context, &batch)
      }
    case (.raise, .online):
      setPrice(offer, context)
      send(.repriceOffer, offer, context, &batch)
    case (.raise, _): break
    case (.adapt, _):
      adapt(offer, context)
      send(shelf == .withdrawn ? .publishOffer : .repriceOffer, offer, context, &batch)
    default:
      send(.publishOffer, offer, context, &batch)
    }
  }

  private mutating func send(
    _ verb: Verb, _ offer: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let body = context.catalogue.offers[offer].provider
    send(Command(verb, offer: UInt32(offer), of: body, plans[offer].terms), &batch)
  }

  /// A new price for a new edition: drawn as the first one was, and lawful.
  private mutating func setPrice(_ offer: Int, _ context: borrowing DayContext) {
    plans[offer].edition &+= 1
    var price = market.hourlyPrice(of: offer, edition: UInt64(plans[offer].edition))
    price = price * plans[offer].factor / 1_000_000
    if market.mandateOffers.contains(offer) { price = min(price, context.statute.hourlyCap) }
    plans[offer].terms.hourlyPrice = max(1_00, price)
  }

  /// Makes the terms what the law asks for.
  private mutating func adapt(_ offer: Int, _ context: borrowing DayContext) {
    let statute = context.statute
    var terms = plans[offer].terms
    terms.hourlyPrice = min(terms.hourlyPrice, statute.hourlyCap)
    terms.seats = UInt8(clamping: min(Int(terms.seats), statute.maxParticipants))
    if statute.subcontractingMax < .max {
      let most = UInt16(clamping: statute.subcontractingMax / 1_000)
      terms.subcontracted = min(terms.subcontracted, most)
    }
    let other = Int(terms.subcontractor)
    let isLawful =
      other < context.catalogue.providers.count && Int(terms.ranks) <= statute.subcontractingRanks
      && context.catalogue.providers[other].isAccredited(context.day, through: context.day)
    if !isLawful || terms.subcontracted == 0 {
      terms.subcontracted = 0
      terms.ranks = 0
      terms.subcontractor = Terms.nobody
    }
    plans[offer].terms = terms
  }

  /// Goes on after the portal's answer about an offer.
  mutating func follow(_ outcome: Outcome, offer: Int, _ context: borrowing DayContext) {
    let day = context.day
    plans[offer].edition &+= 1
    let word = word(Streams.adaptation, offer, UInt64(plans[offer].edition) << 32)
    switch outcome.rule {
    case .applied:
      if case .withdrawOffer = outcome.verb {
        if outcome.command < 0 {
          planAdaptation(offer, day, word)
        } else {
          let wait = word.between(min(30, rates.awayDays), rates.awayDays)
          agenda.push(BodyAction.publish.item(offer), on: day + wait)
        }
        return
      }
      plans[offer].isWaiting = false
      let wait = word.between(rates.editionDays * 4 / 5, rates.editionDays * 6 / 5)
      agenda.push(
        BodyAction.edition.item(offer, plans[offer].edition), on: day + max(1, wait))
    case .hourlyCap, .tooManySeats, .subcontractingTooHigh, .subcontractorNotAccredited:
      planAdaptation(offer, day, word)
    case .notAccredited, .providerSuspended, .qualiopiMissing: plans[offer].isWaiting = true
    default: break
    }
  }

  /// Most bodies adapt an offer within some days; the others think about it half a year later.
  private mutating func planAdaptation(_ offer: Int, _ day: Day, _ word: UInt64) {
    let isQuick = word.isWithin(partsPerMillion: rates.adapts)
    let wait = mixed(word).between(1, rates.adaptsDays) + (isQuick ? 0 : 180)
    agenda.push(BodyAction.adapt.item(offer), on: day + wait)
  }

  /// A body that may sell again publishes what has waited for it.
  mutating func resume(_ body: Int, on day: Day) {
    for offer in plans.indices
    where plans[offer].isWaiting && Int(market.catalogue.offers[offer].provider) == body {
      plans[offer].isWaiting = false
      let wait = word(Streams.adaptation, offer, UInt64(plans[offer].edition) << 32 | 1)
        .between(1, 15)
      agenda.push(BodyAction.publish.item(offer), on: day + wait)
    }
  }
}
