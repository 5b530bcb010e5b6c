import Audit
import Behaviour
import Calendar
import Law
import Platform
import Population
@testable import Simulation
import Territory
import Testing

/// French Polynesia and New Caledonia, busy enough for everything of theirs to happen.
@Suite struct PacificRunTests {
  private static let days = Day(2021, 7, 1)...Day(2027, 6, 30)

  private static let world = Result {
    let law = try ParameterTable.law()
    let territory = try Territory(
      law, on: days.lowerBound, options: TerritoryOptions(departments: ["987", "988"]))
    return (
      law: law, territory: territory,
      roster: try Roster(
        seed: 1, territory: territory, law: law, population: .population(), horizon: days)
    )
  }

  static func inputs(
    _ mutant: Mutant = .none, shards: Int = 1, jobs: Int = 1
  ) throws -> RunInputs {
    let world = try world.get()
    return RunInputs(
      seed: 1, days: days, law: world.law, behaviour: try SmallWorld.behaviour.get(),
      territory: world.territory, roster: world.roster, jobs: jobs, shards: shards, mutant: mutant)
  }

  static func run(
    _ mutant: Mutant = .none, shards: Int = 1, jobs: Int = 1, traced: UInt32? = nil
  ) throws -> RunOutcome {
    var inputs = try inputs(mutant, shards: shards, jobs: jobs)
    inputs.traced = traced
    let engine = Engine(inputs)
    _ = try engine.run()
    return engine.outcome()
  }

  @Test func `everybody there is of the Pacific, in municipal councils of the legal size`() throws {
    let world = try Self.world.get()
    let communes = world.territory.departments.indices.map { department in
      world.territory.bodyRanges[department].count {
        world.territory.bodies[$0].kind == .commune
      }
    }
    let codes = world.territory.departments.map(\.code)
    #expect(communes[codes.firstIndex(of: "987") ?? 0] == 48)
    #expect(communes[codes.firstIndex(of: "988") ?? 0] == 33)
    #expect(world.territory.bodies.count == 81)
    #expect(world.territory.seats(of: .commune) == 1_062 + 793)
    #expect(world.roster.pacific == 0..<world.roster.persons.count)
  }

  @Test func `a clean run exercises the procedure and breaks nothing`() throws {
    let outcome = try Self.run()
    #expect(outcome.findings.violationCount == 0)
    #expect(outcome.findings[.pac1].nonvacuous > 1_000)
    for witness in [Witness.pacificFile, .pacificRefused] {
      #expect(outcome.findings.witnesses[Int(witness.rawValue)] > 0, "\(witness.id)")
    }
    let pacific = outcome.pacific
    #expect(pacific.requests >= pacific.filesComplete + pacific.refusedForPapers)
    #expect(pacific.filesComplete > 0 && pacific.answersRefused > 0 && pacific.topUps > 0)
    #expect(pacific.walletCents == 0)
    // A credit that the cap does not touch is 47,733 F, and none is larger.
    #expect(pacific.creditedFrancs <= Int64(pacific.credits) * 178_998)
  }

  @Test func `grouping and threads change nothing`() throws {
    let one = try Self.run()
    let two = try Self.run(shards: 2, jobs: 2)
    #expect(two.shards > 1)
    #expect(one.fingerprint == two.fingerprint && one.pacific == two.pacific)
  }

  @Test func `each known-bad variant is caught by PAC-1`() throws {
    for (mutant, invariants) in [
      (Mutant.pacificCPF, [Invariant.pac1]), (.pacificPapersIgnored, [.dos2, .pac1]),
    ] {
      let outcome = try Self.run(mutant)
      let caught = Invariant.allCases.filter { outcome.findings[$0].violations > 0 }
      #expect(caught == invariants, "\(mutant.name)")
    }
  }

  @Test func `a statement of the Pacific prints francs beside euros`() throws {
    let statement = try Self.run(traced: 0).statement
    let credits = statement.filter { $0.contains("credit") }
    #expect(!credits.isEmpty)
    #expect(credits.allSatisfy { $0.contains(" F)") })
    #expect(statement.contains { $0.contains("95\u{202f}465 F") })
  }
}
