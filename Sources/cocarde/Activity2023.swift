import Behaviour
import Calendar
import Documents
import Law
import Ledger
import Report
import Simulation

/// The year 2023 as it was published, beside the same year as it was simulated.
struct Activity2023 {
  private let tally: Simulation.Tally

  init(_ tally: Simulation.Tally) { self.tally = tally }

  /// The figures, where the run holds the whole year.
  ///
  /// - Returns: A line for each published figure; none where the run does not hold the year.
  /// - Throws: A diagnostic if the published figures cannot be read.
  func lines() throws -> [ActivityLine] {
    let index = 2023 - tally.firstYear
    guard index >= 0, index < tally.years.count - 1 else { return [] }
    let simulated = figures(tally.years[index], index)
    return try ParameterTable.published().parameters.compactMap { parameter in
      let name = String(parameter.name.dropFirst("published.".count))
      guard case .number(let published)? = parameter.inForce(on: Day(2023, 12, 31))?.value,
        let figure = simulated[name]
      else { return nil }
      let unit: String =
        switch parameter.unit {
        case .share: "ppm"
        case .euro: "cents"
        default: "count"
        }
      return ActivityLine(
        year: 2023, name: parameter.title, unit: unit, published: published, simulated: figure,
        source: parameter.values.first?.reference ?? "")
    }
  }

  private func figures(
    _ year: Simulation.Tally.Year, _ index: Int
  ) -> [String: Int64] {
    let mandate = Int64(year.validated[0])
    let reintegration = Int64(year.validated[1])
    let all = mandate + reintegration
    func ratio(_ part: Int64, _ whole: Int64, _ scale: Int64) -> Int64 {
      whole == 0 ? 0 : part * scale / whole
    }
    return [
      "fed_accounts": Int64(year.fedAccounts),
      "validated": all,
      "validated_mandate": mandate,
      "validated_reintegration": reintegration,
      "mandate_share": ratio(mandate, all, 1_000_000),
      "mandate_hours": ratio(year.hours[0], mandate, 100),
      "mandate_hourly": ratio(year.priced[0], year.hours[0], 1),
      "reintegration_hours": ratio(year.hours[1], reintegration, 100),
      "reintegration_hourly": ratio(year.priced[1], year.hours[1], 1),
      "mandate_women": ratio(Int64(year.women[0]), mandate, 1_000_000),
      "mandate_age": ratio(year.ages[0], mandate, 100),
      "reintegration_age": ratio(year.ages[1], reintegration, 100),
      "levy": tally.amount(.levy, to: .fund, year: index),
    ]
  }
}
