package import Calendar
internal import Law

/// The provider portal (EDOF): accreditations, offers, and the standing of training bodies.
///
/// One for the whole country. It runs once a day before the shards, and writes what it decides into
/// the catalogue that all of them read; what bodies were paid reaches it at the end of the day. Its
/// commands name the body as `official`; an outcome about an offer names it as `slot`, and its
/// `number` is 1 where the body was suspended before.
package struct ProviderPortal: Sendable {
  /// What the portal keeps of a body beside its line in the catalogue.
  struct File: Sendable, Equatable {
    /// The day on which the pending application was filed, or the distant past.
    var filed = Day.distantPast
    /// How many accreditations were granted in a row.
    var grants = 0
    /// The day of the notice of a contradictory procedure, or the distant past.
    var notice = Day.distantPast
    /// Whether the body was heard.
    var isHeard = false
    /// What mandate training brought in this civil year and in the last one, in cents.
    var revenue: (this: Int64, last: Int64) = (0, 0)

    static func == (lhs: File, rhs: File) -> Bool {
      lhs.filed == rhs.filed && lhs.grants == rhs.grants && lhs.notice == rhs.notice
        && lhs.isHeard == rhs.isHeard && lhs.revenue == rhs.revenue
    }

    /// Whether an application waits for its decision.
    var isPending: Bool { filed > .distantPast }
    /// Whether a contradictory procedure is open.
    var isNotified: Bool { notice > .distantPast }
  }

  var files: [File]
  /// What was paid since the last day.
  private var sales: [Sale] = []
  private var keys = KeyStore()
  private var rotation: Day
  private var year: Int
  private let role: Role

  /// Opens the portal.
  ///
  /// - Parameters:
  ///   - grants: For each body, how many accreditations in a row it had on the first day.
  ///   - day: The first day.
  ///   - mutant: The known-bad variant.
  package init(grants: [Int], on day: Day, mutant: Mutant = .none) {
    files = grants.map { grants in
      var file = File()
      file.grants = grants
      return file
    }
    year = day.year
    rotation = day + Self.keyDays
    role = Role(mutant)
  }

  private static let keyDays = 30

  /// The known-bad variant, normally none.
  var mutant: Mutant { role.mutant }

  /// Takes what bodies were paid on a day; it counts from the next day on.
  ///
  /// - Parameter sales: What was paid; the order does not matter.
  package mutating func book(_ sales: [Sale]) { self.sales += sales }

  /// Takes the frauds that controls found about a body; the next day's sampling knows them.
  ///
  /// - Parameters:
  ///   - count: How many dossiers were found false.
  ///   - body: The body.
  ///   - context: The catalogue.
  package func report(_ count: Int, body: Int, _ context: inout DayContext) {
    context.catalogue.providers[body].findings += Int32(truncatingIfNeeded: count)
  }

  /// Runs one day: revenues, what the law no longer allows, then the commands.
  ///
  /// - Parameters:
  ///   - context: The day, its law and the catalogue, which changes.
  ///   - batch: The day's commands; outcomes are appended.
  package mutating func run(_ context: inout DayContext, _ batch: inout Batch) {
    if context.day >= rotation {
      keys.rotate()
      rotation = context.day + Self.keyDays
    }
    context.delisted.removeAll(keepingCapacity: true)
    countRevenue(&context)
    if context.statuteChanged { block(&context, &batch) }
    for index in batch.commands.indices { execute(index, &context, &batch) }
  }

  /// Adds up revenues; a new civil year makes this year's the last one's.
  private mutating func countRevenue(_ context: inout DayContext) {
    for sale in sales {
      let body = Int(context.catalogue.offers[Int(sale.offer)].provider)
      files[body].revenue.this += sale.amount
      let revenue = files[body].revenue
      context.catalogue.providers[body].revenue = max(revenue.this, revenue.last)
    }
    sales.removeAll(keepingCapacity: true)
    guard context.day.year != year else { return }
    year = context.day.year
    for body in files.indices {
      files[body].revenue = (0, files[body].revenue.this)
      context.catalogue.providers[body].revenue = files[body].revenue.last
      context.catalogue.providers[body].findings /= 2
    }
  }

  /// Takes offers offline that a change of the law has made unlawful, until they are repriced.
  private mutating func block(_ context: inout DayContext, _ batch: inout Batch) {
    for number in context.catalogue.offers.indices {
      let offer = context.catalogue.offers[number]
      guard case .online = offer.shelf else { continue }
      let rule = context.catalogue.refusal(
        of: offer, context.day, through: context.day, context.statute.saleRules, mutant)
      switch rule {
      case .hourlyCap, .subcontractingTooHigh: break
      default: continue
      }
      context.catalogue.offers[number].shelf = .blocked
      var outcome = Outcome(.withdrawOffer, .applied, official: offer.provider)
      outcome.slot = UInt32(number)
      batch.outcomes.append(outcome)
    }
  }

  /// Executes one command.
  private mutating func execute(_ index: Int, _ context: inout DayContext, _ batch: inout Batch) {
    let command = batch.commands[index]
    var outcome = Outcome(
      command.verb, .unknownDossier, official: command.official, command: Int32(index))
    if command.isAboutOffer { outcome.slot = command.first }
    outcome.number = wasSuspended(Int(command.official), context.catalogue) ? 1 : 0
    outcome.digests.before = digest(command, context.catalogue)
    let body = command.bodyHash
    let answer =
      command.key == 0 || mutant == .keyIgnored ? .new : keys.answer(command.key, body: body)
    switch answer {
    case .repeated(let rule, _):
      outcome.rule = rule
      outcome.isRepeated = true
    case .reused:
      outcome.rule = .keyReused
    case .new:
      outcome.rule = apply(command, &context)
      if command.key != 0 { keys.remember(command.key, body: body, rule: outcome.rule) }
    }
    outcome.digests.after = digest(command, context.catalogue)
    batch.outcomes.append(outcome)
  }

  /// Whether a body is suspended: what the number of an outcome says, 1 for yes.
  private mutating func wasSuspended(_ body: Int, _ catalogue: Catalogue) -> Bool {
    guard files.indices.contains(body) else { return false }
    if case .suspended = catalogue.providers[body].standing { return true }
    return false
  }

  private mutating func apply(_ command: Command, _ context: inout DayContext) -> Rule {
    let body = Int(command.official)
    guard files.indices.contains(body) else { return .unknownDossier }
    switch command.verb {
    case .applyAccreditation: return applyAccreditation(body, context)
    case .accredit: return accredit(body, &context)
    case .refuseAccreditation: return refuseAccreditation(body, context)
    case .declareQualiopi: return declareQualiopi(body, &context)
    case .notifySuspension: return notifySuspension(body, &context)
    case .hearProvider: return hear(body)
    case .suspendProvider: return sanction(body, .suspended, &context)
    case .delistProvider: return sanction(body, .delisted, &context)
    case .liftSuspension: return lift(body, &context)
    case .publishOffer, .repriceOffer, .withdrawOffer: break
    default: return .wrongState
    }
    let offer = Int(command.first)
    guard context.catalogue.offers.indices.contains(offer),
      context.catalogue.offers[offer].provider == command.official
    else { return .unknownDossier }
    switch command.verb {
    case .publishOffer: return publish(command, offer, &context)
    case .repriceOffer: return reprice(command, offer, &context)
    default: return withdraw(offer, &context)
    }
  }

  /// A digest of everything that a command can change: what REF-1 compares.
  private mutating func digest(_ command: Command, _ catalogue: Catalogue) -> UInt32 {
    let body = Int(command.official)
    guard files.indices.contains(body) else { return 0 }
    let file = files[body]
    let provider = catalogue.providers[body]
    func both(_ high: Int32, _ low: Int32) -> UInt64 {
      UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
    }
    var hash = both(file.filed.rawValue, file.notice.rawValue)
    hash = (hash ^ UInt64(file.grants) << 1 ^ (file.isHeard ? 1 : 0)) &* 0x9e37_79b9_7f4a_7c15
    hash ^= both(provider.accreditedFrom.rawValue, provider.accreditedThrough.rawValue)
    hash = (hash ^ UInt64(provider.standing.rawValue) << 8) &* 0xbf58_476d_1ce4_e5b9
    hash ^= (provider.isHeld ? 1 : 0) | (provider.hasQualiopi ? 2 : 0)
    let place = Int(command.first)
    if command.isAboutOffer, catalogue.offers.indices.contains(place) {
      let offer = catalogue.offers[place]
      hash = (hash ^ UInt64(bitPattern: offer.price) << 8) &* 0x94d0_49bb_1331_11eb
      hash ^= UInt64(bitPattern: offer.hourlyPrice) << 20 ^ UInt64(offer.shelf.rawValue)
      hash ^= UInt64(offer.terms.subcontracted) << 40 ^ UInt64(offer.terms.subcontractor) << 8
    }
    return UInt32(truncatingIfNeeded: (hash &* 0xd1b5_4a32_d192_ed03) >> 32)
  }
}

/// What a body was paid for a dossier of mandate training.
package struct Sale: Sendable {
  /// The offer, by number.
  package var offer: UInt32
  /// The amount, in cents.
  package var amount: Int64

  /// Creates a sale.
  ///
  /// - Parameters:
  ///   - offer: The offer, by number.
  ///   - amount: The amount, in cents.
  package init(offer: UInt32, amount: Int64) {
    self.offer = offer
    self.amount = amount
  }
}

extension Command {
  /// Whether the command is one about an offer of the provider portal.
  package var isAboutOffer: Bool {
    switch verb {
    case .publishOffer, .repriceOffer, .withdrawOffer: true
    default: false
    }
  }

  /// Creates a command that publishes an offer or changes it.
  ///
  /// - Parameters:
  ///   - verb: ``Verb/publishOffer`` or ``Verb/repriceOffer``.
  ///   - offer: The offer, by number.
  ///   - body: The body, by number.
  ///   - terms: The terms.
  package init(_ verb: Verb, offer: UInt32, of body: UInt32, _ terms: Terms) {
    self.init(verb, official: body, number: UInt16(terms.seats) << 8 | UInt16(terms.ranks))
    first = offer
    second = terms.subcontractor
    small = terms.subcontracted
    amount = terms.hourlyPrice
  }

  /// The terms that the command proposes.
  package var terms: Terms {
    var terms = Terms(hourlyPrice: amount, seats: UInt8(number >> 8))
    terms.ranks = UInt8(truncatingIfNeeded: number)
    terms.subcontracted = small
    terms.subcontractor = second
    return terms
  }
}
