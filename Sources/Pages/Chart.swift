/// A chart of a page, with its words and its figures for those who do not see it.
package struct Chart: Hashable, Sendable {
  /// What is drawn with which library.
  package enum Form: String, Sendable {
    /// Lines, bands and points over numbers or categories (Chart.js).
    case lines
    /// Bars side by side (Chart.js).
    case bars
    /// Bars to both sides of a line, the first series to the left (Chart.js).
    case pyramid
    /// Estimates with their intervals, one below the other (Chart.js).
    case forest
    /// A value a day, to zoom into (dygraphs).
    case days
    /// A value a second of one day, to zoom into (dygraphs).
    case seconds

    /// Whether dygraphs draws it.
    var isLong: Bool { self == .days || self == .seconds }
  }

  /// How a series is drawn.
  package enum Style: String, Sendable {
    /// A line from value to value.
    case line
    /// A line with dashes.
    case dashed
    /// A value holds until the next.
    case step
    /// Points alone.
    case points
    /// Bars.
    case bar
    /// The area between ``Series/low`` and ``Series/high``, with no line.
    case band
    /// The area down to zero.
    case area
    /// A line that stays in the background.
    case faint
  }

  /// A series of values.
  package struct Series: Hashable, Sendable {
    /// The name.
    package var name: String
    /// A value for each place; nothing where there is none.
    package var values: [Double?]
    /// The lower ends of the intervals, where there are any.
    package var low: [Double?]
    /// The upper ends of the intervals.
    package var high: [Double?]
    /// How it is drawn.
    package var style: Style
    /// Which of the six colours it has, from 1 on; the next free one where nothing is said.
    package var colour: Int?

    /// Creates a series.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - values: A value for each place.
    ///   - low: The lower ends of the intervals.
    ///   - high: The upper ends of the intervals.
    ///   - style: How it is drawn.
    ///   - colour: Which of the six colours it has, from 1 on.
    package init(
      _ name: String, _ values: [Double?], low: [Double?] = [], high: [Double?] = [],
      style: Style = .line, colour: Int? = nil
    ) {
      self.name = name
      self.values = values
      self.low = low
      self.high = high
      self.style = style
      self.colour = colour
    }
  }

  /// A series of whole numbers, one a day or a second, that is handed over without loss.
  package struct Column: Hashable, Sendable {
    /// The name.
    package var name: String
    /// The values.
    package var values: [Int64]
    /// How it is drawn.
    package var style: Style
    /// Which of the six colours it has, from 1 on.
    package var colour: Int?
    /// What the values are divided by: 100 where they are hundredths.
    package var divisor = 1

    /// Creates a column.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - values: The values.
    ///   - style: How it is drawn.
    ///   - colour: Which of the six colours it has, from 1 on.
    package init(_ name: String, _ values: [Int64], style: Style = .line, colour: Int? = nil) {
      self.name = name
      self.values = values
      self.style = style
      self.colour = colour
    }
  }

  /// A line through the chart at a value or a place, with its name.
  package struct Mark: Hashable, Sendable {
    /// The value; for days, days since 1970.
    package var at: Double
    /// The name.
    package var label: String

    /// Creates a mark.
    ///
    /// - Parameters:
    ///   - at: The value.
    ///   - label: The name.
    package init(at: Double, _ label: String) {
      self.at = at
      self.label = label
    }
  }

  /// How the places of the horizontal axis are spaced.
  package enum Scale: String, Sendable {
    /// Evenly.
    case linear
    /// By their logarithm.
    case logarithmic
    /// The percentile p at log 1/(1 − p), as HdrHistogram draws its spectra.
    case percentile
  }

  /// What it shows.
  package var title: String
  /// What is to be seen in it, in a sentence or two: the text for those who cannot see it.
  package var description: String
  /// What draws it.
  package var form: Form
  /// The unit of the values: `count`, `cents`, `days`, `µs`, `ppm`, or a noun.
  package var unit: String
  /// The title of the vertical axis.
  package var valueTitle = ""
  /// The title of the horizontal axis.
  package var placeTitle = ""
  /// The names of the places, where they are categories.
  package var places: [String] = []
  /// The numbers of the places, where they are numbers.
  package var numbers: [Double] = []
  /// The unit of the numbers.
  package var numberUnit = ""
  /// How the numbers are spaced.
  package var scale = Scale.linear
  /// Whether the values are spaced by their logarithm.
  package var isLogarithmic = false
  /// The series, short ones.
  package var series: [Series] = []
  /// The first day as `YYYY-MM-DD`, for ``Form/days``.
  package var from = ""
  /// The seconds between two values, for ``Form/seconds``.
  package var step = 1
  /// The series, long ones.
  package var columns: [Column] = []
  /// Lines across, at values.
  package var limits: [Mark] = []
  /// Lines upright, at places.
  package var marks: [Mark] = []
  /// Over how many days values are averaged until the reader wants each day; 1 for none.
  package var smoothing = 1
  /// Charts of a group are zoomed together.
  package var group = ""
  /// The figures, for those who want them or cannot see the chart.
  package var table: Table?
  /// Whether it is shorter than others.
  package var isLow = false

  /// Creates a chart without a value.
  ///
  /// - Parameters:
  ///   - title: What it shows.
  ///   - description: What is to be seen in it.
  ///   - form: What draws it.
  ///   - unit: The unit of the values.
  package init(_ title: String, description: String, form: Form, unit: String = "count") {
    self.title = title
    self.description = description
    self.form = form
    self.unit = unit
  }
}
