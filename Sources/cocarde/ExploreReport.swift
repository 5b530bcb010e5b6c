import AllocationMeter
import Audit
import Calendar
import Explore
import Ledger
import Platform
import Report

/// What a search over every sequence came to; all but the figures of the machine is the same for any
/// number of threads.
struct ExploreReport {
  let exploration: Exploration
  let story: Story?
  let invocation: String
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
        "inconclusive: the search was ended at \(exploration.states) states; every sequence of "
          + "\(exploration.depth) step(s) was tried and held, those of \(exploration.depth + 1) "
          + "only in part"
      ]
    }
    return exploration.coverage.applied == 0 ? ["nothing was ever applied"] : []
  }

  /// The result for people.
  var lines: [String] {
    var lines = ["  explore   \(invocation)", ""] + scopeLines + [""] + stateLines + [""]
    lines += coverageLines + [""]
    if let broken = exploration.counterexample {
      lines += counterexampleLines(broken)
    } else {
      lines += invariantLines
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
      "    top-ups of \(Cents(scope.topUp)) from a budget of \(Cents(scope.budget)); CPF "
        + "\(Cents(Int64(scope.cpf))), CEC \(Cents(Int64(scope.cec))) each",
      "    \(acts) operations, of every dossier in every state; a repetition and a reused key in "
        + "every state",
      "    time: the next day, or the next that matters "
        + "(\(Target.allCases.dropFirst().map(\.words).joined(separator: "; ")))",
      "    the registry announces at most \(scope.announcements) time(s): a mandate ends or "
        + "begins, a death, a recognition, a renewal",
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
      "    applied \(grouped(coverage.applied)), refused \(grouped(coverage.refused)), passages of "
        + "time \(grouped(coverage.passages)) over \(grouped(coverage.days)) days, repetitions "
        + grouped(coverage.resent),
    ]
    lines += TextTable.lines(
      [["depth", "new states"]]
        + exploration.perDepth.enumerated().map { ["\($0.offset)", grouped($0.element)] })
    return lines
  }

  private var coverageLines: [String] {
    let coverage = exploration.coverage
    let all = PublishedTransitions.all
    let seen = all.filter { coverage.changes($0.from, $0.to) > 0 }
    let verbs = Set(coverage.answered.filter { $0.rule == .applied }.map(\.verb.rawValue)).count
    var lines = [
      "  █ COVERAGE   \(seen.count) of \(all.count) published changes of a dossier's state, "
        + "\(coverage.answered.count) answers of \(verbs) verbs that were applied",
    ]
    let missing = all.filter { coverage.changes($0.from, $0.to) == 0 }
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
    let idle = standings.filter { $0.standing == .idle }.map(\.invariant.id)
    if !idle.isEmpty {
      lines.append("    nothing came up for " + idle.joined(separator: ", "))
    }
    return lines
  }

  private var standings:
    [(invariant: Invariant, standing: Exploration.Standing, count: Int64)]
  {
    Invariant.allCases.map {
      let standing = exploration.standing(of: $0)
      return ($0, standing.standing, standing.count)
    }
  }

  private func grouped(_ count: Int) -> String { Quantity.grouped(Int64(count)) }
  private func grouped(_ count: Int64) -> String { Quantity.grouped(count) }
}

extension ExploreReport {
  private func counterexampleLines(_ broken: Counterexample) -> [String] {
    let fault = broken.fault
    let finder =
      fault.finder == .audit ? "the audit, at the last step" : "the search, reading the state"
    var lines = [
      "  █ COUNTEREXAMPLE   \(broken.length) step(s); none shorter breaks anything",
      "  ✗ \(fault.invariant.id)   \(fault.invariant.statement)",
      "    \(fault.invariant.source)",
      "    found by \(finder): \(fault.event)",
      "",
    ]
    guard let story else { return lines }
    for (number, chapter) in story.chapters.enumerated() {
      let refusal = chapter.rule == .applied ? "" : "; refused: \(chapter.rule.name)"
      lines.append("    \(number). \(chapter.day)  \(chapter.words)\(refusal)")
      lines += chapter.lines.map { "         \(Self.text($0))" }
    }
    lines.append("")
    for (place, holding) in story.holdings.enumerated() {
      lines.append(
        "    official \(place + 1) holds \(Cents(holding.available)) available, "
          + "\(Cents(holding.reserved)) reserved, \(Cents(holding.topUps)) of top-ups")
      for dossier in holding.dossiers {
        lines.append(
          "      dossier \(dossier.number): \(dossier.state.code), price \(Cents(dossier.price)), "
            + "rights \(Cents(dossier.funding.rights)), other sources "
            + "\(Cents(dossier.funding.total - dossier.funding.rights))")
      }
    }
    return lines
  }

  private static func text(_ line: Story.Line) -> String {
    let posting = line.posting
    let from = Account(rawValue: posting.from)?.name ?? "?"
    let to = Account(rawValue: posting.to)?.name ?? "?"
    let reason = Reason(rawValue: posting.reason)?.name ?? "?"
    let who = posting.official == Posting.nobody ? "" : "official \(posting.official + 1), "
    let dossier = posting.number > 0 ? "dossier \(posting.number), " : ""
    return "\(line.day)  \(who)\(dossier)\(reason): \(Cents(posting.amount)) from \(from) to \(to)"
  }

  /// What depends on the machine.
  func engineLines(_ watch: Stopwatch, jobs: Int) -> [String] {
    let seconds = max(watch.wallSeconds, 1e-9)
    return [
      "",
      "  █ ENGINE   figures of this machine",
      "    \(Quantity.rate(Double(exploration.states) / seconds)) states, "
        + "\(Quantity.rate(Double(exploration.coverage.transitions) / seconds)) transitions; "
        + "\(Quantity.time(seconds)), processor \(Quantity.time(watch.cpuSeconds)), \(jobs) job(s)",
    ]
  }
}
