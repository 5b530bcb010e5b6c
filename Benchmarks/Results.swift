import Report
import Statistics

/// One round: everything measured once, one after the other.
struct Round {
  /// The C reference for each size, unless there is no compiler.
  var references: [ReferenceMeasurement] = []
  /// The same workload on the kernel, for each size, with one thread and with two.
  var workloads: [ReferenceMeasurement] = []
  /// The variants, in the order in which they ran.
  var measurements: [Measurement] = []

  /// The C reference of the size that others are compared with: the greatest up to half a million.
  var reference: ReferenceMeasurement? {
    references.filter { $0.officials <= Results.yardstick }.max { $0.officials < $1.officials }
  }

  /// The workload on the kernel, of a size and with a number of threads.
  func workload(_ officials: Int64, jobs: Int64) -> ReferenceMeasurement? {
    workloads.first { $0.officials == officials && $0.jobs == jobs }
  }

  /// The measurement of a variant.
  subscript(variant: Variant) -> Measurement? {
    measurements.first { $0.variant == variant.rawValue }
  }
}

/// Everything that the bench measured.
struct Results {
  /// The sizes of the reference workload.
  static let sizes = [10_000, 100_000, 500_000, 5_000_000]
  /// The sizes of a smoke test.
  static let smokeSizes = [10_000, 50_000]
  /// The size that the targets speak of.
  static let yardstick: Int64 = 500_000

  /// The scenario's name.
  let scenario: String
  /// The first day.
  let from: String
  /// The last day.
  let through: String
  /// The digest of the scenario's file.
  let sha256: String
  /// Whether this is only a test of the bench, too small to say anything about speed.
  let isSmoke: Bool
  /// The rounds.
  var rounds: [Round] = []
  /// The hottest operations alone.
  var micro: [MicroFigure] = []

  /// All measurements of a variant.
  func measurements(_ variant: Variant) -> [Measurement] { rounds.compactMap { $0[variant] } }

  /// A quantity of a variant in each round.
  func sample(_ variant: Variant, _ quantity: (Measurement) -> Double) -> Sample {
    Sample(measurements(variant).map(quantity))
  }

  /// The seconds of a variant in each round.
  func seconds(_ variant: Variant) -> Sample { sample(variant, \.seconds) }

  /// The rates of the C reference, if it was measured.
  var referenceRates: Sample { Sample(rounds.compactMap { $0.reference?.rate }) }

  /// Operations a second of the audited thread, as a share of the C reference of the same round.
  var ratioToReference: Sample? {
    let rates = sample(.one) { Double($0.operations) / $0.seconds }
    return rounds.isEmpty ? nil : Sample.ratios(of: rates, to: referenceRates)
  }

  /// How many times longer a run takes with the audit, in each round.
  var auditCost: Sample? { Sample.ratios(of: seconds(.one), to: seconds(.unaudited)) }

  /// How many times faster two threads are than one, in each round.
  var speedUp: Sample? { Sample.ratios(of: seconds(.one), to: seconds(.two)) }

  /// How many times faster the best run of two threads was than the best of one.
  ///
  /// The best of the ratios would be larger wherever a neighbour slowed the one thread down.
  var bestSpeedUp: Double? {
    guard let one = seconds(.one).min, let two = seconds(.two).min, two > 0 else { return nil }
    return one / two
  }

  /// Events a second of the workload on the kernel, one thread, as a share of the C reference of
  /// the same round: both of the size of the yardstick.
  var workloadRatio: Sample? {
    let pairs = rounds.compactMap { round in
      round.reference.flatMap { reference in
        round.workload(reference.officials, jobs: 1).map { $0.rate / reference.rate }
      }
    }
    return pairs.isEmpty ? nil : Sample(pairs)
  }

  /// The seconds from command to the last simulated day, two threads.
  var commandSeconds: Sample { sample(.two, \.totalSeconds) }

  /// The most memory that any audited run held.
  var peakBytes: Int64 {
    (measurements(.one) + measurements(.two)).map(\.peakBytes).max() ?? 0
  }

  /// How many processors' time two threads were given, in each round: they spin where they wait,
  /// so less than two means that others were using the machine.
  var processors: Sample? { Sample.ratios(of: sample(.two, \.cpuSeconds), to: seconds(.two)) }

  /// The violations of the audited run that had the most.
  var violations: Int64 { rounds.flatMap(\.measurements).map(\.violations).max() ?? 0 }

  /// What differs that must not: ledgers between variants, checksums between programs.
  var difference: String? { ledgerDifference ?? checksumDifference }

  /// Which program or number of threads came to other checksums of the workload, if one did.
  private var checksumDifference: String? {
    for round in rounds {
      for run in round.workloads {
        let others = round.references + round.workloads
        guard
          let other = others.first(where: {
            $0.officials == run.officials && $0.checksums != run.checksums
          })
        else { continue }
        return "checksums of the reference workload differ: '\(run.checksums)' with "
          + "\(run.jobs) threads, '\(other.checksums)' elsewhere"
      }
    }
    return nil
  }

  /// Which run came to another ledger than the first one, if one did.
  private var ledgerDifference: String? {
    let all = rounds.flatMap(\.measurements)
    guard let first = all.first,
      let other = all.first(where: {
        $0.prints != first.prints || $0.operations != first.operations
      })
    else { return nil }
    return "fingerprints differ: '\(first.variant)' came to \(first.fingerprint) in "
      + "\(first.operations) operations, '\(other.variant)' to \(other.fingerprint) in "
      + "\(other.operations); neither the audit nor the threads may change a run"
  }
}
