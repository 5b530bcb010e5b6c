/// A table of a page.
package struct Table: Hashable, Sendable {
  /// What stands in a column.
  package enum Kind: String, Sendable {
    /// Words, to the left.
    case words
    /// Figures, to the right.
    case figure
    /// A sentence or two, to the left, with most of the room.
    case statement
    /// What a machine wrote, to the left.
    case code
  }

  /// A column.
  package struct Column: Hashable, Sendable {
    /// The heading.
    package var title: String
    /// What stands in it.
    package var kind: Kind

    /// Creates a column.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - kind: What stands in it.
    package init(_ title: String, _ kind: Kind = .figure) {
      self.title = title
      self.kind = kind
    }
  }

  /// A cell.
  package struct Cell: Hashable, Sendable {
    /// What stands in it.
    package var text: String
    /// What it is sorted by, where its text doesn't say it.
    package var order: Int64?
    /// How hot it is, from 0 to 6, where it is.
    package var heat: Int?
    /// How long the bar behind it is, in thousandths of the column's width.
    package var bar: Int?
    /// How it is coloured.
    package var tone: Sheet.Tone
    /// What stands below it, smaller.
    package var note: String

    /// Creates a cell.
    ///
    /// - Parameters:
    ///   - text: What stands in it.
    ///   - order: What it is sorted by.
    ///   - heat: How hot it is, from 0 to 6.
    ///   - bar: How long the bar behind it is, in thousandths.
    ///   - tone: How it is coloured.
    ///   - note: What stands below it, smaller.
    package init(
      _ text: String, order: Int64? = nil, heat: Int? = nil, bar: Int? = nil,
      tone: Sheet.Tone = .plain, note: String = ""
    ) {
      self.text = text
      self.order = order
      self.heat = heat
      self.bar = bar
      self.tone = tone
      self.note = note
    }
  }

  /// What it shows.
  package var caption: String
  /// The columns; the first names the row.
  package var columns: [Column]
  /// The rows.
  package var rows: [[Cell]]
  /// Whether a reader may sort it.
  package var isSortable: Bool
  /// A remark below it.
  package var note: String

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - caption: What it shows.
  ///   - columns: The columns; the first names the row.
  ///   - rows: The rows, each as long as there are columns.
  ///   - isSortable: Whether a reader may sort it.
  ///   - note: A remark below it.
  package init(
    _ caption: String, _ columns: [Column], _ rows: [[Cell]], isSortable: Bool = false,
    note: String = ""
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.isSortable = isSortable
    self.note = note
  }
}

extension Table.Cell: ExpressibleByStringLiteral {
  /// A cell of a text.
  ///
  /// - Parameter value: What stands in it.
  package init(stringLiteral value: String) { self.init(value) }
}

extension Table {
  /// For each column the place of each value by which a reader may sort it, from 0.
  ///
  /// The page holds places: they say all that sorting needs, are exact beyond the whole numbers
  /// of a browser, and no long figure without a unit stands where nobody sees it.
  var ranks: [[Int64: Int]] {
    guard isSortable else { return columns.map { _ in [:] } }
    return columns.indices.map { column in
      let values = Set(rows.compactMap { $0[column].order }).sorted()
      return Dictionary(uniqueKeysWithValues: zip(values, values.indices))
    }
  }

  /// The least and the greatest as 0 and 6, the others in between, each grade as often as another.
  ///
  /// - Parameter values: What is graded.
  /// - Returns: A grade for each value.
  static func grades(_ values: [Double]) -> [Int] {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last, first < last else {
      return values.map { _ in 0 }
    }
    // The bounds of the grades are values: equal ones are of equal heat.
    let bounds = (1...6).map { sorted[Swift.min(sorted.count - 1, $0 * sorted.count / 7)] }
    return values.map { value in bounds.count { value >= $0 } }
  }
}
