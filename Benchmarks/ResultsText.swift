import Report
import Statistics

/// The results as a person reads them.
extension Results {
  /// The tables.
  var text: String {
    let one = measurements(.one).first
    var lines = [
      "\(scenario), \(from) to \(through): \(Quantity.grouped(one?.officials ?? 0)) officials, "
        + "\(Quantity.grouped(one?.operations ?? 0)) operations, "
        + "\(Quantity.grouped(one?.postings ?? 0)) postings; rounds: \(rounds.count)",
      "",
    ]
    lines +=
      TextTable(
        header: ["", "best", "median", "spread", "rate (best)", "CPU", "peak memory"],
        rows: (referenceRow.map { [$0] } ?? [])
          + Variant.allCases.filter { !measurements($0).isEmpty }.map(row)
      ).lines
    if referenceRow == nil {
      lines.append("There is no C compiler (gcc or cc): the ratio to C is left out.")
    }
    lines += ["", "The reference workload on the kernel, with ledger and audit:"]
    lines += workloadTable
    lines += ["", "Ratios of the same round, the best one first:"]
    lines += TextTable(header: ["", "best", "median", "spread"], rows: ratioRows).lines
    lines += ["", "Beside the simulated years:"] + besides
    lines += ["", "The hottest operations alone, on data in cache:"]
    lines += microTable
    lines += [""]
    lines += isSmoke ? ["A smoke test says nothing of the targets."] : ["Targets:"]
    lines += targets.map(Self.line)
    let print = one?.fingerprint ?? ""
    lines.append("")
    lines.append(
      difference == nil
        ? "fingerprint \(print) (ledger-outcomes-dossiers-queue) in every run"
        : "FINGERPRINTS DIFFER")
    if violations > 0 { lines.append("VIOLATIONS in a run: \(violations); cocarde run names them") }
    return lines.joined(separator: "\n")
  }

  /// The table of the hottest operations.
  var microTable: [String] {
    TextTable(
      header: ["", "best", "median", "spread"],
      rows: micro.map {
        [
          $0.name, Self.nanoseconds($0.sample.min), Self.nanoseconds($0.sample.median),
          Self.spread($0.sample),
        ]
      }
    ).lines
  }

  /// The table of the reference workload: each size and number of threads beside C.
  private var workloadTable: [String] {
    guard let first = rounds.first else { return [] }
    return TextTable(
      header: [
        "officials, threads", "best", "median", "spread", "rate (best)", "÷ C", "÷ C, 500 k",
      ],
      rows: first.workloads.map { run in
        let runs = rounds.compactMap { $0.workload(run.officials, jobs: run.jobs) }
        let seconds = Sample(runs.map(\.seconds))
        func ratio(_ reference: (Round) -> ReferenceMeasurement?) -> String {
          let shares = rounds.compactMap { round in
            reference(round).flatMap { reference in
              round.workload(run.officials, jobs: run.jobs).map { $0.rate / reference.rate }
            }
          }
          return Self.decimals(Sample(shares).median)
        }
        return [
          "\(Quantity.grouped(run.officials)), \(run.jobs)", Self.seconds(seconds.min),
          Self.seconds(seconds.median), Self.spread(seconds),
          runs.map(\.rate).max().map(Quantity.rate) ?? "",
          ratio { $0.references.first { $0.officials == run.officials } },
          ratio { $0.reference },
        ]
      }
    ).lines
  }

  private var referenceRow: [String]? {
    let runs = Sample(rounds.compactMap { $0.reference?.seconds })
    guard let rate = referenceRates.max else { return nil }
    return [
      "C reference", Self.seconds(runs.min), Self.seconds(runs.median), Self.spread(runs),
      Quantity.rate(rate), "", "",
    ]
  }

  private func row(_ variant: Variant) -> [String] {
    let runs = seconds(variant)
    let operations = Double(measurements(variant).first?.operations ?? 0)
    return [
      variant.title, Self.seconds(runs.min), Self.seconds(runs.median), Self.spread(runs),
      runs.min.map { Quantity.rate(operations / $0) } ?? "",
      Self.seconds(sample(variant, \.cpuSeconds).median),
      Quantity.megabytes(measurements(variant).map(\.peakBytes).max() ?? 0),
    ]
  }

  private var ratioRows: [[String]] {
    var rows: [[String]] = []
    if let ratio = ratioToReference {
      rows.append(Self.ratio("operations ÷ events of C, one thread, audit on", ratio, ratio.max))
    }
    if let cost = auditCost { rows.append(Self.ratio("time with ÷ without audit", cost, cost.min)) }
    if let workloadRatio {
      rows.append(
        Self.ratio("reference workload ÷ C, events, one thread", workloadRatio, workloadRatio.max))
    }
    if let speedUp { rows.append(Self.ratio("speed-up of two threads", speedUp, speedUp.max)) }
    if let processors {
      rows.append(Self.ratio("processors that two threads got", processors, processors.max))
    }
    return rows
  }

  private var besides: [String] {
    let reads = sample(.one) { Double($0.reads) / $0.seconds }
    let evaluations = sample(.one) { Double($0.evaluations) / $0.seconds }
    let population = sample(.one, \.populationSeconds)
    let preparation = sample(.one, \.preparationSeconds)
    var lines = [
      "  reads \(Quantity.rate(reads.max ?? 0)), evaluations of invariants "
        + "\(Quantity.rate(evaluations.max ?? 0)) (one thread, best)",
      "  territory and population \(Self.seconds(population.min)), market and shards "
        + "\(Self.seconds(preparation.min)) (one thread, best)",
    ]
    if let allocations = measurements(.one).compactMap(\.allocations).min() {
      lines.append("  allocations while the years run: \(Quantity.grouped(allocations))")
    }
    return lines
  }

  private static func line(_ target: Target) -> String {
    let verdict = target.isReached ? "reached" : "missed "
    let sign = target.isUpper ? "<" : "≥"
    let figures =
      target.limit >= 1e6
      ? "\(Quantity.megabytes(Int64(target.observed))) \(sign) "
        + Quantity.megabytes(Int64(target.limit))
      : "\(decimals(target.observed)) \(sign) \(decimals(target.limit))"
        + (target.aim > 0 ? ", aim \(decimals(target.aim))" : "")
    return "  \(verdict)  \(target.name): \(figures)"
  }

  private static func ratio(_ name: String, _ sample: Sample, _ best: Double?) -> [String] {
    [name, decimals(best), decimals(sample.median), spread(sample)]
  }

  /// A time, to the millisecond where it is short.
  private static func seconds(_ time: Double?) -> String {
    guard let time else { return "" }
    return time < 10 ? decimals(time) + " s" : Quantity.time(time)
  }

  private static func nanoseconds(_ time: Double?) -> String {
    time.map { decimalText(Int64(($0 * 100).rounded()), decimals: 2) + " ns" } ?? ""
  }

  private static func decimals(_ value: Double?) -> String {
    value.map { decimalText(Int64(($0 * 1_000).rounded()), decimals: 3) } ?? ""
  }

  /// The distance from the least to the greatest measurement, as a share of the median.
  private static func spread(_ sample: Sample) -> String {
    guard sample.count > 1, let min = sample.min, let max = sample.max,
      let median = sample.median, median > 0
    else { return "" }
    return "\(Int(((max - min) / median * 100).rounded())) %"
  }
}

/// Columns of text: the first to the left, the others to the right.
struct TextTable {
  /// The names of the columns.
  let header: [String]
  /// The rows, as long as the header.
  let rows: [[String]]

  /// The lines.
  var lines: [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + space : space + cell.0
      }
      let line = "  " + cells.joined(separator: "   ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
