import Report

/// What one run of one variant took, as its process reports it on one line.
struct Measurement: Record {
  /// The variant's name.
  var variant = ""
  /// The wall-clock seconds of the simulated years alone.
  var seconds = 0.0
  /// The processor seconds of the same.
  var cpuSeconds = 0.0
  /// The seconds that the territory and the population took.
  var populationSeconds = 0.0
  /// The seconds that the market, the shards and the announcements took.
  var preparationSeconds = 0.0
  /// The seconds from the start of the process to the end of the last simulated day.
  var totalSeconds = 0.0
  /// The officials.
  var officials: Int64 = 0
  /// The platform operations.
  var operations: Int64 = 0
  /// The consultations and searches.
  var reads: Int64 = 0
  /// The postings.
  var postings: Int64 = 0
  /// The evaluations of invariants.
  var evaluations: Int64 = 0
  /// The violations found.
  var violations: Int64 = 0
  /// The most memory that the process ever held.
  var peakBytes: Int64 = 0
  /// The allocations while the years were simulated, where the build counts them.
  var allocations: Int64?
  /// The prints of the ledger, of the outcomes, of the dossiers and of what is settled between
  /// shards; not that of the violations, which only an audit can find.
  var prints: [UInt64] = []

  mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("variant", &variant)
    try fields.field("seconds", &seconds)
    try fields.field("cpu_seconds", &cpuSeconds)
    try fields.field("population_seconds", &populationSeconds)
    try fields.field("preparation_seconds", &preparationSeconds)
    try fields.field("total_seconds", &totalSeconds)
    try fields.field("officials", &officials)
    try fields.field("operations", &operations)
    try fields.field("reads", &reads)
    try fields.field("postings", &postings)
    try fields.field("evaluations", &evaluations)
    try fields.field("violations", &violations)
    try fields.field("peak_rss_bytes", &peakBytes)
    try fields.field("allocations", &allocations)
    try fields.field("prints", &prints)
  }

  /// The prints in hexadecimal.
  var fingerprint: String { prints.map { String($0, radix: 16) }.joined(separator: "-") }
}

/// What a program took for the reference workload: the C reference, or the simulator's kernel.
struct ReferenceMeasurement: Record {
  /// How many officials it had.
  var officials: Int64 = 0
  /// How many threads.
  var jobs: Int64 = 1
  /// The seconds of the run that went best.
  var seconds = 0.0
  /// The events of a run.
  var events: Int64 = 0
  /// All that it printed of the workload: the checksums and the hash.
  var checksums = ""

  mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("officials", &officials)
    try fields.field("jobs", &jobs)
    try fields.field("seconds", &seconds)
    try fields.field("events", &events)
    try fields.field("checksums", &checksums)
  }

  /// Events a second.
  var rate: Double { Double(events) / seconds }
}
