internal import Calendar
internal import Law
internal import Ledger
internal import Oracle
internal import Platform
internal import Simulation

/// A life of the run in the words of the oracle.
///
/// What people asked, what others did and what the day offered is told; what the platform answered
/// is not. Two things the oracle takes as they are, since others decide them: on which day a
/// row was matched, and on which days the operator paid. How many seats of a session were taken,
/// and what a council had left, are told as they stood when the person came.
struct Translation {
  /// The life.
  private(set) var history: History
  /// For each event of the history the place of its act in the life.
  private(set) var acts: [Int] = []

  private let life: Life
  private let world: World
  /// For each body that paid top-ups: its place among the deliberations; -1 where none was made.
  private var payers: [UInt32: Int] = [:]
  /// For each dossier the training body and the day of the request.
  private var bodies: [UInt16: (body: UInt32, requested: Day)] = [:]
  private var mandates: [UInt32: Int] = [:]

  /// Translates a life.
  ///
  /// - Parameters:
  ///   - life: The life.
  ///   - world: What everybody shares.
  ///   - access: What the way in came to: barriers, and which messages are new.
  init(_ life: Life, _ world: World, _ access: AccessLife) {
    self.life = life
    self.world = world
    history = History(mandates: [], recognised: nil)
    describe()
    var surroundings = History.Surroundings(from: world.days.lowerBound)
    surroundings.outages = world.outages
    for place in life.acts.indices {
      let act = life.acts[place]
      if act.isJob {
        if case .seatLost = act.command.verb {
          surroundings.circumstances.append(
            History.Circumstance(
              on: act.day, dossier: Self.name(act.number), .seatLost(taken: Int(act.detail))))
        }
      } else if act.command.verb.isRegistry {
        register(act)
      } else if !access.echoes.contains(place) {
        add(act, place, access.barriers[place])
      }
    }
    surroundings.circumstances += seats + payments
    for (number, (body, requested)) in bodies.sorted(by: { $0.key < $1.key }) {
      let name = Self.name(number)
      surroundings.holds += world.bodies.holds(of: body).map { History.Hold(name, $0) }
      if let removal = world.bodies.removal(of: body), removal > requested {
        surroundings.circumstances.append(
          History.Circumstance(on: removal, dossier: name, .bodyRemoved))
      }
    }
    let order = surroundings.circumstances.enumerated().sorted {
      ($0.element.day, $0.element.rank, $0.offset) < ($1.element.day, $1.element.rank, $1.offset)
    }
    surroundings.circumstances = order.map(\.element)
    history.surroundings = surroundings
  }

  /// The name of a dossier.
  static func name(_ number: UInt16) -> String { String(number) }

  /// What the world said of the person on the first day.
  private mutating func describe() {
    let person = life.person
    history.pension = person.pension < .distantFuture ? person.pension : nil
    history.cpf = person.cpf
    history.cec = person.cec
    history.isJobseeker = person.marks & Accounts.Flag.jobseeker != 0
    history.isPacific = person.isPacific
    var work = History.Work()
    work.works = person.marks & Accounts.Flag.worker != 0
    work.isPublicAgent = person.isPublicAgent
    work.isVolunteer = person.isVolunteer
    work.isLowQualified = person.isLowQualified
    work.hours = person.hours
    if person.account?.hasDiploma ?? false { work.saysLowQualified = person.isLowDiploma }
    for act in life.acts {
      if case .registerIdentity = act.command.verb, act.rule == .applied, !act.isRepeated,
        act.detail >= 0
      {
        let diploma = world.forms(of: act).diploma
        work.saysLowQualified = diploma == Portal.noDiploma ? nil : diploma == 0
      }
    }
    history.work = work
  }

  /// What the registry announces.
  private mutating func register(_ act: Journal.Act) {
    let number = act.command.first
    switch act.command.verb {
    case .mandateBegins:
      guard mandates[number] == nil else { return }
      mandates[number] = history.mandates.count
      history.mandates.append(
        History.Mandate(
          History.Kind(code: act.command.small), from: act.command.day,
          atElection: act.command.flag))
    case .mandateEnds:
      guard let mandate = mandates[number], history.mandates[mandate].end == nil else { return }
      history.mandates[mandate].end = act.day
    case .death: history.death = history.death ?? act.day
    default:
      if act.rule == .applied, !act.isRepeated {
        history.recognised = history.recognised ?? act.day
      }
    }
  }

  /// How many have a seat of each session that was asked for, on the next morning.
  private var seats: [History.Circumstance] {
    var seats: [History.Circumstance] = []
    for act in life.acts where act.isApplied {
      guard case .request = act.command.verb else { continue }
      let taken = world.sight(of: act).takenAfter
      guard taken >= 0 else { continue }
      seats.append(
        History.Circumstance(on: act.day + 1, dossier: Self.name(act.number), .seatsTaken(taken)))
    }
    return seats
  }

  // MARK: The evening

  /// Deposits, invoices and card refunds, from the postings.
  private var payments: [History.Circumstance] {
    var payments: [History.Circumstance] = []
    for entry in life.entries {
      let name = Self.name(entry.posting.number)
      let amount = entry.posting.amount
      switch Reason(rawValue: entry.posting.reason) {
      case .cardRefund:
        payments.append(History.Circumstance(on: entry.day, dossier: name, .cardRefund(amount)))
      case .deposit: Self.add(amount, entry.day, name, isDeposit: true, &payments)
      case .payment: Self.add(amount, entry.day, name, isDeposit: false, &payments)
      default: break
      }
    }
    return payments
  }

  /// Adds what one source pays to what the others pay at the same time.
  private static func add(
    _ amount: Int64, _ day: Day, _ name: String, isDeposit: Bool,
    _ payments: inout [History.Circumstance]
  ) {
    let last = payments.count - 1
    if last >= 0, payments[last].day == day, payments[last].dossier == name {
      switch payments[last].kind {
      case .deposit(let before) where isDeposit:
        payments[last].kind = .deposit(before + amount)
        return
      case .payment(let before) where !isDeposit:
        payments[last].kind = .payment(before + amount)
        return
      default: break
      }
    }
    payments.append(
      History.Circumstance(
        on: day, dossier: name, isDeposit ? .deposit(amount) : .payment(amount)))
  }

  // MARK: What people do

  private mutating func add(_ act: Journal.Act, _ place: Int, _ barrier: OracleRule?) {
    let command = act.command
    guard let deed = deed(act) else { return }
    // A request that was refused has no number: nobody can name its dossier.
    let isRequest = if case .request = command.verb { true } else { false }
    let number = isRequest && act.rule == .applied ? act.number : command.number
    let isNameless = isRequest && act.rule != .applied
    var event = History.Event(
      on: act.day, dossier: isNameless ? "refused \(place)" : Self.name(number), deed)
    switch command.verb {
    case .request:
      event.barrier = barrier
      if act.rule == .applied {
        bodies[act.number] = (world.sight(of: act).offer.provider, act.day)
      }
    case .propose, .confirm:
      if let body = bodies[number]?.body {
        event.isBodySuspended = world.bodies.isSuspended(body, on: act.day)
      }
    case .attribute: event.budgetLeft = act.detail
    default: break
    }
    history.events.append(event)
    acts.append(place)
  }

  /// A command as a deed; `nil` for what the oracle of one official's rights does not read.
  private mutating func deed(_ act: Journal.Act) -> History.Deed? {
    let command = act.command
    switch command.verb {
    case .attribute: return .attribute(command.amount, by: payer(command.first))
    case .dotation: return .payIn(command.amount, by: payer(command.first))
    case .request: return .request(order(act))
    case .pacificPapers: return .pacificPapers
    case .acknowledge: return .acknowledge
    case .propose: return .propose
    case .refuse: return .refuse
    case .confirm: return confirmation(act)
    case .decline: return .decline
    case .instruct: return .instruct
    case .withdraw: return .withdraw
    case .cancelByLearner: return .cancelByLearner(forceMajeure: command.flag)
    case .cancelByProvider: return .cancelByProvider
    case .noShow: return .noShow(forceMajeure: command.flag)
    case .entry: return .entry
    case .leave: return .leave
    case .serviceDone: return .serviceDone(hours: Int64(command.small))
    case .openControl: return .openControl
    case .closeControl: return .closeControl(sanctioned: command.flag)
    case .validate: return .validate
    case .invoice: return .invoice
    case .evaluate: return .evaluate
    case .travel:
      let claim = TravelClaim(command)
      return .travel(meals: claim.meals, nights: claim.nights, kilometres: claim.kilometres)
    case .recover: return .recover(command.amount)
    case .certify: return .certify
    case .followModule: return .followModule
    case .convertStatus: return .convertStatus(toPublic: command.flag)
    default: return nil
    }
  }

  private func confirmation(_ act: Journal.Act) -> History.Deed {
    let card = act.command.amount
    switch act.detail == 1 ? .unavailable : CardAnswer(rawValue: act.command.second) {
    case .accepted: return .confirm(card: card)
    case .refused: return .confirmInVain(card: card, isUnanswered: false)
    case .unavailable, nil: return .confirmInVain(card: card, isUnanswered: true)
    }
  }

  /// The place of a council among those that deal with the person.
  private mutating func payer(_ body: UInt32) -> Int {
    if let known = payers[body] { return known }
    let limits = world.deliberation(of: body)
    var place = -1
    if limits.perTraining > 0 {
      place = history.deliberations.count
      history.deliberations.append(
        History.Deliberation(
          perTraining: limits.perTraining, perOfficial: Int(limits.perOfficial),
          perYear: Int(limits.perYear),
          scope: limits.scope == Deliberation.everySubject
            ? nil : (0..<64).filter { limits.covers(UInt8($0)) }.map { String($0) }))
    }
    payers[body] = place
    return place
  }

  private func order(_ act: Journal.Act) -> History.Order {
    let sight = world.sight(of: act)
    let offer = sight.offer
    var order = History.Order(
      offer.path == .mandate ? .mandate : .reintegration, offer: String(sight.session.offer),
      days: sight.session.start...max(sight.session.start, sight.session.end),
      hours: Int64(offer.hours), price: offer.price, hourlyPrice: offer.hourlyPrice)
    order.seats = Int(sight.session.seats)
    order.taken = sight.taken
    order.isThemeListed = offer.isThemeListed
    order.subject = String(offer.subject)
    order.isRemote = offer.isRemote
    order.department = Int64(sight.session.town.department)
    order.inhabitants = Int64(sight.session.town.inhabitants)
    // A body that never was accredited has no days.
    let provider = sight.provider
    if provider.accreditedFrom <= provider.accreditedThrough {
      order.accredited = provider.accreditedFrom...provider.accreditedThrough
    } else {
      order.accredited = Day.distantPast ... .distantPast
    }
    order.standing.isBodySuspended = provider.standing != .regular
    order.standing.isOnline = offer.shelf == .online
    order.standing.subcontracted = Int64(offer.terms.subcontracted)
    order.standing.ranks = Int64(offer.terms.ranks)
    order.standing.isSubcontractorAccredited = sight.isSubcontractorAccredited
    order.standing.revenue = provider.revenue
    order.standing.hasQualiopi = provider.hasQualiopi
    return order
  }
}

extension History.Kind {
  /// The kind of a registry code.
  init(code: UInt16) {
    switch UInt8(truncatingIfNeeded: code) {
    case MandateCode.municipal: self = .municipal
    case MandateCode.intercommunal: self = .intercommunal
    case MandateCode.departmental: self = .departmental
    case MandateCode.regional: self = .regional
    case MandateCode.special: self = .special
    default: self = .outside
    }
  }
}

extension History.Circumstance {
  /// The place within a day.
  fileprivate var rank: Int {
    switch kind {
    case .seatLost: 0
    case .seatsTaken: 1
    case .bodyRemoved: 2
    case .deposit, .payment: 3
    case .cardRefund: 4
    }
  }
}
