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
    let levy = Int(Verb.levy.rawValue)
    let request = Int(Verb.request.rawValue)
    let confirm = Int(Verb.confirm.rawValue)
    let pay = Int(Verb.pay.rawValue)
    let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
    countVisits(batch, base: base)
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      // Levies have a body for official: its place depends on the shard, so it is no ingredient.
      let verb = Int(outcome.verb.rawValue)
      let who = verb == levy ? 0 : base + UInt64(outcome.official)
      let what =
        UInt64(verb) << 32 | UInt64(outcome.rule.rawValue) << 24
        | UInt64(outcome.number) << 8 | (outcome.isRepeated ? 1 : 0)
      outcomePrint.add(who << 32 | day, what)
      operations[verb] += 1
      if outcome.verb.isAccess { access.count(outcome) }
      if outcome.hasReadDiploma { access.diplomaReads += 1 }
      if verb == request { years[year].requests += 1 }
      guard outcome.isApplied else {
        if outcome.isRepeated { continue }
        refusals[Int(outcome.rule.rawValue)] += 1
        continue
      }
      applied[verb] += 1
      guard outcome.slot != .max else { continue }
      let step =
        UInt64(outcome.before.rawValue) << 8 | UInt64(outcome.after.rawValue)
        | UInt64(outcome.number) << 16
      dossierPrint.add(who << 32 | day, step)
      if verb == request {
        opened += 1
        states[Int(outcome.after.rawValue)] += 1
      } else {
        states[Int(outcome.before.rawValue)] -= 1
        states[Int(outcome.after.rawValue)] += 1
      }
      if verb == confirm { countConfirmation(outcome, year, shard, roster, context) }
      if verb == pay { countPayment(shard.dossiers[Int(outcome.slot)], batch.day) }
    }
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
    if roster.isWoman(person) { years[year].women[path] += 1 }
    years[year].ages[path] += Int64(context.day.fullYears(since: roster.persons.birth[person]))
    wait(0, context.day - dossier.requested)
  }

  private mutating func countPayment(_ dossier: Dossier, _ day: Day) {
    wait(1, day - dossier.invoiced)
    wait(2, day - dossier.requested)
  }
}
