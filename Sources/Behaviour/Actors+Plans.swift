package import Calendar
internal import Draws
internal import Law
internal import Platform
package import Population

/// What people plan ahead: a year's demand, and the reintegration after a mandate.
extension Actors {
  /// Plans the demand of a civil year, and reads the rates of that year.
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
    let weights = rates.months
    let total = weights.reduce(0, +)
    // The share of each age, men first, then women.
    let shares = rates.ages.map { rates.demandMandate * $0 / 1_000_000 }
    let chances = shares + shares.map { $0 * rates.demandWomen / 1_000_000 }
    let demand = Streams.demand
    let confusedKey = Streams.confused.key | 1
    for place in 0..<count {
      let profile = profiles[place]
      guard Int(profile.firstYear) <= year, year <= Int(profile.lastYear) else { continue }
      let age = max(0, min(120, year - Int(profile.ageYear)))
      let share = chances[profile.isWoman ? age + shares.count : age]
      let chance = word(demand, place, UInt64(year))
      if chance.isWithin(partsPerMillion: share) {
        let day = dayOfYear(year, place, weights, total)
        if day >= from, roster.isInOffice(base + place, on: day) {
          agenda.push(Action.wishMandate.item(place, UInt16(year)), on: day)
        }
      }
      planOffice(place, profile, year, chance, from: from)
      let isConfused = (chance &* confusedKey)
        .isWithin(partsPerMillion: rates.confused * share / 1_000_000)
      if isConfused {
        let day = dayOfYear(year, place, weights, total)
        if day >= from { agenda.push(Action.wishReintegration.item(place, UInt16(year)), on: day) }
      }
    }
  }

  /// A day of a year, months weighted.
  private mutating func dayOfYear(_ year: Int, _ place: Int, _ weights: [Int64], _ total: Int64)
    -> Day
  {
    var left = Int64(word(Streams.month, place, UInt64(year)).below(UInt64(total)))
    var month = 1
    while month < 12, left >= weights[month - 1] {
      left -= weights[month - 1]
      month += 1
    }
    let length = Day.length(ofMonth: month, year: year)
    let day = word(Streams.dayOfMonth, place, UInt64(year)).between(1, length)
    return Day(year, month, day)
  }

  /// Plans the consultations that follow a credit.
  ///
  /// - Parameter day: The day of the credit.
  package mutating func planConsultations(after day: Day) {
    let occasion = UInt64(UInt32(bitPattern: day.rawValue))
    let consult = Streams.consult
    let year = day.year
    let limit = UInt64(rates.consult) * 65_536 / 1_000_000
    // One draw serves four neighbours, sixteen bits each: half a million people are asked twenty
    // times, and none of it reaches the ledger.
    var person = base
    while person < base + count {
      let word = draw(seed, consult, UInt64(person >> 2), occasion)
      let end = min((person | 3) + 1, base + count)
      while person < end {
        let share = word >> (UInt64(person & 3) * 16) & 0xffff
        if share < limit, looksIn(person - base, year) {
          let delay = mixed(word &+ UInt64(person)).between(1, 20)
          agenda.push(Action.consult.item(person - base), on: day + delay)
        }
        person += 1
      }
    }
  }

  /// Whether somebody has an account to look into, and a mandate or the memory of one.
  private mutating func looksIn(_ place: Int, _ year: Int) -> Bool {
    access[place] & AccessBit.account != 0 && Int(profiles[place].firstYear) <= year
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
    let age = max(0, min(120, day.year - Int(profiles[place].ageYear)))
    let rate = hasResigned ? rates.reintegrationResigned : rates.reintegrationRenewal
    let share = min(1_000_000, rate * rates.reintegrationAges[age] / 1_000_000)
    let occasion = UInt64(UInt32(bitPattern: day.rawValue))
    guard word(Streams.reintegration, place, occasion).isWithin(partsPerMillion: share) else {
      return
    }
    let delay = word(Streams.reintegrationDay, place, occasion)
      .between(1, max(1, rates.reintegrationWithin))
    agenda.push(Action.wishReintegration.item(place, UInt16(day.year)), on: day + delay)
  }
}
