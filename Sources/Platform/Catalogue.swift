package import Calendar

/// Where a training body stands with the operator.
package enum Standing: UInt8, Sendable {
  /// The body publishes and sells.
  case regular
  /// The body is suspended for a time (déréférencement temporaire).
  case suspended
  /// The body was removed from the catalogue for good (déréférencement).
  case delisted
}

/// A training body (organisme de formation): its accreditation (agrément) and its standing today.
package struct Provider: Sendable, Equatable {
  /// The first day of the accreditation.
  package var accreditedFrom: Day
  /// The last day of the accreditation.
  package var accreditedThrough: Day
  /// Where the body stands with the operator.
  package var standing = Standing.regular
  /// Whether payments wait: a contradictory procedure is open and not decided.
  package var isHeld = false
  /// Whether the body has declared its Qualiopi certification.
  package var hasQualiopi = false
  /// What mandate training brought in this civil year or the last one, the larger, in cents.
  package var revenue: Int64 = 0
  /// How many frauds the operator's controls have found; halved at each new year.
  package var findings: Int32 = 0

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

/// Whether an offer is shown.
package enum Shelf: UInt8, Sendable {
  /// The offer is not published, or was withdrawn.
  case withdrawn
  /// The offer was published, and a change of the law made it unlawful until it is repriced.
  case blocked
  /// The offer is published.
  case online
}

/// What a body may change of an offer: its price, and who does the work.
package struct Terms: Sendable, Equatable {
  /// No subcontractor.
  package static let nobody = UInt32.max
  /// A subcontractor without any accreditation.
  package static let outsider = UInt32.max - 1

  /// The price of an hour before tax, in cents.
  package var hourlyPrice: Int64
  /// The share of the price before tax that is subcontracted, in thousandths.
  package var subcontracted: UInt16 = 0
  /// The ranks of subcontracting.
  package var ranks: UInt8 = 0
  /// The most participants that the body announces.
  package var seats: UInt8 = 1
  /// The subcontractor, by number among the bodies, ``nobody`` or ``outsider``.
  package var subcontractor = Terms.nobody

  /// Creates terms without subcontracting.
  ///
  /// - Parameters:
  ///   - hourlyPrice: The price of an hour before tax, in cents.
  ///   - seats: The most participants that the body announces.
  package init(hourlyPrice: Int64, seats: UInt8 = 1) {
    self.hourlyPrice = hourlyPrice
    self.seats = seats
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
  /// The subject, from 0 to 63: what a council's orientations name.
  package var subject: UInt8 = 0
  /// Whether the body charges value added tax.
  package var isTaxed = false
  /// Whether the offer is shown.
  package var shelf = Shelf.online
  /// The hours.
  package var hours: UInt16
  /// What the body may change.
  package var terms: Terms
  /// The price of the training, all taxes included, in cents.
  package var price: Int64

  /// The price of an hour before tax, in cents.
  package var hourlyPrice: Int64 { terms.hourlyPrice }

  /// Creates an offer that is shown.
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
    terms = Terms(hourlyPrice: hourlyPrice)
    self.price = price
  }
}

/// Where a session takes place: what the rates of travel and stay depend on.
package struct Town: Sendable, Equatable {
  /// The department: 1 to 95 (20 for Corse) and 971 to 988; 0 where nothing is said.
  package var department: UInt16
  /// The inhabitants of the commune.
  package var inhabitants: UInt32

  /// Creates a town; a small one somewhere where nothing is said.
  ///
  /// - Parameters:
  ///   - department: The department, by number.
  ///   - inhabitants: The inhabitants of the commune.
  package init(department: UInt16 = 0, inhabitants: UInt32 = 0) {
    self.department = department
    self.inhabitants = inhabitants
  }
}

/// A session of an offer: dates, seats and place.
package struct Session: Sendable, Equatable {
  /// The offer, by number.
  package var offer: UInt32
  /// The first day.
  package var start: Day
  /// The last day.
  package var end: Day
  /// How many participants the room holds.
  package var seats: UInt8
  /// Where it takes place, unless the training is remote.
  package var town: Town

  /// Creates a session.
  ///
  /// - Parameters:
  ///   - offer: The offer, by number.
  ///   - start: The first day.
  ///   - end: The last day.
  ///   - seats: How many participants the room holds.
  ///   - town: Where it takes place.
  package init(offer: UInt32, start: Day, end: Day, seats: UInt8, town: Town = Town()) {
    self.offer = offer
    self.start = start
    self.end = end
    self.seats = seats
    self.town = town
  }
}

/// The catalogue: bodies, their offers, and when and at what price these are shown.
///
/// Offers are numbered; the sessions of an offer lie together in the order of their dates. The
/// provider portal alone changes what is shown.
package struct Catalogue: Sendable {
  /// The providers.
  package internal(set) var providers: [Provider] = []
  /// The offers.
  package internal(set) var offers: [Offer] = []
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

  /// Lists an offer as it is, without asking the portal.
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
