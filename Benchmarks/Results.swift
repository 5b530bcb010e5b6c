import Report
import Statistics

/// One round: everything measured once, one after the other.
struct Round {
  /// The C reference, unless there is no compiler.
  var reference: ReferenceMeasurement?
  /// The variants, in the order in which they ran.
  var measurements: [Measurement] = []

  /// The measurement of a variant.
  subscript(variant: Variant) -> Measurement? {
    measurements.first { $0.variant == variant.rawValue }
  }
}

/// Everything that the bench measured.
struct Results {
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

  /// The most memory that any audited run held.
  var peakBytes: Int64 {
    (measurements(.one) + measurements(.two)).map(\.peakBytes).max() ?? 0
  }

  /// How many processors' time two threads were given, in each round: they spin where they wait,
  /// so less than two means that others were using the machine.
  var processors: Sample? { Sample.ratios(of: sample(.two, \.cpuSeconds), to: seconds(.two)) }

  /// The violations of the audited run that had the most.
  var violations: Int64 { rounds.flatMap(\.measurements).map(\.violations).max() ?? 0 }

  /// Which run came to another ledger than the first one, if one did.
  var difference: String? {
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
