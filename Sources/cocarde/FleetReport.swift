import Audit
import Calendar
import Report
import Scenario
import Statistics
import Study

/// What a fleet came to: nothing in it depends on the machine or on the number of threads.
struct FleetReport {
  /// A condition of `--threshold` over all seeds.
  struct Verdict {
    let expression: String
    /// The seeds whose runs failed it, in their order.
    let failed: [UInt64]
    /// The seeds whose runs measured nothing that it speaks of.
    let unmeasured: [UInt64]
  }

  let fleet: Fleet
  let replications: Replications
  let interruption: Exit?
  /// The verdicts on what the command line asks of every seed.
  ///
  /// The thresholds of the scenario's file speak of its own size and are judged by `run`.
  let verdicts: [Verdict]

  init(fleet: Fleet, replications: Replications, interruption: Exit?) {
    self.fleet = fleet
    self.replications = replications
    self.interruption = interruption
    let wanted = fleet.scenario.thresholds.suffix(fleet.arguments.thresholds.count)
    let metrics = replications.runs.map { run in
      KnownMetrics.withCounters(
        Dictionary(run.metrics.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
    }
    verdicts = wanted.map { threshold in
      let verdicts = metrics.map { threshold.evaluate(on: $0) }
      func seeds(_ state: ThresholdVerdict.State) -> [UInt64] {
        zip(replications.runs, verdicts).filter { $1.state == state }.map(\.0.seed)
      }
      return Verdict(
        expression: threshold.expression, failed: seeds(.failed), unmeasured: seeds(.unmeasured))
    }
  }

  /// What the scenario demands and no seed exercised.
  var missing: [String] {
    let exercised = replications.coverage.points.filter { $0.firstSeed != nil }.map(\.id)
    return fleet.demanded.filter { !exercised.contains($0) }
  }

  /// How the fleet ended.
  var exit: Exit {
    if let interruption { return interruption }
    if !replications.violated.isEmpty { return .violated }
    if verdicts.contains(where: { !$0.failed.isEmpty }) { return .thresholdFailed }
    return missing.isEmpty && verdicts.allSatisfy(\.unmeasured.isEmpty) ? .held : .unproven
  }

  /// Why the fleet does not end with 0, one sentence each.
  var complaints: [String] {
    var complaints: [String] = []
    if interruption != nil {
      complaints.append("interrupted; the result covers the seeds that were run")
    }
    if let first = replications.violated.first {
      complaints.append(
        "invariants were violated in \(replications.violated.count) seed(s); the first: "
          + fleet.command(seed: first.seed))
    }
    for verdict in verdicts {
      if !verdict.failed.isEmpty {
        complaints.append(
          "threshold failed in \(verdict.failed.count) seed(s): \(verdict.expression)")
      }
      if !verdict.unmeasured.isEmpty {
        complaints.append(
          "threshold \(verdict.expression): nothing was measured with "
            + "\(verdict.unmeasured.count) seed(s)")
      }
    }
    if interruption == nil, !missing.isEmpty {
      complaints.append(
        "not exercised by any seed, though the scenario demands it: "
          + missing.joined(separator: ", "))
    }
    return complaints
  }

  /// The metrics of the table, and all of them in JSON: what coverage says is left out.
  private var estimates: [Estimate] {
    replications.estimates(absentIsZero: KnownMetrics.isZeroWhereAbsent).filter {
      !$0.name.hasPrefix("invariants.") && !$0.name.hasPrefix("witnesses.")
    }
  }
}

extension FleetReport {
  private static let shown = [
    "officials", "operations.total", "reads.total", "refusals.total", "postings",
    "dossiers.opened", "durations.request-to-payment.p95",
  ]

  /// The result for people.
  var text: String {
    let scenario = fleet.scenario
    let coverage = replications.coverage
    let officials = scenario.officials.map { "\(Quantity.grouped(Int64($0))) councillors" } ?? ""
    var lines =
      [
        "  █ FLEET   \(scenario.name), \(scenario.from) to \(scenario.through), \(officials)",
        "    seeds \(seeds), of which the last \(coverage.seedsSinceNew) exercised nothing new",
      ] + swarmLines + [
        "",
        "  █ METRICS   mean over seeds ± half-width of Student's 95 % interval",
      ]
    let rows = estimates.filter { $0.name.hasPrefix("money.") || Self.shown.contains($0.name) }
    lines += TextTable.lines(
      [["metric", "mean", "±", "least", "greatest"]] + rows.map { Self.cells($0) })
    lines += [""] + coverageLines + confidenceLines + violationLines
    return lines.joined(separator: "\n")
  }

  private var seeds: String {
    guard let first = replications.runs.first, let last = replications.runs.last else { return "0" }
    return first.seed == last.seed
      ? "1 (\(first.seed))" : "\(replications.runs.count) (\(first.seed) to \(last.seed))"
  }

  private static func cells(_ estimate: Estimate) -> [String] {
    func figure(_ value: Double) -> String {
      let isMoney = estimate.name.hasSuffix("_cents")
      guard value.magnitude < 1e15 else { return "\(value)" }
      return isMoney
        ? Quantity.shortAmount(Int64(value.rounded()))
        : Ratio(Int64((value * 10).rounded()), 10).text(decimals: 1)
    }
    func limit(_ value: Int64) -> String {
      estimate.name.hasSuffix("_cents") ? Quantity.shortAmount(value) : Quantity.grouped(value)
    }
    return [
      estimate.name, figure(estimate.mean), estimate.halfWidth.map(figure) ?? "–",
      limit(estimate.min), limit(estimate.max),
    ]
  }

  /// What the verdict is worth, over all seeds and for each part of the population.
  private var confidence: StatementFigures {
    let days = (fleet.scenario.through - fleet.scenario.from + 1) * replications.runs.count
    return Confidence(runs: replications.runs.map(\.findings), days: (days, days)).figures
  }

  private var confidenceLines: [String] {
    let figures = confidence
    let rows = figures.strata.map { line in
      [
        line.id, Quantity.grouped(line.nonvacuous), "\(line.invariants)",
        Quantity.grouped(line.violations), "\(line.violatingSeeds) of \(line.seeds)",
        line.upperBoundPPM.map { Ratio($0, 1_000_000).percentText(decimals: 2) } ?? "–",
      ]
    }
    let header = [
      "stratum", "evaluations", "invariants", "violations", "violating seeds", "at most (95 %)",
    ]
    return ["", "  █ CONFIDENCE", "    \(figures.words)"]
      + TextTable.lines([header] + rows)
  }

  private var coverageLines: [String] {
    let coverage = replications.coverage
    func share(_ isInvariant: Bool) -> String {
      let points = coverage.points.filter { $0.isInvariant == isInvariant }
      return "\(points.count { $0.firstSeed != nil }) of \(points.count)"
    }
    var lines = [
      "  █ COVERAGE   over all seeds",
      "    exercised: invariants \(share(true)), witnesses \(share(false))",
    ]
    let rare = coverage.points.filter { $0.seeds > 0 && $0.seeds < coverage.seeds }
    if !rare.isEmpty {
      lines += TextTable.lines(
        [["not by every seed", "seeds", "times", "first seed"]]
          + rare.map { point in
            [
              point.id, "\(point.seeds)", Quantity.grouped(point.count),
              point.firstSeed.map { "\($0)" } ?? "",
            ]
          })
    }
    let never = coverage.neverExercised
    if !never.isEmpty { lines.append("    not exercised: " + never.joined(separator: ", ")) }
    return lines
  }

  private var violationLines: [String] {
    guard !replications.violated.isEmpty else { return ["", "  ✓ no violation"] }
    var lines = ["", "  █ VIOLATIONS"]
    for run in replications.violated.prefix(5) {
      lines.append("  ✗ seed \(run.seed): \(fleet.command(seed: run.seed))")
      let broken = Invariant.allCases.filter { run.findings[$0].violations > 0 }
      lines += broken.map { invariant in
        let first = run.findings.violations.first { $0.invariant == invariant }
        let event = first.map { "; first on \(Day(rawValue: $0.day)): \($0.event)" } ?? ""
        return "      \(invariant.id) \(run.findings[invariant].violations) time(s)\(event)"
      }
    }
    let more = replications.violated.count - 5
    if more > 0 { lines.append("    and \(more) more seed(s)") }
    return lines
  }
}

extension FleetReport {
  /// The result for programs.
  ///
  /// - Parameter engine: What depends on the machine.
  /// - Returns: Everything under `result` is the same on every machine.
  func json(engine: JSON) -> JSON {
    let scenario = fleet.scenario
    return .object([
      JSON.Member("schema", .string("cocarde-fleet-1")),
      JSON.Member("complete", .bool(interruption == nil)),
      JSON.Member("scenario", scenario.identity),
      JSON.Member("result", result),
      JSON.Member("engine", engine),
    ])
  }

  private var result: JSON {
    let coverage = replications.coverage
    return .object([
      JSON.Member("officials", fleet.scenario.officials.json),
      JSON.Member("seeds", coverage.seeds.json),
      JSON.Member("seeds_since_new", coverage.seedsSinceNew.json),
      JSON.Member(
        "runs",
        .array(
          replications.runs.map { run in
            .object(
              [
                JSON.Member("seed", run.seed.json),
                JSON.Member("fingerprint", .string(run.fingerprint)),
                JSON.Member("violations", .integer(run.findings.violationCount)),
              ] + off(run))
          })),
      JSON.Member("metrics", .array(estimates.map(Self.json))),
      JSON.Member("coverage", .array(coverage.points.map(Self.json))),
      JSON.Member("confidence", confidence.json),
      JSON.Member("not_exercised", coverage.neverExercised.json),
      JSON.Member("demanded_not_exercised", missing.json),
      JSON.Member("violations", .array(replications.violated.flatMap(violations))),
      JSON.Member(
        "thresholds",
        .array(
          verdicts.map { verdict in
            .object([
              JSON.Member("expr", .string(verdict.expression)),
              JSON.Member("ok", .bool(verdict.failed.isEmpty && verdict.unmeasured.isEmpty)),
              JSON.Member("failed_seeds", verdict.failed.json),
              JSON.Member("unmeasured_seeds", verdict.unmeasured.json),
            ])
          })),
    ])
  }

  private static func json(_ estimate: Estimate) -> JSON {
    .object([
      JSON.Member("name", .string(estimate.name)), JSON.Member("mean", .double(estimate.mean)),
      JSON.Member("half_width", estimate.halfWidth.json), JSON.Member("min", estimate.min.json),
      JSON.Member("max", estimate.max.json),
    ])
  }

  private static func json(_ point: Coverage.Point) -> JSON {
    .object([
      JSON.Member("id", .string(point.id)),
      JSON.Member("kind", .string(point.isInvariant ? "invariant" : "witness")),
      JSON.Member("first_seed", point.firstSeed.json), JSON.Member("seeds", point.seeds.json),
      JSON.Member("count", point.count.json), JSON.Member("violations", point.violations.json),
      JSON.Member("least_slack", point.leastSlack.json),
    ])
  }

  private func violations(_ run: Replication) -> [JSON] {
    Invariant.allCases.filter { run.findings[$0].violations > 0 }.map { invariant in
      let first = run.findings.violations.first { $0.invariant == invariant }
      return .object([
        JSON.Member("seed", run.seed.json), JSON.Member("id", .string(invariant.id)),
        JSON.Member("count", run.findings[invariant].violations.json),
        JSON.Member("day", first.map { Day(rawValue: $0.day).description }.json),
        JSON.Member("event", first?.event.json ?? .null),
        JSON.Member("command", .string(fleet.command(seed: run.seed))),
      ])
    }
  }
}
