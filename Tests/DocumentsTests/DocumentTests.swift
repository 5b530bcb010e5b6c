import Documents
import Testing

@Suite struct DocumentTests {
  @Test func `a node knows its line and path`() throws {
    let document = try Document("a: 1\nb:\n  c: [2, x]\n", file: "f.yaml")
    let item = try #require(try document["b"]?["c"]?.items().last)
    #expect(item.line == 3)
    #expect(item.path == "b.c[1]")
    #expect(item.complaint("no").description == "f.yaml:3: no")
  }

  @Test func `a duplicate key is named with its line`() {
    #expect(throws: Diagnostic(file: "f.yaml", line: 2, message: "duplicate key 'a'")) {
      try Document("a: 1\na: 2\n", file: "f.yaml")
    }
  }

  @Test func `an unknown key is refused with the nearest name`() throws {
    let document = try Document("rigths: 1\n", file: "f.yaml")
    #expect(
      throws: Diagnostic(
        file: "f.yaml", line: 1, message: "unknown key 'rigths'; did you mean 'rights'?")
    ) { try document.entries(known: ["rights", "law"]) }
  }

  @Test(arguments: ["a: [1", "a: b: c", "\t- x", "a: &x [*x]", "{", "a: *nowhere"])
  func `broken text is a diagnostic`(text: String) {
    #expect(throws: Diagnostic.self) { try Document(text, file: "f.yaml") }
  }

  @Test func `aliases that expand without end are refused`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let alias = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
    }
    #expect(throws: Diagnostic.self) { try Document(text, file: "bomb.yaml") }
  }
}

@Suite struct UnitTests {
  @Test func `quantities are read into whole base units`() throws {
    #expect(try Unit.euro.parse("1 200,50 €") == 120_050)
    #expect(try Unit.euro.parse("800") == 80_000)
    #expect(try Unit.euro.parse("103.2") == 10_320)
    #expect(try Unit.share.parse("1 %") == 10_000)
    #expect(try Unit.share.parse("2.5 ‰") == 2_500)
    #expect(try Unit.share.parse("0.5") == 500_000)
    #expect(try Unit.workingDay.parse("11 working days") == 11)
    #expect(try Unit.flag.parse("yes") == 1)
    #expect(try Unit.date.parse("1970-01-02") == 1)
    #expect(try Unit.dayOfYear.parse("07-05") == 705)
  }

  @Test func `a wrong quantity says what is wrong`() {
    #expect(throws: QuantityError.negative("-1 €")) { try Unit.euro.parse("-1 €") }
    #expect(throws: QuantityError.wrongUnit("14 days", .euro)) { try Unit.euro.parse("14 days") }
    #expect(throws: QuantityError.self) { try Unit.euro.parse("1.005") }
    #expect(throws: QuantityError.self) { try Unit.count.parse("1.5") }
    #expect(throws: QuantityError.self) { try Unit.count.parse("99999999999999999999") }
    #expect(throws: QuantityError.self) { try Unit.date.parse("2026-02-30") }
    #expect(throws: QuantityError.self) { try Unit.euro.parse("") }
  }
}
