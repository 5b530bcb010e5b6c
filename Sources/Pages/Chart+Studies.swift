/// A figure with the interval in which it lies.
package struct Estimate: Hashable, Sendable {
  /// The figure.
  package var value: Double
  /// The lower end of its interval, where it has one.
  package var low: Double?
  /// The upper end.
  package var high: Double?

  /// Creates an estimate.
  ///
  /// - Parameters:
  ///   - value: The figure.
  ///   - low: The lower end of its interval.
  ///   - high: The upper end.
  package init(_ value: Double, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }
}

extension Wording {
  /// A measured figure with its unit, as far as a reader cares.
  ///
  /// - Parameters:
  ///   - value: The figure.
  ///   - unit: `count`, `cents`, `ppm`, `days`, `µs`, or a noun.
  /// - Returns: For example `27,4 jours`.
  package func measured(_ value: Double, unit: String) -> String {
    guard value.isFinite, value.magnitude < 9e15 else { return "–" }
    switch unit {
    case "", "count": return measure(value)
    case "cents": return shortEuros(Int64(value.rounded()))
    case "ppm": return percent(Int64(value.rounded()))
    case "µs": return duration(microseconds: Int64(value.rounded()))
    case "days": return measure(value) + "\u{a0}" + self("unit.days.short")
    default: return measure(value) + "\u{a0}" + (self["unit.\(unit)"] ?? unit)
    }
  }

  /// A figure with its interval.
  ///
  /// - Parameters:
  ///   - estimate: The figure.
  ///   - unit: Its unit.
  /// - Returns: For example `27.4 d [26.6 d, 28.2 d]`.
  package func text(_ estimate: Estimate, unit: String) -> String {
    let value = measured(estimate.value, unit: unit)
    guard let low = estimate.low, let high = estimate.high else { return value }
    let between = language == .french ? " ; " : ", "
    return "\(value) [\(measured(low, unit: unit))\(between)\(measured(high, unit: unit))]"
  }
}

extension Chart {
  /// Lines with the bands of their intervals, over what was varied.
  ///
  /// - Parameters:
  ///   - title: What it shows.
  ///   - description: What is to be seen in it.
  ///   - say: The words of the page.
  ///   - unit: The unit of the estimates.
  ///   - places: What was varied: its values, ascending.
  ///   - placeTitle: What was varied: its name.
  ///   - placeUnit: What was varied: its unit.
  ///   - series: The lines: a name, and an estimate for each place or nothing.
  /// - Returns: The chart with its table.
  package static func intervals(
    _ title: String, description: String, _ say: Wording, unit: String, places: [Double],
    placeTitle: String, placeUnit: String = "", series: [(name: String, points: [Estimate?])]
  ) -> Chart {
    var chart = Chart(title, description: description, form: .lines, unit: unit)
    chart.numbers = places
    chart.numberUnit = placeUnit
    chart.placeTitle = placeTitle
    chart.series = series.enumerated().map { index, line in
      Series(
        line.name, line.points.map { $0?.value }, low: line.points.map { $0?.low },
        high: line.points.map { $0?.high }, colour: index + 1)
    }
    chart.table = Table(
      title, [Table.Column(placeTitle, .words)] + series.map { Table.Column($0.name) },
      places.indices.map { place in
        [
          Table.Cell(
            say.measured(places[place], unit: placeUnit), order: Int64(places[place] * 1_000))
        ]
          + series.map { line in
            let point = place < line.points.count ? line.points[place] : nil
            return point.map {
              Table.Cell(say.text($0, unit: unit), order: Int64($0.value * 1_000))
            } ?? "–"
          }
      })
    return chart
  }

  /// Differences or ratios of pairs with their intervals, one below the other, beside the line of
  /// no difference.
  ///
  /// - Parameters:
  ///   - title: What it shows.
  ///   - description: What is to be seen in it.
  ///   - say: The words of the page.
  ///   - unit: The unit of the estimates.
  ///   - none: The value of no difference: 0, or 1 for ratios.
  ///   - lines: What is compared, and by how much it differs.
  /// - Returns: The chart with its table.
  package static func forest(
    _ title: String, description: String, _ say: Wording, unit: String, none: Double,
    lines: [(name: String, estimate: Estimate)]
  ) -> Chart {
    var chart = Chart(title, description: description, form: .forest, unit: unit)
    chart.places = lines.map(\.name)
    chart.series = [
      Series(
        title, lines.map(\.estimate.value),
        low: lines.map { $0.estimate.low ?? $0.estimate.value },
        high: lines.map { $0.estimate.high ?? $0.estimate.value }, colour: 1)
    ]
    chart.limits = [Mark(at: none, say("study.none"))]
    chart.table = Table(
      title,
      [
        Table.Column(say("study.figure"), .words), Table.Column(say("study.difference")),
        Table.Column(say("study.verdict"), .words),
      ],
      lines.map { line in
        let (low, high) = (line.estimate.low ?? none, line.estimate.high ?? none)
        let differs = low > none || high < none
        return [
          Table.Cell(line.name),
          Table.Cell(
            say.text(line.estimate, unit: unit), order: Int64(line.estimate.value * 1_000)),
          Table.Cell(say(differs ? "study.differs" : "study.same")),
        ]
      })
    return chart
  }

  /// How a metric responds to load, with the threshold and the limit that was found.
  ///
  /// - Parameters:
  ///   - chart: The lines with their intervals.
  ///   - threshold: What the metric has to keep, and its name.
  ///   - limit: The greatest load (or the least capacity) that keeps it, if one was found.
  ///   - say: The words of the page.
  /// - Returns: The chart with both lines.
  package static func response(
    _ chart: Chart, threshold: Mark?, limit: Estimate?, _ say: Wording
  ) -> Chart {
    var chart = chart
    if let threshold { chart.limits.append(threshold) }
    if let limit {
      chart.marks.append(
        Mark(
          at: limit.value,
          say("study.limit", ["value": say.text(limit, unit: chart.numberUnit)])))
    }
    return chart
  }
}
