internal import Law
package import Scenario

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
