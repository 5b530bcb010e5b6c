import Foundation
import Testing

@testable import Pages

/// The pages as a browser sees them: run in continuous integration, and wherever Chromium is.
@Suite(
  .serialized,
  .enabled(
    if: Browser.path != nil || Browser.isDemanded,
    "chromium is not installed: sudo apt-get install chromium"))
struct BrowserTests {
  /// What each declared chart is: how often drawn, and how many pixels and colours it shows.
  private static let look = """
    [...document.querySelectorAll("[data-chart]")].map(place => {
      const canvases = place.tagName === "CANVAS" ? [place] : [...place.querySelectorAll("canvas")];
      let pixels = 0;
      const colours = new Set();
      for (const canvas of canvases) {
        if (!canvas.width || !canvas.height) continue;
        const data = new Uint32Array(
          canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        for (const value of data) if (value >>> 24 > 40) { pixels++; colours.add(value); }
      }
      const box = place.getBoundingClientRect();
      const folded = !!place.closest("details:not([open])");
      return [place.id, Number(place.dataset.drawn || 0), pixels, colours.size, box.width, folded];
    })
    """

  private func scripts() throws -> ChartScripts {
    let scripts = ChartScripts.installed()
    try #require(scripts.missing == [], "sudo apt-get install libjs-chart.js libjs-dygraphs")
    return scripts
  }

  /// Checks that every chart is drawn and nothing is wider than the page.
  private func check(_ browser: Browser, charts: Int, width: Int, _ place: Comment) throws {
    let found = try #require(try browser.evaluate(Self.look) as? [[Any]])
    #expect(found.count == charts, place)
    for chart in found {
      let name = "\(chart[0])"
      #expect(chart[1] as? Int ?? 0 > 0, "\(place): \(name) is not drawn")
      guard chart[5] as? Bool == false else { continue }
      #expect(chart[2] as? Int ?? 0 > 1_500, "\(place): \(name) is empty")
      #expect(chart[3] as? Int ?? 0 > 3, "\(place): \(name) has no colours")
      #expect(chart[4] as? Double ?? 0 > 200, "\(place): \(name) has no room")
    }
    let wide = try browser.evaluate("document.documentElement.scrollWidth") as? Int
    #expect(wide == width, "\(place): the page is wider than the window")
  }

  @Test func `every chart is drawn without a complaint, at two widths and in both schemes`() throws
  {
    let browser = try Browser()
    defer { browser.close() }
    let summary = FullSummary.make(days: 420, queues: 2)
    for (language, width, isDark) in [
      (Language.french, 1_280, false), (.english, 390, true), (.french, 390, false),
      (.english, 1_280, true),
    ] {
      let page = try HTMLReport.render(summary, language: language, scripts: scripts())
      let charts = HTMLReport.sheet(summary, Wording(language)).charts.count
      try browser.show(page, width: width, isDark: isDark)
      try check(browser, charts: charts, width: width, "\(language) \(width) \(isDark)")
      let back = try browser.evaluate("getComputedStyle(document.body).backgroundColor") as? String
      #expect(back == (isDark ? "rgb(20, 22, 27)" : "rgb(255, 255, 255)"))
    }
    #expect(browser.complaints == [])
  }

  @Test func `buttons sort, zoom, choose and switch, and paper is light`() throws {
    let browser = try Browser()
    defer { browser.close() }
    let summary = FullSummary.make(days: 800, queues: 1)
    let page = try HTMLReport.render(summary, language: .english, scripts: scripts())
    let charts = HTMLReport.sheet(summary, Wording(.english)).charts.count
    try browser.show(page, width: 1_280, isDark: true)

    // Dark to light, and every chart drawn again.
    _ = try browser.evaluate(
      "document.querySelectorAll('[data-chart]').forEach(c => { delete c.dataset.drawn })")
    _ = try browser.evaluate("document.getElementById('scheme').click()")
    #expect(try browser.evaluate("document.documentElement.dataset.scheme") as? String == "light")
    try check(browser, charts: charts, width: 1_280, "after the switch")
    #expect(try browser.evaluate("localStorage.getItem('cocarde-scheme')") as? String == "light")

    // A table in another order.
    let first = "document.querySelector('#systems tbody tr th').textContent"
    #expect(try browser.evaluate(first) as? String == "1 System 1")
    _ = try browser.evaluate("document.querySelectorAll('#systems .sort')[3].click()")
    #expect(try browser.evaluate(first) as? String == "47 System 47")

    // The map of another figure.
    _ = try browser.evaluate("document.querySelectorAll('[data-metric]')[1].click()")
    let pressed = "document.querySelector('[data-metric][aria-pressed=true]').textContent"
    #expect(try browser.evaluate(pressed) as? String == "Officials")

    // A year of it.
    _ = try browser.evaluate(
      "[...document.querySelectorAll('#activity .zoom button')].find(b => b.textContent == '2022')"
        + ".click()")
    let labels =
      try browser.evaluate(
        "document.querySelector('#activity .long').textContent") as? String
    #expect(labels?.contains("Jun") == true || labels?.contains("Jul") == true, "\(labels ?? "")")

    // On paper, and back.
    let paper = try browser.printed()
    #expect(paper.starts(with: Data("%PDF".utf8)) && paper.count > 100_000)
    #expect(try browser.evaluate("document.documentElement.className") as? String == "")
    #expect(browser.complaints == [])
  }

  @Test func `a study's charts are drawn as well`() throws {
    let browser = try Browser()
    defer { browser.close() }
    for isDark in [false, true] {
      let page = try StudyPageTests.example(.english).render(scripts: scripts())
      try browser.show(page, width: isDark ? 390 : 1_280, isDark: isDark)
      try check(browser, charts: 2, width: isDark ? 390 : 1_280, "study")
    }
    #expect(browser.complaints == [])
  }

  @Test func `a page that complains is seen to complain`() throws {
    let browser = try Browser()
    defer { browser.close() }
    let page = try StudyPageTests.example(.english).render(scripts: scripts())
    let broken = page.replacing("<body>", with: "<body><p style=\"color: red\">x</p>")
    try browser.show(broken, width: 800, isDark: false)
    #expect(browser.complaints.count == 1)
  }
}
