/// The language that a page is written in.
package enum Language: String, Sendable, CaseIterable {
  /// French, as the administration writes it.
  case french = "fr"
  /// English.
  case english = "en"

  /// What browsers call it.
  package var tag: String { self == .french ? "fr-FR" : "en-GB" }

  /// The language of a tag or of a locale, if it is one of both.
  ///
  /// - Parameter tag: For example `fr`, `fr-FR` or `fr_FR.UTF-8`.
  package init?(tag: String) {
    let name = tag.lowercased().prefix { $0.isLetter }
    guard let language = Language(rawValue: String(name)) else { return nil }
    self = language
  }
}
