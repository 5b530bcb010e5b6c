import AllocationMeter
import Calendar
import Draws
import Kernel
import Ledger
import Platform

/// An operation of the kernel, a million times in a row.
struct HotLoop: Sendable {
  /// The operation.
  let name: String
  /// Does it many times; the sum that it returns is used, so that nothing can be left out.
  fileprivate let body: @Sendable (UInt64) -> UInt64

  /// How often each is done.
  static let count: UInt64 = 1_000_000

  /// The nanoseconds of one operation.
  ///
  /// - Parameter seed: The seed of what is drawn.
  /// - Returns: The nanoseconds.
  func nanoseconds(_ seed: UInt64) -> Double {
    let watch = Stopwatch()
    let sum = body(seed)
    let seconds = watch.wallSeconds
    // No loop adds a million words up to nothing.
    return sum > 0 ? seconds / Double(Self.count) * 1e9 : .infinity
  }
}

/// The operations that need no stage.
enum HotLoops {
  /// All of them.
  static let all = [
    HotLoop(name: "one draw", body: drawing),
    HotLoop(name: "one item through a queue of days, sorted", body: days),
    HotLoop(name: "one item through a queue of phases", body: phases),
    HotLoop(name: "one posting, written and fingerprinted", body: postings),
    HotLoop(name: "one key, looked up and remembered", body: keys),
  ]

  private static let stream = Stream("benchmark")

  private static func drawing(_ seed: UInt64) -> UInt64 {
    var sum: UInt64 = 0
    for entity in 0..<HotLoop.count {
      sum &+= draw(seed, stream, entity, 0).below(1_000)
    }
    return sum
  }

  /// A thousand days on which as many items are pushed as are taken.
  private static func days(_ seed: UInt64) -> UInt64 {
    let first = Day(2024, 1, 1)
    var queue = DayQueue(first: first, last: first + 1_200)
    var due: [UInt64] = []
    var sum: UInt64 = 1
    var item = mixed(seed)
    for offset in 0..<1_000 {
      for _ in 0..<1_000 {
        item = mixed(item &+ 1)
        queue.push(item, on: first + offset + Int(item >> 58))
      }
      queue.take(first + offset, into: &due)
      for word in due { sum &+= word & 0xff }
    }
    return sum
  }

  private static func phases(_ seed: UInt64) -> UInt64 {
    let first = Day(2024, 1, 1)
    var queue = PhaseQueue(first...first + 1_200, span: 64, phases: 8)
    var due = Column<UInt32>(repeating: 0, count: 64)
    var sum: UInt64 = 1
    var item = mixed(seed)
    for offset in 0..<1_000 {
      queue.turn(to: first + offset)
      for _ in 0..<1_000 {
        item = mixed(item &+ 1)
        queue.push(
          UInt32(truncatingIfNeeded: item), ahead: UInt32(truncatingIfNeeded: item >> 58),
          phase: Int(item & 7))
      }
      for phase in 0..<8 {
        for index in 0..<queue.take(phase: phase, into: &due) { sum &+= UInt64(due[index] & 0xff) }
      }
    }
    return sum
  }

  private static func postings(_ seed: UInt64) -> UInt64 {
    var print = Fingerprint()
    var postings: [Posting] = []
    for batch in 0..<1_000 {
      postings.removeAll(keepingCapacity: true)
      for official in 0..<UInt32(1_000) {
        postings.append(
          Posting(
            Int64(batch) + 1, from: .rightsAvailable, to: .rightsReserved, reason: .reservation,
            official: official, number: 1))
      }
      print.add(postings, day: Int32(truncatingIfNeeded: seed) & 0xffff)
    }
    return print.value
  }

  private static func keys(_ seed: UInt64) -> UInt64 {
    var store = KeyStore()
    var sum: UInt64 = 1
    for number in 0..<HotLoop.count {
      let key = mixed(seed &+ number) | 1
      if case .new = store.answer(key, body: 1) {
        store.remember(key, body: 1, rule: .applied)
        sum &+= key & 0xff
      }
      if number % 10_000 == 9_999 { store.rotate() }
    }
    return sum
  }
}
