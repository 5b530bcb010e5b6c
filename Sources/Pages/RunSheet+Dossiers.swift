internal import Report
internal import Statistics

extension RunSheet {
  /// The way of a dossier, step by step: the commands that were applied, in the order of a life.
  private static let steps = [
    "request", "propose", "confirm", "entry", "service-done", "validate", "invoice", "pay",
  ]

  mutating func dossiers() {
    var blocks: [Sheet.Block] = []
    let applied = result.applied.by.entries.isEmpty ? result.operations.by : result.applied.by
    let steps = Self.steps.compactMap { name in applied[name].map { (name, $0) } }
    if let first = steps.first?.1, first > 0 { blocks.append(.table(funnel(steps, of: first))) }
    if !result.dossiers.byState.present.isEmpty {
      blocks.append(.table(tally("dossiers.states", result.dossiers.byState, of: "state")))
    }
    if !result.durations.isEmpty { blocks.append(.table(durations())) }
    guard !blocks.isEmpty else { return }
    add(
      "dossiers",
      lead: say("dossiers.lead", ["n": say.number(result.dossiers.opened)]), blocks)
  }

  private func funnel(_ steps: [(name: String, count: Int64)], of first: Int64) -> Table {
    Table(
      say("dossiers.funnel"),
      [
        Table.Column(say("funnel.step"), .words), Table.Column(say("tally.count")),
        Table.Column(say("funnel.ofAll")), Table.Column(say("funnel.ofLast")),
      ],
      steps.indices.map { index in
        let (name, count) = steps[index]
        let last = index > 0 ? steps[index - 1].count : 0
        return [
          Table.Cell(say.name(name, of: "step")), bar(count, of: first),
          Table.Cell(say.percent(Ratio(count, first).partsPerMillion)),
          last > 0 ? Table.Cell(say.percent(Ratio(count, last).partsPerMillion)) : "–",
        ]
      }, note: say("funnel.note"))
  }

  private func durations() -> Table {
    Table(
      say("dossiers.durations"),
      [Table.Column(say("duration.name"), .words), Table.Column(say("tally.count"))]
        + ["min", "p50", "p90", "p95", "p99", "max", "mean"].map {
          Table.Column(say("duration.\($0)"))
        },
      result.durations.map { line in
        [Table.Cell(say.name(line.name, of: "lasting")), cell(line.count)]
          + [line.min, line.p50, line.p90, line.p95, line.p99, line.max].map { cell($0) }
          + [
            Table.Cell(
              say.decimal(Ratio(line.meanMilli, 100).scaled(by: 1), decimals: 1),
              order: line.meanMilli)
          ]
      })
  }
}
