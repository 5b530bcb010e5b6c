import Calendar
import Law
import Population
import Territory

/// Territories and rosters that several suites look at.
enum Fixtures {
  static let horizon = Day(2021, 7, 1)...Day(2031, 6, 30)
  static let law = Result { try ParameterTable.law() }
  static let rates = Result { try ParameterTable.population() }

  /// The whole country over ten years.
  static let country = Result {
    let territory = try Territory(law.get(), on: horizon.lowerBound)
    return (territory, try roster(territory, jobs: 2))
  }

  /// Gers and Loire-Atlantique, the departments of the RNE extract.
  static let pair = Result {
    let territory = try Territory(
      law.get(), on: horizon.lowerBound, options: TerritoryOptions(departments: ["32", "44"]))
    return (territory, try roster(territory))
  }

  static func roster(
    _ territory: Territory, seed: UInt64 = 42, horizon: ClosedRange<Day> = horizon, jobs: Int = 1
  ) throws -> Roster {
    try Roster(
      seed: seed, territory: territory, law: law.get(), population: rates.get(), horizon: horizon,
      jobs: jobs)
  }
}

extension Roster {
  /// A hash of every column.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ word: some BinaryInteger) {
      hash = (hash ^ UInt64(truncatingIfNeeded: word)) &* 0x100_0000_01b3
      hash ^= hash >> 29
    }
    for person in 0..<persons.count {
      add(persons.birth[person].rawValue)
      add(persons.sex[person])
      add(persons.pensionDay[person].rawValue)
      add(persons.deathDay[person].rawValue)
      add(persons.status[person].rawValue)
      add(persons.diploma[person])
      add(persons.birthPlace[person])
      add(persons.familyName[person])
      add(persons.usualName[person])
      add(persons.givenName[person])
      add(persons.nirSerial[person])
      add(mandateOffsets[person])
    }
    for row in 0..<mandates.count {
      add(mandates.person[row])
      add(mandates.body[row])
      add(mandates.kind[row].rawValue)
      add(mandates.function[row].rawValue)
      add(mandates.start[row].rawValue)
      add(mandates.end[row].rawValue)
      add(mandates.endReason[row].rawValue)
      add(mandates.startedAtElection[row] ? 1 : 0)
    }
    for range in personRanges { add(range.upperBound) }
    return hash
  }
}
