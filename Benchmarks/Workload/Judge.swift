internal import Kernel
internal import Ledger

/// What went one way, from one account to another.
struct Way: BitwiseCopyable, Sendable {
  /// The amount, in cents.
  var sum: Int64 = 0
  /// What it does to the balance of rights: 1 in, -1 out, 0 nothing.
  var sign: Int64 = 0
}

/// Who reads the postings of a shard: adds up every way that money takes, and keeps balances of
/// its own, recomputed from nothing but the postings.
struct Judge: ~Copyable {
  /// What went which way: by ``Posting/way``.
  private var ways = Column(repeating: Way(), count: Posting.ways)
  /// The balances of rights, recomputed; empty where nothing is judged.
  private var mirror: Column<Int32>
  private let base: UInt32
  private let isJudging: Bool
  /// The postings that were read.
  private(set) var postings = 0
  /// How many balances were compared with the cap or with those of the platform.
  private(set) var checks = 0
  /// How many of them were wrong.
  private(set) var violations = 0

  init(_ officials: Range<Int>, isJudging: Bool) {
    base = UInt32(officials.lowerBound)
    self.isJudging = isJudging
    mirror = Column(repeating: 0, count: isJudging ? officials.count : 0)
    for other in Account.allCases where other != .rightsAvailable {
      ways[Posting.way(from: other, to: .rightsAvailable)].sign = 1
      ways[Posting.way(from: .rightsAvailable, to: other)].sign = -1
    }
  }

  /// Reads a page.
  mutating func read(_ page: borrowing Page) {
    postings &+= page.count
    if isJudging { judge(page) } else { sum(page) }
  }

  private mutating func sum(_ page: borrowing Page) {
    var index = 0
    while index < page.count {
      let posting = page[index]
      // In bounds: a way has ten bits.
      unsafe ways.address[posting.way].sum &+= posting.amount
      index &+= 1
    }
  }

  private mutating func judge(_ page: borrowing Page) {
    var wrong = 0
    var index = 0
    while index < page.count {
      let posting = page[index]
      // In bounds: a way has ten bits.
      let way = unsafe ways.address + posting.way
      unsafe way.pointee.sum &+= posting.amount
      // No branch: postings that leave the rights alone add nothing to a balance.
      let change = unsafe posting.amount &* way.pointee.sign
      let place = Int(posting.official &- base)
      mirror[place] &+= Int32(truncatingIfNeeded: change)
      let balance = mirror[place]
      // An amount of nothing, a negative one and one beyond 32 bits are wrong, as is the balance.
      let isWrong =
        UInt64(bitPattern: posting.amount &- 1) >= 0x7fff_ffff
        || UInt32(bitPattern: balance) > UInt32(Workload.cap)
      if isWrong { wrong &+= 1 }
      index &+= 1
    }
    checks &+= page.count
    violations &+= wrong
  }

  /// Compares the balances with those of the platform, and the sums with what is still engaged.
  mutating func compare(_ balances: borrowing Column<Int32>, engaged: Int64) {
    guard isJudging else { return }
    var wrong = 0
    var held: Int64 = 0
    for place in 0..<balances.count {
      wrong &+= mirror[place] != balances[place] ? 1 : 0
      held &+= Int64(balances[place])
    }
    wrong += held != total(.rightsAvailable) ? 1 : 0
    let reserved =
      total(.rightsReserved) + total(.dotationReserved) + total(.cardReserved)
    wrong += reserved != engaged ? 1 : 0
    checks += balances.count + 2
    violations += wrong
  }

  /// What went one way, in cents.
  func sum(from: Account, to: Account) -> Int64 { ways[Posting.way(from: from, to: to)].sum }

  /// What an account holds: what came in less what went out.
  func total(_ account: Account) -> Int64 {
    var total: Int64 = 0
    for other in Account.allCases {
      total += sum(from: other, to: account) - sum(from: account, to: other)
    }
    return total
  }
}
