/// The figures of a result by name: what a threshold can speak of.
package struct SummaryMetrics: Sendable {
  /// Names and figures in the order of the result.
  ///
  /// Names are the keys of `summary.json` joined by points, without `result`: `operations.total`,
  /// `money.paid_cents`, `operations.by.annual-credit`, `dossiers.by_state.accepted`,
  /// `invariants.CAP-1.violations`, `witnesses.cap-cut`, `queues.payment.peak_backlog`; the
  /// sections of the service by their keys (`pacific.requests`), each system by its number
  /// (`systems.34`). A name that is a phrase has hyphens for what is neither letter nor digit.
  /// `violations` is their number over all invariants.
  package let all: [(name: String, value: Int64)]

  /// The figures that something was measured for, in the same order.
  ///
  /// The files show a 0 for the percentiles of a queue that nobody entered, and for what an oracle
  /// found that was off; a threshold must not pass on it, and a mean must not count it. What is
  /// left out: of a distribution of nothing all but its `count`, of a queue that nobody entered
  /// also its backlog and who was over the target, and `oracle.…` where no official was compared.
  package let measured: [(name: String, value: Int64)]

  /// Lists the figures of a result.
  ///
  /// - Parameter result: The result.
  package init(_ result: RunResult) {
    var list = MetricList()
    list.add("years", result.years)
    list.add("officials", result.officials)
    list.add("accounts", result.accounts)
    list.add("postings", result.postings)
    list.add("operations", result.operations)
    list.add("applied", result.applied)
    list.add("reads", result.reads)
    list.add("refusals", result.refusals)
    list.add("dossiers.opened", result.dossiers.opened)
    list.add("dossiers.by_state", result.dossiers.byState)
    list.add("money", result.money)
    list.add("violations", result.invariants.reduce(0) { $0 + $1.violations })
    list.add("not_exercised", Int64(result.invariants.count { $0.verdict == .notExercised }))
    for line in result.invariants { list.add("invariants.\(line.id)", line) }
    for line in result.witnesses { list.add("witnesses.\(line.id)", line.count) }
    for line in result.faults?.lines ?? [] {
      list.add("faults.\(line.name).occasions", line.occasions)
      list.add("faults.\(line.name).fired", line.fired)
      list.add("faults.\(line.name).survived", line.survived)
    }
    list.add("oracle", result.oracle)
    for (name, section) in result.sections { list.add(name, section) }
    for line in result.systems { list.add("systems.\(line.number)", line.count) }
    for line in result.queues { list.add("queues.\(slug(line.name))", line) }
    for line in result.durations { list.add("durations.\(slug(line.name))", line) }
    list.add("population.persons", result.population.persons)
    list.add("population.mandates", result.population.mandates)
    let missed = result.population.margins.count { !$0.ok }
    list.add("population.margins.missed", Int64(missed))
    for line in result.activity {
      list.add("activity.\(line.year).\(slug(line.name))", line.simulated)
    }
    for line in result.yearsTable { list.add("years_table.\(line.year)", line.columns) }
    all = list.metrics.map { ($0.name, $0.value) }
    measured = list.metrics.filter(\.isMeasured).map { ($0.name, $0.value) }
  }

  /// The figure of a name, if there is one.
  ///
  /// - Parameter name: The name.
  package subscript(name: String) -> Int64? { all.first { $0.name == name }?.value }
}

/// Metrics as they are collected.
private struct MetricList {
  var metrics: [(name: String, value: Int64, isMeasured: Bool)] = []

  mutating func add(_ name: String, _ value: Int64?, if isMeasured: Bool = true) {
    if let value { metrics.append((name, value, isMeasured)) }
  }

  mutating func add(_ name: String, _ tally: Tally, if isMeasured: Bool = true) {
    for entry in tally.entries { add("\(name).\(entry.name)", entry.count, if: isMeasured) }
  }

  mutating func add(_ name: String, _ counted: Counted) {
    add("\(name).total", counted.total)
    add("\(name).by", counted.by)
  }

  mutating func add(_ name: String, _ line: InvariantLine) {
    add("\(name).evaluations", line.evaluations)
    add("\(name).nonvacuous", line.nonvacuous)
    add("\(name).violations", line.violations)
    add("\(name).least_slack", line.leastSlack)
  }

  mutating func add(_ name: String, _ oracle: OracleFigures) {
    let isMeasured = oracle.officials > 0
    add("\(name).officials", oracle.officials, if: isMeasured)
    add("\(name).events", oracle.events, if: isMeasured)
    add("\(name).facts", oracle.facts, if: isMeasured)
    add("\(name).eventful", oracle.eventful, if: isMeasured)
    add("\(name).excuses", oracle.excuses, if: isMeasured)
    add("\(name).not_compared", oracle.notCompared, if: isMeasured)
    add("\(name).differences", oracle.differences, if: isMeasured)
  }

  mutating func add(_ name: String, _ line: QueueLine) {
    let isMeasured = line.arrivals > 0
    add("\(name).arrivals", line.arrivals)
    add("\(name).served", line.served)
    add("\(name).backlog", line.backlog, if: isMeasured)
    add("\(name).peak_backlog", line.peakBacklog, if: isMeasured)
    add("\(name).utilisation_ppm", line.utilisationPPM)
    add("\(name).peak_utilisation_ppm", line.peakUtilisationPPM)
    add("\(name).headroom_milli", line.headroomMilli)
    add("\(name).over_target", line.overTarget, if: isMeasured)
    add("\(name).wait", line.wait)
    add("\(name).sojourn", line.sojourn)
  }

  mutating func add(_ name: String, _ line: DurationLine) {
    let isMeasured = line.count > 0
    add("\(name).count", line.count)
    add("\(name).min", line.min, if: isMeasured)
    add("\(name).p50", line.p50, if: isMeasured)
    add("\(name).p90", line.p90, if: isMeasured)
    add("\(name).p95", line.p95, if: isMeasured)
    add("\(name).p99", line.p99, if: isMeasured)
    add("\(name).max", line.max, if: isMeasured)
    add("\(name).mean_milli", line.meanMilli, if: isMeasured)
  }
}

/// A phrase as a name: lower-case ASCII letters and digits, each run of others a hyphen.
///
/// - Parameter phrase: The phrase.
/// - Returns: For example `request-to-acceptance`.
package func slug(_ phrase: String) -> String {
  phrase.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    .joined(separator: "-")
}
