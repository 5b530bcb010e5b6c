import Foundation
import Testing

@testable import Report

@Suite struct JSONTests {
  @Test func `every value survives writing and reading`() throws {
    let value = JSON.object([
      JSON.Member("z", .integer(.min)), JSON.Member("a", .unsigned(.max)),
      JSON.Member("text", .string("“é” \\ \" \n\t\r\u{0}\u{1f}\u{7f}\u{1f535}")),
      JSON.Member("number", .array([.double(0.1), .double(-1e-300), .double(2.5e17)])),
      JSON.Member("empty", .array([])), JSON.Member("none", .object([])),
      JSON.Member("rows", .array([.object([JSON.Member("ok", .bool(true))]), .null])),
    ])
    #expect(try JSON(parsing: value.bytes()) == value)
  }

  @Test func `another reader accepts what is written`() throws {
    let text = "“é” \\ \" \n\t\r\u{0}\u{1f}\u{7f}\u{1f535}"
    let value = JSON.array([.object([JSON.Member(text, .string(text))]), .double(1e-7), .null])
    let read = try JSONSerialization.jsonObject(with: Data(value.bytes())) as? [Any]
    #expect((read?.first as? [String: String]) == [text: text])
    #expect((read?[1] as? Double) == 1e-7)
  }

  @Test func `a row of a table stands on one line`() throws {
    let value = JSON.object([
      JSON.Member(
        "rows",
        .array([
          .object([JSON.Member("id", .string("a")), JSON.Member("count", .integer(1))]),
          .object([JSON.Member("id", .string("b")), JSON.Member("count", .integer(2))]),
        ]))
    ])
    #expect(
      String(decoding: try value.bytes(), as: UTF8.self) == """
        {
          "rows": [
            {"id": "a", "count": 1},
            {"id": "b", "count": 2}
          ]
        }

        """)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\" 1}", "{a: 1}", "01", "1.", "-", "nul", "\"\\x\"", "\"a", "1 2",
    "\"\\ud800\"", "\"\\u12g4\"", "\"\n\"", "1e999", "[1 2]",
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: ReportError.self) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test func `nesting without end is refused, not followed`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: ReportError.self) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test func `the place of an error is its line`() {
    let error = #expect(throws: ReportError.self) {
      try JSON(parsing: Array("{\n\"a\": 1,\n\"b\": x}".utf8))
    }
    #expect(error?.description.hasPrefix("line 3") == true)
  }

  @Test func `a number that is not finite is refused by its name`() {
    let value = JSON.object([
      JSON.Member("engine", .object([JSON.Member("rate", .double(.infinity))]))
    ])
    let error = #expect(throws: ReportError.self) { try value.bytes() }
    #expect(error?.description.hasPrefix("engine.rate") == true)
  }

  @Test func `escaped characters are read as they were meant`() throws {
    let json = try JSON(parsing: Array(#""\u00e9\ud83d\udd35\/\b\f""#.utf8))
    #expect(json == .string("é\u{1f535}/\u{8}\u{c}"))
  }
}
