package import Calendar
package import Documents

/// What a parameter of the law is worth over a span of time.
package enum LawValue: Sendable, Equatable {
  /// A number in the base unit of its parameter (cents, parts per million, days, …).
  case number(Int64)
  /// A rule by name, such as `last-day-of-march`.
  case rule(String)
  /// A step function: from each threshold on, a number.
  case scale([Step])
  /// No limit, or not yet in the law.
  case none

  /// A step of a scale.
  package struct Step: Sendable, Equatable {
    /// The least argument (for example a population) that the step covers.
    package let from: Int64
    /// The number in the parameter's base unit.
    package let value: Int64
  }
}

/// How sure the project is of a value.
package enum Confidence: String, CaseIterable, Sendable {
  /// Read in the law itself, in an official page, or in two independent sources.
  case primary
  /// Read in one secondary source.
  case secondary
  /// The sources contradict each other; the reference says which one was followed.
  case disputed
  /// Derived by arithmetic from primary facts.
  case derived
  /// Published by one source that no official text confirms yet.
  case unverified
  /// A choice of this model where no source gives a value.
  case assumption
}

/// When a run reads a parameter: a value dated at another time would do nothing.
package enum Reading: String, CaseIterable, Sendable {
  /// On every day on which it changes.
  case daily
  /// On 1 January, for the whole year.
  case yearly
  /// On the first day, for the whole run.
  case once
  /// Never: it is there for information.
  case never
}

/// A value with the day from which it holds, and where it comes from.
package struct DatedValue: Sendable, Equatable {
  /// The first day on which the value holds.
  package let from: Day
  /// The value.
  package let value: LawValue
  /// The title of the text or page that gives it.
  package let reference: String
  /// The address of that text, where it is known.
  package let url: String?
  /// The day on which the source was last checked.
  package let checked: Day
  /// How sure the project is.
  package let confidence: Confidence
}

/// A parameter: one quantity of the law through time.
package struct Parameter: Sendable, Equatable {
  /// The name with dots, such as `rights.cap`.
  package let name: String
  /// What it is, in one line, with its French name.
  package let title: String
  /// What its numbers measure.
  package let unit: Unit
  /// What a rule may be, where the value is a rule.
  package let rules: [String]
  /// The least and the greatest number that it may be given, in the base unit.
  package let range: ClosedRange<Int64>
  /// The least and the greatest threshold that a step of a scale may have.
  package let arguments: ClosedRange<Int64>
  /// Whether it may be given no value, such as no limit.
  package let isOptional: Bool
  /// When a run reads it.
  package let reading: Reading
  /// The values, from the earliest.
  package var values: [DatedValue]

  /// The value in force on a day.
  ///
  /// - Parameter day: The day.
  /// - Returns: The value, or `nil` before the first one.
  package func inForce(on day: Day) -> DatedValue? {
    values.last { $0.from <= day }
  }
}
