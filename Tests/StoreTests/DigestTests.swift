import GRDB
import Testing

@testable import Store

@Suite struct DigestTests {
  @Test func `the check of a row is the same in Swift and in SQL, for any number`() throws {
    let queue = try DatabaseQueue()
    let feed = Feed()
    let table = Tables.postings
    try queue.write { db in
      try feed.register(db)
      try db.execute(sql: table.definition)
      var rowid: Int64 = 0
      for amount in [1, 40_000, 2_147_483_646, 2_147_483_647, 2_147_483_648, .max] as [Int64] {
        for official in [0, 836_280, Feed.null] {
          rowid += 1
          _ = table.fill(feed, rowid: rowid) { [19_000, official, 3, amount, 1, 2, 25][$0] }
        }
      }
      try db.execute(sql: table.insertion)
      let wrong = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM postings WHERE row_check <> \(table.checkSQL)")
      #expect(wrong == 0)
      #expect(try Int.fetchOne(db, sql: "SELECT count(DISTINCT row_check) FROM postings") == 18)
    }
  }

  @Test func `a number times its inverse is one`() {
    for number in [1, 2, 982_451_653, 2_147_483_646, 12_345] as [Int64] {
      #expect(number % Digest.prime * Digest.inverse(of: number) % Digest.prime == 1)
    }
  }

  @Test func `a chain depends on everything that went in and on its order`() {
    func chain(_ numbers: Int64...) -> String {
      var chain = Chain()
      for number in numbers { chain.add(number) }
      return chain.text
    }
    let chains = [chain(), chain(0), chain(1, 2), chain(2, 1), chain(1, 2, 0), chain(.max)]
    #expect(Set(chains).count == chains.count)
    #expect(chain(5, 7) == chain(5, 7))
    #expect(chain().count == 16)
  }
}
