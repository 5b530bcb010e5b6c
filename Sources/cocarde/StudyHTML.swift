import Foundation
import Pages
import Report

/// The page of a study: its question, its answer, charts and tables of the figures it shows.
struct StudyHTML {
  private let report: StudyReport
  private let say: Wording
  private var page: StudyPage

  /// Writes the page of a study as one file that opens offline.
  ///
  /// - Parameters:
  ///   - report: What the study found.
  ///   - exit: How it ended.
  ///   - complaints: Why, one sentence each.
  ///   - language: The language of the page.
  /// - Returns: The file.
  /// - Throws: `ReportError` where a template cannot be read.
  static func render(
    _ report: StudyReport, _ exit: Exit, _ complaints: [String], _ language: Language
  ) throws -> String {
    var study = StudyHTML(report, language)
    study.page.exit = exit.rawValue
    study.page.reasons = complaints
    study.page.tone = exit == .held ? .good : exit == .violated ? .bad : .warning
    study.compose()
    return try study.page.render()
  }

  private init(_ report: StudyReport, _ language: Language) {
    self.report = report
    page = StudyPage(language)
    say = page.say
    page.title = report.scenario.name
    page.version = report.engine.version
    page.commands = report.scenario.command.map { [$0] } ?? []
    page.identity = [
      (name: "sha256", value: report.scenario.sha256),
      (
        name: say("study.seeds"), value: report.seeds.map(String.init).joined(separator: " ")
      ),
      (name: "audit", value: report.audit ? say("study.on") : say("study.off")),
    ]
  }

  private mutating func compose() {
    page.figures = [
      Sheet.Figure(say("study.runs"), say.number(report.engine.runs)),
      Sheet.Figure(say("study.seeds"), say.number(report.seeds.count)),
    ]
    note("study.notJudged", report.notJudged)
    note("study.notInStudies", report.notInStudies)
    switch StudyReport.Kind(rawValue: report.kind) ?? .replications {
    case .replications: replications()
    case .sweep: sweep()
    case .compare: compare()
    case .search: search()
    }
    for (index, arm) in report.arms.enumerated() where !arm.thresholds.isEmpty {
      thresholds(arm, index)
    }
  }

  /// Says something of a list of names, where there are any.
  private mutating func note(_ key: String, _ names: [String]) {
    guard !names.isEmpty else { return }
    page.reasons.append(say(key, ["list": names.joined(separator: ", ")]))
  }

  private mutating func replications() {
    page.kind = say("study.replications")
    page.question = say("study.chance")
    page.answer = say("study.intervals", ["n": say.number(report.seeds.count)])
    guard let arm = report.arms.first else { return }
    let partly = report.metrics.compactMap { arm[$0] }.filter { $0.measured < report.seeds.count }
    note(
      "study.partly", partly.map { "\($0.name) (\($0.measured) / \(report.seeds.count))" })
    page.sections.append(
      Sheet.Section("figures", say("study.figures"), [.table(estimates(of: arm))]))
  }

  private func estimates(of arm: StudyArm) -> Table {
    Table(
      say("study.means"),
      [
        Table.Column(say("study.column.figure"), .words), Table.Column(say("study.column.mean")),
        Table.Column("±"), Table.Column("min"), Table.Column("max"),
      ],
      report.metrics.compactMap { arm[$0] }.map { line in
        [
          Table.Cell(line.name),
          Table.Cell(say.measured(line.mean, unit: line.unit)),
          Table.Cell(
            line.halfWidth.map { say.measured($0, unit: line.unit) } ?? "–",
            tone: line.isPrecise == false ? .warning : .plain),
          Table.Cell(say.measured(Double(line.min), unit: line.unit)),
          Table.Cell(say.measured(Double(line.max), unit: line.unit)),
        ]
      })
  }

  private func estimate(_ line: EstimateLine) -> Estimate {
    Estimate(
      line.mean, low: line.halfWidth.map { line.mean - $0 },
      high: line.halfWidth.map { line.mean + $0 })
  }

  private mutating func sweep() {
    page.kind = say("study.sweep")
    let paths = report.arms.first?.settings.map(\.path) ?? []
    page.question = say("study.follows", ["paths": paths.joined(separator: ", ")])
    page.answer = say(
      "study.values",
      ["values": say.number(report.arms.count), "seeds": say.number(report.seeds.count)])
    let places = report.arms.compactMap {
      $0.settings.count == 1 ? number($0.settings[0].value) : nil
    }
    var blocks: [Sheet.Block] = []
    for metric in report.metrics where places.count == report.arms.count {
      guard let line = report.arms.compactMap({ $0[metric] }).first else { continue }
      blocks.append(
        .chart(
          Chart.intervals(
            metric,
            description: say("study.eachValue"), say,
            unit: line.unit, places: places, placeTitle: paths.first ?? "",
            series: [(name: metric, points: report.arms.map { $0[metric].map(estimate) })])))
    }
    blocks.append(
      .table(
        Table(
          say("study.allValues"),
          [Table.Column(say("study.column.value"), .words)]
            + report.metrics.map { Table.Column($0) },
          report.arms.map { arm in
            [Table.Cell(arm.label)]
              + report.metrics.map { metric in
                Table.Cell(arm[metric].map { say.text(estimate($0), unit: $0.unit) } ?? "–")
              }
          })))
    page.sections.append(Sheet.Section("response", say("study.response"), blocks))
  }

  /// The number that a value begins with: `800` of `800 €`.
  private func number(_ value: String) -> Double? {
    let digits = value.filter { $0 != "_" && $0 != "\u{202f}" && $0 != "\u{a0}" }
      .prefix { $0.isNumber || $0 == "." || $0 == "-" }
    return Double(digits)
  }

  private mutating func compare() {
    page.kind = say("study.comparison")
    let labels = report.arms.map(\.label)
    page.question = say(
      "study.differsBetween", ["a": labels.first ?? "A", "b": labels.last ?? "B"])
    let shown = report.differences.filter { report.metrics.contains($0.name) }
    let differing = shown.count { $0.isSignificantInFamily == true }
    page.answer = say(
      "study.beyondChance", ["n": say.number(differing), "all": say.number(shown.count)])
    note("study.notCompared", report.metrics.filter { name in !shown.contains { $0.name == name } })
    let partly = shown.filter { $0.pairs < report.seeds.count }
    note("study.partly", partly.map { "\($0.name) (\($0.pairs) / \(report.seeds.count))" })
    let relative = shown.filter { $0.a.magnitude > 0 }
    let forest = Chart.forest(
      say("study.share"),
      description: say("study.forest"), say, unit: "ppm", none: 0,
      lines: relative.map { line in
        let scale = 1_000_000 / line.a.magnitude
        let half = line.familyHalfWidth ?? line.halfWidth
        return (
          name: line.name,
          estimate: Estimate(
            line.mean * scale, low: half.map { (line.mean - $0) * scale },
            high: half.map { (line.mean + $0) * scale })
        )
      })
    let table = Table(
      say("study.differences"),
      [
        Table.Column(say("study.column.figure"), .words), Table.Column("A"), Table.Column("B"),
        Table.Column("B − A"), Table.Column("± 95 %"), Table.Column(say("study.column.family")),
        Table.Column("ρ"), Table.Column("variance ÷"),
        Table.Column(say("study.column.method"), .words),
      ],
      shown.map { line in
        func measured(_ value: Double?) -> Table.Cell {
          Table.Cell(value.map { say.measured($0, unit: line.unit) } ?? "–")
        }
        return [
          Table.Cell(line.name), measured(line.a), measured(line.b), measured(line.mean),
          measured(line.halfWidth), measured(line.familyHalfWidth),
          Table.Cell(line.correlation.map { say.measure($0) } ?? "–"),
          Table.Cell(line.varianceRatio.map { say.measure($0) } ?? "–"),
          Table.Cell(line.method),
        ]
      })
    page.sections.append(
      Sheet.Section(
        "differences", say("study.differences"),
        (relative.isEmpty ? [] : [.chart(forest)]) + [.table(table)]))
  }

  private mutating func search() {
    page.kind = say("study.search")
    guard let search = report.search else { return }
    page.question = search.keep
    let sentences = search.findings.map { finding in
      finding.text(of: say("study.search.\(finding.sentence.rawValue)")) { say.measure($0) }
    }
    page.answer = sentences.first ?? ""
    page.reasons += sentences.dropFirst()
    let tried = search.tried.sorted { (number($0.value) ?? 0) < (number($1.value) ?? 0) }
    let unit = tried.first?.threshold.unit ?? "count"
    let lines = Chart.intervals(
      search.keep,
      description: say("study.tried"), say,
      unit: unit, places: tried.map { number($0.value) ?? 0 }, placeTitle: search.path,
      series: [
        (
          name: search.keep,
          points: tried.map { value in
            value.threshold.mean.map { mean in
              let half = value.threshold.halfWidth
              return Estimate(mean, low: half.map { mean - $0 }, high: half.map { mean + $0 })
            }
          }
        )
      ])
    let limit = search.answer.flatMap(number).map { value in
      Estimate(
        value, low: search.range.first.flatMap(number), high: search.range.last.flatMap(number))
    }
    page.sections.append(
      Sheet.Section(
        "response", say("study.response"),
        [.chart(Chart.response(lines, threshold: nil, limit: limit, say))]))
  }

  private mutating func thresholds(_ arm: StudyArm, _ index: Int) {
    page.sections.append(
      Sheet.Section(
        "thresholds-\(index)",
        say("study.thresholds") + (arm.label.isEmpty ? "" : " · \(arm.label)"),
        [
          .table(
            Table(
              say("study.thresholds"),
              [
                Table.Column(say("study.column.condition"), .code),
                Table.Column(say("study.column.state"), .words),
                Table.Column(say("study.column.observed")),
              ],
              arm.thresholds.map { line in
                let tone = line.state == "held" ? Sheet.Tone.good : .warning
                let observed = line.mean.map { mean in
                  say.text(
                    Estimate(
                      mean, low: line.halfWidth.map { mean - $0 },
                      high: line.halfWidth.map { mean + $0 }), unit: line.unit)
                }
                return [
                  Table.Cell(line.expression),
                  Table.Cell(say("study.state.\(line.state)"), tone: tone),
                  Table.Cell(observed ?? "–"),
                ]
              }))
        ]))
  }
}
