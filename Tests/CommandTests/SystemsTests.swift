import Audit
import Foundation
import Testing

@testable import cocarde

/// Every system of the service has a worked case, and the page that says so is the program's.
@Suite struct SystemsTests {
  private func page() throws -> SystemsPage {
    let folder = Program.root.appending(path: "Scenarios/cases").path
    let files = try CaseFiles.find([folder])
    return SystemsPage(try CasesCommand.systems(of: files))
  }

  @Test func `every system has a worked case`() throws {
    let without = try page().without.map { "\($0.number) \($0.name)" }
    #expect(without.isEmpty, "without a case: \(without.joined(separator: ", "))")
  }

  @Test func `the page of the systems is what the program prints`() throws {
    let file = Program.root.appending(path: "Scenarios/cases/SYSTEMS.md")
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(
      try written == page().markdown + "\n",
      "run: cocarde cases Scenarios/cases --systems > Scenarios/cases/SYSTEMS.md")
  }

  @Test func `systems are numbered from 1 without a gap, and each names an invariant`() {
    #expect(ServiceSystem.all.map(\.number) == Array(1...ServiceSystem.all.count))
    #expect(ServiceSystem.all.allSatisfy { !$0.invariants.isEmpty && !$0.unit.isEmpty })
  }

  @Test func `breaking a system is caught by an invariant that its row names`() {
    for system in ServiceSystem.all {
      let isProven = system.invariants.contains { !$0.mutants.isEmpty }
      #expect(isProven, "\(system.number) \(system.name)")
    }
  }

  @Test func `a case may name only systems that exist`() throws {
    let known = ServiceSystem.all.count
    let files = try CaseFiles.find([Program.root.appending(path: "Scenarios/cases").path])
    for (file, systems) in try CasesCommand.systems(of: files) {
      #expect(systems.allSatisfy { (1...known).contains($0) }, "\(file)")
    }
  }
}
