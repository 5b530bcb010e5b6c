/// What one worker measured, or all of them together.
package struct LoadRecord: Sendable {
  /// The time from the start of an operation to its answer, by kind of operation.
  package private(set) var service: [Latencies]
  /// Open loop: the time from when an operation was DUE to its answer.
  ///
  /// A target that stalls delays every arrival behind it, and each of them counts with its whole
  /// wait.
  package private(set) var response = Latencies()
  /// How many operations were refused, by the rule's number; 0 counts those that were not.
  package private(set) var refusals = [Int](repeating: 0, count: 256)
  /// How many operations were repetitions.
  package private(set) var repeated = 0
  /// Open loop: how many operations came due.
  package internal(set) var arrivals = 0
  /// Open loop: how many were served although they came due while the worker was still busy.
  package private(set) var late = 0
  /// Open loop: by how much the latest of them was late, in nanoseconds.
  package private(set) var worstLateness: UInt64 = 0
  /// Open loop: how many came due and were never begun, because patience was over.
  package internal(set) var unserved = 0
  /// From the start to the last answer, in nanoseconds.
  package internal(set) var elapsed: UInt64 = 0
  /// Whether something other than the plan ended the test.
  package internal(set) var isInterrupted = false

  /// Creates an empty record.
  ///
  /// - Parameter kinds: How many kinds of operations there are.
  package init(kinds: Int) {
    service = .init(repeating: Latencies(), count: kinds)
  }

  /// How many operations were performed.
  package var operations: Int { service.reduce(0) { $0 + $1.count } }

  /// The service times of all kinds.
  package var allService: Latencies {
    var all = Latencies()
    for latencies in service { all.merge(latencies) }
    return all
  }

  mutating func count(_ answer: LoadAnswer, service nanoseconds: UInt64) {
    service[Int(answer.kind)].record(nanoseconds)
    refusals[Int(answer.refusal)] += 1
    if answer.isRepeated { repeated += 1 }
  }

  mutating func respond(after nanoseconds: UInt64) { response.record(nanoseconds) }

  mutating func isLate(by nanoseconds: UInt64) {
    late += 1
    worstLateness = max(worstLateness, nanoseconds)
  }

  /// Adds what another worker measured.
  ///
  /// - Parameter other: The other record, of the same kinds of operations.
  package mutating func merge(_ other: LoadRecord) {
    for kind in service.indices { service[kind].merge(other.service[kind]) }
    response.merge(other.response)
    for rule in refusals.indices { refusals[rule] += other.refusals[rule] }
    repeated += other.repeated
    arrivals += other.arrivals
    late += other.late
    worstLateness = max(worstLateness, other.worstLateness)
    unserved += other.unserved
    elapsed = max(elapsed, other.elapsed)
    isInterrupted = isInterrupted || other.isInterrupted
  }
}
