/// What a run found: the one value that every output format is written from.
///
/// Nothing under ``result`` depends on the machine, the clock or the number of threads; what does
/// is under ``engine``.
package struct Summary: Record {
  /// The version of the file format.
  package static let currentSchema = "cocarde-summary/1"

  /// The version of the file format that this summary has.
  package var schema = Summary.currentSchema
  /// Whether the run reached its end.
  package var complete = true
  /// What was run.
  package var scenario = ScenarioIdentity()
  /// What happened.
  package var result = RunResult()
  /// How it was computed.
  package var engine = EngineFigures()

  /// Creates a summary with nothing in it.
  package init() {}

  /// Reads a summary from the bytes of a `summary.json`.
  ///
  /// - Parameter bytes: The file's bytes.
  /// - Throws: ``ReportError`` if they are no summary of this version.
  package init(parsing bytes: [UInt8]) throws(ReportError) {
    try self.init(checking: JSON(parsing: bytes))
  }

  /// Reads a summary, the version of its format first.
  ///
  /// - Parameter json: The summary.
  /// - Throws: ``ReportError`` if it is no summary of this version.
  package init(checking json: JSON) throws(ReportError) {
    guard case .string(let schema)? = json["schema"] else {
      throw ReportError("there is no text under the key “schema”")
    }
    guard schema == Summary.currentSchema else {
      throw ReportError(
        "schema: this is “\(schema)”, and only “\(Summary.currentSchema)” is read: run it again")
    }
    try self.init(json: json)
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("schema", &schema)
    try fields.field("complete", &complete)
    try fields.field("scenario", &scenario)
    try fields.field("result", &result)
    try fields.field("engine", &engine)
  }
}

/// What was run.
package struct ScenarioIdentity: Record {
  /// The scenario's name.
  package var name = ""
  /// The SHA-256 of the effective scenario in hexadecimal digits.
  package var sha256 = ""
  /// The seed of every draw.
  package var seed: UInt64 = 0
  /// The command that runs it again, if known.
  package var command: String?

  /// Creates an empty identity.
  package init() {}

  /// Creates an identity.
  package init(name: String, sha256: String, seed: UInt64, command: String? = nil) {
    self.name = name
    self.sha256 = sha256
    self.seed = seed
    self.command = command
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("sha256", &sha256)
    try fields.field("seed", &seed)
    try fields.field("command", &command)
  }
}

/// How a run was computed: everything that differs from machine to machine.
package struct EngineFigures: Record {
  /// The version of the program.
  package var version = ""
  /// The number of threads.
  package var jobs: Int64 = 1
  /// The number of shards.
  package var shards: Int64 = 1
  /// Whether the invariants were evaluated.
  package var audit = true
  /// The seconds that the simulated years took.
  package var wallSeconds = 0.0
  /// The processor seconds that the simulated years took.
  package var cpuSeconds = 0.0
  /// The seconds that the oracle took after the simulated years.
  package var oracleSeconds = 0.0
  /// The processor seconds that the oracle took.
  package var oracleCPUSeconds = 0.0
  /// The seconds that the synthesis of the population took.
  package var populationSeconds = 0.0
  /// Operations a second of ``wallSeconds``.
  package var operationsPerSecond = 0.0
  /// Reads a second of ``wallSeconds``.
  package var readsPerSecond = 0.0
  /// The most memory that the process held, in bytes.
  package var peakRSSBytes: Int64 = 0
  /// The number of allocations, if this build counts them.
  package var allocations: Int64?
  /// The bytes that are allocated at the end, if this build counts them.
  package var allocatedBytes: Int64?
  /// The bytes of memory that the allocator holds for them, if this build counts them.
  package var residentBytes: Int64?
  /// The bytes that each thread allocated while the years were simulated, if this build counts
  /// them.
  package var threadAllocatedBytes: [Int64]?
  /// What the engine did, counted: the same on every machine, for any number of threads and shards.
  package var work: WorkFigures?
  /// The fingerprint of each ingredient, so that a difference says what moved.
  package var ingredients: [IngredientPrint]?
  /// What each invariant cost, on the evaluations that were timed.
  package var invariants: [CostLine]?

  /// Creates figures of nothing.
  package init() {}

  /// Derives the rates from the wall seconds; no time gives no rate.
  ///
  /// - Parameters:
  ///   - operations: How many operations there were.
  ///   - reads: How many reads there were.
  package mutating func setRates(operations: Int64, reads: Int64) {
    operationsPerSecond = wallSeconds > 0 ? (Double(operations) / wallSeconds).rounded() : 0
    readsPerSecond = wallSeconds > 0 ? (Double(reads) / wallSeconds).rounded() : 0
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("version", &version)
    try fields.field("jobs", &jobs)
    try fields.field("shards", &shards)
    try fields.field("audit", &audit)
    try fields.field("wall_seconds", &wallSeconds)
    try fields.field("cpu_seconds", &cpuSeconds)
    try fields.field("oracle_seconds", &oracleSeconds)
    try fields.field("oracle_cpu_seconds", &oracleCPUSeconds)
    try fields.field("population_seconds", &populationSeconds)
    try fields.field("operations_per_second", &operationsPerSecond)
    try fields.field("reads_per_second", &readsPerSecond)
    try fields.field("peak_rss_bytes", &peakRSSBytes)
    try fields.field("allocations", &allocations)
    try fields.field("allocated_bytes", &allocatedBytes)
    try fields.field("resident_bytes", &residentBytes)
    try fields.field("thread_allocated_bytes", &threadAllocatedBytes)
    try fields.field("work", &work)
    try fields.field("ingredients", &ingredients)
    try fields.field("invariants", &invariants)
  }
}
