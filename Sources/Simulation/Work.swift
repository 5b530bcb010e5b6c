internal import Audit
internal import Behaviour
internal import Kernel
internal import Platform

extension RunOutcome.Work {
  /// Adds what a district did.
  mutating func add(_ district: borrowing District) {
    draws += district.actors.draws
    pushes += district.actors.agendaEntries + district.shard.timersSet + district.feed.planned
  }

  /// Adds another block's draws and pushes; the rest is counted over all of them.
  mutating func add(_ other: Self) {
    draws += other.draws
    pushes += other.pushes
  }

  /// Adds what is counted over all districts anyway, and what bodies did.
  mutating func close(_ tally: Tally, _ findings: Findings, _ portal: borrowing PortalDay) {
    draws += portal.work.draws
    pushes += portal.work.pushes
    count(tally, findings)
  }

  /// Takes over what a whole run counts anyway: the fund's part is known when all blocks are.
  mutating func count(_ tally: Tally, _ findings: Findings) {
    events = tally.operationCount + RunOutcome.Reads(tally.access).total
    postings = tally.postings
    checks = findings.invariants.reduce(0) { $0 + $1.evaluations }
  }
}

extension Crew {
  /// Reads a meter on each thread, less what it said before.
  func read(_ meter: (@Sendable () -> UInt64)?, since before: [UInt64] = []) -> [UInt64] {
    guard let meter else { return [] }
    let slots = Slots<UInt64>(count: threads)
    eachThread { slots.set($0, meter()) }
    return slots.all.enumerated().map { $1 - ($0 < before.count ? before[$0] : 0) }
  }
}
