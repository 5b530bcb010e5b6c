/// What the exit code of a run tells its caller.
///
/// Where several apply, the lowest of 3 to 7 wins: it is the most serious.
enum Exit: Int32, CaseIterable {
  /// A way in which a command ends.
  case held = 0
  case internalError = 1
  case usage = 2
  case violated = 3
  case thresholdFailed = 4
  case regression = 5
  case inconclusive = 6
  case unproven = 7
  case interrupted = 130
  case terminated = 143

  /// The code in words.
  var meaning: String {
    switch self {
    case .held: "ran, everything held"
    case .internalError: "internal error, or an output that could not be written to its end"
    case .usage:
      "usage, an invalid scenario, law or case file, or no place for an output (nothing was run)"
    case .violated: "an invariant was violated"
    case .thresholdFailed: "a threshold failed"
    case .regression: "regression, or an exact counter or fingerprint changed"
    case .inconclusive: "inconclusive"
    case .unproven:
      "no baseline, nothing measured, comparison refused, a check that never ran"
    case .interrupted: "interrupted (SIGINT); what was done is flushed and marked incomplete"
    case .terminated: "interrupted (SIGTERM); what was done is flushed and marked incomplete"
    }
  }
}

/// Why a command ends with another code than 0.
struct Failure: Error {
  /// The code.
  let code: Int32
  /// One sentence for standard error, or nothing where the results say it all.
  let message: String?

  init(_ exit: Exit, _ message: String? = nil) {
    code = exit.rawValue
    self.message = message
  }
}
