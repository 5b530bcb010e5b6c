/// A table for terminals: the first column to the left, the others to the right.
enum TextTable {
  /// Lays a table out.
  ///
  /// - Parameters:
  ///   - rows: The rows, each with as many cells as the first.
  ///   - indent: How many spaces stand before each row.
  /// - Returns: A line for each row.
  static func lines(_ rows: [[String]], indent: Int = 4) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 0 ? cell + space : "  " + space + cell
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
