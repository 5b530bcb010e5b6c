internal import Calendar
internal import Statistics

extension Threshold {
  /// Judges the condition on the single numbers of a summary.
  ///
  /// - Parameter metrics: The numbers by dotted path.
  /// - Returns: What came out.
  package func evaluate(on metrics: [String: Int64]) -> ThresholdVerdict {
    var measurements = Measurements(from: .distantPast)
    for (name, value) in metrics {
      measurements.numbers[name] = Measurements.Number(value, unit: MetricNames.unit(of: name))
    }
    return evaluate(on: measurements)
  }

  /// Judges the condition.
  ///
  /// - Parameter measurements: What the run measured.
  /// - Returns: What came out; ``ThresholdVerdict/State/unmeasured`` where there was nothing.
  package func evaluate(on measurements: Measurements) -> ThresholdVerdict {
    if metric.tags.isEmpty, window == nil,
      aggregate == nil || aggregate == .value || aggregate == .count,
      let number = measurements.numbers[metric.name]
    {
      return verdict(Exact(Int128(number.value)), MetricUnit(number.unit))
    }
    if let distribution = measurements.distributions[metric] { return evaluate(on: distribution) }
    if let facts = measurements.facts[metric] { return evaluate(on: facts) }
    if let series = measurements.series[metric] { return evaluate(on: series) }
    var verdict = ThresholdVerdict(self, .unmeasured)
    if !metric.tags.isEmpty || !measurements.unmeasured.contains(metric.name) {
      verdict.hint = KnownMetric.hint(metric, among: measurements.metrics)
    }
    return verdict
  }

  /// The verdict on a number, in the metric's unit.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - unit: What it measures.
  ///   - hasFraction: Whether it is shown in thousandths of the unit, whatever it comes to: the
  ///     means of several runs are compared with each other.
  /// - Returns: What came out.
  private func verdict(
    _ value: Exact, _ unit: MetricUnit, hasFraction: Bool = false
  ) -> ThresholdVerdict {
    let judge = Condition.Judge(condition: condition, unit: unit)
    let inBase = unit.inBase(value)
    var verdict = ThresholdVerdict(self, judge.holds(inBase) ? .held : .failed)
    let slack = unit.fromBase(judge.slack(inBase))
    let scale: Int128 = hasFraction ? 1_000 : 1
    verdict.unit = (hasFraction ? unit.thousandths : unit).name
    verdict.observed = value.rounded(times: scale)
    verdict.slack = slack.rounded(times: scale)
    verdict.distance = slack.approximation
    return verdict
  }

  private func evaluate(on facts: Measurements.Facts) -> ThresholdVerdict {
    let wanted = aggregate ?? .value
    guard facts.isMeasured, window == nil,
      let known = facts.known.first(where: { $0.aggregate == wanted })
    else { return ThresholdVerdict(self, .unmeasured) }
    return verdict(
      known.value, MetricUnit(wanted == .count ? "count" : facts.unit),
      hasFraction: known.hasFraction)
  }

  private func evaluate(on distribution: Measurements.Distribution) -> ThresholdVerdict {
    let totals = distribution.totals
    guard let aggregate, window == nil else { return ThresholdVerdict(self, .unmeasured) }
    if aggregate == .count { return verdict(Exact(Int128(totals.count)), MetricUnit("count")) }
    guard totals.count > 0 else { return ThresholdVerdict(self, .unmeasured) }
    let unit = MetricUnit(distribution.unit)
    func of(_ value: Int64?) -> ThresholdVerdict {
      value.map { verdict(Exact(Int128($0)), unit) } ?? ThresholdVerdict(self, .unmeasured)
    }
    switch aggregate {
    case .sum: return verdict(totals.sum, unit)
    case .avg:
      return verdict(
        totals.sum.scaled(by: 1, over: Int128(totals.count)), unit, hasFraction: true)
    case .min: return of(totals.min)
    case .max: return of(totals.max)
    case .med: return of(distribution.percentile(500_000))
    case .percentile(let share): return of(distribution.percentile(share))
    case .count, .rate, .value: return ThresholdVerdict(self, .unmeasured)
    }
  }

  private func evaluate(on series: Measurements.Series) -> ThresholdVerdict {
    guard series.isMeasured, !series.values.isEmpty else {
      return ThresholdVerdict(self, .unmeasured)
    }
    switch window {
    case .over(let days): return evaluate(on: series, over: days)
    case .lasting(let days): return evaluate(on: series, for: days)
    case nil where aggregate == nil || aggregate == .value: return evaluate(on: series, for: 1)
    case nil:
      let aggregate = aggregate ?? .value
      return DailyAggregate.of(aggregate, series.values[...]).map {
        verdict($0, MetricUnit(series.unit), hasFraction: aggregate.isMean)
      } ?? ThresholdVerdict(self, .unmeasured)
    }
  }

  /// Judges each day: fails once so many in a row do not satisfy the condition.
  private func evaluate(on series: Measurements.Series, for days: Int) -> ThresholdVerdict {
    let unit = MetricUnit(series.unit)
    let judge = Condition.Judge(condition: condition, unit: unit)
    var worst: (value: Int64, slack: Exact)?
    var run = 0
    var longest = 0
    var failedOn: Int?
    for (day, value) in series.values.enumerated() {
      let inBase = unit.inBase(Exact(Int128(value)))
      let slack = judge.slack(inBase)
      if worst.map({ slack < $0.slack }) ?? true { worst = (value, slack) }
      run = judge.holds(inBase) ? 0 : run + 1
      longest = max(longest, run)
      if run == days, failedOn == nil { failedOn = day }
    }
    guard let worst else { return ThresholdVerdict(self, .unmeasured) }
    var verdict = verdict(Exact(Int128(worst.value)), unit)
    verdict.state = failedOn == nil ? .held : .failed
    verdict.failedOn = failedOn
    if days > 1 { verdict.longest = longest }
    return verdict
  }

  /// Judges the aggregate of each window; the one that is nearest to failing, or has failed most,
  /// is the one observed.
  private func evaluate(on series: Measurements.Series, over days: Int) -> ThresholdVerdict {
    let unit = MetricUnit(series.unit)
    let judge = Condition.Judge(condition: condition, unit: unit)
    let windows = DailyAggregate.sliding(aggregate ?? .value, series.values, days: days)
    var worst: (value: Exact, slack: Exact)?
    var failedOn: Int?
    for (number, value) in windows.enumerated() {
      let slack = judge.slack(unit.inBase(value))
      if worst.map({ slack < $0.slack }) ?? true { worst = (value, slack) }
      if failedOn == nil, !judge.holds(unit.inBase(value)) { failedOn = number + days - 1 }
    }
    guard let worst else { return ThresholdVerdict(self, .unmeasured) }
    var verdict = verdict(worst.value, unit, hasFraction: aggregate?.isMean ?? false)
    verdict.state = failedOn == nil ? .held : .failed
    verdict.failedOn = failedOn
    return verdict
  }

  /// Whether the condition cannot be satisfied any more, whatever the days to come bring.
  ///
  /// - Parameters:
  ///   - series: The numbers of the days that have ended.
  ///   - days: How many days the run has.
  /// - Returns: `true` on and after the day on which that is certain.
  package func isLost(after series: Measurements.Series, of days: Int) -> Bool {
    guard series.isMeasured, let last = series.values.indices.last else { return false }
    let unit = MetricUnit(series.unit)
    let judge = Condition.Judge(condition: condition, unit: unit)
    func fails(_ value: Int64) -> Bool { !judge.holds(unit.inBase(Exact(Int128(value)))) }
    switch window {
    case .lasting(let length):
      return last + 1 >= length && series.values[(last + 1 - length)...].allSatisfy(fails)
    case .over(let length):
      guard last + 1 >= length else { return false }
      let window = DailyAggregate.of(aggregate ?? .value, series.values[(last + 1 - length)...])
      return window.map { !judge.holds(unit.inBase($0)) } ?? false
    case nil: break
    }
    guard let aggregate, aggregate != .value else { return fails(series.values[last]) }
    let range = DailyAggregate.range(of: aggregate, series, days: days)
    return judge.failsEverywhere(
      from: range.least.map(unit.inBase), to: range.greatest.map(unit.inBase))
  }
}

extension Measurements.Distribution {
  /// The percentile by nearest rank: the least value that at least that share does not exceed.
  func percentile(_ partsPerMillion: Int64) -> Int64? {
    let count = steps.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    var left = nearestRank(partsPerMillion, of: count)
    for step in steps {
      left -= step.count
      if left <= 0 { return step.value }
    }
    return nil
  }
}

/// What is made of the numbers of days.
enum DailyAggregate {
  /// The aggregate of some days, in the series' unit.
  static func of(_ aggregate: Threshold.Aggregate, _ days: ArraySlice<Int64>) -> Exact? {
    guard !days.isEmpty else { return nil }
    switch aggregate {
    case .sum, .count: return Exact(days.reduce(0) { $0 + Int128($1) })
    case .avg, .rate: return Exact(days.reduce(0) { $0 + Int128($1) }, Int128(days.count))
    case .min: return days.min().map { Exact(Int128($0)) }
    case .max: return days.max().map { Exact(Int128($0)) }
    case .value: return days.last.map { Exact(Int128($0)) }
    case .med: return percentile(500_000, days.sorted())
    case .percentile(let share): return percentile(share, days.sorted())
    }
  }

  private static func percentile(_ share: Int64, _ sorted: [Int64]) -> Exact? {
    let rank = Int(nearestRank(share, of: Int64(sorted.count)))
    return sorted.indices.contains(rank - 1) ? Exact(Int128(sorted[rank - 1])) : nil
  }

  /// The aggregates of all windows of so many days, each by its last day.
  static func sliding(
    _ aggregate: Threshold.Aggregate, _ values: [Int64], days: Int
  ) -> [Exact] {
    guard days >= 1, values.count >= days else { return [] }
    switch aggregate {
    case .sum, .count, .avg, .rate:
      var sum = values[..<days].reduce(Int128(0)) { $0 + Int128($1) }
      let isMean = aggregate.isMean
      func shown() -> Exact { isMean ? Exact(sum, Int128(days)) : Exact(sum) }
      var found = [shown()]
      for day in days..<max(days, values.count) {
        sum += Int128(values[day]) - Int128(values[day - days])
        found.append(shown())
      }
      return found
    default:
      return (days...values.count).compactMap { of(aggregate, values[($0 - days)..<$0]) }
    }
  }

  /// Between which numbers the aggregate over all days of a run will lie; `nil` for no end.
  static func range(
    of aggregate: Threshold.Aggregate, _ series: Measurements.Series, days: Int
  ) -> (least: Exact?, greatest: Exact?) {
    let left = max(0, days - series.values.count)
    let values = series.values[...]
    guard left > 0 else { return (of(aggregate, values), of(aggregate, values)) }
    let floor: Exact? = series.isNonNegative ? Exact(0) : nil
    switch aggregate {
    case .sum, .count, .avg, .rate:
      guard series.isNonNegative else { return (nil, nil) }
      let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
      let isMean = aggregate.isMean
      return (isMean ? Exact(sum, Int128(days)) : Exact(sum), nil)
    case .min: return (floor, of(.min, values))
    case .max: return (of(.max, values), nil)
    case .value: return (floor, nil)
    case .med: return range(ofPercentile: 500_000, values.sorted(), days: days, floor)
    case .percentile(let share):
      return range(ofPercentile: share, values.sorted(), days: days, floor)
    }
  }

  /// The days to come may all lie below, or all above, those that are known.
  private static func range(
    ofPercentile share: Int64, _ sorted: [Int64], days: Int, _ floor: Exact?
  ) -> (least: Exact?, greatest: Exact?) {
    let rank = Int(nearestRank(share, of: Int64(days)))
    let left = days - sorted.count
    let least = rank > left ? Exact(Int128(sorted[rank - left - 1])) : floor
    let greatest = rank <= sorted.count ? Exact(Int128(sorted[rank - 1])) : nil
    return (least, greatest)
  }
}
