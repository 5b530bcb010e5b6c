internal import Statistics

/// The processor time of the two runs of a pair, in seconds.
package struct PairTimes: Sendable, Equatable {
  /// The time of the baseline.
  package let baseline: Double
  /// The time of what ran beside it: the candidate, or the baseline once more.
  package let other: Double

  /// Creates the times of a pair.
  ///
  /// - Parameters:
  ///   - baseline: The time of the baseline.
  ///   - other: The time of what ran beside it.
  package init(baseline: Double, other: Double) {
    self.baseline = baseline
    self.other = other
  }

  /// ln(other ÷ baseline); no number where a time is none.
  var logarithm: Double { LogRatio.of(other, to: baseline) ?? .nan }
}

/// The second tier: paired times, in an order that favours nobody, until they decide.
package struct TimingTier: Sendable {
  /// A series of pairs: the first one, or the one that has to confirm it.
  package struct Series: Sendable, Equatable {
    /// The looks in their order: at the first pairs, then after each extension.
    package var looks: [TimingPolicy.Look] = []
    /// The times of candidate and baseline.
    package var effect: [PairTimes] = []
    /// The times of baseline and baseline.
    package var control: [PairTimes] = []

    /// The last look.
    package var last: TimingPolicy.Look? { looks.last }
  }

  /// The rule.
  package let policy: TimingPolicy
  /// The first series.
  package private(set) var first = Series()
  /// The series that had to confirm a breach, if there was one.
  package private(set) var second: Series?
  /// Whether something other than the policy ended it.
  package private(set) var isInterrupted = false

  /// Measures until the policy has decided.
  ///
  /// - Parameters:
  ///   - policy: The rule.
  ///   - seed: What the order of the pairs depends on.
  ///   - measure: Runs a pair; `nil` ends the tier.
  /// - Throws: What `measure` throws.
  package init(
    _ policy: TimingPolicy, seed: UInt64, measure: (PairSlot) throws -> PairTimes?
  ) rethrows {
    self.policy = policy
    first = try run(seed, measure)
    guard first.last?.state == .breach, !isInterrupted else { return }
    second = try run(seed ^ 0x5eed_5eed_5eed_5eed, measure)
  }

  private mutating func run(
    _ seed: UInt64, _ measure: (PairSlot) throws -> PairTimes?
  ) rethrows -> Series {
    var series = Series()
    var wanted = policy.pairs
    while true {
      for slot in PairSchedule(pairs: wanted, seed: seed, look: series.looks.count).slots {
        guard let times = try measure(slot) else {
          isInterrupted = true
          return series
        }
        switch slot.kind {
        case .effect: series.effect.append(times)
        case .control: series.control.append(times)
        }
      }
      let look = policy.look(
        effect: series.effect.map(\.logarithm), control: series.control.map(\.logarithm))
      series.looks.append(look)
      wanted = min(policy.step, policy.most - series.effect.count)
      guard look.state == .open, wanted > 0 else { return series }
    }
  }

  /// The verdict of the tier.
  package var verdict: GateVerdict {
    guard let look = first.last, !isInterrupted else { return .refused }
    switch look.state {
    case .within: return .pass
    case .open, .undecided: return .inconclusive
    case .unusable: return .refused
    case .breach: return second?.last.map { policy.confirms($0) } == true ? .fail : .inconclusive
    }
  }

  /// Whether the candidate is faster than the baseline by more than the limit: worth recording.
  package var isImproved: Bool {
    guard verdict == .pass, let look = first.last, let interval = look.interval else {
      return false
    }
    return interval.upperBound < 1 && look.ratio < 1 / (1 + look.limit)
  }

  /// Why the verdict is what it is, in one sentence.
  package var reason: String {
    guard let look = first.last, !isInterrupted else { return "interrupted before it was decided" }
    switch look.state {
    case .within:
      return isImproved
        ? "the candidate is faster" : "the interval of the ratio ends below the limit"
    case .open, .undecided:
      return look.floor > policy.noisiest
        ? "two runs of the same program differ by more than a tenth: the machine is too noisy"
        : "the interval of the ratio straddles the limit after \(look.pairs) pairs"
    case .unusable: return "what was measured is no time above 0"
    case .breach:
      return verdict == .fail
        ? "the candidate is slower, and a second series confirms it"
        : "the candidate seemed slower, and a second series does not confirm it"
    }
  }
}
