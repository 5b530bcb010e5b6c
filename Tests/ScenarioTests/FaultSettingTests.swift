import Behaviour
import Documents
import Law
import Simulation
import Testing

@testable import Scenario

/// The section `faults:` of a scenario, and the parts that the seeds of a swarm have.
@Suite struct FaultSettingTests {
  @Test func `faults are read with share, rate and days`() throws {
    let scenario = try Fixture.load(
      """
      faults:
        duplicate_message: { rate: 2 %, armed: 50 %, days: 20 }
        job_twice.rate: 5 %
        lost_message: { rate: 0 % }
      """)
    #expect(
      scenario.swarm.faults == [
        .duplicateMessage: .init(armed: 500_000, rate: 20_000, days: 20),
        .jobTwice: .init(armed: 1_000_000, rate: 50_000, days: 0),
      ])
    #expect(scenario.swarm.plan(seed: 1) != nil)
    #expect(try Fixture.load("seed: 1").swarm.plan(seed: 1) == nil)
    #expect(try !Fixture.load("seed: 1").provenance.contains { $0.path.hasPrefix("faults.") })
  }

  @Test(arguments: [
    ("faults: { duplicate_mesage: { rate: 1 % } }", "duplicate_message"),
    ("faults: { job_twice: { days: 2 } }", "faults.job_"),
    ("faults: { duplicate_message: { days: 30 } }", "must be from 1 to 29"),
    ("swarm: { operation: 50 % }", "swarm.operations"),
  ])
  func `what is wrong is named with the nearest right name`(text: String, hint: String) throws {
    let error = #expect(throws: Diagnostic.self) { try Fixture.load("seed: 1\n\(text)") }
    #expect(error?.description.contains(hint) == true, "\(String(describing: error))")
    #expect(error?.description.contains(":2") == true)
  }

  @Test func `each seed of a swarm has its own part, and never nothing`() throws {
    var swarm = Swarm()
    swarm.operationsKept = 500_000
    let parts = (UInt64(0)..<50).map { swarm.left(outBy: $0) }
    #expect(Set(parts.map { $0.map(\.name).joined() }).count > 45)
    for kind in OperationKind.allCases {
      #expect((5...45).contains(parts.count { $0.contains(kind) }), "\(kind.name)")
    }
    swarm.operationsKept = 0
    #expect(swarm.left(outBy: 7).count == OperationKind.allCases.count - 1)
    #expect(Swarm().left(outBy: 7).isEmpty)
  }

  @Test func `every kind of operation is silenced by parameters that exist`() throws {
    let table = try ParameterTable.behaviour()
    let silent = table.without(OperationKind.allCases)
    for name in OperationKind.allCases.flatMap(\.parameters) {
      let before = try #require(table[name], "\(name)")
      let after = try #require(silent[name])
      #expect(before.values.map(\.value) != after.values.map(\.value), "\(name)")
    }
  }
}
