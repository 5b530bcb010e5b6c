import Audit
import Platform
import Testing

@Suite struct FindingsTests {
  @Test func `every invariant has an id, a sentence and a source of its own`() {
    let ids = Invariant.allCases.map(\.id)
    #expect(Set(ids).count == Invariant.allCases.count)
    for invariant in Invariant.allCases {
      #expect(invariant.id.wholeMatch(of: /[A-Z]{3}-[1-9]/) != nil)
      #expect(invariant.statement.hasSuffix("."))
      #expect(!invariant.source.isEmpty)
    }
    #expect(Set(Invariant.allCases.map(\.statement)).count == Invariant.allCases.count)
    #expect(Set(Witness.allCases.map(\.id)).count == Witness.allCases.count)
  }

  /// Findings with a violation on each of some days.
  private func findings(_ days: [Int32], official: UInt32, _ invariant: Invariant = .cap1)
    -> Findings
  {
    var findings = Findings()
    for day in days {
      findings[invariant].evaluations += 2
      findings[invariant].nonvacuous += 1
      findings[invariant].leastSlack = min(findings[invariant].leastSlack, Int64(day))
      findings.witness(.creditCut, Int64(day))
      findings.violate(invariant, day: day, official: official, "event of \(official)")
    }
    return findings
  }

  @Test func `the day of the first violation is kept, however many come before another's`() {
    var found = findings(Array(2...60), official: 1)
    found.merge(findings([90], official: 2, .pay3))
    found.merge(findings([80, 85], official: 3, .pay3))
    #expect(found.firstDay(of: .cap1) == 2)
    // None of its violations is among those that are kept in full.
    #expect(found.violations.allSatisfy { $0.invariant == .cap1 })
    #expect(found.firstDay(of: .pay3) == 80)
    #expect(found.firstDay(of: .mon1) == nil)
  }

  @Test func `every mutant says its mistake and who catches it, every invariant catches one`() {
    let mutants = Mutant.allCases.filter { $0 != .none }
    #expect(mutants.count >= 64)
    #expect(Set(mutants.map(\.name)).count == mutants.count)
    for mutant in mutants {
      #expect(mutant.name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
      #expect(mutant.mistake.hasSuffix("."))
      #expect(!mutant.killers.isEmpty, "\(mutant.name)")
      #expect(Set(mutant.killers).count == mutant.killers.count, "\(mutant.name)")
    }
    #expect(Set(mutants.map(\.mistake)).count == mutants.count)
    for invariant in Invariant.allCases { #expect(!invariant.mutants.isEmpty, "\(invariant.id)") }
  }

  @Test func `merging adds up, keeps the least slack, and its order does not matter`() {
    let parts = [
      findings([5, 1, 9], official: 3), findings([2, 5], official: 1),
      findings([5], official: 3, .pay3), findings(Array(3...40), official: 2),
    ]
    var forward = Findings()
    for part in parts { forward.merge(part) }
    var backward = Findings()
    for part in parts.reversed() { backward.merge(part) }
    #expect(forward.invariants == backward.invariants)
    #expect(forward.witnesses == backward.witnesses)
    #expect(forward.violations == backward.violations)
    #expect(forward[.cap1].evaluations == 86)
    #expect(forward[.cap1].nonvacuous == 43)
    #expect(forward[.cap1].violations == 43)
    #expect(forward[.cap1].leastSlack == 1)
    #expect(forward.violationCount == 44)
    #expect(forward.violations.count == Findings.keptViolations)
    #expect(forward.violations.prefix(3).map(\.day) == [1, 2, 3])
  }

  @Test func `which violations are kept does not depend on who found them first`() {
    let all = (0..<60).map { (day: Int32($0 / 30), official: UInt32($0 * 7 % 60)) }
    var ascending = Findings()
    for item in all { ascending.violate(.mon1, day: item.day, official: item.official, "e") }
    var split = [Findings(), Findings(), Findings()]
    for (index, item) in all.reversed().enumerated() {
      split[index % 3].violate(.mon1, day: item.day, official: item.official, "e")
    }
    var merged = Findings()
    for part in split { merged.merge(part) }
    #expect(merged.violations == ascending.violations)
    #expect(merged.violationCount == 60)
  }

  @Test func `an untouched finding is vacuous and has no slack`() {
    let finding = Findings()[.cap1]
    #expect(finding.evaluations == 0 && finding.nonvacuous == 0 && finding.violations == 0)
    #expect(finding.leastSlack == .max)
  }

  @Test func `of several places of the least slack the first day wins, then the first official`() {
    let places: [(Int64, Int32, UInt32)] = [(3, 9, 1), (2, 7, 5), (2, 7, 4), (2, 8, 0), (5, 1, 1)]
    var parts: [Findings] = []
    for (slack, day, official) in places {
      var part = Findings()
      part[.mon3].leastSlack = slack
      part[.mon3].leastDay = day
      part[.mon3].leastOfficial = official
      parts.append(part)
    }
    for order in [parts, parts.reversed()] {
      var merged = Findings()
      for part in order { merged.merge(part) }
      #expect(merged[.mon3].leastSlack == 2)
      #expect(merged[.mon3].leastDay == 7)
      #expect(merged[.mon3].leastOfficial == 4)
    }
  }
}
