internal import Behaviour
internal import Calendar
internal import Kernel
internal import Law
internal import Statistics

/// The officers who examine the dossiers in control, where there are only so many of them.
///
/// First in, first out, shared by all shards and settled in the evening.
///
/// An officer examines one dossier at a time, for as many days as its control lasts. Where there
/// are as many officers as there is work, nobody asks the desk, and a control ends when it ends.
struct ControlDesk {
  private struct File {
    let official: UInt32
    let number: UInt16
    let days: Int32
    let arrived: Day
  }

  private var queue: [File] = []
  private var head = 0
  /// For each day, how many controls end on it.
  private var ends: DayQueue
  private var done: [UInt64] = []
  /// How many dossiers are examined.
  private var busy = 0
  private let behaviour: ParameterTable
  /// How many officers there are, and the days on which that changes.
  private var officers: Int
  private let changes: [Day]
  /// Days of officers that there were, and that were used.
  private(set) var capacity: (had: Int64, used: Int64) = (0, 0)
  /// Days that dossiers waited for an officer.
  private(set) var wait = DayHistogram(limit: QueueFigures.limit)

  init(_ inputs: RunInputs) {
    behaviour = inputs.behaviour
    officers = Self.officers(behaviour, on: inputs.days.lowerBound)
    changes = behaviour[Self.name]?.values.map(\.from) ?? []
    ends = DayQueue(first: inputs.days.lowerBound, last: inputs.days.upperBound)
  }

  private static let name = "behaviour.operator.control_officers"

  private static func officers(_ behaviour: borrowing ParameterTable, on day: Day) -> Int {
    Int(behaviour.number(name, on: day))
  }

  /// Takes in what came today, and gives officers who are free the dossiers that waited longest.
  ///
  /// - Parameters:
  ///   - day: The day, over.
  ///   - arrivals: The dossiers taken into control today, officials by number in the roster.
  ///   - workers: The shards, which learn when a control ends.
  mutating func settle(_ day: Day, _ arrivals: [ControlFile], _ workers: [Worker]) {
    if changes.contains(day) { officers = Self.officers(behaviour, on: day) }
    guard officers > 0 || busy > 0 || !arrivals.isEmpty else { return }
    ends.take(day, into: &done)
    busy -= done.count
    // By official, whatever the shards are.
    for file in arrivals.sorted(by: { ($0.official, $0.number) < ($1.official, $1.number) }) {
      queue.append(
        File(official: file.official, number: file.number, days: file.days, arrived: day))
    }
    while head < queue.count, busy < officers || officers == 0 {
      let file = queue[head]
      head += 1
      busy += 1
      wait.add(day - file.arrived)
      let end = day + Int(file.days)
      ends.push(UInt64(file.official) << 16 | UInt64(file.number), on: end)
      let official = Int(file.official)
      guard let worker = workers.first(where: { $0.officials.contains(official) }) else { continue }
      worker.district.actors.endControl(
        official - worker.officials.lowerBound, file.number, on: end)
    }
    if head > 1_024, head * 2 > queue.count {
      queue.removeFirst(head)
      head = 0
    }
    capacity.had += Int64(officers)
    capacity.used += Int64(min(busy, officers))
  }
}
