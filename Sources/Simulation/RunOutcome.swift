package import Audit
internal import Behaviour
package import Calendar
package import Ledger
package import Platform

/// What a run came to: whole numbers, the same for any number of threads and shards.
package struct RunOutcome: Sendable {
  /// The last day that was run.
  package internal(set) var lastDay: Day
  /// The counts.
  package internal(set) var tally: Tally
  /// What the audit found.
  package internal(set) var findings: Findings
  /// What was judged by each change of the law.
  package internal(set) var lawChanges: [LawChange]
  /// The days by kind, and how many of each were looked at closely.
  package internal(set) var days: DayCounts
  /// What people only looked at.
  package internal(set) var reads: Reads
  /// How far the accounts of Mon Compte Formation have come.
  package internal(set) var steps: AccountSteps
  /// The balances at the end.
  package internal(set) var balances: Balances
  /// The fund's cash at the end, in cents.
  package internal(set) var fund: Int64
  /// Advances not repaid, in cents.
  package internal(set) var advances: Int64
  /// What the operator said of the fund.
  package internal(set) var office: FundOffice
  /// A print of everything so far at the end of each month.
  package internal(set) var months: [UInt64]
  /// Fingerprint of what was settled between shards.
  package internal(set) var queue: Fingerprint
  /// What the provider portal did, and what controls found.
  package internal(set) var portal: PortalCount
  /// Exact counters of the engine's own work.
  package internal(set) var work: Work
  /// What was counted of the officials of the Pacific.
  package internal(set) var pacific: PacificTally
  /// The account statement of the traced official.
  package internal(set) var statement: [String]
  /// How many shards there were.
  package internal(set) var shards: Int
  /// How many rights accounts there are.
  package internal(set) var accounts: Int
  /// Recognition and help.
  package internal(set) var help: HelpFigures
  /// Figures day by day.
  package internal(set) var series: DaySeries
  /// The queues, by ``DayQueueKind``.
  package internal(set) var queues: [QueueFigures]
  /// What people hold at the end of each month.
  package internal(set) var held: [HeldMonth]
  /// The departments at the end, in the order of the territory.
  package internal(set) var departments: [DepartmentCount]
  /// What became of the faults; `nil` where there were none.
  package internal(set) var faults: FaultCounts?

  /// Consultations, by kind.
  package struct Reads: Sendable {
    /// Log-ins, tried or done.
    package private(set) var logins: Int
    /// Consultations of the balance.
    package private(set) var balances: Int
    /// Searches of the catalogue.
    package private(set) var searches: Int
    /// Offers looked at.
    package private(set) var offers: Int
    /// Links of training bodies opened.
    package private(set) var links: Int

    init(_ tally: AccessTally) {
      logins = tally.attempts
      balances = tally.panels.asked
      searches = tally.searches.asked
      offers = tally.offers.asked
      links = tally.links.asked
    }

    mutating func add(_ other: Reads) {
      logins += other.logins
      balances += other.balances
      searches += other.searches
      offers += other.offers
      links += other.links
    }

    /// All reads.
    package var total: Int { logins + balances + searches + offers + links }
  }

  /// Sums over all accounts, in cents, and counts.
  package struct Balances: Sendable {
    /// Rights available.
    package var available: Int64 = 0
    /// Rights reserved.
    package var reserved: Int64 = 0
    /// CPF and CEC euros, and CPF hours, of those whose accounts are open in the books.
    package var wallets: (cpf: Int64, cec: Int64, hours: Int64, open: Int) = (0, 0, 0, 0)
    /// Accounts whose personal data were erased.
    package var erased = 0
    /// Top-ups not used.
    package var dotation: Int64 = 0
    /// Accounts recognised.
    package var recognised = 0
    /// Accounts in office.
    package var inOffice = 0

    mutating func add(_ accounts: Accounts) {
      for balance in accounts.balances {
        available += balance.available
        reserved += balance.reserved
        if balance.flags & Accounts.Flag.recognised != 0 { recognised += 1 }
        if balance.flags & Accounts.Flag.inOffice != 0 { inOffice += 1 }
      }
      for place in accounts.annexes.indices {
        let annex = accounts.annexes[place]
        if annex.isErased { erased += 1 }
        guard annex.hasOpenWallet else { continue }
        wallets.open += 1
        wallets.cpf += Int64(accounts.holders[place].cpf)
        wallets.cec += Int64(accounts.holders[place].cec)
        wallets.hours += Int64(annex.cpfHours)
      }
      dotation += accounts.holders.reduce(0) { $0 + Int64($1.dotation) }
    }
  }

  /// Exact counters of the engine's own work: the same on every machine, for any number of threads
  /// and shards.
  package struct Work: Sendable, Equatable {
    /// Operations that were executed and visits that were served.
    package var events = 0
    /// Decisions that were drawn for people and bodies; a word that decides for four neighbours
    /// counts four times.
    package var draws = 0
    /// Items pushed into calendars of days: agendas, timers, corrections of the registry.
    package var pushes = 0
    /// Postings written.
    package var postings = 0
    /// Evaluations of invariants, those of the oracle and of repeated runs left out.
    package var checks: Int64 = 0
  }

  /// Numbers everybody as somebody of a block among several.
  ///
  /// - Parameters:
  ///   - base: The number of the block's first official.
  ///   - block: The block.
  package mutating func renumber(from base: UInt32, block: UInt32) {
    findings.renumber(from: base, block: block)
  }

  /// One of the queues.
  ///
  /// - Parameter kind: Which one.
  /// - Returns: What was counted of it.
  package func queue(_ kind: DayQueueKind) -> QueueFigures { queues[kind.rawValue] }

  /// Looks for the peaks of the queues, which are known only when all their parts are together.
  mutating func findPeaks() {
    for queue in DayQueueKind.allCases {
      queues[queue.rawValue].peak(over: series[queue, .backlog], from: series.first)
    }
  }

  /// The fingerprint: eight hexadecimal digits over all ingredients, and the letters of what went
  /// in (ledger, operations and outcomes, dossier transitions, queues and settlement, violations).
  package var fingerprint: String {
    var print = Fingerprint()
    print.add(tally.ledgerPrint.value, 1)
    print.add(tally.outcomePrint.value, 2)
    print.add(tally.dossierPrint.value, 3)
    print.add(queue.value, 4)
    print.add(UInt64(findings.violationCount), 5)
    let digits = Self.hexadecimal(print.value)
    return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(4))/lodqv"
  }

  /// The fingerprint of each ingredient, by letter.
  package var ingredients: [(letter: String, print: String)] {
    [
      ("l", Self.hexadecimal(tally.ledgerPrint.value)),
      ("o", Self.hexadecimal(tally.outcomePrint.value)),
      ("d", Self.hexadecimal(tally.dossierPrint.value)), ("q", Self.hexadecimal(queue.value)),
      ("v", Self.hexadecimal(UInt64(findings.violationCount))),
    ]
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
