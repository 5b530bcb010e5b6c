import Audit
import Calendar
import Law
import Ledger
import Platform
import Population
import Territory
import Testing

/// PAC-1 sees a credit that is a franc off; what else it judges, two known-bad variants of the
/// platform show in a whole run.
@Suite struct PacificAuditTests {
  private static let roster = Result {
    let territory = try Territory(
      World.law.get(), on: World.days.lowerBound,
      options: TerritoryOptions(departments: ["988"], officials: 200))
    return try Roster(
      seed: 1, territory: territory, law: World.law.get(), population: .population(),
      horizon: World.days)
  }

  /// A councillor in office all along who is recognised on 2 May 2023: the first credit of 400 €,
  /// which is 47,733 F CFP, is judged after a forgery.
  private func violated(forging forge: (inout Batch) -> Void) throws -> Set<Invariant> {
    let roster = try Self.roster.get()
    let day = Day(2023, 5, 2)
    let person = try #require(
      roster.pacific.first { person in
        let mandates = roster.mandates(of: person)
        return mandates.count == 1 && roster.mandates.start[mandates.lowerBound] < Day(2021, 1, 1)
          && roster.mandates.end[mandates.lowerBound] > day + 1_000
          && roster.persons.deathDay[person] == .distantFuture
      })
    let mandate = roster.mandates(of: person).lowerBound
    var shard = Shard(
      base: 0, count: roster.persons.count, bodies: 1, first: day, last: World.days.upperBound)
    shard.designatePacific(roster.pacific)
    var auditor = Auditor(
      officials: 0..<roster.persons.count, roster: roster, deliberations: [Deliberation()])
    let context = DayContext(
      day: day, statute: try World.statutes.get().statute(on: day), working: World.working,
      creditDays: CreditDays(
        years: 2019...2030, municipal: { Day($0, 3, 31) }, other: { Day($0, 7, 5) }),
      hours: HoursRule(
        perYear: 20, from: Day(2016, 1, 1), atStartFrom: Day(2020, 7, 31), until: Day(2021, 7, 23)),
      catalogue: World.catalogue)
    var batch = Batch()
    batch.reset(day)
    var begins = Command(.mandateBegins, official: UInt32(person))
    begins.first = UInt32(mandate)
    begins.day = roster.mandates.start[mandate]
    batch.commands = [begins, Command(.recognise, official: UInt32(person))]
    shard.run(context, &batch)
    #expect(batch.postings.map(\.amount) == [400_00])
    forge(&batch)
    auditor.judge(batch, context)
    #expect(auditor.findings[.pac1].nonvacuous == 1)
    return Set(Invariant.allCases.filter { auditor.findings[$0].violations > 0 })
  }

  @Test func `the credit of the arrêté is right to the franc`() throws {
    #expect(try violated { _ in } == [])
  }

  @Test func `a credit that is a franc short, or a franc too much, is seen`() throws {
    for amount in [399_99, 400_01] as [Int64] {
      let seen = try violated { $0.postings[0].amount = amount }
      #expect(seen.isSuperset(of: [.pac1, .crd2]))
    }
  }
}
