import Calendar
import Foundation
import Scenario

/// What a scenario comes to: every setting with its origin, and the totals to expect.
struct EffectiveConfiguration {
  private let scenario: LoadedScenario
  private let totals: [ExpectedTotal]

  /// Works out what a scenario comes to.
  ///
  /// - Parameter scenario: The scenario.
  /// - Throws: `Diagnostic` where its territory cannot be built.
  init(_ scenario: LoadedScenario) throws {
    self.scenario = scenario
    totals = try ExpectedTotal.all(of: scenario)
  }

  /// The configuration for people.
  var text: String {
    let width = scenario.provenance.map(\.path.count).max() ?? 0
    let valueWidth = min(40, scenario.provenance.map(\.value.count).max() ?? 0)
    var lines = ["  \(scenario.name)  sha256 \(scenario.sha256)"]
    if !scenario.title.isEmpty { lines.append("  \(scenario.title)") }
    lines.append("  █ SETTINGS")
    for item in scenario.provenance {
      let value = item.value.isEmpty ? "–" : item.value
      lines.append(
        "    \(Self.dotted(item.path, width)) \(Self.padded(value, valueWidth))  \(item.origin)")
    }
    lines.append("  █ EXPECTED")
    let totalWidth = totals.map(\.name.count).max() ?? 0
    for total in totals {
      lines.append("    \(Self.dotted(total.name, totalWidth)) \(Self.grouped(total.count))")
    }
    return lines.joined(separator: "\n")
  }

  private static func dotted(_ name: String, _ width: Int) -> String {
    name + " " + String(repeating: ".", count: max(0, width - name.count) + 2) + ":"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// A number with a space between groups of three digits.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text += " " }
      text.append(digit)
    }
    return text
  }

  /// The configuration for programs.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let data = try encoder.encode(
        Encoded(
          schema: "cocarde-check-1", name: scenario.name, sha256: scenario.sha256,
          from: scenario.from.description, through: scenario.through.description,
          settings: scenario.provenance.map {
            Encoded.Setting(path: $0.path, value: $0.value, origin: $0.origin.description)
          },
          expected: totals.map { Encoded.Total(name: $0.name, count: $0.count) }))
      return String(decoding: data, as: UTF8.self)
    }
  }

  private struct Encoded: Encodable {
    struct Setting: Encodable {
      let path, value, origin: String
    }
    struct Total: Encodable {
      let name: String
      let count: Int
    }
    let schema, name, sha256, from, through: String
    let settings: [Setting]
    let expected: [Total]
  }
}
