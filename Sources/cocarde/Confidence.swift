import Audit
import Report
import Statistics

/// Says what the verdict on some seeds is worth.
///
/// What happens within one run is not independent: the same law, market and calendar lie under all
/// of it. So the bound counts seeds, and evaluations only tell how hard each was looked at.
struct Confidence {
  /// What each run's audit found, one for each seed.
  let runs: [Findings]
  /// The days that were looked at closely, and all days, of all runs.
  let days: (close: Int, all: Int)

  /// The statement.
  var figures: StatementFigures {
    var figures = StatementFigures()
    figures.seeds = Int64(runs.count)
    figures.violatingSeeds = Int64(runs.count { $0.violationCount > 0 })
    figures.nonvacuous = runs.reduce(0) { sum, run in
      sum + run.invariants.reduce(0) { $0 + $1.nonvacuous }
    }
    figures.upperBoundPPM = BinomialBound.upper95PPM(
      Int(figures.violatingSeeds), of: runs.count)
    figures.closeDays = Int64(days.close)
    figures.days = Int64(days.all)
    figures.strata = Stratum.allCases.map(line)
    figures.words = Self.words(figures)
    return figures
  }

  private func line(_ stratum: Stratum) -> StratumLine {
    var line = StratumLine()
    line.id = stratum.id
    var judged: Set<Invariant> = []
    for run in runs {
      guard let detail = run.detail else { continue }
      let count = detail.evaluations(in: stratum)
      let violations = detail.violations(in: stratum)
      line.nonvacuous += count
      line.violations += violations
      if count > 0 || violations > 0 { line.seeds += 1 }
      if violations > 0 { line.violatingSeeds += 1 }
      judged.formUnion(
        Invariant.allCases.filter { detail.evaluations(of: $0, in: stratum) > 0 })
    }
    line.invariants = Int64(judged.count)
    line.upperBoundPPM = BinomialBound.upper95PPM(
      Int(line.violatingSeeds), of: Int(line.seeds))
    return line
  }

  /// Counts the seed of a run as one that violates if something broke that is judged when all else
  /// is over: a second run that differs, an output that names somebody.
  ///
  /// - Parameter result: The result of a run.
  static func settle(_ result: inout RunResult) {
    guard var figures = result.confidence, figures.seeds == 1, figures.violatingSeeds == 0,
      result.invariants.contains(where: { $0.violations > 0 })
    else { return }
    figures.violatingSeeds = 1
    figures.words = words(figures)
    result.confidence = figures
  }

  /// The statement in words.
  static func words(_ figures: StatementFigures) -> String {
    let evaluations = "\(Quantity.grouped(figures.nonvacuous)) non-vacuous evaluations"
    guard figures.seeds > 1, let bound = figures.upperBoundPPM else {
      let seen = figures.violatingSeeds == 0 ? "" : "Violations in "
      return
        "\(seen)\(evaluations) in 1 seed: no bound below 95 % on the share of seeds that violate. "
        + "What happens within one run is not independent; 'cocarde fleet' runs many seeds."
    }
    let share = Ratio(bound, 1_000_000).percentText(decimals: 2)
    let seen =
      figures.violatingSeeds == 0
      ? "No violation" : "Violations in \(Quantity.grouped(figures.violatingSeeds)) seed(s)"
    return "\(seen) in \(evaluations) over \(Quantity.grouped(figures.seeds)) independent seeds: "
      + "with 95 % confidence at most \(share) of the seeds of this distribution violate an "
      + "invariant. Independence is by seed, not by event."
  }
}
