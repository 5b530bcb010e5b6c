import Statistics
import Testing

@testable import Gate

/// The second tier: schedule, intervals, policy.
@Suite struct PairScheduleTests {
  @Test(arguments: [2, 4, 6, 12, 24], [UInt64(0), 1, 2, 77, .max])
  func `a schedule is balanced for every seed`(pairs: Int, seed: UInt64) {
    for look in 0..<4 {
      let slots = PairSchedule(pairs: pairs, seed: seed, look: look).slots
      for kind in [PairSlot.Kind.effect, .control] {
        let own = slots.filter { $0.kind == kind }
        #expect(own.count == pairs)
        #expect(own.count { $0.baselineFirst } == pairs / 2)
        // ABBA as often as BAAB, or once more.
        let first = stride(from: 0, to: pairs, by: 2).count { own[$0].baselineFirst }
        #expect(abs(2 * first - pairs / 2) <= 1)
      }
      for start in stride(from: 0, to: slots.count, by: 2) {
        let (one, two) = (slots[start], slots[start + 1])
        #expect(one.block == two.block && one.kind == two.kind)
        #expect(one.baselineFirst != two.baselineFirst)
      }
    }
  }

  @Test func `the seed decides the order, and the same seed decides it again`() {
    func slots(_ seed: UInt64, _ look: Int = 0) -> [PairSlot] {
      PairSchedule(pairs: 12, seed: seed, look: look).slots
    }
    #expect(slots(1) == slots(1))
    #expect(Set((0..<40).map { slots($0) }).count > 35)
    #expect(slots(1, 0) != slots(1, 1))
    // Neither kind has a place of its own.
    let starts = (0..<200).count { slots($0)[0].kind == .effect }
    #expect((70...130).contains(starts))
  }
}

@Suite struct MedianIntervalTests {
  @Test(arguments: [(8, 1), (10, 2), (12, 3), (16, 4), (20, 6), (24, 7), (6, 1)])
  func `the ranks are those of the binomial table`(count: Int, rank: Int) {
    #expect(Sample.medianRank(count) == rank)
  }

  @Test func `five measurements are too few for 95 %, none are too few for anything`() {
    #expect(Sample.medianRank(5) == nil && Sample.medianRank(0) == nil)
    #expect(Sample([1, 2, 3]).medianInterval() == nil)
    #expect(Sample([8, 3, 1, 7, 2, 6, 4, 5]).medianInterval() == 1...8)
  }

  @Test func `the interval covers the median as often as it promises`() {
    // A median of 0; 1,000 samples of twelve: at least 95 in 100 must cover it.
    var covered = 0
    for sample in 0..<1_000 {
      let values = (0..<12).map { index in
        Double(UInt64(sample * 12 + index) &* 0x9e37_79b9_7f4a_7c15 >> 20 & 0xffff) - 32_768
      }
      if Sample(values).medianInterval()?.contains(0) == true { covered += 1 }
    }
    #expect(covered > 935)
  }
}

@Suite struct TimingPolicyTests {
  @Test(arguments: SelfTest.Case.allCases)
  func `the gate says what it must on every machine that does not exist`(kind: SelfTest.Case) {
    let outcome = SelfTest.run(seeds: 150).first { $0.case == kind }
    #expect(outcome?.ok == true, "\(kind): \(String(describing: outcome))")
  }

  @Test func `load that comes in the middle fools whoever measures in blocks, and not the gate`()
    throws
  {
    var fooled = 0
    for seed in UInt64(1)...20 {
      let tier = SelfTest.tier(.loaded, seed: seed)
      #expect(tier.verdict == .pass)
      let pairs = tier.first.effect
      // First all runs of the one program, then all of the other: the second seems slower.
      let half = pairs.count / 2
      let before = try #require(Sample(pairs[..<half].map(\.baseline)).median)
      let after = try #require(Sample(pairs[half...].map(\.other)).median)
      if after / before > 1.05 { fooled += 1 }
      // The load does not cancel out of the pairs: these are other figures than those of a quiet
      // machine, though the programs are as equal.
      let quiet = SelfTest.tier(.identical, seed: seed)
      #expect(pairs.map(\.logarithm) != quiet.first.effect.map(\.logarithm))
      let widest = (pairs + tier.first.control).map { abs($0.logarithm) }.max()
      #expect(try #require(widest) > LogRatio.more(by: 0.10))
    }
    #expect(fooled > 15)
  }

  @Test func `a slow-down within what is tolerated passes, however sure it is`() {
    let policy = TimingPolicy()
    let look = policy.look(
      effect: Array(repeating: 0.03, count: 12), control: Array(repeating: 0.001, count: 12))
    #expect(look.state == .within && look.limit == 0.05)
  }

  @Test func `a floor raises the limit by half as much again, and above a tenth decides nothing`() {
    let policy = TimingPolicy()
    let effect = Array(repeating: 0.077, count: 24)
    func state(_ floor: Double) -> TimingPolicy.Look.State {
      policy.look(effect: effect, control: Array(repeating: floor, count: 24)).state
    }
    #expect(state(0.001) == .breach)
    #expect(state(0.045) == .breach)
    // Noise that hides a slow-down does not make it one that passes.
    #expect(state(0.06) == .undecided)
    #expect(state(0.11) == .undecided)
    // A single pair that was disturbed is no floor.
    var disturbed = Array(repeating: 0.001, count: 24)
    disturbed[7] = 0.4
    #expect(policy.look(effect: effect, control: disturbed).state == .breach)
    #expect(policy.look(effect: effect, control: [0.1, 0.1]).floor == 1)
  }

  @Test func `an interval that straddles the limit asks for more pairs, until there are no more`() {
    let policy = TimingPolicy()
    let wide = (0..<24).map { $0 % 2 == 0 ? 0.0 : 0.1 }
    let quiet = Array(repeating: 0.001, count: 24)
    #expect(policy.look(effect: Array(wide[..<12]), control: quiet).state == .open)
    #expect(policy.look(effect: wide, control: quiet).state == .undecided)
    let tier = TimingTier(policy, seed: 1) { slot in
      let straddles = slot.kind == .effect && slot.baselineFirst
      return PairTimes(baseline: 1, other: straddles ? 1.12 : 1)
    }
    #expect(tier.verdict == .inconclusive)
    #expect(tier.first.looks.map(\.pairs) == [12, 16, 20, 24])
    #expect(tier.second == nil)
  }

  @Test func `a breach that a second series does not confirm is no failure`() {
    var number = 0
    let tier = TimingTier(TimingPolicy(), seed: 1) { slot in
      number += 1
      return PairTimes(baseline: 1, other: slot.kind == .effect && number <= 24 ? 1.2 : 1)
    }
    #expect(tier.first.last?.state == .breach)
    #expect(tier.second?.looks.count == 1)
    #expect(tier.verdict == .inconclusive)
    #expect(tier.reason.contains("does not confirm"))
  }

  @Test func `a faster candidate passes, and is worth recording`() {
    let tier = TimingTier(TimingPolicy(), seed: 1) { slot in
      PairTimes(baseline: 1, other: slot.kind == .effect ? 0.8 : 1)
    }
    #expect(tier.verdict == .pass && tier.isImproved)
  }

  @Test(arguments: [0, -1, Double.nan, .infinity])
  func `what is no time is refused and never passes`(time: Double) {
    let tier = TimingTier(TimingPolicy(), seed: 1) { slot in
      PairTimes(baseline: 1, other: slot.kind == .effect ? time : 1)
    }
    #expect(tier.verdict == .refused)
  }

  @Test func `an interruption refuses`() {
    var number = 0
    let tier = TimingTier(TimingPolicy(), seed: 1) { _ in
      number += 1
      return number > 9 ? nil : PairTimes(baseline: 1, other: 1)
    }
    #expect(tier.isInterrupted && tier.verdict == .refused)
  }

  @Test func `what is detectable shrinks with the pairs, and says how many are needed`() throws {
    let policy = TimingPolicy()
    let quiet = Array(repeating: 0.001, count: 24)
    func look(_ pairs: Int) -> TimingPolicy.Look {
      policy.look(effect: (0..<pairs).map { $0 % 2 == 0 ? 0.02 : -0.02 }, control: quiet)
    }
    let (few, many) = (try #require(look(12).detectable), try #require(look(24).detectable))
    #expect(many < few && few < 0.03 && many > 0.01)
    #expect(try #require(look(12).needed) < 12)
  }

  @Test func `the most serious verdict wins, and none is a refusal`() {
    #expect(GateVerdict.worst([.pass, .refused, .fail, .inconclusive]) == .fail)
    #expect(GateVerdict.worst([.pass, .refused, .inconclusive]) == .inconclusive)
    #expect(GateVerdict.worst([.pass, .refused]) == .refused)
    #expect(GateVerdict.worst([.pass]) == .pass)
    #expect(GateVerdict.worst([]) == .refused)
  }
}
