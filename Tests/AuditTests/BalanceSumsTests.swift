import Draws
import Testing

@testable import Audit
@testable import Platform

/// The monthly sums over a shard agree with sums taken one account at a time.
@Suite struct BalanceSumsTests {
  private static let stream = Stream("balance-sums")

  /// Balances of a shard, the same in both books.
  private static func books(_ count: Int, most: Int64, seed: UInt64)
    -> (mine: [MirrorAccount], theirs: [Balance])
  {
    var mine: [MirrorAccount] = []
    var theirs: [Balance] = []
    for place in 0..<count {
      let word = draw(seed, stream, UInt64(place))
      var balance = Balance()
      balance.addAvailable(Int64(word.below(UInt64(most))))
      if word & 3 == 0 { balance.addReserved(Int64((word >> 32).below(UInt64(most)))) }
      var account = MirrorAccount()
      account.available = Int32(balance.available)
      account.reserved = Int32(balance.reserved)
      mine.append(account)
      theirs.append(balance)
    }
    return (mine, theirs)
  }

  @Test(
    arguments: [0, 1, 3, 4, 5, 8_191, 8_192, 8_193, 20_001],
    [80_001 as Int64, 200_000, 2_000_000_000])
  func `sums in words are the sums of the amounts, for few accounts and many, small and large`(
    count: Int, most: Int64
  ) {
    let cap: Int64 = 80_000
    let (mine, theirs) = Self.books(count, most: most, seed: UInt64(count) ^ UInt64(most))
    let sums = BalanceSums(mine, theirs, cap: cap)
    #expect(sums.available == theirs.reduce(0) { $0 + $1.available })
    #expect(sums.reserved == theirs.reduce(0) { $0 + $1.reserved })
    #expect(sums.above == theirs.count { $0.available + $0.reserved > cap })
    #expect(!sums.differs)
  }

  @Test(arguments: [0, 1, 2, 3, 8_191, 8_192, 9_998, 9_999])
  func `one cent in one account is seen wherever it lies`(place: Int) {
    var (mine, theirs) = Self.books(10_000, most: 80_001, seed: 7)
    theirs[place].addReserved(1)
    let sums = BalanceSums(mine, theirs, cap: 80_000)
    #expect(sums.differs)
    mine[place].reserved += 1
    #expect(!BalanceSums(mine, theirs, cap: 80_000).differs)
  }

  @Test func `an amount below zero is added up as what it is`() {
    var (mine, theirs) = Self.books(16, most: 80_001, seed: 9)
    mine[5].available = -3
    theirs[5].addAvailable(-3 - theirs[5].available)
    let sums = BalanceSums(mine, theirs, cap: 80_000)
    #expect(sums.available == theirs.reduce(0) { $0 + $1.available })
    #expect(!sums.differs)
  }

  @Test func `no cap has nobody above it`() {
    let (mine, theirs) = Self.books(1_000, most: 200_000, seed: 11)
    #expect(BalanceSums(mine, theirs, cap: .max).above == 0)
  }
}
