import Behaviour
import Law
import Platform
import Population
import Report
import Scenario
import Simulation
import Territory
import Testing

@testable import cocarde

/// A system counts its work: it is idle where it did nothing, and where it only refused.
@Suite struct SystemWorkTests {
  /// The systems whose work it is to refuse.
  private static let refusing = [26, 29]

  /// The systems that a small run need not exercise, each with what it waits for.
  private static let rare: [Int: String] = [:]

  private static func scenario(_ text: String) throws -> LoadedScenario {
    var context = try ScenarioContext(
      law: .law(), population: .population(), behaviour: .behaviour())
    context.files = .memory(["s.yaml": text])
    return try LoadedScenario.load("s.yaml", context: context)
  }

  /// A run in which every command was sent, and each was refused or a repetition.
  private static var refused: RunResult {
    var result = RunResult()
    result.operations = Counted(by: Tally(Verb.allCases.map { ($0.name, 5) }))
    result.reads = Counted(by: ["logins": 5, "balances": 5, "searches": 5, "offers": 5, "links": 5])
    result.access = ["logins_wrong_credentials": 5, "logins_provider_silent": 5]
    result.refusals = Counted(by: Tally(Rule.allCases.map { ($0.name, 5) }))
    return result
  }

  @Test func `a system that only refuses is idle`() {
    let result = Self.refused
    for system in ServiceSystem.all {
      let isAtWork = system.line(result).count > 0
      #expect(isAtWork == Self.refusing.contains(system.number), "\(system.number) \(system.name)")
    }
  }

  @Test func `an idle system fails a scenario that must exercise everything`() throws {
    let text = "simulation: {from: 2022-01-01, to: 2022-01-10}\naudit.must: all\n"
    func missing(_ result: RunResult) throws -> [String] {
      var summary = Summary()
      summary.result = result
      summary.result.systems = ServiceSystem.all.map { $0.line(result) }
      return RunFindings(summary, try Self.scenario(text)).notExercised
    }
    var result = Self.refused
    #expect(try missing(result).contains("system 31 (Certifiers' access)"))
    #expect(try missing(RunResult()).count == ServiceSystem.all.count)
    result.applied = Counted(by: [Verb.certify.name: 1])
    #expect(try !missing(result).contains("system 31 (Certifiers' access)"))
  }

  /// Lozère and French Polynesia through the renewal of 2026, busy enough for everything to happen.
  private static let busy = """
    seed: 1
    simulation: { from: 2021-07-01, to: 2029-06-30 }
    territory.departments: [48, 987]
    engine: { jobs: 2 }
    audit.enabled: no
    behaviour:
      demand.mandate: 40 %
      demand.reintegration_resigned: 60 %
      demand.reintegration_renewal: 60 %
      offer.mandate: 60
      offer.reintegration: 200
      offer.providers: 20
      offer.theme_unlisted: 10 %
      operator.control: 10 %
      control.after_payment: 40 %
      fraud.inflating_bodies: 20 %
      fraud.inflated_hours: 30 %
      help.notices: 90 %
      body.refused: 20 %
      learner.repeat: 3 %
      learner.tampered: 2 %
      collectivity.tops_up: [[0, 40 %]]
    """

  @Test func `every system of a small but complete run is at work, or named as rare`() throws {
    let scenario = try Self.scenario(Self.busy)
    let inputs = try scenario.inputs()
    let engine = Engine(inputs)
    _ = try engine.run()
    let summary = try SummaryBuilder(
      scenario: scenario, inputs: inputs, outcome: engine.outcome()
    ).summary()
    for system in summary.result.systems {
      let isRare = Self.rare[Int(system.number)] != nil
      #expect(isRare == (system.count == 0), "\(system.number) \(system.name): \(system.count)")
    }
  }
}

/// The sample that is run twice is a part of what the scenario runs.
@Suite struct DeterminismScopeTests {
  private func sample(_ territory: String) throws -> RunInputs {
    var context = try ScenarioContext(
      law: .law(), population: .population(), behaviour: .behaviour())
    let text =
      "simulation: {from: 2022-01-01, to: 2022-12-31}\nterritory.departments: \(territory)\n"
    context.files = .memory(["s.yaml": text])
    let scenario = try LoadedScenario.load("s.yaml", context: context)
    return try scenario.inputs(
      seed: scenario.seed, territory: scenario.territory(atMost: 2_500), jobs: 1)
  }

  /// The departments that have a council.
  private func codes(_ territory: Territory) -> [String] {
    territory.departments.indices.filter { !territory.bodyRanges[$0].isEmpty }
      .map { territory.departments[$0].code }
  }

  @Test func `a scenario of the Pacific is sampled in the Pacific`() throws {
    let inputs = try sample("[987, 988]")
    #expect(inputs.roster.pacific == 0..<inputs.roster.persons.count)
    #expect(codes(inputs.territory) == ["987", "988"])
  }

  @Test func `large departments are sampled, and small ones taken whole`() throws {
    let large = try sample("[59, 62]").territory
    #expect(codes(large) == ["59", "62"])
    #expect((1_500...3_000).contains(large.seats(of: .commune)))
    let small = try sample("[48]").territory
    #expect(small.seats(of: .commune) < 2_500)
  }
}
