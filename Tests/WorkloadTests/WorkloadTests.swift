import AllocationMeter
import Calendar
import Kernel
import Ledger
import Testing

@testable import Workload

/// The reference workload comes to what every program in every language comes to.
@Suite struct WorkloadTests {
  /// What ten thousand officials come to, as the plain C program prints it.
  private func expectTenThousand(_ outcome: WorkloadOutcome) {
    #expect(outcome.events == 181_670)
    #expect(outcome.dossiers == 12_047)
    #expect(outcome.balance == 709_022_800)
    #expect(outcome.rights == 746_219_900)
    #expect(outcome.cofunding == 50_531_950)
    #expect(outcome.cards == 287_456_950)
    #expect(outcome.paid == 1_005_494_600)
    #expect(outcome.lost == 1_037_000)
    #expect(outcome.violations == 0)
    #expect(outcome.fold == 0x3140_99bd_f196_1268)
  }

  @Test(arguments: [1, 3, 8], [1, 2])
  func `the checksums are those of the peers for any number of shards and threads`(
    shards: Int, jobs: Int
  ) {
    expectTenThousand(Workload(officials: 10_000, jobs: jobs, shards: shards).run())
  }

  @Test(arguments: [1, 30, 365, 3_650])
  func `how often shards meet changes nothing`(window: Int) {
    expectTenThousand(
      Workload(officials: 10_000, jobs: 2, shards: 5, window: window).run())
  }

  @Test func `a hundred thousand come to the peers' hash`() {
    let outcome = Workload(officials: 100_000, jobs: 2).run()
    #expect(outcome.events == 1_813_592 && outcome.dossiers == 120_059)
    #expect(outcome.balance == 7_073_801_900 && outcome.rights == 7_427_022_600)
    #expect(outcome.cofunding == 508_621_250 && outcome.cards == 2_838_532_850)
    #expect(outcome.paid == 9_994_031_600 && outcome.lost == 11_381_700)
    #expect(outcome.fold == 0x0974_3a92_609a_78e0 && outcome.violations == 0)
  }

  @Test func `the counters of work are the same for any number of shards and threads`() {
    let one = Workload(officials: 5_000, jobs: 1, shards: 1).run()
    let other = Workload(officials: 5_000, jobs: 2, shards: 7).run()
    #expect(one.draws == other.draws && one.pushes == other.pushes)
    #expect(one.postings == other.postings)
    // Each request is pushed, and so is each of its steps that falls within the ten years.
    #expect(one.pushes == one.events - 10 * 5_000)
  }

  @Test func `without the judge the sums are the same, and nothing is judged`() {
    let judged = Workload(officials: 10_000).run()
    let unjudged = Workload(officials: 10_000, isAudited: false).run()
    expectTenThousand(unjudged)
    // What is left are the checks of the cap where a balance changes.
    #expect(unjudged.checks < judged.checks && unjudged.checks > 0)
  }

  @Test(.enabled(if: AllocationMeter.isAvailable))
  func `a warm day allocates nothing`() {
    let meter = AllocationMeter()
    var years: [UInt64] = []
    years.reserveCapacity(10)
    _ = Workload(officials: 20_000, shards: 2, window: 365).run { _ in
      years.append(meter.allocatedBytes)
    }
    // After two years every list has been as long as it gets, but for chance.
    #expect(years.count == 10)
    let warm = zip(years.dropFirst(3), years.dropFirst(2)).map { $0 - $1 }
    #expect(warm.allSatisfy { $0 == 0 }, "\(warm)")
  }

  @Test func `a single official lives too`() {
    let outcome = Workload(officials: 1, jobs: 2).run()
    #expect(outcome.events >= 10 && outcome.violations == 0)
  }
}

/// The judge sees what is wrong.
@Suite struct JudgeTests {
  private func violations(
    _ postings: [(Int64, Account, Account, UInt32)], balances: [Int32], engaged: Int64 = 0
  ) -> Int {
    var judge = Judge(100..<104, isJudging: true)
    var page = Page()
    for (amount, from, to, official) in postings {
      page.add(amount, from: from, to: to, .annualCredit, official)
    }
    judge.read(page)
    var column = Column<Int32>(repeating: 0, count: 4)
    for (place, balance) in balances.enumerated() { column[place] = balance }
    judge.compare(column, engaged: engaged)
    return judge.violations
  }

  @Test func `a credit that is posted and kept is right`() {
    let credit: [(Int64, Account, Account, UInt32)] = [
      (40_000, .rightsIssued, .rightsAvailable, 101)
    ]
    #expect(violations(credit, balances: [0, 40_000, 0, 0]) == 0)
  }

  @Test func `a balance without a posting is wrong, and so is the sum`() {
    #expect(violations([], balances: [0, 40_000, 0, 0]) == 2)
  }

  @Test func `a balance above the cap is wrong when it is posted`() {
    let above: [(Int64, Account, Account, UInt32)] = [
      (80_001, .rightsIssued, .rightsAvailable, 102),
      (1, .rightsAvailable, .rightsLost, 102),
    ]
    #expect(violations(above, balances: [0, 0, 80_000, 0]) == 1)
  }

  @Test func `a balance below nothing is wrong`() {
    let below: [(Int64, Account, Account, UInt32)] = [
      (1, .rightsAvailable, .rightsReserved, 100)
    ]
    #expect(violations(below, balances: [-1, 0, 0, 0], engaged: 1) == 1)
  }

  @Test func `what is engaged is what the trainings on their way hold`() {
    let engaged: [(Int64, Account, Account, UInt32)] = [(5, .cards, .cardReserved, 100)]
    #expect(violations(engaged, balances: [0, 0, 0, 0], engaged: 5) == 0)
    #expect(violations(engaged, balances: [0, 0, 0, 0], engaged: 4) == 1)
  }
}
