import Report
import Scenario

extension LoadedScenario {
  /// What tells the scenario of a result from others: name, digest and seed.
  var identity: JSON {
    .object([
      JSON.Member("name", .string(name)), JSON.Member("sha256", .string(sha256)),
      JSON.Member("seed", seed.json),
    ])
  }
}
