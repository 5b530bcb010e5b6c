internal import Calendar
internal import Documents

/// A published figure beside what a roster has.
package struct Margin: Equatable, Sendable {
  /// What is counted.
  package let name: String
  /// `ppm` (a share), `count`, or `centiyear` (a hundredth of a year).
  package let unit: String
  /// The published figure.
  package let published: Int64
  /// The figure of the roster.
  package let generated: Int64
  /// How far the two may lie apart.
  package let tolerance: Int64
  /// Where the published figure comes from.
  package let source: String

  /// Whether the figures lie within the tolerance.
  package var isMet: Bool { abs(generated - published) <= tolerance }
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
