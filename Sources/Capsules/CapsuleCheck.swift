internal import Audit
internal import Calendar
package import Report
package import Scenario
internal import Simulation

extension Capsule {
  /// Refuses what no run of the capsule's scenario can hold, before it is run.
  ///
  /// - Parameters:
  ///   - scenario: The scenario, loaded.
  ///   - officials: How many officials it has.
  /// - Throws: ``ReportError`` for a day outside of the scenario or an official who does not exist.
  package func check(_ scenario: LoadedScenario, officials: Int) throws(ReportError) {
    let view = try focus.view()
    let failure = try Violation(self.failure)
    let days = scenario.from...scenario.through
    guard days.contains(view.days.lowerBound), days.contains(view.days.upperBound) else {
      throw ReportError(
        "focus: \(focus.from) to \(focus.through) is not within the scenario's "
          + "\(days.lowerBound) to \(days.upperBound)")
    }
    guard view.days.contains(Day(rawValue: failure.day)) else {
      throw ReportError("failure.day: \(self.failure.day) is not within the capsule's days")
    }
    let operations = view.focus.operations ?? []
    let strangers = (view.focus.officials ?? []) + operations.map(\.subject)
    if let stranger = strangers.first(where: { $0 >= officials }) {
      throw ReportError("focus: there is no official \(stranger); the scenario has \(officials)")
    }
    if let operation = operations.first(where: { !view.days.contains($0.day) }) {
      throw ReportError("focus.operations: \(operation.day) is not within the capsule's days")
    }
    if failure.official < officials, let people = view.focus.officials,
      !people.contains(failure.official)
    {
      throw ReportError("focus.officials: the official of the failure is not among them")
    }
  }
}
