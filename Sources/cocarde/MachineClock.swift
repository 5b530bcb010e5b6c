import Audit
import Report

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
  ///   - findings: What the audit found and booked.
  ///   - cpuSeconds: The processor time of the simulated years.
  /// - Returns: A line for each invariant that was timed, in the order of the catalogue.
  static func all(_ findings: Findings, cpuSeconds: Double) -> [CostLine] {
    Invariant.allCases.compactMap { invariant in
      guard let cost = findings.detail?.cost(of: invariant), cost.evaluations > 0 else {
        return nil
      }
      let each = max(0, Double(cost.nanoseconds) / Double(cost.evaluations))
      let all = each * Double(findings[invariant].evaluations) / 1e9
      var line = CostLine()
      line.id = invariant.id
      line.timed = cost.evaluations
      line.nanoseconds = (each * 10).rounded() / 10
      line.share = cpuSeconds > 0 ? (all / cpuSeconds * 1e6).rounded() / 1e6 : 0
      return line
    }
  }
}
