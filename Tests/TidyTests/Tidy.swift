import Foundation

/// Checks of source text: each returns what it found, nothing for a tidy text.
enum Tidy {
  /// The longest line, in columns.
  static let columns = 100
  /// The longest file, in lines.
  static let fileLength = 400
  /// The longest body of a function, in lines.
  static let bodyLength = 70

  /// What no source says, with the reason; composed, so that this file may hold them.
  static let banned: [(word: String, reason: String)] = [
    ("fatal" + "Error(", "use preconditionFailure with a sentence, or throw"),
    ("try" + "!", "handle the error"),
    ("System" + "RandomNumberGenerator", "draw by seed, stream, entity and occasion"),
    ("FIX" + "ME", "do it or leave it"),
    ("TO" + "DO", "do it or leave it"),
  ]

  /// The rooms in which Foundation, with its clock and its locale, has no place.
  static let pure = [
    "Audit", "Behaviour", "Calendar", "Draws", "Kernel", "Law", "Ledger", "Oracle", "Platform",
  ]

  /// The rooms that may call the floating-point library: nothing there reaches a decision.
  static let floating = ["Load", "Report", "Statistics", "Study"]

  /// The lines that are too long.
  static func longLines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.count > columns }
  }

  /// The functions, with their lengths, whose bodies are too long.
  ///
  /// The formatter puts the closing brace in the column where the declaration starts.
  static func longBodies(_ text: String) -> [String] {
    var open: [(name: String, indentation: Int, line: Int)] = []
    var found: [String] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let indentation = line.prefix { $0 == " " }.count
      let content = line.dropFirst(indentation)
      if let last = open.last, last.indentation == indentation, content.hasPrefix("}") {
        let length = number - last.line - 1
        if length > bodyLength { found.append("\(last.name) (\(length) lines)") }
        open.removeLast()
      }
      if isFunction(content), !content.hasSuffix("}") {
        if let last = open.last, last.indentation == indentation { open.removeLast() }
        open.append((String(content.prefix(60)), indentation, number))
      }
    }
    return found
  }

  private static func isFunction(_ line: Substring) -> Bool {
    !line.hasPrefix("//")
      && line.firstMatch(of: /^(@\w+ |\w+ )*(func |init[(?<])/) != nil
  }

  /// The banned words that a text holds.
  static func bannedWords(_ text: String) -> [String] {
    var found = banned.filter { text.contains($0.word) }.map { "\($0.word): \($0.reason)" }
    if text.contains(/\bDate\(\)/) { found.append("the machine's clock") }
    return found
  }

  /// The places of one machine that a text names: not what stands inside an address.
  static func machinePaths(_ text: String) -> [String] {
    let path = /\/(work|tmp|home|root|Users)\/[A-Za-z0-9._-]+/
    let places = text.matches(of: path).filter { match in
      guard let before = text[..<match.range.lowerBound].last else { return true }
      return !before.isLetter && !before.isNumber && !"._~:/%-})".contains(before)
    }
    return places.map { String(text[$0.range]) }
      + (text.contains("../sha" + "red") ? ["../sha" + "red"] : [])
  }

  /// The calls of the floating-point library that a text makes.
  static func libmCalls(_ text: String) -> [String] {
    let call = /\b(log|log2|log10|log1p|exp|exp2|expm1|pow|sin|cos|tan|atan2|tanh|erf|cbrt)\(/
    return text.split(separator: "\n").compactMap { line in
      let code = line.prefix(while: { _ in true })
      guard !code.drop(while: { $0 == " " }).hasPrefix("//"),
        let match = code.firstMatch(of: call)
      else { return nil }
      let before = code[..<match.range.lowerBound]
      let isOwn = before.hasSuffix(".") || before.hasSuffix("func ")
      return isOwn ? nil : String(match.0)
    }
  }

  /// Whether a text imports Foundation.
  static func importsFoundation(_ text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      line.firstMatch(of: /^(package |internal |private |public |@\w+ )*import Foundation/) != nil
    }
  }
}
