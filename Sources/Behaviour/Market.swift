package import Calendar
internal import Draws
package import Law
package import Platform

/// The training market: providers, their offers and sessions, as they ask to be published.
///
/// Everything is a pure function of the seed; the platform decides what it publishes.
package struct Market: Sendable {
  /// What was published.
  package private(set) var catalogue = Catalogue()
  /// The outcome of each publication, by rule: how many.
  package private(set) var publications: [Int]
  /// The offers of mandate training, by number.
  package private(set) var mandateOffers: Range<Int> = 0..<0
  /// The offers of reintegration training, by number.
  package private(set) var reintegrationOffers: Range<Int> = 0..<0

  private let seed: UInt64
  private let table: ParameterTable
  private let days: ClosedRange<Day>
  /// The most participants of a session, from a day on.
  private let limits: [(from: Day, most: Int64)]

  /// Makes the market of a run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - behaviour: The behaviour table.
  ///   - law: The law: the limits that the provider portal applies.
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
    publications = .init(repeating: 0, count: Rule.allCases.count)
    addProviders(law)
    mandateOffers = publish(count("offer.mandate"), .mandate, law)
    reintegrationOffers = publish(count("offer.reintegration"), .reintegration, law)
  }

  private func count(_ name: String) -> Int {
    Int(table.number("behaviour.\(name)", on: days.lowerBound))
  }

  private func share(_ name: String) -> Int64 {
    table.number("behaviour.\(name)", on: days.lowerBound)
  }

  /// Accreditations: two years at first, then four at a time (CGCT R1221-12 and following).
  private mutating func addProviders(_ law: ParameterTable) {
    let first = Int(law.number("offer.accreditation_first_years", on: days.lowerBound))
    let renewal = Int(law.number("offer.accreditation_renewal_years", on: days.lowerBound))
    for number in 0..<max(1, count("offer.providers")) {
      let entity = UInt64(number)
      let age = draw(seed, Streams.provider, entity, 0).between(0, renewal * 12 - 1)
      let from = days.lowerBound.adding(months: -age)
      var through = from.adding(years: first) - 1
      var renewals: UInt64 = 1
      while through < days.upperBound {
        let isLost = draw(seed, Streams.provider, entity, renewals)
          .isWithin(partsPerMillion: share("offer.not_renewed"))
        if isLost && renewals > 2 { break }
        through = through.adding(years: renewal)
        renewals += 1
      }
      catalogue.add(Provider(accreditedFrom: from, accreditedThrough: through))
    }
  }

  private mutating func publish(_ wanted: Int, _ path: Path, _ law: ParameterTable) -> Range<Int> {
    let first = catalogue.offers.count
    for number in 0..<wanted {
      let entity = UInt64(number) << 1 | (path == .mandate ? 0 : 1)
      let offer = offer(entity, number, wanted, path)
      let rule = catalogue.publish(
        offer, sessions: sessions(of: offer, entity, path), on: days.lowerBound,
        hourlyCap: law.number("offer.hourly_cap", on: days.lowerBound, absent: .max),
        maxParticipants: Int(
          law.number("offer.max_participants", on: days.lowerBound, absent: .max)))
      publications[Int(rule.rawValue)] += 1
    }
    return first..<catalogue.offers.count
  }

  private func offer(_ entity: UInt64, _ number: Int, _ wanted: Int, _ path: Path) -> Offer {
    func chance(_ occasion: UInt64, _ name: String) -> Bool {
      draw(seed, Streams.catalogue, entity, occasion).isWithin(partsPerMillion: share(name))
    }
    let isMandate = path == .mandate
    let hours = quantile(isMandate ? "offer.hours" : "offer.reintegration_hours", entity, 1)
    var hourly = quantile(isMandate ? "offer.hourly_price" : "offer.reintegration_price", entity, 2)
    if isMandate, chance(3, "offer.above_cap") { hourly += 1_000 }
    var price = hourly * hours
    if chance(4, "offer.taxed") { price += price * share("offer.vat") / 1_000_000 }
    // Offers of one provider lie together, and the first providers have the most of them: fifteen
    // bodies capture most of the spending (mairesdefrance n° 389, after IGA-IGAS 2020).
    let provider = number * number * catalogue.providers.count / (wanted * wanted)
    return Offer(
      provider: UInt32(min(provider, catalogue.providers.count - 1)), path: path,
      isThemeListed: !chance(5, "offer.theme_unlisted"), isRemote: chance(6, "offer.remote"),
      hours: UInt16(hours), hourlyPrice: hourly, price: price)
  }

  /// The value whose cumulated share a draw falls under.
  private func quantile(_ name: String, _ entity: UInt64, _ occasion: UInt64) -> Int64 {
    guard case .scale(let steps) = table.value("behaviour.\(name)", on: days.lowerBound) else {
      return 1
    }
    let drawn = Int64(draw(seed, Streams.catalogue, entity, occasion).below(1_000_000))
    return (steps.first { drawn < $0.value } ?? steps.last)?.from ?? 1
  }

  private func sessions(
    of offer: Offer, _ entity: UInt64, _ path: Path
  ) -> [Session] {
    let perYear = count(
      path == .mandate ? "offer.sessions_per_year" : "offer.reintegration_sessions_per_year")
    let step = max(1, 365 / max(1, perYear))
    let room = Int64(count("offer.room"))
    let small = share("offer.small_room")
    // Seven hours a day; what takes more than a day is spread over some weeks. Reintegration is
    // part-time: five days for 14 hours.
    let days = (Int(offer.hours) + 6) / 7
    let spread = draw(seed, Streams.session, entity, .max).between(
      7, max(7, count("offer.spread_days")))
    let length =
      path == .mandate ? (days > 1 ? spread : 0) : max(1, Int(offer.hours) * 5 / 14)
    var sessions: [Session] = []
    var occasion: UInt64 = 0
    var start = self.days.lowerBound + draw(seed, Streams.session, entity, 0).between(0, step - 1)
    while start <= self.days.upperBound + 200 {
      occasion += 1
      let word = draw(seed, Streams.session, entity, occasion)
      var first = start + (word >> 8).below(5).asInt
      if first.weekday == .saturday { first = first + 2 }
      if first.weekday == .sunday { first = first + 1 }
      let limit = Int(min(room, limits.last { $0.from <= first }?.most ?? room))
      let isSmall = word.isWithin(partsPerMillion: small)
      let seats =
        isSmall ? draw(seed, Streams.session, entity, occasion << 32).between(6, 12) : limit
      sessions.append(
        Session(
          offer: UInt32(catalogue.offers.count), start: first, end: first + length,
          seats: UInt8(min(seats, limit))))
      start = start + step
    }
    return sessions
  }
}

extension Market {
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
