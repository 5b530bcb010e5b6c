internal import Ledger

internal import Calendar
internal import Platform
internal import Population

extension Tally {
  /// Counts the outcomes of a day.
  mutating func count(
    _ batch: borrowing Batch, year: Int, _ shard: borrowing Shard, _ roster: Roster,
    _ context: borrowing DayContext
  ) {
    let base = UInt64(shard.base)
    countVisits(batch, base: base)
    let requests = operations[Int(Verb.request.rawValue)]
    countOutcomes(batch, base: base)
    years[year].requests += operations[Int(Verb.request.rawValue)] - requests
    for index in steps {
      let outcome = batch.outcomes[Int(index)]
      switch outcome.verb {
      case .confirm: countConfirmation(outcome, year, shard, roster, context)
      case .pay: countPayment(shard.dossiers[Int(outcome.slot)], batch.day)
      default: break
      }
    }
  }

  /// Counts what is counted of any outcome, takes its print, and notes confirmations and payments.
  private mutating func countOutcomes(_ batch: borrowing Batch, base: UInt64) {
    if !steps.isEmpty { steps.removeAll(keepingCapacity: true) }
    let sums = Self.count(
      batch, base: base, &operations, &applied, &refusals, &states, &steps,
      Sums(print: outcomePrint, dossiers: dossierPrint))
    outcomePrint = sums.print
    dossierPrint = sums.dossiers
    opened += sums.opened
    access.diplomaReads += sums.diplomaReads
    access.wrongNir += sums.wrongNir
    access.weakPasswords += sums.weakPasswords
    let first = Int(Verb.registerIdentity.rawValue)
    for place in access.applied.indices { access.applied[place] = applied[first + place] }
  }

  /// What a day's outcomes add up to, apart from the lists.
  private struct Sums {
    var print: Fingerprint
    var dossiers: Fingerprint
    var opened = 0
    var diplomaReads = 0
    var wrongNir = 0
    var weakPasswords = 0

    /// Counts what the pages of an account refused.
    mutating func refuse(_ outcome: Outcome) {
      guard outcome.verb.isAccess else { return }
      switch outcome.rule {
      case .wrongNir: wrongNir += 1
      case .weakPassword: weakPasswords += 1
      default: break
      }
    }
  }

  /// Each list as an argument of its own, so that it is made unique and looked up once for a day.
  private static func count(
    _ batch: borrowing Batch, base: UInt64, _ operations: inout [Int], _ applied: inout [Int],
    _ refusals: inout [Int], _ states: inout [Int], _ steps: inout [Int32], _ start: Sums
  ) -> Sums {
    var sums = start
    let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
    let outcomes = batch.outcomes.span
    var operations = operations.mutableSpan
    var applied = applied.mutableSpan
    var refusals = refusals.mutableSpan
    var states = states.mutableSpan
    for index in outcomes.indices {
      let outcome = outcomes[index]
      let verb = Int(outcome.verb.rawValue)
      // Levies have a body for official: its place depends on the shard, so it is no ingredient.
      var who = base + UInt64(outcome.official)
      if case .levy = outcome.verb { who = 0 }
      let what =
        UInt64(verb) << 32 | UInt64(outcome.rule.rawValue) << 24
        | UInt64(outcome.number) << 8 | (outcome.isRepeated ? 1 : 0)
      sums.print.add(who << 32 | day, what)
      operations[verb] += 1
      if outcome.hasReadDiploma { sums.diplomaReads += 1 }
      guard outcome.isApplied else {
        if outcome.isRepeated { continue }
        refusals[Int(outcome.rule.rawValue)] += 1
        sums.refuse(outcome)
        continue
      }
      applied[verb] += 1
      guard outcome.slot != .max else { continue }
      let before = outcome.before.rawValue
      let after = outcome.after.rawValue
      let step = UInt64(before) << 8 | UInt64(after) | UInt64(outcome.number) << 16
      sums.dossiers.add(who << 32 | day, step)
      states[Int(after)] += 1
      if case .request = outcome.verb { sums.opened += 1 } else { states[Int(before)] -= 1 }
      switch outcome.verb {
      case .confirm, .pay, .acknowledge, .openControl, .closeControl, .invoice:
        steps.append(Int32(index))
      case .request: break
      default:
        // Whoever leaves the first state may have had prerequisites checked.
        if before == 0, after != 0 { steps.append(Int32(index)) }
      }
    }
    return sums
  }

  private mutating func countConfirmation(
    _ outcome: Outcome, _ year: Int, _ shard: borrowing Shard, _ roster: Roster,
    _ context: borrowing DayContext
  ) {
    let dossier = shard.dossiers[Int(outcome.slot)]
    let path = Int(dossier.path.rawValue)
    let person = Int(shard.base) + Int(outcome.official)
    years[year].validated[path] += 1
    years[year].hours[path] += Int64(dossier.hours)
    years[year].priced[path] += dossier.hourlyPrice * Int64(dossier.hours)
    years[year].rights += dossier.funding.rights
    if dossier.funding.card > 0 { cards += 1 }
    confirmedIn[roster.department(of: person)] += 1
    if roster.isWoman(person) { years[year].women[path] += 1 }
    years[year].ages[path] += Int64(context.day.fullYears(since: roster.persons.birth[person]))
    wait(0, context.day - dossier.requested)
  }

  private mutating func countPayment(_ dossier: Dossier, _ day: Day) {
    wait(1, day - dossier.invoiced)
    wait(2, day - dossier.requested)
  }
}
