internal import Report
internal import Statistics

extension RunSheet {
  mutating func queues() {
    let lines = result.queues
    guard !lines.isEmpty else { return }
    var blocks: [Sheet.Block] = [.table(overview(lines)), .table(times(lines))]
    let uneven = lines.filter { !$0.little.isEven }
    blocks.append(
      uneven.isEmpty
        ? .notice(.good, say("queues.even"))
        : .notice(
          .bad, say("queues.uneven", ["names": uneven.map { name($0) }.joined(separator: ", ")])))
    blocks.append(.folded(title: say("queues.little"), [.table(little(lines))]))
    for line in lines { blocks += detail(of: line) }
    add("queues", lead: say("queues.lead"), blocks)
  }

  private func name(_ line: QueueLine) -> String { say.name(line.name, of: "queue") }

  /// How loaded each queue is: what a planner decides by.
  private func overview(_ lines: [QueueLine]) -> Table {
    Table(
      say("queues.overview"),
      [Table.Column(say("queue.name"), .words)]
        + ["servers", "arrivals", "utilisation", "peakUtilisation", "headroom", "peak", "backlog"]
        .map { Table.Column(say("queue.\($0)")) },
      lines.map { line in
        let open = line.calendar.isEmpty ? "" : say.name(line.calendar, of: "calendar")
        return [
          Table.Cell(name(line), note: open), line.servers.map { cell($0) } ?? "∞",
          cell(line.arrivals),
          cell(line.utilisationPPM, unit: "ppm"), cell(line.peakUtilisationPPM, unit: "ppm"),
          headroom(line),
          Table.Cell(
            say.number(line.peakBacklog), order: line.peakBacklog,
            note: line.peakDay.map { say.date($0) } ?? ""),
          cell(line.backlog),
        ]
      }, isSortable: true, note: say("queues.headroomNote"))
  }

  private func headroom(_ line: QueueLine) -> Table.Cell {
    guard let milli = line.headroomMilli else { return Table.Cell(say("queue.unbounded")) }
    let factor = say.decimal(Ratio(milli, 10).scaled(by: 1), decimals: 2)
    return Table.Cell(
      say("queue.saturates", ["factor": factor]), order: milli,
      tone: milli < 1_000 ? .bad : milli < 1_250 ? .warning : .plain)
  }

  /// How long each queue takes.
  private func times(_ lines: [QueueLine]) -> Table {
    Table(
      say("queues.times"),
      [Table.Column(say("queue.name"), .words), Table.Column(say("queue.served"))]
        + [
          "waitP50", "waitP95", "waitMax", "stayP50", "stayP95", "stayP99", "stayMax", "oldest",
          "target", "over",
        ].map { Table.Column(say("queue.\($0)")) },
      lines.map { line in
        let unit = line.unit
        let over = line.overTarget.map { over -> Table.Cell in
          let share = Ratio(over, max(1, line.served)).partsPerMillion
          return Table.Cell(say.percent(share), order: share, tone: over > 0 ? .warning : .good)
        }
        return [Table.Cell(name(line)), cell(line.served)]
          + [
            line.wait.p50, line.wait.p95, line.wait.max, line.sojourn.p50, line.sojourn.p95,
            line.sojourn.p99, line.sojourn.max,
          ].map { short($0, unit: unit) }
          + [short(line.oldest, unit: unit), short(line.target, unit: unit), over ?? "–"]
      }, isSortable: true, note: say("queues.timesNote"))
  }

  /// A time in few letters.
  private func short(_ value: Int64?, unit: String) -> Table.Cell {
    guard let value, unit == "days" else { return cell(value, unit: unit) }
    return Table.Cell(say.number(value) + "\u{a0}" + say("unit.days.short"), order: value)
  }

  /// The books of each queue.
  private func little(_ lines: [QueueLine]) -> Table {
    Table(
      say("queues.little"),
      [Table.Column(say("queue.name"), .words)]
        + ["length", "lambdaW", "gap", "lost"].map { Table.Column(say("queue.\($0)")) }
        + [Table.Column(say("queue.even"), .words)],
      lines.map { line in
        let little = line.little
        return [
          Table.Cell(name(line)),
          Table.Cell(say.decimal(little.lengthMilli, decimals: 3), order: little.lengthMilli),
          Table.Cell(say.decimal(little.lambdaWMilli, decimals: 3), order: little.lambdaWMilli),
          cell(little.gap), cell(little.lost),
          Table.Cell(
            little.isEven ? "✓ " + say("queue.evenYes") : "✗ " + say("queue.evenNo"),
            tone: little.isEven ? .good : .bad),
        ]
      })
  }

  /// A queue with its backlog day by day, and the times of those served month by month.
  private func detail(of line: QueueLine) -> [Sheet.Block] {
    var blocks: [Sheet.Block] = []
    let columns = ["backlog", "arrivals", "served"].map { "queue.\(slug(line.name)).\($0)" }
    if var chart = days(
      "queues.backlog", [columns[0]], unit: "count", style: .area,
      title: say("queues.backlog", ["queue": name(line)]))
    {
      chart.group = "queues"
      chart.isLow = true
      blocks.append(.chart(chart))
    }
    if let chart = days(
      "queues.flow", Array(columns.dropFirst()), unit: "count",
      title: say("queues.flow", ["queue": name(line)]))
    {
      var chart = chart
      chart.group = "queues"
      chart.isLow = true
      chart.smoothing = 7
      blocks.append(.folded(title: chart.title, [.chart(chart)]))
    }
    if line.months.count > 1 { blocks.append(.chart(bands(line))) }
    return blocks.isEmpty ? [] : [.heading(name(line))] + blocks
  }

  private func bands(_ line: QueueLine) -> Chart {
    let months = line.months
    let worst = months.max { $0.p90 < $1.p90 }
    var chart = Chart(
      say("queues.bands", ["queue": name(line)]),
      description: say(
        "queues.bandsText",
        [
          "month": worst.map { say.month($0.month) } ?? "",
          "p50": say.quantity(worst?.p50 ?? 0, unit: line.unit),
          "p90": say.quantity(worst?.p90 ?? 0, unit: line.unit),
          "p99": say.quantity(worst?.p99 ?? 0, unit: line.unit),
        ]), form: .lines, unit: line.unit)
    chart.places = months.map { say.month($0.month) }
    chart.isLow = true
    chart.series = [
      Chart.Series(
        say("queues.band"), [], low: months.map { Double($0.p50) },
        high: months.map { Double($0.p90) }, style: .band, colour: 1),
      Chart.Series(say("queue.p50"), months.map { Double($0.p50) }, colour: 1),
      Chart.Series(say("queue.p99"), months.map { Double($0.p99) }, style: .dashed, colour: 4),
    ]
    if let target = line.target {
      chart.limits = [
        Chart.Mark(
          at: Double(target),
          say("queues.target", ["target": say.quantity(target, unit: line.unit)]))
      ]
    }
    chart.table = Table(
      chart.title,
      [Table.Column(say("month"), .words)]
        + ["arrivals", "served", "backlog", "p50", "p90", "p99", "max"].map {
          Table.Column(say("queue.\($0)"))
        },
      months.map { month in
        [Table.Cell(say.month(month.month))]
          + [month.arrivals, month.served, month.backlog].map { cell($0) }
          + [month.p50, month.p90, month.p99, month.max].map { cell($0, unit: line.unit) }
      })
    return chart
  }
}
