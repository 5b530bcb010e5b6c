import Foundation
import Testing

/// Every parameter that a scenario can set has a reader, or says that it has none.
@Suite struct ReaderTests {
  /// The rooms in which a run reads parameters.
  private static let rooms = [
    "Audit", "Behaviour", "Law", "Platform", "Population", "Simulation", "Territory",
  ]

  /// Names that are put together from parts, and how.
  private static let composed = [
    "_silent": "\\(provider)_silent", "_slow": "\\(provider)_slow",
    "_least": "\\(name)_least", "_most": "\\(name)_most",
  ]

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: TidyTests.root.appending(path: "Sources/\(path)"), encoding: .utf8)
  }

  /// The parameters of a file, each with whether it is there for information.
  private static func parameters(_ path: String) throws -> [(name: String, isInformative: Bool)] {
    var found: [(name: String, isInformative: Bool)] = []
    for line in try text(path).split(separator: "\n") {
      if let match = line.firstMatch(of: /^([a-z_]+(\.[a-z_0-9-]+)+):/) {
        found.append((String(match.1), false))
      } else if line == "  read: never", !found.isEmpty {
        found[found.count - 1].isInformative = true
      }
    }
    return found
  }

  /// What the sources of the rooms say: the texts between quotes, and the names after a point.
  private struct Words {
    var literals: Set<String> = []
    var members: Set<String> = []
    /// What stands before the first part that is put in, in texts such as `"allowance.\\(name)"`.
    var prefixes: Set<String> = []

    /// Reads a text byte by byte: two million of them are too many for patterns.
    mutating func read(_ text: String) {
      let bytes = Array(text.utf8)
      var place = 0
      while place < bytes.count {
        let start = place + 1
        place = start
        if bytes[start - 1] == UInt8(ascii: "\"") {
          while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != 10 {
            place += 1
          }
          note(String(decoding: bytes[start..<place], as: UTF8.self))
          place += 1
        } else if bytes[start - 1] == UInt8(ascii: ".") {
          while place < bytes.count, Self.isOfName(bytes[place]) { place += 1 }
          if place > start { members.insert(String(decoding: bytes[start..<place], as: UTF8.self)) }
        }
      }
    }

    private mutating func note(_ literal: String) {
      literals.insert(literal)
      if let range = literal.range(of: ".\\(") {
        prefixes.insert(String(literal[..<range.lowerBound]))
      }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  /// What reads parameters: the law's own names and fields apart.
  private static func sources() throws -> Words {
    var words = Words()
    for room in rooms {
      let folder = TidyTests.root.appending(path: "Sources/\(room)").path
      for file in try FileManager.default.contentsOfDirectory(atPath: folder)
      where file.hasSuffix(".swift") && !["LawName.swift", "Statute.swift"].contains(file) {
        words.read(try text("\(room)/\(file)"))
      }
    }
    return words
  }

  /// The case of each name that the law spells once, and the fields of a statute that hold it.
  private static func fields() throws -> [String: [String]] {
    var cases: [String: String] = [:]
    for match in try text("Law/LawName.swift").matches(of: /case (\w+) = "([^"]+)"/) {
      cases[String(match.1)] = String(match.2)
    }
    var fields: [String: [String]] = [:]
    for (place, name) in cases { fields[name] = [place] }
    let statute = try text("Law/Statute.swift")
    for match in statute.matches(of: /(\w+) = (max\(1, )?law\.\w+\(\.(\w+)\)/) {
      if let name = cases[String(match.3)] { fields[name]?.append(String(match.1)) }
    }
    return fields
  }

  private static func isRead(
    _ name: String, _ fields: [String: [String]], _ words: Words
  ) -> Bool {
    let parts = name.split(separator: ".")
    // A short name counts only where something puts the rest before it.
    let literals = parts.indices.filter {
      $0 == 0 || words.prefixes.contains(parts[..<$0].joined(separator: "."))
    }
    .map { parts[$0...].joined(separator: ".") }
    let parted = composed.filter { name.hasSuffix($0.key) }.map(\.value)
    return !words.literals.isDisjoint(with: literals + parted)
      || !words.members.isDisjoint(with: fields[name] ?? [])
  }

  private static func files() throws -> [String] {
    try ["Law", "Behaviour", "Population"].flatMap { room in
      let folder = TidyTests.root.appending(path: "Sources/\(room)/Data").path
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { $0.hasSuffix(".yaml") && $0 != "published.yaml" }
        .map { "\(room)/Data/\($0)" }
    }
  }

  @Test func `every parameter has a reader or is marked as information, and never both`() throws {
    let (fields, words) = (try Self.fields(), try Self.sources())
    var count = 0
    for file in try Self.files() {
      for parameter in try Self.parameters(file) {
        count += 1
        let isRead = Self.isRead(parameter.name, fields, words)
        #expect(
          isRead != parameter.isInformative,
          "\(parameter.name), \(file): \(isRead ? "is read: drop" : "is not read: say") read: never"
        )
      }
    }
    #expect(count > 300)
  }
}
