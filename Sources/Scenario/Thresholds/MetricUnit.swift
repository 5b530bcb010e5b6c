/// What the whole numbers of a metric measure.
package struct MetricUnit: Sendable, Hashable {
  /// What can be compared with each other.
  package enum Dimension: String, Sendable {
    /// Persons, things, steps.
    case count
    /// Euros, kept in cents.
    case money
    /// Shares, kept in parts per million.
    case share
    /// Durations, kept in nanoseconds.
    case time
    /// How often, kept in events a minute.
    case frequency

    /// The dimension in words, as the end of "is …".
    var words: String {
      switch self {
      case .count: "a plain number"
      case .money: "an amount"
      case .share: "a share"
      case .time: "a duration"
      case .frequency: "a rate"
      }
    }
  }

  /// The unit's name as a report writes it: `count`, `cents`, `ppm`, `days`, `milli-days`.
  package let name: String
  /// What it measures.
  package let dimension: Dimension
  /// How many of the dimension's base units one of it is, as a ratio.
  let base: Exact

  /// Reads a unit's name.
  ///
  /// - Parameter name: `cents`, `ppm`, `days`, …, with `milli-` before it for thousandths; a noun,
  ///   `count` or nothing for what is counted.
  package init(_ name: String) {
    let isMilli = name.hasPrefix("milli-") || name == "milli"
    let whole = isMilli ? String(name.dropFirst(name == "milli" ? 5 : 6)) : name
    let known = Self.known.first { $0.names.contains(whole) }
    self.name = name
    dimension = known?.dimension ?? .count
    base = Exact(known?.size ?? 1, isMilli ? 1_000 : 1)
  }

  /// The unit of thousandths of this one, in which means are reported.
  var thousandths: MetricUnit {
    MetricUnit(name.isEmpty || name == "count" ? "milli" : "milli-\(name)")
  }

  /// A number of this unit in the dimension's base unit.
  func inBase(_ value: Exact) -> Exact {
    value.scaled(by: base.numerator, over: base.denominator)
  }

  /// A number of the dimension's base unit in this unit.
  func fromBase(_ value: Exact) -> Exact {
    value.scaled(by: base.denominator, over: base.numerator)
  }

  /// The endings that a number in a threshold may have, with what they make of it.
  static let endings: [(names: [String], dimension: Dimension, size: Exact)] =
    [
      (["€", "EUR", "euro", "euros"], .money, Exact(100)), (["%"], .share, Exact(10_000)),
      (["‰"], .share, Exact(1_000)),
    ] + known.map { ($0.names, $0.dimension, Exact($0.size)) }

  private static let known: [(names: [String], dimension: Dimension, size: Int128)] = [
    (["cents", "cent"], .money, 1), (["ppm"], .share, 1),
    (["d", "day", "days"], .time, 86_400_000_000_000),
    (["h", "hour", "hours"], .time, 3_600_000_000_000),
    (["min", "minute", "minutes"], .time, 60_000_000_000),
    (["s", "second", "seconds"], .time, 1_000_000_000),
    (["ms", "milliseconds"], .time, 1_000_000), (["us", "µs", "microseconds"], .time, 1_000),
    (["ns", "nanoseconds"], .time, 1), (["/s"], .frequency, 60), (["/min"], .frequency, 1),
  ]
}
