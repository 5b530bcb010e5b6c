internal import Report

/// Texts, numbers, amounts and dates as one language writes them.
package struct Wording: Sendable {
  /// The language.
  package let language: Language
  private let texts: [String: String]

  /// Creates the wording of a language.
  ///
  /// - Parameter language: The language.
  package init(_ language: Language) {
    self.language = language
    texts = Texts.all[language] ?? [:]
  }

  /// The text of a key; the key itself where there is none, so that a gap is seen.
  ///
  /// - Parameters:
  ///   - key: The key, such as `verdict.held`.
  ///   - values: What stands for `{name}` in the text.
  /// - Returns: The text.
  package func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String> = [:])
    -> String
  {
    var text = texts[key] ?? key
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }

  /// The text of a key, if there is one.
  ///
  /// - Parameter key: The key.
  package subscript(key: String) -> String? { texts[key] }

  /// The name of something that data names: its text, or the name as words.
  ///
  /// - Parameters:
  ///   - name: The name, such as `paid_cents` or `too-early`.
  ///   - kind: What is named: the key is `kind.name`.
  /// - Returns: The name for a reader.
  package func name(_ name: String, of kind: String) -> String {
    if let text = texts["\(kind).\(name)"] { return text }
    // A name with one number in it has its text under `{n}`.
    let digits = name.drop { !$0.isNumber }.prefix { $0.isNumber }
    if !digits.isEmpty, let text = texts["\(kind).\(name.replacing(digits, with: "{n}"))"] {
      return text.replacing("{n}", with: digits)
    }
    let base = name.hasSuffix("_cents") ? String(name.dropLast("_cents".count)) : name
    return spaced(base)
  }

  /// The singular or the plural of a text.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - key: The key; `key.one` holds the singular, `{n}` the number.
  /// - Returns: The text.
  package func count(_ count: Int64, _ key: String) -> String {
    let isOne = language == .french ? count.magnitude < 2 : count == 1
    let found = isOne ? "\(key).one" : key
    return self(texts[found] == nil ? key : found, ["n": number(count)])
  }

  /// A camel-case or hyphenated name as words.
  private func spaced(_ name: String) -> String {
    var words = ""
    for letter in name {
      if letter == "_" || letter == "-" {
        words.append(" ")
      } else if letter.isUppercase, !words.isEmpty, words.last?.isLowercase == true {
        words += " " + letter.lowercased()
      } else {
        words.append(letter)
      }
    }
    return words
  }
}

/// The table of texts: one file, each key with both languages.
enum Texts {
  /// The texts by language and key.
  static let all: [Language: [String: String]] = {
    var texts: [Language: [String: String]] = [.french: [:], .english: [:]]
    for entry in entries { texts[entry.language]?[entry.key] = entry.text }
    return texts
  }()

  /// Every text, in the order of the file.
  static let entries: [(key: String, language: Language, text: String)] = {
    var list: [(String, Language, String)] = []
    var key = ""
    for line in String(decoding: PackageResources.texts_txt, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      if let language = Language(rawValue: String(line.prefix(2))), line.dropFirst(2).first == " " {
        list.append((key, language, String(line.dropFirst(3))))
      } else {
        key = String(line)
      }
    }
    return list
  }()
}
