internal import Calendar
internal import Draws
internal import Population

/// Who held which mandate when, as the world knows it and not as the platform was told: the audit's
/// own copy, by place in the shard.
struct Facts: Sendable {
  private struct Mandate: Sendable {
    var start = Day.distantFuture
    var end = Day.distantPast
    var isMunicipal = false

    func isInForce(on day: Day) -> Bool { start <= day && day < end }
  }

  /// What is asked of one official for each credit: 16 bytes, and for nearly everybody all there is
  /// to know.
  private struct Tenure: Sendable {
    /// The first mandate, or one that is never in force.
    var first = Mandate()
    /// What else there is to know, as bits of ``Trait``.
    var traits: UInt8 = 0
    /// How many further mandates there are, and where they begin.
    var others: UInt8 = 0
    var rest: UInt32 = 0

    var places: Range<Int> { Int(rest)..<Int(rest) + Int(others) }
    var isOutside: Bool { traits & Trait.outside != 0 }
  }

  /// Bits of what is known of a person.
  private enum Trait {
    /// There are mandates outside of the scheme and no others.
    static let outside: UInt8 = 1
    /// There is no diploma.
    static let lowQualified: UInt8 = 2
    /// The person works.
    static let works: UInt8 = 4
    /// The person works for the public.
    static let publicAgent: UInt8 = 8
  }

  private var tenures: [Tenure]
  /// Every mandate but the first one of each official.
  private var mandates: [Mandate] = []
  /// The day on which a pension is claimed, or the distant future.
  private(set) var pension: [Day]
  /// The day of death, or the distant future.
  private(set) var death: [Day]
  /// Who has mandates outside of the scheme and no others, by place.
  private(set) var outsiders: [Int] = []
  /// The officials of the Pacific, by place.
  let pacific: Range<Int>

  init(_ roster: borrowing Roster, officials: Range<Int>) {
    death = officials.map { roster.persons.deathDay[$0] }
    pension = officials.map { roster.persons.pensionDay[$0] }
    let base = officials.lowerBound
    let pacific = roster.pacific.clamped(to: officials)
    self.pacific = pacific.lowerBound - base..<pacific.upperBound - base
    let none = Tenure()
    tenures = .init(repeating: none, count: officials.count)
    for person in officials {
      var tenure = none
      tenure.rest = UInt32(mandates.count)
      var count = 0
      var hasOutside = false
      for mandate in roster.mandates(of: person) {
        var known = Mandate(
          start: roster.mandates.start[mandate], end: roster.mandates.end[mandate])
        switch roster.mandates.kind[mandate] {
        case .outside:
          hasOutside = true
          continue
        case .municipal: known.isMunicipal = true
        default: break
        }
        if count == 0 { tenure.first = known } else { mandates.append(known) }
        count += 1
      }
      tenure.others = UInt8(max(0, count - 1))
      if hasOutside, count == 0 {
        tenure.traits |= Trait.outside
        outsiders.append(person - base)
      }
      if roster.persons.isLowQualified(person) { tenure.traits |= Trait.lowQualified }
      switch roster.persons.status[person] {
      case .employee, .selfEmployed: tenure.traits |= Trait.works
      case .publicAgent: tenure.traits |= Trait.works | Trait.publicAgent
      case .jobseeker, .inactive: break
      }
      tenures[person - base] = tenure
    }
  }

  /// Creates facts of officials of whom nothing is known yet: who lives as it comes is learnt of by
  /// ``begin(_:on:isMunicipal:)``, ``end(_:from:on:)`` and ``die(_:on:)``.
  ///
  /// - Parameters:
  ///   - count: How many officials there are.
  ///   - rest: How many mandates each may have beside the first one.
  init(count: Int, rest: Int) {
    pacific = 0..<0
    pension = .init(repeating: .distantFuture, count: count)
    death = .init(repeating: .distantFuture, count: count)
    mandates = .init(repeating: Mandate(), count: count * rest)
    tenures = (0..<count).map { place in
      var tenure = Tenure()
      tenure.rest = UInt32(place * rest)
      return tenure
    }
  }

  /// Learns that a mandate has begun.
  mutating func begin(_ place: Int, on day: Day, isMunicipal: Bool) {
    let mandate = Mandate(start: day, end: .distantFuture, isMunicipal: isMunicipal)
    guard tenures[place].first.start < .distantFuture else {
      tenures[place].first = mandate
      return
    }
    mandates[tenures[place].places.upperBound] = mandate
    tenures[place].others += 1
  }

  /// Learns on which day a mandate is not in force any more.
  mutating func end(_ place: Int, from start: Day, on day: Day) {
    if tenures[place].first.start == start { tenures[place].first.end = day }
    for index in tenures[place].places where mandates[index].start == start {
      mandates[index].end = day
    }
  }

  /// Learns of a death, which ends every mandate.
  mutating func die(_ place: Int, on day: Day) {
    death[place] = day
    tenures[place].first.end = min(tenures[place].first.end, day)
    for index in tenures[place].places { mandates[index].end = min(mandates[index].end, day) }
  }

  /// Learns of a pension.
  mutating func retire(_ place: Int, on day: Day) { pension[place] = day }

  /// Adds what of this can still have an influence on a verdict: of mandates that have ended, those
  /// whose window of so many months lasts.
  func addState(of place: Int, on day: Day, months: Int, to hash: inout StateHash) {
    func add(_ mandate: Mandate) {
      guard mandate.end > day || mandate.end.adding(months: months) > day else { return }
      hash.add(mandate.start.rawValue, mandate.end.rawValue)
      hash.add(UInt64(mandate.isMunicipal ? 1 : 0))
    }
    add(tenures[place].first)
    for index in tenures[place].places { add(mandates[index]) }
    hash.add(pension[place].rawValue, death[place] == .distantFuture ? 0 : 1)
  }

  /// Brings what is known of an official into the cache.
  func preload(_ place: Int) -> UInt64 { UInt64(tenures[place].others) }

  /// The mandates in force, and whether the one held longest is municipal (a tie goes to it).
  @inline(__always)
  func deciding(_ place: Int, on day: Day) -> (count: Int, isMunicipal: Bool) {
    let tenure = tenures[place]
    guard tenure.others == 0 else { return Self.deciding(tenure, mandates, on: day) }
    let isInForce = tenure.first.isInForce(on: day)
    return (isInForce ? 1 : 0, isInForce && tenure.first.isMunicipal)
  }

  @inline(never)
  private static func deciding(
    _ tenure: Tenure, _ mandates: [Mandate], on day: Day
  ) -> (count: Int, isMunicipal: Bool) {
    var count = 0
    var first = Day.distantFuture
    var isMunicipal = false
    func add(_ mandate: Mandate) {
      guard mandate.isInForce(on: day) else { return }
      count += 1
      if mandate.start < first || (mandate.start == first && mandate.isMunicipal) {
        first = mandate.start
        isMunicipal = mandate.isMunicipal
      }
    }
    add(tenure.first)
    for index in tenure.places { add(mandates[index]) }
    return (count, isMunicipal)
  }

  /// Whether a day is the first or the last one of any mandate.
  @inline(__always)
  func edges(_ place: Int, on day: Day) -> (isFirst: Bool, isLast: Bool) {
    let tenure = tenures[place]
    let (start, end) = (tenure.first.start.rawValue, tenure.first.end.rawValue)
    var isFirst = start == day.rawValue
    var isLast = end == day.rawValue + 1
    if tenure.others > 0 {
      for index in tenure.places {
        isFirst = isFirst || mandates[index].start.rawValue == day.rawValue
        isLast = isLast || mandates[index].end.rawValue == day.rawValue + 1
      }
    }
    return (isFirst, isLast)
  }

  /// Whether any mandate is in force.
  @inline(__always)
  func isInOffice(_ place: Int, on day: Day) -> Bool {
    let tenure = tenures[place]
    if tenure.first.isInForce(on: day) { return true }
    return tenure.others > 0 && Self.isInOffice(tenure, mandates, on: day)
  }

  @inline(never)
  private static func isInOffice(_ tenure: Tenure, _ mandates: [Mandate], on day: Day) -> Bool {
    for index in tenure.places where mandates[index].isInForce(on: day) { return true }
    return false
  }

  /// The latest end of a mandate up to a day, or the distant past.
  func lastEnd(_ place: Int, on day: Day) -> Day {
    let tenure = tenures[place]
    var last = Day.distantPast
    if tenure.first.end <= day { last = tenure.first.end }
    for index in tenure.places where mandates[index].end <= day {
      last = max(last, mandates[index].end)
    }
    return last
  }

  /// The first official from a place on who holds rights available and no mandate, but for those
  /// who are outside of the scheme.
  func firstHolderOutOfOffice(
    _ accounts: Span<MirrorAccount>, from first: Int, on day: Day
  ) -> Int {
    let tenures = tenures.span
    var place = first
    while place < accounts.count {
      if accounts[place].available > 0, !tenures[place].first.isInForce(on: day),
        !tenures[place].isOutside, !isInOffice(place, on: day)
      {
        break
      }
      place += 1
    }
    return place
  }

  /// Whether the diploma gives the higher CPF credit.
  func isLowQualified(_ place: Int) -> Bool { tenures[place].traits & Trait.lowQualified != 0 }

  /// Whether the person works, so that the CPF is credited.
  func works(_ place: Int) -> Bool { tenures[place].traits & Trait.works != 0 }

  /// Whether the person works for the public at first, so that the CPF is counted in hours.
  func isPublicAgent(_ place: Int) -> Bool { tenures[place].traits & Trait.publicAgent != 0 }
}
