package import Audit
internal import Calendar
package import Report
package import Scenario
internal import Simulation

/// A capsule run again.
package struct Replay: Sendable {
  /// What came of it.
  package enum Verdict: Sendable, Equatable {
    /// The same invariant is broken on the same day for the same official.
    case reproduced
    /// Something else is broken now.
    case other([Capsule.Failure])
    /// Nothing is broken any more.
    case gone
    /// Nothing is broken, but so many of the operations that the capsule names do not happen any
    /// more, or the official does nothing at all: nothing is proved by that.
    case stale(Int)
  }

  /// What came of it.
  package let verdict: Verdict
  /// What differs from the day on which the capsule was written, each in a sentence: the engine,
  /// the scenario, the law or the behaviour.
  package let changes: [String]
  /// The statement of the official, as it is now.
  package let statement: [String]

  /// Whether it is what the capsule expects.
  ///
  /// - Parameter capsule: The capsule.
  /// - Returns: `true` for a violation that is seen again, or one that was mended and stays so.
  package func isAsExpected(by capsule: Capsule) -> Bool {
    switch Capsule.Expectation(rawValue: capsule.expects) {
    case .violation: verdict == .reproduced
    case .nothing: verdict == .gone
    case nil: false
    }
  }

  /// Runs a capsule again.
  ///
  /// - Parameters:
  ///   - capsule: The capsule.
  ///   - scenario: The scenario that it holds, loaded.
  ///   - world: The world of that scenario.
  ///   - version: The version of this engine.
  ///   - jobs: How many threads work.
  /// - Throws: ``ReportError`` for a capsule that names a day, a verb or an invariant that cannot
  ///   be.
  package init(
    _ capsule: Capsule, _ scenario: LoadedScenario, _ world: inout World, version: String,
    jobs: Int
  ) throws(ReportError) {
    let failure = try Violation(capsule.failure)
    let view = try capsule.focus.view()
    world.second = failure.secondReading
    let attempt = world.run(
      view, traced: failure.official == .max ? nil : failure.official,
      jobs: jobs)
    statement = attempt.statement
    let done = Set(attempt.operations)
    let missing = view.focus.operations?.count { !done.contains($0) } ?? 0
    if attempt.violation(like: failure) != nil {
      verdict = .reproduced
    } else if attempt.violations.isEmpty, missing > 0 || !Self.lives(failure, attempt) {
      verdict = .stale(missing)
    } else if attempt.violations.isEmpty {
      verdict = .gone
    } else {
      verdict = .other(attempt.violations.map(Capsule.Failure.init))
    }
    changes = Self.changes(capsule, scenario, attempt.fingerprint, version)
  }

  /// Whether the official who is concerned, if one is, did anything, or anybody at all.
  private static func lives(_ failure: Violation, _ attempt: World.Attempt) -> Bool {
    attempt.operations.contains {
      failure.official == .max || $0.subject == failure.official
    }
  }

  private static func changes(
    _ capsule: Capsule, _ scenario: LoadedScenario, _ fingerprint: String, _ version: String
  ) -> [String] {
    var changes: [String] = []
    if scenario.sha256 != capsule.scenario.sha256
      || capsule.inputsDigest != capsule.engine.inputs
    {
      changes.append(
        "the scenario inside the capsule was edited: its text, seed, settings or reforms")
    }
    if capsule.focusDigest != capsule.engine.focus {
      changes.append("the failure, the officials or the operations inside the capsule were edited")
    }
    if scenario.lawDigest != capsule.engine.law {
      changes.append("the law changed: a parameter has another value")
    }
    if scenario.behaviourDigest != capsule.engine.behaviour {
      changes.append("the behaviour or the population changed: a rate has another value")
    }
    if version != capsule.engine.version {
      changes.append("the engine changed: this is \(version), it was \(capsule.engine.version)")
    }
    if changes.isEmpty, fingerprint != capsule.engine.fingerprint {
      changes.append(
        "the engine changed: the same run has the fingerprint \(fingerprint), "
          + "it had \(capsule.engine.fingerprint)")
    }
    return changes
  }
}

extension Capsule.Failure {
  /// Creates the mark of a violation.
  ///
  /// - Parameter violation: The violation.
  package init(_ violation: Violation) {
    self.init()
    invariant = violation.invariant.id
    statement = violation.invariant.statement
    source = violation.invariant.source
    day = Day(rawValue: violation.day).description
    official = violation.official == .max ? -1 : Int64(violation.official)
    event = violation.event
  }
}

extension Violation {
  /// Reads the violation of a capsule.
  ///
  /// - Parameter mark: The mark.
  /// - Throws: ``ReportError`` for an invariant, a day or a number that cannot be.
  package init(_ mark: Capsule.Failure) throws(ReportError) {
    guard let invariant = Invariant.allCases.first(where: { $0.id == mark.invariant }) else {
      throw ReportError("failure.invariant: there is no invariant '\(mark.invariant)'")
    }
    guard let day = Day(mark.day) else {
      throw ReportError("failure.day: '\(mark.day)' is no day")
    }
    guard mark.official == -1 || UInt32(exactly: mark.official) != nil else {
      throw ReportError("failure.official: \(mark.official) is nobody's number")
    }
    self.init(
      invariant: invariant, day: day.rawValue,
      official: UInt32(exactly: mark.official) ?? .max, event: mark.event)
  }
}

extension Capsule {
  /// Makes the capsule of a failure.
  ///
  /// - Parameters:
  ///   - failure: The failure.
  ///   - view: The view in which it is seen.
  ///   - attempt: The run of that view.
  ///   - scenario: The scenario, loaded.
  ///   - files: The files that the scenario read.
  ///   - version: The version of the engine.
  package init(
    _ failure: Violation, in view: View, _ attempt: World.Attempt, _ scenario: LoadedScenario,
    files: [FileMark], version: String
  ) {
    self.init()
    self.failure = Failure(failure)
    focus = FocusMark(view)
    statement = attempt.statement
    engine.version = version
    engine.law = scenario.lawDigest
    engine.behaviour = scenario.behaviourDigest
    engine.fingerprint = attempt.fingerprint
    self.scenario.name = scenario.name
    self.scenario.file = scenario.file
    self.scenario.sha256 = scenario.sha256
    self.scenario.seed = scenario.seed
    self.scenario.files = files
    for provenance in scenario.provenance {
      switch provenance.origin {
      case .flag("--reform"): self.scenario.reforms.append(provenance.value)
      case .flag("--seed"), .flag("--jobs"), .flag("--threshold"): break
      case .flag, .environment:
        self.scenario.overrides.append("\(provenance.path)=\(provenance.value)")
      case .standard, .file: break
      }
    }
    seal()
  }

  /// The same capsule of the run of another seed.
  ///
  /// - Parameter seed: The seed that the run had instead of the scenario's own.
  /// - Returns: The capsule.
  package func of(seed: UInt64) -> Capsule {
    var other = self
    other.scenario.seed = seed
    other.seal()
    return other
  }

  /// The same capsule made smaller.
  ///
  /// - Parameters:
  ///   - shrinker: The shrinker that was given it.
  ///   - attempt: The run of the smallest view.
  /// - Returns: The capsule.
  package func shrunk(by shrinker: Shrinker, _ attempt: World.Attempt) -> Capsule {
    var small = self
    small.focus = FocusMark(shrinker.view)
    small.statement = attempt.statement
    small.engine.fingerprint = attempt.fingerprint
    if let failure = attempt.violation(like: shrinker.failure) { small.failure = Failure(failure) }
    small.slippage = shrinker.slippage.map(Failure.init)
    small.steps += shrinker.steps.map { step in
      var mark = StepMark()
      mark.dimension = step.dimension.rawValue
      mark.before = Int64(step.before)
      mark.after = Int64(step.after)
      mark.runs = Int64(step.runs)
      return mark
    }
    small.seal()
    return small
  }
}
