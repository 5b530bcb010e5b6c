import Foundation
import FoundationXML
import Testing

@testable import Report

/// A document as a reader of XML sees it.
private final class Reader: NSObject, XMLParserDelegate {
  struct Element: Sendable {
    let name: String
    let attributes: [String: String]
    let parents: [String]
    var text = ""
  }

  var elements: [Element] = []
  private var open: [Int] = []

  static func read(_ bytes: [UInt8]) throws -> [Element] {
    let reader = Reader()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    try #require(
      parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
    return reader.elements
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(
      Element(name: name, attributes: attributes, parents: open.map { elements[$0].name }))
    open.append(elements.count - 1)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { elements[last].text += text }
  }
}

@Suite struct JUnitTests {
  private static let read = Result { try Reader.read(ReportForm.junit.bytes(richSummary())) }

  private let elements: [Reader.Element]

  init() throws { elements = try Self.read.get() }

  private func cases(_ suite: String) -> [Reader.Element] {
    elements.filter { $0.attributes["classname"] == "national.\(suite)" && $0.name == "testcase" }
  }

  /// What a case holds: nothing where it passed.
  private func outcome(_ name: String) throws -> Reader.Element? {
    let place = try #require(elements.firstIndex { $0.attributes["name"] == name })
    let next = place + 1 < elements.count ? elements[place + 1] : nil
    return next.flatMap { $0.parents.last == "testcase" ? $0 : nil }
  }

  @Test func `elements lie where readers look for them, with the counts they have`() throws {
    let root = try #require(elements.first)
    #expect(root.name == "testsuites")
    var sums: [String: Int] = [:]
    for suite in elements where suite.name == "testsuite" {
      #expect(suite.parents == ["testsuites"])
      for key in ["tests", "failures", "errors", "skipped"] {
        sums[key, default: 0] += try #require(Int(suite.attributes[key] ?? ""))
      }
    }
    // What the schema of Jenkins allows, in the root and in a suite.
    #expect(Set(root.attributes.keys) == ["name", "tests", "failures", "errors", "time"])
    for (key, sum) in sums where key != "skipped" { #expect(root.attributes[key] == "\(sum)") }
    for (key, tag) in [
      ("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"),
    ] { #expect(elements.count { $0.name == tag } == sums[key], "\(key)") }
    for item in elements where item.name == "testcase" {
      #expect(item.parents == ["testsuites", "testsuite"])
      #expect(Double(item.attributes["time"] ?? "") != nil)
    }
  }

  @Test func `no two cases bear the same name, and no name holds a figure`() throws {
    let names = elements.filter { $0.name == "testcase" }.map {
      "\($0.attributes["classname"] ?? "") \($0.attributes["name"] ?? "")"
    }
    #expect(Set(names).count == names.count)
    var other = richSummary()
    other.result.invariants[0].violations = 0
    other.result.thresholds[0] = ThresholdLine(
      expression: "violations == 0", ok: true, observed: 0)
    let again = try Reader.read(ReportForm.junit.bytes(other)).filter { $0.name == "testcase" }
    #expect(
      again.map { "\($0.attributes["classname"] ?? "") \($0.attributes["name"] ?? "")" } == names)
  }

  @Test func `a soft threshold turns no pipeline red`() throws {
    var summary = Summary()
    var soft = ThresholdLine(expression: "wait{queue:support}: max<1d", ok: false, observed: 2)
    (soft.severity, soft.unit) = ("soft", "days")
    var hard = soft
    (hard.expression, hard.severity) = ("wait{queue:support}: max<2d", "hard")
    summary.result.thresholds = [soft, hard]
    let elements = try Reader.read(ReportForm.junit.bytes(summary))
    #expect(elements.first?.attributes["failures"] == "1")
    let outcomes = elements.filter { $0.parents.last == "testcase" }
    #expect(outcomes.map(\.name) == ["skipped", "failure"])
    #expect(outcomes.first?.attributes["message"] == "soft, reported only: observed 2 days")
    #expect(outcomes.last?.attributes["message"] == "observed 2 days")
  }

  @Test func `an invariant passes, fails with its witness, or is skipped`() throws {
    #expect(cases("invariants").count == 3)
    let broken = try #require(
      try outcome("CAP-1 An annual credit never lifts the rights held above the cap."))
    #expect(broken.name == "failure")
    #expect(broken.attributes["message"]?.hasPrefix("violated 2 time(s)") == true)
    #expect(broken.text.contains("line 19 of the statement"))
    #expect(broken.text.contains("replay: cocarde replay"))
    let held = cases("invariants")[1].attributes["name"] ?? ""
    #expect(try outcome(held) == nil)
    let idle = try #require(
      try outcome("MAN-1 Officials of bodies outside the scheme hold no rights."))
    #expect(idle.name == "skipped")
  }

  @Test func `a threshold fails with what was observed; one without a metric is an error`() throws {
    #expect(try #require(try outcome("violations == 0")).attributes["message"] == "observed 2")
    #expect(try #require(try outcome("nonsense < 1")).name == "error")
    #expect(try outcome("money.paid_cents < 1M") == nil)
  }

  @Test func `what the scenario demands and nothing exercised is an error, other idleness is not`()
    throws
  {
    #expect(try #require(try outcome("leap-day")).name == "error")
    #expect(try outcome("cap-cut") == nil)
    #expect(try #require(try outcome("fault.none")).name == "error")
    var summary = richSummary()
    summary.result.verdict?.notExercised = ["MAN-1"]
    let elements = try Reader.read(ReportForm.junit.bytes(summary))
    let place = try #require(
      elements.firstIndex { $0.attributes["name"]?.hasPrefix("MAN-1") == true })
    #expect(elements[place + 1].name == "error")
    #expect(
      elements[(elements.firstIndex { $0.attributes["name"] == "leap-day" } ?? 0) + 1].name
        == "skipped")
  }

  @Test func `a queue whose books do not add up fails, and a run that was cut off is an error`()
    throws
  {
    let queues = cases("queues").compactMap { $0.attributes["name"] }
    #expect(queues.count == 2)
    #expect(try outcome(queues[0]) == nil)
    #expect(
      try #require(try outcome(queues[1])).attributes["message"]?.contains("differ by 3") == true)
    #expect(try outcome("The run reaches its last day") == nil)
    var summary = richSummary()
    summary.complete = false
    let run = try Reader.read(ReportForm.junit.bytes(summary)).first { $0.name == "error" }
    #expect(run?.attributes["message"]?.hasPrefix("interrupted") == true)
  }

  @Test func `each suite says which run it was, and a full seed survives`() throws {
    let seeds = elements.filter { $0.name == "property" && $0.attributes["name"] == "seed" }
    #expect(seeds.count == elements.count { $0.name == "testsuite" })
    #expect(seeds.allSatisfy { $0.attributes["value"] == "18446744073709551615" })
  }

  @Test func `what XML cannot hold is replaced, and the rest survives`() throws {
    let bytes = try ReportForm.junit.bytes(richSummary())
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0a })
    let name = try #require(cases("thresholds").last?.attributes["name"])
    #expect(name == nasty.replacing("\u{0}\u{1b}", with: "\u{fffd}\u{fffd}"))
  }

  @Test func `an empty summary is a document too`() throws {
    let elements = try Reader.read(ReportForm.junit.bytes(Summary()))
    #expect(elements.first?.attributes["tests"] == "1")
  }
}
