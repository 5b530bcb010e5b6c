internal import Statistics

/// A summary as OpenMetrics: base units (seconds, euros, ratios, bytes), one label a dimension.
enum OpenMetrics {
  /// Renders a summary.
  ///
  /// - Parameter summary: The summary.
  /// - Returns: The exposition in UTF-8.
  static func bytes(_ summary: Summary) -> [UInt8] {
    var text = OpenMetricsText(scenario: summary.scenario.name)
    run(summary, &text)
    counters(summary.result, &text)
    money(summary.result, &text)
    verdicts(summary.result, &text)
    queues(summary.result, &text)
    population(summary.result, &text)
    service(summary.result, &text)
    engine(summary.engine, &text)
    return text.bytes
  }

  private typealias Sample = OpenMetricsText.Sample

  private static func samples(_ tally: Tally, _ label: String) -> [Sample] {
    tally.entries.map { Sample($0.count, [(label, $0.name)]) }
  }

  private static func run(_ summary: Summary, _ text: inout OpenMetricsText) {
    let result = summary.result
    text.family(
      "run", .info, "What was run",
      [
        Sample(
          "1",
          [
            ("seed", "\(summary.scenario.seed)"), ("sha256", summary.scenario.sha256),
            ("fingerprint", result.fingerprint), ("version", summary.engine.version),
            ("reforms", result.law.reforms.joined(separator: ",")),
          ])
      ])
    text.family(
      "run_complete", .gauge, "Whether the run reached its last day",
      [Sample(summary.complete ? 1 : 0)])
    text.family(
      "run_exit_code", .gauge, "The exit code that the findings of the run give",
      [Sample(summary.verdict.exit)])
    text.family(
      "run_years", .gauge, "How many years were simulated", [Sample(result.years)])
    text.family(
      "officials", .gauge, "How many officials have rights", [Sample(result.officials)])
    text.family(
      "accounts", .gauge, "How many accounts there are at the end", [Sample(result.accounts)])
  }

  private static func counters(_ result: RunResult, _ text: inout OpenMetricsText) {
    text.family(
      "operations", .counter,
      "Commands that changed the platform or were refused, and annual credits",
      samples(result.operations.by, "verb"))
    text.family(
      "operations_applied", .counter, "Operations that changed something",
      samples(result.applied.by, "verb"))
    text.family(
      "reads", .counter, "Consultations, searches and log-ins", samples(result.reads.by, "kind"))
    text.family(
      "refusals", .counter, "Commands that were refused", samples(result.refusals.by, "rule"))
    text.family("postings", .counter, "Postings in the ledger", [Sample(result.postings)])
    text.family(
      "dossiers_opened", .counter, "Dossiers that were opened", [Sample(result.dossiers.opened)])
    text.family(
      "dossiers", .gauge, "Dossiers at the end by their state",
      samples(result.dossiers.byState, "state"))
  }

  private static func money(_ result: RunResult, _ text: inout OpenMetricsText) {
    split(
      result.money.entries.map { ([], $0) }, "amount", "money", "Amounts of the whole run", &text)
    text.family(
      "year_money", .gauge, unit: "euros", "Amounts by year",
      result.yearsTable.flatMap { line in
        line.columns.entries.filter { $0.name.hasSuffix("_cents") }.map { entry in
          Sample(
            decimalText(entry.count, decimals: 2),
            [("year", "\(line.year)"), ("amount", String(entry.name.dropLast(6)))])
        }
      })
  }

  /// Figures in their base units: euros for cents, ratios for parts per million.
  ///
  /// - Parameters:
  ///   - figures: The figures, each with a label beside that of its name.
  ///   - key: The label that bears the name of the figure.
  ///   - name: The name of the family.
  ///   - help: What it is.
  ///   - text: What takes the families.
  private static func split(
    _ figures: [(labels: [(name: String, value: String)], entry: Tally.Entry)], _ key: String,
    _ name: String, _ help: String, _ text: inout OpenMetricsText
  ) {
    for (suffix, unit, decimals) in [("_cents", "euros", 2), ("_ppm", "ratio", 6)] {
      text.family(
        name, .gauge, unit: unit, help,
        figures.filter { $0.entry.name.hasSuffix(suffix) }.map { labels, entry in
          Sample(
            decimalText(entry.count, decimals: decimals),
            labels + [(key, String(entry.name.dropLast(suffix.count)))])
        })
    }
    text.family(
      "\(name)_figures", .gauge, help + ", counted",
      figures.filter { !$0.entry.name.hasSuffix("_cents") && !$0.entry.name.hasSuffix("_ppm") }
        .map { labels, entry in Sample(entry.count, labels + [(key, entry.name)]) })
  }

  private static func verdicts(_ result: RunResult, _ text: inout OpenMetricsText) {
    func invariants(_ value: (InvariantLine) -> Int64) -> [Sample] {
      result.invariants.map { Sample(value($0), [("invariant", $0.id)]) }
    }
    text.family(
      "invariant_evaluations", .counter, "How often an invariant was evaluated",
      invariants(\.evaluations))
    text.family(
      "invariant_evaluations_nonvacuous", .counter,
      "How many evaluations of an invariant could have failed", invariants(\.nonvacuous))
    text.family(
      "invariant_violations", .counter, "How often an invariant was violated",
      invariants(\.violations))
    text.family(
      "invariant_least_slack", .gauge, "How near its limit an invariant ever came",
      result.invariants.compactMap { line in
        line.leastSlack.map { slack in
          let (value, unit) = Self.base(slack, line.unit)
          return Sample(value, [("invariant", line.id), ("unit", unit)])
        }
      })
    text.family(
      "witness_seen", .counter, "How often a witness was seen",
      result.witnesses.map { Sample($0.count, [("witness", $0.id)]) })
    text.family(
      "threshold_ok", .gauge, "Whether a threshold holds",
      result.thresholds.map {
        Sample($0.ok ? 1 : 0, [("threshold", $0.expression), ("severity", $0.severity)])
      })
    text.family(
      "threshold_observed", .gauge, "What was observed of a threshold’s metric",
      result.thresholds.compactMap { line in
        line.observed.map { observed in
          let (value, unit) = Self.base(observed, line.unit)
          return Sample(value, [("threshold", line.expression), ("unit", unit)])
        }
      })
    let faults = result.faults?.lines ?? []
    text.family(
      "fault_fired", .counter, "How often a fault happened",
      faults.map { Sample($0.fired, [("fault", $0.name)]) })
    text.family(
      "fault_survived", .counter, "How often the platform did what it has to do in a fault",
      faults.map { Sample($0.survived, [("fault", $0.name)]) })
    text.family(
      "oracle_facts", .counter, "Facts that the oracle compared", [Sample(result.oracle.facts)])
    text.family(
      "oracle_differences", .counter, "Officials of whom the oracle says otherwise",
      [Sample(result.oracle.differences)])
  }

  private static func population(_ result: RunResult, _ text: inout OpenMetricsText) {
    let population = result.population
    text.family(
      "population_persons", .gauge, "How many persons there are", [Sample(population.persons)])
    text.family(
      "population_mandates", .gauge, "How many mandates they hold",
      samples(population.mandates.by, "kind"))
    func departments(_ value: (DepartmentLine) -> String) -> [Sample] {
      population.departments.map { Sample(value($0), [("department", $0.code)]) }
    }
    text.family(
      "department_officials", .gauge, "Officials that were made for a department",
      departments { "\($0.officials)" })
    text.family(
      "department_in_office", .gauge, "Officials of a department in office at the end",
      departments { "\($0.inOffice)" })
    text.family(
      "department_recognised", .gauge, "Recognised officials of a department in office at the end",
      departments { "\($0.recognised)" })
    text.family(
      "department_held", .gauge, unit: "euros",
      "What the officials of a department hold at the end",
      departments { decimalText($0.heldCents, decimals: 2) })
    text.family(
      "department_dossiers_confirmed", .counter,
      "Dossiers that officials of a department confirmed",
      departments { "\($0.confirmed)" })
  }

  private static func service(_ result: RunResult, _ text: inout OpenMetricsText) {
    let figures = result.sections.flatMap { section in
      section.tally.entries.map { (labels: [(name: "section", value: section.name)], entry: $0) }
    }
    split(figures, "figure", "service", "What the offices of the service did", &text)
    text.family(
      "system_work", .counter, "What a system of the service did",
      result.systems.map { line in
        Sample(line.count, [("system", "\(line.number) \(line.name)"), ("counted", line.unit)])
      })
    guard let peak = result.peakDay else { return }
    text.family(
      "peak_day_requests", .gauge, "Requests on the busiest day",
      [Sample(peak.requests, [("day", peak.day)])])
    text.family(
      "peak_second_requests", .gauge, "Requests in the busiest second of that day",
      [
        Sample(
          peak.busiestCount, [("day", peak.day), ("time", CSVTable.clock(peak.busiestSecond))])
      ])
  }

  private static func engine(_ engine: EngineFigures, _ text: inout OpenMetricsText) {
    for (name, help, seconds) in [
      ("wall", "Seconds that the simulated years took", engine.wallSeconds),
      ("cpu", "Processor seconds that the simulated years took", engine.cpuSeconds),
      ("oracle", "Seconds that the oracle took", engine.oracleSeconds),
      ("population", "Seconds that the population took", engine.populationSeconds),
    ] {
      text.family("engine_\(name)", .gauge, unit: "seconds", help, [Sample("\(seconds)")])
    }
    text.family(
      "engine_operations_per_second", .gauge, "Operations a second",
      [Sample("\(engine.operationsPerSecond)")])
    text.family(
      "engine_reads_per_second", .gauge, "Reads a second", [Sample("\(engine.readsPerSecond)")])
    text.family(
      "engine_peak_rss", .gauge, unit: "bytes", "The most memory that the process held",
      [Sample(engine.peakRSSBytes)])
    text.family(
      "engine_allocations", .counter, "Allocations, where this build counts them",
      engine.allocations.map { [Sample($0)] } ?? [])
    guard let work = engine.work else { return }
    text.family(
      "engine_work", .counter, "What there was to do, the same on every machine",
      [
        ("events", work.events), ("draws", work.draws), ("pushes", work.pushes),
        ("postings", work.postings), ("checks", work.checks),
      ].map { Sample($0.1, [("work", $0.0)]) })
  }
}

extension OpenMetrics {
  /// A figure in its base unit: euros, ratios, seconds and whole days rather than parts of them.
  private static func base(_ value: Int64, _ unit: String) -> (value: String, unit: String) {
    if unit.hasPrefix("milli-") {
      return (decimalText(value, decimals: 3), String(unit.dropFirst("milli-".count)))
    }
    return switch unit {
    case "cents": (decimalText(value, decimals: 2), "euros")
    case "ppm": (decimalText(value, decimals: 6), "ratio")
    case "milli": (decimalText(value, decimals: 3), "count")
    case "µs": (decimalText(value, decimals: 6), "seconds")
    default: ("\(value)", unit)
    }
  }
}
