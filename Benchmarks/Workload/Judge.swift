internal import Kernel
internal import Ledger

/// Who reads the postings of a shard: adds up every way that money takes, and keeps balances of
/// its own, recomputed from nothing but the postings.
struct Judge: ~Copyable {
  /// What went which way, in cents: by ``Posting/way``.
  private(set) var ways = Column<Int64>(repeating: 0, count: Posting.ways)
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
  }

  /// Reads a page.
  mutating func read(_ page: borrowing Page) {
    postings &+= page.count
    if isJudging { judge(page) } else { sum(page) }
  }

  private mutating func sum(_ page: borrowing Page) {
    for index in 0..<page.count {
      let posting = page.postings[index]
      ways[posting.way] &+= posting.amount
    }
  }

  private mutating func judge(_ page: borrowing Page) {
    let available = Account.rightsAvailable.rawValue
    var wrong = 0
    for index in 0..<page.count {
      let posting = page.postings[index]
      ways[posting.way] &+= posting.amount
      // Neither branch nor table: postings that leave the rights alone add nothing to a balance.
      let sign: Int32 = (posting.to == available ? 1 : 0) &- (posting.from == available ? 1 : 0)
      let place = Int(posting.official &- base)
      let amount = Int32(truncatingIfNeeded: posting.amount)
      let balance = mirror[place] &+ amount &* sign
      mirror[place] = balance
      let isOdd = posting.amount <= 0 || Int64(amount) != posting.amount
      wrong &+= UInt32(bitPattern: balance) > UInt32(Workload.cap) || isOdd ? 1 : 0
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

  /// What an account holds: what came in less what went out.
  func total(_ account: Account) -> Int64 {
    var total: Int64 = 0
    for other in Account.allCases {
      total += ways[Posting.way(from: other, to: account)]
      total -= ways[Posting.way(from: account, to: other)]
    }
    return total
  }
}
