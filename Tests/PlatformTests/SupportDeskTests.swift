import Calendar
import Platform
import Testing

/// Support's queue: agents, minutes, order and deadlines.
@Suite struct SupportDeskTests {
  let monday = Day(2023, 1, 9)

  private func tickets(_ officials: [UInt32]) -> [SupportTicket] {
    var tickets = officials.map { SupportTicket(official: $0, number: 7) }
    SupportDesk.order(&tickets)
    return tickets
  }

  private func hours(_ agents: Int, _ minutes: Int = 60) -> SupportHours {
    SupportHours(agents: agents, minutes: minutes, service: 30...30, papersDays: 10)
  }

  @Test func `a day's minutes are spent in the order of arrival, and what is begun goes on`() {
    var desk = SupportDesk(seed: 1)
    desk.settle(
      monday, tickets: tickets([5, 3, 9]), asked: [], isWorkingDay: true, hours: hours(1, 45))
    #expect(desk.readings.map(\.official) == [3])
    #expect(desk.backlog == 2)
    desk.settle(
      monday + 1, tickets: tickets([1]), asked: [], isWorkingDay: true, hours: hours(1, 45))
    #expect(desk.readings.map(\.official) == [5, 9])
    #expect(desk.readings.map(\.arrived) == [monday, monday])
    desk.settle(monday + 2, tickets: [], asked: [], isWorkingDay: false, hours: hours(1, 45))
    #expect(desk.readings.isEmpty)
    #expect(desk.oldest == monday + 1)
    desk.settle(monday + 3, tickets: [], asked: [], isWorkingDay: true, hours: hours(1, 45))
    #expect(desk.readings.map(\.official) == [1])
    #expect(desk.minutes.had == 135 && desk.minutes.used == 120)
    #expect(desk.oldest == nil)
  }

  @Test func `without agents everybody waits, and more agents answer more`() {
    var desk = SupportDesk(seed: 1)
    desk.settle(
      monday, tickets: tickets([1, 2, 3, 4]), asked: [], isWorkingDay: true, hours: hours(0))
    #expect(desk.readings.isEmpty && desk.backlog == 4)
    desk.settle(monday + 1, tickets: [], asked: [], isWorkingDay: true, hours: hours(2))
    #expect(desk.readings.map(\.official) == [1, 2, 3, 4])
  }

  @Test func `papers have their delay, and then the request is closed`() {
    var desk = SupportDesk(seed: 1)
    let asked = [SupportAnswer(official: 4, number: 7, end: .papersAsked)]
    desk.settle(monday, tickets: [], asked: asked, isWorkingDay: true, hours: hours(1))
    for day in 1..<10 {
      desk.settle(monday + day, tickets: [], asked: [], isWorkingDay: true, hours: hours(1))
      #expect(desk.readings.isEmpty)
    }
    desk.settle(monday + 10, tickets: [], asked: [], isWorkingDay: true, hours: hours(1))
    #expect(desk.readings.map(\.isClosing) == [true])
    #expect(desk.readings.map(\.official) == [4])
    desk.settle(monday + 11, tickets: [], asked: [], isWorkingDay: true, hours: hours(1))
    #expect(desk.readings.isEmpty)
  }

  @Test func `the silent mutant forgets some requests and answers those behind them`() {
    var desk = SupportDesk(seed: 1, mutant: .supportSilent)
    desk.settle(
      monday, tickets: tickets([3, 4, 5]), asked: [], isWorkingDay: true, hours: hours(3))
    #expect(desk.readings.map(\.official) == [3, 5])
  }
}
