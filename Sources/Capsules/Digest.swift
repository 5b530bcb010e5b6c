internal import Draws
internal import Law
internal import Report
package import Scenario

extension Capsule {
  /// The digest of the seed, the settings, the reforms and the files that the capsule holds.
  package var inputsDigest: String { Self.digest([scenario.json]) }

  /// The digest of the failure and of what the run is narrowed to, as the capsule holds them.
  package var focusDigest: String { Self.digest([failure.json, focus.json]) }

  /// Writes down the digests of what the capsule holds.
  mutating func seal() {
    engine.inputs = inputsDigest
    engine.focus = focusDigest
  }

  private static func digest(_ values: [JSON]) -> String {
    // Nothing in a capsule is a number that JSON cannot write.
    SHA256.hex(of: values.flatMap { (try? $0.bytes()) ?? [] })
  }
}

/// The digests by which a replay tells what has changed since a capsule was written.
extension LoadedScenario {
  /// The digest of the law, its reforms and overlays included.
  package var lawDigest: String { Self.digest([law]) }

  /// The digest of what people do and who they are, overlays included.
  package var behaviourDigest: String { Self.digest([behaviour, population]) }

  /// A digest over every value of some tables: references and titles may change, values may not.
  private static func digest(_ tables: [ParameterTable]) -> String {
    var text = ""
    for table in tables {
      for parameter in table.parameters {
        text += parameter.name
        for value in parameter.values { text += " \(value.from) \(value.value)" }
        text += "\n"
      }
    }
    return SHA256.hex(of: Array(text.utf8))
  }
}
