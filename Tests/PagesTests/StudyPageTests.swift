import Testing

@testable import Pages

@Suite struct StudyPageTests {
  /// A page with a chart of each kind that studies have.
  static func example(_ language: Language) -> StudyPage {
    var page = StudyPage(language)
    let say = page.say
    page.kind = "Search"
    page.title = "support.agents"
    page.question = "How few agents keep nine of ten below ten days?"
    page.answer = "23 agents keep it <always>."
    page.tone = .good
    page.commands = ["cocarde search Scenarios/renewal-2026.yaml --vary support.agents=1..200"]
    page.identity = [(name: "seed", value: "7")]
    let places = stride(from: 1.0, through: 40, by: 3).map { $0 }
    let lines = Chart.intervals(
      "Stay, 95%", description: "The stay falls with each agent.", say, unit: "days",
      places: places, placeTitle: "agents",
      series: [
        (
          name: "p(95)",
          points: places.map { Estimate(200 / $0, low: 170 / $0, high: 230 / $0) }
        )
      ])
    page.sections = [
      Sheet.Section(
        "response", "Response",
        [
          .chart(
            Chart.response(
              lines, threshold: Chart.Mark(at: 10, "10 days"),
              limit: Estimate(23, low: 21, high: 25), say))
        ]),
      Sheet.Section(
        "pairs", "Pairs",
        [
          .chart(
            Chart.forest(
              "Reform against law", description: "Two of three differ.", say, unit: "cents",
              none: 0,
              lines: [
                (name: "credited", estimate: Estimate(120_000, low: 90_000, high: 150_000)),
                (name: "paid", estimate: Estimate(-5_000, low: -20_000, high: 10_000)),
                (name: "expired", estimate: Estimate(-50_000, low: -70_000, high: -30_000)),
              ]))
        ]),
    ]
    return page
  }

  @Test(arguments: Language.allCases)
  func `a study has its question, its answer, its charts and its command`(
    language: Language
  ) throws {
    let text = try Self.example(language).render(scripts: .none)
    let markup = Markup(text)
    #expect(markup.problems == [])
    #expect(text.contains("23 agents keep it &lt;always&gt;."))
    #expect(text.contains("How few agents"))
    #expect(text.contains("cocarde search Scenarios/renewal-2026.yaml"))
    #expect(markup.counts["figure"] == 2)
  }

  @Test func `estimates are written with their intervals`() {
    let (english, french) = (Wording(.english), Wording(.french))
    let estimate = Estimate(27.44, low: 26.6, high: 28.21)
    #expect(english.text(estimate, unit: "days") == "27.4\u{a0}d [26.6\u{a0}d, 28.2\u{a0}d]")
    #expect(french.text(estimate, unit: "days") == "27,4\u{a0}j [26,6\u{a0}j ; 28,2\u{a0}j]")
    #expect(english.text(Estimate(0.5), unit: "count") == "0.500")
  }

  @Test func `a difference whose interval holds no difference is not told apart`() throws {
    let chart = try #require(Self.example(.english).sheet.charts.last)
    #expect(
      chart.table?.rows.map { $0.last?.text } == ["differs", "not told apart", "differs"])
    #expect(chart.limits.map(\.at) == [0])
  }

  @Test func `the limit that was found stands in the chart with its interval`() throws {
    let chart = try #require(Self.example(.english).sheet.charts.first)
    #expect(chart.marks.map(\.label) == ["limit 23.0 [21.0, 25.0]"])
    #expect(chart.limits.map(\.label) == ["10 days"])
  }
}
