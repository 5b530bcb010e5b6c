internal import Report
internal import Statistics

extension RunSheet {
  mutating func population() {
    let figures = result.population
    var blocks: [Sheet.Block] = []
    let ages = lived(figures.pyramid)
    if !ages.isEmpty { blocks.append(.chart(pyramid(ages))) }
    let departments = figures.departments
    if !departments.isEmpty {
      blocks.append(.heading(say("population.departments")))
      let map = tiles(departments)
      if !map.tiles.isEmpty { blocks.append(.tiles(map)) }
      let table = Sheet.Block.table(self.departments(departments))
      blocks.append(
        departments.count > 12
          ? .folded(title: say.count(Int64(departments.count), "population.table"), [table])
          : table)
    }
    if !figures.mandates.by.present.isEmpty {
      blocks.append(.heading(say("population.mandates")))
      blocks.append(.table(tally("population.mandates", figures.mandates.by, of: "mandate")))
    }
    if !figures.margins.isEmpty {
      blocks.append(.folded(title: say("population.margins"), [.table(margins(figures.margins))]))
    }
    add(
      "population",
      lead: figures.persons > 0
        ? say(
          "population.lead",
          [
            "persons": say.number(figures.persons), "mandates": say.number(figures.mandates.total),
          ]) : "", blocks)
  }

  /// The ages from the first to the last at which there is anybody.
  private func lived(_ lines: [PyramidLine]) -> [PyramidLine] {
    let places = lines.indices.filter { lines[$0].women + lines[$0].men > 0 }
    guard let first = places.first, let last = places.last else { return [] }
    return Array(lines[first...last])
  }

  private func pyramid(_ lines: [PyramidLine]) -> Chart {
    let women = lines.reduce(0) { $0 + $1.women }
    let men = lines.reduce(0) { $0 + $1.men }
    let names = lines.indices.map { index -> String in
      let age = lines[index].age
      guard index + 1 < lines.count else { return "\(age)+" }
      let last = lines[index + 1].age - 1
      return last > age ? "\(age)–\(last)" : "\(age)"
    }
    let peak = lines.indices.max {
      lines[$0].women + lines[$0].men < lines[$1].women + lines[$1].men
    }
    var chart = Chart(
      say("population.pyramid"),
      description: say(
        "population.pyramidText",
        [
          "women": say.percent(Ratio(women, max(1, women + men)).partsPerMillion),
          "age": peak.map { names[$0] } ?? "",
        ]), form: .pyramid)
    chart.places = names
    chart.placeTitle = say("population.age")
    chart.valueTitle = say("population.officials")
    chart.series = [
      Chart.Series(say("population.women"), lines.map { Double($0.women) }, colour: 2),
      Chart.Series(say("population.men"), lines.map { Double($0.men) }, colour: 1),
    ]
    chart.table = Table(
      say("population.pyramid"),
      [
        Table.Column(say("population.age"), .words), Table.Column(say("population.women")),
        Table.Column(say("population.men")),
      ],
      zip(names, lines).map { [Table.Cell($0, order: $1.age), cell($1.women), cell($1.men)] })
    return chart
  }

  /// The measures by which departments are compared: the heading, the figure, and its words.
  private var measures: [(key: String, value: (DepartmentLine) -> Double, text: (Double) -> String)]
  {
    let say = say
    return [
      (
        "held", { $0.recognised > 0 ? Double($0.heldCents) / Double($0.recognised) : 0 },
        { say.shortEuros(Int64($0 / 100) * 100) }
      ),
      ("officials", { Double($0.officials) }, { say.number(Int64($0)) }),
      (
        "recognised", { $0.inOffice > 0 ? Double($0.recognised) / Double($0.inOffice) : 0 },
        { say.percent(Int64($0 * 1e6)) }
      ),
      (
        "confirmed", { $0.officials > 0 ? Double($0.confirmed) * 1_000 / Double($0.officials) : 0 },
        { say.decimal(Int64(($0 * 10).rounded()), decimals: 1) }
      ),
      (
        "women", { $0.officials > 0 ? Double($0.women) / Double($0.officials) : 0 },
        { say.percent(Int64($0 * 1e6)) }
      ),
    ]
  }

  private func tiles(_ lines: [DepartmentLine]) -> TileMap {
    let lines = lines.filter { TileMap.place(of: $0.code) != nil }
    let columns = measures.map { measure in lines.map(measure.value) }
    let grades = columns.map(Table.grades)
    var map = TileMap()
    map.caption = say("population.map")
    map.metrics = zip(measures, columns).map { measure, values in
      TileMap.Metric(
        title: say("department.\(measure.key)"), least: measure.text(values.min() ?? 0),
        most: measure.text(values.max() ?? 0))
    }
    map.tiles = lines.enumerated().compactMap { index, line in
      guard let place = TileMap.place(of: line.code) else { return nil }
      return TileMap.Tile(
        code: line.code, name: line.name, column: place.column, row: place.row,
        grades: grades.map { $0[index] },
        values: zip(measures, columns).map { $0.text($1[index]) })
    }
    return map
  }

  private func departments(_ lines: [DepartmentLine]) -> Table {
    let columns = measures.map { measure in lines.map(measure.value) }
    let grades = columns.map(Table.grades)
    let rows = lines.enumerated().map { index, line -> [Table.Cell] in
      [Table.Cell("\(line.code) \(line.name)"), Table.Cell(line.region)]
        + measures.indices.map { measure in
          let value = columns[measure][index]
          return Table.Cell(
            measures[measure].text(value), order: Int64(value * 1e6),
            heat: grades[measure][index])
        }
        + [cell(line.inOffice), cell(line.confirmed), cell(line.heldCents, unit: "cents")]
    }
    return Table(
      say("population.departments"),
      [
        Table.Column(say("department.name"), .words),
        Table.Column(say("department.region"), .words),
      ] + measures.map { Table.Column(say("department.\($0.key)")) }
        + ["inOffice", "confirmedAll", "heldAll"].map { Table.Column(say("department.\($0)")) },
      rows, isSortable: true, note: say("department.note"))
  }

  private func margins(_ lines: [MarginLine]) -> Table {
    Table(
      say("population.margins"),
      [
        Table.Column(say("margin.name"), .words), Table.Column(say("margin.published")),
        Table.Column(say("margin.generated")), Table.Column(say("margin.ok"), .words),
        Table.Column(say("margin.source"), .words),
      ],
      lines.map { line in
        [
          Table.Cell(say.name(line.name, of: "margin")),
          cell(line.published, unit: line.unit), cell(line.generated, unit: line.unit),
          Table.Cell(
            line.ok ? "✓ " + say("margin.within") : "✗ " + say("margin.missed"),
            tone: line.ok ? .good : .bad), Table.Cell(line.source),
        ]
      })
  }

  /// Names with their numbers and bars, the greatest first.
  func tally(_ caption: String, _ tally: Tally, of kind: String) -> Table {
    let entries = tally.present.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let most = entries.first?.count ?? 0
    let total = entries.reduce(0) { $0 + $1.count }
    return Table(
      say(caption),
      [
        Table.Column(say("tally.\(kind)"), .words), Table.Column(say("tally.count")),
        Table.Column(say("tally.share")),
      ],
      entries.map { entry in
        [
          Table.Cell(say.name(entry.name, of: kind)), bar(entry.count, of: most),
          Table.Cell(
            say.percent(Ratio(entry.count, max(1, total)).partsPerMillion), order: entry.count),
        ]
      })
  }
}
