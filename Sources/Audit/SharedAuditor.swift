internal import Law

internal import Calendar

package import Platform

/// The judge of what all shards share: seats and the fund's cash.
package struct SharedAuditor: Sendable {
  /// What was found.
  package var findings = Findings()
  /// The participants of each session, counted from the claims alone.
  var participants: [Int16]
  /// The opening cash of the fund with the movements that belong to no shard, in cents.
  package internal(set) var fund: Int64
  /// How many claims of the last settlement found no seat.
  var lost = 0
  /// Their sessions: the dossiers are closed on the next day.
  var lostSessions: [UInt32] = []
  /// The sessions that somebody has had a seat of, some of them twice.
  ///
  /// Those that began go month by month. A list keeps its room, so that ordinary days allocate
  /// nothing.
  var claimed: [UInt32] = []
  /// What the audit knows of training bodies and their offers.
  package let books: BodyBooks
  /// The fund's cash less its advances, from the daily movements.
  private var own: Int64
  private var flows: [Int64] = []
  private var days: [Int64] = []
  private var isBelow = false

  /// Creates a judge.
  ///
  /// - Parameters:
  ///   - sessions: How many sessions the catalogue has.
  ///   - fund: The opening cash of the fund, in cents.
  ///   - books: The books of training bodies; empty ones where no portal runs.
  package init(
    sessions: Int, fund: Int64, books: BodyBooks = BodyBooks(Catalogue(), year: 0)
  ) {
    self.books = books
    participants = .init(repeating: 0, count: sessions)
    self.fund = fund
    own = fund
  }

  /// OFF-4: counts who got a seat.
  ///
  /// - Parameters:
  ///   - claims: The day's claims in the order of their settlement.
  ///   - isLost: Whether each claim found no seat.
  ///   - context: The law and the catalogue.
  package mutating func judge(
    _ claims: [SeatClaim], isLost: [Bool], _ context: borrowing DayContext
  ) {
    findings.resume()
    lost = isLost.count { $0 }
    for (claim, isLost) in zip(claims, isLost) where isLost {
      lostSessions.append(claim.session)
    }
    for (index, claim) in claims.enumerated() where claim.isRelease || !isLost[index] {
      let session = Int(claim.session)
      participants[session] += claim.isRelease ? -1 : 1
      if participants[session] == 1 { claimed.append(claim.session) }
      guard !claim.isRelease else { continue }
      let seats = min(
        Int(context.catalogue.sessions[session].seats), context.statute.maxParticipants)
      let left = seats - Int(participants[session])
      findings.count(
        .off4, Int64(left), day: context.day.rawValue, official: claim.official)
      if left < 0 {
        findings.violate(
          .off4, day: context.day.rawValue, official: claim.official,
          "dossier \(claim.number) is participant \(participants[session]) of \(seats) seats")
      }
    }
  }

  /// OFF-4: whoever found no seat at the last settlement loses the dossier the next day.
  ///
  /// - Parameters:
  ///   - count: How many dossiers lost their seat today.
  ///   - day: The day's number.
  package mutating func judgeLosses(_ count: Int, day: Int32) {
    findings.resume()
    guard count > 0 || lost > 0 else { return }
    findings.count(.off4, day: day, official: .max)
    if count != lost {
      findings.violate(
        .off4, day: day, official: .max, "\(lost) claims found no seat, \(count) dossiers lost it")
    }
    lost = 0
    lostSessions.removeAll(keepingCapacity: true)
  }

  /// DET-2 of OFF-4: the participants of each session to come are its open dossiers.
  ///
  /// The platform's own count must agree too.
  ///
  /// - Parameters:
  ///   - held: The session of each open dossier that holds a seat, in any order.
  ///   - context: The catalogue and the platform's own count, at the end of a day.
  package mutating func recomputeSeats(_ held: [UInt32], _ context: borrowing DayContext) {
    findings.resume()
    // Whoever found no seat today has a dossier until tomorrow.
    var seats: [UInt32: Int] = [:]
    for session in held { seats[session, default: 0] += 1 }
    for session in lostSessions { seats[session, default: 0] -= 1 }
    claimed.removeAll {
      participants[Int($0)] == 0 || context.catalogue.sessions[Int($0)].start <= context.day
    }
    let sessions = Set(seats.keys).union(claimed).sorted()
    for session in sessions {
      let place = Int(session)
      let (found, counted) = (seats[session] ?? 0, Int(participants[place]))
      guard counted != found || counted != Int(context.seatsTaken[place]) else { continue }
      findings.violate(
        .det2, day: context.day.rawValue, official: .max,
        "OFF-4: session \(session) has \(counted) participants by its claims, "
          + "\(found) open dossiers, and \(context.seatsTaken[place]) seats taken")
    }
    findings.count(.det2, times: sessions.count, nonvacuous: sessions.count)
  }

  /// DET-2 of CRD-1: as many accounts were credited for a year as credits were counted.
  ///
  /// - Parameters:
  ///   - counted: The credits, as they came.
  ///   - found: The accounts that have one.
  ///   - day: The day's number.
  package mutating func recomputeLabels(counted: Int64, found: Int64, day: Int32) {
    findings.count(.det2, day: day, official: .max)
    guard counted != found else { return }
    findings.violate(
      .det2, day: day, official: .max,
      "CRD-1: \(counted) credits of the year before were counted, \(found) accounts have one")
  }

  /// QUE-1: nobody is lost in a queue, and its lengths are the days of those who were in it.
  ///
  /// - Parameters:
  ///   - queue: The queue's name.
  ///   - arrivals: How many came.
  ///   - lost: Those less who left and less who are in it, counted one by one.
  ///   - gap: The lengths of all days less the days of all who were in it.
  ///   - day: The day's number.
  package mutating func judgeQueue(
    _ queue: String, arrivals: Int, lost: Int, gap: Int, day: Int32
  ) {
    findings.resume()
    findings.count(.que1, times: 2, nonvacuous: arrivals > 0 ? 2 : 0)
    guard lost != 0 || gap != 0 else { return }
    findings.violate(
      .que1, day: day, official: .max,
      lost != 0
        ? "\(queue): of \(arrivals) who came, \(lost) have neither left nor are in it"
        : "\(queue): its lengths exceed the days of all who were in it by \(gap)")
  }

  /// Adds movements of the fund that belong to no shard: advances and repayments.
  ///
  /// - Parameter movement: The sum of the postings to and from the fund, in cents.
  package mutating func add(_ movement: Int64) { fund += movement }

  /// MON-5: the fund's cash is what the postings make it, and never negative.
  ///
  /// - Parameters:
  ///   - cash: The platform's figure, in cents.
  ///   - moved: What the judges of the shards added up over all days so far, in cents.
  ///   - day: The day's number.
  package mutating func judgeFund(_ cash: Int64, moved: Int64, day: Int32) {
    findings.resume()
    let fund = fund + moved
    findings.count(.mon5, cash, day: day, official: .max)
    if cash != fund || cash < 0 {
      findings.violate(
        .mon5, day: day, official: .max, "the platform says \(cash) cents, the postings \(fund)")
    }
  }

  /// FND-1: the operator reports and forecasts on its days with the right figures, and the alert is
  /// given on the very day on which the own cash falls below the reserve.
  ///
  /// - Parameters:
  ///   - acts: What the operator said today.
  ///   - movement: The day's movement of the fund, advances apart, in cents.
  ///   - context: The law and the calendar of the day.
  package mutating func judgeOffice(
    _ acts: [FundAct], movement: Int64, _ context: borrowing DayContext
  ) {
    findings.resume()
    let date = context.day.civil
    if flows.isEmpty { isBelow = own < context.statute.fundReserve }
    if flows.isEmpty || date.month == 1 && date.day == 1 {
      flows.append(0)
      days.append(0)
    }
    own += movement
    flows[flows.count - 1] += movement
    days[days.count - 1] += 1
    var expected: [Verb] = []
    let isUnder = own < context.statute.fundReserve
    if isUnder, !isBelow { expected.append(.alert) }
    isBelow = isUnder
    let times = context.statute.reportsPerYear
    let isMonthEnd = (context.day + 1).civil.day == 1
    if times > 0, isMonthEnd,
      (1...times).contains(where: { ($0 * 12 + times - 1) / times == date.month })
    {
      expected.append(.report)
    }
    if isMonthEnd, date.month == 12 { expected.append(.forecast) }
    guard !acts.isEmpty || !expected.isEmpty else { return }
    findings.count(.fnd1, day: context.day.rawValue, official: .max)
    var isRight = acts.map(\.verb) == expected
    for act in acts {
      isRight = isRight && act.own == own && act.flow == flows[flows.count - 1]
      switch act.verb {
      case .report: findings.witness(.fundReport)
      case .alert: findings.witness(.fundAlert)
      default:
        findings.witness(.fundForecast)
        isRight = isRight && act.expected == trend(context.statute.forecastYears, date.year)
      }
    }
    if !isRight {
      findings.violate(
        .fnd1, day: context.day.rawValue, official: .max,
        "the operator said \(acts.map(\.verb.name)) where \(expected.map(\.name)) was due, "
          + "with \(own) cents of its own")
    }
  }

  /// The own cash at the end of the civil years to come, if up to three years past go on.
  private func trend(_ years: Int, _ year: Int) -> [Int64] {
    var flow: Int64 = 0
    var count: Int64 = 0
    for index in flows.indices.suffix(3) {
      flow += flows[index]
      count += days[index]
    }
    count = max(1, count)
    var ahead: Int64 = 0
    return (0..<max(0, years)).map { number in
      ahead += Int64(Day(year + number + 2, 1, 1) - Day(year + number + 1, 1, 1))
      let total = flow * ahead
      // Rounded down, below zero as well.
      return own + (total >= 0 ? total / count : -((count - 1 - total) / count))
    }
  }
}
