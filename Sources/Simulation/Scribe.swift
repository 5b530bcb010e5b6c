internal import Behaviour
internal import Calendar
internal import Ledger
internal import Platform
internal import Population

/// Writes the ``Journal`` of one district.
struct Scribe {
  private(set) var journal = Journal()
  /// For each official of the district: the place among the persons, or -1.
  private var places: [Int32]
  private let base: UInt32
  /// What of each council's budget is left this year, by what was attributed.
  private var budgets: [Int64]
  /// The sights of the day before, whose seats were settled in the evening, with their sessions.
  private var unsettled: [(sight: Int, session: Int)] = []

  /// Creates a scribe for those of a sample who live in a district.
  ///
  /// - Parameters:
  ///   - sample: The officials of the sample, by number in the roster, in order.
  ///   - officials: The officials of the district.
  ///   - deliberations: What the district's councils decided.
  init(_ sample: ArraySlice<UInt32>, among officials: Range<Int>, _ deliberations: [Deliberation]) {
    base = UInt32(officials.lowerBound)
    places = .init(repeating: -1, count: officials.count)
    for (person, official) in sample.enumerated() {
      places[Int(official - base)] = Int32(person)
    }
    journal.deliberations = deliberations
    budgets = deliberations.map(\.budget)
  }

  /// A scribe for those of the run's sample who live in a district, if anybody does.
  static func among(
    _ officials: Range<Int>, _ inputs: RunInputs, _ deliberations: [Deliberation],
    _ shard: borrowing Shard
  ) -> Scribe? {
    let first = inputs.sample.partitioningIndex { Int($0) >= officials.lowerBound }
    let end = inputs.sample.partitioningIndex { Int($0) >= officials.upperBound }
    guard first < end else { return nil }
    var scribe = Scribe(inputs.sample[first..<end], among: officials, deliberations)
    let passwords = Passwords(seed: inputs.seed)
    for official in inputs.sample[first..<end] {
      let place = Int(official) - officials.lowerBound
      let holder = shard.accounts.holders[place]
      let annex = shard.accounts.annexes[place]
      let portal = shard.portals[place]
      var account: Journal.OpenAccount?
      if portal.isOpen {
        account = Journal.OpenAccount(
          password: passwords.password(of: Int(official), turn: 0), hasDiploma: portal.hasDiploma,
          terms: portal.terms, isStrong: portal.strongFrom < inputs.days.lowerBound)
      }
      scribe.meet(
        Journal.Person(
          official: official, pension: holder.pension, cpf: Int64(holder.cpf),
          cec: Int64(holder.cec), hours: Int64(annex.cpfHours),
          marks: shard.accounts.balances[place].flags, isPublicAgent: annex.isPublicAgent,
          isVolunteer: annex.marks & Annex.Mark.volunteer != 0,
          isLowQualified: annex.isLowQualified,
          isLowDiploma: inputs.roster.persons.isLowQualified(Int(official)),
          isPacific: shard.pacific.contains(place), nir: portal.nir, account: account))
    }
    return scribe
  }

  /// Notes somebody of the sample, in the order of the sample.
  mutating func meet(_ person: Journal.Person) { journal.persons.append(person) }

  /// The budgets are voted anew.
  mutating func renewBudgets() {
    for (body, deliberation) in journal.deliberations.enumerated()
    where deliberation.perTraining > 0 {
      budgets[body] = deliberation.budget
    }
  }

  /// Writes down a day.
  ///
  /// Yearly credits that are late are entered on the day when they were due: nothing else happened
  /// to the account since.
  mutating func write(
    _ batch: borrowing Batch, _ shard: borrowing Shard, _ context: borrowing DayContext,
    valuing due: Day?
  ) {
    for (sight, session) in unsettled {
      journal.sights[sight].takenAfter = Int(context.seatsTaken[session])
    }
    unsettled.removeAll(keepingCapacity: true)
    for index in batch.visits.indices where places[Int(batch.visits[index].official)] >= 0 {
      look(batch, index, context)
    }
    for index in batch.outcomes.indices {
      let verb = batch.outcomes[index].verb
      if case .levy = verb { continue }
      let person = places[Int(batch.outcomes[index].official)]
      if person >= 0 { act(batch, index, UInt32(person), shard, context) }
      // Whoever it is for, an attribution takes from the budget that the council's officials share.
      if case .attribute = verb { spend(batch, index) }
    }
    var late: [Journal.Entry] = []
    for index in batch.postings.indices {
      let posting = batch.postings[index]
      guard posting.official != Posting.nobody else { continue }
      let person = places[Int(posting.official - base)]
      guard person >= 0 else { continue }
      if let due, due < batch.day, posting.reason == Reason.annualCredit.rawValue {
        late.append(Journal.Entry(day: due, person: UInt32(person), posting: posting))
      } else {
        journal.entries.append(
          Journal.Entry(day: batch.day, person: UInt32(person), posting: posting))
      }
    }
    guard let due, !late.isEmpty else { return }
    let place = (journal.entries.lastIndex { $0.day <= due } ?? -1) + 1
    journal.entries.insert(contentsOf: late, at: place)
  }

  private mutating func spend(_ batch: borrowing Batch, _ index: Int) {
    let outcome = batch.outcomes[index]
    guard outcome.isApplied else { return }
    let command = batch.commands[Int(outcome.command)]
    budgets[Int(command.first)] -= command.amount
  }

  private mutating func look(
    _ batch: borrowing Batch, _ index: Int, _ context: borrowing DayContext
  ) {
    let visit = batch.visits[index]
    let form = Int(visit.form)
    let offer = Int(visit.offer)
    let exists = offer < context.catalogue.offers.count
    journal.looks.append(
      Journal.Look(
        day: batch.day, person: UInt32(places[Int(visit.official)]), visit: visit,
        answer: batch.answers[index],
        form: form < batch.forms.count ? batch.forms[form] : Form(),
        path: exists ? context.catalogue.offers[offer].path : nil,
        isOnSale: exists
          && context.catalogue.isOnSale(offer, on: context.day, context.statute.saleRules)))
  }

  private mutating func act(
    _ batch: borrowing Batch, _ index: Int, _ person: UInt32, _ shard: borrowing Shard,
    _ context: borrowing DayContext
  ) {
    let outcome = batch.outcomes[index]
    let isJob = outcome.command < 0
    var command = Command(outcome.verb, official: outcome.official, number: outcome.number)
    if !isJob { command = batch.commands[Int(outcome.command)] }
    journal.acts.append(
      Journal.Act(
        day: batch.day, person: person, command: command, isJob: isJob, rule: outcome.rule,
        isRepeated: outcome.isRepeated, isOnDossier: outcome.slot != .max, number: outcome.number,
        after: outcome.after,
        billing: billing(outcome, shard), detail: detail(outcome, command, batch, person, context)))
  }

  /// The billing at the end of the day of the dossier that an outcome is about.
  private func billing(_ outcome: Outcome, _ shard: borrowing Shard) -> Billing? {
    let slot = Int(outcome.slot)
    guard slot < shard.dossiers.count, shard.dossiers[slot].number == outcome.number,
      shard.dossiers[slot].official == outcome.official, !shard.dossiers[slot].isFinished
    else { return nil }
    return shard.dossiers[slot].billing
  }

  private mutating func detail(
    _ outcome: Outcome, _ command: Command, _ batch: borrowing Batch, _ person: UInt32,
    _ context: borrowing DayContext
  ) -> Int64 {
    switch outcome.verb {
    case .request:
      unsettled.append((journal.sights.count, Int(command.second)))
      journal.sights.append(Self.sight(of: command, context))
      return Int64(journal.sights.count - 1)
    case .attribute: return budgets[Int(command.first)]
    case .seatLost: return taken(person, outcome.number, batch.day, context)
    case .confirm: return context.isPaymentProviderDown ? 1 : 0
    case .recognise, .correctRow:
      let row = Int(command.second)
      return row < batch.rows.count ? Int64(batch.rows[row].birth.rawValue) : -1
    case .answerSupport:
      let answer = batch.supportAnswers.last {
        $0.official == command.official && $0.number == command.number
      }
      return answer.map { Int64($0.end.rawValue) } ?? -1
    default:
      guard outcome.verb.isAccess, Int(command.first) < batch.forms.count else { return -1 }
      journal.forms.append(batch.forms[Int(command.first)])
      return Int64(journal.forms.count - 1)
    }
  }

  private static func sight(of command: Command, _ context: borrowing DayContext) -> Journal.Sight {
    let session = context.catalogue.sessions[Int(command.second)]
    let offer = context.catalogue.offers[Int(session.offer)]
    let subcontractor = Int(offer.terms.subcontractor)
    return Journal.Sight(
      offer: offer, session: session, provider: context.catalogue.providers[Int(offer.provider)],
      isSubcontractorAccredited: subcontractor < context.catalogue.providers.count
        && context.catalogue.providers[subcontractor].isAccredited(
          context.day, through: context.day),
      taken: Int(context.seatsTaken[Int(command.second)]))
  }

  /// The seats that were taken at the end of the eve of the session that somebody asked for then.
  private func taken(
    _ person: UInt32, _ number: UInt16, _ day: Day, _ context: borrowing DayContext
  ) -> Int64 {
    for act in journal.acts.reversed() {
      if act.day < day - 1 { break }
      if act.person == person, act.number == number, case .request = act.command.verb {
        return Int64(context.seatsTaken[Int(act.command.second)])
      }
    }
    return -1
  }
}

extension [UInt32] {
  /// The place of the first element from which on something holds.
  fileprivate func partitioningIndex(_ holds: (UInt32) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
