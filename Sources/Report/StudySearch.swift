/// A search for the value from which on a condition is kept.
package struct StudySearch: Record {
  /// What is varied.
  package var path = ""
  /// The condition.
  package var keep = ""
  /// `smallest` or `largest`.
  package var goal = ""
  /// `found`, `everywhere` (the whole range keeps it), `reversed` (the other end keeps it),
  /// `undecided`, `nowhere`, or `interrupted`.
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
  /// How many seeds by themselves keep it over the whole range: their limits lie outside.
  package var openSeeds: Int64 = 0
  /// The least and the greatest of them.
  package var range: [String] = []
  /// The mean of the seeds' answers, where the range has steps and each seed has its limit in it.
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
    try fields.field("open_seeds", &openSeeds)
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
    findings.map { $0.text(of: $0.sentence.english) { StudyText.figure($0, "count") } }
  }

  /// What was found, for a text in any language.
  package var findings: [SearchFinding] {
    let own = seedFindings
    guard state != "interrupted" else { return [finding(.interrupted)] + own }
    let shape = finding(breaks.isEmpty ? .monotone : .bent)
    return answerFindings + own + (state == "reversed" ? [] : [shape])
  }

  private var answerFindings: [SearchFinding] {
    let isSmallest = goal == "smallest"
    switch (state, answer, beyond) {
    case ("found", .some, let beyond?):
      let next: SearchSentence =
        if let certain, certain != beyond { .between } else {
          certain == nil ? .mayBe : .certain
        }
      return [finding(isSmallest ? .smallest : .largest), finding(next)]
    case ("everywhere", .some, _): return [finding(isSmallest ? .everywhereFrom : .everywhereTo)]
    case ("reversed", _, _): return [finding(isSmallest ? .falls : .rises)]
    case ("undecided", .some, _): return [finding(.undecidedBent)]
    case ("undecided", nil, _): return [finding(.undecided)]
    default: return [finding(.nowhere)]
    }
  }

  private var seedFindings: [SearchFinding] {
    guard !range.isEmpty else { return [] }
    var found = [finding(mean != nil && halfWidth != nil ? .seedsWithMean : .seeds)]
    if ofSeeds.contains(nil) { found.append(finding(.seedsWithout)) }
    if openSeeds > 0 { found.append(finding(.seedsBeyond)) }
    return found
  }

  private func finding(_ sentence: SearchSentence) -> SearchFinding {
    SearchFinding(
      sentence: sentence,
      words: [
        ("path", path), ("answer", answer ?? ""), ("beyond", beyond ?? ""),
        ("certain", certain ?? ""), ("first", tried.first?.value ?? ""),
        ("last", tried.last?.value ?? ""), ("least", range.first ?? ""),
        ("greatest", range.last ?? ""), ("without", "\(ofSeeds.count { $0 == nil })"),
        ("open", "\(openSeeds)"), ("breaks", breaks.joined(separator: "; ")),
      ], figures: [("mean", mean ?? 0), ("half", halfWidth ?? 0)])
  }
}

/// Something that a search found, with what its sentence names.
package struct SearchFinding: Sendable {
  /// The sentence.
  package let sentence: SearchSentence
  fileprivate let words: [(name: String, value: String)]
  fileprivate let figures: [(name: String, value: Double)]

  fileprivate init(
    sentence: SearchSentence, words: [(name: String, value: String)],
    figures: [(name: String, value: Double)]
  ) {
    self.sentence = sentence
    self.words = words
    self.figures = figures
  }

  /// The sentence in a language.
  ///
  /// - Parameters:
  ///   - template: The sentence with `{name}` for what it names.
  ///   - figure: Writes a figure as the language does.
  /// - Returns: The sentence with everything in it.
  package func text(of template: String, figure: (Double) -> String) -> String {
    var text = template
    for (name, value) in words { text = text.replacing("{\(name)}", with: value) }
    for (name, value) in figures { text = text.replacing("{\(name)}", with: figure(value)) }
    return text
  }
}

/// The sentences that a search may say; pages have each in their language.
package enum SearchSentence: String, Sendable, CaseIterable {
  /// The answer.
  case smallest, largest
  /// What lies beside the answer.
  case between, mayBe, certain
  /// No limit within the range: all keep it, none does, the other end does, nobody can tell.
  case everywhereFrom, everywhereTo, nowhere, falls, rises, undecided, undecidedBent, interrupted
  /// The answers of the seeds by themselves.
  case seeds, seedsWithMean, seedsWithout, seedsBeyond
  /// The shape of the response.
  case monotone, bent

  /// The sentence with `{name}` for what it names.
  package var english: String {
    switch self {
    case .smallest:
      "{path} = {answer} is the smallest value that keeps it with its whole confidence interval"
    case .largest:
      "{path} = {answer} is the largest value that keeps it with its whole confidence interval"
    case .between:
      "{certain} certainly does not; between them, from {beyond} on, these seeds cannot tell"
    case .mayBe: "{beyond} may or may not"
    case .certain: "{beyond} certainly does not"
    case .everywhereFrom:
      "every value that was tried keeps it, from {answer} on: the limit lies outside the range"
    case .everywhereTo:
      "every value that was tried keeps it, up to {answer}: the limit lies outside the range"
    case .nowhere: "no value of the range keeps it"
    case .falls:
      "the condition turns the other way: {first} keeps it and {last} does not; --find largest "
        + "finds the limit"
    case .rises:
      "the condition turns the other way: {first} does not keep it and {last} does; --find "
        + "smallest finds the limit"
    case .undecided: "undecided: no value keeps it for certain, and not all of them fail"
    case .undecidedBent: "undecided: {answer} keeps it, but the response is not monotone"
    case .interrupted: "interrupted before the answer was found"
    case .seeds: "each seed by itself: from {least} to {greatest}"
    case .seedsWithMean:
      "each seed by itself: from {least} to {greatest}, mean {mean} ± {half} (95 %)"
    case .seedsWithout: "seeds of which no value keeps it: {without}"
    case .seedsBeyond:
      "seeds that keep it over the whole range, so that their limits lie outside: {open}"
    case .monotone: "the response is monotone over all values that were tried"
    case .bent: "the response is not monotone: {breaks}"
    }
  }
}
