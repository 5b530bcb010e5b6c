import Scenario
import Testing

/// A value that the run would not read is refused, with the reason and a way out.
@Suite struct ReadingTests {
  private static let days = "simulation: {from: 2022-07-01, to: 2024-06-30}\n"

  private func complaint(_ parameters: String, files: [String: String] = [:]) -> String {
    Fixture.complaint(Self.days + parameters, files: files)
  }

  @Test func `what is read every day takes any date`() {
    #expect(
      complaint("parameters:\n  behaviour.request-rate: {2023-03-15: 5 %}\n") == "no complaint")
    #expect(complaint("parameters:\n  rights.cap: {2023-03-15: 900}\n") == "no complaint")
  }

  @Test func `what is read on 1 January takes no other date within the run`() {
    #expect(complaint("parameters:\n  accrual.other-day: {2023-01-01: 07-06}\n") == "no complaint")
    #expect(complaint("parameters:\n  accrual.other-day: {2022-07-01: 07-06}\n") == "no complaint")
    #expect(complaint("parameters:\n  accrual.other-day: {2020-05-05: 07-06}\n") == "no complaint")
    #expect(
      complaint("parameters:\n  accrual.other-day: {2023-03-15: 07-06}\n")
        == "dir/s.yaml:3: 'accrual.other-day' is read on 1 January for the whole year: a value of "
        + "2023-03-15 would do nothing until then; date it on a 1 January")
  }

  @Test func `what is read on the first day takes no date after it`() {
    #expect(complaint("parameters:\n  behaviour.opening: {2022-07-01: 4}\n") == "no complaint")
    #expect(complaint("parameters:\n  behaviour.opening: 4\n") == "no complaint")
    #expect(
      complaint("parameters:\n  behaviour.opening: {2023-01-01: 4}\n")
        == "dir/s.yaml:3: 'behaviour.opening' is read on the first day of the run (2022-07-01) "
        + "alone: a value of 2023-01-01 would do nothing")
  }

  @Test func `what nothing reads takes no other value`() {
    let sentence =
      "'fund.convention' is there for information: no rule of the model reads it, so that another "
      + "value would change nothing"
    #expect(complaint("parameters:\n  fund.convention: 5\n") == "dir/s.yaml:3: \(sentence)")
    #expect(
      Fixture.complaint(Self.days, flags: ScenarioFlags(overrides: ["fund.convention=5"]))
        == "--set: \(sentence)")
    #expect(
      Fixture.complaint(Self.days, environment: ["COCARDE_FUND__CONVENTION": "5"])
        == "COCARDE_FUND__CONVENTION: \(sentence)")
  }

  @Test func `a reform may change only what the run reads`() {
    func reform(_ name: String, _ date: String, _ value: String) -> String {
      """
      name: r
      parameters:
        \(name):
          \(date): {value: \(value), reference: R, checked: 2026-11-21, confidence: unverified}
      """
    }
    func complaint(_ name: String, _ date: String, _ value: String) -> String {
      self.complaint("reforms: [r.yaml]\n", files: ["dir/r.yaml": reform(name, date, value)])
    }
    #expect(complaint("rights.cap", "2023-03-15", "900") == "no complaint")
    #expect(
      complaint("accrual.other-day", "2023-03-15", "07-06").hasPrefix(
        "dir/r.yaml:4: 'accrual.other-day' is read on 1 January"))
    #expect(
      complaint("fund.convention", "2023-01-01", "5").hasPrefix(
        "dir/r.yaml:4: 'fund.convention' is there for information"))
  }
}
