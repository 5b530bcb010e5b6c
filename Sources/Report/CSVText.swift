/// Rows of comma-separated values as RFC 4180 writes them: UTF-8, lines that end in CR LF, quotes
/// only where a cell needs them.
struct CSVText {
  private var text = ByteText()
  private var isRowOpen = false

  /// The rows so far.
  var bytes: [UInt8] { text.bytes }

  /// Appends a cell that holds a text.
  mutating func cell(_ value: String) {
    separate()
    let needsQuotes = value.utf8.contains { byte in
      [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0a, 0x0d].contains(byte)
    }
    guard needsQuotes || value.first == " " || value.last == " " else { return text.add(value) }
    text.add(UInt8(ascii: "\""))
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\"") { text.add(byte) }
      text.add(byte)
    }
    text.add(UInt8(ascii: "\""))
  }

  /// Appends a cell that holds a number.
  mutating func cell(_ value: Int64) {
    separate()
    text.add(value)
  }

  /// Appends a cell without a value.
  mutating func cell() { separate() }

  /// Appends a cell that holds a value of a record.
  mutating func cell(_ value: JSON) {
    switch value {
    case .null: cell()
    case .bool(let flag): cell(flag ? "true" : "false")
    case .integer(let number): cell(number)
    case .unsigned(let number): cell("\(number)")
    case .double(let number): cell("\(number)")
    case .string(let string): cell(string)
    case .array(let items):
      cell(items.map { if case .string(let item) = $0 { item } else { "" } }.joined(separator: " "))
    case .object: cell()
    }
  }

  /// Ends the row.
  mutating func endRow() {
    text.add("\r\n")
    isRowOpen = false
  }

  private mutating func separate() {
    if isRowOpen { text.add(UInt8(ascii: ",")) }
    isRowOpen = true
  }
}

extension CSVText {
  /// Appends a heading and a row for each record.
  ///
  /// The columns are the keys of the summary, those of a record within a record after its own
  /// (`wait_p50`); lists of records or numbers have tables of their own.
  ///
  /// - Parameters:
  ///   - records: The records.
  ///   - leading: A column before those of the records, with a value for each record.
  mutating func table<Row: Record>(
    _ records: [Row], leading: (name: String, values: [String])? = nil
  ) {
    var columns = Self.columns(of: Row.shape)
    if case .record(let fields) = Row.shape, fields.hasFurther {
      columns += Self.further(records.first?.json, beside: fields.list.map(\.key))
    }
    if let leading { cell(leading.name) }
    for column in columns { cell(column.joined(separator: "_")) }
    endRow()
    for (index, record) in records.enumerated() {
      if let leading { cell(leading.values[index]) }
      let json = record.json
      for column in columns {
        cell(column.reduce(json) { $0[$1] ?? .null })
      }
      endRow()
    }
  }

  /// The paths to the values of a record that fit a cell.
  private static func columns(of shape: JSONShape, below path: [String] = []) -> [[String]] {
    switch shape {
    case .record(let fields):
      fields.list.flatMap { columns(of: $0.shape, below: path + [$0.key]) }
    case .optional(let wrapped): columns(of: wrapped, below: path)
    case .list(let element): element == .text ? [path] : []
    case .tally, .scalars: []
    case .boolean, .integer, .natural, .number, .text, .scalar: [path]
    }
  }

  /// The keys of a record that are data.
  private static func further(_ json: JSON?, beside known: [String]) -> [[String]] {
    guard case .object(let members)? = json else { return [] }
    return members.map(\.key).filter { !known.contains($0) }.map { [$0] }
  }
}
