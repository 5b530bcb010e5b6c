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
        name: words("seeds", "graines"), value: report.seeds.map(String.init).joined(separator: " ")
      ),
      (name: "audit", value: report.audit ? words("on", "oui") : words("off", "non")),
    ]
  }

  private func words(_ english: String, _ french: String) -> String {
    say.language == .french ? french : english
  }

  private mutating func compose() {
    page.figures = [
      Sheet.Figure(words("runs", "exécutions"), say.number(report.engine.runs)),
      Sheet.Figure(words("seeds", "graines"), say.number(report.seeds.count)),
    ]
    if !report.notJudged.isEmpty {
      page.reasons.append(
        words("not judged without the audit: ", "non jugé sans l'audit : ")
          + report.notJudged.joined(separator: ", "))
    }
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

  private mutating func replications() {
    page.kind = words("Replications", "Réplications")
    page.question = words(
      "How much of the figures is chance?", "Quelle part des chiffres tient au hasard ?")
    page.answer = words(
      "\(report.seeds.count) seeds: each figure with the 95 % interval of its mean.",
      "\(report.seeds.count) graines : chaque chiffre avec l'intervalle à 95 % de sa moyenne.")
    guard let arm = report.arms.first else { return }
    page.sections.append(
      Sheet.Section("figures", words("Figures", "Chiffres"), [.table(estimates(of: arm))]))
  }

  private func estimates(of arm: StudyArm) -> Table {
    Table(
      words("Means over the seeds", "Moyennes sur les graines"),
      [
        Table.Column(words("figure", "chiffre"), .words), Table.Column(words("mean", "moyenne")),
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
    page.kind = words("Sweep", "Balayage")
    let paths = report.arms.first?.settings.map(\.path) ?? []
    page.question = words(
      "What follows from \(paths.joined(separator: ", "))?",
      "Qu'est-ce qui découle de \(paths.joined(separator: ", ")) ?")
    page.answer = words(
      "\(report.arms.count) values on the same \(report.seeds.count) seeds.",
      "\(report.arms.count) valeurs sur les mêmes \(report.seeds.count) graines.")
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
            description: words(
              "Mean and 95 % interval for each value.",
              "Moyenne et intervalle à 95 % pour chaque valeur."), say,
            unit: line.unit, places: places, placeTitle: paths.first ?? "",
            series: [(name: metric, points: report.arms.map { $0[metric].map(estimate) })])))
    }
    blocks.append(
      .table(
        Table(
          words("All values", "Toutes les valeurs"),
          [Table.Column(words("value", "valeur"), .words)]
            + report.metrics.map { Table.Column($0) },
          report.arms.map { arm in
            [Table.Cell(arm.label)]
              + report.metrics.map { metric in
                Table.Cell(arm[metric].map { say.text(estimate($0), unit: $0.unit) } ?? "–")
              }
          })))
    page.sections.append(Sheet.Section("response", words("Response", "Réponse"), blocks))
  }

  /// The number that a value begins with: `800` of `800 €`.
  private func number(_ value: String) -> Double? {
    let digits = value.filter { $0 != "_" && $0 != "\u{202f}" && $0 != "\u{a0}" }
      .prefix { $0.isNumber || $0 == "." || $0 == "-" }
    return Double(digits)
  }

  private mutating func compare() {
    page.kind = words("Comparison", "Comparaison")
    let labels = report.arms.map(\.label)
    page.question = words(
      "What differs between \(labels.joined(separator: words(" and ", " et ")))?",
      "Qu'est-ce qui diffère entre \(labels.joined(separator: " et ")) ?")
    let shown = report.differences.filter { report.metrics.contains($0.name) }
    let differing = shown.count { $0.isSignificantInFamily == true }
    page.answer = words(
      "\(differing) of \(shown.count) figures differ beyond chance, all told together.",
      "\(differing) chiffres sur \(shown.count) diffèrent au-delà du hasard, pris tous ensemble.")
    let relative = shown.filter { $0.a.magnitude > 0 }
    let forest = Chart.forest(
      words("Difference, as a share of A", "Différence, en part de A"),
      description: words(
        "Each figure of B less that of A on the same draws, with the interval that holds for all.",
        "Chaque chiffre de B moins celui de A sur les mêmes tirages ; l'intervalle vaut pour tous."
      ), say, unit: "ppm", none: 0,
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
      words("Differences", "Différences"),
      [
        Table.Column(words("figure", "chiffre"), .words), Table.Column("A"), Table.Column("B"),
        Table.Column("B − A"), Table.Column("± 95 %"), Table.Column(words("± all", "± tous")),
        Table.Column("ρ"), Table.Column(words("variance ÷", "variance ÷")),
        Table.Column(words("method", "méthode"), .words),
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
        "differences", words("Differences", "Différences"),
        (relative.isEmpty ? [] : [.chart(forest)]) + [.table(table)]))
  }

  private mutating func search() {
    page.kind = words("Search", "Recherche")
    guard let search = report.search else { return }
    page.question = search.keep
    let sentences = search.sentences
    page.answer = sentences.first ?? ""
    page.reasons += sentences.dropFirst()
    let tried = search.tried.sorted { (number($0.value) ?? 0) < (number($1.value) ?? 0) }
    let unit = tried.first?.threshold.unit ?? "count"
    let lines = Chart.intervals(
      search.keep,
      description: words(
        "What was observed at each value that was tried, with its 95 % interval.",
        "Ce qui a été observé à chaque valeur essayée, avec son intervalle à 95 %."), say,
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
        "response", words("Response", "Réponse"),
        [.chart(Chart.response(lines, threshold: nil, limit: limit, say))]))
  }

  private mutating func thresholds(_ arm: StudyArm, _ index: Int) {
    page.sections.append(
      Sheet.Section(
        "thresholds-\(index)",
        words("Thresholds", "Seuils") + (arm.label.isEmpty ? "" : " · \(arm.label)"),
        [
          .table(
            Table(
              words("Thresholds", "Seuils"),
              [
                Table.Column(words("condition", "condition"), .code),
                Table.Column(words("state", "état"), .words),
                Table.Column(words("observed", "observé")),
              ],
              arm.thresholds.map { line in
                let observed = line.mean.map { mean in
                  say.text(
                    Estimate(
                      mean, low: line.halfWidth.map { mean - $0 },
                      high: line.halfWidth.map { mean + $0 }), unit: line.unit)
                }
                return [
                  Table.Cell(line.expression),
                  Table.Cell(line.state, tone: line.state == "held" ? .good : .warning),
                  Table.Cell(observed ?? "–"),
                ]
              }))
        ]))
  }
}
