import Foundation
import Testing

@testable import Pages

@Suite struct WordingTests {
  private static let sources: [String] = {
    let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Pages").standardized
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    // The pages of studies are put together by the command.
    let studies = folder.appending(path: "../cocarde/StudyHTML.swift")
    return ((files ?? []) + [studies]).filter { $0.pathExtension == "swift" }
      .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
  }()

  @Test func `each text stands once in each language`() {
    var seen: [String: [Language]] = [:]
    for entry in Texts.entries { seen[entry.key, default: []].append(entry.language) }
    #expect(seen.count > 400)
    for (key, languages) in seen {
      #expect(languages == [.english, .french], "\(key)")
    }
    #expect(Texts.entries.allSatisfy { !$0.text.isEmpty && !$0.key.isEmpty })
  }

  @Test func `both languages name the same values`() {
    func names(_ text: String) -> Set<String> {
      Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) })
    }
    for (key, english) in Texts.all[.english] ?? [:] where !key.hasSuffix(".one") {
      let french = Texts.all[.french]?[key] ?? ""
      #expect(names(english) == names(french), "\(key)")
    }
  }

  @Test func `every key that the pages ask for has a text`() throws {
    #expect(Self.sources.count > 15)
    let wording = Wording(.french)
    var asked = 0
    for source in Self.sources {
      // The key of a number comes behind it.
      for match in source.matches(of: /say\.count\([^"]*(?:"[a-z]+"\][^"]*)?"([A-Za-z0-9.]+)"\)/) {
        #expect(wording[String(match.1)] != nil, "\(match.1)")
      }
      for match in source.matches(of: /(?:say|note)\(\s*"([A-Za-z0-9.]+)"/) {
        asked += 1
        #expect(wording[String(match.1)] != nil, "\(match.1)")
      }
    }
    #expect(asked > 150)
  }

  @Test func `no page shows a key instead of a text`() throws {
    let keys = Set(Texts.entries.map { String($0.key.prefix { $0 != "." }) })
    for language in Language.allCases {
      let page = try HTMLReport.render(
        FullSummary.make(days: 60, queues: 2), language: language, scripts: .none)
      for match in Markup(page).text.matches(of: /\b([a-z]+)\.[a-z][A-Za-z0-9]+\b/)
      where keys.contains(String(match.1)) {
        // Metrics and settings have points in their names as well.
        let known = ["money.paid", "support.agents", "chart.js"]
        #expect(known.contains { match.0.hasPrefix($0) }, "\(match.0)")
      }
    }
  }

  @Test func `numbers, amounts and shares are written as the language does`() {
    let (french, english) = (Wording(.french), Wording(.english))
    #expect(french.number(18_402_119 as Int64) == "18\u{202f}402\u{202f}119")
    #expect(english.number(18_402_119 as Int64) == "18,402,119")
    #expect(french.euros(123_456) == "1\u{202f}234,56\u{202f}€")
    #expect(english.euros(123_456) == "€1,234.56")
    #expect(english.euros(-5) == "\u{2212}€0.05")
    #expect(french.shortEuros(1_802_345_678) == "18,02\u{202f}M€")
    #expect(english.shortEuros(1_802_345_678) == "€18.02m")
    #expect(english.shortEuros(85_168_730_040_0) == "€8.52bn")
    #expect(french.shortEuros(80_000) == "800\u{202f}€")
    #expect(french.percent(790_000) == "79,0\u{202f}%")
    #expect(english.percent(790_000) == "79.0%")
    #expect(english.percent(999_900, decimals: 2) == "99.99%")
    #expect(french.decimal(138, decimals: 2) == "1,38")
    #expect(english.decimal(-5, decimals: 2) == "\u{2212}0.05")
    #expect(english.measure(1.234) == "1.23")
    #expect(english.measure(1_234.6) == "1,235")
    #expect(english.measure(.nan) == "–")
  }

  @Test func `dates, months and times are written as the language does`() {
    let (french, english) = (Wording(.french), Wording(.english))
    #expect(french.date("2026-03-01") == "1er\u{a0}mars 2026")
    #expect(english.date("2026-03-31") == "31\u{a0}March 2026")
    #expect(english.date("soon") == "soon")
    #expect(french.month("2026-08") == "août 2026")
    #expect(english.month("2026-08-31") == "August 2026")
    #expect(english.time(second: 39_579) == "10:59:39")
    #expect(french.time(second: 39_579) == "10\u{a0}h\u{a0}59\u{a0}min\u{a0}39\u{a0}s")
    #expect(english.quantity(1, unit: "days") == "1 day")
    #expect(french.quantity(0, unit: "days") == "0 jour")
    #expect(french.quantity(5_100, unit: "µs") == "5,10\u{a0}ms")
    #expect(french.quantity(18_000_000_000, unit: "µs") == "5,00\u{a0}h")
    #expect(english.quantity(5_560, unit: "centiyear") == "55.60 years")
  }

  @Test func `a language is known by its tag and by a locale`() {
    #expect(Language(tag: "fr_FR.UTF-8") == .french)
    #expect(Language(tag: "EN") == .english)
    #expect(Language(tag: "de") == nil)
  }

  @Test func `what has no text yet is shown as words`() {
    let english = Wording(.english)
    #expect(english.name("brandNewState", of: "state") == "brand new state")
    #expect(english.name("brand_new_cents", of: "money") == "brand new")
    #expect(
      Wording(.french).name("working days, 420 min an agent", of: "calendar")
        == "jours ouvrés, 420 min par agent")
    #expect(english.name("too-early", of: "rule") == "session starts too early")
  }
}
