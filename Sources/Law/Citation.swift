/// The texts that a reference cites, each in one canonical spelling: `CGCT R1621-7`,
/// `Arrêté du 12 juillet 2021, art. 3`, `Loi n° 2015-366, art. 15`.
///
/// References are written for people; this is how two of them are known to cite the same article.
package enum Citation {
  /// The two source documents and the contract, as references call them.
  private static let documents: [(sign: String, name: String)] = [
    ("rochure", "Brochure de la Caisse des Dépôts"),
    ("Pas à pas", "Guide de la Caisse des Dépôts"), ("uide de la", "Guide de la Caisse des Dépôts"),
    ("uide, page", "Guide de la Caisse des Dépôts"),
    ("onditions générales d’utilisation", "CGU"), ("CGU", "CGU"), ("EDOF", "EDOF"),
  ]

  private static let codes: [(sign: String, name: String)] = [
    ("CGCT", "CGCT"), ("Code du travail", "C. trav."), ("C. trav.", "C. trav."),
    ("Code électoral", "C. élect."), ("Code de la consommation", "C. conso."),
    ("C. conso.", "C. conso."),
    ("C. élect.", "C. élect."), ("CGI", "CGI"),
    ("NC", "C. communes NC"),
  ]

  /// Reads the citations of a reference.
  ///
  /// - Parameter reference: For example `CGCT L2123-12-1 et R1621-4 : at least 1 %`.
  /// - Returns: The citations in the order of the text, each once.
  package static func all(in reference: String) -> [String] {
    var found: [(place: String.Index, name: String)] = []
    for (sign, name) in codes {
      for range in reference.ranges(of: sign) {
        for article in articles(reference[range.upperBound...]) {
          found.append((range.lowerBound, "\(name) \(article)"))
        }
      }
    }
    for match in reference.matches(
      of: /[Aa]rrêté du (\d+(?:er)?) (\p{L}+) (\d{4})(?:, art\. ([0-9A-Za-z-]+))?/)
    {
      let (_, day, month, year, article) = match.output
      let text = "Arrêté du \(day) \(month) \(year)"
      found.append((match.range.lowerBound, text + suffix(article)))
    }
    let law =
      /[Ll]oi(?: n°)? (\d{2,4}-\d+)(?: du \d+(?:er)? \p{L}+ \d{4})?(?:, art\. ([0-9A-Za-z-]+))?/
    let decree =
      /[Dd]écret(?: n°)? (\d{2,4}-\d+)(?: du \d+(?:er)? \p{L}+ \d{4})?(?:, art\. ([0-9A-Za-z-]+))?/
    for (kind, pattern) in [("Loi", law), ("Décret", decree)] {
      for match in reference.matches(of: pattern) {
        let (_, number, article) = match.output
        found.append((match.range.lowerBound, "\(kind) n° \(number)" + suffix(article)))
      }
    }
    for (sign, name) in documents {
      if let range = reference.firstRange(of: sign) { found.append((range.lowerBound, name)) }
    }
    var names: [String] = []
    // Stable: the articles of one list keep their order.
    for item in found.enumerated().sorted(by: {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }) where !names.contains(item.element.name) { names.append(item.element.name) }
    return names
  }

  private static func suffix(_ article: Substring?) -> String {
    article.map { ", art. \($0)" } ?? ""
  }

  /// The articles that follow the name of a code: `L192 et L336`, `R1221-9-2, L1621-3`.
  private static func articles(_ text: Substring) -> [Substring] {
    var rest = text
    var articles: [Substring] = []
    while let match = rest.prefixMatch(of: /(?:,? et |, | )?([LRD]\d[0-9A-Z-]*|261-[0-9-]+°)/) {
      articles.append(match.output.1)
      rest = rest[match.range.upperBound...]
    }
    return articles
  }
}
