package import Report

/// What a counter holds: a number or, for fingerprints and digests, a text.
package enum CounterValue: JSONConvertible, Hashable, Sendable, CustomStringConvertible {
  /// A value.
  case number(Int64)
  case text(String)

  /// A whole number or a text.
  package static var shape: JSONShape { .scalar }

  /// The value as JSON.
  package var json: JSON {
    switch self {
    case .number(let value): .integer(value)
    case .text(let value): .string(value)
    }
  }

  /// Reads a value.
  package init(json: JSON) throws(ReportError) {
    switch json {
    case .integer(let value): self = .number(value)
    case .string(let value): self = .text(value)
    default: throw ReportError("is neither a whole number nor a text")
    }
  }

  /// The value as a person reads it; a long digest by its beginning.
  package var description: String {
    switch self {
    case .number(let value): Quantity.grouped(value)
    case .text(let value): value.count > 24 ? value.prefix(12) + "…" : value
    }
  }
}

/// Counters by name, in the order in which a difference is told: what moved first comes first.
package struct CounterList: JSONConvertible, Hashable, Sendable {
  /// A counter.
  package struct Counter: Hashable, Sendable {
    /// Its name, such as `operations.total`.
    package let name: String
    /// Its value.
    package let value: CounterValue
  }

  /// The counters.
  package private(set) var all: [Counter] = []

  /// Creates an empty list.
  package init() {}

  /// Adds a number.
  ///
  /// - Parameters:
  ///   - name: The counter's name.
  ///   - value: The number; where there is none, nothing is added.
  package mutating func add(_ name: String, _ value: Int64?) {
    if let value { all.append(Counter(name: name, value: .number(value))) }
  }

  /// Adds a text.
  ///
  /// - Parameters:
  ///   - name: The counter's name.
  ///   - text: The text; where there is none, nothing is added.
  package mutating func add(_ name: String, text: String?) {
    if let text { all.append(Counter(name: name, value: .text(text))) }
  }

  /// The value of a name, if there is one.
  package subscript(name: String) -> CounterValue? { all.first { $0.name == name }?.value }

  /// An object of whole numbers and texts.
  package static var shape: JSONShape { .scalars }

  /// The counters as an object.
  package var json: JSON { .object(all.map { JSON.Member($0.name, $0.value.json) }) }

  /// Reads counters.
  package init(json: JSON) throws(ReportError) {
    guard case .object(let members) = json else { throw ReportError("is not an object") }
    for member in members {
      do {
        all.append(Counter(name: member.key, value: try CounterValue(json: member.value)))
      } catch {
        throw ReportError("\(member.key) \(error.description)")
      }
    }
    guard Set(all.map(\.name)).count == all.count else {
      throw ReportError("names a counter twice")
    }
  }
}

/// A counter of the baseline beside that of the candidate.
package struct CounterComparison: Sendable, Equatable {
  /// What the comparison says.
  package enum Outcome: String, Sendable {
    /// The same, or within the slack.
    case same
    /// Another value where there is no slack, or more than the slack allows.
    case changed
    /// Less by more than the slack, of a counter of which less is better.
    case improved
    /// Only one side has the counter.
    case missing, new
  }

  /// The counter's name.
  package let name: String
  /// The recorded value.
  package let baseline: CounterValue?
  /// The value of the candidate.
  package let candidate: CounterValue?
  /// By how much they may differ.
  package let slack: Int64
  /// What the comparison says.
  package let outcome: Outcome

  /// Compares a counter with no slack: any difference is a change.
  init(exactly name: String, _ baseline: CounterValue?, _ candidate: CounterValue?) {
    self.name = name
    self.baseline = baseline
    self.candidate = candidate
    slack = 0
    outcome =
      switch (baseline, candidate) {
      case (nil, _): .new
      case (_, nil): .missing
      case (let before?, let after?): before == after ? .same : .changed
      }
  }

  /// Compares a counter of which less is better.
  ///
  /// - Parameters:
  ///   - name: The counter's name.
  ///   - baseline: The recorded number.
  ///   - candidate: The number of the candidate.
  ///   - slack: By how much it may differ.
  package init(cost name: String, _ baseline: Int64, _ candidate: Int64, slack: Int64) {
    self.name = name
    self.baseline = .number(baseline)
    self.candidate = .number(candidate)
    self.slack = slack
    let more = Int128(candidate) - Int128(baseline)
    outcome = more > slack ? .changed : more < -Int128(slack) ? .improved : .same
  }

  /// Compares all counters of two lists, in the order of the baseline; those that only the
  /// candidate has follow.
  ///
  /// - Parameters:
  ///   - baseline: The recorded counters.
  ///   - candidate: The counters of the candidate.
  /// - Returns: A comparison for each name.
  package static func all(
    _ baseline: CounterList, _ candidate: CounterList
  ) -> [CounterComparison] {
    baseline.all.map { CounterComparison(exactly: $0.name, $0.value, candidate[$0.name]) }
      + candidate.all.filter { baseline[$0.name] == nil }
      .map { CounterComparison(exactly: $0.name, nil, $0.value) }
  }

  /// Whether the comparison fails the gate.
  package var fails: Bool { outcome == .changed || outcome == .missing || outcome == .new }
}
