package import Calendar
internal import Law
package import Ledger
package import Platform

/// A counterexample as a person reads it: dated steps, each with its postings, and what the
/// officials hold at the end.
package struct Story: Sendable, Equatable {
  /// A posting with its day.
  package struct Line: Sendable, Equatable {
    /// The day.
    package let day: Day
    /// The posting.
    package let posting: Posting
  }

  /// A step.
  package struct Chapter: Sendable, Equatable {
    /// The day on which the step was taken; of a passage of time the day that it leads to.
    package let day: Day
    /// What was done, in words.
    package let words: String
    /// The rule that refused it, or ``Rule/applied``.
    package let rule: Rule
    /// What it moved.
    package internal(set) var lines: [Line] = []
  }

  /// What an official holds, and the open dossiers.
  package struct Holding: Sendable, Equatable {
    /// Rights available and reserved, and top-ups, in cents.
    package let available, reserved, topUps: Int64
    /// The open dossiers.
    package let dossiers: [Dossier]
  }

  /// The steps; the first one is everything up to the root.
  package internal(set) var chapters: [Chapter] = []
  /// What each official holds at the end.
  package internal(set) var holdings: [Holding] = []
}

extension Story.Holding {
  /// Whether two holdings are the same, dossiers by their numbers and sums.
  package static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.available == rhs.available && lhs.reserved == rhs.reserved && lhs.topUps == rhs.topUps
      && lhs.dossiers.map(\.number) == rhs.dossiers.map(\.number)
      && lhs.dossiers.map(\.state) == rhs.dossiers.map(\.state)
      && lhs.dossiers.map(\.funding) == rhs.dossiers.map(\.funding)
  }
}

extension Explorer {
  /// Lives a path once more and tells it.
  ///
  /// - Parameter path: The steps of what ``run(_:)`` has found, or what ``retrace(_:)`` has lived.
  /// - Returns: The story.
  package func tell(_ path: [Step]) -> Story {
    let almanac = Almanac(scope, law)
    var world = World(scope, almanac)
    let recorder = Recorder()
    world.listener = recorder
    var story = Story()
    for (place, step) in path.enumerated() {
      var words = place == 0 ? "the search begins" : world.words(step)
      var rule = Rule.applied
      if place == 0 {
        Roots.live(&world, root: Int(step.code))
        words +=
          step.code == 0
          ? ": everybody is recognised"
          : ": official \(scope.officials) is not recognised yet"
      } else if step.act == .again {
        rule = world.resend(changed: step.place == 1)?.rule ?? .unknownDossier
      } else {
        rule = world.perform(step)
      }
      story.chapters.append(
        Story.Chapter(day: world.day, words: words, rule: rule, lines: recorder.take()))
    }
    story.holdings = world.holdings()
    return story
  }
}

/// Writes the postings down.
private final class Recorder: Listener {
  private var lines: [Story.Line] = []

  func hear(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    for posting in batch.postings { lines.append(Story.Line(day: context.day, posting: posting)) }
  }

  func take() -> [Story.Line] {
    defer { lines = [] }
    return lines
  }
}

extension World {
  /// What each official holds.
  mutating func holdings() -> [Story.Holding] {
    var holdings: [Story.Holding] = []
    for place in 0..<scope.officials {
      let balance = shard.accounts.balances[place]
      var dossiers: [Dossier] = []
      var slot = shard.accounts.holders[place].firstDossier
      while slot >= 0 {
        dossiers.append(shard.dossiers[Int(slot)])
        slot = shard.dossiers[Int(slot)].next
      }
      holdings.append(
        Story.Holding(
          available: balance.available, reserved: balance.reserved,
          topUps: Int64(shard.accounts.holders[place].dotation), dossiers: dossiers.reversed()))
    }
    return holdings
  }

  /// A step of this state in words.
  mutating func words(_ step: Step) -> String {
    let who = "official \(step.official + 1)"
    switch step.act {
    case .wait: return passage(step)
    case .again:
      return step.place == 0
        ? "the last command is sent again, with its key"
        : "the key of the last command is used for another one"
    case .request:
      let session = page.context.catalogue.sessions[step.place]
      let offer = page.context.catalogue.offers[Int(session.offer)]
      return
        "\(who) requests session \(step.place + 1) "
        + "(\(offer.path == .mandate ? "mandate training" : "reintegration"), \(session.start) to "
        + "\(session.end), \(Cents(offer.price)))"
    case .attribute:
      return "the council attributes a top-up of \(Cents(scope.topUps[step.place])) to \(who)"
    case .payIn: return "the council pays \(Cents(scope.topUps[step.place])) in for \(who)"
    default:
      let number = command(of: step).map { "\($0.number)" } ?? "?"
      return step.act.words(of: "dossier \(number) of \(who)", recovery: scope.recovery)
    }
  }

  private mutating func passage(_ step: Step) -> String {
    let day = day(of: step.target).map { "\($0)" } ?? "?"
    var words = "time passes to \(day)"
    if step.isReversed { words += ", the greater number having been served first" }
    if step.target != .tomorrow { words += ", \(step.target.words)" }
    let who = "official \(step.official + 1)"
    switch step.event {
    case .none: break
    case .mandateEnds: words += ", and a mandate of \(who) is over"
    case .mandateBegins: words += ", and a departmental mandate of \(who) begins"
    case .death: words += ", and \(who) dies"
    case .recognition: words += ", and \(who) is recognised"
    case .renewal: words += ", and every mandate is over"
    case .pension: words += ", and \(who) claims a pension"
    }
    return words
  }
}

extension Target {
  /// Why time passes to this day.
  package var words: String {
    switch self {
    case .tomorrow: "the next day"
    case .deadline: "the last day of a delay"
    case .overdue: "the day after a delay"
    case .lastFree: "the last day on which leaving is free"
    case .session: "the first or the last day of a training"
    case .credit: "the next legal day of credits"
    case .payment: "the next batch of payments"
    case .window: "the end of the window after the mandate"
    }
  }
}

extension Act {
  /// What is done to a dossier, in words.
  ///
  /// - Parameters:
  ///   - dossier: The dossier's name.
  ///   - recovery: What the operator recovers at once, in cents.
  /// - Returns: A clause without a stop.
  func words(of dossier: String, recovery: Int64) -> String {
    switch self {
    case .request, .attribute, .payIn, .again, .wait: dossier
    case .acknowledge: "the body acknowledges \(dossier) and checks a prerequisite"
    case .propose: "the body proposes an order for \(dossier)"
    case .refuse: "the body refuses \(dossier)"
    case .confirm: "the learner confirms \(dossier), and the card is accepted where one is needed"
    case .confirmCardRefused: "the learner confirms \(dossier), and the bank refuses the card"
    case .confirmUnanswered: "the learner confirms \(dossier), and nobody answers for the card"
    case .confirmWithoutCard: "the learner confirms \(dossier) without a card"
    case .decline: "the learner declines \(dossier)"
    case .instruct: "France Travail begins to examine \(dossier)"
    case .withdraw: "the learner withdraws from \(dossier)"
    case .cancelByLearner: "the learner cancels \(dossier)"
    case .cancelForced: "the learner cancels \(dossier) by force majeure"
    case .cancelByProvider: "the body cancels \(dossier)"
    case .noShow: "the learner does not come to \(dossier)"
    case .noShowForced: "the learner does not come to \(dossier), by force majeure"
    case .entry: "the body declares the entry of \(dossier)"
    case .leave: "the body declares the exit of \(dossier)"
    case .serviceDone: "the body declares every hour of \(dossier) done"
    case .serviceHalfDone: "the body declares half of the hours of \(dossier) done"
    case .serviceOverdone: "the body declares more hours of \(dossier) than were sold"
    case .openControl: "the operator takes \(dossier) into control"
    case .release: "the operator ends the control of \(dossier) without a sanction"
    case .sanction: "the operator ends the control of \(dossier) with a sanction"
    case .validate: "the operator validates the service done of \(dossier)"
    case .invoice: "the body invoices \(dossier)"
    case .evaluate: "the learner evaluates \(dossier)"
    case .travel: "the learner claims travel costs of \(dossier)"
    case .recover: "the operator recovers \(Cents(recovery)) of \(dossier)"
    case .certify: "a certification is declared for \(dossier)"
    }
  }
}
