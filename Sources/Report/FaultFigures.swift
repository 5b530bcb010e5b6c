/// What went wrong around the platform, and what it did then.
package struct FaultFigures: Record {
  /// The faults of the scenario, in their order.
  package var lines: [FaultLine] = []
  /// The kinds of operations that this seed leaves out.
  package var operationsOff: [String] = []

  /// Nothing.
  package init() {}

  /// The faults that this seed leaves out.
  package var off: [String] { lines.filter { !$0.armed }.map(\.name) }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("lines", &lines)
    try fields.field("operations_off", &operationsOff)
  }
}

/// What became of one fault.
package struct FaultLine: Record {
  /// The name: `duplicate_message`.
  package var name = ""
  /// Whether it was armed in this run.
  package var armed = false
  /// How often it could have happened.
  package var occasions: Int64 = 0
  /// How often it happened.
  package var fired: Int64 = 0
  /// How often the platform did what it has to do.
  package var survived: Int64 = 0
  /// How often the run ended before that could be seen.
  package var open: Int64 = 0
  /// What it means to survive it.
  package var means = ""

  /// A line without a fault.
  package init() {}

  /// How often the platform did something else.
  package var failed: Int64 { fired - survived - open }
  /// Whether it could have happened and never did, though it was armed.
  package var isIdle: Bool { armed && occasions > 0 && fired == 0 }
  /// The name among what a run must exercise.
  package var id: String { "fault.\(name)" }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("armed", &armed)
    try fields.field("occasions", &occasions)
    try fields.field("fired", &fired)
    try fields.field("survived", &survived)
    try fields.field("open", &open)
    try fields.field("means", &means)
  }
}

extension TextSummary {
  /// The faults with what became of them, and what this seed of a swarm leaves out.
  mutating func faults() {
    guard let faults = result.faults else { return }
    let armed = faults.lines.filter(\.armed)
    let fired = armed.reduce(0) { $0 + $1.fired }
    page.heading(
      "FAULTS",
      "\(armed.count) of \(faults.lines.count) armed, fired \(Quantity.grouped(fired)) times")
    if !armed.isEmpty {
      page.table(
        ["fault", "occasions", "fired", "survived", ""],
        armed.map { line in
          [
            line.name, Quantity.grouped(line.occasions), Quantity.grouped(line.fired),
            Quantity.grouped(line.survived) + (line.open > 0 ? " (\(line.open) open)" : ""),
            line.failed > 0 ? "✗" : line.fired > 0 ? "✓ \(line.means)" : "never fired",
          ]
        }, endsInWords: true)
    }
    if !faults.off.isEmpty { page.items(faults.off, label: "faults off") }
    if !faults.operationsOff.isEmpty {
      page.items(faults.operationsOff, label: "operations off")
    }
  }
}
