import Audit
import Calendar
import Ledger
import Platform
import Simulation
import Synchronization
import Testing

/// Countries side by side: each lives as it would alone, and what they share is settled after them.
@Suite struct BlockTests {
  /// A block: what it came to, and what its days left.
  private struct Block {
    let inputs: RunInputs
    let outcome: RunOutcome
    let days: [BlockDay]

    init(seed: UInt64 = 1, mutant: Mutant = .none) throws {
      var inputs = try SmallWorld.inputs(seed: seed, mutant: mutant)
      inputs.isBlock = true
      inputs.closeLook = CloseLook(.all)
      let engine = Engine(inputs)
      _ = try engine.run()
      self.inputs = inputs
      outcome = engine.outcome()
      days = engine.blockDays
    }
  }

  private func fold(_ blocks: [Block]) throws -> (whole: RunOutcome, fund: Findings) {
    var fold = BlockFold(try #require(blocks.first).inputs)
    for block in blocks { fold.add(block.outcome, block.days) }
    return try #require(fold.outcome())
  }

  @Test func `one block with its fund settled afterwards is the run of one country`() throws {
    var inputs = try SmallWorld.inputs()
    inputs.closeLook = CloseLook(.all)
    let alone = try SmallWorld.run(inputs)
    let block = try Block()
    #expect(block.outcome.fingerprint != alone.fingerprint)
    let folded = try fold([block]).whole
    let isSame = folded.isSame(as: alone)
    #expect(isSame)
    #expect(folded.fingerprint == DeterminismTests.golden)
    #expect(folded.work == alone.work)
    #expect(folded.lawChanges == alone.lawChanges)
    #expect(folded.office.acts == alone.office.acts)
    #expect(folded.office.ruleChanges == alone.office.ruleChanges)
    #expect(folded.tally.years == alone.tally.years)
    #expect(folded.pacific == alone.pacific)
    #expect(folded.days.total == alone.days.total && folded.days.close == alone.days.close)
    #expect(folded.queue(.support).peakBacklog == alone.queue(.support).peakBacklog)
    #expect(folded.queue(.support).peakDay == alone.queue(.support).peakDay)
    #expect(folded.queue(.corrections).peakBacklog == alone.queue(.corrections).peakBacklog)
    #expect(folded.portal.applied == alone.portal.applied)
    let (own, other) = (folded.findings.detail, alone.findings.detail)
    for stratum in Stratum.allCases {
      #expect(own?.evaluations(in: stratum) == other?.evaluations(in: stratum), "\(stratum)")
    }
  }

  @Test func `three blocks are three runs side by side, in whatever order they end`() throws {
    let seeds: [UInt64] = [1, 2, 3]
    let blocks = try seeds.map { try Block(seed: $0) }
    let whole = try fold(blocks).whole
    let reversed = try fold(blocks.reversed()).whole
    let isSame = reversed.isSame(as: whole)
    #expect(isSame && reversed.lawChanges == whole.lawChanges)
    let alone = try seeds.map { try SmallWorld.run(SmallWorld.inputs(seed: $0)) }
    func sum<Number: BinaryInteger>(_ number: (RunOutcome) -> Number) -> Number {
      alone.reduce(0) { $0 + number($1) }
    }
    for verb in Verb.allCases where ![.report, .forecast, .alert].contains(verb) {
      let place = Int(verb.rawValue)
      #expect(whole.tally.operations[place] == sum { $0.tally.operations[place] }, "\(verb)")
    }
    for place in whole.tally.states.indices {
      #expect(whole.tally.states[place] == sum { $0.tally.states[place] })
    }
    #expect(whole.balances.available == sum { $0.balances.available })
    #expect(whole.work == reversed.work)
    #expect(whole.work.events == whole.tally.operationCount + whole.reads.total)
    #expect(whole.work.postings == whole.tally.postings)
    #expect(whole.work.draws == sum(\.work.draws) && whole.work.pushes == sum(\.work.pushes))
    #expect(whole.accounts == sum(\.accounts) && whole.reads.total == sum { $0.reads.total })
    #expect(whole.queue(.support).arrivals == sum { $0.queue(.support).arrivals })
    #expect(whole.queue(.support).peakBacklog <= sum { $0.queue(.support).peakBacklog })
    #expect(whole.queue(.support).peakBacklog >= alone[0].queue(.support).peakBacklog)
    for invariant in Invariant.allCases where ![.mon5, .fnd1].contains(invariant) {
      let count = sum { $0.findings[invariant].nonvacuous }
      #expect(whole.findings[invariant].nonvacuous == count, "\(invariant.id)")
    }
    // Three funds in one: what the three hold less their advances, whatever was advanced when.
    #expect(whole.fund - whole.advances == sum { $0.fund - $0.advances })
    #expect(whole.findings[.mon5].evaluations == 120)
    #expect(whole.findings[.fnd1].nonvacuous >= 30)
    #expect(whole.findings.violationCount == 0)
  }

  @Test(arguments: [Mutant.advanceUnbooked, .alertSilent])
  func `who settles the fund of several blocks is judged as well`(mutant: Mutant) throws {
    let blocks = try (1...2).map { try Block(seed: $0, mutant: mutant) }
    let (whole, fund) = try fold(blocks)
    #expect(blocks.allSatisfy { $0.outcome.findings.violationCount == 0 })
    #expect(fund.violationCount > 0 && whole.findings.violationCount == fund.violationCount)
    let numbers = try #require(BlockNumbers(blocks: 2, people: 2_000))
    for violation in fund.violations { #expect(numbers.own(violation) == nil) }
  }

  @Test func `officials are numbered so that their block is read from the digits`() throws {
    let numbers = try #require(BlockNumbers(blocks: 52, people: 2_300_000))
    #expect(numbers.stride == 10_000_000 && numbers.base(of: 51) == 510_000_000)
    #expect(numbers.place(of: 170_123_456) == (17, 123_456))
    #expect(BlockNumbers(blocks: 430, people: 2_300_000) == nil)
    #expect(BlockNumbers(blocks: .max, people: 1) == nil)
    #expect(BlockNumbers().place(of: 3_999_999_999) == (0, 3_999_999_999))
    var findings = Findings()
    findings.violate(.cap1, day: 9, official: 7, "seven")
    findings.violate(.cap1, day: 8, official: .max, "nobody")
    findings.renumber(from: numbers.base(of: 3), block: 3)
    #expect(findings.violations.map(\.official) == [.max, 30_000_007])
    let own = findings.violations.compactMap(numbers.own)
    #expect(own.map(\.block) == [3, 3] && own.map(\.violation.official) == [.max, 7])
    var others = Findings()
    others.violate(.cap1, day: 9, official: 2, "two")
    var both = findings
    both.merge(others)
    others.merge(findings)
    #expect(both.violations == others.violations && both.violations.count == 3)
  }

  @Test func `each block is run once, and what the first failing one says is said`() throws {
    struct Broken: Error { let block: Int }
    for jobs in [1, 2, 5, 9] {
      let seen = Mutex<[Int]>([])
      try Blocks.run(5, jobs: jobs) { block, _, threads in
        seen.withLock { $0.append(block) }
        #expect(threads == 1)
      }
      #expect(seen.withLock { $0.sorted() } == [0, 1, 2, 3, 4])
      let error = #expect(throws: Broken.self) {
        try Blocks.run(5, jobs: jobs) { block, _, _ in if block != 1 { throw Broken(block: block) }
        }
      }
      #expect(error?.block == 0)
    }
    let threads = Mutex(0)
    try Blocks.run(2, jobs: 5) { _, _, jobs in threads.withLock { $0 += jobs } }
    #expect(threads.withLock { $0 } == 4)
  }
}
