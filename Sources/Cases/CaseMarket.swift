internal import Calendar
internal import Oracle
internal import Platform

/// The offers that the official of a case asks for: one session for each request.
///
/// The offers are listed without asking the provider portal: a case says what an official meets,
/// and the request itself must refuse what may not be bought that day. (In a national run the
/// portal has refused most of it before, and nobody ever sees it.)
struct CaseMarket {
  /// The offers, with the sessions in the order of their dates.
  private(set) var catalogue = Catalogue()
  /// For each session: the seats that others have taken.
  private(set) var taken: [UInt8] = []
  /// For each event of the history: its session, where it is a request.
  private(set) var sessions: [UInt32?]
  /// The subjects that the case names: a subject's number is its place, the first is no subject.
  let subjects: [String]

  /// Makes the market of a history.
  ///
  /// - Parameter history: The history; requests for the same offer agree on its terms.
  init(_ history: History) {
    sessions = .init(repeating: nil, count: history.events.count)
    subjects = Self.subjects(of: history)
    var offers: [(name: String, requests: [(event: Int, order: History.Order)])] = []
    for (index, event) in history.events.enumerated() {
      guard case .request(let order) = event.deed else { continue }
      if let known = offers.firstIndex(where: { $0.name == order.offer }) {
        precondition(
          offers[known].requests[0].order.hasTerms(of: order), "one offer, two sets of terms")
        offers[known].requests.append((index, order))
      } else {
        offers.append((order.offer, [(index, order)]))
      }
    }
    for (_, requests) in offers {
      list(requests.sorted { ($0.order.start, $0.event) < ($1.order.start, $1.event) })
    }
  }

  /// Every subject of a history, in the order of its first naming, after no subject.
  static func subjects(of history: History) -> [String] {
    var found = [""]
    func add(_ subject: String) { if !found.contains(subject) { found.append(subject) } }
    for limits in history.deliberations { limits.scope?.forEach(add) }
    for event in history.events {
      if case .request(let order) = event.deed { add(order.subject) }
    }
    return found
  }

  /// The subjects that a council tops up, one bit each.
  func scope(of limits: History.Deliberation) -> UInt64 {
    guard let scope = limits.scope else { return Deliberation.everySubject }
    return scope.reduce(0) { bits, subject in
      bits | 1 << UInt64(subjects.firstIndex(of: subject) ?? 0)
    }
  }

  private mutating func list(_ requests: [(event: Int, order: History.Order)]) {
    let terms = requests[0].order
    let days = terms.accredited ?? .distantPast ... .distantFuture
    catalogue.add(
      Provider(accreditedFrom: days.lowerBound, accreditedThrough: days.upperBound))
    let number = UInt32(catalogue.offers.count)
    for (event, order) in requests {
      sessions[event] = UInt32(taken.count)
      taken.append(UInt8(clamping: order.taken))
    }
    var offer = Offer(
      provider: number, path: terms.path == .mandate ? .mandate : .reintegration,
      isThemeListed: terms.isThemeListed, isRemote: terms.isRemote, hours: UInt16(terms.hours),
      hourlyPrice: terms.hourlyPrice, price: terms.price)
    offer.subject = UInt8(subjects.firstIndex(of: terms.subject) ?? 0)
    catalogue.list(
      offer,
      sessions: requests.map { request in
        Session(
          offer: number, start: request.order.start, end: request.order.end,
          seats: UInt8(clamping: request.order.seats),
          town: Town(
            department: UInt16(clamping: request.order.department),
            inhabitants: UInt32(clamping: request.order.inhabitants)))
      })
  }
}

extension History.Order {
  /// Whether another order is one of the same offer: the same training at the same price.
  func hasTerms(of other: History.Order) -> Bool {
    path == other.path && hours == other.hours && price == other.price
      && hourlyPrice == other.hourlyPrice && isThemeListed == other.isThemeListed
      && accredited == other.accredited && subject == other.subject && isRemote == other.isRemote
  }
}
