import Testing

@testable import Report

@Suite struct ReportFormTests {
  @Test func `each form is found by its name, and no two have the same`() {
    for form in ReportForm.all { #expect(ReportForm(form.name) == form) }
    #expect(Set(ReportForm.all.map(\.name)).count == ReportForm.all.count)
    #expect(ReportForm("hgrm-support") == .hgrm("support"))
    for name in ["", "csv-", "hgrm-", "xml", "csv-queue", "series"] {
      #expect(ReportForm(name) == nil, "\(name)")
    }
  }

  /// The forms that this room makes by itself.
  private static let own = ReportForm.all.filter {
    if case .html = $0 { false } else { true }
  }

  @Test(arguments: own)
  func `a summary that was stored gives the same bytes, and is not changed`(
    form: ReportForm
  ) throws {
    let summary = richSummary()
    let bytes = try form.bytes(summary)
    #expect(summary == richSummary())
    let stored = try Summary(parsing: summary.json.bytes())
    #expect(try form.bytes(stored) == bytes)
    #expect(bytes.last == UInt8(ascii: "\n"))
    #expect(String(validating: bytes, as: UTF8.self) != nil)
  }
}
