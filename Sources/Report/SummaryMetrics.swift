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
    all = list.metrics
  }

  /// The figure of a name, if there is one.
  ///
  /// - Parameter name: The name.
  package subscript(name: String) -> Int64? { all.first { $0.name == name }?.value }
}

/// Metrics as they are collected.
private struct MetricList {
  var metrics: [(name: String, value: Int64)] = []

  mutating func add(_ name: String, _ value: Int64?) {
    if let value { metrics.append((name, value)) }
  }

  mutating func add(_ name: String, _ tally: Tally) {
    for entry in tally.entries { add("\(name).\(entry.name)", entry.count) }
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
    add("\(name).officials", oracle.officials)
    add("\(name).events", oracle.events)
    add("\(name).facts", oracle.facts)
    add("\(name).eventful", oracle.eventful)
    add("\(name).excuses", oracle.excuses)
    add("\(name).not_compared", oracle.notCompared)
    add("\(name).differences", oracle.differences)
  }

  mutating func add(_ name: String, _ line: QueueLine) {
    add("\(name).arrivals", line.arrivals)
    add("\(name).served", line.served)
    add("\(name).backlog", line.backlog)
    add("\(name).peak_backlog", line.peakBacklog)
    add("\(name).utilisation_ppm", line.utilisationPPM)
    add("\(name).peak_utilisation_ppm", line.peakUtilisationPPM)
    add("\(name).headroom_milli", line.headroomMilli)
    add("\(name).over_target", line.overTarget)
    add("\(name).wait", line.wait)
    add("\(name).sojourn", line.sojourn)
  }

  mutating func add(_ name: String, _ line: DurationLine) {
    add("\(name).count", line.count)
    add("\(name).min", line.min)
    add("\(name).p50", line.p50)
    add("\(name).p90", line.p90)
    add("\(name).p95", line.p95)
    add("\(name).p99", line.p99)
    add("\(name).max", line.max)
    add("\(name).mean_milli", line.meanMilli)
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
