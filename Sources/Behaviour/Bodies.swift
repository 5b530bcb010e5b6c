package import Calendar
internal import Draws
internal import Kernel
package import Law
package import Platform

/// The training bodies of the whole country, the minister who accredits them, and the operator's
/// inspectors: whoever talks to the provider portal.
///
/// Each decision is a pure function of (seed, stream, body or offer, occasion).
package struct Bodies: Sendable {
  /// What a body has asked for an offer, and how the offer's life goes on.
  struct Plan: Sendable {
    var terms = Terms(hourlyPrice: 0)
    /// By how much the price has followed the hourly cap, in parts per million.
    var factor: Int64 = 1_000_000
    /// Counts publications, so that each has draws of its own.
    var edition: UInt16 = 0
    /// Whether the next publication waits for the body: accreditation, suspension, Qualiopi.
    var isWaiting = false
  }

  /// Where the operator's inspectors stand with a body.
  enum Stage: Sendable { case clear, noticed, suspended, gone }

  /// What the inspectors know of a body.
  struct Record: Sendable {
    /// How many frauds controls have found; halved at each new year.
    var frauds: Int64 = 0
    var stage = Stage.clear
    var suspensions = 0
    var procedures: UInt64 = 0
    /// How many accreditations in a row the body has had.
    var grants = 0
    var applications: UInt64 = 0
    /// Whether the body has begun, or finished, to get its Qualiopi certification.
    var seeksQualiopi = false
  }

  let seed: UInt64
  let market: Market
  let law: ParameterTable
  let behaviour: ParameterTable
  let days: ClosedRange<Day>
  var rates: BodyRates
  /// The days on which anything of the behaviour changes.
  private let changes: [Day]
  var agenda: DayQueue
  var plans: [Plan]
  var records: [Record]
  private var due: [UInt64] = []
  /// The hourly cap of the day before, to see it rise.
  private var cap = Int64.max

  /// Creates the bodies of a run.
  ///
  /// - Parameters:
  ///   - market: What they have planned.
  ///   - behaviour: The behaviour table.
  ///   - law: The law, as far as bodies look ahead.
  ///   - days: The days of the run.
  package init(
    market: Market, behaviour: ParameterTable, law: ParameterTable, days: ClosedRange<Day>
  ) {
    seed = market.seed
    self.market = market
    self.law = law
    self.behaviour = behaviour
    self.days = days
    rates = BodyRates(behaviour, on: days.lowerBound)
    changes = behaviour.changes(in: days)
    agenda = DayQueue(first: days.lowerBound, last: days.upperBound)
    plans = .init(repeating: Plan(), count: market.catalogue.offers.count)
    records = market.grants.map { grants in
      var record = Record()
      record.grants = grants
      return record
    }
    let statute = Statute(law, on: days.lowerBound)
    for body in records.indices { open(body, statute) }
    for offer in plans.indices { plan(offer) }
  }

  /// The first application, or the next renewal.
  private mutating func open(_ body: Int, _ statute: Statute) {
    let provider = market.catalogue.providers[body]
    if records[body].grants == 0 {
      let most = max(1, Int(market.share("body.new_days")))
      let wait = word(Streams.application, body, .max).between(1, most)
      agenda.push(BodyAction.file.item(body), on: days.lowerBound + wait)
    } else {
      planFiling(body, through: provider.accreditedThrough, days.lowerBound, statute)
    }
  }

  /// The first publication of an offer.
  private mutating func plan(_ offer: Int) {
    let chance = word(Streams.edition, offer, 0)
    let isLater = chance.isWithin(partsPerMillion: market.share("offer.later"))
    let most = max(1, Int(market.share("offer.later_days")))
    let wait = isLater ? mixed(chance).between(1, most) : 0
    agenda.push(BodyAction.publish.item(offer), on: days.lowerBound + wait)
    plans[offer].terms = firstTerms(of: offer)
  }

  mutating func word(_ stream: Stream, _ entity: Int, _ occasion: UInt64) -> UInt64 {
    draw(seed, stream, UInt64(entity), occasion)
  }

  /// Appends what bodies, minister and inspectors send to the portal on a day.
  ///
  /// - Parameters:
  ///   - context: The day, its law, and the catalogue of the day before.
  ///   - batch: The day's commands are appended.
  package mutating func act(_ context: borrowing DayContext, _ batch: inout Batch) {
    let date = context.day.civil
    if changes.contains(context.day) { rates = BodyRates(behaviour, on: context.day) }
    if date.month == 1, date.day == 1 {
      for body in records.indices { records[body].frauds /= 2 }
    }
    if context.statuteChanged { followCap(context) }
    if date.day == 1 { watchRevenue(context) }
    var due: [UInt64] = []
    swap(&due, &self.due)
    agenda.take(context.day, into: &due)
    for item in due {
      guard let action = BodyAction(rawValue: item >> 58) else { continue }
      let subject = Int(item >> 16 & 0x3ff_ffff_ffff)
      switch action {
      case .publish, .edition, .adapt, .raise:
        let occasion = UInt16(truncatingIfNeeded: item)
        act(action, offer: subject, occasion: occasion, context, &batch)
      default: act(action, body: subject, context, &batch)
      }
    }
    swap(&due, &self.due)
  }

  /// Sends a command, sometimes twice because the first answer was lost.
  mutating func send(_ command: Command, _ batch: inout Batch) {
    var command = command
    let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
    let occasion = UInt64(command.verb.rawValue) << 56 | UInt64(command.first) << 24 | day
    command.key = word(Streams.repeated, Int(command.official), occasion) | 1
    batch.commands.append(command)
    if mixed(command.key).isWithin(partsPerMillion: rates.repeats) {
      batch.commands.append(command)
    }
  }

  /// Reacts to the answers of the portal.
  ///
  /// - Parameters:
  ///   - batch: The day's batch.
  ///   - context: The day and the catalogue as it is now.
  package mutating func react(to batch: borrowing Batch, _ context: borrowing DayContext) {
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard !outcome.isRepeated else { continue }
      if outcome.slot != .max {
        follow(outcome, offer: Int(outcome.slot), context)
      } else {
        follow(outcome, body: Int(outcome.official), context)
      }
    }
  }

  /// Bodies whose offers met the old cap follow a higher one.
  private mutating func followCap(_ context: borrowing DayContext) {
    let new = context.statute.hourlyCap
    defer { cap = new }
    guard cap < new, new < .max else { return }
    for offer in market.mandateOffers {
      let chance = word(Streams.adaptation, offer, UInt64(bitPattern: new))
      guard chance.isWithin(partsPerMillion: rates.followsCap) else { continue }
      plans[offer].factor = plans[offer].factor * new / max(1, cap)
      agenda.push(BodyAction.raise.item(offer), on: context.day + mixed(chance).between(1, 40))
    }
  }
}

/// What somebody means to do at the provider portal on a day.
enum BodyAction: UInt64 {
  /// A body files an application.
  case file
  /// The minister decides it.
  case decide
  /// A body publishes an offer.
  case publish
  /// A body publishes an offer anew, changes its price, or withdraws it.
  case edition
  /// A body adapts an offer to the law.
  case adapt
  /// A body raises a price after the cap.
  case raise
  /// A body declares its Qualiopi certification.
  case certify
  /// The operator notifies a suspension.
  case notify
  /// The body is heard.
  case hear
  /// The operator suspends before the procedure is over.
  case hasten
  /// The operator decides.
  case conclude
  /// The operator ends a suspension.
  case lift

  /// Packs the action with its body or offer, so that a day's actions sort by both.
  func item(_ subject: Int, _ occasion: UInt16 = 0) -> UInt64 {
    rawValue << 58 | UInt64(subject) << 16 | UInt64(occasion)
  }
}
