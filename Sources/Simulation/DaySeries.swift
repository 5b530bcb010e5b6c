package import Calendar
internal import Ledger
internal import Platform

/// Figures day by day: what charts, windowed thresholds and the load of the busiest days read.
///
/// A day's figure is what the running counts of all shards rose by, so that nothing is counted a
/// second time while the day is lived.
package struct DaySeries: Sendable {
  /// A figure of a day.
  package enum Column: Int, CaseIterable, Sendable {
    /// Operations and reads of all kinds, and refused operations.
    case operations, reads, refusals
    /// Requests sent, dossiers confirmed, and dossiers paid.
    case requests, confirmed, paid
    /// Accounts credited on a legal day, credited for the first time, and emptied at the term.
    case annualCredits, firstCredits, expiries
    /// Credits of all kinds, in cents, and what the cap cut from them.
    case credited, lostAtCap
    /// Rights committed by confirmed dossiers, in cents.
    case reserved
    /// What bodies were paid, the levy, and rights that expired, in cents.
    case paidOut, levy, expired
    /// The fund's cash at the end of the day, in cents.
    case fund
    /// Reads by kind: log-ins, balances, searches, offers with links.
    case logins, balances, searches, offers
    /// Commands of people, bodies and the operator; of these, confirmations; then jobs.
    case commands, purchases, jobs
    /// Verifications of an identity by FranceConnect+, and card payments with refunds.
    case verifications, cards
  }

  /// A figure of a queue on a day.
  package enum QueueColumn: Int, CaseIterable, Sendable {
    /// How many came, how many left, how many were in it at the end.
    case arrivals, served, backlog
  }

  /// The first day.
  package let first: Day
  /// How many days there are.
  package private(set) var days = 0
  private var columns: [[Int64]]
  private var queues: [[Int64]]
  /// The running counts of the evening before, and those of this one.
  private var before: [Int64]
  private var running: [Int64]

  /// Creates a series of no day.
  ///
  /// - Parameter span: The days to come.
  init(_ span: ClosedRange<Day>) {
    first = span.lowerBound
    let count = span.upperBound - span.lowerBound + 1
    func empty() -> [Int64] {
      var column: [Int64] = []
      column.reserveCapacity(count)
      return column
    }
    columns = Column.allCases.map { _ in empty() }
    queues = (0..<DayQueueKind.allCases.count * 3).map { _ in empty() }
    before = .init(repeating: 0, count: Column.allCases.count)
    running = before
  }

  /// The values of a column, one a day.
  package subscript(column: Column) -> [Int64] { columns[column.rawValue] }

  /// The values of a queue's column, one a day.
  package subscript(queue: DayQueueKind, column: QueueColumn) -> [Int64] {
    queues[queue.rawValue * 3 + column.rawValue]
  }

  /// Begins an evening.
  ///
  /// - Parameter isNewYear: Whether a civil year began: amounts are counted by year.
  mutating func begin(isNewYear: Bool) {
    swap(&before, &running)
    for index in running.indices { running[index] = 0 }
    guard isNewYear else { return }
    for column in Self.amounts { before[column.rawValue] = 0 }
  }

  /// The columns that are counted by civil year.
  private static let amounts: [Column] = [
    .credited, .lostAtCap, .reserved, .paidOut, .levy, .expired,
  ]

  /// Adds the running counts of a shard.
  ///
  /// - Parameters:
  ///   - tally: The counts.
  ///   - year: The civil year, by place in the tally.
  mutating func add(_ tally: borrowing Tally, year: Int) {
    func operations(_ verb: Verb) -> Int64 { Int64(tally.operations[Int(verb.rawValue)]) }
    func applied(_ verb: Verb) -> Int64 { Int64(tally.applied[Int(verb.rawValue)]) }
    var sums = (all: 0, commands: 0)
    for verb in tally.operations.indices {
      sums.all += tally.operations[verb]
      if Self.isCommand[verb] { sums.commands += tally.operations[verb] }
    }
    running[.operations] += Int64(sums.all)
    running[.commands] += Int64(sums.commands)
    running[.jobs] += Int64(sums.all - sums.commands)
    for rule in tally.refusals.indices { running[.refusals] += Int64(tally.refusals[rule]) }
    running[.purchases] += operations(.confirm)
    running[.requests] += operations(.request)
    running[.confirmed] += applied(.confirm)
    running[.paid] += applied(.pay)
    running[.annualCredits] += applied(.annualCredit)
    running[.firstCredits] += applied(.firstCredit)
    running[.expiries] += applied(.expire)
    running[.cards] += Int64(tally.cards) + applied(.refundCard)
    let credits: [5 of Reason] = [
      .annualCredit, .firstCredit, .transitionCredit, .complement, .conversion,
    ]
    for index in credits.indices {
      running[.credited] += tally.amount(credits[index], to: .rightsAvailable, year: year)
      running[.lostAtCap] += tally.amount(credits[index], to: .rightsLost, year: year)
    }
    running[.reserved] += tally.amount(.reservation, to: .rightsReserved, year: year)
    running[.paidOut] +=
      tally.amount(.payment, to: .providers, year: year)
      + tally.amount(.deposit, to: .providers, year: year)
    running[.levy] += tally.amount(.levy, to: .fund, year: year)
    running[.expired] += tally.amount(.expiry, to: .rightsExpired, year: year)
    add(tally.access)
  }

  private mutating func add(_ access: borrowing AccessTally) {
    let logins = Int64(access.attempts)
    let offers = Int64(access.offers.asked + access.links.asked)
    running[.logins] += logins
    running[.balances] += Int64(access.panels.asked)
    running[.searches] += Int64(access.searches.asked)
    running[.offers] += offers
    running[.reads] +=
      logins + offers + Int64(access.panels.asked) + Int64(access.searches.asked)
    running[.verifications] += Int64(access.attempts(.franceConnectPlus))
  }

  /// The verbs of people, bodies and the operator, rather than of the platform's own jobs and of
  /// the files that prefectures and collectivities send.
  private static let isCommand = Verb.allCases.map { verb in
    switch verb {
    case .mandateBegins, .mandateEnds, .death, .recognise, .correctRow, .levy, .annualCredit,
      .conversion, .firstCredit, .complement, .hours, .expire, .close, .payDeposit, .pay,
      .interrupt, .seatLost, .refundCard, .erase, .report, .forecast, .alert, .completeDirectory:
      false
    default: true
    }
  }

  /// Ends an evening.
  ///
  /// - Parameter fund: The fund's cash, in cents; 0 where it is settled later.
  mutating func end(fund: Int64) {
    for place in columns.indices { columns[place].append(running[place] - before[place]) }
    columns[Column.fund.rawValue][days] = fund
    days += 1
  }

  /// Enters a queue at the end of a day; that of the day before where it has a last one.
  ///
  /// - Parameters:
  ///   - queue: The queue.
  ///   - arrivals: How many arrived so far.
  ///   - served: How many left so far.
  ///   - before: The same on the evening before.
  mutating func end(
    _ queue: DayQueueKind, arrivals: Int, served: Int, before: (arrivals: Int, served: Int)
  ) {
    let place = queue.rawValue * 3
    queues[place].append(Int64(arrivals - before.arrivals))
    queues[place + 1].append(Int64(served - before.served))
    queues[place + 2].append(Int64(arrivals - served))
  }

  /// Adds the days of another block.
  mutating func merge(_ other: DaySeries) {
    Self.add(other.columns, to: &columns)
    Self.add(other.queues, to: &queues)
    days = max(days, other.days)
  }

  private static func add(_ others: [[Int64]], to columns: inout [[Int64]]) {
    for column in columns.indices {
      let other = others[column]
      // A block that was stopped has fewer days.
      for day in 0..<min(columns[column].count, other.count) {
        columns[column][day] += other[day]
      }
      columns[column] += other.dropFirst(columns[column].count)
    }
  }

  /// Enters the fund's cash of a day on which several blocks were settled together.
  mutating func setFund(_ cash: Int64, day: Int) {
    guard day < days else { return }
    columns[Column.fund.rawValue][day] = cash
  }
}

extension [Int64] {
  fileprivate subscript(column: DaySeries.Column) -> Int64 {
    get { self[column.rawValue] }
    set { self[column.rawValue] = newValue }
  }
}
