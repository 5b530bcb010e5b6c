internal import Audit
package import Calendar
package import Law

/// A day on which the law changed within a run, with what was judged by the new values.
package struct LawChange: Sendable, Equatable {
  /// The day from which the new values hold.
  package let day: Day
  /// The parameters that changed, in the order of the law.
  package let parameters: [String]
  /// How often an invariant that reads one of them was evaluated under its new value: until the
  /// value changed again, or the run ended.
  package let evaluations: Int64

  /// The id in outputs: `law-2023-03-30`.
  package var id: String { Self.id(of: day) }

  /// The id of the witness of a day.
  ///
  /// - Parameter day: A day on which the law changes.
  /// - Returns: For example `law-2023-03-30`.
  package static func id(of day: Day) -> String { "law-\(day)" }

  /// The days within a span on which the law changes what some invariant demands.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - days: The span of a run, whose first day changes nothing.
  /// - Returns: The days in order, each once.
  package static func days(_ law: ParameterTable, in days: ClosedRange<Day>) -> [Day] {
    Set(LawWitnesses.changes(law, in: days).map(\.day)).sorted()
  }
}

/// Counts, for each change of the law, the evaluations that read a changed parameter.
struct LawWitnesses {
  /// A new value of a parameter.
  struct Change {
    let day: Day
    let parameter: String
    /// The first day on which the run reads it, and the first on which it reads another one.
    let from: Day
    let until: Day
    let readers: [Invariant]
  }

  private let changes: [Change]
  /// The evaluations of each invariant up to the eve of a day.
  private var marks: [(day: Day, evaluations: [Int64])] = []
  private let days: [Day]

  init(_ law: ParameterTable, in days: ClosedRange<Day>) {
    changes = Self.changes(law, in: days)
    self.days = Set(changes.flatMap { [$0.from, $0.until] }).sorted()
  }

  /// Every new value that the run reads and some invariant judges by.
  static func changes(_ law: ParameterTable, in days: ClosedRange<Day>) -> [Change] {
    law.parameters.flatMap { parameter -> [Change] in
      guard parameter.reading == .daily || parameter.reading == .yearly else { return [] }
      let values = parameter.values
      let news = values.indices.filter { $0 == 0 || values[$0].value != values[$0 - 1].value }
      let spans = news.enumerated().compactMap { place, index in
        let day = values[index].from
        let from = parameter.reading == .daily ? day : Self.newYear(from: day)
        let next = place + 1 < news.count ? values[news[place + 1]].from : Day.distantFuture
        let isWithin = day > days.lowerBound && from <= days.upperBound && from < next
        return isWithin ? (day: day, from: from, until: next) : nil
      }
      guard !spans.isEmpty else { return [] }
      let readers = Invariant.allCases.filter { $0.reads(parameter.name) }
      guard !readers.isEmpty else { return [] }
      return spans.map {
        Change(
          day: $0.day, parameter: parameter.name, from: $0.from, until: $0.until, readers: readers)
      }
    }
  }

  private static func newYear(from day: Day) -> Day {
    let date = day.civil
    return date.month == 1 && date.day == 1 ? day : Day(date.year + 1, 1, 1)
  }

  /// Whether a day begins or ends the stretch of a value.
  func isMarked(_ day: Day) -> Bool { days.contains(day) }

  /// Notes what was evaluated before a day.
  mutating func mark(_ day: Day, _ findings: [Findings]) {
    marks.append((day, Self.sum(findings)))
  }

  private static func sum(_ findings: [Findings]) -> [Int64] {
    Invariant.allCases.map { invariant in
      findings.reduce(0) { $0 + $1[invariant].nonvacuous }
    }
  }

  /// The changes, with what was evaluated by the end of a run.
  func lines(_ findings: Findings) -> [LawChange] {
    let last = Self.sum([findings])
    func evaluations(on day: Day) -> [Int64] {
      marks.first { $0.day == day }?.evaluations ?? last
    }
    return Set(changes.map(\.day)).sorted().map { day in
      let news = changes.filter { $0.day == day }
      let count = news.reduce(Int64(0)) { sum, change in
        let (before, after) = (evaluations(on: change.from), evaluations(on: change.until))
        return sum
          + change.readers.reduce(0) {
            $0 + after[Int($1.rawValue)] - before[Int($1.rawValue)]
          }
      }
      return LawChange(day: day, parameters: news.map(\.parameter), evaluations: count)
    }
  }
}
