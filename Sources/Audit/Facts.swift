internal import Calendar
internal import Population

/// Who held which mandate when, as the world knows it and not as the platform was told: the audit's
/// own copy, by place in the shard.
struct Facts: Sendable {
  private struct Mandate: Sendable {
    var start: Day
    var end: Day
    var isMunicipal: Bool
  }

  private var offsets: [UInt32] = [0]
  private var mandates: [Mandate] = []
  private(set) var pension: [Day]
  /// The day of death, or the distant future.
  let death: [Day]
  private(set) var isOutside: [Bool]
  /// The officials of the Pacific, by place.
  let pacific: Range<Int>

  init(_ roster: borrowing Roster, officials: Range<Int>) {
    death = officials.map { roster.persons.deathDay[$0] }
    pension = officials.map { roster.persons.pensionDay[$0] }
    let pacific = roster.pacific.clamped(to: officials)
    self.pacific =
      pacific.lowerBound - officials.lowerBound..<pacific.upperBound
      - officials.lowerBound
    isOutside = .init(repeating: false, count: officials.count)
    for person in officials {
      var hasOutside = false
      for mandate in roster.mandates(of: person) {
        guard roster.mandates.kind[mandate] != .outside else {
          hasOutside = true
          continue
        }
        mandates.append(
          Mandate(
            start: roster.mandates.start[mandate], end: roster.mandates.end[mandate],
            isMunicipal: roster.mandates.kind[mandate] == .municipal))
      }
      offsets.append(UInt32(mandates.count))
      let count = offsets[offsets.count - 1] - offsets[offsets.count - 2]
      isOutside[person - officials.lowerBound] = hasOutside && count == 0
    }
  }

  /// The place of an official's first mandate.
  func firstMandate(_ place: Int) -> Int { Int(offsets[place]) }

  /// Brings an official's first mandate into the cache.
  func preload(_ place: Int) -> UInt64 {
    let first = Int(offsets[place])
    return first < mandates.count && mandates[first].isMunicipal ? 1 : 0
  }

  private func range(_ place: Int) -> Range<Int> {
    Int(offsets[place])..<Int(offsets[place + 1])
  }

  /// The mandates in force, and whether the one held longest is municipal (a tie goes to it).
  func deciding(_ place: Int, on day: Day) -> (count: Int, isMunicipal: Bool) {
    var count = 0
    var first = Day.distantFuture
    var municipal = false
    for index in range(place) {
      let mandate = mandates[index]
      guard mandate.start <= day, day < mandate.end else { continue }
      count += 1
      if mandate.start < first || (mandate.start == first && mandate.isMunicipal) {
        first = mandate.start
        municipal = mandate.isMunicipal
      }
    }
    return (count, municipal)
  }

  /// Whether any mandate is in force.
  func isInOffice(_ place: Int, on day: Day) -> Bool {
    for index in range(place) where mandates[index].start <= day && day < mandates[index].end {
      return true
    }
    return false
  }

  /// The latest end of a mandate up to a day, or the distant past.
  func lastEnd(_ place: Int, on day: Day) -> Day {
    var last = Day.distantPast
    for index in range(place) where mandates[index].end <= day {
      last = max(last, mandates[index].end)
    }
    return last
  }
}
