internal import Calendar
internal import Documents
internal import Law

/// The general elections of one kind of council, from the earliest.
struct Elections: Sendable {
  /// One general election.
  struct Term: Sendable {
    /// The first round; it names the term.
    let firstRound: Day
    /// The day on which councils complete at the first round take office.
    let early: Day
    /// The day on which the others take office.
    let late: Day

    /// The day on which a council takes office.
    func start(isEarly: Bool) -> Day { isEarly ? early : late }
  }

  let terms: [Term]

  /// Gathers the elections of some parameters, earlier ones first.
  ///
  /// - Parameters:
  ///   - parameters: Parameters whose values are dated by the first round and give the second.
  ///   - installed: The parameter that gives another day for councils complete at the first round.
  ///   - delay: Days from the second round to the first meeting, where all start together.
  init(_ parameters: [Parameter?], installed: Parameter? = nil, delay: Int64? = nil) {
    var terms: [Term] = []
    for case let parameter? in parameters {
      for value in parameter.values {
        guard case .number(let days) = value.value else { continue }
        let second = Day(rawValue: Int32(clamping: days))
        if let delay {
          let start = second + Int(delay)
          terms.append(Term(firstRound: value.from, early: start, late: start))
          continue
        }
        var early = value.from
        if let special = installed?.values.first(where: { $0.from == value.from }),
          case .number(let days) = special.value
        {
          early = Day(rawValue: Int32(clamping: days))
        }
        terms.append(Term(firstRound: value.from, early: early, late: second))
      }
    }
    self.terms = terms.sorted { $0.firstRound < $1.firstRound }
  }

  /// The index of the term in force on a day; -1 before the first.
  func term(on day: Day, isEarly: Bool) -> Int {
    (terms.lastIndex { $0.start(isEarly: isEarly) <= day }) ?? -1
  }
}

/// The elections of every kind of council.
struct ElectionCalendar: Sendable {
  let municipal: Elections
  let departmental: Elections
  let regional: Elections
  let outside: Elections

  init(_ law: ParameterTable, _ population: ParameterTable, on day: Day) throws(Diagnostic) {
    guard let elections = law["election.municipal"],
      let others = law["election.departmental_regional"]
    else {
      throw Diagnostic(
        file: "law",
        message:
          "the elections 'election.municipal' and 'election.departmental_regional' are missing")
    }
    municipal = Elections(
      [population["population.elections.municipal"], elections],
      installed: law["election.outgoing_first_round_end"])
    departmental = Elections(
      [others], delay: population.number("population.installation.departmental", on: day))
    regional = Elections(
      [others], delay: population.number("population.installation.regional", on: day))
    outside = Elections([population["population.elections.outside"]], delay: 0)
    for (name, list) in [
      ("municipal", municipal), ("departmental", departmental), ("regional", regional),
    ] where list.term(on: day, isEarly: false) < 0 {
      throw Diagnostic(file: "law", message: "no \(name) election is known on or before \(day)")
    }
  }
}
