internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// The threads of a run: each day they share out the shards and meet at the end.
///
/// A day is some tens of microseconds, so the threads spin between days rather than sleep: waking a
/// sleeping thread would cost as much as the day. They yield when others need the core.
package final class Crew: @unchecked Sendable {
  private var threads: Int
  private let generation = Atomic<Int>(0)
  private let next = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  /// How many threads have begun, beside the calling one.
  private let joined = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  /// How many items there are, and what to do with one: written before the generation is raised and
  /// read after it was seen, which orders both.
  private var count = 0
  private var body: (@Sendable (Int, Int) -> Void)?
  private var handles: [pthread_t] = []

  /// Creates a crew.
  ///
  /// - Parameter jobs: How many threads work, the calling one included.
  package init(jobs: Int) {
    threads = 1
    for _ in 1..<max(1, jobs) {
      var handle = pthread_t()
      let context = unsafe Unmanaged.passRetained(self).toOpaque()
      let status = unsafe pthread_create(
        &handle, nil,
        { pointer in
          if let pointer = unsafe pointer {
            unsafe Unmanaged<Crew>.fromOpaque(pointer).takeRetainedValue().work()
          }
          return nil
        }, context)
      guard status == 0 else {
        // The system gives no more threads: those that there are do the same work.
        unsafe Unmanaged<Crew>.fromOpaque(context).release()
        break
      }
      threads += 1
      handles.append(handle)
    }
  }

  /// Calls a function once for each number below a count, on all threads, and waits for the end.
  ///
  /// - Parameters:
  ///   - count: How many numbers.
  ///   - body: What to do with each: the number, and which thread it is on, from 0.
  package func perform(_ count: Int, _ body: @escaping @Sendable (Int, Int) -> Void) {
    guard threads > 1 else {
      for index in 0..<count { body(index, 0) }
      return
    }
    self.count = count
    self.body = body
    next.store(0, ordering: .relaxed)
    finished.store(0, ordering: .relaxed)
    generation.add(1, ordering: .releasing)
    claim(body, thread: 0)
    var spins = 0
    while finished.load(ordering: .acquiring) < threads - 1 { Self.rest(&spins) }
  }

  /// Ends the threads; the crew cannot be used any more.
  package func dismiss() {
    isOver.store(true, ordering: .relaxed)
    generation.add(1, ordering: .releasing)
    for handle in handles { pthread_join(handle, nil) }
    handles = []
  }

  private func claim(_ body: (Int, Int) -> Void, thread: Int) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index, thread)
    }
  }

  private func work() {
    let thread = joined.add(1, ordering: .relaxed).newValue
    var seen = 0
    while true {
      var spins = 0
      while generation.load(ordering: .acquiring) == seen { Self.rest(&spins) }
      seen += 1
      if isOver.load(ordering: .relaxed) { return }
      if let body { claim(body, thread: thread) }
      finished.add(1, ordering: .releasing)
    }
  }

  /// Waits a moment; after a while lets others run.
  private static func rest(_ spins: inout Int) {
    spins += 1
    if spins > 4_000 {
      sched_yield()
      spins = 3_000
    }
  }
}
