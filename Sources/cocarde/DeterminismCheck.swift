import Scenario
import Simulation

/// DET-1 within one run: the same scenario with few officials in the same departments, twice, with
/// other threads and shards; the prints of every month must agree.
struct DeterminismCheck {
  /// How many municipal councillors there are at most.
  private static let officials: Int64 = 2_500

  /// How many months were compared.
  let months: Int
  /// How many months had something to compare.
  let eventfulMonths: Int
  /// How many months differed.
  let differences: Int

  /// Runs the check.
  ///
  /// - Parameter scenario: The scenario.
  /// - Returns: What was compared.
  /// - Throws: A diagnostic where the small territory cannot be made.
  static func run(_ scenario: LoadedScenario) throws -> DeterminismCheck {
    var inputs = try scenario.inputs(officials: officials)
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
      differences: pairs.count { $0 != $1 } + abs(prints[0].count - prints[1].count))
  }
}
