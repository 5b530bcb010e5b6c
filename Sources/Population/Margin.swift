internal import Calendar
internal import Documents

/// A published figure beside what a roster has.
package struct Margin: Equatable, Sendable {
  /// What is counted.
  package let name: String
  /// `ppm` (a share), `count`, or `centiyear` (a hundredth of a year).
  package let unit: String
  /// The published figure.
  package private(set) var published: Int64
  /// The figure of the roster.
  package private(set) var generated: Int64
  /// How far the two may lie apart.
  package private(set) var tolerance: Int64
  /// Where the published figure comes from.
  package let source: String
  /// What the figure is a ratio of.
  private var counted: (value: Int64, base: Int64)

  /// Whether the figures lie within the tolerance.
  package var isMet: Bool { abs(generated - published) <= tolerance }

  /// Sets a published figure beside a count out of another, or a sum over it.
  init(_ row: PublishedMargin, value: Int64, base: Int64) {
    name = row.name
    unit = row.unit
    published = row.published
    source = row.source
    counted = (value, base)
    generated = Self.ratio(value, base, row.unit)
    switch row.unit {
    case "ppm":
      // Four standard deviations of a binomial share, and four events where few are expected.
      let variance = row.published * (1_000_000 - row.published) / base
      tolerance = row.tolerance + 4 * Self.squareRoot(variance) + 4_000_000 / base
    case "centiyear":
      // Ages scatter by some 12 years.
      tolerance = row.tolerance + 4 * Self.squareRoot(1_200 * 1_200 / base)
    default: tolerance = row.tolerance
    }
  }

  private static func ratio(_ value: Int64, _ base: Int64, _ unit: String) -> Int64 {
    switch unit {
    case "ppm": (value * 1_000_000 + base / 2) / base
    case "centiyear": value / base
    default: value
    }
  }

  /// The whole square root, from above: Newton's steps on integers.
  private static func squareRoot(_ number: Int64) -> Int64 {
    guard number > 1 else { return number }
    var root = number
    var next = (root + 1) / 2
    while next < root {
      root = next
      next = (root + number / root) / 2
    }
    return root + 1
  }

  /// Adds the same margin of another country: counts are set beside as many times the published
  /// one, shares and means are those of all their people, and no less narrow than in each country.
  mutating func add(_ other: Margin) {
    counted.value += other.counted.value
    counted.base += other.counted.base
    generated = Self.ratio(counted.value, counted.base, unit)
    guard unit == "count" else {
      tolerance = max(tolerance, other.tolerance)
      return
    }
    published += other.published
    tolerance += other.tolerance
  }

  package static func == (left: Margin, right: Margin) -> Bool {
    left.name == right.name && left.published == right.published
      && left.generated == right.generated && left.tolerance == right.tolerance
      && left.counted == right.counted
  }
}

/// A row of the embedded file of margins.
struct PublishedMargin: Sendable {
  let name: String
  let unit: String
  let published: Int64
  let tolerance: Int64
  let isNational: Bool
  let source: String

  static func all() throws(Diagnostic) -> [PublishedMargin] {
    var rows: [PublishedMargin] = []
    var line = 0
    for text in String(decoding: PackageResources.margins_csv, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      line += 1
      if text.isEmpty || text.hasPrefix("#") || text.hasPrefix("name;") { continue }
      let fields = text.split(separator: ";", maxSplits: 5).map(String.init)
      guard fields.count == 6, ["ppm", "count", "centiyear"].contains(fields[1]),
        let published = Int64(fields[2]), let tolerance = Int64(fields[3]),
        ["national", "any"].contains(fields[4])
      else {
        throw Diagnostic(file: "margins.csv", line: line, message: "is not a margin")
      }
      rows.append(
        PublishedMargin(
          name: fields[0], unit: fields[1], published: published, tolerance: tolerance,
          isNational: fields[4] == "national", source: fields[5]))
    }
    return rows
  }
}
