package import Calendar
internal import Draws
internal import Kernel
internal import Law
internal import Platform
package import Population

/// What people plan ahead: a year's demand, and the reintegration after a mandate.
extension Actors {
  /// Takes over the rates that begin on a day.
  ///
  /// What was planned for the year stays as it was planned.
  ///
  /// - Parameter newRates: The rates.
  package mutating func turn(to newRates: Rates) { rates = newRates }

  /// Plans the demand of a civil year, and takes over the rates of its first day.
  ///
  /// - Parameters:
  ///   - year: The year.
  ///   - from: The first day that can still be planned.
  ///   - roster: The officials.
  ///   - newRates: The rates of that year.
  package mutating func planYear(
    _ year: Int, from: Day, roster: borrowing Roster, rates newRates: Rates
  ) {
    rates = newRates
    var season = Season(year, newRates.months)
    let chances = YearChances(newRates, in: year)
    let occasion = UInt64(year)
    // One draw decides four matters: multiplied by an odd key, it is another chance.
    let confusedKey = streams.confused.key | 1
    let statusKey = streams.statusChange.key | 1
    let moduleKey = streams.module.key | 1
    for place in 0..<count {
      let profile = profiles[place]
      guard Int(profile.firstYear) <= year, year <= Int(profile.lastYear) else { continue }
      let chance = word(streams.demand, place, occasion)
      let shares = chances.shares[Int(profile.cohort)]
      // Most people do nothing of all this in a year: the loop over them stays small.
      if chance.isWithin(partsPerMillion: shares.demand)
        || (chance &* confusedKey).isWithin(partsPerMillion: shares.confused)
      {
        planWishes(place, chance, shares, year, from, roster, &season)
      }
      if (chance &* statusKey).isWithin(partsPerMillion: chances.statusChange) {
        push(.changeStatus, place, in: year, streams.statusChange, from: from)
      }
      if Int(profile.firstYear) == year,
        (chance &* moduleKey).isWithin(partsPerMillion: chances.module)
      {
        push(.followModule, place, in: year, streams.module, from: from)
      }
    }
  }

  /// Plans the wishes of somebody who has one this year, or two.
  @inline(never)
  private mutating func planWishes(
    _ place: Int, _ chance: UInt64, _ shares: YearChances.Shares, _ year: Int, _ from: Day,
    _ roster: borrowing Roster, _ season: inout Season
  ) {
    let day = season.day(
      word(streams.month, place, UInt64(year)), word(streams.dayOfMonth, place, UInt64(year)))
    guard day >= from else { return }
    let occasion = UInt16(year)
    if chance.isWithin(partsPerMillion: shares.demand), roster.isInOffice(base + place, on: day) {
      agenda.push(Action.wishMandate.item(place, occasion), on: day)
    }
    let confusedKey = streams.confused.key | 1
    if (chance &* confusedKey).isWithin(partsPerMillion: shares.confused) {
      agenda.push(Action.wishReintegration.item(place, occasion), on: day)
    }
  }

  /// Plans what somebody does once in a year beside the dossiers.
  @inline(never)
  private mutating func push(
    _ action: Action, _ place: Int, in year: Int, _ stream: Stream, from: Day
  ) {
    let day = Day(year, 1, 1) + word(stream, place, UInt64(year)).between(0, 364)
    if day >= from { agenda.push(action.item(place), on: day) }
  }

  /// Plans the consultations that follow a credit.
  ///
  /// - Parameter day: The day of the credit.
  package mutating func planConsultations(after day: Day) {
    let occasion = UInt64(UInt32(bitPattern: day.rawValue))
    let consult = streams.consult
    let year = day.year
    let filter = SliceFilter(below: sliceLimit(rates.consult))
    // One draw serves four neighbours, sixteen bits each: half a million people are asked twenty
    // times, and none of it reaches the ledger.
    for four in base >> 2..<(base + count + 3) >> 2 {
      let word = draw(seed, consult, UInt64(four), occasion)
      var hits = filter.hits(word)
      while hits != 0 {
        let person = four << 2 | hits.trailingZeroBitCount >> 4
        hits &= hits &- 1
        let place = person - base
        guard place >= 0, place < count, looksIn(place, year) else { continue }
        let delay = mixed(word &+ UInt64(person)).between(1, 20)
        agenda.push(Action.consult.item(place), on: day + delay)
      }
    }
  }

  /// Whether somebody has an account to look into, and a mandate or the memory of one.
  private mutating func looksIn(_ place: Int, _ year: Int) -> Bool {
    access[place].bits & AccessBit.account != 0 && Int(profiles[place].firstYear) <= year
      && year <= Int(profiles[place].lastYear) + 1
  }

  /// Plans what somebody does whose last mandate ended.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - day: The first day without a mandate.
  ///   - hasResigned: Whether the mandate ended by a resignation rather than by an election.
  ///   - roster: The officials.
  package mutating func planAfterMandate(
    _ place: Int, _ day: Day, hasResigned: Bool, roster: borrowing Roster
  ) {
    let person = base + place
    guard roster.persons.pensionDay[person] > day else { return }
    let age = max(0, min(120, day.year - profiles[place].ageYear))
    let rate = hasResigned ? rates.reintegrationResigned : rates.reintegrationRenewal
    let share = min(1_000_000, rate * rates.reintegrationAges[age] / 1_000_000)
    let occasion = UInt64(UInt32(bitPattern: day.rawValue))
    guard word(streams.reintegration, place, occasion).isWithin(partsPerMillion: share) else {
      return
    }
    let delay = word(streams.reintegrationDay, place, occasion)
      .between(1, max(1, rates.reintegrationWithin))
    agenda.push(Action.wishReintegration.item(place, UInt16(day.year)), on: day + delay)
  }
}

/// What the pass over a year compares its draws with, worked out once a year.
private struct YearChances {
  /// How many wish to train, and how many look in the wrong place, in parts per million.
  typealias Shares = (demand: Int64, confused: Int64)

  /// The shares of each cohort; see ``Actors/Profile/cohort``.
  let shares: [Shares]
  let module: Int64
  let statusChange: Int64

  init(_ rates: Rates, in year: Int) {
    let ageYears = 1_800...max(1_800, year)
    var shares: [Shares] = []
    shares.reserveCapacity(ageYears.count * 2)
    for ageYear in ageYears {
      let men = rates.demandMandate * rates.ages[min(120, year - ageYear)] / 1_000_000
      let women = men * rates.demandWomen / 1_000_000
      shares.append((men, rates.confused * men / 1_000_000))
      shares.append((women, rates.confused * women / 1_000_000))
    }
    self.shares = shares
    module = rates.module
    statusChange = rates.statusChange
  }
}
