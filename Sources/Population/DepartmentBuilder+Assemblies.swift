internal import Calendar
internal import Draws
internal import Territory

extension DepartmentBuilder {
  private static let since = Stream("population.assembly.since")
  private static let kept = Stream("population.assembly.kept")
  private static let dual = Stream("population.assembly.dual")
  private static let picked = Stream("population.assembly.picked")
  private static let bands = Stream("population.assembly.band")
  private static let round = Stream("population.assembly.round")

  private struct Council {
    let index: Int
    let kind: MandateKind
    let dual: Int64
    let body: Body
    /// The start of the term in force, of the one before if there is one, and those to come.
    let current: Day
    let earlier: Day?
    let coming: [Day]
  }

  private func council(_ index: Int) -> Council {
    let body = context.territory.bodies[index]
    let rates = context.rates
    let (kind, elections, dual): (MandateKind, Elections, Int64) =
      switch body.kind {
      case .departmentCouncil:
        (.departmental, context.elections.departmental, rates.dual.departmental)
      case .regionSection: (.regional, context.elections.regional, rates.dual.regional)
      case .excluded: (.outside, context.elections.outside, 0)
      default:
        // The métropole de Lyon is renewed with the communes; the other assemblies with the
        // regions.
        context.territory.departments[department].cantons > 0
          ? (.special, context.elections.municipal, rates.dual.special)
          : (.special, context.elections.regional, rates.dual.special)
      }
    let starts = elections.terms.map { $0.start(isEarly: false) }
    let past = starts.filter { $0 <= context.from }
    return Council(
      index: index, kind: kind, dual: dual, body: body, current: past.last ?? context.from,
      earlier: past.dropLast().last,
      coming: starts.filter { $0 > context.from && $0 <= context.through })
  }

  /// Adds a council above the communes with everybody who sits in it over the horizon.
  mutating func appendAssembly(_ index: Int) {
    let council = council(index)
    let dual = (Int64(council.body.held) * council.dual + 500_000) / 1_000_000
    for seat in 0..<Int(council.body.held) {
      appendSeat(seat, council, isDual: seat >= Int(council.body.held) - Int(dual))
    }
  }

  private mutating func appendSeat(_ seat: Int, _ council: Council, isDual: Bool) {
    let number = key(council.index << 16 | seat)
    var function = MandateFunction.councillor
    if context.hasHead[council.index] && seat == 0 {
      function = .head
    } else if seat < Int(council.body.deputies) + (context.hasHead[council.index] ? 1 : 0) {
      function = .deputy
    }
    var start = council.current
    if let earlier = council.earlier,
      draw(context.seed, Self.since, number).isWithin(partsPerMillion: context.rates.keptAssembly)
    {
      start = earlier
    }
    var holder: UInt32
    if isDual, let picked = picked(council, seat, on: context.from, occasion: 0) {
      holder = picked
      let adult = people[Int(picked)].birth.adding(years: 18)
      if start < adult { start = max(council.current, adult) }
    } else {
      holder = sitting(number, start)
    }
    var isElected = true
    var term = 0
    while true {
      let leave = min(
        people[Int(holder)].deathDay,
        resignation(
          holder, from: max(start, context.from), context.spans.assemblies, isAssembly: true))
      var end = Day.distantFuture
      var reason = EndReason.none
      while term < council.coming.count, council.coming[term] < leave {
        let day = council.coming[term]
        term += 1
        if !draw(context.seed, Self.kept, number, UInt64(term))
          .isWithin(partsPerMillion: context.rates.keptAssembly)
        {
          (end, reason) = (day, .renewal)
          break
        }
      }
      if reason == .none && leave <= context.through {
        end = leave
        reason = leave == people[Int(holder)].deathDay ? .death : .resignation
      }
      people[Int(holder)].hasAssembly = true
      others.append(
        MandateRow(
          person: holder, body: UInt32(council.index), start: start, end: end, kind: council.kind,
          function: function, endReason: reason, startedAtElection: isElected))
      if reason == .none { return }
      // The substitute, or the next on the list, follows at once.
      isElected = reason == .renewal
      if term < council.coming.count, council.coming[term] == end {
        term += 1
        isElected = true
      }
      start = end
      let occasion = UInt64(bitPattern: Int64(start.rawValue))
      if draw(context.seed, Self.dual, number, occasion).isWithin(partsPerMillion: council.dual),
        let picked = picked(council, seat, on: start, occasion: occasion)
      {
        holder = picked
      } else {
        holder = addEntrant(on: start, isPaired: true)
      }
    }
  }

  /// Somebody in office on the first day who is no municipal councillor.
  private mutating func sitting(_ number: UInt64, _ start: Day) -> UInt32 {
    let rates = context.rates
    let band = rates.ages.band(draw(context.seed, Self.bands, number))
    let isWoman = draw(context.seed, Self.bands, number, 1)
      .isWithin(partsPerMillion: rates.womenAssemblies)
    // The youngest band cannot have entered office in an earlier term.
    let fits = context.spans.adult[band] < start
    return addSitting(band: fits ? band : band + 2, sex: isWoman ? 2 : 1, entry: start)
  }

  /// A municipal councillor in office on a day who has no other mandate above the communes.
  private func picked(
    _ council: Council, _ seat: Int, on day: Day, occasion: UInt64
  ) -> UInt32? {
    let seats = seatRows.count - 1
    guard seats > 0 else { return nil }
    for attempt in 0..<64 as Range<UInt64> {
      let place = Int(
        draw(context.seed, Self.picked, key(council.index << 16 | seat), occasion << 6 | attempt)
          .below(UInt64(seats)))
      for row in municipal[Int(seatRows[place])..<Int(seatRows[place + 1])]
      where row.start <= day && day < row.end && !people[Int(row.person)].hasAssembly {
        // Whoever takes the seat must be there on the next day, too.
        if people[Int(row.person)].deathDay > day { return row.person }
      }
    }
    return nil
  }
}

extension ElectionCalendar {
  /// The day on which the ages of those in office on a day are counted.
  func reference(before day: Day, offset: Int) -> Day {
    (municipal.terms.last { $0.firstRound <= day }?.firstRound ?? day) + offset
  }
}
