internal import Statistics

/// What a terminal shows of a study.
package struct StudyText {
  private let report: StudyReport
  private var page: Page

  /// Renders a study.
  ///
  /// - Parameters:
  ///   - report: What the study found.
  ///   - palette: How it is coloured.
  /// - Returns: Lines of at most 100 columns, the last with its line feed.
  package static func render(_ report: StudyReport, palette: Palette = .plain) -> String {
    var text = StudyText(report: report, page: Page(palette))
    text.head()
    switch StudyReport.Kind(rawValue: report.kind) {
    case .sweep: text.sweep()
    case .compare: text.compare()
    case .search: text.search()
    case .replications, nil: text.replications()
    }
    text.engine()
    return text.page.text
  }

  private mutating func head() {
    let scenario = report.scenario
    let seeds = report.seeds
    let span =
      seeds.count > 1 ? "seeds \(seeds[0]) to \(seeds[seeds.count - 1])" : "seed \(scenario.seed)"
    page.line(
      "  \(report.kind)  \(span)  scenario \(shortened(scenario.name, to: 30))"
        + (scenario.sha256.isEmpty ? "" : "  (sha256 \(scenario.sha256.prefix(8))…)"))
    if let command = scenario.command { page.wrapped(command, indent: 6, tone: .faint) }
    if !report.complete {
      page.line(
        "  " + page.palette.paint("interrupted: only the runs that had ended count", .warning))
    }
    if !report.audit {
      let left = report.notJudged.joined(separator: ", ")
      page.wrapped(
        "audit off: no invariant was judged (--audit judges them)"
          + (left.isEmpty ? "" : "; left out: \(left)"), indent: 6, tone: .faint)
    }
    if !report.notInStudies.isEmpty {
      page.wrapped(
        "left out, since only a run of its own does it: "
          + report.notInStudies.joined(separator: ", "), indent: 6, tone: .faint)
    }
  }

  private var count: String {
    report.seeds.count == 1 ? "one run" : "\(report.seeds.count) runs"
  }

  private var intervals: String {
    report.seeds.count == 1
      ? "of one run, so without an interval"
      : "mean over \(count) ± half-width of Student's 95 % interval"
  }

  private func shown(_ arm: StudyArm) -> [EstimateLine] {
    report.metrics.compactMap { arm[$0] }
  }

  private mutating func replications() {
    guard let arm = report.arms.first else { return }
    page.heading("METRICS", intervals)
    page.table(
      ["metric", "mean", "±", "of mean", "least", "greatest"],
      shown(arm).map { line in
        let isWide = line.isPrecise == false ? " !" : ""
        return [line.name] + Self.cells(line) + [Self.share(line) + isWide]
          + [line.min, line.max].map { Self.figure(Double($0), line.unit) }
      })
    if let precision = report.precision {
      let wanted = Self.percent(precision.wanted)
      page.line(
        precision.isReached
          ? "      every half-width is within \(wanted) of its mean after \(count)"
          : "      ! marks half-widths that are not within \(wanted) of the mean, or not for long "
            + "enough")
    }
    gaps(
      "measured with some seeds only",
      shown(arm).filter { $0.measured < report.seeds.count }.map { ($0.name, $0.measured) })
    thresholds(arm)
  }

  /// Says of which metrics some seeds measured nothing, and how many did.
  private mutating func gaps(_ words: String, _ lines: [(name: String, measured: Int)]) {
    guard !lines.isEmpty else { return }
    let list = lines.map { "\($0.name) (\($0.measured) of \(report.seeds.count))" }
    page.wrapped("\(words): \(list.joined(separator: ", "))", indent: 6, tone: .faint)
  }

  private mutating func thresholds(_ arm: StudyArm, _ title: String = "THRESHOLDS") {
    guard !arm.thresholds.isEmpty else { return }
    page.heading(title, "held to the confidence limit of the mean")
    for line in arm.thresholds { threshold(line) }
  }

  private mutating func threshold(_ line: StudyThreshold) {
    let isSoft = line.severity == "soft"
    let marks = ["held": "✓ ", "inconclusive": "~ "]
    let mark = marks[line.state] ?? (isSoft ? "! " : "✗ ")
    let tone: Palette.Tone =
      line.state == "held" ? .good : line.state == "inconclusive" || isSoft ? .warning : .bad
    page.dotted(
      line.expression + (isSoft ? " (soft)" : ""), Self.observation(line), mark: mark, tone: tone,
      column: 56)
  }

  /// The observed mean with its half-width: `27.4 days ± 0.8 (n=10)`.
  private static func observation(_ line: StudyThreshold) -> String {
    guard let mean = line.mean else { return "nothing measured" }
    var words = figure(mean, line.unit)
    if let halfWidth = line.halfWidth { words += " ± " + figure(halfWidth, line.unit) }
    words += " (n=\(line.observed.count))"
    if line.unmeasuredRuns > 0 { words += ", \(line.unmeasuredRuns) unmeasured" }
    return words
  }

  private mutating func sweep() {
    guard let first = report.arms.first else { return }
    page.heading("SWEEP", intervals)
    for name in report.metrics {
      guard report.arms.contains(where: { $0[name] != nil }) else { continue }
      page.line("")
      page.line("    " + page.palette.paint(name, .heading))
      let head = first.settings.map(\.path)
      page.table(
        [head.joined(separator: ", "), "mean", "±", "least", "greatest"],
        report.arms.map { arm in
          let value = arm.settings.map(\.value).joined(separator: ", ")
          guard let line = arm[name] else { return [value, "–", "–", "–", "–"] }
          return [value] + Self.cells(line)
            + [line.min, line.max].map { Self.figure(Double($0), line.unit) }
        })
      gaps(
        "measured with some seeds only",
        report.arms.compactMap { arm in
          arm[name].flatMap { line in
            line.measured < report.seeds.count ? (arm.label, line.measured) : nil
          }
        })
    }
    sweepThresholds(first)
  }

  /// A table for each threshold, like those of the metrics.
  private mutating func sweepThresholds(_ first: StudyArm) {
    guard !first.thresholds.isEmpty else { return }
    page.heading("THRESHOLDS", "held to the confidence limit of the mean")
    for (place, line) in first.thresholds.enumerated() {
      page.line("")
      page.line("    " + page.palette.paint(line.expression, .heading))
      page.table(
        [
          first.settings.map(\.path).joined(separator: ", "), "observed", "±", "runs that fail",
          "",
        ],
        report.arms.compactMap { arm in
          guard arm.thresholds.indices.contains(place) else { return nil }
          return [arm.settings.map(\.value).joined(separator: ", ")]
            + cells(arm.thresholds[place])
        })
    }
  }

  /// What runs came to, and the mark of the verdict.
  private func cells(_ line: StudyThreshold) -> [String] {
    [
      line.mean.map { Self.figure($0, line.unit) } ?? "–",
      line.halfWidth.map { Self.figure($0, line.unit) } ?? "–",
      "\(line.failedRuns) of \(report.seeds.count)",
      ["held": "✓", "failed": "✗", "inconclusive": "~"][line.state] ?? "–",
    ]
  }

  private mutating func compare() {
    for (letter, arm) in zip(["A", "B"], report.arms) {
      let settings = arm.settings.map { "\($0.path) = \($0.value)" }
      page.wrapped(
        "\(letter)  \(arm.label)"
          + (settings.isEmpty ? "" : ": \(settings.joined(separator: ", "))"), indent: 6)
    }
    let number = report.differences.count { report.metrics.contains($0.name) }
    page.heading(
      "B LESS A",
      report.seeds.count < 2
        ? "one pair of runs, so without an interval"
        : "\(report.seeds.count) pairs on common random numbers (CRN), ρ their correlation")
    let lines = report.metrics.compactMap { name in
      report.differences.first { $0.name == name }
    }
    page.table(
      ["metric", "A", "B", "B − A", "±", "ρ", "var ÷"],
      lines.map { line in
        let mark =
          line.isSignificantInFamily ?? false ? " *" : line.isSignificant ?? false ? " ·" : "  "
        return [
          line.name, Self.figure(line.a, line.unit), Self.figure(line.b, line.unit),
          (line.mean > 0 ? "+" : "") + Self.figure(line.mean, line.unit),
          (line.familyHalfWidth.map { Self.figure($0, line.unit) } ?? "–") + mark,
          line.correlation.map { Self.decimals($0, 2) } ?? "–",
          line.method == "welch" ? "welch" : Self.ratio(line),
        ]
      })
    gaps(
      "only so many pairs measured it",
      lines.filter { $0.pairs < report.seeds.count }.map { ($0.name, Int($0.pairs)) })
    let missing = report.metrics.filter { name in !lines.contains { $0.name == name } }
    if !missing.isEmpty {
      page.wrapped(
        "not compared, since no seed measured it in both: \(missing.joined(separator: ", "))",
        indent: 6, tone: .faint)
    }
    guard report.seeds.count > 1 else { return }
    page.wrapped(
      "± is half the width of intervals that hold at 95 % for all \(number) metrics together "
        + "(Bonferroni). * leaves 0 out; · does so only by itself. var ÷: by how much common "
        + "random numbers divide the variance of the difference; welch: pairing would have widened "
        + "the "
        + "interval, which is Welch's", indent: 6, tone: .faint)
    for (letter, arm) in zip(["A", "B"], report.arms) { thresholds(arm, "THRESHOLDS OF \(letter)") }
  }

  private static func ratio(_ line: DifferenceLine) -> String {
    guard let ratio = line.varianceRatio else { return line.correlation == nil ? "–" : "∞" }
    return ratio < 1_000 ? decimals(ratio, ratio < 10 ? 1 : 0) : "> 999"
  }

  private mutating func search() {
    guard let search = report.search else { return }
    let goal = search.goal.isEmpty ? "" : search.goal + " "
    page.heading("SEARCH", "the \(goal)\(search.path) that keeps \(search.keep)")
    page.table(
      [search.path, "observed", "±", "runs that fail", "", ""],
      search.tried.map { line in
        [line.value] + cells(line.threshold) + [line.value == search.answer ? "←" : ""]
      })
    page.line("")
    for sentence in search.sentences { page.wrapped(sentence, indent: 6) }
  }

  private mutating func engine() {
    let engine = report.engine
    page.heading("ENGINE", "figures of this machine")
    page.dotted(
      "runs, at a time", "\(engine.runs), \(engine.jobs) (one thread each)")
    page.dotted(
      "time",
      "\(Quantity.time(engine.wallSeconds)) (processor \(Quantity.time(engine.cpuSeconds)))")
  }

  private static func cells(_ line: EstimateLine) -> [String] {
    [figure(line.mean, line.unit), line.halfWidth.map { figure($0, line.unit) } ?? "–"]
  }

  private static func share(_ line: EstimateLine) -> String {
    guard line.halfWidth != nil else { return "–" }
    return line.relativeHalfWidth.map(percent) ?? "of 0"
  }

  private static func percent(_ share: Double) -> String {
    share < 100 ? decimals(share * 100, share < 0.1 ? 2 : 1) + " %" : "> 9999 %"
  }

  private static func decimals(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "–" }
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return decimalText(Int64((value * scale).rounded()), decimals: decimals)
  }

  /// A mean as a person reads it.
  static func figure(_ value: Double, _ unit: String) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    if unit.hasPrefix("milli") {
      let noun = unit.dropFirst(unit == "milli" ? 5 : 6)
      return figure(value / 1_000, noun.isEmpty ? "count" : String(noun))
    }
    let whole = Int64(value.rounded())
    switch unit {
    case "cents":
      // To the euro where cents would only widen the column.
      let isLarge = whole.magnitude >= 1_000_000 && whole.magnitude < 100_000_000
      return isLarge
        ? Quantity.grouped(Int64((value / 100).rounded())) + " €" : Quantity.shortAmount(whole)
    case "days": return decimals(value, value.magnitude < 10 ? 2 : 1) + " d"
    case "ppm": return decimals(value / 10_000, 2) + " %"
    case "", "count": return value.magnitude >= 1_000 ? Quantity.grouped(whole) : decimals(value, 1)
    default: return decimals(value, value.magnitude < 10 ? 2 : 1) + " " + unit
    }
  }
}
