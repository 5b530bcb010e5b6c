internal import Behaviour
internal import Calendar
internal import Law
internal import Platform
internal import Population

/// What the registry announces to one shard, in the order of days.
///
/// Within a day: deaths, mandates that begin, mandates that end, recognitions; then by official. A
/// mandate that begins on the day another ends comes first, so that nobody is out of office
/// between.
struct Feed: ~Copyable {
  private var events: [UInt64] = []
  private var next = 0
  private let firstMandate: Int
  private var kinds: [UInt8] = []
  private var starts: [Day] = []
  private var flags: [Bool] = []
  private var reasons: [EndReason] = []
  private let first: Day

  private enum Kind: UInt64 { case death, begins, ends, recognise }

  init(
    _ roster: borrowing Roster, officials: Range<Int>, actors: borrowing Actors,
    behaviour: ParameterTable, days: ClosedRange<Day>
  ) {
    first = days.lowerBound
    let registry = RegistryRates(behaviour, on: days.lowerBound)
    firstMandate = officials.isEmpty ? 0 : roster.mandates(of: officials.lowerBound).lowerBound
    for person in officials {
      let place = person - officials.lowerBound
      let death = roster.persons.deathDay[person]
      if days.contains(death) { add(.death, death, place, 0) }
      var opening: Int?
      for mandate in roster.mandates(of: person) {
        kinds.append(roster.mandates.kind[mandate].rawValue)
        starts.append(roster.mandates.start[mandate])
        flags.append(roster.mandates.startedAtElection[mandate])
        reasons.append(roster.mandates.endReason[mandate])
        let start = max(roster.mandates.start[mandate], first)
        let end = roster.mandates.end[mandate]
        guard start <= days.upperBound, end > first else { continue }
        let local = mandate - firstMandate
        add(.begins, start, place, local)
        if days.contains(end), roster.mandates.endReason[mandate] != .death {
          add(.ends, end, place, local)
        }
        if roster.mandates.kind[mandate] != .outside, opening == nil { opening = local }
      }
      guard let opening else { continue }
      let isOpening = starts[opening] <= first
      let day = actors.recognitionDay(
        place, start: max(starts[opening], first), isOpening: isOpening, registry: registry)
      if let day, day <= days.upperBound, day < death { add(.recognise, day, place, opening) }
    }
    events.sort()
  }

  private mutating func add(_ kind: Kind, _ day: Day, _ place: Int, _ mandate: Int) {
    events.append(
      UInt64(day - first) << 50 | kind.rawValue << 48 | UInt64(place) << 24 | UInt64(mandate))
  }

  /// How many announcements the first day has: everybody who is in office already.
  var openingCount: Int { events.prefix { $0 < 1 << 50 }.count }

  /// Appends the announcements of a day.
  mutating func announce(_ day: Day, _ batch: inout Batch) {
    let limit = UInt64(day - first + 1) << 50
    while next < events.count, events[next] < limit {
      let event = events[next]
      next += 1
      let mandate = Int(event & 0xff_ffff)
      let official = UInt32(truncatingIfNeeded: event >> 24 & 0xff_ffff)
      let kind = Kind(rawValue: event >> 48 & 3) ?? .death
      let verb: Verb =
        switch kind {
        case .death: .death
        case .begins: .mandateBegins
        case .ends: .mandateEnds
        case .recognise: .recognise
        }
      var command = Command(verb, official: official)
      if kind != .death {
        command.first = UInt32(mandate)
        command.small = UInt16(kinds[mandate])
        command.day = starts[mandate]
        command.flag = flags[mandate]
      }
      batch.commands.append(command)
    }
  }

  /// Whether a mandate ended by a resignation rather than at an election.
  func hasResigned(_ mandate: UInt32) -> Bool { reasons[Int(mandate)] == .resignation }
}
