package import Statistics

/// The population as it was generated.
package struct PopulationFigures: Record {
  /// How many countries lie side by side.
  package var blocks: Int64 = 1
  /// How many persons there are.
  package var persons: Int64 = 0
  /// How many mandates they hold, by kind.
  package var mandates = Counted()
  /// Published margins beside the generated ones.
  package var margins: [MarginLine] = []

  /// Counts nobody.
  package init() {}

  /// Counts the population.
  package init(persons: Int64, mandates: Counted, margins: [MarginLine]) {
    self.persons = persons
    self.mandates = mandates
    self.margins = margins
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("blocks", &blocks)
    try fields.field("persons", &persons)
    try fields.field("mandates", &mandates)
    try fields.field("margins", &margins)
  }
}

/// A published margin of the population beside the generated one.
package struct MarginLine: Record {
  /// What is counted.
  package var name = ""
  /// The published figure.
  package var published: Int64 = 0
  /// The generated figure.
  package var generated: Int64 = 0
  /// The unit of both, such as `count`, `ppm` or `milli`.
  package var unit = "count"
  /// How far they may lie apart, in the same unit.
  package var tolerance: Int64 = 0
  /// Whether they lie that near.
  package var ok = false
  /// Where the figure was published.
  package var source = ""

  /// Creates an empty line.
  package init() {}

  /// Creates a line, and judges it.
  package init(
    name: String, published: Int64, generated: Int64, unit: String = "count", tolerance: Int64,
    source: String
  ) {
    self.name = name
    self.published = published
    self.generated = generated
    self.unit = unit
    self.tolerance = tolerance
    self.source = source
    ok = (generated - published).magnitude <= tolerance.magnitude
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("published", &published)
    try fields.field("generated", &generated)
    try fields.field("unit", &unit)
    try fields.field("tolerance", &tolerance)
    try fields.field("ok", &ok)
    try fields.field("source", &source)
  }
}

/// A figure published for a year beside the simulated one.
package struct ActivityLine: Record {
  /// The year.
  package var year: Int64 = 0
  /// What is measured.
  package var name = ""
  /// The unit of both, such as `count`, `cents`, `ppm` or `milli-hours`.
  package var unit = "count"
  /// The published figure.
  package var published: Int64 = 0
  /// The simulated figure.
  package var simulated: Int64 = 0
  /// Where the figure was published.
  package var source = ""

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(
    year: Int64, name: String, unit: String = "count", published: Int64, simulated: Int64,
    source: String
  ) {
    self.year = year
    self.name = name
    self.unit = unit
    self.published = published
    self.simulated = simulated
    self.source = source
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("year", &year)
    try fields.field("name", &name)
    try fields.field("unit", &unit)
    try fields.field("published", &published)
    try fields.field("simulated", &simulated)
    try fields.field("source", &source)
  }
}

/// The figures of a simulated year.
package struct YearLine: Record {
  /// The year.
  package var year: Int64 = 0
  /// Figures by name, the same names in every year; the name of an amount ends in `_cents`.
  package var columns = Tally()

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(year: Int64, columns: Tally) {
    self.year = year
    self.columns = columns
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("year", &year)
    try fields.rest(&columns, except: ["year"])
  }
}

/// A distribution of durations in days.
package struct DurationLine: Record {
  /// What lasts.
  package var name = ""
  /// How many there were.
  package var count: Int64 = 0
  /// The shortest.
  package var min: Int64 = 0
  /// What half of them don't exceed.
  package var p50: Int64 = 0
  /// What 95 % of them don't exceed.
  package var p95: Int64 = 0
  /// The longest.
  package var max: Int64 = 0
  /// The mean in thousandths of a day.
  package var meanMilli: Int64 = 0

  /// Creates an empty line.
  package init() {}

  /// Creates a line; without a duration every figure is zero.
  ///
  /// - Parameters:
  ///   - name: What lasts.
  ///   - histogram: How long.
  package init(name: String, _ histogram: DayHistogram) {
    self.name = name
    count = histogram.count
    min = Int64(histogram.min ?? 0)
    p50 = Int64(histogram.percentile(partsPerMillion: 500_000) ?? 0)
    p95 = Int64(histogram.percentile(partsPerMillion: 950_000) ?? 0)
    max = Int64(histogram.max ?? 0)
    meanMilli = histogram.mean?.milli ?? 0
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("count", &count)
    try fields.field("min", &min)
    try fields.field("p50", &p50)
    try fields.field("p95", &p95)
    try fields.field("max", &max)
    try fields.field("mean_milli", &meanMilli)
  }
}

/// A queue over the whole run.
package struct QueueLine: Record {
  /// What waits.
  package var name = ""
  /// How many arrived.
  package var arrivals: Int64 = 0
  /// How many were served.
  package var served: Int64 = 0
  /// How many still wait at the end.
  package var backlog: Int64 = 0
  /// The most that ever waited at the end of a day.
  package var peakBacklog: Int64 = 0
  /// The day of that peak as `YYYY-MM-DD`, if anything ever waited.
  package var peakDay: String?
  /// The share of the capacity that was used in parts per million, if the capacity has a limit.
  package var utilisationPPM: Int64?
  /// How long those served had waited, in days.
  package var wait = DurationLine()

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(
    name: String, arrivals: Int64, served: Int64, backlog: Int64, peakBacklog: Int64,
    peakDay: String?, utilisationPPM: Int64?, wait: DayHistogram
  ) {
    self.name = name
    self.arrivals = arrivals
    self.served = served
    self.backlog = backlog
    self.peakBacklog = peakBacklog
    self.peakDay = peakDay
    self.utilisationPPM = utilisationPPM
    self.wait = DurationLine(name: "wait", wait)
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("arrivals", &arrivals)
    try fields.field("served", &served)
    try fields.field("backlog", &backlog)
    try fields.field("peak_backlog", &peakBacklog)
    try fields.field("peak_day", &peakDay)
    try fields.field("utilisation_ppm", &utilisationPPM)
    try fields.field("wait", &wait)
  }
}
