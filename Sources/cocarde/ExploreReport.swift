import AllocationMeter
import Audit
import Calendar
import Explore
import Ledger
import Platform
import Report

/// What a search over every sequence came to; all but the figures of the machine is the same for
/// any number of threads.
struct ExploreReport {
  let exploration: Exploration
  let story: Story?
  let invocation: String
  /// The command without its limits, to which a path belongs.
  let command: String
  let interruption: Exit?

  private var scope: Scope { exploration.scope }

  /// How the search ended: a counterexample is one however the search was ended.
  var exit: Exit {
    if exploration.counterexample != nil { return .violated }
    if let interruption { return interruption }
    if !exploration.isComplete { return .inconclusive }
    return exploration.coverage.applied == 0 ? .unproven : .held
  }

  /// Why it does not end with 0, one sentence each.
  var complaints: [String] {
    if let broken = exploration.counterexample {
      return ["\(broken.fault.invariant.id) is broken after \(broken.length) step(s)"]
    }
    if interruption != nil {
      return ["interrupted; every sequence of \(exploration.depth) step(s) was tried"]
    }
    if !exploration.isComplete {
      return [
        "inconclusive: the search was ended at \(exploration.states) states; not exhausted: depth "
          + "\(exploration.depth) complete, \(exploration.depth + 1) partly; every sequence of "
          + "\(exploration.depth) step(s) was tried and held"
      ]
    }
    return exploration.coverage.applied == 0 ? ["nothing was ever applied"] : []
  }

  /// The result for people.
  var lines: [String] {
    var lines = ["  explore   \(invocation)", ""] + scopeLines + [""] + stateLines + [""]
    lines += coverageLines + [""]
    if let broken = exploration.counterexample {
      lines.append(
        "  █ COUNTEREXAMPLE   \(broken.length) step(s); none shorter breaks anything")
      lines += broken.lines
      if let story { lines += story.lines }
      lines += ["", "    again     " + broken.again(command)]
    } else {
      lines += invariantLines + [""] + outsideLines
    }
    return lines
  }
}

extension ExploreReport {
  private var scopeLines: [String] {
    let sessions = scope.mandateDays.map { "\($0.lowerBound) to \($0.upperBound)" }
    let mandate = scope.mandateHourlyPrice * Int64(scope.mandateHours)
    let other = scope.reintegrationHourlyPrice * Int64(scope.reintegrationHours)
    let acts = Act.allCases.filter { $0 != .again && $0 != .wait }.count
    return [
      "  █ SCOPE",
      "    \(scope.officials) official(s) with at most \(scope.dossiers) open dossier(s) each, one "
        + "council, one accredited body",
      "    from \(scope.root), rights at the cap (\(Cents(startingRights))) or not recognised "
        + "yet, to \(scope.last)",
      "    mandate training at \(Cents(mandate)): sessions " + sessions.joined(separator: ", ")
        + ", \(scope.seats) seat(s) each",
      "    reintegration at \(Cents(other)): \(scope.reintegrationDays.lowerBound) to "
        + "\(scope.reintegrationDays.upperBound), with a deposit",
      "    top-ups of " + scope.topUps.map { "\(Cents($0))" }.joined(separator: " or ")
        + " from a budget of \(Cents(scope.budget)); CPF "
        + "\(Cents(Int64(scope.cpf))), CEC \(Cents(Int64(scope.cec))) each",
      "    \(acts) operations, of every dossier in every state; a repetition and a reused key in "
        + "every state",
      "    time: the next day, or the next that matters "
        + "(\(Target.allCases.dropFirst().map(\.words).joined(separator: "; ")))",
      "    the registry announces at most \(scope.announcements) time(s): a mandate ends or "
        + "begins, a death, a recognition"
        + (scope.hasPensions ? ", a pension" : "")
        + (scope.officials > 1 ? ", a renewal" : ""),
    ] + (scope.mutant == .none ? [] : ["    the platform is the known-bad \(scope.mutant.name)"])
  }

  /// The rights that everybody recognised holds at the root.
  private var startingRights: Int64 { exploration.startingRights }

  private var stateLines: [String] {
    let asked = exploration.limits.depth
    let depth =
      exploration.isComplete
      ? exploration.isExhausted
        ? "every sequence, however long: nothing new after \(exploration.depth) step(s)"
        : "every sequence of \(asked) step(s)"
      : "every sequence of \(exploration.depth) step(s), of the \(asked) asked for"
    let coverage = exploration.coverage
    var lines = [
      "  █ STATES   \(grouped(exploration.states)) states, \(grouped(coverage.transitions)) "
        + "transitions",
      "    tried: \(depth)",
      "    states are told apart by 128 bits: two with one hash among them with a probability "
        + "below \(collision)",
      "    applied \(grouped(coverage.applied)), refused \(grouped(coverage.refused)), passages of "
        + "time \(grouped(coverage.passages)) over \(grouped(coverage.days)) days, repetitions "
        + grouped(coverage.resent),
    ]
    lines += TextTable.lines(
      [["depth", "new states"]]
        + exploration.perDepth.enumerated().map { ["\($0.offset)", grouped($0.element)] })
    return lines
  }

  /// The birthday bound of the states' hashes, to the next power of ten.
  private var collision: String {
    let states = Double(max(2, exploration.states))
    var bound = Double(sign: .plus, exponent: -129, significand: states * states)
    var exponent = 0
    while bound <= 1 {
      bound *= 10
      exponent -= 1
    }
    return "1e\(exponent + 1)"
  }

  private var coverageLines: [String] {
    let coverage = exploration.coverage
    let all = PublishedTransitions.all
    let seen = all.filter { coverage.changes($0.from, $0.to) > 0 }
    let verbs = Set(coverage.answered.filter { $0.rule == .applied }.map(\.verb.rawValue)).count
    var lines = [
      "  █ COVERAGE   \(seen.count) of \(all.count) published changes of a dossier's state, "
        + "\(coverage.answered.count) answers of \(verbs) verbs that were applied"
    ]
    let missing = all.filter { coverage.changes($0.from, $0.to) == 0 }
    let acts = Act.allCases.filter { $0.verb != nil }
    let idle = coverage.neverApplied
    lines.append(
      "    \(acts.count - idle.count) of \(acts.count) operations were applied"
        + (idle.isEmpty ? "" : "; never: " + idle.map(\.name).joined(separator: ", ")))
    let silent = exploration.neverAnnounced
    lines.append(
      silent.isEmpty
        ? "    everything that the registry may announce came up"
        : "    the registry never announced: " + silent.map(\.name).joined(separator: ", "))
    if !missing.isEmpty {
      lines.append("    never changed:")
      lines += missing.map { "      \($0.from.code) → \($0.to.code)" }
    }
    lines += TextTable.lines(
      [["refused by", "times"]] + coverage.refusals.map { [$0.rule.name, grouped($0.count)] })
    return lines
  }

  private var invariantLines: [String] {
    let verdict =
      exploration.isComplete ? "proved within the scope" : "held so far: the search was cut off"
    var lines = ["  █ INVARIANTS   \(verdict)"]
    var rows: [[String]] = []
    for (invariant, standing, count) in standings where standing != .idle {
      rows.append([
        "✓ \(invariant.id)",
        standing == .readFromStates ? "every state and step" : "every step", grouped(count),
      ])
    }
    lines += TextTable.lines([["", "looked at in", "not vacuous"]] + rows)
    if exploration.isComplete {
      lines += proofs.filter { proof in
        proof.by.allSatisfy { exploration.standing(of: $0).standing != .idle }
      }
      .map { "    " + $0.words + " (" + $0.by.map(\.id).joined(separator: ", ") + ")" }
    }
    let idle = standings.filter { $0.standing == .idle }.map(\.invariant.id)
    if !idle.isEmpty {
      lines.append(
        "    nothing came up for " + idle.joined(separator: ", ") + ": of these nothing is claimed")
    }
    return lines
  }

  /// What the verdict says of caps and of who pays first.
  private var proofs: [(words: String, by: [Invariant])] {
    [
      (
        "the caps: whatever is credited or comes back, nobody holds more than the cap",
        [.cap1, .cap2, .cap3]
      ),
      (
        "the funding order: rights pay first, to the cent, and no source pays for what it may not",
        [.fun1, .fun2, .fun3]
      ),
    ]
  }

  /// What lies outside of the scope, so that nobody reads more into the verdict.
  private var outsideLines: [String] {
    [
      "  █ OUTSIDE   of what nothing is said",
      "    longer sequences; other amounts, dates, prices and laws than those above; commands on",
      "    days that time leaps over; more officials, councils and bodies; hours before 2021 and",
      "    credits after \(scope.last); access, rows and letters, support, erasure; the portal of",
      "    bodies; the levy, advances and the fund's office; the Pacific",
    ]
  }

  private var standings: [(invariant: Invariant, standing: Exploration.Standing, count: Int64)] {
    Invariant.allCases.map {
      let standing = exploration.standing(of: $0)
      return ($0, standing.standing, standing.count)
    }
  }

  private func grouped(_ count: Int) -> String { Quantity.grouped(Int64(count)) }
  private func grouped(_ count: Int64) -> String { Quantity.grouped(count) }
}

extension ExploreReport {
  /// What depends on the machine.
  func engineLines(_ watch: Stopwatch, jobs: Int) -> [String] {
    let seconds = max(watch.wallSeconds, 1e-9)
    return [
      "",
      "  █ ENGINE   figures of this machine",
      "    \(Quantity.rate(Double(exploration.states) / seconds)) states, "
        + "\(Quantity.rate(Double(exploration.coverage.transitions) / seconds)) transitions; "
        + "\(Quantity.time(seconds)), processor \(Quantity.time(watch.cpuSeconds)), "
        + "\(jobs) job(s), at most \(grouped(ProcessMeter.peakResidentBytes / 1_000_000)) MB",
    ]
  }
}
