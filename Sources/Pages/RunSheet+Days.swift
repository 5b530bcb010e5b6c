internal import Calendar
internal import Report

extension RunSheet {
  /// A chart of daily columns, if the summary has any of them.
  ///
  /// Every value of every day is in the page; the table beside it adds them up by month, or takes
  /// the last of the month where a value is a level.
  ///
  /// - Parameters:
  ///   - key: The key of its title; that of its description ends in `Text`.
  ///   - names: The names of the columns.
  ///   - unit: The unit of the values.
  ///   - style: How they are drawn.
  ///   - title: The title, where the text of the key is not enough.
  /// - Returns: The chart, or nothing.
  func days(
    _ key: String, _ names: [String], unit: String, style: Chart.Style = .line,
    title: String? = nil
  ) -> Chart? {
    let columns = names.compactMap { result.series[$0] }.filter { !$0.values.isEmpty }
    guard let first = columns.first, Day(result.series.from) != nil else { return nil }
    var chart = Chart(
      title ?? say(key), description: describe(columns, unit: unit), form: .days, unit: unit)
    chart.from = result.series.from
    chart.columns = columns.enumerated().map { index, column in
      Chart.Column(
        say.name(series(column.name), of: "series"), column.values,
        style: index == 0 && columns.count == 1 ? style : .line)
    }
    chart.table = months(columns, unit: unit, isLevel: first.isLevel, title: chart.title)
    return chart
  }

  /// The last part of a name such as `queue.support.backlog`.
  private func series(_ name: String) -> String {
    guard name.hasPrefix("queue.") else { return name }
    return "queue." + (name.split(separator: ".").last.map(String.init) ?? name)
  }

  /// What is to be seen: the peak of each column, and what it comes to.
  private func describe(_ columns: [SeriesColumn], unit: String) -> String {
    guard let start = Day(result.series.from) else { return "" }
    let parts = columns.compactMap { column -> String? in
      guard let top = column.values.indices.max(by: { column.values[$0] < column.values[$1] }),
        let last = column.values.last
      else { return nil }
      let values: KeyValuePairs = [
        "name": say.name(series(column.name), of: "series"),
        "peak": say.quantity(column.values[top], unit: unit),
        "day": say.date((start + top).description), "last": say.quantity(last, unit: unit),
        "total": say.quantity(column.values.reduce(0, +), unit: unit),
      ]
      return say(column.isLevel ? "series.level" : "series.flow", values)
    }
    return (parts + [say("series.lossless")]).joined(separator: " ")
  }

  /// The months of daily columns.
  private func months(
    _ columns: [SeriesColumn], unit: String, isLevel: Bool, title: String
  ) -> Table {
    guard let start = Day(result.series.from) else { return Table(title, [], []) }
    var rows: [(month: String, values: [Int64])] = []
    for index in columns[0].values.indices {
      let civil = (start + index).civil
      let month = "\(civil.year)-\(civil.month < 10 ? "0" : "")\(civil.month)"
      if rows.last?.month != month {
        rows.append((month, Array(repeating: 0, count: columns.count)))
      }
      for (place, column) in columns.enumerated() where index < column.values.count {
        let value = column.values[index]
        rows[rows.count - 1].values[place] =
          column.isLevel ? value : rows[rows.count - 1].values[place] + value
      }
    }
    return Table(
      title + " · " + say(isLevel ? "series.monthEnd" : "series.monthSum"),
      [Table.Column(say("month"), .words)]
        + columns.map { Table.Column(say.name(series($0.name), of: "series")) },
      rows.map { row in
        [Table.Cell(say.month(row.month))] + row.values.map { cell($0, unit: unit) }
      })
  }
}
