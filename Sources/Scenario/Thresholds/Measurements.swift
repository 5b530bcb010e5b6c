package import Calendar

/// The name of a metric with its tags, such as `backlog{queue:support}`.
package struct MetricKey: Sendable, Hashable, CustomStringConvertible {
  /// The name.
  package let name: String
  /// Tags with their values, in the order of their names.
  package let tags: [Tag]

  /// A tag with its value.
  package struct Tag: Sendable, Hashable {
    /// The tag's name.
    package let name: String
    /// Its value.
    package let value: String
  }

  /// Creates a key.
  ///
  /// - Parameters:
  ///   - name: The metric's name.
  ///   - tags: Names and values of its tags, in any order.
  package init(_ name: String, _ tags: KeyValuePairs<String, String> = [:]) {
    self.init(name, tags: tags.map { Tag(name: $0.key, value: $0.value) })
  }

  init(_ name: String, tags: [Tag]) {
    self.name = name
    self.tags = tags.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }

  /// The key as a threshold writes it.
  package var description: String {
    guard !tags.isEmpty else { return name }
    return "\(name){\(tags.map { "\($0.name):\($0.value)" }.joined(separator: ","))}"
  }
}

/// All that a run measured, as plain values: what thresholds are judged on.
package struct Measurements: Sendable {
  /// A single number.
  package struct Number: Sendable, Hashable {
    /// The number.
    package var value: Int64
    /// What it measures.
    package var unit: String

    /// Creates a number.
    package init(_ value: Int64, unit: String = "count") {
      self.value = value
      self.unit = unit
    }
  }

  /// How often each value occurred.
  package struct Distribution: Sendable, Hashable {
    /// A value, and how often it occurred.
    package struct Step: Sendable, Hashable {
      /// The value.
      package let value: Int64
      /// How often it occurred.
      package let count: Int64

      /// Creates a step.
      package init(_ value: Int64, count: Int64) {
        self.value = value
        self.count = count
      }
    }

    /// What was counted beside the steps, one by one: a step may be a bucket of values, and the
    /// last one all that lie beyond it.
    package struct Totals: Sendable, Hashable {
      /// How many values there were.
      package let count: Int64
      /// All of them together.
      package let sum: Exact
      /// The least.
      package let min: Int64
      /// The greatest.
      package let max: Int64

      /// Creates totals.
      ///
      /// - Parameters:
      ///   - count: How many values there were.
      ///   - sum: All of them together.
      ///   - min: The least.
      ///   - max: The greatest.
      package init(count: Int64, sum: Exact, min: Int64, max: Int64) {
        self.count = count
        self.sum = sum
        self.min = min
        self.max = max
      }
    }

    /// The values in ascending order: percentiles come from them.
    package let steps: [Step]
    /// What was counted one by one: all other aggregates come from it.
    package let totals: Totals
    /// What a value measures.
    package let unit: String

    /// Creates a distribution.
    ///
    /// - Parameters:
    ///   - steps: The values in ascending order.
    ///   - unit: What a value measures.
    ///   - totals: What was counted one by one; from the steps where nothing else was counted.
    package init(_ steps: [Step], unit: String, totals: Totals? = nil) {
      self.steps = steps.filter { $0.count > 0 }
      self.unit = unit
      self.totals = totals ?? Totals(self.steps)
    }
  }

  /// What is known of a distribution of which nobody kept the values.
  package struct Facts: Sendable, Hashable {
    /// The aggregates that are known, with their numbers.
    package let known: [Known]
    /// What a number measures.
    package let unit: String
    /// Whether there was anything to measure.
    package let isMeasured: Bool

    /// An aggregate with its number.
    package struct Known: Sendable, Hashable {
      /// The aggregate.
      package let aggregate: Threshold.Aggregate
      /// The number.
      package let value: Exact
      /// Whether it is shown in thousandths.
      package let hasFraction: Bool

      /// Creates a number.
      ///
      /// - Parameters:
      ///   - aggregate: The aggregate.
      ///   - value: The number.
      ///   - hasFraction: Whether it is shown in thousandths, whatever it comes to.
      package init(
        _ aggregate: Threshold.Aggregate, _ value: Exact, hasFraction: Bool = false
      ) {
        self.aggregate = aggregate
        self.value = value
        self.hasFraction = hasFraction
      }
    }

    /// Creates facts.
    ///
    /// - Parameters:
    ///   - known: The aggregates that are known, with their numbers.
    ///   - unit: What a number measures.
    ///   - isMeasured: Whether there was anything to measure.
    package init(_ known: [Known], unit: String, isMeasured: Bool = true) {
      self.known = known
      self.unit = unit
      self.isMeasured = isMeasured
    }
  }

  /// A number for each day.
  package struct Series: Sendable, Hashable {
    /// What the numbers of two days have to do with each other.
    package enum Kind: Sendable { case flow, level }

    /// The numbers, from the first day on.
    package var values: [Int64]
    /// What a number measures.
    package let unit: String
    /// Whether days add up.
    package let kind: Kind
    /// Whether no number is ever below zero.
    package let isNonNegative: Bool
    /// Whether there was anything to measure: a queue that nobody entered has no backlog.
    package let isMeasured: Bool

    /// Creates a series.
    ///
    /// - Parameters:
    ///   - values: The numbers, from the first day on.
    ///   - unit: What a number measures.
    ///   - kind: Whether days add up.
    ///   - isNonNegative: Whether no number is ever below zero.
    ///   - isMeasured: Whether there was anything to measure.
    package init(
      _ values: [Int64], unit: String = "count", kind: Kind, isNonNegative: Bool = true,
      isMeasured: Bool = true
    ) {
      self.values = values
      self.unit = unit
      self.kind = kind
      self.isNonNegative = isNonNegative
      self.isMeasured = isMeasured
    }
  }

  /// The day of each series' first number.
  package var firstDay: Day
  /// Single numbers by dotted name.
  package var numbers: [String: Number] = [:]
  /// The names of single numbers that there may be, and of which nothing was measured.
  package var unmeasured: Set<String> = []
  /// Distributions.
  package var distributions: [MetricKey: Distribution] = [:]
  /// Distributions of which only some aggregates are known, and single numbers with tags.
  package var facts: [MetricKey: Facts] = [:]
  /// Daily series.
  package var series: [MetricKey: Series] = [:]

  /// Measures nothing.
  ///
  /// - Parameter firstDay: The day of each series' first number.
  package init(from firstDay: Day) { self.firstDay = firstDay }

  /// The metrics that there are, for complaints about names; in the order of their keys.
  package var metrics: [KnownMetric] {
    let singles = numbers.map { KnownMetric(MetricKey($0.key), .number, unit: $0.value.unit) }
    let spread = distributions.map { KnownMetric($0.key, .distribution, unit: $0.value.unit) }
    let daily = series.map {
      KnownMetric($0.key, $0.value.kind == .flow ? .flow : .level, unit: $0.value.unit)
    }
    let facts = facts.map {
      KnownMetric($0.key, .facts($0.value.known.map(\.aggregate)), unit: $0.value.unit)
    }
    return (singles + spread + facts + daily).sorted { $0.key.description < $1.key.description }
  }
}

/// A metric that runs have, before any number of it is known.
package struct KnownMetric: Sendable, Hashable {
  /// How it comes.
  package enum Kind: Sendable, Hashable {
    /// One number a run.
    case number
    /// A number for each thing that happened.
    case distribution
    /// Some aggregates of numbers.
    case facts([Threshold.Aggregate])
    /// A number a day, which adds up.
    case flow
    /// A number a day, which does not.
    case level

    /// Whether there is a number for each day.
    var isDaily: Bool { self == .flow || self == .level }
  }

  /// The name and the tags.
  package let key: MetricKey
  /// How it comes.
  package let kind: Kind
  /// What it measures.
  package let unit: String

  /// Creates a metric.
  ///
  /// - Parameters:
  ///   - key: The name and the tags.
  ///   - kind: How it comes.
  ///   - unit: What it measures.
  package init(_ key: MetricKey, _ kind: Kind, unit: String) {
    self.key = key
    self.kind = kind
    self.unit = unit
  }
}

extension Measurements.Distribution.Totals {
  /// Adds steps up.
  init(_ steps: [Measurements.Distribution.Step]) {
    self.init(
      count: steps.reduce(0) { $0 + $1.count },
      sum: Exact(steps.reduce(0) { $0 + Int128($1.value) * Int128($1.count) }),
      min: steps.first?.value ?? 0, max: steps.last?.value ?? 0)
  }
}
