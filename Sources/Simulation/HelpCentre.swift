internal import Audit
internal import Behaviour
internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Support between the shards: requests come in at the end of a day, what agents have read goes out
/// to the shards for the next.
struct HelpCentre {
  private var desk: SupportDesk
  private var hours: SupportHours
  /// The days on which any of the hours changes.
  private let changes: [Day]
  private var tickets: [SupportTicket] = []
  private var asked: [SupportAnswer] = []
  private(set) var judge = SupportJudge()
  private(set) var support = QueueCount()
  /// The officers who examine dossiers in control.
  private(set) var control: ControlDesk
  /// Answers, by ``SupportEnd``.
  private(set) var ends = [Int](repeating: 0, count: SupportEnd.allCases.count)
  private(set) var print = Fingerprint()

  init(_ inputs: RunInputs) {
    desk = SupportDesk(seed: inputs.seed, mutant: inputs.mutant)
    control = ControlDesk(inputs)
    hours = SupportHours(inputs.behaviour, on: inputs.days.lowerBound)
    changes = SupportHours.names.flatMap { inputs.behaviour[$0]?.values.map(\.from) ?? [] }
  }

  /// Keeps books of single evaluations.
  mutating func keep(_ detail: Detail) { judge.findings.keep(detail) }

  /// Begins a day of the audit.
  mutating func look(closely kind: Detail.DayKind?) { judge.findings.look(closely: kind) }

  /// Minutes of work that agents had, and used.
  var minutes: (had: Int64, used: Int64) { desk.minutes }

  /// What waits, counted one by one.
  func stock(on day: Day) -> QueueStock {
    var stock = QueueStock()
    desk.forEachWaiting { stock.add(since: $0, on: day) }
    return stock
  }

  /// Begins another month of the queue.
  mutating func beginMonth() { support.beginMonth() }

  /// Works a day and hands out what was read.
  mutating func settle(
    _ day: Day, _ evening: borrowing Evening, _ workers: [Worker], _ inputs: RunInputs
  ) {
    control.settle(day, evening.controls, workers)
    if changes.contains(day) { hours = SupportHours(inputs.behaviour, on: day) }
    tickets.removeAll(keepingCapacity: true)
    asked.removeAll(keepingCapacity: true)
    tickets += evening.tickets
    for answer in evening.answers {
      ends[Int(answer.end.rawValue)] += 1
      if case .papersAsked = answer.end { asked.append(answer) }
    }
    // By official, whatever the shards are.
    if asked.count > 1 { asked.sort { $0.official < $1.official } }
    SupportDesk.order(&tickets)
    desk.settle(
      day, tickets: tickets, asked: asked, isWorkingDay: inputs.working.contains(day),
      hours: hours)
    support.arrive(tickets.count)
    if inputs.isAudited {
      judge.judge(
        desk.readings, tickets: tickets, asked: asked, on: day,
        isWorkingDay: inputs.working.contains(day), hours: hours)
    }
    guard !desk.readings.isEmpty else { return }
    for reading in desk.readings {
      if !reading.isClosing { support.serve(after: day - reading.arrived) }
      print.add(UInt64(reading.official) << 32 | UInt64(UInt32(bitPattern: day.rawValue)), 7)
      let official = Int(reading.official)
      workers.first { $0.officials.contains(official) }?.district.actors.readings.append(reading)
    }
  }

  /// Sums up over all shards.
  func figures(_ workers: [Worker]) -> HelpFigures {
    var figures = HelpFigures()
    figures.ends = ends
    for worker in workers {
      figures.recognition.merge(worker.district.shard.recognition)
      figures.help.merge(worker.district.actors.help)
      figures.omitted += worker.district.feed.omitted.count
      let flags = worker.district.shard.accounts.balances
      for balance in flags where balance.flags & Accounts.Flag.inOffice != 0 {
        figures.inOffice += 1
        if balance.flags & Accounts.Flag.recognised != 0 { figures.recognised += 1 }
      }
    }
    return figures
  }
}

extension SupportHours {
  /// The parameters that say how support works.
  static let names = [
    "behaviour.support.agents", "behaviour.support.minutes", "behaviour.support.service_least",
    "behaviour.support.service_most", "behaviour.support.papers_days",
  ]

  /// Reads how support works on a day.
  init(_ behaviour: borrowing ParameterTable, on day: Day) {
    func number(_ name: String) -> Int { Int(behaviour.number(name, on: day)) }
    let least = max(1, number("behaviour.support.service_least"))
    self.init(
      agents: number("behaviour.support.agents"), minutes: number("behaviour.support.minutes"),
      service: least...max(least, number("behaviour.support.service_most")),
      papersDays: max(1, number("behaviour.support.papers_days")))
  }
}
