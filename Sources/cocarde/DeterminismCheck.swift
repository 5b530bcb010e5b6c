import Scenario
import Simulation
import Synchronization

/// DET-1 within one run: the same scenario with few officials in the same departments, twice, with
/// other threads and shards; the prints of every month must agree.
struct DeterminismCheck {
  /// How many municipal councillors there are at most.
  static let officials: Int64 = 2_500

  /// How many months were compared.
  let months: Int
  /// How many months had something to compare.
  let eventfulMonths: Int
  /// How many months differed.
  let differences: Int
  /// The first month that differed, counted from 0.
  let firstDifference: Int?

  /// Runs the check.
  ///
  /// - Parameter scenario: The scenario.
  /// - Returns: What was compared.
  /// - Throws: A diagnostic where the small territory cannot be made.
  static func run(_ scenario: LoadedScenario) throws -> DeterminismCheck {
    let territory = try scenario.territory(atMost: officials)
    let few = scenario.withBlocks(min(scenario.blocks, blocks))
    guard few.blocks > 1 else {
      return try run(few.inputs(seed: few.seed, territory: territory, jobs: 1))
    }
    let crowd = try Crowd(few, in: territory)
    let prints = try ways.map { way in
      let sum = Mutex<BlockFold?>(nil)
      try Blocks.run(few.blocks, jobs: way.jobs) { number, _, jobs in
        var inputs = try crowd.inputs(of: number, jobs: jobs)
        inputs.isAudited = false
        inputs.traced = nil
        inputs.shards = way.shards
        let engine = Engine(inputs)
        _ = try engine.run()
        let (outcome, days, fold) = (engine.outcome(), engine.blockDays, BlockFold(inputs))
        sum.withLock { sum in
          if sum == nil { sum = fold }
          sum?.add(outcome, days)
        }
      }
      return sum.withLock { $0?.outcome()?.whole.months ?? [] }
    }
    return DeterminismCheck(prints[0], prints[1])
  }

  /// The threads and shards of both runs.
  private static let ways = [(jobs: 1, shards: 3), (jobs: 2, shards: 7)]

  /// How many blocks there are at most.
  private static let blocks = 3

  /// Runs the check.
  ///
  /// - Parameter small: A run that takes a moment.
  /// - Returns: What was compared.
  /// - Throws: What a run throws.
  static func run(_ small: RunInputs) throws -> DeterminismCheck {
    var inputs = small
    inputs.isAudited = false
    inputs.traced = nil
    let prints = try ways.map { way in
      inputs.jobs = way.jobs
      inputs.shards = way.shards
      let engine = Engine(inputs)
      _ = try engine.run()
      return engine.outcome().months
    }
    return DeterminismCheck(prints[0], prints[1])
  }

  /// Compares the prints of the months of two runs.
  private init(_ first: [UInt64], _ second: [UInt64]) {
    months = first.count
    eventfulMonths = zip(first, [0] + first).count { $0 != $1 }
    differences =
      zip(first, second).count { $0 != $1 } + abs(first.count - second.count)
    firstDifference =
      zip(first, second).enumerated()
      .first { $0.element.0 != $0.element.1 }?.offset
  }
}
