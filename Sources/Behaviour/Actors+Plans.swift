package import Calendar
internal import Draws
package import Law
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
  private func dayOfYear(_ year: Int, _ place: Int, _ weights: [Int64], _ total: Int64) -> Day {
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
    let limit = UInt64(rates.consult) * 65_536 / 1_000_000
    // One draw serves four neighbours, sixteen bits each: half a million people are asked twenty
    // times, and none of it reaches the ledger.
    var person = base
    while person < base + count {
      let word = draw(seed, consult, UInt64(person >> 2), occasion)
      let end = min((person | 3) + 1, base + count)
      while person < end {
        let share = word >> (UInt64(person & 3) * 16) & 0xffff
        if share < limit {
          let delay = mixed(word &+ UInt64(person)).between(1, 20)
          agenda.push(Action.consult.item(person - base), on: day + delay)
        }
        person += 1
      }
    }
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

  /// The day on which the platform recognises somebody whose first mandate begins, if it ever does.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - start: The first day of the mandate, or of the run.
  ///   - isOpening: Whether the mandate began before the run, so that only corrections are left.
  ///   - registry: The rates of the registry.
  /// - Returns: The day, or `nil` if the registry and the account never match.
  package func recognitionDay(
    _ place: Int, start: Day, isOpening: Bool, registry: RegistryRates
  ) -> Day? {
    let chance = word(Streams.recognition, place, 0)
    if chance.isWithin(partsPerMillion: registry.unmatched) { return nil }
    let delay = word(Streams.recognitionDay, place, 0)
    if mixed(chance).isWithin(partsPerMillion: registry.late) {
      return start + delay.between(1, registry.lateDays)
    }
    return isOpening ? start : start + delay.between(3, registry.delayDays)
  }
}

/// How the registry and the platform's accounts meet, as rates of one day.
package struct RegistryRates: Sendable {
  let unmatched: Int64
  let late: Int64
  let delayDays: Int
  let lateDays: Int

  /// Reads the rates.
  ///
  /// - Parameters:
  ///   - behaviour: The behaviour table.
  ///   - day: The day.
  package init(_ behaviour: ParameterTable, on day: Day) {
    unmatched = behaviour.number("behaviour.registry.unmatched", on: day)
    late = behaviour.number("behaviour.registry.late", on: day)
    delayDays = max(3, Int(behaviour.number("behaviour.registry.delay_days", on: day)))
    lateDays = max(1, Int(behaviour.number("behaviour.registry.late_days", on: day)))
  }
}
