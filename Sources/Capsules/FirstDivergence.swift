package import Simulation
package import Calendar

/// Finds the first event in which two runs part.
///
/// Both are run day by day side by side until their prints differ, and once more up to that day to
/// look at what happened on it: two runs each, in memory that does not grow with their length.
///
/// - Parameters:
///   - a: What a run depends on.
///   - b: What the other one depends on.
///   - dayEnded: Called at the end of each day of the first pass; `false` ends the search.
/// - Returns: The divergence, or `nil` if the runs are equal; and how many days are equal.
package func firstDivergence(
  between a: RunInputs, and b: RunInputs, dayEnded: (Day) -> Bool = { _ in true }
) -> (divergence: Divergence?, equalDays: Int) {
  guard a.days.lowerBound == b.days.lowerBound else {
    return (
      Divergence(
        day: min(a.days.lowerBound, b.days.lowerBound), event: "first day", field: "day",
        values: (a.days.lowerBound.description, b.days.lowerBound.description)), 0
    )
  }
  let mine = prints(of: a, dayEnded)
  let other = prints(of: b) { _ in true }
  let common = min(mine.count, other.count)
  guard let place = (0..<common).first(where: { mine[$0] != other[$0] }) else {
    guard mine.count != other.count else { return (nil, common) }
    let last = (a.days.upperBound.description, b.days.upperBound.description)
    return (
      Divergence(
        day: a.days.lowerBound + common, event: "last day", field: "day", values: last), common
    )
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
  return (found ?? hidden, place)
}

/// The prints of a run at the end of each day.
private func prints(of inputs: RunInputs, _ dayEnded: (Day) -> Bool) -> [UInt64] {
  var inputs = inputs
  inputs.isAudited = false
  let engine = Engine(inputs)
  var prints: [UInt64] = []
  _ = try? engine.run(dayEnded: { day in
    prints.append(engine.print)
    return dayEnded(day)
  })
  return prints
}
