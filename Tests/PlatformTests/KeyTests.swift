import Calendar
import Draws
import Ledger
@testable import Platform
import Testing

/// Idempotency: what is sent twice is done once, and memory does not grow.
@Suite struct KeyTests {
  private func request(_ key: UInt64, session: UInt32 = 0) -> Command {
    var command = Bench.request(Bench.Offers.short, from: Day(2023, 3, 1))
    command.key = key
    command.second += session
    return command
  }

  @Test func `the same command again gets the same answer, without effect`() throws {
    let bench = try Bench.ready()
    let outcomes = bench.live(Day(2023, 1, 10), [request(5), request(5)])
    #expect(outcomes.map(\.rule) == [.applied, .applied])
    #expect(outcomes.map(\.isRepeated) == [false, true])
    #expect(outcomes[1].digests.before == outcomes[1].digests.after)
    #expect(bench.batch.claims.count == 1)
    let later = bench.live(Day(2023, 1, 11), [request(5)])
    #expect(later[0].isRepeated)
    #expect(bench.shard.accounts.holders[0].dossiers == 1)
  }

  @Test func `a refusal is repeated too, even when it would be granted now`() throws {
    let bench = try Bench.ready()
    let early = bench.live(Day(2022, 1, 6), [request(9)])
    #expect(early[0].rule == .serviceClosed)
    let late = bench.live(Day(2022, 1, 7), [request(9), request(10)])
    #expect(late.map(\.rule) == [.serviceClosed, .applied])
    #expect(late[0].isRepeated)
  }

  @Test func `the key of another command is refused, and the first answer stays`() throws {
    let bench = try Bench.ready()
    let outcomes = bench.live(Day(2023, 1, 10), [request(5), request(5, session: 1), request(5)])
    #expect(outcomes.map(\.rule) == [.applied, .keyReused, .applied])
    #expect(outcomes.map(\.isRepeated) == [false, false, true])
  }

  @Test func `every field but the key makes another command`() {
    let base = request(5)
    var others = [Command](repeating: base, count: 9)
    others[0].official += 1
    others[1].number += 1
    others[2].verb = .propose
    others[3].flag.toggle()
    others[4].small += 1
    others[5].first += 1
    others[6].second += 1
    others[7].amount += 1
    others[8].day = others[8].day + 1
    var key = base
    key.key += 1
    #expect(key.bodyHash == base.bodyHash)
    #expect(Set(others.map(\.bodyHash) + [base.bodyHash]).count == 10)
  }

  @Test func `a key is remembered for one period at least, and for two at most`() throws {
    for (wait, isRemembered) in [(9, true), (25, false)] {
      let bench = try Bench.ready(keyDays: 10)
      bench.live(Day(2023, 1, 10), [request(5)])
      let outcomes = bench.live(Day(2023, 1, 10) + wait, [request(5)])
      let outcome = try #require(outcomes.first { $0.command >= 0 })
      #expect(outcome.isRepeated == isRemembered)
    }
  }

  @Test func `the store agrees with a dictionary over many seeds`() {
    let stream = Stream("test.keys")
    for seed in UInt64(1)...20 {
      var store = KeyStore()
      var current: [UInt64: (UInt32, Rule)] = [:]
      var previous: [UInt64: (UInt32, Rule)] = [:]
      for turn in UInt64(0)..<2_000 {
        let word = draw(seed, stream, turn)
        // Few keys, some of them alike in the low bits, so that they collide.
        let key = (word.below(300) + 1) << (word & 1 == 0 ? 0 : 20)
        let body = UInt32((word >> 20) & 1)
        let known = current[key] ?? previous[key]
        let expected: KeyStore.Answer =
          if let known { known.0 == body ? .repeated(known.1, 0) : .reused } else { .new }
        #expect(store.answer(key, body: body) == expected)
        if known == nil {
          let rule = Rule.allCases[Int(word >> 40) % Rule.allCases.count]
          store.remember(key, body: body, rule: rule)
          current[key] = (body, rule)
        }
        if word >> 58 == 0, word & 4 == 0 {
          store.rotate()
          previous = current
          current = [:]
        }
      }
    }
  }

  @Test func `a store that rotates forgets, and keeps what is recent`() {
    var store = KeyStore()
    for period in UInt64(1)...50 {
      for key in 1...500 { store.remember(period << 32 | UInt64(key), body: 1, rule: .applied) }
      #expect(store.answer(period << 32 | 500, body: 1) == .repeated(.applied, 0))
      if period > 1 { #expect(store.answer((period - 1) << 32 | 1, body: 2) == .reused) }
      if period > 2 { #expect(store.answer((period - 2) << 32 | 1, body: 1) == .new) }
      store.rotate()
    }
  }
}

@Suite struct SettlementTests {
  @Test func `the fund is kept above its line, and repays what it can`() {
    var settlement = Settlement(fund: 100)
    #expect(settlement.settleFund(-20, line: 50).isEmpty)
    #expect(settlement.fund == 80)
    let advance = settlement.settleFund(-70, line: 50)
    #expect(advance.map(\.amount) == [40])
    #expect(settlement.fund == 50 && settlement.advances == 40)
    // Up to twice the line nothing is repaid; what is above repays.
    #expect(settlement.settleFund(50, line: 50).isEmpty)
    #expect(settlement.settleFund(30, line: 50).map(\.amount) == [30])
    #expect(settlement.fund == 100 && settlement.advances == 10)
    #expect(settlement.settleFund(1_000, line: 50).map(\.amount) == [10])
    #expect(settlement.fund == 1_090 && settlement.advances == 0)
  }
}
