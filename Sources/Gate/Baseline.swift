package import Report

/// What a gate compares with: exact counters of one scenario, and nothing of a machine's clock.
package struct Baseline: Record {
  /// The version of the format that is written and read.
  package static let currentSchema = "cocarde-baseline-1"

  /// The version of the format.
  package var schema = Baseline.currentSchema
  /// The scenario's file, as the command that recorded it named it.
  package var scenario = ""
  /// The scenario's name, seed and SHA-256.
  package var identity = ScenarioIdentity()
  /// What is the same on every machine.
  package var counters = CounterList()
  /// What depends on compiler, processor family and libraries.
  package var costs: Costs?

  /// What a run costs, counted; comparable for the same class of hosts only.
  package struct Costs: Record {
    /// Compiler, processor family, build mode and allocator.
    package var host = ""
    /// Allocations of a run with one thread.
    package var allocations: Int64?
    /// Bytes that the simulating thread allocated while the years were simulated.
    package var allocatedBytes: Int64?
    /// Instructions of a small scenario, where they could be counted.
    package var instructions: Int64?
    /// The system's C library, which the instructions depend on as well.
    package var library = ""

    /// Creates costs of nothing.
    package init() {}

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("host", &host)
      try fields.field("library", &library)
      try fields.field("allocations", &allocations)
      try fields.field("allocated_bytes", &allocatedBytes)
      try fields.field("instructions", &instructions)
    }
  }

  /// Creates an empty baseline.
  package init() {}

  /// Reads a baseline.
  ///
  /// - Parameter bytes: The file's bytes.
  /// - Throws: ``ReportError`` if they are no baseline of this version.
  package init(parsing bytes: [UInt8]) throws(ReportError) {
    let json = try JSON(parsing: bytes)
    guard case .string(let schema)? = json["schema"] else {
      throw ReportError("this is no baseline: it has no schema")
    }
    guard schema == Self.currentSchema else {
      throw ReportError(
        "this is “\(schema)”, and only “\(Self.currentSchema)” is read: record it again")
    }
    try self.init(json: json)
    guard !counters.all.isEmpty else { throw ReportError("the baseline holds no counter") }
  }

  /// The scenario of a baseline of any version, so that one that is not read can be recorded again.
  ///
  /// - Parameter bytes: The file's bytes.
  /// - Returns: The scenario's file, if the bytes name one.
  package static func scenario(parsing bytes: [UInt8]) -> String? {
    guard case .string(let scenario)? = (try? JSON(parsing: bytes))?["scenario"],
      !scenario.isEmpty
    else { return nil }
    return scenario
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("schema", &schema)
    try fields.field("scenario", &scenario)
    try fields.field("identity", &identity)
    try fields.field("counters", &counters)
    try fields.field("costs", &costs)
  }
}
