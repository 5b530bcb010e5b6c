import Calendar
import Law
import Platform
import Testing

@testable import Load

/// The platform under load: what is asked of it, and what it answers.
@Suite struct PlatformTargetTests {
  private static let days = Day(2022, 2, 1)...Day(2024, 2, 1)

  /// A shard with some officials, and a mix without chance.
  private func target(
    officials: Int = 40, consultations: Int = 3, days: ClosedRange<Day> = days,
    change: (inout LoadMix) -> Void = { _ in }
  ) throws -> PlatformTarget {
    let law = try ParameterTable.law()
    let calendar = LegalCalendar(
      law, statutes: Statutes(law, in: days),
      working: WorkingDays(years: days.lowerBound.year - 1...days.upperBound.year + 3))
    var mix = LoadMix()
    mix.consultations = consultations
    mix.withoutCard = 0
    mix.repeated = 0
    mix.withdrawn = 0
    change(&mix)
    return PlatformTarget(calendar, days: days, officials: officials, mix: mix, seed: 3)
  }

  /// Performs operations and counts them by kind and by rule.
  private func perform(
    _ count: Int, _ target: inout PlatformTarget
  ) -> (kinds: [String: Int], rules: [Rule: Int], repeated: Int) {
    var (kinds, rules, repeated): ([String: Int], [Rule: Int], Int) = ([:], [:], 0)
    for _ in 0..<count {
      target.prepare()
      let answer = target.perform()
      kinds[PlatformTarget.kinds[Int(answer.kind)], default: 0] += 1
      if let rule = Rule(rawValue: answer.refusal) { rules[rule, default: 0] += 1 }
      repeated += answer.isRepeated ? 1 : 0
    }
    return (kinds, rules, repeated)
  }

  @Test func `two turns take every dossier from the request to the invoice`() throws {
    var target = try target()
    // The first turn has 3 consultations and 3 commands an official, each further one 4 more.
    let counts = perform(40 * 6 + 40 * 10, &target)
    #expect(target.turns == 1)
    #expect(
      counts.kinds == [
        "consult": 240, "request": 80, "propose": 80, "confirm": 80, "entry": 40,
        "service-done": 40, "validate": 40, "invoice": 40,
      ])
    #expect(counts.rules == [.applied: 640])
    #expect(counts.repeated == 0)
    #expect(target.seen > 0)
  }

  @Test func `every operation is applied until the calendar ends and begins anew`() throws {
    var target = try target(officials: 20, consultations: 0)
    let turns = (Self.days.upperBound - Self.days.lowerBound) / PlatformTarget.step
    let first = 20 * 3 + (turns - 1) * 20 * 7
    let counts = perform(first + 20 * 3 + 20 * 7, &target)
    #expect(target.turns == turns + 1)
    #expect(counts.rules == [.applied: first + 200])
    #expect(counts.kinds["request"] == (turns + 2) * 20)
  }

  @Test func `a confirmation without the card is refused where it is needed`() throws {
    var target = try target(officials: 30, consultations: 0) { $0.withoutCard = 1_000_000 }
    // First turn: the 400 euros of the first credit do not pay the 420 or 840 asked for.
    let counts = perform(30 * 4, &target)
    #expect(counts.kinds == ["request": 30, "propose": 30, "confirm": 60])
    #expect(counts.rules == [.applied: 90, .insufficientCard: 30])
  }

  @Test func `a proposal sent twice is answered once`() throws {
    var target = try target(officials: 30, consultations: 0) { $0.repeated = 1_000_000 }
    let counts = perform(30 * 4, &target)
    #expect(counts.kinds == ["request": 30, "propose": 60, "confirm": 30])
    #expect(counts.rules == [.applied: 120])
    #expect(counts.repeated == 30)
  }

  @Test func `a withdrawn dossier is neither entered nor billed`() throws {
    var target = try target(officials: 30, consultations: 0) { $0.withdrawn = 1_000_000 }
    let counts = perform(30 * 4 * 2, &target)
    #expect(counts.kinds == ["request": 60, "propose": 60, "confirm": 60, "withdraw": 60])
    #expect(counts.rules == [.applied: 240])
  }

  @Test func `the same seed asks the same, another one something else`() throws {
    func rules(_ seed: UInt64) throws -> [UInt8] {
      let law = try ParameterTable.law()
      let calendar = LegalCalendar(
        law, statutes: Statutes(law, in: Self.days), working: WorkingDays(years: 2021...2027))
      var target = PlatformTarget(calendar, days: Self.days, officials: 200, seed: seed)
      return (0..<3_000).map { _ in
        target.prepare()
        return target.perform().refusal
      }
    }
    let once = try rules(1)
    #expect(try rules(1) == once)
    #expect(try rules(2) != once)
  }

  @Test func `a test on threads performs exactly what its limit allows`() throws {
    let law = try ParameterTable.law()
    let days = Self.days
    let calendar = LegalCalendar(
      law, statutes: Statutes(law, in: days), working: WorkingDays(years: 2021...2027))
    let plan = LoadPlan(.closed, workers: 3, duration: LoadPlan.longest, limit: 5_000)
    let result = LoadTest.run(plan) { worker in
      PlatformTarget(calendar, days: days, officials: 100, seed: UInt64(worker))
    }
    #expect(result.record.operations == 15_000)
    #expect(result.record.refusals.reduce(0, +) == 15_000)
    #expect(result.turns > 0)
  }
}
