internal import Documents

/// A value that somebody gave to a name.
struct Assignment {
  /// The setting's or parameter's name.
  let path: String
  /// The value with its place.
  let value: Document
  /// Who said so.
  let origin: Origin

  /// Makes a complaint about the value.
  func complaint(_ message: String) -> Diagnostic {
    switch origin {
    case .file(let file, let line): Diagnostic(file: file, line: line, message: message)
    default: Diagnostic(file: origin.description, message: message)
    }
  }

  /// Runs a reading of the value; a complaint about a flag or variable has no line.
  func reading<Value>(
    _ body: (Document) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value {
    do {
      return try body(value)
    } catch {
      if case .file = origin { throw error }
      throw Diagnostic(file: origin.description, message: error.message)
    }
  }

  /// The value as it was written, on one line.
  var written: String { Self.written(value) }

  /// A value as YAML on one line.
  static func flow(_ node: Document) -> String {
    switch node.content {
    case .scalar(let text): "'\(text)'"
    case .list(let items): "[\(items.map(flow).joined(separator: ", "))]"
    case .map: "{}"
    }
  }

  private static func written(_ node: Document) -> String {
    switch node.content {
    case .scalar(let text): text
    case .list(let items): items.map(written).joined(separator: ", ")
    case .map(let entries):
      entries.map { "\($0.key): \(written($0.value))" }.joined(separator: ", ")
    }
  }
}

extension Assignment {
  /// Creates the assignment of a text outside a file.
  ///
  /// The text is one plain value, unless it starts as a YAML list or map does.
  init(path: String, text: String, origin: Origin) throws(Diagnostic) {
    let start = text.trimmed.first
    let yaml =
      start == "[" || start == "{"
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    do {
      let document = try Document("'\(path)': \(yaml)", file: origin.description)
      self.init(path: path, value: try document.required(path), origin: origin)
    } catch {
      throw Diagnostic(file: origin.description, message: "\(path): \(error.message)")
    }
  }

  /// Reads a scenario file's assignments; a nested map is the same as names with dots.
  ///
  /// - Parameter document: The file.
  /// - Returns: Settings and parameters in the order of the file.
  /// - Throws: ``Diagnostic`` for a name that stands twice, or a file that is no map.
  static func all(in document: Document) throws(Diagnostic) -> [Assignment] {
    var found: [Assignment] = []
    try collect(document, prefix: "", into: &found)
    var lines: [String: Int] = [:]
    for assignment in found {
      if let line = lines[assignment.path] {
        throw assignment.complaint(
          "'\(assignment.path)' is set twice; the first time in line \(line)")
      }
      if case .file(_, let line) = assignment.origin { lines[assignment.path] = line }
    }
    return found
  }

  private static func collect(
    _ node: Document, prefix: String, into found: inout [Assignment]
  ) throws(Diagnostic) {
    for entry in try node.entries() {
      let path = prefix + entry.key
      if path == "parameters" {
        for parameter in try entry.value.entries() {
          found.append(
            Assignment(
              path: parameter.key, value: parameter.value,
              origin: .file(node.file, parameter.line)))
        }
      } else if case .map = entry.value.content, Setting.named(path) == nil {
        try collect(entry.value, prefix: path + ".", into: &found)
      } else {
        found.append(
          Assignment(
            path: path, value: entry.value, origin: .file(node.file, entry.line)))
      }
    }
  }
}
