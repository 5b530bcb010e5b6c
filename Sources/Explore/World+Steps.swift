internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// The steps of a state: what can be asked for, and to which days time can pass.
extension World {
  /// Lists the commands of this state in a fixed order, those that will be refused as well.
  mutating func appendCommands(to steps: inout [Step]) {
    for official in 0..<scope.officials {
      var open = 0
      var slot = shard.accounts.holders[official].firstDossier
      while slot >= 0 {
        for act in Act.onDossier { steps.append(Step(act, official: official, place: open)) }
        open += 1
        slot = shard.dossiers[Int(slot)].next
      }
      var paid = 0
      shard.forEachPaidDossier(of: official) { _ in
        steps.append(Step(.recover, official: official, place: paid))
        steps.append(Step(.certify, official: official, place: paid))
        paid += 1
      }
      if open < scope.dossiers {
        for session in 0..<scope.sessions {
          steps.append(Step(.request, official: official, place: session))
        }
      }
      for amount in scope.topUps.indices {
        steps.append(Step(.attribute, official: official, place: amount))
        steps.append(Step(.payIn, official: official, place: amount))
      }
    }
  }

  /// Whether two officials wait for a seat of one session this evening.
  ///
  /// The platform serves the smaller number first. Where officials may change names that is
  /// either of them, so that a search with symmetry tries both orders.
  mutating func isContended() -> Bool {
    for claim in batch.claims where !claim.isRelease {
      for other in batch.claims where !other.isRelease && other.session == claim.session {
        if other.official != claim.official { return true }
      }
    }
    return false
  }

  /// Lists the passages of time of this state, the nearest days first: to the next day with
  /// everything that the registry may announce, to the others without.
  mutating func appendPassages(to steps: inout [(day: Day, step: Step)]) {
    guard day < scope.last else { return }
    let tomorrow = day + 1
    steps.append((tomorrow, Step(.tomorrow)))
    var inOffice = 0
    for place in 0..<scope.officials where !lives[place].isDead && announcementsLeft > 0 {
      let life = lives[place]
      if life.longestHeld != nil {
        inOffice += 1
        steps.append((tomorrow, Step(.tomorrow, .mandateEnds, official: place)))
      }
      if life.begun < scope.mandates {
        steps.append((tomorrow, Step(.tomorrow, .mandateBegins, official: place)))
      }
      if !life.isRecognised {
        steps.append((tomorrow, Step(.tomorrow, .recognition, official: place)))
      }
      if scope.hasPensions, !life.isRetired {
        steps.append((tomorrow, Step(.tomorrow, .pension, official: place)))
      }
      steps.append((tomorrow, Step(.tomorrow, .death, official: place)))
    }
    if inOffice > 1 { steps.append((tomorrow, Step(.tomorrow, .renewal))) }
    for target in Target.allCases {
      guard target != .tomorrow, let reached = day(of: target), reached > tomorrow,
        reached <= scope.last, !steps.contains(where: { $0.day == reached })
      else { continue }
      steps.append((reached, Step(target)))
    }
    steps.sort { $0.day < $1.day }
  }

  /// The day that a passage of time leads to, where there is one.
  mutating func day(of target: Target) -> Day? {
    switch target {
    case .tomorrow: return day + 1
    case .deadline: return firstDeadline
    case .overdue: return firstDeadline.map { $0 + 1 }
    case .lastFree:
      let delay = page.context.statute.withdrawalDays
      let eve = page.context.statute.freeCancellationWorkingDays
      let working = almanac.working
      return earliest { dossier in
        guard dossier.state == .accepted else { return nil }
        return min(dossier.confirmed + delay, working.day(eve, before: dossier.start))
      }
    case .session:
      return earliest { dossier in
        switch dossier.state {
        case .accepted: dossier.start
        case .inTraining, .terminated: dossier.end
        default: nil
        }
      }
    case .credit: return creditDay()
    case .payment:
      var isAwaited = total(.cardRefunds) > 0
      for dossier in shard.dossiers where !dossier.isFinished {
        let isDeposit = dossier.billing == .depositWait && dossier.state == .inTraining
        if isDeposit || dossier.billing == .billed { isAwaited = true }
      }
      return isAwaited ? almanac.paymentDay(after: day) : nil
    case .window:
      var first: Day?
      for place in 0..<scope.officials {
        let end = shard.accounts.holders[place].windowEnd
        if end > day, end <= scope.last { first = min(first ?? end, end) }
      }
      return first
    }
  }

  private var firstDeadline: Day? { mutating get { earliest { $0.deadline } } }

  /// The first day after this one that a dossier gives.
  private mutating func earliest(_ day: (Dossier) -> Day?) -> Day? {
    var first: Day?
    for dossier in shard.dossiers where !dossier.isFinished {
      if let found = day(dossier), found > self.day { first = min(first ?? found, found) }
    }
    return first.flatMap { $0 <= scope.last ? $0 : nil }
  }

  /// The next legal day of whoever is recognised and in office.
  private mutating func creditDay() -> Day? {
    var first: Day?
    for place in 0..<scope.officials {
      let flags = shard.accounts.balances[place].flags
      guard flags & Accounts.creditable == Accounts.creditable else { continue }
      let legal = page.context.creditDays.next(
        from: day + 1, isMunicipal: flags & Accounts.Flag.municipal != 0)
      first = min(first ?? legal, legal)
    }
    return first.flatMap { $0 <= scope.last ? $0 : nil }
  }

  /// The command of a step; `nil` where there is no such dossier.
  mutating func command(of step: Step) -> Command? {
    guard let verb = step.act.verb else { return nil }
    var command = Command(verb, official: UInt32(step.official))
    switch step.act {
    case .request:
      command.second = UInt32(step.place)
      command.first = step.place < scope.mandateDays.count ? 0 : 1
      return command
    case .attribute, .payIn:
      command.amount = scope.topUps[step.place]
      return command
    case .recover, .certify:
      guard let number = paidNumber(step) else { return nil }
      command.number = number
      command.amount = scope.recovery
      return command
    default: break
    }
    guard let slot = slot(step) else { return nil }
    let dossier = shard.dossiers[slot]
    command.number = dossier.number
    command.first = UInt32(slot)
    fill(&command, step.act, dossier)
    return command
  }

  /// What a command says beside its verb.
  private func fill(_ command: inout Command, _ act: Act, _ dossier: Dossier) {
    switch act {
    case .confirm: command.amount = dossier.price
    case .confirmCardRefused:
      command.amount = dossier.price
      command.second = CardAnswer.refused.rawValue
    case .confirmUnanswered:
      command.amount = dossier.price
      command.second = CardAnswer.unavailable.rawValue
    case .cancelForced, .noShowForced, .sanction: command.flag = true
    case .serviceDone: command.small = dossier.hours
    case .serviceHalfDone: command.small = dossier.hours / 2
    case .serviceOverdone: command.small = dossier.hours + 1
    case .travel: TravelClaim(meals: 1, nights: 0, kilometres: 40).write(&command)
    default: break
    }
  }

  /// The slot of the open dossier that a step names.
  mutating func slot(_ step: Step) -> Int? {
    var slot = shard.accounts.holders[step.official].firstDossier
    for _ in 0..<step.place where slot >= 0 { slot = shard.dossiers[Int(slot)].next }
    return slot >= 0 ? Int(slot) : nil
  }

  private mutating func paidNumber(_ step: Step) -> UInt16? {
    var place = 0
    var found: UInt16?
    shard.forEachPaidDossier(of: step.official) { number in
      if place == step.place { found = number }
      place += 1
    }
    return found
  }

  /// The rights that an official has available.
  mutating func rightsAvailable(_ place: Int) -> Int64 {
    shard.accounts.balances[place].available
  }

  /// Counts the changes of dossiers' states that were told last.
  mutating func cover(_ coverage: inout Coverage) {
    for outcome in batch.outcomes where outcome.isApplied && outcome.slot != .max {
      coverage.count(outcome.before, outcome.after)
    }
  }
}
