internal import Calendar
internal import Draws
internal import Kernel
internal import Law
internal import Platform

/// How people choose a training and ask for it.
extension Actors {
  /// Looks for a session; asks the collectivity first if it might help, else requests.
  mutating func wish(
    _ action: Action, _ place: Int, _ occasion: UInt16, _ day: Day, _ shard: borrowing Shard,
    _ catalogue: Catalogue, _ seatsTaken: [UInt8], _ batch: inout Batch
  ) {
    // An unopened service shows nothing, but some try to ask, and are refused.
    if statute.isOpen, !reach(action, place, occasion, day, shard, catalogue, &batch) {
      return
    }
    // Somebody who sees no élu panel cannot ask.
    guard let balance = shard.balance(place) else { return }
    let isMandate = action != .wishReintegration
    let key = UInt64(occasion) << 1 | (isMandate ? 0 : 1)
    guard let session = choose(isMandate, place, key, day, catalogue, seatsTaken) else {
      return
    }
    let offer = catalogue.offers[Int(catalogue.sessions[session].offer)]
    if action == .wishMandate, offer.price > balance,
      forwardsAcknowledgment(place, occasion, day, shard)
    {
      return
    }
    if action == .wishMandate || action == .returnedTopUp, offer.price > balance,
      asksCollectivity(place, key, offer.price - balance, offer.subject, day, shard, &batch)
    {
      agenda.push(Action.request.item(place, occasion), on: day + rates.dotationDays + 1)
      return
    }
    var command = Command(.request, official: UInt32(place))
    command.first = market.catalogue.sessions[session].offer
    command.second = UInt32(session)
    command.small = occasion
    send(command, &batch)
  }

  /// Chooses a session: an offer, popular ones more often, then the first session that suits.
  private mutating func choose(
    _ isMandate: Bool, _ place: Int, _ key: UInt64, _ day: Day, _ catalogue: Catalogue,
    _ seatsTaken: [UInt8]
  ) -> Int? {
    let offers = isMandate ? market.mandateOffers : market.reintegrationOffers
    guard !offers.isEmpty else { return nil }
    let isEager = word(streams.eager, place, key).isWithin(partsPerMillion: rates.eager)
    let wait =
      isEager
      ? 4
      : word(streams.lead, place, key)
        .between(rates.leadDays.lowerBound, rates.leadDays.upperBound)
    guard let offer = look(offers, place, key, on: day, catalogue) else { return nil }
    let sessions = market.catalogue.sessions(of: offer)
    let low = market.firstSession(sessions, from: day + wait)
    for session in low..<min(low + 3, sessions.upperBound) {
      let seats = market.catalogue.sessions[session].seats
      if !isMandate || seatsTaken[session] < seats { return session }
    }
    return nil
  }

  /// Looks at offers until one is on sale; an old link leads to one whatever became of it.
  private mutating func look(
    _ offers: Range<Int>, _ place: Int, _ key: UInt64, on day: Day, _ catalogue: Catalogue
  ) -> Int? {
    for attempt in 0..<4 as Range<UInt64> {
      // The product of three even draws leans toward the first offers, those of large providers.
      let wide = word(streams.offer, place, key | attempt << 32).below(UInt64(offers.count)) + 1
      let skew = word(streams.offerSkew, place, key | attempt << 32)
      let offer = offers.lowerBound + mixed(skew).below(skew.below(wide) + 1).asInt
      if catalogue.isOnSale(offer, on: day, statute.saleRules) { return offer }
      let link = word(streams.staleLink, place, key | attempt << 32)
      if link.isWithin(partsPerMillion: rates.fraud.staleLink) { return offer }
    }
    return nil
  }

  /// Asks the collectivity for a top-up, where it has deliberated; the money comes in later.
  private mutating func asksCollectivity(
    _ place: Int, _ key: UInt64, _ missing: Int64, _ subject: UInt8, _ day: Day,
    _ shard: borrowing Shard, _ batch: inout Batch
  ) -> Bool {
    let body = bodies[place]
    guard body >= 0 else { return false }
    let limits = shard.deliberations[Int(body)]
    // Whoever wants what the council's orientations do not name asks the council for nothing.
    guard limits.perTraining > 0, limits.covers(subject) else { return false }
    var command = Command(.attribute, official: UInt32(place))
    command.first = UInt32(body)
    command.small = UInt16(truncatingIfNeeded: key)
    // Most ask within the limits; some ask for all that is missing and are refused.
    let isModest = word(streams.topUp, place, key).isWithin(partsPerMillion: rates.asksWithin)
    command.amount = isModest ? min(missing, limits.perTraining) : missing
    send(command, &batch)
    return true
  }
}
