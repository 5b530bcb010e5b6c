/// Finds the least (or the greatest) of some values that keeps a condition, by bisection.
///
/// What is tried comes out again: a value is never tried twice, and whether the response is
/// monotone is judged on everything that was tried.
package struct LimitSearch: Sendable {
  /// What was found out of a value.
  package enum Answer: Sendable, Hashable {
    /// It keeps the condition.
    case keeps
    /// It does not.
    case fails
    /// Nobody can tell.
    case unclear
  }

  /// Which end of what keeps the condition is looked for.
  package enum Goal: String, Sendable, CaseIterable {
    /// The smallest value that keeps it: agents.
    case smallest
    /// The largest value that keeps it: load.
    case largest
  }

  /// A value that was tried, by its place among all.
  package struct Step: Sendable, Hashable {
    /// The place of the value.
    package let place: Int
    /// What was found out.
    package let answer: Answer

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - place: The place of the value.
    ///   - answer: What was found out.
    package init(_ place: Int, _ answer: Answer) {
      self.place = place
      self.answer = answer
    }
  }

  /// What was looked for: decided by both ends where nobody said so.
  package let goal: Goal
  /// The values that were tried, in the order of their places.
  package let steps: [Step]
  /// The place of the value that was found; `nil` where none of those tried keeps the condition.
  package let found: Int?
  /// The place next to it on the other side: the value that is known not to keep it, or of which
  /// nobody can tell.
  package let beyond: Step?

  /// Whether all values keep the condition, so that the limit lies outside.
  package var isEverywhere: Bool { found != nil && beyond == nil }

  /// Whether the condition turns the other way: the end that should fail keeps it, and the one
  /// that should keep it fails.
  package var isReversed: Bool {
    let (first, last) = (steps.first?.answer, steps.last?.answer)
    return goal == .smallest
      ? first == .keeps && last == .fails : first == .fails && last == .keeps
  }

  /// How many values a search tries at most: both ends, the halves between, and a neighbour.
  ///
  /// - Parameter count: How many values there are, at least 1.
  /// - Returns: A bound that no response exceeds.
  package static func mostTries(_ count: Int) -> Int {
    var halves = 0
    while halves < Int.bitWidth - 2, 1 << halves < count { halves += 1 }
    return min(count, halves + 3)
  }

  /// How many values are tried at most where a second search looks at the same ends: that of a
  /// seed by itself.
  ///
  /// - Parameter count: How many values there are, at least 1.
  /// - Returns: A bound that no response exceeds.
  package static func mostTriesOfTwo(_ count: Int) -> Int {
    min(count, 2 * mostTries(count) - min(2, count))
  }

  /// The places between which an answer lies that is not in the order of a monotone response: a
  /// value that fails behind one that keeps.
  package var breaks: [ClosedRange<Int>] {
    // Both ends were all that was tried: the response may well be monotone, the other way.
    guard !isReversed else { return [] }
    let known = (goal == .smallest ? steps : steps.reversed()).filter { $0.answer != .unclear }
    return zip(known, known.dropFirst()).compactMap { first, second in
      guard first.answer == .keeps, second.answer == .fails else { return nil }
      return min(first.place, second.place)...max(first.place, second.place)
    }
  }

  /// Searches.
  ///
  /// Both ends are tried first: they tell in which direction the condition turns. A value of which
  /// nobody can tell counts as one that does not keep the condition. In the end both neighbours of
  /// the found value have been tried.
  ///
  /// - Parameters:
  ///   - count: How many values there are, at least 1.
  ///   - goal: Which end is looked for; `nil` to have the ends of the range decide.
  ///   - ask: Tries values, several at a time, by their places.
  /// - Returns: What was found.
  /// - Throws: What `ask` throws.
  package static func run(
    _ count: Int, goal: Goal? = nil, ask: ([Int]) throws -> [Answer]
  ) rethrows -> LimitSearch {
    precondition(count >= 1, "a search needs a value")
    var known: [Int: Answer] = [:]
    func trying(_ places: [Int]) throws {
      let new = places.filter { known[$0] == nil && (0..<count).contains($0) }
      guard !new.isEmpty else { return }
      for (place, answer) in zip(new, try ask(new)) { known[place] = answer }
    }
    try trying(count > 1 ? [0, count - 1] : [0])
    let keepsFirst = known[0] == .keeps
    let goal = goal ?? (keepsFirst && known[count - 1] != .keeps ? .largest : .smallest)
    // Places are counted from the end that should fail.
    func place(_ step: Int) -> Int { goal == .smallest ? step : count - 1 - step }
    var found: Int?
    if known[place(count - 1)] == .keeps {
      var low = -1
      var high = count - 1
      if known[place(0)] == .keeps { high = 0 } else { low = 0 }
      while high - low > 1 {
        let middle = (low + high) / 2
        try trying([place(middle)])
        if known[place(middle)] == .keeps { high = middle } else { low = middle }
      }
      found = high
      // A neighbour on the far side shows whether the response goes on as it should.
      try trying([place(high + 1)])
    }
    // Only what was tried: a range may have a thousand million values.
    let steps = known.keys.sorted().compactMap { place in known[place].map { Step(place, $0) } }
    let beyond = found.flatMap { $0 > 0 ? place($0 - 1) : nil }
    return LimitSearch(
      goal: goal, steps: steps, found: found.map(place),
      beyond: beyond.flatMap { place in known[place].map { Step(place, $0) } })
  }
}
