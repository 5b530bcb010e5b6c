/// What the verdict is worth: how much was judged, in how many independent runs, and how many runs
/// of this kind may violate an invariant all the same.
package struct StatementFigures: Record {
  /// The independent runs: seeds, not events.
  package var seeds: Int64 = 0
  /// The runs in which an invariant was violated.
  package var violatingSeeds: Int64 = 0
  /// The evaluations that were not vacuous.
  package var nonvacuous: Int64 = 0
  /// The upper bound at 95 % of the share of runs that violate, in parts per million, if enough
  /// runs were made to have one.
  package var upperBoundPPM: Int64?
  /// The days whose evaluations were counted by stratum, in all runs.
  package var closeDays: Int64 = 0
  /// The days that were run.
  package var days: Int64 = 0
  /// The statement for each part of the population.
  package var strata: [StratumLine] = []
  /// The statement in words.
  package var words = ""

  /// Creates a statement about nothing.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("seeds", &seeds)
    try fields.field("violating_seeds", &violatingSeeds)
    try fields.field("nonvacuous", &nonvacuous)
    try fields.field("upper_bound_95_ppm", &upperBoundPPM)
    try fields.field("close_days", &closeDays)
    try fields.field("days", &days)
    try fields.field("strata", &strata)
    try fields.field("words", &words)
  }
}

/// The statement about a part of the population.
package struct StratumLine: Record {
  /// The id, such as `first-mandate`.
  package var id = ""
  /// The evaluations that were not vacuous, on the days that were looked at closely.
  package var nonvacuous: Int64 = 0
  /// How many invariants they were evaluations of.
  package var invariants: Int64 = 0
  /// How often an invariant was violated, on all days.
  package var violations: Int64 = 0
  /// The runs in which the stratum was judged at all.
  package var seeds: Int64 = 0
  /// The runs in which an invariant was violated.
  package var violatingSeeds: Int64 = 0
  /// The upper bound at 95 % of the share of runs that violate, in parts per million.
  package var upperBoundPPM: Int64?

  /// Creates an empty line.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("id", &id)
    try fields.field("nonvacuous", &nonvacuous)
    try fields.field("invariants", &invariants)
    try fields.field("violations", &violations)
    try fields.field("seeds", &seeds)
    try fields.field("violating_seeds", &violatingSeeds)
    try fields.field("upper_bound_95_ppm", &upperBoundPPM)
  }
}

/// What an invariant cost on this machine.
package struct CostLine: Record {
  /// The invariant.
  package var id = ""
  /// How many of its evaluations were timed.
  package var timed: Int64 = 0
  /// Nanoseconds of an evaluation.
  package var nanoseconds = 0.0
  /// The share of the processor time of the simulated years that all of its evaluations take.
  package var share = 0.0

  /// Creates an empty line.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("id", &id)
    try fields.field("timed", &timed)
    try fields.field("nanoseconds", &nanoseconds)
    try fields.field("share", &share)
  }
}
