import Scenario
import Simulation

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
    try run(scenario.inputs(officials: officials))
  }

  /// Runs the check.
  ///
  /// - Parameter small: A run that takes a moment.
  /// - Returns: What was compared.
  /// - Throws: What a run throws.
  static func run(_ small: RunInputs) throws -> DeterminismCheck {
    var inputs = small
    inputs.isAudited = false
    inputs.traced = nil
    let prints = try [(jobs: 1, shards: 3), (jobs: 2, shards: 7)].map { way in
      inputs.jobs = way.jobs
      inputs.shards = way.shards
      let engine = Engine(inputs)
      _ = try engine.run()
      return engine.outcome().months
    }
    let pairs = zip(prints[0], prints[1])
    return DeterminismCheck(
      months: prints[0].count,
      eventfulMonths: zip(prints[0], [0] + prints[0]).count { $0 != $1 },
      differences: pairs.count { $0 != $1 } + abs(prints[0].count - prints[1].count),
      firstDifference: zip(prints[0], prints[1]).enumerated()
        .first { $0.element.0 != $0.element.1 }?.offset)
  }
}
