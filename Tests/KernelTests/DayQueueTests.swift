import Calendar
import Draws
import Kernel
import Testing

@Suite struct DayQueueTests {
  @Test func `each day gives what was due on it, in ascending order, and only once`() {
    let first = Day(2026, 1, 1)
    var queue = DayQueue(first: first, last: first + 99)
    var expected = [[UInt64]](repeating: [], count: 100)
    var items: [UInt64] = []
    // Days of none to three blocks, filled again while others are emptied.
    for day in 0..<100 {
      for item in 0..<UInt64(day) {
        let due = min(99, day + Int(item * item % 7))
        queue.push(item * 2_654_435_761 % 1_000, on: first + due)
        expected[due].append(item * 2_654_435_761 % 1_000)
      }
      queue.take(first + day, into: &items)
      #expect(items == expected[day].sorted())
      queue.take(first + day, into: &items)
      #expect(items.isEmpty)
      if day < 99 { expected[day] = [] }
    }
    #expect(queue.pushes == 99 * 50)
  }

  @Test func `what is due after the last day is forgotten`() {
    let first = Day(2026, 1, 1)
    var queue = DayQueue(first: first, last: first + 1)
    var items: [UInt64] = [1]
    queue.push(7, on: first + 2)
    for day in 0...2 { queue.take(first + day, into: &items) }
    #expect(items.isEmpty && queue.pushes == 0)
  }

  @Test func `a queue agrees with a list of lists over many seeds`() {
    let first = Day(2022, 1, 1)
    let stream = Stream("test.queue")
    for seed in UInt64(1)...20 {
      var queue = DayQueue(first: first, last: first + 99)
      var lists = [[UInt64]](repeating: [], count: 100)
      var taken: [UInt64] = []
      for day in 0..<100 {
        for turn in UInt64(0)..<20 {
          let word = draw(seed, stream, UInt64(day) << 8 | turn)
          let due = day + word.between(0, 40)
          queue.push(word >> 1, on: first + due)
          if due < 100 { lists[due].append(word >> 1) }
        }
        queue.take(first + day, into: &taken)
        #expect(taken == lists[day].sorted())
        queue.take(first + day, into: &taken)
        #expect(taken.isEmpty)
      }
      #expect(queue.pushes == lists.reduce(0) { $0 + $1.count })
    }
  }
}
