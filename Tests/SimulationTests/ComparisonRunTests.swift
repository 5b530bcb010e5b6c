import Audit
import Calendar
import Comparison
import Law
import Oracle
import Platform
import Population
import Simulation
import Testing

/// Platform and oracle in runs (ORA-1).
@Suite struct ComparisonRunTests {
  /// Runs a world with everybody written down, or a sample, and lets the oracle live it.
  static func score(
    _ inputs: RunInputs, oneIn share: Int = 1
  ) throws -> (score: Score, outcome: RunOutcome) {
    var inputs = inputs
    inputs.sample = Sample.officials(oneIn: share, seed: inputs.seed, inputs.roster)
    let engine = Engine(inputs)
    _ = try engine.run()
    let score = Comparison.judge(
      engine.journals, engine.annals, law: inputs.law, days: inputs.days, keyDays: 30,
      jobs: inputs.jobs)
    return (score, engine.outcome())
  }

  private static func report(_ score: Score) {
    for violation in score.findings.violations {
      Issue.record("\(Day(rawValue: violation.day)) \(violation.official): \(violation.event)")
    }
  }

  @Test func `platform and oracle agree on every answer and balance of the small world`() throws {
    let (score, outcome) = try Self.score(SmallWorld.inputs(audited: false))
    Self.report(score)
    #expect(score.differences == 0)
    #expect(score.officials == outcome.accounts)
    #expect(score.events > 50_000)
    #expect(score.eventful > 1_000_000 && score.eventful < score.facts)
    // What the oracle must take as it is was there to be taken, and nothing else was left out.
    for (freedom, count) in zip(OracleFreedom.allCases, score.excuses)
    where ![.forgottenKey, .cardRefundInOutage].contains(freedom) {
      #expect(count > 0, "\(freedom.rawValue)")
    }
    for (verb, count) in zip(Verb.allCases, score.leftOut) {
      #expect((count > 0) == [.recognise, .correctRow].contains(verb), "\(verb.name)")
    }
  }

  @Test func `who writes down what happens changes nothing`() throws {
    let (_, outcome) = try Self.score(SmallWorld.inputs(), oneIn: 3)
    let isSame = outcome.isSame(as: try SmallWorld.reference.get())
    #expect(isSame)
  }

  @Test func `platform and oracle agree on the Pacific, and on outages`() throws {
    let inputs = try PacificRunTests.inputs()
    let (score, _) = try Self.score(inputs)
    Self.report(score)
    #expect(score.differences == 0)
    #expect(score.eventful > 100_000)
  }

  @Test(arguments: [Mutant.pacificCPF, .pacificPapersIgnored])
  func `a bad platform differs in the Pacific`(mutant: Mutant) throws {
    let (score, _) = try Self.score(PacificRunTests.inputs(mutant))
    #expect(score.differences > 0)
  }

  /// A few mutants, one for each part of a life that the oracle reads.
  @Test(arguments: [
    Mutant.creditTwice, .capOfLastYear, .expiryAfterSevenMonths, .cardBeforeRights, .refundToCard,
    .keyIgnored, .cpfAboveCap, .catalogueLeaked,
  ])
  func `a bad platform differs from the oracle`(mutant: Mutant) throws {
    let inputs = try SmallWorld.inputs(audited: false, mutant: mutant)
    var (score, outcome) = try Self.score(inputs, oneIn: 8)
    // What seldom happens needs everybody.
    if score.differences == 0 { (score, outcome) = try Self.score(inputs) }
    #expect(score.differences > 0)
    let first = try #require(score.findings.violations.first)
    #expect(first.invariant == .ora1 && first.official < UInt32(outcome.accounts))
    #expect(SmallWorld.days.contains(Day(rawValue: first.day)))
    #expect(first.event.contains("oracle") && first.event.contains("platform"))
  }

  @Test func `the sample and what comes of it do not depend on threads and shards`() throws {
    let one = try Self.score(SmallWorld.inputs(audited: false, mutant: .creditTwice), oneIn: 7)
    let many = try Self.score(
      SmallWorld.inputs(jobs: 3, shards: 24, audited: false, mutant: .creditTwice), oneIn: 7)
    #expect(one.score.officials > 300 && one.score.officials < 700)
    #expect(one.score.differences > 100)
    #expect(one.score.officials == many.score.officials)
    #expect(one.score.events == many.score.events && one.score.facts == many.score.facts)
    #expect(one.score.eventful == many.score.eventful)
    #expect(one.score.excuses == many.score.excuses && one.score.leftOut == many.score.leftOut)
    #expect(one.score.differences == many.score.differences)
    #expect(one.score.findings.violations == many.score.findings.violations)
  }

  @Test func `a sample is the same every time, and holds some of each rare kind`() throws {
    let roster = try SmallWorld.roster.get()
    let sample = Sample.officials(oneIn: 1_000, seed: 1, roster)
    #expect(sample == Sample.officials(oneIn: 1_000, seed: 1, roster))
    #expect(sample != Sample.officials(oneIn: 1_000, seed: 2, roster))
    #expect(sample == sample.sorted() && Set(sample).count == sample.count)
    for kind in [MandateCode.departmental, MandateCode.regional, MandateCode.special] {
      func holds(_ official: Int) -> Bool {
        roster.mandates(of: official).contains { roster.mandates.kind[$0].rawValue == kind }
      }
      let there = roster.persons.birth.indices.count(where: holds)
      let drawn = sample.count { holds(Int($0)) }
      #expect(drawn >= min(there, Sample.least), "\(kind): \(drawn) of \(there)")
    }
    let all = Sample.officials(oneIn: 1, seed: 1, roster)
    #expect(all.count == roster.persons.count)
  }
}
