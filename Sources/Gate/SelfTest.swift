internal import Draws
internal import Statistics

/// The gate tried on machines that do not exist: whether it says what it should.
///
/// The policy is a pure function of times, so that this needs no quiet machine and no time. That
/// the gate can become red at all has to be seen with a real program as well (the canary).
package struct SelfTest: Sendable {
  /// A machine with what is wrong with it, and what the gate must say there.
  package enum Case: String, CaseIterable, Sendable {
    /// A case.
    case identical, slower, loaded, noisy, empty, zero

    /// The case in words.
    package var title: String {
      switch self {
      case .identical: "two identical programs"
      case .slower: "a candidate that is 8 % slower"
      case .loaded: "identical programs, other load from the middle on"
      case .noisy: "a machine whose times spread by a half"
      case .empty: "nothing was measured"
      case .zero: "a time is 0"
      }
    }

    /// What the gate must say.
    package var expected: GateVerdict {
      switch self {
      case .identical, .loaded: .pass
      case .slower: .fail
      case .noisy: .inconclusive
      case .empty, .zero: .refused
      }
    }
  }

  /// What became of a case.
  package struct Outcome: Sendable, Equatable {
    /// The case.
    package let `case`: Case
    /// With how many seeds it was tried.
    package let seeds: Int
    /// With how many of them the gate said what it must.
    package let right: Int
    /// The first seed with which it said something else.
    package let firstWrong: UInt64?

    /// Whether the gate passed the case.
    package var ok: Bool { seeds > 0 && right == seeds }
  }

  /// Tries every case.
  ///
  /// - Parameters:
  ///   - seeds: With how many seeds.
  ///   - policy: The rule.
  /// - Returns: What became of each case.
  package static func run(
    seeds: Int = 100, policy: TimingPolicy = TimingPolicy()
  ) -> [Outcome] {
    Case.allCases.map { kind in
      let wrong = (0..<UInt64(seeds)).filter { seed in
        tier(kind, seed: seed, policy).verdict != kind.expected
      }
      return Outcome(case: kind, seeds: seeds, right: seeds - wrong.count, firstWrong: wrong.first)
    }
  }

  /// Runs the tier on a machine that does not exist.
  ///
  /// - Parameters:
  ///   - kind: The machine.
  ///   - seed: What its times depend on.
  ///   - policy: The rule.
  /// - Returns: The tier as it ended.
  package static func tier(
    _ kind: Case, seed: UInt64, _ policy: TimingPolicy = TimingPolicy()
  ) -> TimingTier {
    var machine = Machine(kind, seed: seed)
    return TimingTier(policy, seed: seed) { machine.measure($0) }
  }
}

/// A machine that does not exist.
private struct Machine {
  let kind: SelfTest.Case
  let seed: UInt64
  var number: UInt64 = 0

  init(_ kind: SelfTest.Case, seed: UInt64) {
    self.kind = kind
    self.seed = seed
  }

  mutating func measure(_ slot: PairSlot) -> PairTimes? {
    guard kind != .empty else { return nil }
    number += 1
    // What is started second finds its data in the cache.
    var (baseline, other) = slot.baselineFirst ? (0.005, 0.0) : (0.0, 0.005)
    let spread = kind == .noisy ? 0.5 : 0.012
    baseline += spread * noise(.baseline)
    other += spread * noise(.other)
    if kind == .slower, slot.kind == .effect { other += LogRatio.more(by: 0.08) }
    if kind == .loaded { load(slot, &baseline, &other) }
    return PairTimes(
      baseline: 0.5 * LogRatio.ratio(baseline),
      other: kind == .zero && number == 5 ? 0 : 0.5 * LogRatio.ratio(other))
  }

  /// The load of a neighbour, which comes while the middle one of the first pairs is run, between
  /// its two runs, and stays: it befalls both runs of a pair, but in every third pair one of them
  /// by chance far more than the other.
  private func load(_ slot: PairSlot, _ baseline: inout Double, _ other: inout Double) {
    let load = LogRatio.more(by: 0.16)
    guard number >= 13 else { return }
    if number > 13 || !slot.baselineFirst { baseline += load }
    if number > 13 || slot.baselineFirst { other += load }
    guard number > 13, word(.tail) % 3 == 0 else { return }
    let tail = 0.10 * abs(noise(.tail))
    if word(.arm) & 1 == 0 { baseline += tail } else { other += tail }
  }

  /// What a draw is for.
  private enum Purpose: UInt64 { case baseline, other, tail, arm }

  private func word(_ purpose: Purpose, _ part: UInt64 = 0) -> UInt64 {
    draw(seed, SelfTestStreams.noise, number, purpose.rawValue << 8 | part)
  }

  /// A number about 0 whose standard deviation is 1: the sum of twelve uniform ones.
  private func noise(_ purpose: Purpose) -> Double {
    (0..<12).reduce(-6.0) { $0 + Double(word(purpose, $1) >> 11) / Double(1 << 53) }
  }
}

/// What a self-test draws.
private enum SelfTestStreams {
  static let noise = Stream("gate.self-test.noise")
}
