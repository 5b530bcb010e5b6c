package import Statistics

/// A metric of a variant beside the same metric of the baseline, pair by pair on the same seeds.
///
/// Draws are pure functions of the seed, so both runs of a pair share every draw that both make;
/// what chance does to both cancels in the difference (common random numbers; Law, *Simulation
/// Modeling and Analysis*, 11.2).
package struct PairedComparison: Sendable, Equatable {
  /// The metric's name.
  package let name: String
  /// The baseline's values, by seed.
  package let baseline: Sample
  /// The variant's values, by seed.
  package let variant: Sample
  /// Variant minus baseline, by seed.
  package let differences: Sample

  /// Compares two samples, if they pair and hold anything.
  ///
  /// - Parameters:
  ///   - name: The metric's name.
  ///   - baseline: The baseline's values, by seed.
  ///   - variant: The variant's values, by seed.
  package init?(_ name: String, baseline: Sample, variant: Sample) {
    guard baseline.count > 0,
      let differences = Sample.differences(of: variant, from: baseline)
    else { return nil }
    self.name = name
    self.baseline = baseline
    self.variant = variant
    self.differences = differences
  }

  /// Student's 95 % interval of the mean difference, from two pairs on.
  package var interval: ClosedRange<Double>? { differences.interval(.ninetyFive) }

  /// Whether the interval leaves out 0; `nil` where there is no interval.
  package var isSignificant: Bool? { interval.map { !$0.contains(0) } }

  /// The share of the variance that pairing took away: 1 − Var(v − b) ÷ (Var(v) + Var(b)).
  ///
  /// Nearly 1 where pairs move together, 0 where pairing was in vain, below 0 where it did harm;
  /// `nil` with fewer than two pairs, or where nothing varies.
  package var varianceReduction: Double? {
    guard let paired = differences.variance, let before = baseline.variance,
      let after = variant.variance, before + after > 0
    else { return nil }
    return 1 - paired / (before + after)
  }

  /// Compares every metric of two studies.
  ///
  /// - Parameters:
  ///   - baseline: The baseline's runs.
  ///   - variant: The variant's runs.
  /// - Returns: The baseline's metrics in their order, then those of the variant alone; one that a
  ///   study lacks is 0 there.
  /// - Throws: ``StudyError/seedsDiffer`` where the runs are not of the same seeds.
  package static func all(
    baseline: Replications, variant: Replications
  ) throws(StudyError) -> [PairedComparison] {
    guard baseline.runs.map(\.seed) == variant.runs.map(\.seed) else { throw .seedsDiffer }
    let (before, after) = (baseline.estimates, variant.estimates)
    let nothing = Sample(Array(repeating: 0, count: baseline.runs.count))
    let samples = Dictionary(
      after.map { ($0.name, $0.sample) }, uniquingKeysWith: { first, _ in first })
    let known = Set(before.map(\.name))
    return before.compactMap {
      PairedComparison($0.name, baseline: $0.sample, variant: samples[$0.name] ?? nothing)
    }
      + after.filter { !known.contains($0.name) }.compactMap {
        PairedComparison($0.name, baseline: nothing, variant: $0.sample)
      }
  }

  /// Runs baseline and variant on the same seeds and compares every metric.
  ///
  /// - Parameters:
  ///   - extent: The seeds; `flat` is not used, since both must run all of them.
  ///   - jobs: How many runs are made at a time.
  ///   - baseline: Makes the baseline's run of a seed.
  ///   - variant: Makes the variant's run of a seed.
  /// - Returns: The comparisons.
  /// - Throws: What a run throws.
  package static func run(
    _ extent: Replications.Extent, jobs: Int = 1,
    baseline: @Sendable (UInt64) throws -> Replication,
    variant: @Sendable (UInt64) throws -> Replication
  ) throws -> [PairedComparison] {
    let all = Replications.Extent(from: extent.first, seeds: extent.seeds)
    return try Self.all(
      baseline: Replications.run(all, jobs: jobs, replicate: baseline),
      variant: Replications.run(all, jobs: jobs, replicate: variant))
  }
}

/// Why a study is refused.
package enum StudyError: Error, Equatable, CustomStringConvertible {
  /// A paired comparison needs the same seeds on both sides.
  case seedsDiffer

  /// The reason in words.
  package var description: String {
    switch self {
    case .seedsDiffer: "baseline and variant were not run on the same seeds, so nothing pairs"
    }
  }
}

extension Sample {
  /// The sample variance, from two measurements on.
  fileprivate var variance: Double? { standardDeviation.map { $0 * $0 } }
}
