package import Calendar

/// A training body (organisme de formation) with its accreditation (agrément).
package struct Provider: Sendable, Equatable {
  /// The first day of the accreditation.
  package var accreditedFrom: Day
  /// The last day of the accreditation.
  package var accreditedThrough: Day

  /// Creates a provider.
  ///
  /// - Parameters:
  ///   - accreditedFrom: The first day of the accreditation.
  ///   - accreditedThrough: The last day of the accreditation.
  package init(accreditedFrom: Day, accreditedThrough: Day) {
    self.accreditedFrom = accreditedFrom
    self.accreditedThrough = accreditedThrough
  }

  /// Whether the accreditation covers a span.
  ///
  /// - Parameters:
  ///   - first: The first day.
  ///   - last: The last day.
  /// - Returns: `true` if it holds from the first day through the last.
  package func isAccredited(_ first: Day, through last: Day) -> Bool {
    accreditedFrom <= first && last <= accreditedThrough
  }
}

/// An offer of a provider: a training with its price.
package struct Offer: Sendable, Equatable {
  /// The provider, by number.
  package var provider: UInt32
  /// What the training is for.
  package var path: Path
  /// Whether the theme is in the State's list (répertoire).
  package var isThemeListed: Bool
  /// Whether the training is remote.
  package var isRemote: Bool
  /// The hours.
  package var hours: UInt16
  /// The price of an hour before tax, in cents.
  package var hourlyPrice: Int64
  /// The price of the training, all taxes included, in cents.
  package var price: Int64

  /// Creates an offer.
  ///
  /// - Parameters:
  ///   - provider: The provider, by number.
  ///   - path: What the training is for.
  ///   - isThemeListed: Whether the theme is in the State's list.
  ///   - isRemote: Whether the training is remote.
  ///   - hours: The hours.
  ///   - hourlyPrice: The price of an hour before tax, in cents.
  ///   - price: The price with taxes, in cents.
  package init(
    provider: UInt32, path: Path, isThemeListed: Bool = true, isRemote: Bool = false,
    hours: UInt16, hourlyPrice: Int64, price: Int64
  ) {
    self.provider = provider
    self.path = path
    self.isThemeListed = isThemeListed
    self.isRemote = isRemote
    self.hours = hours
    self.hourlyPrice = hourlyPrice
    self.price = price
  }
}

/// A session of an offer: dates and seats.
package struct Session: Sendable, Equatable {
  /// The offer, by number.
  package var offer: UInt32
  /// The first day.
  package var start: Day
  /// The last day.
  package var end: Day
  /// How many participants the room holds.
  package var seats: UInt8

  /// Creates a session.
  ///
  /// - Parameters:
  ///   - offer: The offer, by number.
  ///   - start: The first day.
  ///   - end: The last day.
  ///   - seats: How many participants the room holds.
  package init(offer: UInt32, start: Day, end: Day, seats: UInt8) {
    self.offer = offer
    self.start = start
    self.end = end
    self.seats = seats
  }
}

/// The published offer: what the provider portal (EDOF) let through.
///
/// Offers are numbered; the sessions of an offer lie together in the order of their dates.
package struct Catalogue: Sendable {
  /// The providers.
  package private(set) var providers: [Provider] = []
  /// The offers.
  package private(set) var offers: [Offer] = []
  /// The sessions, grouped by offer.
  package private(set) var sessions: [Session] = []
  /// For each offer: the place of its first session; one more at the end.
  package private(set) var firstSession: [UInt32] = [0]

  /// Creates an empty catalogue.
  package init() {}

  /// Adds a provider.
  ///
  /// - Parameter provider: The provider.
  package mutating func add(_ provider: Provider) { providers.append(provider) }

  /// Publishes an offer with its sessions, or refuses it.
  ///
  /// - Parameters:
  ///   - offer: The offer.
  ///   - sessions: Its sessions in the order of their dates.
  ///   - day: The day of the publication.
  ///   - hourlyCap: The hourly cap before tax in force that day (mandate offers only), in cents.
  ///   - maxParticipants: The most participants that a session may have (mandate offers only).
  /// - Returns: The rule that refuses the publication, or ``Rule/applied``.
  package mutating func publish(
    _ offer: Offer, sessions: [Session], on day: Day, hourlyCap: Int64, maxParticipants: Int
  ) -> Rule {
    let provider = providers[Int(offer.provider)]
    if offer.path == .mandate {
      if !provider.isAccredited(day, through: day) { return .notAccredited }
      if !offer.isThemeListed { return .themeNotListed }
      if offer.hourlyPrice > hourlyCap { return .hourlyCap }
      if sessions.contains(where: { Int($0.seats) > maxParticipants }) { return .tooManySeats }
    }
    list(offer, sessions: sessions)
    return .applied
  }

  /// Lists an offer that the portal is not asked about.
  ///
  /// In a worked case the request itself must judge: what was published lawfully one day, or
  /// slipped through, is not bought on another against the law of that day (CGCT R1621-8).
  ///
  /// - Parameters:
  ///   - offer: The offer.
  ///   - sessions: Its sessions in the order of their dates.
  package mutating func list(_ offer: Offer, sessions: [Session]) {
    offers.append(offer)
    self.sessions.append(contentsOf: sessions)
    firstSession.append(UInt32(self.sessions.count))
  }

  /// The sessions of an offer, by place.
  ///
  /// - Parameter offer: The offer, by number.
  /// - Returns: A range of places in ``sessions``.
  package func sessions(of offer: Int) -> Range<Int> {
    Int(firstSession[offer])..<Int(firstSession[offer + 1])
  }
}
