import AllocationMeter
import Audit
import Calendar
import Capsules
import Documents
import Population
import Scenario
import Simulation
import Synchronization
import Territory

extension LivedRun {
  /// Runs all blocks of a scenario, as many at a time as there are threads.
  ///
  /// - Parameters:
  ///   - scenario: A scenario of several blocks.
  ///   - dayEnded: Called at the end of each day of each block, by one thread at a time; `false`
  ///     ends all blocks.
  /// - Returns: What they came to together.
  /// - Throws: A diagnostic where the officials of a block cannot be made.
  static func blocks(
    of scenario: LoadedScenario, _ dayEnded: @escaping (Day) -> Bool
  ) throws -> LivedRun {
    let whole = Stopwatch()
    let crowd = try Crowd(scenario)
    let jobs = scenario.jobs > 0 ? scenario.jobs : Processors.count
    let gate = DayGate(dayEnded)
    let sum = Mutex(BlockSum())
    try Blocks.run(scenario.blocks, jobs: jobs) { number, thread, jobs in
      // Of an interrupted run there is at least the first block.
      guard number == 0 || gate.isOpen else { return sum.withLock { $0.isComplete = false } }
      let block = try Block(number, crowd, jobs: jobs, gate)
      sum.withLock { $0.add(block, on: thread) }
    }
    let added = sum.withLock { $0 }
    guard let facts = added.facts, let headcount = added.headcount,
      let (outcome, fund) = added.fold?.outcome()
    else { throw Failure(.internalError, "no block was run") }
    var all = facts
    all.headcount = headcount
    var findings = added.findings
    findings.merge(fund)
    let names = added.names
    var run = LivedRun(
      outcome: outcome, facts: all, oracle: added.oracle, findings: findings,
      isComplete: added.isComplete, jobs: jobs, numbers: crowd.numbers, name: { names[$0] },
      stage: { try crowd.stage($0) })
    run.seconds = added.seconds(wall: whole.wallSeconds, cpu: whole.cpuSeconds)
    run.threadBytes = added.threadBytes
    return run
  }
}

/// What the blocks of a scenario have in common.
struct Crowd: Sendable {
  /// The scenario of all blocks.
  let scenario: LoadedScenario
  /// The councils of each.
  let territory: Territory
  /// How officials are numbered.
  let numbers: BlockNumbers
  /// The official whose statement is wanted, and the block.
  private let traced: (block: Int, official: Int)?

  /// Numbers the officials of a scenario's blocks.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - territory: Other councils than the scenario's own.
  /// - Throws: A diagnostic for a bad territory, for more officials than there are numbers, and for
  ///   a traced official who does not exist.
  init(_ scenario: LoadedScenario, in territory: Territory? = nil) throws {
    self.scenario = scenario
    let territory = try territory ?? scenario.territory()
    self.territory = territory
    // As many newcomers as seats at each election, and as many again for those who leave between.
    let seats = BodyKind.allCases.reduce(0) { $0 + territory.held(of: $1) }
    let people = seats * (scenario.days / (5 * 366) + 2)
    guard let numbers = BlockNumbers(blocks: scenario.blocks, people: people) else {
      throw scenario.complaint(
        "population.blocks",
        "'population.blocks' is \(scenario.blocks), but of countries with some \(seats) officials "
          + "there are numbers for \(BlockNumbers.most(people: people)) at most")
    }
    self.numbers = numbers
    traced = scenario.tracedOfficial.map(numbers.place)
    if let traced { try check(traced) }
  }

  /// Makes everything that the run of a block depends on.
  ///
  /// - Parameters:
  ///   - number: The block.
  ///   - jobs: How many threads work.
  /// - Returns: The inputs.
  /// - Throws: A diagnostic where the officials cannot be made.
  func inputs(of number: Int, jobs: Int) throws -> RunInputs {
    let one = scenario.block(number, traced: traced?.block == number ? traced?.official : nil)
    var inputs = try one.inputs(seed: one.seed, territory: territory, jobs: jobs)
    guard inputs.roster.persons.count <= Int(numbers.stride) else {
      throw Failure(
        .internalError,
        "block \(number) has \(inputs.roster.persons.count) officials, more than the "
          + "\(numbers.stride) numbers that it has")
    }
    inputs.isBlock = true
    return inputs
  }

  /// Makes the world of a block as a run of its own.
  func stage(_ number: Int) throws -> LivedRun.Stage {
    let one = scenario.block(number)
    let inputs = try one.inputs(seed: one.seed, territory: territory, jobs: Processors.count)
    return LivedRun.Stage(block: number, scenario: one, world: .init(inputs))
  }

  /// Makes the officials of the block of somebody who is traced, to see at once whether there is
  /// such a one.
  private func check(_ traced: (block: Int, official: Int)) throws {
    guard traced.block < scenario.blocks else {
      throw scenario.complaint(
        "trace.official",
        "'trace.official': there are \(scenario.blocks) blocks; the officials of the last one are "
          + "numbered from \(numbers.base(of: scenario.blocks - 1))")
    }
    let one = scenario.block(traced.block)
    let count = try one.inputs(
      seed: one.seed, territory: territory, jobs: Processors.count
    ).roster.persons.count
    guard traced.official < count else {
      let base = Int(numbers.base(of: traced.block))
      throw scenario.complaint(
        "trace.official",
        "'trace.official': there is no official \(base + traced.official); those of block "
          + "\(traced.block) are numbered from \(base) to \(base + count - 1)")
    }
  }
}

/// Lets the threads of a run tell one after the other that a day has ended.
final class DayGate: @unchecked Sendable {
  private let dayEnded: (Day) -> Bool
  private let isClosed = Mutex(false)

  /// Creates an open gate.
  ///
  /// - Parameter dayEnded: Called at the end of each day; `false` closes the gate.
  init(_ dayEnded: @escaping (Day) -> Bool) { self.dayEnded = dayEnded }

  /// Whether days may begin.
  var isOpen: Bool { isClosed.withLock { !$0 } }

  /// Tells that a day has ended.
  ///
  /// - Parameter day: The day.
  /// - Returns: Whether another may begin.
  func ended(_ day: Day) -> Bool {
    isClosed.withLock { isClosed in
      if !dayEnded(day) { isClosed = true }
      return !isClosed
    }
  }
}

/// A block that was run.
private struct Block {
  let number: Int
  let facts: RunFacts
  let outcome: RunOutcome
  let days: [BlockDay]
  let fold: BlockFold
  let isComplete: Bool
  var oracle: OracleRun?
  var findings: Findings
  /// The names of those of whom the findings speak, and of whoever is traced.
  var names: [UInt32: String] = [:]
  /// The bytes that were allocated while the years were lived.
  let allocated: UInt64
  /// Nanoseconds of each phase.
  let spans: (population: UInt64, years: UInt64, oracle: UInt64)

  init(_ number: Int, _ crowd: Crowd, jobs: Int, _ gate: DayGate) throws {
    let start = MachineClock.nanoseconds()
    var inputs = try crowd.inputs(of: number, jobs: jobs)
    inputs.closeLook = CloseLook(.sample, clock: MachineClock.nanoseconds)
    OracleRun.prepare(crowd.scenario.oracle, &inputs)
    let engine = Engine(inputs)
    engine.meter = { AllocationMeter().allocatedBytes }
    let first = MachineClock.nanoseconds()
    isComplete = try engine.run(dayEnded: gate.ended)
    var outcome = engine.outcome()
    let last = MachineClock.nanoseconds()
    var oracle =
      isComplete
      ? OracleRun.judge(
        crowd.scenario.oracle, engine, inputs, through: outcome.lastDay) : nil
    var findings = outcome.findings
    oracle?.add(to: &findings)
    spans = (first - start, last - first, MachineClock.nanoseconds() - last)
    let base = crowd.numbers.base(of: number)
    for official in findings.violations.map(\.official) + [inputs.traced].compactMap(\.self)
    where Int(official) < inputs.roster.persons.count {
      names[base + official] = inputs.roster.name(of: Int(official))
    }
    findings.renumber(from: base, block: UInt32(number))
    outcome.renumber(from: base, block: UInt32(number))
    oracle?.renumber(from: base, block: UInt32(number))
    self.number = number
    self.outcome = outcome
    self.findings = findings
    self.oracle = oracle
    facts = RunFacts(inputs)
    days = engine.blockDays
    allocated = engine.threadBytes.reduce(0, +)
    fold = BlockFold(inputs)
  }
}

/// What the blocks that have ended came to; they are added in any order.
private struct BlockSum {
  var fold: BlockFold?
  /// Those of the first block, whose seed is the scenario's.
  var facts: RunFacts?
  var headcount: Headcount?
  var oracle: OracleRun?
  var findings = Findings()
  var names: [UInt32: String] = [:]
  var isComplete = true
  /// What was allocated for the blocks of each thread, in bytes.
  var threadBytes: [UInt64] = []
  private var spans: (population: UInt64, years: UInt64, oracle: UInt64) = (0, 0, 0)

  mutating func add(_ block: Block, on thread: Int) {
    while threadBytes.count <= thread { threadBytes.append(0) }
    threadBytes[thread] += block.allocated
    if fold == nil { fold = block.fold }
    fold?.add(block.outcome, block.days)
    if block.number == 0 { facts = block.facts }
    if headcount == nil {
      headcount = block.facts.headcount
    } else {
      headcount?.add(block.facts.headcount)
    }
    if let more = block.oracle {
      if oracle == nil { oracle = more } else { oracle?.add(more) }
    }
    findings.merge(block.findings)
    names.merge(block.names) { first, _ in first }
    isComplete = isComplete && block.isComplete
    spans.population += block.spans.population
    spans.years += block.spans.years
    spans.oracle += block.spans.oracle
  }

  /// The time that all took, shared among the phases as the threads spent theirs.
  func seconds(wall: Double, cpu: Double) -> LivedRun.Seconds {
    let all = Double(max(1, spans.population + spans.years + spans.oracle))
    func share(_ span: UInt64) -> (wall: Double, cpu: Double) {
      (wall * Double(span) / all, cpu * Double(span) / all)
    }
    return LivedRun.Seconds(
      population: share(spans.population).wall, years: share(spans.years),
      oracle: share(spans.oracle))
  }
}
