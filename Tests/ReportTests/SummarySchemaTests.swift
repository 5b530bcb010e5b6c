import Foundation
import Testing

@testable import Report

/// The documentation of the records in the source: a line for each record and each of its keys.
private enum Documented {
  static let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Report")
    .standardized
  static let table = folder.appending(path: "Data/summary.txt")

  static func lines() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var lines: [String] = []
    for name in names where name.hasSuffix(".swift") {
      lines += records(in: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
    return lines.sorted()
  }

  private static func records(in source: String) -> [String] {
    var (record, comment) = ("", "")
    var words: [String: String] = [:]
    var lines: [String] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("///") {
        let sentence = text.dropFirst(3).drop { $0 == " " }
        // Only the summary counts: what follows an empty line is for whoever reads the source.
        if sentence.isEmpty { comment += "\u{0}" } else { comment += " " + sentence }
        continue
      }
      let summary = plain(comment)
      comment = ""
      if let match = text.firstMatch(of: /^package struct (\w+): Record/) {
        (record, words) = (String(match.1), [:])
        lines.append("\(record): \(summary)")
      } else if let match = text.firstMatch(of: /^package (?:private\(set\) )?var (\w+)/) {
        words[String(match.1)] = summary
      } else if !record.isEmpty,
        let match = text.firstMatch(of: /fields\.field\("(\w+)", &(\w+)\)/)
      {
        lines.append("\(record).\(match.1): \(words[String(match.2)] ?? "")")
      }
    }
    return lines
  }

  /// The first paragraph of a comment, without the marks of the documentation.
  private static func plain(_ comment: String) -> String {
    let first = comment.split(separator: "\u{0}", omittingEmptySubsequences: false).first ?? ""
    return String(first.drop { $0 == " " }).replacing("``", with: "").replacing("`", with: "")
  }
}

@Suite struct SummarySchemaTests {
  private var records: [(name: String, shape: JSONShape.Fields)] {
    var records: [(name: String, shape: JSONShape.Fields)] = []
    SummarySchema.gather(Summary.shape, into: &records)
    return records
  }

  /// With `COCARDE_RECORD=1` in the environment the table is written anew.
  @Test func `the words of the schema are the documentation of the fields`() throws {
    let keys = records.flatMap { record in
      [record.name] + record.shape.list.map { "\(record.name).\($0.key)" }
    }
    let lines = try Documented.lines().filter { line in
      keys.contains(String(line.prefix { $0 != ":" }))
    }
    if ProcessInfo.processInfo.environment["COCARDE_RECORD"] == "1" {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Documented.table)
    }
    let table = try String(contentsOf: Documented.table, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(
      lines == table,
      "write them anew: COCARDE_RECORD=1 swift test --filter SummarySchemaTests, and build again")
    #expect(lines.count == keys.count)
    #expect(lines.allSatisfy { $0.hasSuffix(".") && !$0.hasSuffix(": .") })
  }

  @Test func `a schema names every key of a summary, and no other one`() throws {
    var seen: Set<String> = []
    func compare(_ json: JSON, _ schema: JSON, _ place: String) throws {
      var schema = schema
      if case .array(let choices)? = schema["anyOf"] {
        if json == .null { return }
        schema = choices[0]
      }
      if case .string(let reference)? = schema["$ref"] {
        let name = String(reference.dropFirst("#/$defs/".count))
        seen.insert(name)
        schema = try #require(SummarySchema.json["$defs"]?[name], "\(place)")
      }
      guard case .string(let type)? = schema["type"] else {
        Issue.record("\(place) has no type")
        return
      }
      switch json {
      case .bool: #expect(type == "boolean", "\(place)")
      case .integer, .unsigned: #expect(type == "integer" || type == "number", "\(place)")
      case .double: #expect(type == "number", "\(place)")
      case .string: #expect(type == "string", "\(place)")
      case .null: Issue.record("\(place) is null")
      case .array(let items):
        #expect(type == "array", "\(place)")
        let element = try #require(schema["items"], "\(place)")
        for item in items.prefix(3) { try compare(item, element, "\(place)[]") }
      case .object(let members):
        #expect(type == "object", "\(place)")
        guard case .object(let properties)? = schema["properties"] else {
          #expect(schema["additionalProperties"] != nil, "\(place)")
          return
        }
        let keys = members.map(\.key)
        #expect(keys.starts(with: properties.map(\.key)), "\(place)")
        #expect(
          keys.count == properties.count || schema["additionalProperties"] != nil, "\(place)")
        for member in members {
          guard let property = schema["properties"]?[member.key] else { continue }
          try compare(member.value, property, "\(place).\(member.key)")
        }
      }
    }
    try compare(richSummary().json, SummarySchema.json.withType, "summary")
    #expect(seen.count > 25)
  }

  @Test func `every key is required, has words, and the version is fixed`() throws {
    let text = String(decoding: try SummarySchema.json.bytes(), as: UTF8.self)
    #expect(text.contains("\"const\": \"cocarde-summary/1\""))
    for record in records {
      let definition = try #require(SummarySchema.json["$defs"]?[record.name])
      #expect(definition["description"] != nil, "\(record.name)")
      #expect(
        definition["required"] == .array(record.shape.list.map { .string($0.key) }))
      for field in record.shape.list {
        #expect(
          definition["properties"]?[field.key]?["description"] != nil,
          "\(record.name).\(field.key)")
      }
    }
  }

  @Test func `a record describes what it writes`() {
    #expect(
      WitnessLine.shape
        == .record(
          JSONShape.Fields(
            name: "WitnessLine",
            list: [
              JSONShape.Field(key: "id", shape: .text),
              JSONShape.Field(key: "count", shape: .integer),
            ], hasFurther: false)))
    guard case .record(let year) = YearLine.shape else { return }
    #expect(year.hasFurther)
    #expect(Int64?.shape == .optional(.integer))
    #expect([[Double]].shape == .list(.list(.number)))
  }
}

extension JSON {
  /// A schema that refers to another one, without what stands beside the reference.
  fileprivate var withType: JSON {
    guard let reference = self["$ref"] else { return self }
    return .object([JSON.Member("$ref", reference)])
  }
}
