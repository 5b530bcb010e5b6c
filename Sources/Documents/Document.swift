private import Yams

/// A node of a YAML document that knows its place, so that every complaint can name it.
package struct Document: Sendable {
  /// What a node holds.
  package enum Content: Sendable {
    /// A scalar as it was written, without its quotes.
    case scalar(String)
    /// A list.
    case list([Document])
    /// Keys and values in the order of the file.
    case map([Entry])
  }

  /// A key with its value.
  package struct Entry: Sendable {
    /// The key.
    package let key: String
    /// The key's line.
    package let line: Int
    /// The value.
    package let value: Document
  }

  /// The file's path as the user gave it.
  package let file: String

  /// The node's line, from 1.
  package let line: Int

  /// The keys that lead to the node, joined with dots.
  package let path: String

  /// What the node holds.
  package let content: Content

  /// How many nodes a document may have once its aliases are expanded, and how deep they may lie:
  /// both far above any real file, both far below what would exhaust memory.
  private static let limits = (nodes: 400_000, depth: 32)

  private init(file: String, line: Int, path: String, content: Content) {
    self.file = file
    self.line = line
    self.path = path
    self.content = content
  }

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - file: The file's path as the user gave it.
  /// - Throws: ``Diagnostic`` for a syntax error, a duplicate key, or a document without end.
  package init(_ text: String, file: String) throws(Diagnostic) {
    let node: Node?
    // Editors on Windows begin a file with a byte order mark, which is no part of the YAML.
    let isMarked = text.unicodeScalars.first == "\u{feff}"
    let text = isMarked ? String(text.unicodeScalars.dropFirst()) : text
    do {
      // Only the texts of scalars are read, so that nobody asks what they would stand for: the
      // default resolver tries seven regular expressions on every key.
      node = try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw Self.diagnostic(error, file: file)
    } catch {
      throw Diagnostic(file: file, message: "cannot be read as YAML")
    }
    guard let node else { throw Diagnostic(file: file, message: "is empty") }
    var left = Self.limits.nodes
    self = try Self.convert(node, file: file, path: "", depth: 0, left: &left)
  }

  private static func diagnostic(_ error: YamlError, file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Diagnostic(file: file, line: mark.line, message: "not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      Diagnostic(
        file: file, line: secondLine(of: duplicates.first ?? "", context),
        message: "duplicate key '\(duplicates.first ?? "?")'")
    default:
      Diagnostic(file: file, message: "cannot be read as YAML")
    }
  }

  /// Finds the line of a key's second appearance; the parser only tells where its map begins.
  private static func secondLine(of key: String, _ context: YamlError.Context) -> Int {
    let lines = context.text.split(separator: "\n", omittingEmptySubsequences: false)
    let places = lines.indices.filter {
      $0 + 1 >= context.mark.line && String(lines[$0]).trimmed.hasPrefix("\(key):")
    }
    return (places.dropFirst().first ?? context.mark.line - 1) + 1
  }

  private static func convert(
    _ node: Node, file: String, path: String, depth: Int, left: inout Int
  ) throws(Diagnostic) -> Document {
    let line = node.mark?.line ?? 0
    left -= 1
    guard left > 0, depth < limits.depth else {
      throw Diagnostic(file: file, line: line, message: "the document is too large or too deep")
    }
    switch node {
    case .scalar(let scalar):
      return Document(file: file, line: line, path: path, content: .scalar(scalar.string))
    case .sequence(let sequence):
      var items: [Document] = []
      for (index, item) in sequence.enumerated() {
        items.append(
          try convert(item, file: file, path: "\(path)[\(index)]", depth: depth + 1, left: &left))
      }
      return Document(file: file, line: line, path: path, content: .list(items))
    case .mapping(let mapping):
      var entries: [Entry] = []
      var seen: Set<String> = []
      for (keyNode, valueNode) in mapping {
        let keyLine = keyNode.mark?.line ?? line
        guard let key = keyNode.scalar?.string else {
          throw Diagnostic(file: file, line: keyLine, message: "a key must be a plain word")
        }
        guard seen.insert(key).inserted else {
          throw Diagnostic(file: file, line: keyLine, message: "duplicate key '\(key)'")
        }
        let value = try convert(
          valueNode, file: file, path: path.isEmpty ? key : path + "." + key, depth: depth + 1,
          left: &left)
        entries.append(Entry(key: key, line: keyLine, value: value))
      }
      return Document(file: file, line: line, path: path, content: .map(entries))
    case .alias:
      throw Diagnostic(file: file, line: line, message: "an alias without an anchor")
    }
  }
}

extension Document {
  /// Makes a complaint about this node.
  ///
  /// - Parameter message: The sentence.
  /// - Returns: The complaint with the node's place.
  package func complaint(_ message: String) -> Diagnostic {
    Diagnostic(file: file, line: line, message: message)
  }

  private var label: String { path.isEmpty ? "the document" : "'\(path)'" }

  /// The entries of a map, all of whose keys must be known.
  ///
  /// - Parameter known: The keys that the map may have.
  /// - Returns: The entries in the order of the file.
  /// - Throws: ``Diagnostic`` if the node is no map, or has an unknown key.
  package func entries(known: [String]) throws(Diagnostic) -> [Entry] {
    let entries = try entries()
    for entry in entries where !known.contains(entry.key) {
      throw Diagnostic(
        file: file, line: entry.line,
        message: "unknown key '\(entry.value.path)'" + Nearest.hint(entry.key, among: known))
    }
    return entries
  }

  /// The entries of a map with free keys.
  ///
  /// - Returns: The entries in the order of the file.
  /// - Throws: ``Diagnostic`` if the node is no map.
  package func entries() throws(Diagnostic) -> [Entry] {
    guard case .map(let entries) = content else { throw complaint("\(label) must be a map") }
    return entries
  }

  /// The items of a list.
  ///
  /// - Returns: The items.
  /// - Throws: ``Diagnostic`` if the node is no list.
  package func items() throws(Diagnostic) -> [Document] {
    guard case .list(let items) = content else { throw complaint("\(label) must be a list") }
    return items
  }

  /// The text of a scalar.
  ///
  /// - Returns: The text as written, without quotes.
  /// - Throws: ``Diagnostic`` if the node is no scalar, or is empty.
  package func text() throws(Diagnostic) -> String {
    guard case .scalar(let text) = content, !text.isEmpty else {
      throw complaint("\(label) must be a plain value")
    }
    return text
  }

  /// A scalar that is one of some words.
  ///
  /// - Parameter words: The valid words.
  /// - Returns: The word.
  /// - Throws: ``Diagnostic`` for any other text, with the nearest valid word.
  package func word(among words: [String]) throws(Diagnostic) -> String {
    let text = try text()
    guard words.contains(text) else {
      throw complaint(
        "\(label) cannot be '\(text)'" + Nearest.hint(text, among: words)
          + " (one of: \(words.joined(separator: ", ")))")
    }
    return text
  }

  /// A scalar that is a quantity of a unit.
  ///
  /// - Parameter unit: The unit.
  /// - Returns: The quantity in the unit's base (cents, parts per million, …); never negative.
  /// - Throws: ``Diagnostic`` for another unit, a negative amount, or no number.
  package func quantity(_ unit: Unit) throws(Diagnostic) -> Int64 {
    do {
      return try unit.parse(try text())
    } catch let error as QuantityError {
      throw complaint("\(label): \(error)")
    } catch {
      throw complaint("\(label) must be a plain value")
    }
  }

  /// The value of a key.
  ///
  /// - Parameter key: The key.
  /// - Returns: Its value, or `nil` where the map has no such key or the node is no map.
  package subscript(key: String) -> Document? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The value of a key that must be there.
  ///
  /// - Parameter key: The key.
  /// - Returns: Its value.
  /// - Throws: ``Diagnostic`` where it is missing.
  package func required(_ key: String) throws(Diagnostic) -> Document {
    guard let value = self[key] else { throw complaint("\(label) lacks the key '\(key)'") }
    return value
  }
}
