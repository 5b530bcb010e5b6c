import Report
import Simulation

extension WorkFigures {
  /// The counters of a run.
  init(_ work: RunOutcome.Work) {
    self.init(
      events: Int64(work.events), draws: Int64(work.draws), pushes: Int64(work.pushes),
      postings: Int64(work.postings), checks: work.checks)
  }
}
