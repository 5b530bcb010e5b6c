/// A condition on what a run measured, such as `sojourn{queue:support}: p(95) < 10d`.
///
/// `metric{tag:value,…}: aggregate op value [for SPAN | over SPAN]`; a single number of the summary
/// needs neither tags nor aggregate: `money.expired_cents < 1_000_000`.
package struct Threshold: Sendable, Equatable {
  /// How a number is compared.
  package enum Comparison: String, CaseIterable, Sendable {
    /// A comparison of the observed number with the limit.
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case different = "!="
  }

  /// What is made of the values of a metric.
  package enum Aggregate: Sendable, Hashable {
    /// How many there were.
    case count
    /// How much a day.
    case rate
    /// The number itself; each day's where there is one a day.
    case value
    /// All together.
    case sum
    /// The mean.
    case avg
    /// The least.
    case min
    /// The greatest.
    case max
    /// The median.
    case med
    /// What so many parts per million do not exceed.
    case percentile(Int64)

    /// The aggregate as a threshold writes it.
    package var name: String {
      if case .percentile(let share) = self {
        let percent = Exact(Int128(share), 10_000)
        let whole = share / 10_000
        return share % 10_000 == 0 ? "p(\(whole))" : "p(\(percent.approximation))"
      }
      return Self.named.first { $0.aggregate == self }?.name ?? ""
    }

    /// Whether it is a mean, which is shown in thousandths.
    var isMean: Bool { self == .avg || self == .rate }

    /// The aggregates by name, but for the percentiles.
    static let named: [(name: String, aggregate: Aggregate)] = [
      ("count", .count), ("rate", .rate), ("value", .value), ("sum", .sum), ("avg", .avg),
      ("min", .min), ("max", .max), ("med", .med),
    ]
  }

  /// A number with what it measures, in the base unit of that.
  package struct Limit: Sendable, Equatable {
    /// The number; as it is written where it has no unit.
    package let value: Exact
    /// What it measures; `nil` where it has no unit and is one of the metric's own.
    package let dimension: MetricUnit.Dimension?
    /// The number as it was written.
    let text: String

    /// The limit in the base unit of a metric's dimension.
    func inBase(of unit: MetricUnit) -> Exact { dimension == nil ? unit.inBase(value) : value }
  }

  /// What an observed number must satisfy.
  package enum Condition: Sendable, Equatable {
    /// A comparison with a limit.
    case compared(Comparison, Limit)
    /// From one limit to another, both included.
    case within(Limit, Limit)
    /// At most so far from a number: a share of it, or a distance.
    case around(Limit, Limit)
  }

  /// The time within which a condition is judged.
  package enum Window: Sendable, Equatable {
    /// It fails once it was not satisfied on so many days in a row.
    case lasting(Int)
    /// The values of each so many days in a row are aggregated.
    case over(Int)

    /// How many days it has.
    package var days: Int {
      switch self {
      case .lasting(let days), .over(let days): days
      }
    }
  }

  /// What follows from a failure.
  package enum Severity: String, CaseIterable, Sendable {
    /// The run fails.
    case hard
    /// It is reported.
    case soft
  }

  /// What is measured.
  package let metric: MetricKey
  /// What is made of its values; `nil` for the number itself.
  package let aggregate: Aggregate?
  /// What it must satisfy.
  package let condition: Condition
  /// The time within which it is judged; `nil` for all of the run.
  package let window: Window?
  /// The condition as it is printed.
  package let expression: String
  /// What follows from a failure.
  package internal(set) var severity: Severity = .hard
  /// Whether the run stops on the day on which a failure is certain.
  package internal(set) var aborts = false

  init(
    _ metric: MetricKey, _ aggregate: Aggregate?, _ condition: Condition, _ window: Window?,
    expression: String
  ) {
    self.metric = metric
    self.aggregate = aggregate
    self.condition = condition
    self.window = window
    self.expression = expression
  }

  /// Whether it speaks of a single number of a summary by its dotted name.
  package var isOfSingleNumber: Bool {
    metric.tags.isEmpty && window == nil && (aggregate == nil || aggregate == .value)
  }

  /// Reads a condition.
  ///
  /// - Parameter text: A threshold, with or without spaces; `[soft]` or `[abort]` behind it says
  ///   what follows from a failure.
  /// - Throws: ``ThresholdError`` where it is none.
  package init(_ text: String) throws(ThresholdError) {
    var parser = ThresholdParser(text)
    self = try parser.threshold()
  }
}

/// What a condition came to.
package struct ThresholdVerdict: Sendable, Equatable {
  /// How a condition fared.
  package enum State: String, CaseIterable, Sendable {
    /// It was satisfied.
    case held
    /// It was not.
    case failed
    /// There was nothing to judge.
    case unmeasured
  }

  /// The condition.
  package let threshold: Threshold
  /// How it fared.
  package var state: State
  /// The number that decided, in ``unit``; `nil` where there was none.
  package var observed: Int64?
  /// What ``observed`` and ``slack`` measure; `milli-…` for thousandths.
  package var unit = "count"
  /// How far the number was from where the condition turns; below 0 where it failed.
  package var slack: Int64?
  /// The same in the metric's own unit, before it is rounded.
  var distance: Double?
  /// The day on which it first failed, from the first day of the run, which is 0.
  package var failedOn: Int?
  /// The most days in a row on which it was not satisfied, where a window lets some pass.
  package var longest: Int?
  /// The nearest metric's name as the end of a sentence, where there is no such metric.
  package var hint = ""

  init(_ threshold: Threshold, _ state: State) {
    self.threshold = threshold
    self.state = state
  }

  /// The condition as it is printed.
  package var expression: String { threshold.expression }
  /// Whether the condition held; never where there was nothing to judge.
  package var ok: Bool { state == .held }
}

/// Why a text is not a threshold.
package struct ThresholdError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The reason in words.
  package let description: String

  init(_ description: String) { self.description = description }

  static let form =
    "a threshold is a metric with its tags, an aggregate, one of < <= > >= == != within around, "
    + "and a number, such as 'sojourn{queue:support}: p(95)<10d'"
}

extension Threshold {
  /// Whether a number at the limit itself does not satisfy the condition.
  package var isStrict: Bool {
    if case .lasting(let days) = window, days > 1 { return true }
    return switch condition {
    case .compared(.less, _), .compared(.greater, _), .compared(.different, _): true
    default: false
    }
  }
}

extension ThresholdVerdict {
  /// How far a run was from failing, for a mean over runs: the slack in the metric's own unit, not
  /// rounded, or the days in a row that a window would still have let pass.
  package var margin: Double {
    if case .lasting(let days) = threshold.window, let longest { return Double(days - longest) }
    return distance ?? 0
  }
}
