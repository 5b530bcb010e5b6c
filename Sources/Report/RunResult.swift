/// What happened in a run: whole numbers and texts only, the same on every machine.
package struct RunResult: Record {
  /// The fingerprint with its letters, such as `3f9c-71e2/lodqv`.
  package var fingerprint = ""
  /// How many years were simulated.
  package var years: Int64 = 0
  /// How many officials there were.
  package var officials: Int64 = 0
  /// How many accounts there were at the end.
  package var accounts: Int64 = 0
  /// Commands that changed the platform or were refused, and annual credits, by kind.
  package var operations = Counted()
  /// The operations that changed something: neither refused nor repeated, by kind.
  package var applied = Counted()
  /// Consultations, searches and log-ins, by kind.
  package var reads = Counted()
  /// Refused commands by rule.
  package var refusals = Counted()
  /// How many postings the ledger holds.
  package var postings: Int64 = 0
  /// The dossiers.
  package var dossiers = DossierFigures()
  /// Amounts by name; each name ends in `_cents`.
  package var money = Tally()
  /// The invariants in the order of the catalogue.
  package var invariants: [InvariantLine] = []
  /// The witnesses in the order of the catalogue.
  package var witnesses: [WitnessLine] = []
  /// What the run came to, if it was judged.
  package var verdict: RunVerdict?
  /// What the verdict is worth, if anything was judged.
  package var confidence: StatementFigures?

  /// What went wrong around the platform, in scenarios in which anything does.
  package var faults: FaultFigures?
  /// What the oracle was asked.
  package var oracle = OracleFigures()
  /// Accounts, log-ins and what was shown to whom.
  package var access = Tally()
  /// Rows of the registry and what they matched.
  package var recognition = Tally()
  /// Requests for help and their ends.
  package var support = Tally()
  /// Bodies, accreditations, offers and publications.
  package var catalogue = Tally()
  /// Controls, what they found, and what was recovered.
  package var control = Tally()
  /// Top-ups, CPF, CEC and cards.
  package var funders = Tally()
  /// Reports, forecasts, alerts, information, certification, erasure.
  package var office = Tally()
  /// Collectivities of the Pacific.
  package var pacific = Tally()
  /// Every system of the service, with what it did.
  package var systems: [SystemLine] = []
  /// The queues.
  package var queues: [QueueLine] = []
  /// The thresholds in the order of the scenario.
  package var thresholds: [ThresholdLine] = []
  /// The population as generated.
  package var population = PopulationFigures()
  /// Figures that were published for a year, beside the simulated ones.
  package var activity: [ActivityLine] = []
  /// A row for each simulated year.
  package var yearsTable: [YearLine] = []
  /// Durations in days.
  package var durations: [DurationLine] = []
  /// Figures day by day.
  package var series = SeriesTable()
  /// What people hold at the end of each month.
  package var held: [HeldLine] = []
  /// The day on which people asked for most, if the service was ever open.
  package var peakDay: PeakDay?
  /// The law that was in force.
  package var law = LawIdentity()
  /// The first violations, with what it takes to see them again.
  package var violations: [ViolationLine] = []
  /// The account statement of the official whom the scenario traces, line by line.
  package var statement: [String] = []

  /// Creates a result with nothing in it.
  package init() {}

  /// The sections of the service's systems, by key.
  package var sections: [(name: String, tally: Tally)] {
    [
      ("access", access), ("recognition", recognition), ("support", support),
      ("catalogue", catalogue), ("control", control), ("funders", funders), ("office", office),
      ("pacific", pacific),
    ]
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("fingerprint", &fingerprint)
    try fields.field("years", &years)
    try fields.field("officials", &officials)
    try fields.field("accounts", &accounts)
    try fields.field("operations", &operations)
    try fields.field("applied", &applied)
    try fields.field("reads", &reads)
    try fields.field("refusals", &refusals)
    try fields.field("postings", &postings)
    try fields.field("dossiers", &dossiers)
    try fields.field("money", &money)
    try fields.field("invariants", &invariants)
    try fields.field("witnesses", &witnesses)
    try fields.field("verdict", &verdict)
    try fields.field("confidence", &confidence)

    try fields.field("faults", &faults)
    try fields.field("oracle", &oracle)
    try fields.field("access", &access)
    try fields.field("recognition", &recognition)
    try fields.field("support", &support)
    try fields.field("catalogue", &catalogue)
    try fields.field("control", &control)
    try fields.field("funders", &funders)
    try fields.field("office", &office)
    try fields.field("pacific", &pacific)
    try fields.field("systems", &systems)
    try fields.field("queues", &queues)
    try fields.field("thresholds", &thresholds)
    try fields.field("population", &population)
    try fields.field("activity", &activity)
    try fields.field("years_table", &yearsTable)
    try fields.field("durations", &durations)
    try fields.field("series", &series)
    try fields.field("held", &held)
    try fields.field("peak_day", &peakDay)
    try fields.field("law", &law)
    try fields.field("violations", &violations)
    try fields.field("statement", &statement)
  }
}

/// A number of events and its parts.
package struct Counted: Record {
  /// How many events there were.
  package var total: Int64 = 0
  /// How many of each kind.
  package var by = Tally()

  /// Counts nothing.
  package init() {}

  /// Counts the events of each kind; the total is their sum.
  ///
  /// - Parameter by: How many of each kind.
  package init(by: Tally) {
    self.by = by
    total = by.total
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("total", &total)
    try fields.field("by", &by)
  }
}

/// The dossiers of a run.
package struct DossierFigures: Record {
  /// How many were opened.
  package var opened: Int64 = 0
  /// How many were in each state at the end.
  package var byState = Tally()

  /// Counts nothing.
  package init() {}

  /// Counts the dossiers.
  package init(opened: Int64, byState: Tally) {
    self.opened = opened
    self.byState = byState
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("opened", &opened)
    try fields.field("by_state", &byState)
  }
}

/// The law that a run applied.
package struct LawIdentity: Record {
  /// The names of the reforms on top of the law, in order.
  package var reforms: [String] = []
  /// The SHA-256 of every parameter in force, if it was computed.
  package var sha256: String?

  /// The law as it stands.
  package init() {}

  /// The law with reforms.
  package init(reforms: [String], sha256: String? = nil) {
    self.reforms = reforms
    self.sha256 = sha256
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("reforms", &reforms)
    try fields.field("sha256", &sha256)
  }
}
