internal import Calendar
internal import Report
internal import Statistics

extension RunSheet {
  /// What people hold, month by month, beside the cap.
  mutating func rights() {
    let lines = result.held
    guard let last = lines.last else { return }
    var chart = Chart(
      say("rights.chart"),
      description: say(
        "rights.text",
        [
          "day": say.date(last.day), "median": say.euros(last.p50Cents),
          "cap": say.euros(last.capCents), "atCap": say.number(last.atCap),
          "share": say.percent(Ratio(last.atCap, max(1, last.officials)).partsPerMillion),
        ]), form: .lines, unit: "cents")
    chart.places = lines.map { say.month($0.day) }
    chart.valueTitle = say("rights.perOfficial")
    chart.series = [
      Chart.Series(
        say("rights.band"), [], low: lines.map { Double($0.p10Cents) },
        high: lines.map { Double($0.p90Cents) }, style: .band, colour: 1),
      Chart.Series(say("rights.median"), lines.map { Double($0.p50Cents) }, colour: 1),
      Chart.Series(
        say("rights.cap"), lines.map { Double($0.capCents) }, style: .step, colour: 2),
    ]
    chart.table = Table(
      say("rights.chart"),
      [Table.Column(say("month"), .words)]
        + ["officials", "cap", "p10", "median", "p90", "atCap", "total"].map {
          Table.Column(say("rights.\($0)"))
        },
      lines.map { line in
        [
          Table.Cell(say.month(line.day)), cell(line.officials), cell(line.capCents, unit: "cents"),
          cell(line.p10Cents, unit: "cents"), cell(line.p50Cents, unit: "cents"),
          cell(line.p90Cents, unit: "cents"), cell(line.atCap),
          cell(line.totalCents, unit: "cents"),
        ]
      })
    add("rights", lead: say("rights.lead"), [.chart(chart)])
  }

  /// Credits and purchases day by day.
  mutating func activity() {
    var blocks: [Sheet.Block] = []
    let marks = creditDays
    if var chart = days("activity.credits", ["credited_cents"], unit: "cents", style: .bar) {
      chart.marks = marks
      chart.group = "activity"
      chart.isLogarithmic = true
      blocks.append(.chart(chart))
    }
    if var chart = days("activity.accounts", ["annual_credits"], unit: "count", style: .bar) {
      chart.marks = marks
      chart.group = "activity"
      chart.isLow = true
      chart.isLogarithmic = true
      blocks.append(.chart(chart))
    }
    if var chart = days("activity.purchases", ["requests", "confirmed"], unit: "count") {
      chart.marks = marks
      chart.group = "activity"
      chart.smoothing = 7
      blocks.append(.chart(chart))
    }
    if var chart = days(
      "activity.money", ["reserved_cents", "paid_cents"], unit: "cents")
    {
      chart.marks = marks
      chart.group = "activity"
      chart.isLow = true
      chart.smoothing = 7
      blocks.append(.chart(chart))
    }
    if !result.yearsTable.isEmpty { blocks.append(.table(years())) }
    if !result.activity.isEmpty { blocks.append(.table(published())) }
    add("activity", lead: marks.isEmpty ? "" : say("activity.lead"), blocks)
  }

  /// The days on which the law credits many at once, as the run had them: at most four a year that
  /// stand out from its ordinary days, however different they are among themselves.
  private var creditDays: [Chart.Mark] {
    guard let first = Day(result.series.from) else { return [] }
    let names = ["annual_credits", "credited_cents"]
    guard let values = names.lazy.compactMap({ result.series[$0] }).first?.values else { return [] }
    var marks: [Chart.Mark] = []
    var start = 0
    while start < values.count {
      let year = (first + start).year
      let end = min(values.count, start + (Day(year + 1, 1, 1) - (first + start)))
      let sorted = values[start..<end].sorted()
      let ordinary = sorted[sorted.count * 97 / 100 - (sorted.count < 34 ? 1 : 0)]
      let days = (start..<end).filter { values[$0] > max(20, 5 * ordinary) }
      for day in days.sorted(by: { values[$0] > values[$1] }).prefix(4).sorted() {
        marks.append(
          Chart.Mark(at: Double((first + day).rawValue), say.dayOfYear(first + day)))
      }
      start = end
    }
    return marks
  }

  /// The fund's cash with the line of its alert, and every amount.
  mutating func fund() {
    var blocks: [Sheet.Block] = []
    if var chart = days("fund.chart", ["fund_cents", "fund_own_cents"], unit: "cents") {
      if let alert = result.series["fund_reserve_cents"], let level = alert.values.last {
        if alert.values.allSatisfy({ $0 == level }) {
          chart.limits = [
            Chart.Mark(
              at: Double(level), say("fund.alert", ["amount": say.shortEuros(level)]))
          ]
        } else {
          chart.columns.append(
            Chart.Column(say("fund.alertLine"), alert.values, style: .dashed, colour: 2))
        }
      }
      chart.group = "fund"
      blocks.append(.chart(chart))
    }
    let flows = ["levy_cents", "paid_cents", "expired_cents"].filter { result.series[$0] != nil }
    if var chart = days("fund.flows", flows, unit: "cents") {
      chart.isLow = true
      chart.smoothing = 28
      chart.group = "fund"
      blocks.append(.chart(chart))
    }
    let money = result.money.entries
    if !money.isEmpty {
      blocks.append(
        .table(
          Table(
            say("fund.money"),
            [Table.Column(say("tally.money"), .words), Table.Column(say("tally.amount"))],
            money.map { entry in
              let isAmount = entry.name.hasSuffix("_cents")
              return [
                Table.Cell(say.name(entry.name, of: "money")),
                Table.Cell(
                  isAmount ? say.euros(entry.count) : say.number(entry.count), order: entry.count),
              ]
            })))
    }
    var lead = ""
    if let least = result.office["least_own_cents"] {
      lead = say(
        "fund.lead",
        [
          "least": say.shortEuros(least),
          "alerts": say.count(result.office["alerts"] ?? 0, "fund.alerts"),
        ])
    }
    add("fund", lead: lead, blocks)
  }

  private func years() -> Table {
    let names = result.yearsTable.first?.columns.entries.map(\.name) ?? []
    return Table(
      say("activity.years"),
      [Table.Column(say("year"), .words)]
        + names.map { Table.Column(say.name($0, of: "year")) },
      result.yearsTable.map { line in
        [Table.Cell("\(line.year)")]
          + names.map { cell(line.columns[$0], unit: $0.hasSuffix("_cents") ? "cents" : "count") }
      })
  }

  private func published() -> Table {
    Table(
      say("activity.published"),
      [
        Table.Column(say("margin.name"), .words), Table.Column(say("margin.published")),
        Table.Column(say("margin.simulated")), Table.Column(say("margin.gap")),
        Table.Column(say("margin.source"), .words),
      ],
      result.activity.map { line in
        let gap = Ratio(line.simulated - line.published, max(1, line.published)).partsPerMillion
        return [
          Table.Cell("\(line.year) · " + say.sentence(line.name, of: "published", as: line.name)),
          cell(line.published, unit: line.unit),
          cell(line.simulated, unit: line.unit),
          line.published > 0
            ? Table.Cell((gap > 0 ? "+" : "") + say.percent(gap), order: gap) : "–",
          Table.Cell(line.source),
        ]
      })
  }
}
