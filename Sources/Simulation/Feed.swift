internal import Behaviour
internal import Calendar
internal import Kernel
internal import Law
internal import Platform
internal import Population

/// What the registry announces to one shard, in the order of days.
///
/// Within a day: deaths, mandates that begin, mandates that end, first rows; then corrected rows
/// and links; each by official. A mandate that begins on the day another ends comes first, so that
/// nobody is out of office between.
struct Feed: ~Copyable {
  private var events: [UInt64] = []
  private var next = 0
  private let firstMandate: Int
  private var mandates: [MandateLine] = []
  private let first: Day
  /// For each official the first row as the prefecture wrote it, and the names spelled out in rows.
  private var rows: [RegistryRow] = []
  private var texts: [String] = []
  private let prefecture: Prefecture
  /// Corrections and links to come.
  private var corrections: DayQueue
  /// How many corrections and links were ever planned: a counter of work.
  var planned: Int { corrections.pushes }
  private var due: [UInt64] = []
  /// Whose row the prefecture forgot at first, with the day from which it is missing.
  private(set) var omitted: [(place: Int, day: Day)] = []
  /// Corrections that support asked for.
  private(set) var asked = QueueCount()
  /// Who waits for a correction that support asked for, and since when.
  private var waiting: [(official: UInt32, since: Day)] = []
  /// Rows that prefectures owe: from the start of a mandate to the row.
  private(set) var owed = QueueCount()
  /// Since when the row of each official is owed; the distant future where it is not.
  private var owedSince: [Day] = []
  /// How many rows come to be owed on each day.
  private var falling: [Int32] = []

  private enum Kind: UInt64 { case death, begins, ends, recognise }

  /// What an announcement says of a mandate.
  private struct MandateLine {
    let start: Day
    let kind: UInt8
    let startedAtElection: Bool
    let hasResigned: Bool
  }

  init(
    _ roster: borrowing Roster, officials: Range<Int>, prefecture: Prefecture,
    days: ClosedRange<Day>
  ) {
    first = days.lowerBound
    self.prefecture = prefecture
    corrections = DayQueue(first: days.lowerBound, last: days.upperBound)
    rows.reserveCapacity(officials.count)
    owedSince = .init(repeating: .distantFuture, count: officials.count)
    falling = .init(repeating: 0, count: days.upperBound - days.lowerBound + 1)
    events.reserveCapacity(officials.count * 3)
    firstMandate = officials.isEmpty ? 0 : roster.mandates(of: officials.lowerBound).lowerBound
    for person in officials {
      let place = person - officials.lowerBound
      rows.append(prefecture.row(of: person, roster, texts: &texts))
      let death = roster.persons.deathDay[person]
      if days.contains(death) { add(.death, death, place, 0) }
      var opening: Int?
      for mandate in roster.mandates(of: person) {
        var hasResigned = false
        if case .resignation = roster.mandates.endReason[mandate] { hasResigned = true }
        mandates.append(
          MandateLine(
            start: roster.mandates.start[mandate], kind: roster.mandates.kind[mandate].rawValue,
            startedAtElection: roster.mandates.startedAtElection[mandate],
            hasResigned: hasResigned))
        let start = max(roster.mandates.start[mandate], first)
        let end = roster.mandates.end[mandate]
        guard start <= days.upperBound, end > first else { continue }
        let local = mandate - firstMandate
        add(.begins, start, place, local)
        if days.contains(end) {
          if case .death = roster.mandates.endReason[mandate] {
          } else {
            add(.ends, end, place, local)
          }
        }
        if opening == nil {
          if case .outside = roster.mandates.kind[mandate] {} else { opening = local }
        }
      }
      guard let opening else { continue }
      let isOpening = mandates[opening].start <= first
      let start = max(mandates[opening].start, first)
      let arrival = prefecture.arrival(of: person, start: start, isOpening: isOpening)
      if arrival.isOmitted, death > start { omitted.append((place, start)) }
      if death > start {
        owedSince[place] = start
        falling[start - first] += 1
      }
      if let day = arrival.day, day <= days.upperBound, day < death {
        add(.recognise, day, place, opening)
      }
    }
    events = Self.sorted(events, days: days.upperBound - first + 1)
  }

  /// The events by day and kind.
  ///
  /// They were added by official, and those of one kind by mandate, so that a count of each day and
  /// kind is all it takes: events of one day and kind stay in their order, which is ascending.
  private static func sorted(_ events: [UInt64], days: Int) -> [UInt64] {
    var places = [Int](repeating: 0, count: days << 2 + 1)
    for event in events { places[Int(event >> 48) + 1] += 1 }
    for key in places.indices.dropFirst() { places[key] += places[key - 1] }
    var sorted = [UInt64](repeating: 0, count: events.count)
    for event in events {
      let key = Int(event >> 48)
      sorted[places[key]] = event
      places[key] += 1
    }
    return sorted
  }

  private mutating func add(_ kind: Kind, _ day: Day, _ place: Int, _ mandate: Int) {
    events.append(
      UInt64(day - first) << 50 | kind.rawValue << 48 | UInt64(place) << 24 | UInt64(mandate))
  }

  /// How many announcements the first day has: everybody who is in office already.
  var openingCount: Int { events.prefix { $0 < 1 << 50 }.count }

  /// Appends the announcements of a day.
  mutating func announce(
    _ day: Day, _ roster: borrowing Roster, base: Int, _ batch: inout Batch
  ) {
    owed.arrive(Int(falling[day - first]))
    let limit = UInt64(day - first + 1) << 50
    let events = events
    var next = next
    while next < events.count, events[next] < limit {
      let event = events[next]
      next += 1
      let mandate = UInt32(truncatingIfNeeded: event & 0xff_ffff)
      let official = UInt32(truncatingIfNeeded: event >> 24 & 0xff_ffff)
      switch Kind(rawValue: event >> 48 & 3) ?? .death {
      case .death:
        batch.commands.append(Command(.death, official: official))
        settle(Int(official), on: day)
      case .begins: batch.commands.append(command(.mandateBegins, official, mandate))
      case .ends: batch.commands.append(command(.mandateEnds, official, mandate))
      case .recognise:
        var command = command(.recognise, official, mandate)
        // A late row may find another mandate than the one that it was due for.
        if day - max(command.day, first) > prefecture.delayDays {
          name(&command, roster, base, day)
        }
        command.second = UInt32(batch.rows.count)
        appendRow(Int(official), &batch)
        batch.commands.append(command)
        settle(Int(official), on: day)
      }
    }
    self.next = next
    correct(day, roster, base, &batch)
  }

  /// Ends the wait for a row that has come, or will never come.
  private mutating func settle(_ place: Int, on day: Day) {
    guard owedSince[place] <= day else { return }
    owed.serve(after: day - owedSince[place])
    owedSince[place] = .distantFuture
  }

  /// The rows that are owed, counted one by one.
  func owedStock(on day: Day) -> QueueStock {
    var stock = QueueStock()
    for since in owedSince where since <= day { stock.add(since: since, on: day) }
    return stock
  }

  /// The corrections that are awaited, counted one by one.
  func askedStock(on day: Day) -> QueueStock {
    var stock = QueueStock()
    for one in waiting { stock.add(since: one.since, on: day) }
    return stock
  }

  /// Begins another month of the queues.
  mutating func beginMonth() {
    asked.beginMonth()
    owed.beginMonth()
  }

  /// A command that says what the registry knows of a mandate.
  private mutating func command(_ verb: Verb, _ official: UInt32, _ mandate: UInt32) -> Command {
    var command = Command(verb, official: official)
    tell(&command, mandate)
    return command
  }

  private mutating func tell(_ command: inout Command, _ mandate: UInt32) {
    let line = mandates[Int(mandate)]
    command.first = mandate
    command.small = UInt16(line.kind)
    command.day = line.start
    command.flag = line.startedAtElection
  }

  /// Appends the first row of somebody, its spelled names among those of the batch.
  private mutating func appendRow(_ place: Int, _ batch: inout Batch) {
    if (rows[place].name | rows[place].given) & RegistryRow.spelled == 0 {
      batch.rows.append(rows[place])
      return
    }
    var row = rows[place]
    if row.name & RegistryRow.spelled != 0 { row.name = respell(row.name, &batch) }
    if row.given & RegistryRow.spelled != 0 { row.given = respell(row.given, &batch) }
    batch.rows.append(row)
  }

  private mutating func respell(_ name: UInt32, _ batch: inout Batch) -> UInt32 {
    batch.texts.append(texts[Int(name & ~RegistryRow.spelled)])
    return RegistryRow.spelled | UInt32(batch.texts.count - 1)
  }

  /// Names the mandate held longest on a day, or the last one before it.
  private mutating func name(
    _ command: inout Command, _ roster: borrowing Roster, _ base: Int, _ day: Day
  ) {
    var deciding = -1
    for mandate in roster.mandates(of: base + Int(command.official))
    where roster.mandates.kind[mandate] != .outside && roster.mandates.start[mandate] <= day {
      let isInForce = day < roster.mandates.end[mandate]
      if deciding < 0 || !(day < roster.mandates.end[deciding]) && isInForce { deciding = mandate }
    }
    if deciding >= 0 { tell(&command, UInt32(deciding - firstMandate)) }
  }

  /// Appends the corrected rows and the links of a day.
  private mutating func correct(
    _ day: Day, _ roster: borrowing Roster, _ base: Int, _ batch: inout Batch
  ) {
    var due: [UInt64] = []
    swap(&due, &self.due)
    corrections.take(day, into: &due)
    for item in due {
      let official = UInt32(truncatingIfNeeded: item >> 16 & 0xffff_ffff)
      let kind = Correction(rawValue: item >> 60) ?? .quarterly
      var command = Command(kind == .link ? .link : .correctRow, official: official)
      name(&command, roster, base, day)
      if kind != .link {
        command.second = UInt32(batch.rows.count)
        batch.rows.append(prefecture.correctedRow(of: base + Int(official), roster))
      }
      if kind == .requested { answer(official, askedFor: Int(item & 0xffff), on: day) }
      batch.commands.append(command)
    }
    swap(&due, &self.due)
  }

  /// Plans what follows from rows that were set aside and from support's answers.
  mutating func react(to batch: borrowing Batch, hasRejections: Bool, base: Int) {
    let day = batch.day
    if hasRejections {
      let outcomes = batch.outcomes.span
      for index in outcomes.indices {
        guard case .recognise = outcomes[index].verb, outcomes[index].isSetAside else { continue }
        let official = outcomes[index].official
        if let file = prefecture.quarterlyCorrection(of: base + Int(official), after: day) {
          corrections.push(Correction.quarterly.item(official), on: file)
        }
      }
    }
    for answer in batch.supportAnswers {
      switch answer.end {
      case .linked: corrections.push(Correction.link.item(answer.official), on: day + 1)
      case .sentToPrefecture:
        let corrected = prefecture.requestedCorrection(
          of: base + Int(answer.official), after: day)
        asked.arrive()
        waiting.append((answer.official, day))
        corrections.push(
          Correction.requested.item(answer.official, waiting: corrected - day), on: corrected)
      default: break
      }
    }
  }

  /// Ends the wait for a correction.
  private mutating func answer(_ official: UInt32, askedFor days: Int, on day: Day) {
    asked.serve(after: days)
    let place = waiting.firstIndex { $0.official == official && $0.since + days == day }
    guard let place else { return }
    waiting.swapAt(place, waiting.count - 1)
    waiting.removeLast()
  }

  private enum Correction: UInt64 {
    case quarterly, requested, link

    func item(_ official: UInt32, waiting: Int = 0) -> UInt64 {
      rawValue << 60 | UInt64(official) << 16 | UInt64(min(waiting, 0xffff))
    }
  }

  /// Whether a mandate ended by a resignation rather than at an election.
  func hasResigned(_ mandate: UInt32) -> Bool { mandates[Int(mandate)].hasResigned }
}

extension Outcome {
  /// Whether a row was set aside because it fits nobody, several people, or somebody else.
  var isSetAside: Bool {
    switch rule {
    case .noMatch, .ambiguousMatch, .otherHolder: true
    default: false
    }
  }
}
