/// What one invariant saw.
package struct Finding: Sendable, Equatable {
  /// How often it was evaluated.
  package var evaluations: Int64 = 0
  /// How often the evaluation was not vacuous: something could have gone wrong.
  package var nonvacuous: Int64 = 0
  /// How often it failed.
  package var violations: Int64 = 0
  /// How near the limit it ever came, in the invariant's unit; `.max` where it has none.
  package var leastSlack: Int64 = .max
  /// The day on which it came so near, the first one of several.
  package var leastDay: Int32 = .max
  /// The official who came so near, the first one of that day; `UInt32.max` where none is
  /// concerned.
  package var leastOfficial: UInt32 = .max

  /// Keeps the place of the least slack: of several by day, then by official, so that neither
  /// shards nor threads matter.
  @inline(__always)
  mutating func approach(_ slack: Int64, _ day: Int32, _ official: UInt32) {
    guard slack <= leastSlack, slack != .max else { return }
    if slack == leastSlack {
      guard day < leastDay || (day == leastDay && official < leastOfficial) else { return }
    }
    leastSlack = slack
    leastDay = day
    leastOfficial = official
  }

  /// Adds another finding of the same invariant; the order does not matter.
  ///
  /// - Parameter other: The other one.
  package mutating func merge(_ other: Finding) {
    evaluations += other.evaluations
    nonvacuous += other.nonvacuous
    violations += other.violations
    approach(other.leastSlack, other.leastDay, other.leastOfficial)
  }
}

/// A violation: which invariant, when, who, and by which posting or step.
package struct Violation: Sendable, Equatable {
  /// The invariant.
  package var invariant: Invariant
  /// The day's number.
  package var day: Int32
  /// The official, by number in the roster, or `UInt32.max`.
  package var official: UInt32
  /// What happened, in words and cents.
  package var event: String
  /// The block of the population that it happened in: several share a run, each with numbers of
  /// its own for what concerns nobody in particular.
  package var block: UInt32 = 0

  /// Creates a violation.
  ///
  /// - Parameters:
  ///   - invariant: The invariant.
  ///   - day: The day's number.
  ///   - official: The official, by number in the roster, or `UInt32.max`.
  ///   - event: What happened.
  package init(invariant: Invariant, day: Int32, official: UInt32, event: String) {
    self.invariant = invariant
    self.day = day
    self.official = official
    self.event = event
  }
}

extension Violation: Comparable {
  fileprivate var rank: (Int32, UInt8, UInt32) { (day, invariant.rawValue, official) }

  /// Whether a violation comes before another: by day, invariant, official, block and event.
  ///
  /// - Parameters:
  ///   - lhs: A violation.
  ///   - rhs: Another one.
  /// - Returns: `true` if `lhs` comes first.
  package static func < (lhs: Violation, rhs: Violation) -> Bool {
    lhs.rank == rhs.rank
      ? (lhs.block, lhs.event) < (rhs.block, rhs.event) : lhs.rank < rhs.rank
  }
}

/// The findings of all invariants and witnesses.
package struct Findings: Sendable {
  /// How many violations are kept in full, and beside them the first one of each invariant; all
  /// are counted.
  package static let keptViolations = 20

  // Room for every case, in the value itself: an array would be asked at each of millions of
  // evaluations whether somebody shares it.
  private var cells = InlineArray<72, Finding>(repeating: Finding())
  private var sightings = InlineArray<88, Int64>(repeating: 0)
  /// The day of the first violation of each invariant, apart from what every evaluation touches.
  private var firstDays = InlineArray<72, Int32>(repeating: .max)
  /// The official of that violation: the least one of that day.
  private var firstOfficials = InlineArray<72, UInt32>(repeating: .max)
  /// The first violations, and the first one of each invariant: by day, invariant, official and
  /// event.
  package private(set) var violations: [Violation] = []
  /// The last one that is kept and not the first of its invariant; what comes after it is not kept.
  private var lastRepeated: (Int32, UInt8, UInt32)?

  /// Whether each evaluation of the day is booked with whom it concerns and what it takes.
  package private(set) var isDetailed = false
  /// The books of such days, where they are wanted.
  package private(set) var detail: Detail?

  /// Creates empty findings.
  package init() {}

  /// The finding of an invariant.
  ///
  /// - Parameter invariant: The invariant.
  package subscript(invariant: Invariant) -> Finding {
    @inline(__always) get { cells[Int(invariant.rawValue)] }
    @inline(__always) _modify { yield &cells[Int(invariant.rawValue)] }
  }

  /// The findings, by invariant.
  package var invariants: [Finding] {
    Invariant.allCases.map { cells[Int($0.rawValue)] }
  }

  /// The counts, by witness.
  package var witnesses: [Int64] {
    Witness.allCases.map { sightings[Int($0.rawValue)] }
  }

  /// The day of an invariant's first violation.
  ///
  /// - Parameter invariant: The invariant.
  /// - Returns: The day's number, or `nil` if it holds, or if nobody can say the day.
  package func firstDay(of invariant: Invariant) -> Int32? {
    let day = firstDays[Int(invariant.rawValue)]
    return day == .max ? nil : day
  }

  /// Counts a witness.
  ///
  /// - Parameters:
  ///   - witness: The witness.
  ///   - count: How often it happened.
  @inline(__always)
  package mutating func witness(_ witness: Witness, _ count: Int64 = 1) {
    sightings[Int(witness.rawValue)] += count
  }

  /// Counts an evaluation that was not vacuous: something could have gone wrong.
  @inline(__always)
  mutating func count(
    _ invariant: Invariant, _ slack: Int64 = .max, day: Int32, official: UInt32
  ) {
    cells[Int(invariant.rawValue)].evaluations += 1
    cells[Int(invariant.rawValue)].nonvacuous += 1
    cells[Int(invariant.rawValue)].approach(slack, day, official)
    if isDetailed { detail?.book(invariant, official, evaluated: 1, nonvacuous: 1) }
  }

  /// Counts an evaluation in which nothing could have gone wrong.
  @inline(__always)
  mutating func countVacuous(_ invariant: Invariant) {
    cells[Int(invariant.rawValue)].evaluations += 1
    if isDetailed { detail?.book(invariant, .max, evaluated: 1, nonvacuous: 0) }
  }

  /// Counts evaluations that were made in one go and concern no single official.
  mutating func count(_ invariant: Invariant, times: Int, nonvacuous: Int) {
    cells[Int(invariant.rawValue)].evaluations += Int64(times)
    cells[Int(invariant.rawValue)].nonvacuous += Int64(nonvacuous)
    if isDetailed {
      detail?.book(
        invariant, .max, evaluated: Int64(times), nonvacuous: Int64(nonvacuous))
    }
  }

  /// Keeps books of single evaluations from now on.
  ///
  /// - Parameter detail: The empty books.
  package mutating func keep(_ detail: Detail) { self.detail = detail }

  /// Begins a day, or a part of it, on which each evaluation is booked, or ends it.
  ///
  /// - Parameter kind: The kind of day; `nil` for a day that is like any other. Without books every
  ///   day is.
  package mutating func look(closely kind: Detail.DayKind?) {
    isDetailed = kind != nil && detail != nil
    if isDetailed, let kind { detail?.begin(kind) }
  }

  /// Goes on with a day after work that is no judgement.
  mutating func resume() {
    if isDetailed { detail?.begin() }
  }

  /// Books work for an invariant whose evaluations are counted later, all at once.
  @inline(__always)
  mutating func lap(_ invariant: Invariant) {
    if isDetailed { detail?.lap(invariant) }
  }

  /// Changes the books of a day that is looked at closely.
  mutating func book(_ change: (inout Detail) -> Void) {
    guard isDetailed, var books = detail.take() else { return }
    change(&books)
    detail = books
  }

  /// Records a violation.
  ///
  /// - Parameters:
  ///   - invariant: The invariant.
  ///   - day: The day's number.
  ///   - official: The official, by number in the roster.
  ///   - event: What happened.
  package mutating func violate(
    _ invariant: Invariant, day: Int32, official: UInt32, _ event: @autoclosure () -> String
  ) {
    let index = Int(invariant.rawValue)
    cells[index].violations += 1
    detail?.violate(official)
    let isFirst = (day, official) <= (firstDays[index], firstOfficials[index])
    if isFirst { (firstDays[index], firstOfficials[index]) = (day, official) }
    if !isFirst, violations.count >= Self.keptViolations {
      guard let lastRepeated, (day, invariant.rawValue, official) <= lastRepeated else { return }
    }
    let violation = Violation(invariant: invariant, day: day, official: official, event: event())
    // Kept in order, so that what is kept does not depend on who found it first.
    let place = violations.firstIndex { violation < $0 } ?? violations.endIndex
    violations.insert(violation, at: place)
    keepFirst()
  }

  /// Leaves out of an ordered list what is too much: the last ones that are not the first of their
  /// invariant.
  private mutating func keepFirst() {
    var seen: Set<Invariant> = []
    var repeated = violations.indices.filter { !seen.insert(violations[$0].invariant).inserted }
    while violations.count > Self.keptViolations, let last = repeated.popLast() {
      violations.remove(at: last)
    }
    lastRepeated = repeated.last.map { violations[$0].rank }
  }

  /// Books violations that somebody else counted to the strata of whom they concern.
  ///
  /// - Parameter officials: The official of each of them.
  package mutating func attribute(_ officials: [UInt32]) {
    for official in officials { detail?.violate(official) }
  }

  /// Adds the findings of another shard.
  ///
  /// - Parameter other: The other findings.
  package mutating func merge(_ other: Findings) {
    // Through spans: a list inside of a parameter would be copied whole for each element.
    let found = other.cells.span
    for index in found.indices { cells[index].merge(found[index]) }
    let days = other.firstDays.span
    let people = other.firstOfficials.span
    for index in days.indices
    where (days[index], people[index]) < (firstDays[index], firstOfficials[index]) {
      (firstDays[index], firstOfficials[index]) = (days[index], people[index])
    }
    let seen = other.sightings.span
    for index in seen.indices { sightings[index] += seen[index] }
    if let books = other.detail {
      if detail == nil { detail = books } else { detail?.merge(books) }
    }
    violations += other.violations
    violations.sort()
    keepFirst()
  }

  /// Numbers everybody as somebody of a block among several.
  ///
  /// - Parameters:
  ///   - base: The number of the block's first official.
  ///   - block: The block.
  package mutating func renumber(from base: UInt32, block: UInt32) {
    for index in 0..<Invariant.allCases.count {
      if cells[index].leastOfficial != .max { cells[index].leastOfficial += base }
      if firstOfficials[index] != .max { firstOfficials[index] += base }
    }
    for index in violations.indices {
      if violations[index].official != .max { violations[index].official += base }
      violations[index].block = block
    }
    if let last = lastRepeated, last.2 != .max { lastRepeated = (last.0, last.1, last.2 + base) }
  }

  /// How many violations there were in all.
  package var violationCount: Int64 { invariants.reduce(0) { $0 + $1.violations } }
}
