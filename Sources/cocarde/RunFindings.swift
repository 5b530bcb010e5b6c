import Calendar
import Report
import Scenario

/// A summary with the verdicts that a scenario asks for, and what follows from them.
struct RunFindings {
  /// The summary, with its thresholds and its verdict.
  private(set) var summary: Summary
  /// How many violations of invariants there were.
  let violations: Int64
  /// The verdicts on the thresholds, in the order of the scenario.
  let verdicts: [ThresholdVerdict]
  /// The first day of the run.
  private let firstDay: Day
  /// The threshold that stopped the run, if one did.
  private let stoppedBy: Threshold?
  /// The invariants and witnesses that had to be exercised and were not.
  let notExercised: [String]

  /// Judges a summary.
  ///
  /// - Parameters:
  ///   - summary: The summary as the simulation leaves it.
  ///   - scenario: What the scenario asks for.
  ///   - stop: The threshold that stopped the run, if one did.
  init(_ summary: Summary, _ scenario: LoadedScenario, stoppedBy stop: Threshold? = nil) {
    stoppedBy = summary.complete ? nil : stop
    let measured = SummaryMeasurements.read(summary.result)
    verdicts = scenario.thresholds.map { $0.evaluate(on: measured) }
    firstDay = scenario.from
    violations = summary.result.invariants.reduce(0) { $0 + $1.violations }
    notExercised = Self.notExercised(summary.result, scenario)
    var judged = summary
    judged.result.thresholds = verdicts.map { ThresholdLine($0, from: scenario.from) }
    self.summary = judged
    self.summary.result.verdict = RunVerdict(
      exit: Int64(finding.rawValue), complaints: complaints,
      notExercised: summary.complete ? notExercised : [])
  }

  /// The names that had to be exercised and were not: a name that the summary lacks is one of them.
  ///
  /// All are those that such a run can exercise: without an oracle there is nothing to agree with.
  private static func notExercised(_ result: RunResult, _ scenario: LoadedScenario) -> [String] {
    // What a seed of a swarm leaves out is another one's: the fleet judges what none exercised.
    guard !scenario.swarm.isPartial else { return [] }
    let must = scenario.mustExercise
    let faults = result.faults?.lines ?? []
    let exercised =
      result.invariants.filter { $0.nonvacuous > 0 }.map(\.id)
      + result.witnesses.filter { $0.count > 0 }.map(\.id)
      + faults.filter { $0.fired > 0 }.map(\.id)
    let demanded =
      switch must {
      case .all:
        result.invariants.map(\.id).filter {
          scenario.oracle != .off || $0 != MustExercise.oracle
        } + result.witnesses.map(\.id)
      case .named(let names): names
      }
    var missing = demanded.filter { !exercised.contains($0) }
    if case .all = must {
      missing += faults.filter(\.isIdle).map(\.id)
      missing += result.systems.filter { $0.count == 0 }.map { "system \($0.number) (\($0.name))" }
    }
    return missing
  }

  /// The faults that the platform did not always survive.
  private var notSurvived: [FaultLine] {
    summary.result.faults?.lines.filter { $0.failed > 0 } ?? []
  }

  /// The last day that was simulated.
  private var lastDay: String {
    let series = summary.result.series
    return Day(series.from).map { "\($0 + max(0, Int(series.days) - 1))" } ?? series.from
  }

  /// What is to say of a threshold that does not hold.
  private func complaint(_ verdict: ThresholdVerdict) -> String {
    let line = ThresholdLine(verdict, from: firstDay)
    let isSoft = verdict.threshold.severity == .soft
    switch verdict.state {
    case .unmeasured where verdict.hint.isEmpty:
      return "threshold \(verdict.expression): nothing was measured that it speaks of"
    case .unmeasured:
      return "threshold \(verdict.expression): the summary has no such metric\(verdict.hint)"
    default:
      let day = line.failedOn.map { " on \($0)" } ?? ""
      let observed = Quantity.text(verdict.observed ?? 0, unit: verdict.unit)
      return "\(isSoft ? "soft " : "")threshold failed\(day): \(verdict.expression) "
        + "(observed \(observed))"
    }
  }

  /// Why the run does not end with 0, one sentence each.
  var complaints: [String] {
    var complaints: [String] = []
    if let stop = stoppedBy {
      complaints.append(
        "stopped on \(lastDay): '\(stop.expression)' could not be kept any more; "
          + "the summary covers the days that were simulated")
    } else if !summary.complete {
      complaints.append("interrupted; the summary covers the days that were simulated")
    }
    if violations > 0 { complaints.append("invariants were violated, \(violations) time(s)") }
    for line in notSurvived {
      complaints.append(
        "the fault \(line.name) fired \(line.fired) time(s), of which \(line.failed) not survived: "
          + line.means)
    }
    complaints += verdicts.filter { !$0.ok }.map(complaint)
    if summary.complete && !notExercised.isEmpty {
      complaints.append(
        "not exercised, though the scenario demands it: \(notExercised.joined(separator: ", "))")
    }
    return complaints
  }

  /// The code of the run: an interruption first, then the most serious finding.
  ///
  /// - Parameter interruption: How the run was asked to stop, if it was.
  /// - Returns: How the run ended.
  func exit(interruption: Exit?) -> Exit {
    if !summary.complete, stoppedBy == nil { return interruption ?? .internalError }
    return finding
  }

  /// The code that the figures give by themselves; of a run that was interrupted nothing is proved.
  private var finding: Exit {
    if violations > 0 || !notSurvived.isEmpty { return .violated }
    if stoppedBy != nil { return .thresholdFailed }
    if !summary.complete { return .inconclusive }
    let hard = verdicts.filter { $0.threshold.severity == .hard }
    if hard.contains(where: { $0.state == .failed }) { return .thresholdFailed }
    if verdicts.contains(where: { $0.state == .unmeasured }) { return .unproven }
    return notExercised.isEmpty ? .held : .unproven
  }
}

extension ThresholdLine {
  /// Writes a verdict down.
  ///
  /// - Parameters:
  ///   - verdict: The verdict.
  ///   - first: The first day of the run.
  init(_ verdict: ThresholdVerdict, from first: Day) {
    self.init(expression: verdict.expression, ok: verdict.ok, observed: verdict.observed)
    unit = verdict.unit
    severity = verdict.threshold.severity.rawValue
    state = verdict.state.rawValue
    aborts = verdict.threshold.aborts
    slack = verdict.slack
    failedOn = verdict.failedOn.map { "\(first + $0)" }
    longest = verdict.longest.map(Int64.init)
  }
}
