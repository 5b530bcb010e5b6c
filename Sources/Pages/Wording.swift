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

  /// A sentence of the summary, in the page's language where there is one.
  ///
  /// - Parameters:
  ///   - name: What it is the sentence of, such as `CAP-1`.
  ///   - kind: What is named: the key is `kind.name`.
  ///   - sentence: The sentence as the summary has it, in English.
  /// - Returns: The sentence for a reader; the summary's own where it isn't the one that is known
  ///   here, as in a summary of another version.
  package func sentence(_ name: String, of kind: String, as sentence: String) -> String {
    let key = "\(kind).\(name)"
    guard Texts.all[.english]?[key] == sentence else { return sentence }
    return texts[key] ?? sentence
  }

  /// The singular or the plural of a text.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - key: The key; `key.one` holds the singular, `{n}` the number.
  ///   - values: What stands for `{name}` in the text.
  /// - Returns: The text.
  package func count(
    _ count: Int64, _ key: String, _ values: KeyValuePairs<String, String> = [:]
  ) -> String {
    let isOne = language == .french ? count.magnitude < 2 : count == 1
    let found = isOne ? "\(key).one" : key
    var text = self(texts[found] == nil ? key : found, ["n": number(count)])
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
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

/// The tables of texts, each key with both languages.
///
/// `texts.txt` has what the pages say of themselves, `rules.txt` what a summary says in English.
enum Texts {
  /// The texts by language and key.
  static let all: [Language: [String: String]] = {
    var texts: [Language: [String: String]] = [.french: [:], .english: [:]]
    for entry in entries { texts[entry.language]?[entry.key] = entry.text }
    return texts
  }()

  /// Every text, in the order of the files.
  static let entries: [(key: String, language: Language, text: String)] = {
    var list: [(String, Language, String)] = []
    var key = ""
    let files = [PackageResources.texts_txt, PackageResources.rules_txt]
    for line in files.flatMap({ String(decoding: $0, as: UTF8.self).split(separator: "\n") }) {
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
