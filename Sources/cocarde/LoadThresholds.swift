import Calendar
import Documents
import Load
import Report
import Scenario

/// The conditions of a load test: those of scenarios, on what a load test measures.
struct LoadThresholds {
  /// What a load test measures.
  private enum Metric: String, CaseIterable {
    /// Sets of times.
    case response, service, lag
    /// Answers a second within the measured window.
    case rate
    /// Numbers.
    case answered, operations, refused, late, unserved

    /// Whether it is a set of times.
    var isTimes: Bool { self == .response || self == .service || self == .lag }

    /// The unit in which thresholds find it.
    var unit: String { isTimes ? "ns" : self == .rate ? "/s" : "count" }

    /// Why a plan never brings it, if so.
    func absence(from plan: LoadPlan) -> String? {
      switch self {
      case .response, .lag, .late:
        plan.hasResponses
          ? nil : "where nobody thinks nothing is due at a time of its own: give --users or --rate"
      case .unserved:
        plan.pace.isClosed ? "in a closed loop nothing comes due that is not served" : nil
      default: nil
      }
    }
  }

  private let all: [Threshold]

  /// Reads conditions.
  ///
  /// - Parameters:
  ///   - texts: The values of `--threshold`.
  ///   - plan: The load.
  /// - Throws: ``Failure`` for what is none, or what such a load test never measures.
  init(_ texts: [String], _ plan: LoadPlan) throws {
    all = try texts.map { text in
      let threshold: Threshold
      do throws(ThresholdError) {
        threshold = try Threshold(text)
      } catch {
        throw Failure(.usage, "--threshold \(error.description)")
      }
      if let complaint = try Self.complaint(about: threshold, plan) {
        throw Failure(.usage, "--threshold \(complaint)")
      }
      return threshold
    }
  }

  private static func complaint(about threshold: Threshold, _ plan: LoadPlan) throws -> String? {
    let (name, text) = (threshold.metric.name, threshold.expression)
    guard let metric = Metric(rawValue: name), threshold.metric.tags.isEmpty else {
      let names = Metric.allCases.map(\.rawValue)
      let hint = Nearest.hint(name, among: names)
      return "'\(text)': a load test has no metric '\(threshold.metric)'"
        + (hint.isEmpty ? "; there are \(names.joined(separator: ", "))" : hint)
    }
    if let reason = metric.absence(from: plan) { return "'\(text)': \(reason)" }
    let isBare = threshold.condition.limits.contains { $0.dimension == nil }
    if metric.isTimes, threshold.aggregate != .count, isBare {
      return "'\(text)': a time needs its unit, such as 5ms, 250us or 1s"
    }
    guard !threshold.aborts else {
      return "'\(text)' is to stop a run, which a load test does not: leave abort out"
    }
    let kind: KnownMetric.Kind =
      metric.isTimes
      ? .facts(aggregates([threshold])) : metric == .rate ? .facts([.value]) : .number
    return try MetricNames(metrics: { [KnownMetric(MetricKey(name), kind, unit: metric.unit)] })
      .complaint(about: threshold)
  }

  /// What is known of times: any percentile that somebody asks for.
  private static func aggregates(_ thresholds: [Threshold]) -> [Threshold.Aggregate] {
    let wanted = thresholds.compactMap(\.aggregate).filter {
      if case .percentile = $0 { true } else { false }
    }
    return [.min, .avg, .med, .max, .count] + wanted
  }

  /// Judges the conditions.
  ///
  /// - Parameter record: What was measured.
  /// - Returns: A line for each.
  func judge(_ record: LoadRecord) -> [ThresholdLine] {
    var measured = Measurements(from: .distantPast)
    for (metric, times) in [
      (Metric.response, record.response), (.service, record.allService), (.lag, record.lag),
    ] {
      measured.facts[MetricKey(metric.rawValue)] = facts(times)
    }
    let answered = record.answered.reduce(0, +)
    if record.measured > 0 {
      let rate = Exact(Int128(answered) * 1_000_000_000, Int128(record.measured))
      measured.facts[MetricKey(Metric.rate.rawValue)] = .init(
        [.init(.value, rate, hasFraction: true)], unit: Metric.rate.unit)
    }
    var numbers: [(Metric, Int)] = [(.answered, answered), (.operations, record.commands)]
    if record.operations > 0 {
      numbers.append((.refused, record.operations - record.refusals[0]))
    }
    if record.response.count > 0 { numbers.append((.late, record.late)) }
    if record.arrivals > 0 { numbers.append((.unserved, record.unserved)) }
    for (metric, number) in numbers {
      measured.numbers[metric.rawValue] = Measurements.Number(Int64(number))
    }
    return all.map { ThresholdLine($0.evaluate(on: measured), from: .distantPast) }
  }

  private func facts(_ times: Latencies) -> Measurements.Facts {
    let known = Self.aggregates(all).compactMap { aggregate in
      Self.read(aggregate, times).map {
        Measurements.Facts.Known(aggregate, Exact(Int128($0)))
      }
    }
    return Measurements.Facts(known, unit: "ns", isMeasured: times.count > 0)
  }

  private static func read(_ aggregate: Threshold.Aggregate, _ times: Latencies) -> UInt64? {
    switch aggregate {
    case .min: times.min
    case .max: times.max
    case .avg: times.mean
    case .med: times.percentile(50)
    case .percentile(let share): times.percentile(Double(share) / 10_000)
    case .count: UInt64(times.count)
    case .rate, .value, .sum: nil
    }
  }
}
