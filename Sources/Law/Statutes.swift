package import Calendar

/// The law of every day of a span: one ``Statute`` for each stretch in which nothing changes.
package struct Statutes: Sendable {
  /// A statute with the first day on which it holds.
  package struct Period: Sendable, Equatable {
    /// The first day.
    package let from: Day
    /// What holds from that day until the next period.
    package let statute: Statute
  }

  /// The days that are covered.
  package let days: ClosedRange<Day>

  /// The periods from the earliest, which begins on the first day of the span.
  package let periods: [Period]

  /// For each day of the span, the index of its period.
  private let index: [UInt16]

  /// Reads the law of a span.
  ///
  /// - Parameters:
  ///   - law: A table with every parameter of ``LawName``.
  ///   - days: The span.
  package init(_ law: ParameterTable, in days: ClosedRange<Day>) {
    self.days = days
    var periods = [Period(from: days.lowerBound, statute: Statute(law, on: days.lowerBound))]
    for day in law.changes(in: days) where day > days.lowerBound {
      let statute = Statute(law, on: day)
      if periods.last?.statute != statute { periods.append(Period(from: day, statute: statute)) }
    }
    self.periods = periods
    var index: [UInt16] = []
    index.reserveCapacity(days.upperBound - days.lowerBound + 1)
    for (number, period) in periods.enumerated() {
      let end = number + 1 < periods.count ? periods[number + 1].from : days.upperBound + 1
      index += repeatElement(UInt16(number), count: end - period.from)
    }
    self.index = index
  }

  /// The law of a day, in constant time.
  ///
  /// - Parameter day: A day of the span.
  /// - Returns: What holds that day.
  package func statute(on day: Day) -> Statute {
    precondition(days.contains(day), "no law was read for this day")
    return periods[Int(index[day - days.lowerBound])].statute
  }
}
