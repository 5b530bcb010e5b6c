/// A search for the value from which on a condition is kept.
package struct StudySearch: Record {
  /// What is varied.
  package var path = ""
  /// The condition.
  package var keep = ""
  /// `smallest` or `largest`.
  package var goal = ""
  /// `found`, `everywhere` (the whole range keeps it), `undecided`, or `nowhere`.
  package var state = ""
  /// The value that was found.
  package var answer: String?
  /// The value next to it that is not known to keep the condition.
  package var beyond: String?
  /// The value nearest to the answer that is known not to keep the condition: the answer lies
  /// between both, whatever further seeds would say.
  package var certain: String?
  /// The values, from the first to the last that were tried.
  package var tried: [TriedValue] = []
  /// For each seed by itself the value that it alone would give; nothing where none keeps the
  /// condition with that seed.
  package var ofSeeds: [String?] = []
  /// The least and the greatest of them.
  package var range: [String] = []
  /// The mean of the places of the seeds' answers as a value, where the range has steps.
  package var mean: Double?
  /// Half the width of Student's 95 % interval of that mean.
  package var halfWidth: Double?
  /// Pairs of neighbouring values, tried, at which the response goes the wrong way.
  package var breaks: [String] = []

  /// Creates an empty search.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("path", &path)
    try fields.field("keep", &keep)
    try fields.field("goal", &goal)
    try fields.field("state", &state)
    try fields.field("answer", &answer)
    try fields.field("beyond", &beyond)
    try fields.field("certain", &certain)
    try fields.field("tried", &tried)
    try fields.field("of_seeds", &ofSeeds)
    try fields.field("range", &range)
    try fields.field("mean", &mean)
    try fields.field("half_width", &halfWidth)
    try fields.field("breaks", &breaks)
  }
}

/// A value that a search tried with every seed.
package struct TriedValue: Record {
  /// The value.
  package var value = ""
  /// What the condition came to.
  package var threshold = StudyThreshold()

  /// Creates an empty value.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("value", &value)
    try fields.field("threshold", &threshold)
  }
}

extension StudySearch {
  /// What was found, one sentence each.
  package var sentences: [String] {
    var sentences: [String] = []
    switch (state, answer, beyond) {
    case ("found", let answer?, let beyond?):
      sentences.append(
        "\(path) = \(answer) is the \(goal) value that keeps it with its whole confidence interval")
      if let certain, certain != beyond {
        sentences.append(
          "\(certain) certainly does not; between them, from \(beyond) on, these seeds cannot tell")
      } else {
        sentences.append("\(beyond) \(certain == nil ? "may or may not" : "certainly does not")")
      }
    case ("everywhere", let answer?, _):
      sentences.append(
        "every value that was tried keeps it, from \(answer) on: the limit lies outside the range")
    case ("undecided", let answer?, _):
      sentences.append("undecided: \(answer) keeps it, but the response is not monotone")
    case ("undecided", nil, _):
      sentences.append("undecided: no value keeps it for certain, and not all of them fail")
    default: sentences.append("no value of the range keeps it")
    }
    let own = ofSeeds.compactMap { $0 }
    if let least = range.first, let greatest = range.last {
      let interval =
        mean.flatMap { mean in
          halfWidth.map {
            ", mean \(StudyText.figure(mean, "count")) ± \(StudyText.figure($0, "count")) (95 %)"
          }
        } ?? ""
      let none = ofSeeds.count - own.count
      sentences.append(
        "each seed by itself: from \(least) to \(greatest)\(interval)"
          + (none > 0 ? "; \(none) seed(s) have none" : ""))
    }
    sentences.append(
      breaks.isEmpty
        ? "the response is monotone over all values that were tried"
        : "the response is not monotone: \(breaks.joined(separator: "; "))")
    return sentences
  }
}
