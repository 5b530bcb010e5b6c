import Testing

@testable import Report

/// A reader of comma-separated values, by the grammar of RFC 4180 alone.
struct CSVReader {
  /// Why a text is no such table.
  struct Malformed: Error { let reason: String }

  /// The rows of a table.
  static func rows(_ bytes: [UInt8]) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var place = 0
    func malformed(_ reason: String) -> Malformed { Malformed(reason: "\(reason) at \(place)") }
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") && cell.isEmpty {
        place += 1
        while true {
          guard place < bytes.count else { throw malformed("an open quote") }
          if bytes[place] == UInt8(ascii: "\"") {
            guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else { break }
            place += 1
          }
          cell.append(bytes[place])
          place += 1
        }
        place += 1
        guard place < bytes.count, [0x2c, 0x0d].contains(bytes[place]) else {
          throw malformed("text after a quote")
        }
      } else if bytes[place] == UInt8(ascii: ",") {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        place += 1
      } else if bytes[place] == 0x0d {
        guard place + 1 < bytes.count, bytes[place + 1] == 0x0a else {
          throw malformed("a lone CR")
        }
        row.append(String(decoding: cell, as: UTF8.self))
        rows.append(row)
        (row, cell) = ([], [])
        place += 2
      } else {
        guard ![0x22, 0x0a].contains(bytes[place]) else { throw malformed("a bare quote or LF") }
        cell.append(bytes[place])
        place += 1
      }
    }
    guard row.isEmpty && cell.isEmpty else { throw malformed("a last line without its end") }
    return rows
  }
}

@Suite struct CSVTests {
  private let summary = richSummary()

  private func rows(_ table: CSVTable) throws -> [[String]] {
    try CSVReader.rows(table.bytes(summary))
  }

  @Test(arguments: CSVTable.allCases)
  func `every row of a table has as many cells as its heading`(table: CSVTable) throws {
    var short = summary
    short.result.peakDay?.seconds.removeLast(86_300)
    for example in [short, Summary()] {
      let rows = try CSVReader.rows(table.bytes(example))
      let heading = try #require(rows.first)
      #expect(Set(heading).count == heading.count)
      #expect(rows.allSatisfy { $0.count == heading.count })
    }
  }

  @Test func `the series has a row a day, over the leap day too`() throws {
    #expect(
      try rows(.series) == [
        ["date", "paid_cents", "queue.support.backlog"], ["2024-02-28", "0", "1"],
        ["2024-02-29", "123456", "2"], ["2024-03-01", "-5", "3"],
      ])
  }

  @Test func `what a cell holds is read back as it was, whatever it is`() throws {
    let rows = try rows(.thresholds)
    #expect(rows[0].prefix(3) == ["expr", "ok", "observed"])
    #expect(rows[1].prefix(3) == ["violations == 0", "false", "2"])
    #expect(rows[3].prefix(3) == ["nonsense < 1", "false", ""])
    #expect(rows[4][0] == nasty)
  }

  @Test func `a queue is a row with its waits, and its months have rows of their own`() throws {
    let rows = try rows(.queues)
    func cell(_ row: Int, _ name: String) throws -> String {
      rows[row][try #require(rows[0].firstIndex(of: name))]
    }
    #expect(rows.count == 3)
    #expect(try cell(1, "name") == "support")
    #expect(try cell(1, "wait_p95") == "95")
    #expect(try cell(1, "utilisation_ppm") == "812000")
    #expect(try cell(1, "headroom_milli") == "")
    #expect(try cell(2, "little_gap") == "3")
    #expect(!rows[0].contains { $0.hasPrefix("spectrum") || $0.hasPrefix("months") })
    #expect(
      try self.rows(.queueMonths)[1].prefix(3) == ["support", "2024-02", "7"])
  }

  @Test func `lists of words share a cell, and keys that are data are columns`() throws {
    #expect(try rows(.systems)[1].last == "SUP-1 SUP-2")
    let years = try rows(.years)
    #expect(years[0].count == 12 && years[0][11] == "column_number_10_cents")
    #expect(years[1][11] == "1800000000000")
  }

  @Test func `the figures stand under the names that thresholds use`() throws {
    let rows = try rows(.metrics)
    let known = SummaryMetrics(summary.result).all
    #expect(rows.dropFirst().map { $0[0] } == known.map(\.name))
    #expect(rows.contains(["money.paid_cents", "123456"]))
  }

  @Test func `the busiest day is told by the clock`() throws {
    let seconds = CSVTable.peakSeconds.bytes(summary)
    #expect(seconds.count { $0 == UInt8(ascii: "\n") } == 86_401)
    #expect(String(decoding: seconds, as: UTF8.self).contains("\r\n10:01:01,7\r\n"))
    #expect(try rows(.peakMinutes).last == ["23:59:00", "2"])
  }

  @Test func `a column that is shorter than the days leaves its cells empty`() throws {
    var other = summary
    other.result.series.columns[1].values.removeLast()
    let rows = try CSVReader.rows(CSVTable.series.bytes(other))
    #expect(rows.last == ["2024-03-01", "-5", ""])
  }
}
