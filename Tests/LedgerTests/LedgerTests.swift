import Ledger
import Testing

@Suite struct CentsTests {
  @Test func `a part is rounded down, to the cent, for every price and share`() {
    #expect(Cents(100).part(1, of: 3) == Cents(33))
    #expect(Cents(100).part(2, of: 3) == Cents(66))
    #expect(Cents(960_00).part(7, of: 12) == Cents(560_00))
    #expect(Cents(1).part(999_999, of: 1_000_000) == .zero)
    for price in stride(from: Int64(0), through: 5_000, by: 7) {
      for hours in Int64(0)...21 {
        let part = Cents(price).part(hours, of: 21).rawValue
        #expect(part * 21 <= price * hours && (part + 1) * 21 > price * hours)
      }
      #expect(Cents(price).part(21, of: 21) == Cents(price))
    }
  }

  @Test func `a part of an amount that would overflow on the way is exact`() {
    #expect(Cents(.max).part(1_000_000, of: 1_000_000) == Cents(.max))
    #expect(Cents(.max).part(1, of: 2) == Cents(.max / 2))
  }

  @Test func `an amount that does not fit is a defect`() async {
    await #expect(processExitsWith: .failure) { _ = Cents(.max) + Cents(1) }
    await #expect(processExitsWith: .failure) { _ = Cents(.min) - Cents(1) }
    await #expect(processExitsWith: .failure) { _ = Cents(100).part(4, of: 3) }
    await #expect(processExitsWith: .failure) { _ = Cents(100).part(0, of: 0) }
  }

  @Test func `amounts are written as in France`() {
    #expect(Cents(0).description == "0,00 €")
    #expect(Cents(5).description == "0,05 €")
    #expect(Cents(-1_234_56).description == "-1\u{202f}234,56 €")
    #expect(Cents(1_000_000_00).description == "1\u{202f}000\u{202f}000,00 €")
    #expect(Cents(3) > Cents(2))
  }
}

@Suite struct BooksTests {
  @Test func `every account belongs to one of three books, and has a name of its own`() {
    let books = Account.allCases.map(\.book)
    #expect(books.count { $0 == .hours } == 6)
    #expect(books.count { $0 == .rights } == 7)
    #expect(books.count { $0 == .cash } == 16)
    #expect(Account.hoursLapsed.book == .hours)
    #expect(Account.rightsIssued.book == .rights)
    #expect(Account.rightsExtinguished.book == .rights)
    #expect(Account.fund.book == .cash)
    #expect(Set(Account.allCases.map(\.name)).count == Account.allCases.count)
    #expect(Account.dotationAvailable.name == "dotation-available")
    #expect(Set(Reason.allCases.map(\.name)).count == Reason.allCases.count)
    // Both fit the 32 places that counts by reason and account have.
    #expect(Account.allCases.count <= 32)
  }
}

@Suite struct FingerprintTests {
  private func posting(_ index: Int) -> Posting {
    Posting(
      Int64(index % 17 + 1) * 100, from: .rightsIssued, to: .rightsAvailable, reason: .annualCredit,
      official: UInt32(index), number: UInt16(index % 3))
  }

  @Test func `the order and the grouping of postings leave no trace`() {
    let postings = (0..<500).map(posting)
    var whole = Fingerprint()
    whole.add(postings, day: 7)
    var parts = Fingerprint()
    for part in [postings[250...], postings[..<100], postings[100..<250]] {
      var print = Fingerprint()
      print.add(Array(part.reversed()), day: 7)
      parts.merge(print)
    }
    #expect(parts == whole)
  }

  @Test func `every field of a posting and its day count`() {
    let base = posting(4)
    var others = [base, base, base, base, base, base]
    others[0].amount += 1
    others[1].official += 1
    others[2].number += 1
    others[3].from = Account.rightsReserved.rawValue
    others[4].to = Account.rightsLost.rawValue
    others[5].reason = Reason.firstCredit.rawValue
    func print(_ postings: [Posting], _ day: Int32 = 1) -> UInt64 {
      var print = Fingerprint()
      print.add(postings, day: day)
      return print.value
    }
    var seen: Set<UInt64> = [print([base]), print([base], 2), print([base, base]), 0]
    for other in others { seen.insert(print([other])) }
    #expect(seen.count == 10)
  }

  @Test func `two postings that swap their amounts are seen`() {
    var swapped = [posting(1), posting(2)]
    var first = Fingerprint()
    first.add(swapped, day: 1)
    (swapped[0].amount, swapped[1].amount) = (swapped[1].amount, swapped[0].amount)
    var second = Fingerprint()
    second.add(swapped, day: 1)
    #expect(first != second)
  }
}

/// A posting is packed into sixteen bytes and loses nothing.
@Suite struct PostingTests {
  @Test func `every account and every reason comes back out of a posting`() {
    #expect(MemoryLayout<Posting>.size == 16)
    for from in Account.allCases {
      for to in Account.allCases {
        for reason in Reason.allCases {
          let posting = Posting(
            .max, from: from, to: to, reason: reason, official: .max - 1, number: .max)
          #expect(posting.from == from.rawValue && posting.to == to.rawValue)
          #expect(posting.reason == reason.rawValue && posting.number == .max)
          #expect(posting.amount == .max && posting.official == .max - 1)
          #expect(posting.way == Posting.way(from: from, to: to) && posting.way < Posting.ways)
        }
      }
    }
  }

  @Test func `a field that is changed changes no other`() {
    var posting = Posting(
      1, from: .advances, to: .advances, reason: .legacyPayment, official: 3, number: 4)
    posting.from = 0
    posting.reason = 1
    #expect(posting.to == Account.advances.rawValue)
    #expect((posting.from, posting.reason, posting.number) == (0, 1, 4))
    posting.to = 31
    #expect((posting.from, posting.to, posting.reason) == (0, 31, 1))
  }
}
