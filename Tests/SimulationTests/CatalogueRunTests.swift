import Audit
import Calendar
import Law
import Platform
import Population
import Simulation
import Testing

/// What a run says of its audit: where it came near, what was judged of whom, at which edges.
@Suite struct CatalogueRunTests {
  private static let close = Result {
    try [(1, 1), (2, 5)].map { jobs, shards in
      var inputs = try SmallWorld.inputs(jobs: jobs, shards: shards)
      inputs.closeLook = CloseLook(.all)
      return try SmallWorld.run(inputs)
    }
  }

  @Test func `the place of the least slack is the same for any threads and shards`() throws {
    let runs = try Self.close.get()
    #expect(runs[0].findings.invariants == runs[1].findings.invariants)
    for invariant in Invariant.allCases where !invariant.unit.isEmpty {
      let finding = runs[0].findings[invariant]
      #expect(finding.leastSlack != .max, "\(invariant.id)")
      #expect(SmallWorld.days.contains(Day(rawValue: finding.leastDay)), "\(invariant.id)")
    }
    let count = try UInt32(SmallWorld.roster.get().persons.count)
    #expect(runs[0].findings[.cap1].leastOfficial < count)
    #expect(runs[0].findings[.mon5].leastOfficial == .max)
  }

  @Test func `looking closely changes nothing of what is found`() throws {
    let close = try Self.close.get()[0]
    let plain = try SmallWorld.reference.get()
    #expect(close.findings.invariants == plain.findings.invariants)
    #expect(close.findings.witnesses == plain.findings.witnesses)
    #expect(close.fingerprint == plain.fingerprint)
    #expect(plain.findings.detail == nil)
    #expect(plain.days.close == 0)
  }

  @Test func `every evaluation that was not vacuous is booked to one stratum`() throws {
    let runs = try Self.close.get()
    let detail = try #require(runs[0].findings.detail)
    let parts = Stratum.allCases.filter { $0 != .firstMandate && $0 != .doubleMandate }
    for invariant in Invariant.allCases {
      let booked = parts.reduce(0) { $0 + detail.evaluations(of: invariant, in: $1) }
      let made = runs[0].findings[invariant].nonvacuous
      // What is judged when the run is over belongs to no day.
      let isClosed = [.cap3, .det2, .pay2, .dos2, .dos3].contains(invariant)
      #expect(isClosed ? booked <= made && booked > 0 || made == 0 : booked == made, "\(invariant)")
    }
    let strata = try Strata(SmallWorld.roster.get())
    let count = try UInt32(SmallWorld.roster.get().persons.count)
    let codes = Set((0..<count).map(strata.code) + [strata.code(of: .max)])
    #expect(codes.count > 10)
    for stratum in Stratum.allCases
    where stratum != .outside && codes.contains(where: stratum.covers) {
      #expect(detail.evaluations(in: stratum) > 0, "\(stratum.id)")
    }
    let other = try #require(runs[1].findings.detail)
    for stratum in Stratum.allCases {
      #expect(detail.evaluations(in: stratum) == other.evaluations(in: stratum), "\(stratum.id)")
    }
  }

  @Test func `time is booked by a clock from outside, on some days of each kind`() throws {
    var inputs = try SmallWorld.inputs()
    inputs.closeLook = CloseLook(.sample) { 7 }
    let outcome = try SmallWorld.run(inputs)
    let detail = try #require(outcome.findings.detail)
    let cost = try #require(outcome.days.cost(of: .acs3, detail))
    #expect(cost.timed > 0)
    // A clock that stands still shows no cost at all.
    #expect(cost.nanoseconds == 0)
    #expect(outcome.days.close > 20 && outcome.days.close < 80)
    for kind in Detail.DayKind.allCases {
      let scanned = try #require(detail.cost(of: .acs4, on: kind))
      if kind == .year { #expect(scanned.evaluations > 0) }
    }
  }

  @Test func `each change of the law is witnessed by evaluations under its new value`() throws {
    let outcome = try Self.close.get()[0]
    let law = try SmallWorld.law.get()
    let days = LawChange.days(law, in: SmallWorld.days)
    #expect(outcome.lawChanges.map(\.day) == days)
    for day in [Day(2021, 7, 23), Day(2022, 1, 1), Day(2022, 10, 25), Day(2023, 3, 30)] {
      #expect(days.contains(day))
    }
    for change in outcome.lawChanges { #expect(change.evaluations > 0, "\(change.id)") }
    #expect(outcome.lawChanges == (try Self.close.get()[1].lawChanges))
    let cap = try #require(outcome.lawChanges.first { $0.day == Day(2023, 3, 30) })
    #expect(cap.parameters.contains("rights.cap"))
  }

  @Test func `a value that repeats the one before changes nothing`() throws {
    var law = try SmallWorld.law.get()
    #expect(LawChange.days(law, in: SmallWorld.days).contains(Day(2022, 7, 1)))
    law.replace("allowance.reference_month", with: 4_000_00)
    #expect(!LawChange.days(law, in: SmallWorld.days).contains(Day(2022, 7, 1)))
  }

  @Test(arguments: [
    Witness.leapDay, .newYearsEve, .easterMonday, .thirdMonday, .mandateFirstDay, .mandateLastDay,
    .doubleMandate,
  ])
  func `the edges of the calendar are met`(witness: Witness) throws {
    let outcome = try SmallWorld.reference.get()
    #expect(outcome.findings.witnesses[Int(witness.rawValue)] > 0)
  }

  @Test func `violations are booked to the stratum of their official on any day`() throws {
    var inputs = try SmallWorld.inputs(mutant: .creditTwice)
    inputs.closeLook = CloseLook(.sample)
    let outcome = try SmallWorld.run(inputs)
    let detail = try #require(outcome.findings.detail)
    let parts = Stratum.allCases.filter { $0 != .firstMandate && $0 != .doubleMandate }
    let booked = parts.reduce(0) { $0 + detail.violations(in: $1) }
    #expect(booked == outcome.findings.violationCount)
    #expect(detail.violations(in: .municipal) > 0)
  }
}
