/// What is booked of each single evaluation on the days that are looked at closely: whom it
/// concerned, and how long it took.
///
/// On all other days an evaluation costs its counters alone. Time comes from outside, so that the
/// audit itself knows no clock; without one only the strata are booked.
package struct Detail: Sendable {
  /// Tells nanoseconds from some moment on.
  package typealias Clock = @convention(c) @Sendable () -> UInt64

  private let strata: Strata
  private let clock: Clock?
  /// What a reading of the clock adds to a span between two readings.
  private let reading: Int64
  private var last: UInt64 = 0
  private var evaluations: [Int64]
  private var violations: [Int64]
  /// By kind of day, then by invariant.
  private var times: [CostLine]
  private var kind = DayKind.ordinary
  /// Time of the day's postings, to be shared among the invariants that judge each of them.
  private var postings: Int64 = 0

  /// Days on which the audit does work of another kind, so that what one of them costs says nothing
  /// of the others.
  package enum DayKind: Int, CaseIterable, Sendable {
    /// Any other day.
    case ordinary
    /// Yearly credits fall on it.
    case credit
    /// The first of a month: everything is worked out anew.
    case month
    /// 1 January: even more of it.
    case year
  }

  /// What one invariant cost on the days that were timed.
  package struct CostLine: Sendable, Equatable {
    /// How many evaluations were timed.
    package var evaluations: Int64 = 0
    /// What they took, the clock's own reading taken off.
    package var nanoseconds: Int64 = 0
  }

  /// Prepares the books.
  ///
  /// - Parameters:
  ///   - strata: The stratum of each official.
  ///   - clock: Tells the time, where costs are wanted.
  package init(_ strata: Strata, clock: Clock?) {
    self.strata = strata
    self.clock = clock
    reading = clock.map(Self.calibrate) ?? 0
    evaluations = .init(repeating: 0, count: Invariant.allCases.count * Strata.codes)
    violations = .init(repeating: 0, count: Strata.codes)
    times = .init(
      repeating: CostLine(), count: Invariant.allCases.count * DayKind.allCases.count)
  }

  /// What two readings in a row differ by, usually.
  private static func calibrate(_ clock: Clock) -> Int64 {
    var spans: [Int64] = []
    var before = clock()
    for _ in 0..<1_001 {
      let now = clock()
      spans.append(Int64(now &- before))
      before = now
    }
    return spans.sorted()[spans.count / 2]
  }

  /// Begins a day of a kind.
  mutating func begin(_ kind: DayKind) {
    self.kind = kind
    begin()
  }

  /// Goes on: what was done until now concerns no invariant.
  mutating func begin() {
    if let clock { last = clock() }
  }

  /// The time since the last reading; none where it is so long that the machine must have done
  /// something else in between.
  private func span(_ evaluated: Int64 = 1) -> Int64 {
    guard let clock else { return 0 }
    let span = Int64(clock() &- last) - reading
    return span > Self.longest + evaluated * Self.longestEach ? 0 : span
  }

  /// No evaluation takes so many nanoseconds; with so many more for each of those made in one go.
  private static let longest: Int64 = 100_000
  private static let longestEach: Int64 = 1_000

  private func place(_ invariant: Invariant) -> Int {
    kind.rawValue * Invariant.allCases.count + Int(invariant.rawValue)
  }

  /// Books evaluations of one invariant that have just been made.
  mutating func book(
    _ invariant: Invariant, _ official: UInt32, evaluated: Int64, nonvacuous: Int64
  ) {
    if clock != nil {
      let place = place(invariant)
      times[place].nanoseconds += span(evaluated)
      times[place].evaluations += evaluated
    }
    evaluations[Int(invariant.rawValue) * Strata.codes + Int(strata.code(of: official))] +=
      nonvacuous
    begin()
  }

  /// Books work for an invariant whose evaluations are counted later, all at once.
  mutating func lap(_ invariant: Invariant) {
    guard clock != nil else { return }
    times[place(invariant)].nanoseconds += span()
    begin()
  }

  /// Books the judgement of postings.
  mutating func lapPostings(_ count: Int = 1) {
    guard clock != nil else { return }
    postings += span(Int64(count))
    begin()
  }

  /// Books the strata of an evaluation that is timed with others.
  mutating func note(_ invariant: Invariant, _ official: UInt32, times: Int64 = 1) {
    let code = Int(strata.code(of: official))
    evaluations[Int(invariant.rawValue) * Strata.codes + code] += times
  }

  /// Shares the time of a day's postings among the invariants that judged them, by evaluations.
  mutating func share(_ counts: PostingCounts) {
    defer { postings = 0 }
    let counts = counts.evaluations
    var all: Int64 = 0
    for place in counts.indices { all += counts[place] }
    guard clock != nil, all > 0 else { return }
    for place in counts.indices {
      let index = self.place(PostingCounts.judges[place])
      times[index].evaluations += counts[place]
      times[index].nanoseconds += Int64(Double(postings) * Double(counts[place]) / Double(all))
    }
  }

  /// Books the strata of the evaluations that a posting added to a day's.
  mutating func note(_ before: PostingCounts, _ after: PostingCounts, _ official: UInt32) {
    let (before, after) = (before.evaluations, after.evaluations)
    for place in after.indices where after[place] > before[place] {
      note(PostingCounts.judges[place], official, times: after[place] - before[place])
    }
  }

  /// Notes a violation.
  mutating func violate(_ official: UInt32) { violations[Int(strata.code(of: official))] += 1 }

  /// Adds what another shard booked.
  mutating func merge(_ other: Detail) {
    for index in evaluations.indices { evaluations[index] += other.evaluations[index] }
    for index in violations.indices { violations[index] += other.violations[index] }
    for index in times.indices {
      times[index].evaluations += other.times[index].evaluations
      times[index].nanoseconds += other.times[index].nanoseconds
    }
  }

  /// What an invariant cost on the days of a kind that were timed.
  ///
  /// - Parameters:
  ///   - invariant: The invariant.
  ///   - kind: The kind of day.
  /// - Returns: Nothing where there was no clock.
  package func cost(of invariant: Invariant, on kind: DayKind) -> CostLine? {
    guard clock != nil else { return nil }
    return times[kind.rawValue * Invariant.allCases.count + Int(invariant.rawValue)]
  }

  /// The evaluations in a stratum that were not vacuous, on the days that were looked at closely.
  ///
  /// - Parameter stratum: The stratum.
  /// - Returns: Their number.
  package func evaluations(in stratum: Stratum) -> Int64 {
    Invariant.allCases.reduce(0) { $0 + evaluations(of: $1, in: stratum) }
  }

  /// The evaluations of an invariant in a stratum that were not vacuous.
  ///
  /// - Parameters:
  ///   - invariant: The invariant.
  ///   - stratum: The stratum.
  /// - Returns: Their number.
  package func evaluations(of invariant: Invariant, in stratum: Stratum) -> Int64 {
    let base = Int(invariant.rawValue) * Strata.codes
    return (0..<Strata.codes).filter { stratum.covers(UInt8($0)) }
      .reduce(0) { $0 + evaluations[base + $1] }
  }

  /// The violations in a stratum: all of the run, on whatever day.
  ///
  /// - Parameter stratum: The stratum.
  /// - Returns: Their number.
  package func violations(in stratum: Stratum) -> Int64 {
    (0..<Strata.codes).filter { stratum.covers(UInt8($0)) }.reduce(0) { $0 + violations[$1] }
  }
}
