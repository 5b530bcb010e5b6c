import Histogram
import Testing

@testable import Report

@Suite struct HdrSpectrumTests {
  /// What HdrHistogram prints of the same values, without the line on its own buckets.
  private func reference(_ values: [SpectrumLine]) -> String {
    var histogram = Histogram<UInt64>(
      highestTrackableValue: 1 << 40, numberOfSignificantValueDigits: .three)
    for line in values { histogram.record(UInt64(line.value), count: UInt64(line.count)) }
    var text = ""
    histogram.outputPercentileDistribution(to: &text, outputValueUnitScalingRatio: 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#[Buckets") }.joined(separator: "\n")
  }

  @Test(arguments: [
    [(0, 1)], [(7, 1), (9, 1)], (1...1_000).map { ($0, 1) }, (1...1_000).map { ($0, $0 * 97) },
    [(0, 1_000_000), (3, 999), (40, 12), (41, 1)], (0...365).map { ($0, 400 - $0) },
    [(3, 1_234_567_890), (1_999, 1)],
  ])
  func `a spectrum is printed as HdrHistogram prints it`(values: [(Int, Int)]) throws {
    let lines = values.map { SpectrumLine(value: Int64($0.0), count: Int64($0.1)) }
    let text = HdrSpectrum("x", lines).text
    #expect(text.hasPrefix("#[x]\n"))
    #expect(text.dropFirst("#[x]\n".count) == reference(lines))
  }

  @Test func `each distribution has a name, and all of them stand below one another`() throws {
    let summary = richSummary()
    #expect(Spectra.names(summary.result) == ["support", "servers", "request-to-acceptance"])
    let all = String(decoding: try ReportForm.hgrm(nil).bytes(summary), as: UTF8.self)
    let one = String(decoding: try ReportForm.hgrm("support").bytes(summary), as: UTF8.self)
    #expect(all.hasPrefix(one))
    #expect(one.hasPrefix("#[support: sojourn in days]\n"))
    #expect(all.contains("#[servers: sojourn in µs]\n"))
    let error = #expect(throws: ReportError.self) {
      try ReportForm.hgrm("suport").bytes(summary)
    }
    #expect(error?.description.contains("support, servers, request-to-acceptance") == true)
  }

  @Test func `of a duration the percentiles that are known are printed in the same columns`() throws
  {
    let text = String(
      decoding: try ReportForm.hgrm("request-to-acceptance").bytes(richSummary()), as: UTF8.self)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: " ").compactMap { Double($0) } }
    #expect(rows.count == 6)
    #expect(rows.first == [1, 0, 0, 1])
    #expect(rows[4] == [95, 0.95, 95, 20] || rows[3] == [95, 0.95, 95, 20])
    #expect(rows.last == [100, 1, 100])
  }

  @Test func `nothing that was measured is an empty distribution`() {
    #expect(
      HdrSpectrum("x", [SpectrumLine]()).text.hasSuffix("Total count    =            0]\n"))
  }
}
