internal import Calendar

/// Reads parameters of one day into plain numbers.
struct LawReader {
  /// The table.
  let law: ParameterTable
  /// The day.
  let day: Day

  /// A number, 0 where there is no value.
  func number(_ name: LawName) -> Int64 { law.number(name.rawValue, on: day) }

  /// A limit, `.max` where there is none.
  func limit(_ name: LawName) -> Int64 { law.number(name.rawValue, on: day, absent: .max) }

  /// A small number, 0 where there is no value.
  func count(_ name: LawName) -> Int { Int(number(name)) }

  /// A small limit, `.max` where there is none.
  func countLimit(_ name: LawName) -> Int { Int(limit(name)) }

  /// A rule's name, empty where there is none.
  func rule(_ name: LawName) -> String { law.rule(name.rawValue, on: day) }

  /// The first day of the number in force, `nil` where there is none.
  func start(_ name: LawName) -> Day? {
    guard let inForce = law[name.rawValue]?.inForce(on: day), case .number = inForce.value else {
      return nil
    }
    return inForce.from
  }
}
