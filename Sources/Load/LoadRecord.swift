/// What one worker measured, or all of them together.
///
/// Times are those of operations that came due in the measured window; ``answered`` is what was
/// answered in it, whenever it came due.
package struct LoadRecord: Sendable {
  /// The time from the start of an operation to its answer, by kind of operation.
  package private(set) var service: [Latencies]
  /// The time from when an operation was DUE to its answer.
  ///
  /// A target that stalls delays every arrival behind it, and each of them counts with its whole
  /// wait.
  package private(set) var response = Latencies()
  /// By how much the generator itself was late: from when an operation was due to its start, where
  /// the worker was waiting for it.
  package private(set) var lag = Latencies()
  /// How many operations were refused, by the rule's number; 0 counts those that were not.
  package private(set) var refusals = [Int](repeating: 0, count: 256)
  /// How many operations were repetitions.
  package private(set) var repeated = 0
  /// How many operations were answered within the measured window, by kind: also those that came
  /// due in the warm-up.
  package private(set) var answered: [Int]
  /// How many operations came due in the warm-up and were answered.
  package private(set) var warmUpOperations = 0
  /// Open loop: how many operations came due, warm-up included; of a test that was interrupted,
  /// until then.
  package internal(set) var arrivals = 0
  /// How many were served although they came due while the worker was still busy.
  package private(set) var late = 0
  /// By how much the latest of them was late, in nanoseconds.
  package private(set) var worstLateness: UInt64 = 0
  /// Open loop: how many came due and were never begun, because patience or the test was over.
  package internal(set) var unserved = 0
  /// From the start to the last answer or the interruption, in nanoseconds.
  package internal(set) var elapsed: UInt64 = 0
  /// Whether something other than the plan ended the test.
  package private(set) var isInterrupted = false
  /// How many workers there were, and how many of them did all that there was to do before the time
  /// was over.
  private var workers = (all: 0, exhausted: 0)
  /// What happened in each fifth of a second, warm-up and drain included.
  package private(set) var series: LoadSeries
  /// When operations came due, in nanoseconds from the start, where the plan has that recorded.
  package internal(set) var dues: [UInt64] = []

  private let window: Range<UInt64>

  /// Creates an empty record.
  ///
  /// - Parameters:
  ///   - kinds: How many kinds of operations there are.
  ///   - window: When operations are measured, in nanoseconds from the start.
  package init(kinds: Int, window: Range<UInt64> = 0..<LoadPlan.longest) {
    service = .init(repeating: Latencies(), count: kinds)
    answered = .init(repeating: 0, count: kinds)
    series = LoadSeries(cuts: [window.lowerBound, window.upperBound])
    self.window = window
  }

  /// How many operations came due in the window and were answered: those whose times are known.
  package var operations: Int { service.reduce(0) { $0 + $1.count } }

  /// How many consultations, which are the first kind, were answered within the window.
  package var consultations: Int { answered.first ?? 0 }

  /// How many commands were answered within the window, refusals included.
  package var commands: Int { answered.dropFirst().reduce(0, +) }

  /// The service times of all kinds.
  package var allService: Latencies {
    var all = Latencies()
    for latencies in service { all.merge(latencies) }
    return all
  }

  /// How long operations were measured, in nanoseconds: the window, or what was lived of it.
  package var measured: UInt64 {
    let whole = window.upperBound - window.lowerBound
    let isExhausted = workers.all > 0 && workers.exhausted == workers.all
    guard isInterrupted || isExhausted else { return whole }
    return min(whole, elapsed > window.lowerBound ? elapsed - window.lowerBound : 0)
  }

  /// Notes that a worker has ended.
  ///
  /// - Parameter isExhausted: Whether it did all that there was to do before the time was over.
  mutating func end(isExhausted: Bool) {
    workers.all += 1
    if isExhausted { workers.exhausted += 1 }
  }

  /// Notes that something other than the plan ended the test.
  ///
  /// - Parameter time: When, in nanoseconds from the start.
  mutating func interrupt(at time: UInt64) {
    isInterrupted = true
    elapsed = max(elapsed, time)
  }

  /// An operation with its times, in nanoseconds from the start.
  struct Timed {
    var answer: LoadAnswer
    var due: UInt64
    var begun: UInt64
    var isLate: Bool
    var hasResponse: Bool
  }

  /// Counts an operation that was answered.
  ///
  /// - Parameters:
  ///   - operation: The operation.
  ///   - ended: When it was answered.
  mutating func count(_ operation: Timed, ended: UInt64) {
    elapsed = ended
    let (answer, since) = (operation.answer, ended - operation.due)
    let own = ended - operation.begun
    let kind = Int(answer.kind)
    series.add(operation.hasResponse ? since : own, at: ended)
    if window.contains(ended) { answered[kind] += 1 }
    guard operation.due >= window.lowerBound else {
      warmUpOperations += 1
      return
    }
    service[kind].record(own)
    refusals[Int(answer.refusal)] += 1
    if answer.isRepeated { repeated += 1 }
    guard operation.hasResponse else { return }
    response.record(since)
    if operation.isLate {
      late += 1
      worstLateness = max(worstLateness, operation.begun - operation.due)
    } else {
      lag.record(operation.begun - operation.due)
    }
  }

  /// Adds what another worker measured.
  ///
  /// - Parameter other: The other record, of the same kinds of operations.
  package mutating func merge(_ other: LoadRecord) {
    for kind in service.indices { service[kind].merge(other.service[kind]) }
    for kind in answered.indices { answered[kind] += other.answered[kind] }
    response.merge(other.response)
    lag.merge(other.lag)
    for rule in refusals.indices { refusals[rule] += other.refusals[rule] }
    repeated += other.repeated
    warmUpOperations += other.warmUpOperations
    arrivals += other.arrivals
    late += other.late
    worstLateness = max(worstLateness, other.worstLateness)
    unserved += other.unserved
    elapsed = max(elapsed, other.elapsed)
    isInterrupted = isInterrupted || other.isInterrupted
    workers.all += other.workers.all
    workers.exhausted += other.workers.exhausted
    series.merge(other.series)
    dues += other.dues
  }
}
