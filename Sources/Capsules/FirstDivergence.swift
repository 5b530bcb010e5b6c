package import Simulation
package import Calendar

/// What a comparison of two runs came to.
package struct PairOfRuns: Sendable {
  /// Where they part; `nil` where every event and print of every day is equal.
  package var divergence: Divergence?
  /// How many days are equal.
  package var equalDays: Int
  /// What both came to, where they are equal day by day: counts and verdicts may still differ.
  package var outcomes: [RunOutcome] = []
}

/// Finds the first event in which two runs part.
///
/// Both are run day by day side by side until their prints differ, and once more up to that day to
/// look at what happened on it: two runs each, in memory that does not grow with their length.
///
/// - Parameters:
///   - a: What a run depends on.
///   - b: What the other one depends on.
///   - dayEnded: Called at the end of each day of the first run with `true`, of the second with
///     `false`; an answer of `false` ends the search.
/// - Returns: Where they part, if they do.
package func firstDivergence(
  between a: RunInputs, and b: RunInputs,
  dayEnded: (_ day: Day, _ isFirst: Bool) -> Bool = { _, _ in true }
) -> PairOfRuns {
  guard a.days.lowerBound == b.days.lowerBound else {
    return PairOfRuns(
      divergence: Divergence(
        day: min(a.days.lowerBound, b.days.lowerBound), event: "first day", field: "day",
        values: (a.days.lowerBound.description, b.days.lowerBound.description)), equalDays: 0)
  }
  let (mine, one) = prints(of: a) { dayEnded($0, true) }
  let (other, two) = prints(of: b) { dayEnded($0, false) }
  let common = min(mine.count, other.count)
  guard let place = (0..<common).first(where: { mine[$0] != other[$0] }) else {
    guard mine.count != other.count else {
      return PairOfRuns(equalDays: common, outcomes: [one, two])
    }
    let last = (a.days.upperBound.description, b.days.upperBound.description)
    return PairOfRuns(
      divergence: Divergence(
        day: a.days.lowerBound + common, event: "last day", field: "day", values: last),
      equalDays: common)
  }
  let day = a.days.lowerBound + place
  let records = [a, b].map { inputs in
    var inputs = inputs
    inputs.capturedDay = day
    let engine = Engine(inputs)
    // Without a sink nothing is thrown.
    _ = try? engine.run(until: day)
    return engine.captured
  }
  let found = Divergence.first(between: records[0], and: records[1], on: day)
  let hidden = Divergence(
    day: day, event: "settlement between districts", field: "print",
    values: (String(mine[place], radix: 16), String(other[place], radix: 16)))
  return PairOfRuns(divergence: found ?? hidden, equalDays: place)
}

/// The prints of a run at the end of each day, and what it came to.
private func prints(
  of inputs: RunInputs, _ dayEnded: (Day) -> Bool
) -> ([UInt64], RunOutcome) {
  let engine = Engine(inputs)
  var prints: [UInt64] = []
  _ = try? engine.run(dayEnded: { day in
    prints.append(engine.print)
    return dayEnded(day)
  })
  return (prints, engine.outcome())
}
