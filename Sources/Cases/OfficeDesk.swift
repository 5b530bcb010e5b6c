internal import Calendar
internal import Documents
internal import Law
internal import Oracle
internal import Platform

/// The desk of the operator: the fund's reports and alert, the yearly information, elementary
/// modules, and the erasure of data.
///
/// Situation, where an official is asked about: `in_office` ([first day, first day without]),
/// `recognised`, `dies`. Acts: `report` (is one due today), `forecast` (`own`, `flows`), `balance`
/// (`own`: does the alert go off), `levy` (`allowances` of a month), `informed`, `module`,
/// `erased`.
enum OfficeDesk {
  private struct Situation {
    var start: Day?
    var end: Day?
    var recognised: Day?
    var death: Day?

    init(_ deskCase: DeskCase) throws(Diagnostic) {
      guard let node = deskCase.situation else { return }
      _ = try node.entries(known: ["in_office", "recognised", "dies"])
      let span = try node.required("in_office")
      let days = try span.items()
      guard days.count == 2 else { throw span.complaint("'in_office' is [first day, end]") }
      start = try days[0].caseDay()
      end = try days[1].caseDay()
      recognised = try node["recognised"]?.caseDay() ?? start
      death = try node["dies"]?.caseDay()
    }

    func isInOffice(on day: Day) -> Bool {
      guard let start, let end else { return false }
      return start <= day && day < end && !isDead(on: day)
    }

    func isDead(on day: Day) -> Bool { death.map { $0 <= day } ?? false }

    func isRecognised(on day: Day) -> Bool { recognised.map { $0 <= day } ?? false }
  }

  private static let keys: [(verb: String, keys: [String])] = [
    ("report", []), ("forecast", ["own", "flows"]), ("balance", ["own"]), ("levy", ["allowances"]),
    ("informed", []), ("module", []), ("erased", []),
  ]

  private static func check(_ act: DeskCase.Act) throws(Diagnostic) -> String {
    let verb = try act.node.required("do").word(among: keys.map(\.verb))
    _ = try act.node.entries(
      known: ["on", "do", "answer"] + (keys.first { $0.verb == verb }?.keys ?? []))
    return verb
  }

  private static func flows(_ act: DeskCase.Act) throws(Diagnostic) -> [Int64] {
    guard act.day.civil.month == 12, act.day.civil.day == 31 else {
      throw act.node.complaint("a forecast is made on 31 December, after whole civil years")
    }
    var flows: [Int64] = []
    for item in try act.node.required("flows").items() { flows.append(try amount(item)) }
    return flows
  }

  /// An amount that may be negative: `-5` is what a year lost.
  private static func amount(_ node: Document) throws(Diagnostic) -> Int64 {
    let text = try node.text()
    guard let euros = Int64(text) else { throw node.complaint("'\(text)' is no whole euros") }
    // Sums over the years of a forecast fit in 64 bits.
    guard euros.magnitude <= 100_000_000_000 else {
      throw node.complaint("'\(node.path)' is more than 100 billion euros")
    }
    return euros * 100
  }

  private static func list(_ amounts: [Int64]) -> String {
    amounts.map(DeskText.euros).joined(separator: " ")
  }

  static func oracle(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> [String] {
    let situation = try Situation(deskCase)
    var answers: [String] = []
    var wasBelow: Bool?
    for act in deskCase.acts {
      switch try check(act) {
      case "report": answers.append(OracleFund.reports(on: act.day, law) ? "yes" : "no")
      case "forecast":
        let own = try amount(act.node.required("own"))
        let expected = OracleFund.forecast(own: own, flows: try flows(act), on: act.day, law)
        answers.append(list(expected))
      case "balance":
        let isBelow = try amount(act.node.required("own")) < law.number("fund.reserve", on: act.day)
        answers.append(isBelow && wasBelow == false ? "alert" : "quiet")
        wasBelow = isBelow
      case "levy":
        let allowances = try act.node.required("allowances").caseAmount()
        answers.append(DeskText.euros(OracleFund.levy(of: allowances, on: act.day, law)))
      case "informed":
        // The last day of information up to today, after the opening of the service.
        let number = Int(law.number("rights.information_day", on: act.day))
        var last = Day(act.day.year, number / 100, number % 100)
        if last > act.day { last = Day(act.day.year - 1, number / 100, number % 100) }
        let isInformed =
          situation.isRecognised(on: last) && !situation.isDead(on: last)
          && law.number("service.open", on: last) == 1
        answers.append(isInformed ? "\(last.year)" : "never")
      case "module":
        var answer = "applied"
        if !situation.isInOffice(on: act.day) { answer = "no-mandate" }
        if !situation.isRecognised(on: act.day) { answer = "not-recognised" }
        if law.number("service.open", on: act.day) != 1 { answer = "service-closed" }
        if situation.isDead(on: act.day) { answer = "dead" }
        if isErased(situation, on: act.day, law) { answer = "no-account" }
        answers.append(answer)
      default: answers.append(isErased(situation, on: act.day, law) ? "yes" : "no")
      }
    }
    return answers
  }

  private static func isErased(
    _ situation: Situation, on day: Day, _ law: ParameterTable
  ) -> Bool {
    guard let death = situation.death else { return false }
    let years = Int(law.number("rights.retention_years", on: death))
    return day >= death.adding(months: 12 * years)
  }

  static func platform(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> [String] {
    let situation = try Situation(deskCase)
    let last = deskCase.acts.last?.day ?? .distantPast
    let first = situation.start ?? deskCase.acts.first?.day ?? last
    var service = DeskService(law, days: min(first, last)...last)
    if let start = situation.start { announce(situation, from: start, &service) }
    var fund = FundOffice()
    var answers: [String] = []
    for act in deskCase.acts {
      service.live(through: act.day)
      let statute = service.context.statute
      switch try check(act) {
      case "report":
        let isDay = FundOffice.isReportDay(act.day, times: statute.reportsPerYear)
        answers.append(isDay ? "yes" : "no")
      case "forecast":
        let flows = try flows(act)
        let first = act.day.year - flows.count + 1
        let days = flows.indices.map {
          Int64(Day(first + $0 + 1, 1, 1) - Day(first + $0, 1, 1))
        }
        answers.append(
          list(
            FundOffice.forecast(
              statute.forecastYears, own: try amount(act.node.required("own")), flows: flows,
              days: days, after: act.day)))
      case "balance":
        let own = try amount(act.node.required("own"))
        let acts = fund.close(service.context, movement: 0, own: own, isFirst: false)
        answers.append(acts.contains { $0.verb == .alert } ? "alert" : "quiet")
      case "levy": answers.append(try levy(act, law))
      case "informed":
        let year = service.shard.accounts.annexes[0].informed
        answers.append(year > 0 ? "\(year)" : "never")
      case "module": answers.append(service.send(Command(.followModule, official: 0)).name)
      default: answers.append(service.shard.accounts.annexes[0].isErased ? "yes" : "no")
      }
    }
    return answers
  }

  private static func announce(
    _ situation: Situation, from start: Day, _ service: inout DeskService
  ) {
    var begins = Command(.mandateBegins, official: 0)
    begins.day = start
    service.announce(begins, on: start)
    if let recognised = situation.recognised {
      service.announce(Command(.recognise, official: 0), on: recognised)
    }
    if let end = situation.end, !situation.isDead(on: end) {
      service.announce(Command(.mandateEnds, official: 0), on: end)
    }
    if let death = situation.death { service.announce(Command(.death, official: 0), on: death) }
  }

  /// The levy of a body whose allowances come to an amount, as the collectivities work it out.
  private static func levy(
    _ act: DeskCase.Act, _ law: ParameterTable
  ) throws(Diagnostic) -> String {
    let allowances = try act.node.required("allowances").caseAmount()
    let statute = Statute(law, on: act.day)
    return DeskText.euros(LevyCalendar.due(on: act.day, statute) { _, _ in allowances })
  }
}
