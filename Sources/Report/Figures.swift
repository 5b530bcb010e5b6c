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
  /// Officials by age and sex on the first day.
  package var pyramid: [PyramidLine] = []
  /// Officials by department, in the order of the codes.
  package var departments: [DepartmentLine] = []

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
    try fields.field("pyramid", &pyramid)
    try fields.field("departments", &departments)
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

/// A distribution of durations, in days where nothing else is said.
package struct DurationLine: Record {
  /// What lasts.
  package var name = ""
  /// How many there were.
  package var count: Int64 = 0
  /// The shortest.
  package var min: Int64 = 0
  /// What half of them don't exceed.
  package var p50: Int64 = 0
  /// What 90 % of them don't exceed.
  package var p90: Int64 = 0
  /// What 95 % of them don't exceed.
  package var p95: Int64 = 0
  /// What 99 % of them don't exceed.
  package var p99: Int64 = 0
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
    p90 = Int64(histogram.percentile(partsPerMillion: 900_000) ?? 0)
    p95 = Int64(histogram.percentile(partsPerMillion: 950_000) ?? 0)
    p99 = Int64(histogram.percentile(partsPerMillion: 990_000) ?? 0)
    max = Int64(histogram.max ?? 0)
    meanMilli = histogram.mean?.milli ?? 0
  }

  /// Creates a line of microseconds; without one every figure is zero.
  ///
  /// - Parameters:
  ///   - name: What lasts.
  ///   - histogram: How long.
  package init(name: String, _ histogram: LogLinearHistogram) {
    self.name = name
    count = histogram.count
    min = histogram.min ?? 0
    p50 = histogram.percentile(partsPerMillion: 500_000) ?? 0
    p90 = histogram.percentile(partsPerMillion: 900_000) ?? 0
    p95 = histogram.percentile(partsPerMillion: 950_000) ?? 0
    p99 = histogram.percentile(partsPerMillion: 990_000) ?? 0
    max = histogram.max ?? 0
    meanMilli = histogram.mean?.milli ?? 0
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("count", &count)
    try fields.field("min", &min)
    try fields.field("p50", &p50)
    try fields.field("p90", &p90)
    try fields.field("p95", &p95)
    try fields.field("p99", &p99)
    try fields.field("max", &max)
    try fields.field("mean_milli", &meanMilli)
  }
}
