internal import Report
internal import Statistics

extension RunSheet {
  /// The busiest day, second by second.
  mutating func load() {
    guard let peak = result.peakDay else { return }
    var blocks: [Sheet.Block] = [
      .figures([
        Sheet.Figure(say("load.requests"), say.number(peak.requests)),
        Sheet.Figure(say("load.jobs"), say.number(peak.jobs)),
        Sheet.Figure(
          say("load.busiest"), say("key.perSecond", ["n": say.number(peak.busiestCount)]),
          note: say.time(second: peak.busiestSecond)),
        Sheet.Figure(say("load.mean"), mean(peak)),
      ])
    ]
    if peak.seconds.count > 1 { blocks.append(.chart(seconds(peak))) }
    if peak.inSystem.count > 1 { blocks.append(.chart(inSystem(peak))) }
    if var chart = days("load.days", ["operations", "reads"], unit: "count") {
      chart.isLow = true
      chart.smoothing = 7
      blocks.append(.chart(chart))
    }
    add("load", lead: say("load.lead", ["day": say.date(peak.day)]), blocks)
  }

  private func mean(_ peak: PeakDay) -> String {
    let rate = Ratio(peak.requests * 100, Int64(max(1, peak.seconds.count))).scaled(by: 1)
    return say("key.perSecond", ["n": say.decimal(rate, decimals: 2)])
  }

  private func seconds(_ peak: PeakDay) -> Chart {
    var chart = Chart(
      say("load.chart", ["day": say.date(peak.day)]),
      description: say(
        "load.text",
        [
          "n": say.number(peak.busiestCount), "time": say.time(second: peak.busiestSecond),
          "requests": say.number(peak.requests),
        ]), form: .seconds, unit: "count")
    // A minute's mean beside each second: the shape of the day, which single seconds hide.
    let minutes = stride(from: 0, to: peak.seconds.count, by: 60).flatMap { start -> [Int64] in
      let minute = peak.seconds[start..<min(start + 60, peak.seconds.count)]
      let mean = Ratio(minute.reduce(0, +) * 100, Int64(minute.count)).scaled(by: 1)
      return Array(repeating: mean, count: minute.count)
    }
    chart.columns = [
      Chart.Column(say("load.seconds"), peak.seconds, style: .faint, colour: 6),
      Chart.Column(say("load.minutes"), minutes, colour: 1),
    ]
    chart.columns[1].divisor = 100
    chart.group = "load"
    chart.marks = [
      Chart.Mark(at: Double(peak.busiestSecond), say.time(second: peak.busiestSecond))
    ]
    let hours = stride(from: 0, to: peak.seconds.count, by: 3_600).map { start in
      Array(peak.seconds[start..<min(start + 3_600, peak.seconds.count)])
    }
    let totals = hours.map { $0.reduce(0, +) }
    chart.table = Table(
      say("load.hours"),
      [
        Table.Column(say("load.hour"), .words), Table.Column(say("load.requests")),
        Table.Column(say("load.perSecond")), Table.Column(say("load.most")),
      ],
      hours.indices.map { hour in
        [
          Table.Cell(say("load.fromTo", ["from": "\(hour)", "to": "\(hour + 1)"])),
          bar(totals[hour], of: totals.max() ?? 0),
          Table.Cell(
            say.decimal(
              Ratio(totals[hour] * 100, Int64(max(1, hours[hour].count))).scaled(by: 1),
              decimals: 2)), cell(hours[hour].max()),
        ]
      })
    return chart
  }

  private func inSystem(_ peak: PeakDay) -> Chart {
    let top = peak.inSystem.indices.max { peak.inSystem[$0] < peak.inSystem[$1] } ?? 0
    var chart = Chart(
      say("load.inSystem"),
      description: say(
        "load.inSystemText",
        [
          "n": say.number(peak.inSystem[top]),
          "time": say.time(second: Int64(top * 86_400 / max(1, peak.inSystem.count))),
        ]), form: .seconds, unit: "count")
    chart.step = max(1, 86_400 / max(1, peak.inSystem.count))
    chart.columns = [
      Chart.Column(say("load.most"), peak.inSystem, style: .area, colour: 1)
    ]
    chart.group = "load"
    chart.isLow = true
    let perHour = max(1, 3_600 / chart.step)
    let hours = stride(from: 0, to: peak.inSystem.count, by: perHour)
    chart.table = Table(
      chart.title,
      [Table.Column(say("load.hour"), .words), Table.Column(say("load.most"))],
      hours.enumerated().map { hour, first in
        [
          Table.Cell(say("load.fromTo", ["from": "\(hour)", "to": "\(hour + 1)"])),
          cell(peak.inSystem[first..<min(first + perHour, peak.inSystem.count)].max()),
        ]
      })
    return chart
  }

  /// Every queue's times from the median to the longest.
  mutating func spectrum() {
    var blocks: [Sheet.Block] = []
    for unit in ["days", "µs"] {
      let lines = result.queues.filter { $0.unit == unit && !$0.spectrum.isEmpty }
      if !lines.isEmpty { blocks.append(.chart(spectrum(lines, unit: unit))) }
    }
    add("spectrum", lead: say("spectrum.lead"), blocks)
  }

  private func spectrum(_ lines: [QueueLine], unit: String) -> Chart {
    let places = Self.percentiles(of: lines)
    var chart = Chart(
      say("spectrum.\(unit == "days" ? "days" : "seconds")"),
      description: say("spectrum.text", ["n": say.number(places.count)]), form: .lines, unit: unit)
    chart.numbers = places
    chart.scale = .percentile
    chart.placeTitle = say("spectrum.percentile")
    chart.valueTitle = say("spectrum.value")
    chart.isLogarithmic = unit == "µs"
    let values = lines.map { Self.values(of: $0.spectrum, at: places) }
    chart.series = zip(lines, values).map { line, values in
      Chart.Series(
        say.name(line.name, of: "queue"), values, style: .step)
    }
    let shown = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999]
    chart.table = Table(
      chart.title,
      [Table.Column(say("queue.name"), .words), Table.Column(say("tally.count"))]
        + zip(shown, [0, 0, 0, 0, 0, 1, 2]).map { place, decimals in
          Table.Column(say.percent(Int64((place * 1e6).rounded()), decimals: decimals))
        },
      lines.map { line in
        [
          Table.Cell(say.name(line.name, of: "queue")),
          cell(line.spectrum.reduce(0) { $0 + $1.count }),
        ]
          + Self.values(of: line.spectrum, at: shown).map { value in
            value.map { cell(Int64($0), unit: unit) } ?? "–"
          }
      })
    return chart
  }

  /// Where the spectrum is drawn: eight places for each halving of what is left, as HdrHistogram
  /// prints it, as far as the longest queue has anything to tell.
  private static func percentiles(of lines: [QueueLine]) -> [Double] {
    let most = lines.map { line in line.spectrum.reduce(0) { $0 + $1.count } }.max() ?? 0
    var places: [Double] = []
    var base = 0.0
    var left = 1.0
    while left > 1e-7, left * Double(most) >= 1 {
      for step in 0..<8 { places.append(base + left / 2 * Double(step) / 8) }
      base += left / 2
      left /= 2
    }
    return places.filter { (1 - $0) * Double(most) >= 1 }
  }

  /// The value at each percentile; nothing beyond what so few values can tell.
  static func values(of spectrum: [SpectrumLine], at places: [Double]) -> [Double?] {
    let total = spectrum.reduce(0) { $0 + $1.count }
    guard total > 0 else { return places.map { _ in nil } }
    var index = 0
    var below = spectrum[0].count
    return places.map { place in
      guard (1 - place) * Double(total) >= 1 || place == 0 else { return nil }
      while index + 1 < spectrum.count, Double(below) < place * Double(total) {
        index += 1
        below += spectrum[index].count
      }
      return Double(spectrum[index].value)
    }
  }
}
