internal import Report

extension RunSheet {
  mutating func invariants() {
    let lines = result.invariants
    guard !lines.isEmpty else { return }
    let broken = lines.filter { $0.verdict == .broken }
    let idle = lines.filter { $0.verdict == .notExercised }
    let held = lines.filter { $0.verdict == .held }
    var blocks: [Sheet.Block] = []
    if !summary.engine.audit { blocks.append(.notice(.warning, say("reason.noAudit"))) }
    if !broken.isEmpty { blocks.append(.table(table(broken, say("invariants.broken")))) }
    for violation in result.violations.prefix(10) { blocks += show(violation) }
    if !idle.isEmpty { blocks.append(.table(table(idle, say("invariants.idle")))) }
    let near = nearest(held)
    if near.count > 1, held.count > 12 {
      blocks.append(.table(table(near, say("invariants.nearest"))))
      blocks.append(
        .folded(
          title: say.count(Int64(held.count), "invariants.allHeld"),
          [.table(table(held, say("invariants.held")))]))
    } else if !held.isEmpty {
      blocks.append(.table(table(held, say("invariants.held"))))
    }
    if !result.witnesses.isEmpty { blocks += witnesses() }
    if let confidence = result.confidence, !confidence.words.isEmpty {
      blocks.append(.heading(say("invariants.confidence")))
      blocks.append(.text(words(of: confidence)))
    }
    add(
      "invariants",
      lead: say(
        "invariants.lead",
        [
          "held": say.number(held.count), "broken": say.number(broken.count),
          "idle": say.number(idle.count),
        ]), blocks)
  }

  /// What a rule says, in the page's language.
  func statement(of line: InvariantLine) -> String {
    say.sentence(line.id, of: "rule", as: line.statement)
  }

  /// What the verdict on some seeds is worth.
  private func words(of figures: StatementFigures) -> String {
    guard figures.seeds > 1, let bound = figures.upperBoundPPM else {
      return say("confidence.one", ["n": say.number(figures.nonvacuous)])
    }
    return say(
      "confidence.many",
      [
        "n": say.number(figures.nonvacuous), "seeds": say.number(figures.seeds),
        "violating": say.number(figures.violatingSeeds), "share": say.percent(bound, decimals: 2),
      ])
  }

  /// The eight that came nearest to a limit, each by its own unit.
  private func nearest(_ lines: [InvariantLine]) -> [InvariantLine] {
    let limited = lines.compactMap { line in
      line.unit.isEmpty ? nil : line.leastSlack.map { (line: line, slack: $0) }
    }
    return limited.enumerated()
      .sorted { ($0.element.slack, $0.offset) < ($1.element.slack, $1.offset) }
      .prefix(8).map(\.element.line)
  }

  private func table(_ lines: [InvariantLine], _ caption: String) -> Table {
    Table(
      caption,
      [
        Table.Column(say("invariant.id"), .code), Table.Column(say("invariant.verdict"), .words),
        Table.Column(say("invariant.statement"), .statement),
        Table.Column(say("invariant.nonvacuous")), Table.Column(say("invariant.violations")),
        Table.Column(say("invariant.slack")),
      ],
      lines.map { line in
        let verdict: Table.Cell =
          switch line.verdict {
          case .held: Table.Cell("✓ " + say("invariant.isHeld"), tone: .good)
          case .broken: Table.Cell("✗ " + say("invariant.isBroken"), tone: .bad)
          case .notExercised: Table.Cell("– " + say("invariant.isIdle"), tone: .warning)
          }
        return [
          Table.Cell(line.id), verdict, Table.Cell(statement(of: line), note: line.source),
          cell(line.nonvacuous), cell(line.violations), slack(line),
        ]
      }, isSortable: lines.count > 3)
  }

  private func slack(_ line: InvariantLine) -> Table.Cell {
    guard let slack = line.leastSlack, !line.unit.isEmpty else { return "–" }
    let text = line.unit == "cents" ? say.euros(slack) : say.quantity(slack, unit: line.unit)
    return Table.Cell(
      text, order: slack, tone: slack < 0 ? .bad : .plain, note: line.leastSlackAt ?? "")
  }

  private func show(_ violation: ViolationLine) -> [Sheet.Block] {
    let official =
      violation.official < 0
      ? "" : " · " + say("violation.official", ["n": say.number(violation.official)])
    var blocks: [Sheet.Block] = [
      .heading(violation.id + " · " + say.date(violation.day) + official),
      .code([violation.posting]),
    ]
    if !violation.statement.isEmpty {
      blocks.append(.folded(title: say("violation.statement"), [.code(violation.statement)]))
    }
    if !violation.replay.isEmpty { blocks.append(.code([violation.replay])) }
    return blocks
  }

  private func witnesses() -> [Sheet.Block] {
    let seen = result.witnesses.filter { $0.count > 0 }
    let missing = result.witnesses.filter { $0.count == 0 }
    let rows = (missing + seen).map { line in
      [
        Table.Cell(line.id),
        line.count > 0
          ? Table.Cell("✓ " + say("witness.seen"), tone: .good)
          : Table.Cell("– " + say("witness.missing"), tone: .warning),
        cell(line.count),
      ]
    }
    return [
      .heading(say("invariants.witnesses")),
      .text(
        say(
          "invariants.witnessText",
          ["seen": say.number(seen.count), "all": say.number(result.witnesses.count)])),
      .folded(
        title: say("witness.table"),
        [
          .table(
            Table(
              say("invariants.witnesses"),
              [
                Table.Column(say("witness.id"), .code),
                Table.Column(say("invariant.verdict"), .words), Table.Column(say("tally.count")),
              ], rows, isSortable: true))
        ]),
    ]
  }

  mutating func refusals() {
    guard !result.refusals.by.present.isEmpty else { return }
    add(
      "refusals",
      lead: say(
        "refusals.lead",
        [
          "refused": say.number(result.refusals.total),
          "all": say.number(result.operations.total),
        ]), [.table(tally("refusals.table", result.refusals.by, of: "rule"))])
  }

  mutating func systems() {
    guard !result.systems.isEmpty else { return }
    let idle = result.systems.filter { $0.count == 0 }
    let isFrench = say.language == .french
    add(
      "systems",
      lead: say(
        "systems.lead",
        [
          "n": say.number(result.systems.count - idle.count),
          "all": say.number(result.systems.count),
        ]),
      [
        .table(
          Table(
            say("systems.table"),
            [
              Table.Column(say("system.name"), .words), Table.Column(say("system.room"), .words),
              Table.Column(say("system.unit"), .words), Table.Column(say("tally.count")),
              Table.Column(say("system.invariants"), .code),
            ],
            result.systems.map { line in
              [
                Table.Cell(
                  "\(line.number) \(isFrench && !line.french.isEmpty ? line.french : line.name)",
                  order: line.number), Table.Cell(line.room),
                Table.Cell(say.name(line.unit, of: "counted")),
                line.count > 0
                  ? cell(line.count)
                  : Table.Cell(say("system.idle"), order: 0, tone: .warning),
                Table.Cell(line.invariants.joined(separator: " ")),
              ]
            }, isSortable: true))
      ])
  }

  mutating func thresholds() {
    guard !result.thresholds.isEmpty else { return }
    add(
      "thresholds",
      [
        .table(
          Table(
            say("thresholds.table"),
            [
              Table.Column(say("threshold.expression"), .code),
              Table.Column(say("threshold.verdict"), .words),
              Table.Column(say("threshold.observed")), Table.Column(say("threshold.slack")),
              Table.Column(say("threshold.failedOn"), .words),
            ],
            result.thresholds.map { line in
              [
                Table.Cell(
                  line.expression, note: line.severity == "soft" ? say("threshold.soft") : ""),
                Table.Cell(
                  line.ok ? "✓ " + say("threshold.ok") : "✗ " + say("threshold.failed"),
                  tone: line.ok ? .good : line.isBroken ? .bad : .warning),
                line.observed.map { cell($0, unit: line.unit) }
                  ?? Table.Cell(say("threshold.unknown")),
                cell(line.slack, unit: line.unit),
                Table.Cell(line.failedOn.map { say.date($0) } ?? "–"),
              ]
            }))
      ])
  }

  /// Where the answers are that one run cannot give.
  mutating func studies() {
    guard !summary.scenario.name.isEmpty else { return }
    let path = summary.scenario.command?.split(separator: " ").dropFirst(2).first.map(String.init)
    let scenario = path ?? "Scenarios/\(summary.scenario.name).yaml"
    add(
      "studies",
      [
        .text(say("studies.text")),
        .code([
          "cocarde run \(scenario) --repeat 10",
          "cocarde sweep \(scenario) --vary 'support.agents=2..12 step 2'",
          "cocarde compare \(scenario) \(scenario) --reform-b REFORM --repeat 10",
          "cocarde search \(scenario) --vary support.agents=1..200"
            + " --keep 'sojourn{queue:support}: p(95)<10d'",
        ]),
      ])
  }

  mutating func reproduction() {
    let scenario = summary.scenario
    let engine = summary.engine
    var rows: [[Table.Cell]] = [
      [Table.Cell(say("again.seed")), Table.Cell("\(scenario.seed)")],
      [Table.Cell(say("again.fingerprint")), Table.Cell(result.fingerprint)],
      [Table.Cell(say("again.scenario")), Table.Cell(scenario.sha256)],
    ]
    if let law = result.law.sha256 { rows.append([Table.Cell(say("again.law")), Table.Cell(law)]) }
    if !result.law.reforms.isEmpty {
      rows.append([
        Table.Cell(say("again.reforms")),
        Table.Cell(result.law.reforms.joined(separator: ", ")),
      ])
    }
    rows.append([Table.Cell(say("again.version")), Table.Cell("cocarde \(engine.version)")])
    rows.append([Table.Cell(say("again.schema")), Table.Cell(summary.schema)])
    var blocks: [Sheet.Block] = []
    if let command = scenario.command { blocks.append(.code([command])) }
    blocks.append(
      .table(
        Table(
          say("again.table"),
          [Table.Column(say("again.name"), .words), Table.Column(say("again.value"), .code)],
          rows)))
    if engine.wallSeconds > 0 {
      blocks.append(
        .text(
          say(
            "again.engine",
            [
              "years": say.count(result.years, "opening.years"),
              "wall": say.measure(engine.wallSeconds), "cpu": say.measure(engine.cpuSeconds),
              "jobs": say.number(engine.jobs), "memory": say.megabytes(engine.peakRSSBytes),
              "rate": say.number(Int64(engine.operationsPerSecond)),
            ])))
    }
    add("again", lead: say("again.lead"), blocks)
  }
}
