import Report
import Statistics
import Testing

@testable import cocarde_bench

@Suite struct ResultsTests {
  /// A round with the seconds of C (for 1,000 events), one thread, no audit and two threads.
  private func round(_ c: Double?, _ one: Double, _ unaudited: Double, _ two: Double) -> Round {
    var round = Round()
    round.references = c.map { [ReferenceMeasurement(seconds: $0, events: 1_000)] } ?? []
    for (variant, seconds) in [(Variant.one, one), (.unaudited, unaudited), (.two, two)] {
      round.measurements.append(
        Measurement(
          variant: variant.rawValue, seconds: seconds, cpuSeconds: seconds, operations: 100,
          peakBytes: 1 << 30, prints: [1, 2, 3, 4]))
    }
    return round
  }

  private func results(_ rounds: [Round], isSmoke: Bool = false) -> Results {
    Results(
      scenario: "test", from: "a", through: "b", sha256: "", isSmoke: isSmoke, rounds: rounds)
  }

  @Test func `ratios pair the measurements of one round`() throws {
    let results = results([round(1, 2, 1, 1), round(2, 8, 2, 5)])
    #expect(results.ratioToReference?.values == [50.0 / 1_000, 12.5 / 500])
    #expect(results.auditCost?.values == [2, 4])
    #expect(results.speedUp?.values == [2, 1.6])
  }

  @Test func `the speed-up that is judged compares the best runs`() {
    // The ratio of the second round is large only because one thread was disturbed.
    let results = results([round(1, 2, 1, 2), round(1, 8, 1, 2)])
    #expect(results.bestSpeedUp == 1)
    #expect(results.speedUp?.max == 4)
  }

  @Test func `targets are reached at the limit, upper ones under it`() {
    // C: 1,000 events a second; the kernel: 500; the country: 120 operations in one second.
    var fast = round(1, 0.8, 0.6, 0.4)
    fast.workloads = [ReferenceMeasurement(seconds: 2, events: 1_000)]
    for place in fast.measurements.indices { fast.measurements[place].peakBytes = 1 << 29 }
    let reached = results([fast]).targets
    #expect(Set(reached.map(\.name)).count == 7)
    #expect(reached.map(\.isReached) == [true, true, true, true, true, true, true])
    var slow = round(1, 1, 0.7, 0.6)
    slow.workloads = [ReferenceMeasurement(seconds: 4, events: 1_000)]
    slow.measurements[2].totalSeconds = 3
    #expect(
      results([slow]).targets.map(\.isReached) == [false, false, false, false, false, false, false])
  }

  @Test func `without a compiler the ratio to C is left out, and said to be`() {
    let results = results([round(nil, 2, 1, 1)])
    #expect(results.ratioToReference == nil)
    #expect(results.targets.count == 4)
    #expect(results.text.contains("There is no C compiler"))
  }

  @Test func `a smoke test judges no target`() {
    #expect(results([round(1, 2, 1, 1)], isSmoke: true).targets.isEmpty)
  }

  @Test func `runs with other prints or operations differ`() throws {
    #expect(results([round(1, 2, 1, 1)]).difference == nil)
    var prints = round(1, 2, 1, 1)
    prints.measurements[1].prints[0] = 9
    #expect(try #require(results([prints]).difference).contains("'unaudited' to 9-2-3-4"))
    #expect(results([prints]).text.contains("FINGERPRINTS DIFFER"))
    var operations = round(1, 2, 1, 1)
    operations.measurements[2].operations = 101
    #expect(results([round(1, 2, 1, 1), operations]).difference != nil)
  }

  @Test func `checksums that differ from those of C differ`() throws {
    var one = round(1, 2, 1, 1)
    one.references[0].checksums = "N=5 fold=1"
    one.workloads = [
      ReferenceMeasurement(seconds: 1, events: 1_000, checksums: "N=5 fold=1"),
      ReferenceMeasurement(jobs: 2, seconds: 1, events: 1_000, checksums: "N=5 fold=1"),
    ]
    #expect(results([one]).difference == nil)
    one.workloads[1].checksums = "N=5 fold=2"
    #expect(try #require(results([one]).difference).contains("fold=2"))
    // Another size may come to something else.
    one.workloads[1].officials = 6
    #expect(results([one]).difference == nil)
  }

  @Test func `a measurement survives its line of JSON`() throws {
    var measurement = round(1, 2, 1, 1).measurements[0]
    measurement.prints = [.max, 0]
    let bytes = try measurement.json.bytes().filter { $0 != UInt8(ascii: "\n") }
    #expect(try Measurement(json: JSON(parsing: bytes)) == measurement)
  }

  @Test func `the line of the C program is read`() throws {
    let line = "c_bucket N=5 events=908084 dossiers=1 viol=0 run_s=0.0065 ev/s=1.4e+08\n"
    let read = try CReference.measurement(in: line)
    #expect(
      read
        == ReferenceMeasurement(
          officials: 5, seconds: 0.0065, events: 908_084,
          checksums: "N=5 events=908084 dossiers=1 viol=0"))
    #expect(throws: ReportError.self) { try CReference.measurement(in: "events=1 run_s=0") }
    #expect(throws: ReportError.self) { try CReference.measurement(in: "nothing") }
  }

  @Test func `a table aligns its columns`() {
    let table = TextTable(header: ["", "best"], rows: [["one", "1"], ["three", "12345"]])
    #expect(table.lines == ["           best", "  one         1", "  three   12345"])
  }
}
