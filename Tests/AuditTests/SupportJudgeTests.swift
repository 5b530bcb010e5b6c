import Calendar
import Platform
import Testing

@testable import Audit

/// SUP-1 over the queue that all shards share: in turn, in time, and closed when it is time.
@Suite struct SupportJudgeTests {
  private let monday = Day(2023, 5, 15)

  private func hours(_ agents: Int, papersDays: Int = 3) -> SupportHours {
    SupportHours(agents: agents, minutes: 60, service: 5...20, papersDays: papersDays)
  }

  private func tickets(_ officials: ClosedRange<UInt32>) -> [SupportTicket] {
    officials.map { SupportTicket(official: $0, number: 1) }
  }

  /// What is violated in a working week after letters that a desk has never heard of: one that does
  /// nothing, or works as it should.
  private func violations(
    _ letters: ClosedRange<UInt32>, _ agents: Int, isAsleep: Bool, days: Int = 5
  ) -> Int64 {
    var desk = SupportDesk(seed: 3)
    var judge = SupportJudge()
    for day in 0..<days {
      let arrived = day == 0 ? tickets(letters) : []
      desk.settle(
        monday + day, tickets: arrived, asked: [], isWorkingDay: !isAsleep, hours: hours(agents))
      judge.judge(
        desk.readings, tickets: arrived, asked: [], on: monday + day, isWorkingDay: true,
        hours: hours(agents))
    }
    #expect(judge.findings[.sup1].nonvacuous > 0)
    return judge.findings[.sup1].violations
  }

  @Test func `who was passed over is seen`() {
    var desk = SupportDesk(seed: 3, mutant: .supportSilent)
    var judge = SupportJudge()
    desk.settle(monday, tickets: tickets(3...5), asked: [], isWorkingDay: true, hours: hours(9))
    judge.judge(
      desk.readings, tickets: tickets(3...5), asked: [], on: monday, isWorkingDay: true,
      hours: hours(9))
    #expect(judge.findings[.sup1].violations == 1)
  }

  @Test func `a desk that answers nobody is found, one that has too few agents is not`() {
    #expect(violations(1...12, 1, isAsleep: true) > 0)
    #expect(violations(1...12, 1, isAsleep: false) == 0)
    #expect(violations(1...60, 1, isAsleep: false) == 0)
    #expect(violations(1...60, 30, isAsleep: false) == 0)
  }

  @Test func `the last letter is not forgotten unnoticed`() {
    var desk = SupportDesk(seed: 3, mutant: .supportSilent)
    var judge = SupportJudge()
    desk.settle(monday, tickets: tickets(3...4), asked: [], isWorkingDay: true, hours: hours(9))
    judge.judge(
      desk.readings, tickets: tickets(3...4), asked: [], on: monday, isWorkingDay: true,
      hours: hours(9))
    #expect(judge.findings[.sup1].violations == 1)
  }

  /// The violations of a request that is closed some days after papers were asked for, or never.
  private func closed(after days: Int?) -> Int64 {
    // The desk that closes has another delay than the one that is judged.
    var desk = SupportDesk(seed: 3)
    var judge = SupportJudge()
    let asked = [SupportAnswer(official: 4, number: 7, end: .papersAsked)]
    for day in 0..<9 {
      let asked = day == 0 ? asked : []
      desk.settle(
        monday + day, tickets: [], asked: asked, isWorkingDay: true,
        hours: hours(1, papersDays: days ?? 99))
      judge.judge(
        desk.readings, tickets: [], asked: asked, on: monday + day, isWorkingDay: true,
        hours: hours(1, papersDays: 5))
    }
    return judge.findings[.sup1].violations
  }

  @Test func `a request without papers is closed when the delay is over`() {
    #expect(closed(after: 5) == 0)
    #expect(closed(after: 4) > 0)
    #expect(closed(after: 6) > 0)
    #expect(closed(after: nil) > 0)
  }
}
