internal import Calendar
internal import Documents
internal import Synchronization
internal import Territory

/// Counts a roster for its margins.
struct Census: Sendable {
  /// A count out of another, or a sum over it.
  private struct Figure: Sendable {
    var value: Int64 = 0
    var base: Int64 = 0

    mutating func add(_ isCounted: Bool) {
      base += 1
      if isCounted { value += 1 }
    }
  }

  private let isNatural: Bool
  private var figures: [String: Figure] = [:]

  init(_ roster: Roster, _ territory: Territory, _ context: BuildContext, jobs: Int) {
    isNatural = territory.isNatural
    let none = self
    let all = Mutex(none.figures)
    Roster.share(3, jobs: jobs) { turn in
      var own = none
      switch turn {
      case 0: own.countAges(roster, context)
      case 1: own.countDynamics(roster, context)
      default: own.countCouncils(roster, territory)
      }
      let figures = own.figures
      // Each counts figures of its own.
      all.withLock { $0.merge(figures) { $1 } }
    }
    figures = all.withLock { $0 }
  }

  /// The margins that apply, in the order of the file.
  func margins() throws(Diagnostic) -> [Margin] {
    var margins: [Margin] = []
    for row in try PublishedMargin.all() where isNatural || !row.isNational {
      guard let figure = figures[row.name] else {
        throw Diagnostic(file: "margins.csv", message: "nothing counts the margin '\(row.name)'")
      }
      // A margin of something that does not occur within the horizon does not apply.
      if figure.base == 0 { continue }
      margins.append(Margin(row, value: figure.value, base: figure.base))
    }
    return margins
  }

  private mutating func countCouncils(_ roster: Roster, _ territory: Territory) {
    let mandates = roster.mandates
    var kinds = MandateKind.allCases.map { _ in Int64(0) }
    var functions = MandateFunction.allCases.map { _ in Int64(0) }
    var persons: Int64 = 0
    var last: UInt32?
    // The published counts are set beside the country without the Pacific: the legal seats that the
    // share of held ones was derived from are without it, and so is the count of July 2020.
    for row in 0..<mandates.count
    where mandates.isInForce(row, on: roster.from)
      && !roster.pacific.contains(Int(mandates.person[row]))
    {
      kinds[Int(mandates.kind[row].rawValue)] += 1
      if mandates.kind[row] == .municipal { functions[Int(mandates.function[row].rawValue)] += 1 }
      if mandates.person[row] != last { persons += 1 }
      last = mandates.person[row]
    }
    let municipal = kinds[0]
    figures["municipal councillors"] = Figure(value: municipal, base: 1)
    figures["mayors"] = Figure(value: functions[2], base: 1)
    figures["intercommunal bodies"] = Figure(
      value: Int64(territory.count(of: .intercommunal)), base: 1)
    figures["intercommunal councillors"] = Figure(value: kinds[1], base: 1)
    figures["departmental councillors"] = Figure(value: kinds[2], base: 1)
    figures["regional councillors"] = Figure(value: kinds[3], base: 1)
    figures["distinct persons"] = Figure(value: persons, base: 1)
    figures["plain councillors"] = Figure(value: functions[0], base: municipal)
    figures["deputies"] = Figure(value: functions[1], base: municipal)
    figures["mayors among councillors"] = Figure(value: functions[2], base: municipal)
    figures["intercommunal among municipal"] = Figure(value: kinds[1], base: municipal)
  }

  private static let bands = [
    (25, "age 18-24"), (30, "age 25-29"), (35, "age 30-34"), (40, "age 35-39"), (45, "age 40-44"),
    (50, "age 45-49"), (55, "age 50-54"), (60, "age 55-59"), (65, "age 60-64"), (70, "age 65-69"),
    (75, "age 70-74"), (80, "age 75-79"), (200, "age 80 and over"),
  ]

  private static let womenBands = [
    (40, "women under 40"), (50, "women of 40 to 49"), (60, "women of 50 to 59"),
    (70, "women of 60 to 69"), (200, "women of 70 and over"),
  ]

  private mutating func countAges(_ roster: Roster, _ context: BuildContext) {
    let mandates = roster.mandates
    let persons = roster.persons
    let day = context.elections.reference(before: roster.from, offset: context.rates.agesOffset)
    let birthdays = (0...200).map { day.adding(years: -$0) }
    var byBand = Self.bands.map { _ in Int64(0) }
    var women = Self.womenBands.map { _ in Figure() }
    var all = (people: Int64(0), women: Int64(0), retired: Int64(0), days: Int64(0))
    for row in 0..<mandates.count
    where mandates.kind[row] == .municipal && mandates.isInForce(row, on: roster.from) {
      let person = Int(mandates.person[row])
      let birth = persons.birth[person]
      let isWoman = persons.sex[person] == 2
      all.people += 1
      all.days += Int64(day - birth)
      if isWoman { all.women += 1 }
      if persons.isRetired(person, on: day) { all.retired += 1 }
      if let band = Self.bands.firstIndex(where: { birth > birthdays[$0.0] }) { byBand[band] += 1 }
      if let band = Self.womenBands.firstIndex(where: { birth > birthdays[$0.0] }) {
        women[band].add(isWoman)
      }
    }
    for (band, count) in zip(Self.bands, byBand) {
      figures[band.1] = Figure(value: count, base: all.people)
    }
    for (band, figure) in zip(Self.womenBands, women) { figures[band.1] = figure }
    figures["women"] = Figure(value: all.women, base: all.people)
    figures["retired"] = Figure(value: all.retired, base: all.people)
    figures["mean age"] = Figure(value: all.days * 400 / 1_461, base: all.people)
  }

  private mutating func countDynamics(_ roster: Roster, _ context: BuildContext) {
    let mandates = roster.mandates
    let terms = context.elections.municipal.terms
    let coming = terms.first { $0.early > roster.from && $0.late < roster.through }
    // The span from the first day to the next election, or to the end.
    let end = min(coming?.early ?? roster.through, roster.through)
    let days = Int64(max(0, end - roster.from))
    var entries = Figure()
    var renewed = Figure()
    var mayors = Figure()
    var leaving = (mayors: Figure(), councillors: Figure())
    var entrants = (people: Int64(0), women: Int64(0), days: Int64(0))
    for row in 0..<mandates.count where mandates.kind[row] == .municipal {
      let start = mandates.start[row]
      let isMayor = mandates.function[row] == .head
      if !mandates.startedAtElection[row], start > roster.from, start < end { entries.value += 1 }
      if mandates.isInForce(row, on: roster.from) {
        entries.base += 1
        let resigns = mandates.endReason[row] == .resignation && mandates.end[row] < end
        if isMayor {
          leaving.mayors.add(resigns)
        } else {
          leaving.councillors.add(resigns)
        }
      }
      if let coming {
        if mandates.isInForce(row, on: coming.late) { renewed.add(start >= coming.early) }
        if isMayor, start < coming.early, mandates.end[row] >= coming.early {
          mayors.add(mandates.end[row] > coming.late)
        }
      }
      if start > roster.from {
        let person = Int(mandates.person[row])
        entrants.people += 1
        entrants.days += Int64(start - roster.persons.birth[person])
        if roster.persons.sex[person] == 2 { entrants.women += 1 }
      }
    }
    // Rates a year: what happened in the span, over the years that all holders lived through. The
    // holders of the first day shrink on the way, by some 2.4 % a year.
    func yearly(_ figure: Figure) -> Figure {
      let years = figure.base * days / 365
      return Figure(value: figure.value, base: years * 1_000 / (1_000 + days * 12 / 365))
    }
    figures["mid-term entries a year"] = yearly(entries)
    figures["resignations of mayors a year"] = yearly(leaving.mayors)
    figures["resignations of councillors a year"] = yearly(leaving.councillors)
    figures["new at a general election"] = renewed
    figures["mayors re-elected"] = mayors
    figures["age of the newly elected"] = Figure(
      value: entrants.days * 400 / 1_461, base: entrants.people)
    figures["women among the newly elected"] = Figure(value: entrants.women, base: entrants.people)
  }
}
