internal import Calendar
internal import Draws
internal import Territory

extension DepartmentBuilder {
  private static let round = Stream("population.round")
  private static let since = Stream("population.since")
  private static let midTerm = Stream("population.mid-term")
  private static let quits = Stream("population.resignation")
  private static let quitDay = Stream("population.resignation.day")
  private static let kept = Stream("population.kept")
  private static let replaced = Stream("population.replaced")
  private static let returns = Stream("population.returns")
  private static let group = Stream("population.group.kept")

  /// The days on which a commune's council takes office, after each election within the horizon.
  struct Renewals {
    /// The start of the term in force on the first day.
    let current: Day
    /// The starts of the terms before it, the latest first.
    let earlier: [Day]
    /// The starts within the horizon.
    let coming: [Day]
    /// The share of the sitting councillors who keep their seat at each of them.
    let kept: [Int64]
  }

  private func renewals(of commune: Int) -> Renewals {
    let terms = context.elections.municipal.terms
    var starts: [Day] = []
    for (index, term) in terms.enumerated() {
      let word = draw(context.seed, Self.round, UInt64(commune), UInt64(index))
      starts.append(term.start(isEarly: word.isWithin(partsPerMillion: context.rates.firstRound)))
    }
    let past = starts.filter { $0 <= context.from }
    let coming = starts.filter { $0 > context.from && $0 <= context.through }
    // A share of all seats keeps its holder; the seats that emptied since they were all filled do
    // not.
    let kept = zip([context.from] + coming, coming).map { filled, election in
      let empty = min(500_000, context.rates.emptied * Int64(election - filled) / 365)
      return context.rates.keptMunicipal * 1_000_000 / (1_000_000 - empty)
    }
    return Renewals(
      current: past.last ?? context.from, earlier: past.dropLast().reversed(), coming: coming,
      kept: kept)
  }

  /// Adds the council of a commune with everybody who sits in it over the horizon.
  mutating func appendMunicipalCouncil(_ index: Int, number: Int) {
    let body = context.territory.bodies[index]
    let renewals = renewals(of: number)
    let groupRoles = groupRoles(index, body)
    for seat in 0..<Int(body.held) {
      let function: MandateFunction =
        seat == 0 ? .head : seat <= Int(body.deputies) ? .deputy : .councillor
      let card =
        switch function {
        case .head: number
        case .deputy: context.firstCard[index].deputy + seat - 1
        case .councillor: context.firstCard[index].councillor + seat - 1 - Int(body.deputies)
        }
      appendSeat(
        Seat(
          body: UInt32(index), function: function, card: card,
          group: seat < Int(body.groupHeld) ? UInt32(body.group) : nil,
          groupFunction: seat < groupRoles.count ? groupRoles[seat] : .councillor),
        renewals)
    }
  }

  /// The functions of a commune's first seats in the intercommunal council: the largest commune's
  /// mayor presides, the other mayors are vice-presidents in order, then the largest commune's
  /// others.
  private func groupRoles(_ index: Int, _ body: Body) -> [MandateFunction] {
    guard body.group >= 0, body.groupHeld > 0 else { return [] }
    let bodies = context.territory.bodies
    let group = bodies[Int(body.group)]
    var head = -1
    var before = 0
    var seated = 0
    for member in group.members where bodies[Int(member)].groupHeld > 0 {
      if head < 0 || bodies[Int(member)].population > bodies[head].population { head = Int(member) }
      if Int(member) < index { before += 1 }
      seated += 1
    }
    if index == head {
      let more = max(0, Int(group.deputies) - (seated - 1))
      return [.head] + Array(repeating: .deputy, count: more)
    }
    let rank = before - (head < index ? 1 : 0)
    return [rank < Int(group.deputies) ? .deputy : .councillor]
  }

  private struct Seat {
    let body: UInt32
    let function: MandateFunction
    let card: Int
    let group: UInt32?
    let groupFunction: MandateFunction
  }

  private mutating func appendSeat(_ seat: Seat, _ renewals: Renewals) {
    let seatNumber = seatRows.count
    seatRows.append(UInt32(municipal.count))
    let sitting = sittingHolder(seat, renewals)
    var holder = sitting.person
    var start = sitting.start
    var isElected = sitting.isElected
    var groupStart = sitting.groupStart
    var ousted: UInt32?
    var term = 0
    while true {
      let election = term < renewals.coming.count ? renewals.coming[term] : .distantFuture
      let death = people[Int(holder)].deathDay
      let quit = resignation(
        holder, from: max(start, context.from),
        seat.function == .head ? context.spans.mayors : context.spans.councillors)
      let leave = min(death, quit)
      // The mandate goes on over every election that the holder wins before leaving.
      var end = Day.distantFuture
      var reason = EndReason.none
      var next = election
      while next < leave {
        let word = draw(context.seed, Self.kept, key(seatNumber), UInt64(term))
        let share = seat.function == .head ? context.rates.keptMayor : renewals.kept[term]
        term += 1
        if !word.isWithin(partsPerMillion: share) {
          end = next
          reason = .renewal
          break
        }
        next = term < renewals.coming.count ? renewals.coming[term] : .distantFuture
      }
      if reason == .none && leave <= context.through {
        end = leave
        reason = leave == death ? .death : .resignation
      }
      close(seat, holder, start, end, reason, isElected, groupStart)
      if reason == .none { return }
      let previous = holder
      if reason == .renewal {
        ousted = holder
        (start, isElected) = (end, true)
        holder = addEntrant(on: start)
      } else if next == end {
        // Whoever leaves on the day of the election is followed by somebody elected that day.
        term += 1
        ousted = nil
        (start, isElected) = (end, true)
        holder = addEntrant(on: start)
      } else if isFilled(seat, seatNumber, end) {
        (start, isElected) = (end, false)
        holder = successor(seatNumber, ousted, on: end)
        if holder != previous && holder == ousted { ousted = nil }
      } else if next <= context.through {
        term += 1
        ousted = nil
        (start, isElected) = (next, true)
        holder = addEntrant(on: start)
      } else {
        return
      }
      groupStart = start
    }
  }

  /// Whether a seat left in mid-term is taken again: always the mayor's, so that no council is
  /// empty.
  private func isFilled(_ seat: Seat, _ number: Int, _ day: Day) -> Bool {
    seat.function == .head
      || draw(context.seed, Self.replaced, key(number), UInt64(bitPattern: Int64(day.rawValue)))
        .isWithin(partsPerMillion: context.rates.replaced)
  }

  private mutating func successor(_ seat: Int, _ ousted: UInt32?, on day: Day) -> UInt32 {
    if let ousted, people[Int(ousted)].deathDay > day,
      draw(context.seed, Self.returns, key(seat), UInt64(bitPattern: Int64(day.rawValue)))
        .isWithin(partsPerMillion: context.rates.returns)
    {
      return ousted
    }
    return addEntrant(on: day)
  }

  /// Somebody in office on the first day, dealt from the deck of the function.
  private mutating func sittingHolder(
    _ seat: Seat, _ renewals: Renewals
  ) -> (person: UInt32, start: Day, isElected: Bool, groupStart: Day) {
    let context = context
    let cell = context.decks.byFunction[Int(seat.function.rawValue)].cell(seat.card)
    let number = key(people.count)
    let rates = context.rates
    // How early the members of the band can have entered office.
    let earliest = context.spans.adult[cell / 2]
    var start = renewals.current
    var isElected = true
    let kept = seat.function == .head ? rates.keptMayor : rates.keptMunicipal
    var term = 0
    while term < renewals.earlier.count, renewals.earlier[term] > earliest,
      draw(context.seed, Self.since, number, UInt64(term)).isWithin(partsPerMillion: kept)
    {
      start = renewals.earlier[term]
      term += 1
    }
    if term == 0 {
      // Some of those who began in this term came in mid-term, at the yearly rate of entries.
      let days = context.from - renewals.current
      let entries = Int64(days) * rates.entries / 365
      if draw(context.seed, Self.midTerm, number).isWithin(partsPerMillion: entries), days > 1 {
        start = renewals.current + draw(context.seed, Self.midTerm, number, 1).between(1, days)
        isElected = false
      }
    }
    let person = addSitting(band: cell / 2, sex: UInt8(1 + cell % 2), entry: start)
    let hasKept = draw(context.seed, Self.group, number).isWithin(partsPerMillion: rates.groupKept)
    return (
      person, start, isElected, start < renewals.current && !hasKept ? renewals.current : start
    )
  }

  /// The day on which somebody resigns, if nothing comes before.
  ///
  /// - Parameters:
  ///   - person: The person's place in the department.
  ///   - day: The first day on which it may be.
  ///   - remaining: How many of 1,000,000,000 are left after each year.
  ///   - isAssembly: Whether the mandate is one above the communes.
  /// - Returns: The day, or the distant future.
  func resignation(
    _ person: UInt32, from day: Day, _ remaining: [Int64], isAssembly: Bool = false
  ) -> Day {
    guard day <= context.through else { return .distantFuture }
    // Somebody with two mandates may leave one of them and keep the other.
    let occasion = UInt64(bitPattern: Int64(day.rawValue)) ^ (isAssembly ? 1 << 40 : 0)
    let fate = Int64(
      draw(context.seed, Self.quits, key(Int(person)), occasion).below(1_000_000_000))
    let last = (context.through - day) / 365
    guard fate >= remaining[last] else { return .distantFuture }
    var year = 0
    while fate < remaining[year] { year += 1 }
    return day + 365 * year + 1
      + draw(context.seed, Self.quitDay, key(Int(person)), occasion).between(0, 364)
  }

  private mutating func close(
    _ seat: Seat, _ holder: UInt32, _ start: Day, _ end: Day, _ reason: EndReason,
    _ isElected: Bool, _ groupStart: Day
  ) {
    municipal.append(
      MandateRow(
        person: holder, body: seat.body, start: start, end: end, kind: .municipal,
        function: seat.function, endReason: reason, startedAtElection: isElected))
    guard let group = seat.group else { return }
    others.append(
      MandateRow(
        person: holder, body: group, start: groupStart, end: end, kind: .intercommunal,
        function: seat.groupFunction, endReason: reason,
        startedAtElection: isElected || groupStart > start))
  }
}
