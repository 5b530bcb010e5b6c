import GRDB

/// The summary of a run as a database holds it, so that every report can be made from the file.
package struct StoredSummary: Hashable, Sendable {
  /// Everything but what differs from machine to machine, as JSON.
  package var result: String
  /// What differs from machine to machine, as JSON.
  package var engine: String

  /// Creates a summary.
  package init(result: String, engine: String) {
    self.result = result
    self.engine = engine
  }

  /// The most bytes of a piece: the audit recomputes the check of a cell digit by digit, and copies
  /// what is left of it at each step.
  private static let pieceSize = 1_000

  /// A text in pieces that join to it, none of them cut within a character's bytes.
  ///
  /// - Parameter text: The text, if there is one.
  /// - Returns: The pieces.
  static func pieces(_ text: String?) -> [String] {
    guard let text else { return [] }
    let bytes = Array(text.utf8)
    var pieces: [String] = []
    var start = 0
    while start < bytes.count {
      var end = min(start + pieceSize, bytes.count)
      // Bytes of the form 10xxxxxx go on with a character.
      while end < bytes.count && bytes[end] & 0xc0 == 0x80 { end -= 1 }
      pieces.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    return pieces
  }
}

extension RunArchive {
  /// Reads the summary.
  ///
  /// Its own cells are looked at, not the whole file: what `audit` does takes longer than a report.
  ///
  /// - Returns: The summary, and whether its rows are those that were written.
  /// - Throws: ``StoreError`` if the file has none, or cannot be read.
  package func summary() throws(StoreError) -> (summary: StoredSummary, isAsWritten: Bool) {
    try work { db in
      func read(_ table: CellTable) throws -> (text: String, isAsWritten: Bool) {
        let rows = try Row.fetchAll(
          db, sql: "SELECT id, text, checks FROM \(table.name) ORDER BY id")
        let wanted = try String.fetchOne(
          db, sql: "SELECT value FROM run WHERE key = 'rows.\(table.name)'")
        let texts = rows.map { String.fromDatabaseValue($0["text"]) ?? "" }
        let isAsWritten =
          wanted == String(rows.count)
          && rows.enumerated().allSatisfy { index, row in
            Int64.fromDatabaseValue(row["id"]) == Int64(index)
              && String.fromDatabaseValue(row["checks"])
                == CellTable.checks(Int64(index), [texts[index]])
          }
        return (texts.joined(), isAsWritten)
      }
      let (result, engine) = (try read(Tables.summary), try read(Tables.engine))
      guard !result.text.isEmpty, !engine.text.isEmpty else {
        throw StoreError(
          "\(path) holds no summary: its run was killed before it had one; run the scenario again")
      }
      return (
        StoredSummary(result: result.text, engine: engine.text),
        result.isAsWritten && engine.isAsWritten
      )
    }
  }
}
