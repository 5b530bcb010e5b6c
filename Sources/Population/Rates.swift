internal import Calendar
internal import Documents
internal import Draws
internal import Law

/// Ages in bands, each with its share, for draws from integers alone.
struct AgeBands: Sendable {
  /// The first age of each band, and the first age beyond the last band.
  let starts: [Int]
  /// The share of each band, in parts per million of their sum or not.
  let weights: [Int64]

  init(_ steps: [LawValue.Step]) {
    starts = steps.map { Int($0.from) }
    weights = steps.dropLast().map(\.value)
  }

  /// Draws a band by its share.
  func band(_ word: UInt64) -> Int {
    var left = Int64(word.below(UInt64(weights.reduce(0, +))))
    for (band, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return band }
    }
    return weights.count - 1
  }
}

/// The rates of the population as flat numbers, in parts per million and days.
///
/// A class, so that the builders of all departments share it without counting its many columns.
final class Rates: Sendable {
  /// A rate for each age from 0 to 120.
  typealias ByAge = [Int64]

  let ages: AgeBands
  let agesOffset: Int
  let womenByAge: ByAge
  let womenMayors: Int64
  let womenAssemblies: Int64
  let mayorsByAge: ByAge
  let deputiesByAge: ByAge
  let entrants: AgeBands
  let entrantWomen: ByAge
  let keptMunicipal: Int64
  let keptMayor: Int64
  let emptied: Int64
  let keptAssembly: Int64
  let firstRound: Int64
  let resignation: (councillor: Int64, mayor: Int64, assembly: Int64)
  let replaced: Int64
  let returns: Int64
  let entries: Int64
  let mortality: (men: ByAge, women: ByAge)
  let pension: [LawValue.Step]
  let dual: (departmental: Int64, regional: Int64, special: Int64)
  let groupKept: Int64
  let status: [LawValue.Step]
  let diplomas: [LawValue.Step]
  let usualName: (women: Int64, men: Int64)
  let commonNames: Int64
  let nameStyles: [LawValue.Step]
  let secondGiven: Int64
  let homonyms: Int64
  let bornAtHome: Int64
  let bornAbroad: Int64

  init(_ table: ParameterTable, on day: Day) throws(Diagnostic) {
    func value(_ name: String) throws(Diagnostic) -> LawValue {
      guard let value = table["population.\(name)"]?.inForce(on: day)?.value else {
        throw Diagnostic(file: "population", message: "'population.\(name)' has no value on \(day)")
      }
      return value
    }
    func number(_ name: String) throws(Diagnostic) -> Int64 {
      guard case .number(let number) = try value(name) else {
        throw Diagnostic(file: "population", message: "'population.\(name)' must be a number")
      }
      return number
    }
    func scale(_ name: String) throws(Diagnostic) -> [LawValue.Step] {
      guard case .scale(let steps) = try value(name), steps.count > 1 else {
        throw Diagnostic(file: "population", message: "'population.\(name)' must be a scale")
      }
      return steps
    }
    func byAge(_ name: String) throws(Diagnostic) -> ByAge {
      let steps = try scale(name)
      return (0...120).map { age in (steps.last { $0.from <= age } ?? steps[0]).value }
    }
    ages = AgeBands(try scale("ages"))
    agesOffset = Int(try number("ages.offset"))
    womenByAge = try byAge("women.ages")
    womenMayors = try number("women.mayors")
    womenAssemblies = try number("women.assemblies")
    mayorsByAge = try byAge("mayors.ages")
    deputiesByAge = try byAge("deputies.ages")
    entrants = AgeBands(try scale("entrants.ages"))
    entrantWomen = try byAge("entrants.women")
    keptMunicipal = try number("kept.municipal")
    keptMayor = try number("kept.mayor")
    emptied = try number("emptied")
    keptAssembly = try number("kept.assembly")
    firstRound = try number("first-round")
    resignation = (
      try number("resignation.councillor"), try number("resignation.mayor"),
      try number("resignation.assembly")
    )
    replaced = try number("replaced")
    returns = try number("returns")
    entries = try number("entries")
    mortality = (try byAge("mortality.men"), try byAge("mortality.women"))
    pension = try scale("pension")
    dual = (
      try number("dual.departmental"), try number("dual.regional"), try number("dual.special")
    )
    groupKept = try number("group.kept")
    status = try scale("status")
    diplomas = try scale("diplomas")
    usualName = (try number("usual-name.women"), try number("usual-name.men"))
    commonNames = try number("names.common")
    nameStyles = try scale("names.styles")
    secondGiven = try number("names.second")
    homonyms = try number("homonyms")
    bornAtHome = try number("birthplace.own")
    bornAbroad = try number("birthplace.abroad")
  }

  /// The day on which a pension is claimed: the share of the draw, read off the curve in days.
  func pensionDay(birth: Day, share: Int64) -> Day {
    var last = pension[0]
    for point in pension.dropFirst() {
      if share < point.value {
        let span = max(1, point.value - last.value)
        let days = (point.from - last.from) * 1_461 * max(0, share - last.value) / (span * 4)
        return birth + Int(last.from * 1_461 / 4 + days)
      }
      last = point
    }
    return .distantFuture
  }

  /// The code that a draw falls on, in a scale of codes with shares.
  static func code(_ steps: [LawValue.Step], _ word: UInt64) -> UInt8 {
    var left = Int64(word.below(1_000_000))
    for step in steps {
      left -= step.value
      if left < 0 { return UInt8(truncatingIfNeeded: step.from) }
    }
    return UInt8(truncatingIfNeeded: steps.last?.from ?? 0)
  }
}
