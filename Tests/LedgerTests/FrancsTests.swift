import Ledger
import Testing

/// Francs of the Pacific and cents of the books are two writings of one amount.
@Suite struct FrancsTests {
  static let parity = Francs.Parity(centsPerThousand: 838)

  @Test(arguments: [
    (40_000, 47_733), (150_000, 178_998), (70_000, 83_532), (80_000, 95_465), (8_000, 9_547),
  ])
  func `every published pair agrees both ways`(cents: Int64, francs: Int64) {
    #expect(Francs(Cents(cents), at: Self.parity).rawValue == francs)
    #expect(Francs(francs).cents(at: Self.parity).rawValue == cents)
  }

  @Test func `every amount in cents comes back from its francs`() {
    for cents in Array(0...200_000 as ClosedRange<Int64>) + [9_999_999, 1 << 40] {
      let francs = Francs(Cents(cents), at: Self.parity)
      #expect(francs.cents(at: Self.parity) == Cents(cents))
    }
  }

  @Test func `a franc above the limit is a cent above it`() {
    #expect(Francs(Cents(80_01), at: Self.parity) > Francs(9_547))
    #expect(Francs(9_548).cents(at: Self.parity) == Cents(80_01))
  }

  @Test func `a statement writes thousands apart`() {
    #expect(Francs(47_733).description == "47\u{202f}733 F")
    #expect(Francs(0).description == "0 F")
  }
}
