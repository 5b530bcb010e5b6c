import Calendar
import Ledger
import Platform
import Testing

/// Steps that follow each other faster than people do: found by searching every sequence.
@Suite struct SameDayTests {
  @Test func `who loses the seat on the evening of the confirmation has the money back`() throws {
    let bench = try Bench.ready()
    bench.live(Day(2023, 2, 3))
    let before = bench.shard.accounts.balances[2].available
    var commands = (0..<3).map {
      Bench.request(Bench.Offers.short, from: Day(2023, 3, 1), UInt32($0))
    }
    commands.append(Command(.propose, official: 2, number: 1))
    var confirm = Command(.confirm, official: 2, number: 1)
    confirm.amount = 1_000_00
    commands.append(confirm)
    let rules = bench.live(Day(2023, 2, 6), commands).map(\.rule)
    #expect(rules == Array(repeating: .applied, count: 5))
    #expect(bench.shard.accounts.balances[2].reserved > 0)
    let outcomes = bench.live(Day(2023, 2, 7))
    #expect(outcomes.map(\.verb) == [.seatLost])
    #expect(outcomes.first?.after == .rejected)
    #expect(bench.shard.accounts.balances[2].reserved == 0)
    #expect(bench.shard.accounts.balances[2].available == before)
    #expect(bench.moved(.refund, to: .rightsAvailable) > 0)
  }

  @Test func `a long training that is cut short has no deposit any more`() throws {
    let bench = try Bench.ready()
    bench.end(on: Day(2023, 1, 10))
    applied(bench.request(Bench.Offers.long, from: Day(2023, 3, 1), on: Day(2023, 2, 6)))
    applied(bench.step(.propose, on: Day(2023, 2, 7)))
    applied(bench.step(.confirm, on: Day(2023, 2, 8)))
    applied(bench.step(.entry, on: Day(2023, 3, 1)))
    var begin = Command(.mandateBegins, official: 0)
    begin.first = 77
    begin.small = UInt16(MandateCode.departmental)
    begin.day = Day(2023, 3, 2)
    // A Thursday: the batch of payments is on the evening of the interruption.
    let outcomes = bench.live(Day(2023, 3, 2), [begin])
    #expect(outcomes.contains { $0.verb == .interrupt })
    #expect(!outcomes.contains { $0.verb == .payDeposit })
  }
}
