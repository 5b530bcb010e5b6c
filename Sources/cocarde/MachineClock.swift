import Audit
import Report
import Simulation

#if canImport(Glibc)
  import Glibc
#endif

/// The clock of the machine, for what the audit costs: the rooms below know none.
enum MachineClock {
  /// Nanoseconds since some moment.
  static let nanoseconds: Detail.Clock = {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

extension CostLine {
  /// What each invariant cost, as far as it was timed.
  ///
  /// - Parameters:
  ///   - outcome: The run, some days of which were timed.
  ///   - cpuSeconds: The processor time of the simulated years.
  /// - Returns: A line for each invariant that was timed, in the order of the catalogue.
  static func all(_ outcome: RunOutcome, cpuSeconds: Double) -> [CostLine] {
    guard let detail = outcome.findings.detail else { return [] }
    return Invariant.allCases.compactMap { invariant in
      let evaluations = outcome.findings[invariant].evaluations
      guard let cost = outcome.days.cost(of: invariant, detail), evaluations > 0 else {
        return nil
      }
      var line = CostLine()
      line.id = invariant.id
      line.timed = cost.timed
      line.nanoseconds = (cost.nanoseconds / Double(evaluations) * 100).rounded() / 100
      let share = cpuSeconds > 0 ? cost.nanoseconds / 1e9 / cpuSeconds : 0
      line.share = (share * 1e6).rounded() / 1e6
      return line
    }
  }
}
