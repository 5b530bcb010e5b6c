import Calendar
import Draws
import Kernel
import Testing

/// The queue of phases gives everything back on its day, in the order in which it came.
@Suite struct PhaseQueueTests {
  @Test(arguments: [1, 2, 3, 7, 8, 9, 100])
  func `what nobody takes of a day does not come back on a later one`(days: Int) {
    let first = Day(2022, 1, 1)
    var items = Column<UInt32>(repeating: 0, count: 1)
    var queue = PhaseQueue(first...first + 400, span: 7, phases: 2)
    for item in UInt32(0)..<100 { queue.push(item, ahead: item % 8, phase: Int(item) % 2) }
    queue.turn(to: first + days)
    for later in 0..<20 {
      queue.turn(to: first + days + later)
      for phase in 0..<2 {
        let expected = (0..<100).filter { $0 % 8 == days + later && $0 % 2 == phase }
        #expect(queue.take(phase: phase, into: &items) == expected.count)
      }
    }
  }

  @Test func `a queue agrees with lists of lists over many seeds`() {
    let first = Day(2022, 1, 1)
    let stream = Stream("test.phases")
    var items = Column<UInt32>(repeating: 0, count: 1)
    for seed in UInt64(1)...10 {
      var queue = PhaseQueue(first...first + 199, span: 40, phases: 3)
      var lists = [[UInt32]](repeating: [], count: 200 * 3)
      for day in 0..<200 {
        queue.turn(to: first + day)
        for turn in UInt64(0)..<60 {
          let word = draw(seed, stream, UInt64(day) << 8 | turn)
          let (ahead, phase) = (word.between(0, 40), mixed(word).between(0, 2))
          let item = UInt32(truncatingIfNeeded: word)
          queue.push(item, ahead: UInt32(ahead), phase: phase)
          if day + ahead < 200 { lists[(day + ahead) * 3 + phase].append(item) }
        }
        for phase in 0..<3 {
          let count = queue.take(phase: phase, into: &items)
          #expect((0..<count).map { items[$0] } == lists[day * 3 + phase])
          #expect(queue.take(phase: phase, into: &items) == 0)
        }
      }
      #expect(queue.pushes == lists.reduce(0) { $0 + $1.count })
    }
  }

  @Test func `what is pushed while a phase is taken comes in a later one of the same day`() {
    let first = Day(2022, 1, 1)
    var queue = PhaseQueue(first...first + 9, span: 5, phases: 2)
    var items = Column<UInt32>(repeating: 0, count: 1)
    queue.push(7, ahead: 0, phase: 0)
    #expect(queue.take(phase: 0, into: &items) == 1)
    queue.push(8, ahead: 0, phase: 1)
    #expect(queue.take(phase: 1, into: &items) == 1 && items[0] == 8)
  }
}

/// Slots of an arena are used again.
@Suite struct ArenaTests {
  @Test func `an arena is as large as what lives at one time`() {
    var arena = Arena(empty: 0, capacity: 2)
    var live: [(slot: UInt32, value: Int)] = []
    for value in 1...1_000 {
      live.append((arena.insert(value), value))
      if live.count > 10 { arena.remove(live.removeFirst().slot) }
      #expect(live.allSatisfy { arena[$0.slot] == $0.value })
    }
    #expect(arena.peak == 11 && arena.count == 10)
  }
}

/// The loop of days meets after every window.
@Suite struct DayLoopTests {
  private let days = Day(2022, 1, 1)...Day(2022, 1, 10)

  @Test(arguments: [1, 3, 10, 11])
  func `windows follow each other without a gap`(window: Int) {
    let crew = Crew(jobs: 1)
    defer { crew.dismiss() }
    var seen: [Day] = []
    var settled = 0
    let isWhole = DayLoop(days, window: window).run(
      crew, shards: 1, live: { _, _, _ in },
      prepare: {
        for number in $0.lowerBound.rawValue...$0.upperBound.rawValue {
          seen.append(Day(rawValue: number))
        }
      },
      settle: { _ in
        settled += 1
        return true
      })
    #expect(isWhole && settled == (10 + window - 1) / window)
    #expect(seen == (0..<10).map { days.lowerBound + $0 })
  }

  @Test func `a settlement ends the run, but not one of the last day`() {
    let crew = Crew(jobs: 2)
    defer { crew.dismiss() }
    func run(until last: Day) -> Bool {
      DayLoop(days).run(
        crew, shards: 4, live: { _, _, _ in }, prepare: { _ in },
        settle: { $0.upperBound < last })
    }
    #expect(!run(until: days.lowerBound + 3))
    #expect(run(until: days.upperBound))
  }
}
