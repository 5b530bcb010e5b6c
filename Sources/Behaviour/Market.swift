package import Calendar
internal import Draws
package import Law
package import Platform

/// How a body deals with the operator.
package enum Conduct: UInt8, CaseIterable, Sendable {
  /// The body declares what took place.
  case honest
  /// The body declares more hours than it gave.
  case inflatesHours
  /// The body declares entries and services of people who did not come.
  case falsifiesEntries
  /// The body enrols the same people again and again.
  case recyclesTrainees
}

/// The training market as bodies have planned it: who they are, their trainings and sessions.
///
/// Everything is a pure function of the seed. What is on sale on a day, and at what price, the
/// provider portal decides.
package struct Market: Sendable {
  /// The bodies as they stand on the first day, and their trainings, none of which is shown yet.
  package private(set) var catalogue = Catalogue()
  /// The offers of mandate training, by number.
  package private(set) var mandateOffers: Range<Int> = 0..<0
  /// The offers of reintegration training, by number.
  package private(set) var reintegrationOffers: Range<Int> = 0..<0
  /// For each body: how many accreditations in a row it has had on the first day.
  package private(set) var grants: [Int] = []
  /// For each body: how it deals with the operator.
  package private(set) var conduct: [Conduct] = []
  /// For each body: its mandate trainings.
  private(set) var mandateOffersOfBody: [Range<Int>] = []

  let seed: UInt64
  private let table: ParameterTable
  private let days: ClosedRange<Day>
  /// The most participants of a session, from a day on.
  private let limits: [(from: Day, most: Int64)]

  /// Makes the market of a run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - behaviour: The behaviour table.
  ///   - law: The law: what bodies know of it when they plan.
  ///   - days: The days of the run.
  package init(
    seed: UInt64, behaviour: ParameterTable, law: ParameterTable, days: ClosedRange<Day>
  ) {
    self.seed = seed
    table = behaviour
    self.days = days
    limits =
      law["offer.max_participants"]?.values.map {
        if case .number(let most) = $0.value { ($0.from, most) } else { ($0.from, .max) }
      } ?? []
    addProviders(Statute(law, on: days.lowerBound))
    mandateOffers = list(count("offer.mandate"), .mandate)
    reintegrationOffers = list(count("offer.reintegration"), .reintegration)
    for body in catalogue.providers.indices {
      let first = mandateOffers.first { Int(catalogue.offers[$0].provider) >= body }
      let end = mandateOffers.first { Int(catalogue.offers[$0].provider) > body }
      let last = end ?? mandateOffers.upperBound
      mandateOffersOfBody.append(min(first ?? last, last)..<last)
    }
  }

  private func count(_ name: String) -> Int {
    Int(table.number("behaviour.\(name)", on: days.lowerBound))
  }

  func share(_ name: String) -> Int64 {
    table.number("behaviour.\(name)", on: days.lowerBound)
  }

  /// Bodies in the middle of their life: two years accredited at first, then four at a time; some
  /// are still to apply (CGCT R1221-12 and following).
  private mutating func addProviders(_ statute: Statute) {
    let years = (statute.accreditationFirstYears, statute.accreditationRenewalYears)
    for number in 0..<max(1, count("offer.providers")) {
      let entity = UInt64(number)
      conduct.append(conduct(of: entity))
      if draw(seed, Streams.provider, entity, 3).isWithin(partsPerMillion: share("body.new")) {
        grants.append(0)
        catalogue.add(Provider(accreditedFrom: .distantFuture, accreditedThrough: .distantPast))
        continue
      }
      let age = draw(seed, Streams.provider, entity, 0)
        .between(0, max(1, (years.0 + 2 * years.1) * 12) - 1)
      let from = days.lowerBound.adding(months: -age)
      var granted = 1
      var end = from.adding(years: years.0)
      // Whoever should have filed its renewal before the first day has done so.
      while years.1 > 0, end.adding(months: -filingMonths(granted, statute) - 3) < days.lowerBound {
        end = end.adding(years: years.1)
        granted += 1
      }
      grants.append(granted)
      catalogue.add(Provider(accreditedFrom: from, accreditedThrough: end - 1))
    }
  }

  private func filingMonths(_ granted: Int, _ statute: Statute) -> Int {
    granted <= 1 ? statute.renewalFilingFirstMonths : statute.renewalFilingLaterMonths
  }

  private func conduct(of body: UInt64) -> Conduct {
    let drawn = Int64(draw(seed, Streams.conduct, body).below(1_000_000))
    var limit = share("fraud.inflating_bodies")
    if drawn < limit { return .inflatesHours }
    limit += share("fraud.falsifying_bodies")
    if drawn < limit { return .falsifiesEntries }
    limit += share("fraud.recycling_bodies")
    return drawn < limit ? .recyclesTrainees : .honest
  }

  /// The steps of a scale on the first day; none where there is no such value.
  private func steps(_ name: String) -> [LawValue.Step] {
    guard case .scale(let steps) = table.value("behaviour.\(name)", on: days.lowerBound) else {
      return []
    }
    return steps
  }

  private mutating func list(_ wanted: Int, _ path: Path) -> Range<Int> {
    let first = catalogue.offers.count
    let habits = Habits(self, path)
    for number in 0..<wanted {
      let entity = UInt64(number) << 1 | (path == .mandate ? 0 : 1)
      let offer = offer(entity, number, wanted, path, habits)
      catalogue.list(offer, sessions: sessions(of: offer, entity, habits))
    }
    return first..<catalogue.offers.count
  }

  /// What the offers of a path have in common: read once for all of them.
  private struct Habits {
    let isMandate: Bool
    let unlisted: Int64
    let remote: Int64
    let taxed: Int64
    /// The days from one session to the next.
    let step: Int
    let room: Int64
    let small: Int64
    /// The seats of a small room.
    let smallSeats: ClosedRange<Int>
    let spreadDays: Int
    let subjects: Int
    let inCity: Int64
    /// Where sessions take place, by cumulated share: the greatest share up to each place, so that
    /// the first place above a draw is found by halving.
    let places: [(limit: Int64, department: UInt16, inhabitants: UInt32)]

    init(_ market: borrowing Market, _ path: Path) {
      isMandate = path == .mandate
      unlisted = market.share("offer.theme_unlisted")
      remote = market.share("offer.remote")
      taxed = market.share("offer.taxed")
      let perYear = market.count(
        isMandate ? "offer.sessions_per_year" : "offer.reintegration_sessions_per_year")
      step = max(1, 365 / max(1, perYear))
      room = Int64(market.count("offer.room"))
      small = market.share("offer.small_room")
      smallSeats = market.table.span("behaviour.offer.small_room_seats", on: market.days.lowerBound)
      spreadDays = market.count("offer.spread_days")
      subjects = market.count("offer.subjects")
      inCity = market.share("offer.in_city")
      var limit = Int64.min
      let (places, cities) = (market.steps("offer.place"), market.steps("offer.city_inhabitants"))
      self.places = places.map { step in
        limit = max(limit, step.value)
        let inhabitants = cities.last { $0.from <= step.from }?.value ?? 0
        return (limit, UInt16(clamping: step.from), UInt32(clamping: inhabitants))
      }
    }
  }

  private func offer(
    _ entity: UInt64, _ number: Int, _ wanted: Int, _ path: Path, _ habits: Habits
  ) -> Offer {
    func chance(_ occasion: UInt64, _ share: Int64) -> Bool {
      draw(seed, Streams.catalogue, entity, occasion).isWithin(partsPerMillion: share)
    }
    let isMandate = path == .mandate
    let hours = quantile(isMandate ? "offer.hours" : "offer.reintegration_hours", entity, 1)
    // Offers of one provider lie together, and the first providers have the most of them: fifteen
    // bodies capture most of the spending (mairesdefrance n° 389, after IGA-IGAS 2020).
    let provider = number * number * catalogue.providers.count / (wanted * wanted)
    var offer = Offer(
      provider: UInt32(min(provider, catalogue.providers.count - 1)), path: path,
      isThemeListed: !chance(5, habits.unlisted), isRemote: chance(6, habits.remote),
      hours: UInt16(hours), hourlyPrice: 0, price: 0)
    offer.subject = UInt8(draw(seed, Streams.catalogue, entity, 7).below(UInt64(habits.subjects)))
    offer.isTaxed = chance(4, habits.taxed)
    offer.shelf = .withdrawn
    return offer
  }

  /// The price of an hour that a body asks for in an edition of an offer.
  ///
  /// - Parameters:
  ///   - offer: The offer, by number.
  ///   - edition: The edition, 0 for the first one.
  /// - Returns: Cents, before tax.
  package func hourlyPrice(of offer: Int, edition: UInt64) -> Int64 {
    let isMandate = mandateOffers.contains(offer)
    let place =
      isMandate ? offer - mandateOffers.lowerBound : offer - reintegrationOffers.lowerBound
    return quantile(
      isMandate ? "offer.hourly_price" : "offer.reintegration_price",
      UInt64(place) << 1 | (isMandate ? 0 : 1), edition == 0 ? 2 : edition << 8 | 2)
  }

  /// The value whose cumulated share a draw falls under.
  func quantile(_ name: String, _ entity: UInt64, _ occasion: UInt64) -> Int64 {
    guard case .scale(let steps) = table.value("behaviour.\(name)", on: days.lowerBound) else {
      return 1
    }
    let drawn = Int64(draw(seed, Streams.catalogue, entity, occasion).below(1_000_000))
    return (steps.first { drawn < $0.value } ?? steps.last)?.from ?? 1
  }

  private func sessions(
    of offer: Offer, _ entity: UInt64, _ habits: Habits
  ) -> [Session] {
    let step = habits.step
    let stream = Streams.session
    // Seven hours a day; what takes more than a day is spread over some weeks. Reintegration is
    // part-time: five days for 14 hours.
    let days = (Int(offer.hours) + 6) / 7
    let spread = draw(seed, stream, entity, .max).between(7, max(7, habits.spreadDays))
    let length =
      habits.isMandate ? (days > 1 ? spread : 0) : max(1, Int(offer.hours) * 5 / 14)
    var sessions: [Session] = []
    var occasion: UInt64 = 0
    let number = UInt32(catalogue.offers.count)
    var start = self.days.lowerBound + draw(seed, stream, entity, 0).between(0, step - 1)
    let end = self.days.upperBound + 200
    sessions.reserveCapacity(max(0, end - start) / step + 1)
    while start <= end {
      occasion += 1
      let word = draw(seed, stream, entity, occasion)
      var first = start + (word >> 8).below(5).asInt
      switch first.weekday {
      case .saturday: first = first + 2
      case .sunday: first = first + 1
      default: break
      }
      let limit = Int(min(habits.room, limits.last { $0.from <= first }?.most ?? habits.room))
      let isSmall = word.isWithin(partsPerMillion: habits.small)
      let seats =
        isSmall
        ? draw(seed, stream, entity, occasion << 32)
          .between(habits.smallSeats.lowerBound, habits.smallSeats.upperBound) : limit
      sessions.append(
        Session(
          offer: number, start: first, end: first + length, seats: UInt8(min(seats, limit)),
          town: offer.isRemote ? Town() : town(of: entity, occasion, habits)))
      start = start + step
    }
    return sessions
  }
}

extension Market {
  /// Where a session takes place: in the largest city of a department, or elsewhere in it.
  private func town(of entity: UInt64, _ occasion: UInt64, _ habits: Habits) -> Town {
    let places = habits.places
    guard !places.isEmpty else { return Town() }
    let word = draw(seed, Streams.place, entity, occasion)
    let drawn = Int64(word.below(1_000_000))
    var (low, high) = (0, places.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if drawn < places[middle].limit { high = middle } else { low = middle + 1 }
    }
    let isInCity = mixed(word).isWithin(partsPerMillion: habits.inCity)
    return Town(
      department: places[low].department, inhabitants: isInCity ? places[low].inhabitants : 0)
  }

  /// The first of an offer's sessions that starts on a day or later.
  ///
  /// Sessions are spread evenly but for a few days, so the place is guessed and then walked to.
  ///
  /// - Parameters:
  ///   - sessions: The places of the offer's sessions.
  ///   - day: The day.
  /// - Returns: A place; the end of the range where every session starts earlier.
  func firstSession(_ sessions: Range<Int>, from day: Day) -> Int {
    guard sessions.count > 1 else { return sessions.lowerBound }
    let first = catalogue.sessions[sessions.lowerBound].start
    let span = max(1, catalogue.sessions[sessions.upperBound - 1].start - first)
    let guess = (day - first) * (sessions.count - 1) / span
    var place = sessions.lowerBound + max(0, min(guess, sessions.count - 1))
    while place > sessions.lowerBound, catalogue.sessions[place - 1].start >= day { place -= 1 }
    while place < sessions.upperBound, catalogue.sessions[place].start < day { place += 1 }
    return place
  }
}

extension UInt64 {
  var asInt: Int { Int(truncatingIfNeeded: self) }
}
