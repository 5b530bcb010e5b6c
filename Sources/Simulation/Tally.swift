internal import Calendar
package import Ledger
package import Platform
internal import Population

/// What is counted of a run: whole numbers that add up in any order.
package struct Tally: Sendable {
  /// What is counted of a civil year.
  package struct Year: Sendable, Equatable {
    /// Accounts in office that were ever credited, at the end of the year.
    package var fedAccounts = 0
    /// Dossiers confirmed (validés), by path.
    package var validated = [0, 0]
    /// Hours of the dossiers confirmed, by path.
    package var hours: [Int64] = [0, 0]
    /// Hourly price × hours of the dossiers confirmed, by path, in cents.
    package var priced: [Int64] = [0, 0]
    /// Women among those who confirmed, by path.
    package var women = [0, 0]
    /// The sum of the ages of those who confirmed, by path.
    package var ages: [Int64] = [0, 0]
    /// Requests sent, refused ones included.
    package var requests = 0
    /// Rights engaged by confirmed dossiers, in cents.
    package var rights: Int64 = 0
  }

  /// The first year.
  package let firstYear: Int
  /// The years.
  package var years: [Year]
  /// Amounts moved, by year, reason and account that they reached, in cents or hours.
  private var moved: [Int64]
  /// Operations, by verb.
  package var operations = [Int](repeating: 0, count: Verb.allCases.count)
  /// Operations that were applied, by verb.
  package var applied = [Int](repeating: 0, count: Verb.allCases.count)
  /// How many times a holder had the yearly information.
  package var informed = 0
  /// Refusals, by rule.
  package var refusals = [Int](repeating: 0, count: Rule.allCases.count)
  /// Dossiers, by the state in which they are or ended.
  package var states = [Int](repeating: 0, count: DossierState.allCases.count)
  /// Dossiers opened.
  package var opened = 0
  /// Postings.
  package var postings = 0
  /// Days from the request to the confirmation, from the invoice to the payment, and from the
  /// request to the payment: counts by number of days, the last one for all above.
  package var waits: [[Int]]
  /// Card payments of dossiers confirmed.
  package var cards = 0
  /// Dossiers confirmed, by department of the territory.
  package var confirmedIn: [Int32]
  /// The places among the day's outcomes of confirmations, payments, and what moves a dossier
  /// through a queue.
  var steps: [Int32] = []
  /// Log-ins, pages, accounts.
  package var access = AccessTally()
  /// Fingerprint of the postings.
  package var ledgerPrint = Fingerprint()
  /// Fingerprint of the operations and outcomes.
  package var outcomePrint = Fingerprint()
  /// Fingerprint of the transitions of dossiers.
  package var dossierPrint = Fingerprint()

  /// Creates an empty tally.
  ///
  /// - Parameters:
  ///   - years: The years of the run.
  ///   - departments: How many departments there are; 0 where none is told apart.
  package init(years: ClosedRange<Int>, departments: Int = 0) {
    firstYear = years.lowerBound
    confirmedIn = .init(repeating: 0, count: departments)
    self.years = .init(repeating: Year(), count: years.count)
    moved = .init(repeating: 0, count: years.count * Self.movedStride)
    waits = .init(repeating: .init(repeating: 0, count: 801), count: 3)
  }

  /// Adds another shard's tally.
  ///
  /// - Parameter other: The other tally.
  package mutating func merge(_ other: Tally) {
    for index in years.indices { years[index].merge(other.years[index]) }
    moved.add(other.moved)
    operations.add(other.operations)
    refusals.add(other.refusals)
    applied.add(other.applied)
    informed += other.informed
    states.add(other.states)
    opened += other.opened
    cards += other.cards
    for index in other.confirmedIn.indices {
      if index == confirmedIn.count { confirmedIn.append(0) }
      confirmedIn[index] += other.confirmedIn[index]
    }
    postings += other.postings
    access.merge(other.access)
    for index in waits.indices { waits[index].add(other.waits[index]) }
    ledgerPrint.merge(other.ledgerPrint)
    outcomePrint.merge(other.outcomePrint)
    dossierPrint.merge(other.dossierPrint)
  }

  /// Counts a wait.
  ///
  /// - Parameters:
  ///   - which: 0 request to confirmation, 1 invoice to payment, 2 request to payment.
  ///   - days: How long.
  package mutating func wait(_ which: Int, _ days: Int) {
    waits[which][max(0, min(days, 800))] += 1
  }

  /// The places of one year in ``moved``: 32 for each reason, enough for every account.
  private static let movedStride = Reason.allCases.count * 32

  /// The amount that reached an account for a reason in a year.
  ///
  /// - Parameters:
  ///   - reason: Why.
  ///   - account: The account.
  ///   - year: The year, by place in ``years``.
  /// - Returns: Cents, or hours.
  package func amount(_ reason: Reason, to account: Account, year: Int) -> Int64 {
    moved[year * Self.movedStride + Int(reason.rawValue) * 32 + Int(account.rawValue)]
  }

  /// Counts postings of a day.
  ///
  /// - Parameters:
  ///   - postings: The postings.
  ///   - day: The day's number.
  ///   - year: The year, by place in ``years``.
  /// - Returns: The movement of the fund's cash, in cents.
  package mutating func count(_ postings: [Posting], day: Int32, year: Int) -> Int64 {
    let base = year * Self.movedStride
    let fund = Account.fund.rawValue
    var fundMovement: Int64 = 0
    var print = ledgerPrint
    var next = 0
    // Those of a job are the same movement many times over: it is looked up once for all of them.
    while next < postings.count {
      let first = postings[next]
      let movement = first.movement
      var sum: Int64 = 0
      repeat {
        sum += postings[next].amount
        print.add(postings[next], day: day)
        next += 1
      } while next < postings.count && postings[next].movement == movement
      moved[base + Int(first.reason) * 32 + Int(first.to)] += sum
      if first.to == fund { fundMovement += sum }
      if first.from == fund { fundMovement -= sum }
    }
    self.postings += postings.count
    ledgerPrint = print
    return fundMovement
  }

  /// Counts what the platform does by itself and cannot refuse.
  ///
  /// - Parameters:
  ///   - verb: What.
  ///   - times: How often.
  package mutating func countApplied(_ verb: Verb, times: Int = 1) {
    operations[Int(verb.rawValue)] += times
    applied[Int(verb.rawValue)] += times
  }

  /// All operations.
  package var operationCount: Int { operations.reduce(0, +) }
}

extension Tally.Year {
  fileprivate mutating func merge(_ other: Tally.Year) {
    fedAccounts += other.fedAccounts
    validated.add(other.validated)
    hours.add(other.hours)
    priced.add(other.priced)
    women.add(other.women)
    ages.add(other.ages)
    requests += other.requests
    rights += other.rights
  }
}

extension Array where Element: AdditiveArithmetic {
  fileprivate mutating func add(_ other: [Element]) {
    for index in indices { self[index] += other[index] }
  }
}

extension Tally {
  /// Creates the empty tally of a run's district.
  init(_ inputs: RunInputs) {
    self.init(
      years: inputs.days.lowerBound.year...inputs.days.upperBound.year,
      departments: inputs.roster.personRanges.count)
  }
}
