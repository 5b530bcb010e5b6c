import Calendar
import Law
import Ledger
@testable import Platform
import Testing

/// Files of the Pacific, rule by rule; the official at place 0 is one of theirs.
@Suite struct PacificTests {
  private static func bench(_ mutant: Mutant = .none) throws -> Bench {
    let bench = try Bench.ready(mutant: mutant)
    bench.shard.designatePacific(0..<1)
    return bench
  }

  private static let day = Day(2023, 2, 6)

  @Test func `nothing is answered before the papers, and the delay begins with them`() throws {
    let bench = try Self.bench()
    #expect(bench.request(Bench.Offers.short, from: Self.day + 20, on: Self.day) == .applied)
    #expect(bench.step(.acknowledge, on: Self.day + 1) == .papersMissing)
    #expect(bench.step(.propose, on: Self.day + 2) == .papersMissing)
    #expect(bench.step(.refuse, on: Self.day + 3) == .papersMissing)
    #expect(bench.batch.postings.isEmpty)
    // Monday 6 February: the seventh working day is Wednesday the 15th.
    #expect(bench.step(.pacificPapers, on: Day(2023, 2, 15)) == .applied)
    #expect(bench.shard.dossiers[0].deadline == Day(2023, 2, 17))
    #expect(bench.step(.pacificPapers, on: Day(2023, 2, 16)) == .wrongState)
    #expect(bench.step(.propose, on: Day(2023, 2, 17)) == .applied)
  }

  @Test func `a file without papers is refused by the operator on the eighth working day`() throws {
    let bench = try Self.bench()
    #expect(bench.request(Bench.Offers.short, from: Self.day + 20, on: Self.day) == .applied)
    bench.live(Day(2023, 2, 15))
    #expect(bench.shard.dossiers[0].state == .notProcessed)
    let outcomes = bench.live(Day(2023, 2, 16))
    #expect(outcomes.contains { $0.verb == .close && $0.after == .refusedByFinancer })
    #expect(bench.batch.claims.contains { $0.isRelease })
  }

  @Test func `on the mainland there are no papers`() throws {
    let bench = try Self.bench()
    #expect(bench.request(Bench.Offers.short, from: Self.day + 20, 1, on: Self.day) == .applied)
    #expect(bench.step(.pacificPapers, 1, on: Self.day + 1) == .notPacific)
    #expect(bench.step(.propose, 1, on: Self.day + 1 + 1) == .applied)
  }

  @Test func `the hourly cap is compared in francs`() throws {
    let bench = try Self.bench()
    // 80.01 € are 9,548 F CFP, one more than the law allows.
    #expect(bench.request(Bench.Offers.dear, from: Self.day + 20, on: Self.day) == .hourlyCap)
    #expect(bench.request(Bench.Offers.short, from: Self.day + 20, on: Self.day + 1) == .applied)
  }

  @Test func `the francs of the law are the euros of the mainland, year by year`() throws {
    let statutes = try Bench.statutes.get()
    for day in [Day(2021, 7, 23), Day(2022, 1, 1), Day(2023, 3, 30), Day(2026, 3, 31)] {
      let statute = statutes.statute(on: day)
      #expect(statute.pacificTerms.cap == statute.cap)
      #expect(statute.pacificTerms.annualCredit == statute.annualCredit)
      #expect(Francs(Cents(statute.cap), at: statute.parity).rawValue == statute.pacificCap)
    }
  }
}
