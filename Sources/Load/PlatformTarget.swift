package import Calendar
internal import Draws
internal import Ledger
package import Platform

/// One shard of the platform with some thousand officials, each of whom lives one dossier after the
/// other.
///
/// On a day every official enters the training confirmed last time, the provider declares and bills
/// it, and the official asks for the next one, four weeks later. Officials follow each other as in
/// a queue, so that all kinds of commands are mixed at any moment. When everybody has had a turn
/// the day ends: providers are paid, and the shard lives the days until the next turn (registry,
/// jobs, deadlines). That is no service time of anybody, but arrivals that come due meanwhile wait
/// for it. At the end of the calendar the shard begins anew. Seats belong to all shards and are
/// settled between days; one shard alone has none to settle.
package struct PlatformTarget: ~Copyable, LoadTarget {
  /// The days from one turn to the next: more than the eleven working days before a session.
  package static let step = 28

  /// The kinds of operations, by number: a consultation, then the commands.
  package static let kinds = ["consult"] + verbs.map(\.name)

  private static let verbs: [Verb] = [
    .entry, .serviceDone, .validate, .invoice, .request, .propose, .confirm, .withdraw,
  ]

  /// How many turns the shard has lived.
  package private(set) var turns = 0
  /// The sum of the balances that were looked at, in cents.
  package private(set) var seen: Int64 = 0

  private let calendar: LegalCalendar
  private let days: ClosedRange<Day>
  private let mix: LoadMix
  private let seed: UInt64
  private let officials: Int
  private let steps: [Step]
  /// By how many officials one step is behind the one before it.
  private let lag: Int
  private var shard: Shard
  private var context: DayContext
  private var batch = Batch()
  private var stages: [Stage]
  private var numbers: [UInt16]
  /// Where the turn stands: (official that takes the first step) × steps + step.
  private var position = 0
  private var place = 0
  private var step = Step.consult

  /// Where postings have to be before an operation is answered, if anywhere.
  private let ledger: DurableLedger?
  private let worker: Int
  /// The postings that nobody has handed over yet.
  private var rows: [DurableLedger.Row] = []
  private var commands = 0
  private var settled = 0
  private var life = 0

  /// What is done when it is an official's turn.
  private enum Step {
    case consult, entry, serviceDone, validate, invoice, request, propose, repeatProposal
    case confirmWithoutCard, confirm, withdraw
  }

  /// What a step comes to for one official.
  private enum Choice {
    case nothing, consult
    case send(Command)
  }

  /// How far the dossier of an official has come.
  private enum Stage: UInt8 {
    case none, requested, proposed, confirmed, entered, declared, validated, billed
  }

  /// Creates a shard on the first day, with everybody registered and recognised.
  ///
  /// - Parameters:
  ///   - calendar: The law and the calendar of all `days`.
  ///   - days: From the first day on which the service is open; at least two steps.
  ///   - officials: How many officials the shard has.
  ///   - mix: What they do.
  ///   - seed: The number that every draw depends on.
  ///   - worker: The worker, by number.
  ///   - ledger: Where postings have to be before an operation is answered; nowhere by default.
  package init(
    _ calendar: LegalCalendar, days: ClosedRange<Day>, officials: Int, mix: LoadMix = LoadMix(),
    seed: UInt64, worker: Int = 0, ledger: DurableLedger? = nil
  ) {
    precondition(officials > 0, "a load test needs officials")
    precondition(days.upperBound - days.lowerBound >= 2 * Self.step, "the days are too few")
    self.calendar = calendar
    self.days = days
    self.officials = officials
    self.mix = mix
    self.seed = seed
    self.worker = worker
    self.ledger = ledger
    steps = Self.order(mix)
    lag = officials / 16 + 1
    context = calendar.firstDay(Self.catalogue(days, officials: officials))
    calendar.turn(&context, to: days.lowerBound)
    stages = .init(repeating: .none, count: officials)
    numbers = .init(repeating: 0, count: officials)
    shard = Shard(
      base: 0, count: officials, bodies: 1, first: days.lowerBound, last: days.upperBound)
    register()
  }

  /// The steps of a turn: consultations surround the request.
  private static func order(_ mix: LoadMix) -> [Step] {
    let early = [Step](repeating: .consult, count: mix.consultations / 2)
    let late = [Step](repeating: .consult, count: mix.consultations - early.count)
    return [.entry, .serviceDone, .validate, .invoice] + early
      + [.request, .propose, .repeatProposal] + late + [.confirmWithoutCard, .confirm, .withdraw]
  }

  /// Offers of one and two days' work, each with a session on every day of turns; fifteen officials
  /// share one.
  private static func catalogue(_ days: ClosedRange<Day>, officials: Int) -> Catalogue {
    var catalogue = Catalogue()
    catalogue.add(
      Provider(accreditedFrom: days.lowerBound - 1, accreditedThrough: days.upperBound))
    for number in 0..<(officials + 14) / 15 {
      let hours = number % 2 == 0 ? 7 : 14
      let hourly: Int64 = 60_00
      let sessions = stride(from: step, through: days.upperBound - days.lowerBound, by: step).map {
        let day = days.lowerBound + $0
        return Session(offer: UInt32(number), start: day, end: day, seats: 15)
      }
      catalogue.list(
        Offer(
          provider: 0, path: .mandate, hours: UInt16(hours), hourlyPrice: hourly,
          price: hourly * Int64(hours)), sessions: sessions)
    }
    return catalogue
  }

  private mutating func register() {
    let first = days.lowerBound
    batch.reset(first)
    for place in 0..<officials {
      shard.register(place, pension: .distantFuture, cpf: 0, cec: 0, year: first.year, marks: 0)
      shard.adopt(place, password: TypedText(), terms: .max, isStrong: true)
      var mandate = Command(.mandateBegins, official: UInt32(place))
      mandate.day = first - 400
      batch.commands.append(mandate)
    }
    for place in 0..<officials {
      batch.commands.append(Command(.recognise, official: UInt32(place)))
    }
    _ = shard.beginDay(context, &batch)
    collect()
  }

  /// Takes the postings of the batch, where they have to be made durable.
  private mutating func collect() {
    guard ledger != nil else { return }
    for posting in batch.postings {
      rows.append(DurableLedger.Row(life: life, day: batch.day.rawValue, posting: posting))
    }
  }

  /// How many operations may wait for one commit.
  package var group: Int { ledger == nil ? 1 : 4_096 }

  /// Waits until the postings of what was performed are on the disk.
  package mutating func settle() {
    guard let ledger, commands > settled else { return }
    ledger.commit(DurableLedger.Lot(worker: worker, commands: commands, rows: rows))
    rows.removeAll(keepingCapacity: true)
    settled = commands
  }

  /// Goes to the next step that somebody can take; ends the day when nobody can.
  package mutating func prepare() {
    while true {
      let (first, index) = position.quotientAndRemainder(dividingBy: steps.count)
      if first >= officials + (steps.count - 1) * lag {
        endTurn()
        continue
      }
      position += 1
      place = first - index * lag
      step = steps[index]
      guard place >= 0, place < officials else { continue }
      switch choice() {
      case .nothing: continue
      case .consult: return
      case .send(let command):
        batch.reset(context.day)
        batch.commands.append(command)
        // A purchase begins with a log-in of the day.
        if case .request = command.verb {
          batch.visits.append(
            Visit(official: command.official, way: .franceConnectPlus, views: View.panel))
        }
        return
      }
    }
  }

  /// What the step comes to for the official, whose dossier may not have come so far.
  private func choice() -> Choice {
    switch (step, stages[place]) {
    case (.consult, _): return .consult
    case (.request, _): return .send(request())
    case (.entry, .confirmed): return .send(command(.entry))
    case (.serviceDone, .entered):
      var command = command(.serviceDone)
      command.small = context.catalogue.offers[offer].hours
      return .send(command)
    case (.validate, .declared): return .send(command(.validate))
    case (.invoice, .validated): return .send(command(.invoice))
    case (.propose, .requested): return .send(command(.propose))
    case (.repeatProposal, .proposed) where isDrawn(mix.repeated, 1):
      return .send(command(.propose))
    case (.confirmWithoutCard, .proposed) where isDrawn(mix.withoutCard, 2):
      return .send(command(.confirm, salt: 1))
    case (.confirm, .proposed):
      var command = command(.confirm)
      command.amount = .max
      return .send(command)
    case (.withdraw, .confirmed) where isDrawn(mix.withdrawn, 3):
      return .send(command(.withdraw))
    default: return .nothing
    }
  }

  private func isDrawn(_ partsPerMillion: Int64, _ occasion: UInt64) -> Bool {
    draw(seed, LoadStreams.step, UInt64(place), UInt64(turns) << 2 | occasion)
      .isWithin(partsPerMillion: partsPerMillion)
  }

  private func command(_ verb: Verb, salt: UInt64 = 0) -> Command {
    let occasion = UInt64(turns) << 16 | UInt64(verb.rawValue) << 8 | salt
    return Command(
      verb, official: UInt32(place), number: verb == .request ? 0 : numbers[place],
      key: draw(seed, LoadStreams.key, UInt64(place), occasion) | 1)
  }

  /// What the official at hand learns, by place in the catalogue.
  private var offer: Int { place / 15 }

  private func request() -> Command {
    var command = command(.request)
    command.first = UInt32(offer)
    let turn = (context.day - days.lowerBound) / Self.step
    command.second = UInt32(context.catalogue.sessions(of: offer).lowerBound + turn)
    return command
  }

  /// Performs the step.
  ///
  /// - Returns: What the platform answered.
  package mutating func perform() -> LoadAnswer {
    guard step != .consult else {
      seen &+= shard.balance(place) ?? 0
      return LoadAnswer(kind: 0)
    }
    shard.execute(from: 0, context, &batch)
    commands += 1
    collect()
    let outcome = batch.outcomes[0]
    if outcome.isApplied { advance(outcome) }
    return LoadAnswer(
      kind: UInt8(Self.kind(of: outcome.verb)), refusal: outcome.rule.rawValue,
      isRepeated: outcome.isRepeated)
  }

  private static func kind(of verb: Verb) -> Int {
    switch verb {
    case .entry: 1
    case .serviceDone: 2
    case .validate: 3
    case .invoice: 4
    case .request: 5
    case .propose: 6
    case .confirm: 7
    default: 8
    }
  }

  private mutating func advance(_ outcome: Outcome) {
    switch outcome.verb {
    case .request:
      numbers[place] = outcome.number
      stages[place] = .requested
    case .propose: stages[place] = .proposed
    case .confirm: stages[place] = .confirmed
    case .entry: stages[place] = .entered
    case .serviceDone: stages[place] = .declared
    case .validate: stages[place] = .validated
    case .invoice: stages[place] = .billed
    default: stages[place] = .none
    }
  }

  /// Pays the providers and lives the days until the next turn.
  private mutating func endTurn() {
    turns += 1
    position = 0
    batch.reset(context.day)
    context.isPaymentDay = true
    shard.endDay(context, &batch)
    collect()
    context.isPaymentDay = false
    guard context.day + 2 * Self.step <= days.upperBound else { return beginAnew() }
    for _ in 0..<Self.step {
      calendar.turn(&context, to: context.day + 1)
      batch.reset(context.day)
      _ = shard.beginDay(context, &batch)
      collect()
    }
  }

  private mutating func beginAnew() {
    life += 1
    stages = .init(repeating: .none, count: officials)
    calendar.turn(&context, to: days.lowerBound)
    shard = Shard(
      base: 0, count: officials, bodies: 1, first: days.lowerBound, last: days.upperBound)
    register()
  }
}

/// What a load test draws.
private enum LoadStreams {
  static let step = Stream("load.step")
  static let key = Stream("load.key")
}
