import Foundation
import Testing

@testable import Pages

/// Contrasts of WCAG 2.2, computed from the style sheet itself.
@Suite struct ColourTests {
  /// The colours of a scheme: what follows a selector, up to its closing brace.
  private func colours(after selector: String) throws -> [String: [Double]] {
    let style = String(decoding: PackageResources.page_css, as: UTF8.self)
    let start = try #require(style.range(of: selector)).upperBound
    let end = try #require(style[start...].firstIndex(of: "}"))
    var colours: [String: [Double]] = [:]
    for match in style[start..<end].matches(of: /--([\w-]+): #([0-9a-f]{6})/) {
      let digits = Array(match.2)
      colours[String(match.1)] = stride(from: 0, to: 6, by: 2).map {
        Double(Int(String(digits[$0...$0 + 1]), radix: 16) ?? 0) / 255
      }
    }
    return colours
  }

  private func luminance(_ colour: [Double]) -> Double {
    let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private func contrast(_ one: [Double], _ other: [Double]) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test(arguments: [":root {", ":root[data-scheme=\"dark\"] {", ":root:not([data-scheme]) {"])
  func `every text and every line has the contrast of AA`(scheme: String) throws {
    let colours = try colours(after: scheme)
    func ratio(_ one: String, _ other: String) throws -> Double {
      contrast(try #require(colours[one]), try #require(colours[other]))
    }
    let texts = [
      ("ink", "paper"), ("soft", "paper"), ("ink", "sheet"), ("accent", "paper"),
      ("good", "paper"), ("warning", "paper"), ("bad", "paper"), ("good", "good-back"),
      ("warning", "warning-back"), ("bad", "bad-back"), ("ink", "good-back"),
      ("soft", "good-back"), ("soft", "bad-back"), ("soft", "warning-back"), ("ink", "bar"),
      ("cold", "h0"), ("cold", "h1"), ("cold", "h2"), ("hot", "h4"), ("hot", "h5"), ("hot", "h6"),
    ]
    for (text, back) in texts {
      let found = try ratio(text, back)
      #expect(found >= 4.5, "\(text) on \(back)")
    }
    let middle = try #require(colours["h3"])
    #expect(
      max(contrast(middle, [0.063, 0.075, 0.102]), contrast(middle, [1, 1, 1])) >= 4.5)
    for index in 1...6 {
      #expect(try ratio("c\(index)", "paper") >= 3, "c\(index)")
    }
  }

  @Test func `dark is the same whether the system or the reader asks for it`() throws {
    #expect(
      try colours(after: ":root[data-scheme=\"dark\"] {")
        == colours(after: ":root:not([data-scheme]) {"))
  }
}
