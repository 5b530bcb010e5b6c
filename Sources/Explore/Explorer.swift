internal import Audit
internal import Dispatch
internal import Draws
package import Law
internal import Platform
internal import Synchronization

/// How far a search goes.
package struct Limits: Sendable {
  /// The most steps of a sequence.
  package var depth: Int
  /// The most states, if any number is set.
  package var states: Int?
  /// How many threads work.
  package var jobs: Int
  /// Asked between blocks of states: whether the search must end here.
  package var isOver: @Sendable () -> Bool
  /// Told of each block that was done: depth, states known, states of the depth before done.
  package var progress: @Sendable (Int, Int, Int, Int) -> Void

  /// Creates limits.
  ///
  /// - Parameters:
  ///   - depth: The most steps of a sequence.
  ///   - states: The most states.
  ///   - jobs: How many threads work.
  ///   - isOver: Asked between blocks of states: whether the search must end here.
  ///   - progress: Told of each block: the depth, the states known, how many of those that are
  ///     searched from are done, and how many there are.
  package init(
    depth: Int, states: Int? = nil, jobs: Int = 1,
    isOver: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int, Int, Int, Int) -> Void = { _, _, _, _ in }
  ) {
    self.depth = depth
    self.states = states
    self.jobs = max(1, jobs)
    self.isOver = isOver
    self.progress = progress
  }
}

/// A search over every sequence of steps, breadth first.
///
/// A state is kept as a hash, the state that it was first reached from and the step that led from
/// there: 22 bytes. To search on, a worker lives the path again from the nearest state that it has
/// still; states that lie together share most of their path.
///
/// The states of one depth are searched in blocks. Inside of a block the workers share the states
/// out and write down what they reach; at its end what is new is added in the order of the states
/// and their steps. So states, counts and the first path found are the same for any number of
/// workers.
package final class Explorer: @unchecked Sendable {
  /// How many states a block has, and how many a worker takes at a time.
  private static let (block, chunk) = (8_192, 64)

  let scope: Scope
  let law: ParameterTable
  private let table = StateTable()
  private(set) var parents: [UInt32] = []
  private(set) var codes: [UInt16] = []
  private var workers: [Worker] = []

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - scope: What it is over.
  ///   - law: The law.
  package init(_ scope: Scope, law: ParameterTable) {
    self.scope = scope
    self.law = law
  }

  /// Searches.
  ///
  /// - Parameter limits: How far.
  /// - Returns: What was found.
  package func run(_ limits: Limits) -> Exploration {
    workers = (0..<limits.jobs).map { _ in Worker(self) }
    var result = Exploration(scope: scope, limits: limits)
    defer { workers = [] }
    result.startingRights = workers[0].startingRights
    if let broken = addRoots() {
      result.counterexample = broken
      return close(&result)
    }
    var level = 0..<parents.count
    result.perDepth = [level.count]
    while result.depth < limits.depth, !level.isEmpty {
      guard search(level, limits, &result) else { return close(&result) }
      level = level.upperBound..<parents.count
      result.perDepth.append(level.count)
      result.depth += 1
    }
    result.isExhausted = level.isEmpty
    result.isComplete = true
    return close(&result)
  }

  /// Searches from every state of a depth.
  ///
  /// - Returns: `false` where the search ends before the depth does.
  private func search(_ level: Range<Int>, _ limits: Limits, _ result: inout Exploration) -> Bool {
    var start = level.lowerBound
    while start < level.upperBound {
      let end = min(level.upperBound, start + Self.block)
      let finds = expand(start..<end)
      let isWhole = add(finds, limits)
      for find in finds {
        guard let broken = find.broken else { continue }
        result.counterexample = Counterexample(
          path: path(to: Int(broken.state)) + [broken.step], fault: broken.fault)
        break
      }
      limits.progress(result.depth + 1, parents.count, end - level.lowerBound, level.count)
      if result.counterexample != nil || !isWhole { return false }
      start = end
      if limits.isOver() { return false }
    }
    return true
  }

  /// Lets the workers search from a block of states.
  private func expand(_ block: Range<Int>) -> [Finds] {
    let count = (block.count + Self.chunk - 1) / Self.chunk
    let next = Atomic<Int>(0)
    let results = Mutex([Finds?](repeating: nil, count: count))
    perform { worker in
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        let start = block.lowerBound + number * Self.chunk
        let finds = self.workers[worker].expand(
          start..<min(block.upperBound, start + Self.chunk), self.table)
        results.withLock { $0[number] = finds }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Adds what is new, in the order of the states and steps that it was reached by.
  ///
  /// - Returns: `false` where there would be more states than are allowed.
  private func add(_ finds: [Finds], _ limits: Limits) -> Bool {
    let hashes = finds.flatMap(\.hashes)
    let threads = workers.count
    let found = Mutex([UInt32]())
    perform { worker in
      let new = self.table.insert(hashes, thread: worker, of: threads)
      found.withLock { $0 += new }
    }
    let new = found.withLock { $0.sorted() }
    var next = 0
    var start = 0
    for find in finds {
      while next < new.count, Int(new[next]) < start + find.hashes.count {
        if let most = limits.states, parents.count >= most { return false }
        parents.append(find.parents[Int(new[next]) - start])
        codes.append(find.codes[Int(new[next]) - start])
        next += 1
      }
      start += find.hashes.count
    }
    return true
  }

  private func perform(_ body: @escaping @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: workers.count, execute: body)
  }

  /// Adds the states that every sequence begins in.
  ///
  /// - Returns: What is wrong with one of them already.
  private func addRoots() -> Counterexample? {
    for root in 0..<Roots.count {
      let (hash, fault) = workers[0].enterRoot(root)
      if let fault { return Counterexample(path: [Step(code: UInt16(root))], fault: fault) }
      let isNew = (0..<StateTable.parts).contains { part in
        !table.insert([hash], thread: part, of: StateTable.parts).isEmpty
      }
      guard isNew else { continue }
      parents.append(.max)
      codes.append(UInt16(root))
    }
    return nil
  }

  /// The steps that lead to a state; the first one is the number of a root.
  func path(to state: Int) -> [Step] {
    var steps: [Step] = []
    var place = UInt32(state)
    while place != .max {
      steps.append(Step(code: codes[Int(place)]))
      place = parents[Int(place)]
    }
    return steps.reversed()
  }

  private func close(_ result: inout Exploration) -> Exploration {
    for worker in workers {
      result.coverage.merge(worker.coverage)
      result.findings.merge(worker.takeFindings())
      result.stateChecks += worker.stateChecks
      result.confirmations += worker.confirmations
    }
    result.states = parents.count
    return result
  }
}
