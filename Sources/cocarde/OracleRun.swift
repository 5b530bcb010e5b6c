import Audit
import Calendar
import Comparison
import Law
import Oracle
import Platform
import Population
import Report
import Scenario
import Simulation

/// The oracle beside a run: whom it lives a second time, and what came of it.
struct OracleRun {
  /// Whom it lives.
  let share: OracleShare
  /// What the comparison came to.
  private(set) var score: Score

  /// Draws whose days a run must write down.
  ///
  /// - Parameters:
  ///   - share: Whom the oracle lives.
  ///   - inputs: The inputs of the run.
  static func prepare(_ share: OracleShare, _ inputs: inout RunInputs) {
    guard case .oneIn(let number) = share else { return }
    inputs.sample = Sample.officials(oneIn: number, seed: inputs.seed, inputs.roster)
  }

  /// Lets the oracle live what a run wrote down.
  ///
  /// - Parameters:
  ///   - share: Whom the oracle lives.
  ///   - engine: The run.
  ///   - inputs: Its inputs.
  ///   - last: The last day that was run.
  /// - Returns: What came of it; `nil` where the oracle is off.
  static func judge(
    _ share: OracleShare, _ engine: Engine, _ inputs: RunInputs, through last: Day
  ) -> OracleRun? {
    guard share != .off else { return nil }
    let days = inputs.behaviour.number("behaviour.operator.key_days", on: inputs.days.lowerBound)
    let score = Comparison.judge(
      engine.journals, engine.annals, law: inputs.law, days: inputs.days.lowerBound...last,
      keyDays: Int(days), jobs: inputs.jobs, isOver: { Interruption.exit != nil })
    return OracleRun(share: share, score: score)
  }

  /// Whether it lived all of them: nobody asked to stop before the end.
  var isWhole: Bool { score.isWhole }

  /// ORA-1 as the catalogue counts it: each fact is an evaluation.
  var finding: Finding {
    var finding = score.findings[.ora1]
    finding.evaluations = Int64(score.facts)
    finding.nonvacuous = Int64(score.eventful)
    return finding
  }

  /// Adds what it found to what the audit found.
  ///
  /// - Parameter all: The findings of the run.
  func add(to all: inout Findings) {
    var findings = score.findings
    findings[.ora1] = finding
    all.merge(findings)
    all.attribute(score.differing)
  }

  /// Numbers everybody as somebody of a block among several.
  ///
  /// - Parameters:
  ///   - base: The number of the block's first official.
  ///   - block: The block.
  mutating func renumber(from base: UInt32, block: UInt32) {
    score.renumber(from: base, block: block)
  }

  /// Adds what it said of another block.
  mutating func add(_ other: OracleRun) { score.merge(other.score) }

  /// The figures of the summary.
  var figures: OracleFigures {
    var figures = OracleFigures()
    figures.share = share.description
    figures.officials = Int64(score.officials)
    figures.events = Int64(score.events)
    figures.facts = Int64(score.facts)
    figures.eventful = Int64(score.eventful)
    figures.excuses = Report.Tally(
      zip(OracleFreedom.allCases, score.excuses).map { ($0.rawValue, Int64($1)) })
    figures.notCompared = Report.Tally(
      zip(Verb.allCases, score.leftOut).map { ($0.name, Int64($1)) }.filter { $0.1 > 0 })
    figures.differences = Int64(score.differences)
    return figures
  }
}
