import Calendar
import Draws
import Foundation
import Report
import Testing

@testable import Pages

@Suite struct HTMLReportTests {
  private static let small = FullSummary.make(days: 400, queues: 2)
  /// Stands for the libraries: what matters here is what becomes of them.
  private static let scripts: ChartScripts = {
    var scripts = ChartScripts.none
    scripts.chart = ChartScripts.inlined("window.Chart = 1; // </script> <!-- x\n")
    scripts.dygraphs = "window.Dygraph = 1;"
    scripts.dygraphsStyle = ".dygraph {}"
    return scripts
  }()

  private func page(
    _ summary: Summary, _ language: Language = .english, _ scripts: ChartScripts = Self.scripts
  ) throws -> String {
    try HTMLReport.render(summary, language: language, scripts: scripts)
  }

  @Test(arguments: Language.allCases)
  func `tags are balanced, attributes quoted and ids unique`(language: Language) throws {
    let markup = Markup(try page(Self.small, language))
    #expect(markup.problems == [])
    #expect(markup.counts["h1"] == 1)
    #expect(markup.counts["section"] == 15)
    #expect(markup.counts["figure"] ?? 0 > 12)
    #expect(markup.raw.count { $0.attributes["class"] == "chart-data" } > 12)
  }

  @Test func `the checker of tags finds what it is for`() {
    #expect(Markup("<p>a</p>").problems == [])
    #expect(Markup("<p>a</b></p>").problems.count == 1)
    #expect(Markup("<p>a").problems.count == 1)
    #expect(Markup("<p id=a>a</p>").problems.count == 1)
    #expect(Markup("<p id=\"a\">a</p><p id=\"a\">b</p>").problems.count == 1)
    #expect(Markup("<p>a > b</p>").problems.count == 1)
  }

  @Test func `the verdict comes first, and the sections in their order`() throws {
    let text = try page(Self.small)
    let order = [
      "verdict", "population", "rights", "activity", "fund", "dossiers", "queues", "load",
      "spectrum", "invariants", "refusals", "systems", "thresholds", "studies", "again",
    ]
    let places = order.map { id in text.range(of: "<section id=\"\(id)\"")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  @Test func `what others wrote is escaped wherever it stands`() throws {
    let evil = "</script><script>alert('x')</script> & \"quoted\""
    var summary = FullSummary.make(name: evil, days: 40, queues: 1)
    summary.scenario.command = "cocarde run '\(evil)'"
    summary.result.queues[0].name = evil
    summary.result.population.departments[0].name = evil
    summary.result.invariants[0].statement = evil
    summary.result.thresholds[0].expression = evil
    summary.result.violations = [
      ViolationLine(
        id: evil, day: "2026-03-31", official: 7, posting: evil, statement: [evil], replay: evil)
    ]
    let text = try page(summary)
    #expect(!text.contains("<script>alert"))
    #expect(Markup(text).problems == [])
    // The page's own script, two libraries and no other one may run.
    #expect(Markup(text).raw.count { $0.name == "script" && $0.attributes["type"] == nil } == 3)
  }

  @Test func `nothing comes from a network, and only what is written in the page may run`() throws {
    let text = try page(Self.small)
    for word in [" src=", "<link", "@import", "url(", "style=\"", "onclick"] {
      #expect(!text.contains(word), "\(word)")
    }
    let markup = Markup(text)
    let policy = try #require(text.firstMatch(of: /Security-Policy" content="([^"]*)"/)?.1)
    #expect(policy.hasPrefix("default-src &#39;none&#39;; "))
    for (name, attributes, text) in markup.raw where attributes["type"] == nil {
      let hash = Encoding.base64(SHA256.digest(of: Array(text.utf8)))
      #expect(policy.contains("sha256-\(hash)&#39;"), "\(name)")
    }
    #expect(!policy.contains("unsafe"))
  }

  @Test func `without the libraries the tables stay, and what to install is said`() throws {
    let text = try page(Self.small, .english, .none)
    #expect(text.contains("sudo apt-get install libjs-chart.js libjs-dygraphs"))
    let markup = Markup(text)
    #expect(markup.problems == [])
    #expect(markup.counts["canvas"] == nil)
    #expect(!text.contains("chart-data\">"))
    let charts = HTMLReport.sheet(Self.small, Wording(.english)).charts
    #expect(
      text.matches(of: /<details class="figures" open>/).count == charts.count(where: \.hasTable))
    #expect(try !page(Self.small).contains("apt-get"))
    var half = Self.scripts
    half.dygraphs = nil
    #expect(half.missing == ["libjs-dygraphs"])
  }

  @Test func `libraries that are not where they should be are missing`() {
    let scripts = ChartScripts.installed(in: "/nowhere")
    #expect(scripts.missing == ["libjs-chart.js", "libjs-dygraphs"])
    #expect(ChartScripts.inlined("a </script> b\n//# sourceMappingURL=x.map") == "a <\\/script> b")
  }

  @Test(arguments: Language.allCases)
  func `a summary of nothing has a page that says so`(language: Language) throws {
    let text = try page(Summary(), language)
    #expect(Markup(text).problems == [])
    #expect(text.contains("is-warning"))
    #expect(!text.contains("chart-data\">"))
  }

  @Test func `every chart says in words what is to be seen, and has its figures`() {
    for language in Language.allCases {
      let sheet = HTMLReport.sheet(Self.small, Wording(language))
      #expect(sheet.charts.count > 12)
      for chart in sheet.charts {
        #expect(chart.description.count > 20, "\(chart.title)")
        #expect(chart.table.map { !$0.rows.isEmpty } ?? false, "\(chart.title)")
      }
    }
  }

  @Test func `31 March and 5 July are marked on the days of credits`() throws {
    let sheet = HTMLReport.sheet(FullSummary.make(days: 800, queues: 1), Wording(.french))
    let chart = try #require(sheet.charts.first { $0.form == .days })
    #expect(
      chart.marks.map(\.label) == [
        "5\u{a0}juillet", "31\u{a0}mars", "5\u{a0}juillet", "31\u{a0}mars", "5\u{a0}juillet",
      ])
    #expect(chart.marks.first?.at == Double(Day(2021, 7, 5).rawValue))
  }

  @Test func `the pyramid begins with the first age at which there is anybody`() {
    let sheet = HTMLReport.sheet(Self.small, Wording(.english))
    #expect(sheet.charts.first { $0.form == .pyramid }?.places.first == "18–21")
  }

  @Test func `the fund has its alert line, and a queue its target`() throws {
    let sheet = HTMLReport.sheet(Self.small, Wording(.english))
    #expect(sheet.charts.contains { $0.limits.map(\.label) == ["alert line €2.00m"] })
    #expect(sheet.charts.contains { $0.limits.map(\.label) == ["target 10 days"] })
  }

  @Test func `the page of a national run stays under 3 MB with every library`() throws {
    let summary = FullSummary.make()
    let before = summary
    let installed = ChartScripts.installed()
    // Where they are not installed, as many bytes stand for them.
    var scripts = Self.scripts
    scripts.chart = installed.chart ?? String(repeating: "x", count: 200_000)
    scripts.dygraphs = installed.dygraphs ?? String(repeating: "x", count: 132_000)
    let text = try page(summary, .french, scripts)
    #expect(text.utf8.count < 3_000_000)
    #expect(text.utf8.count > 1_000_000)
    #expect(summary == before)
  }

  @Test func `the same summary gives the same page`() throws {
    #expect(try page(Self.small) == page(Self.small))
  }
}

extension Sheet {
  /// Every chart of a page, folded ones among them.
  var charts: [Chart] { sections.flatMap { Self.charts($0.blocks) } }

  private static func charts(_ blocks: [Block]) -> [Chart] {
    blocks.flatMap { block -> [Chart] in
      switch block {
      case .chart(let chart): [chart]
      case .folded(_, let inner): charts(inner)
      default: []
      }
    }
  }
}

extension Chart {
  var hasTable: Bool { table != nil }
}
