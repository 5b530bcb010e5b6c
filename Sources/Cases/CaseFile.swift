internal import Calendar
package import Documents
internal import Oracle

/// Reads worked cases from YAML.
///
/// A file is one case, or a map with the one key `cases` and a list of them.
/// `Scenarios/cases/README` shows every key.
package enum CaseFile {
  /// Reads the cases of a file.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - file: The file's path as the user gave it.
  /// - Returns: The cases in the order of the file; at least one.
  /// - Throws: ``Diagnostic`` for anything unknown, missing, impossible or out of order.
  package static func read(_ text: String, file: String) throws(Diagnostic) -> [AnyCase] {
    let document = try Document(text, file: file)
    guard let list = document["cases"] else { return [try anyCase(document)] }
    _ = try document.entries(known: ["cases"])
    let items = try list.items()
    if items.isEmpty { throw list.complaint("'cases' holds no case") }
    var cases: [AnyCase] = []
    for item in items { cases.append(try anyCase(item)) }
    return cases
  }

  /// Reads the cases about officials of a file, and leaves out those about an office.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - file: The file's path as the user gave it.
  /// - Returns: The cases in the order of the file.
  /// - Throws: ``Diagnostic`` as ``read(_:file:)``.
  package static func workedCases(
    _ text: String, file: String
  ) throws(Diagnostic) -> [WorkedCase] {
    try read(text, file: file).compactMap { if case .worked(let one) = $0 { one } else { nil } }
  }

  private static func anyCase(_ node: Document) throws(Diagnostic) -> AnyCase {
    node["desk"] == nil ? .worked(try workedCase(node)) : .desk(try DeskCase(node))
  }

  private static func workedCase(_ node: Document) throws(Diagnostic) -> WorkedCase {
    _ = try node.entries(known: [
      "name", "source", "systems", "official", "collectivity", "collectivities", "law", "reform",
      "events", "expect",
    ])
    var history = try official(node.required("official"))
    if let collectivity = node["collectivity"] {
      history.deliberations = [try deliberation(collectivity)]
    }
    if let list = node["collectivities"] { history.deliberations = try deliberations(list, node) }
    let payers = history.deliberations.map(\.name)
    let events = try node["events"].map { node throws(Diagnostic) in
      try CaseEvents.read(node, payers: payers)
    }
    history.events = events?.map(\.event) ?? []
    guard CaseMarket.subjects(of: history).count <= 64 else {
      throw node.complaint("a case names at most 63 subjects")
    }
    return WorkedCase(
      file: node.file, line: node.line, name: try node.required("name").text(),
      source: try node.required("source").text(),
      systems: try node["systems"].map(DeskCase.systems) ?? [], history: history,
      eventLines: events?.map(\.line) ?? [], reform: try node["reform"]?.text(),
      overlays: try node["law"].map(overlays) ?? [],
      expectations: try CaseExpectations.read(node.required("expect"), events: history.events))
  }

  private static func official(_ node: Document) throws(Diagnostic) -> History {
    _ = try node.entries(known: [
      "born", "pension", "dies", "recognised", "mandates", "cpf", "cec", "jobseeker", "pacific",
    ])
    let list = try node.required("mandates")
    var mandates: [History.Mandate] = []
    for item in try list.items() { mandates.append(try mandate(item)) }
    guard let first = mandates.map(\.start).min() else {
      throw list.complaint("'\(list.path)' holds no mandate")
    }
    var history = History(mandates: mandates, recognised: first)
    if let recognised = node["recognised"] {
      history.recognised = try recognised.text() == "never" ? nil : recognised.caseDay()
    }
    history.born = try node["born"]?.caseDay()
    history.pension = try node["pension"]?.caseDay()
    history.death = try node["dies"]?.caseDay()
    history.cpf = try node["cpf"]?.caseAmount() ?? 0
    history.cec = try node["cec"]?.caseAmount() ?? 0
    history.isJobseeker = try node["jobseeker"]?.quantity(.flag) == 1
    history.isPacific = try node["pacific"]?.quantity(.flag) == 1
    return history
  }

  private static func mandate(_ node: Document) throws(Diagnostic) -> History.Mandate {
    _ = try node.entries(known: ["kind", "from", "until", "entry"])
    let kind = try node.required("kind").word(among: History.Kind.allCases.map(\.rawValue))
    let start = try node.required("from").caseDay()
    let end = try node["until"]?.caseDay()
    if let until = node["until"], let end, end <= start {
      throw until.complaint("'\(until.path)' must come after the first day, \(start)")
    }
    let entry = try node["entry"]?.word(among: ["election", "mid-term"])
    return History.Mandate(
      History.Kind(rawValue: kind) ?? .outside, from: start, until: end,
      atElection: entry == "election")
  }

  /// Reads several collectivities, each with a name of its own.
  private static func deliberations(
    _ list: Document, _ node: Document
  ) throws(Diagnostic) -> [History.Deliberation] {
    if node["collectivity"] != nil {
      throw list.complaint("a case has 'collectivity' or 'collectivities', not both")
    }
    var found: [History.Deliberation] = []
    for item in try list.items() {
      var next = try deliberation(item, isNamed: true)
      next.name = try item.required("name").text()
      if found.contains(where: { $0.name == next.name }) {
        throw item.complaint("there is a collectivity '\(next.name)' already")
      }
      found.append(next)
    }
    return found
  }

  private static func deliberation(
    _ node: Document, isNamed: Bool = false
  ) throws(Diagnostic) -> History.Deliberation {
    let keys = ["per_training", "per_official", "per_year", "scope", "budget"]
    _ = try node.entries(known: keys + (isNamed ? ["name"] : []))
    let perTraining = try node["per_training"]?.caseAmount()
    if perTraining == 0 {
      throw node.complaint("a council that tops nothing up has no deliberation: leave it out")
    }
    var scope: [String]?
    if let list = node["scope"] {
      scope = []
      for item in try list.items() { scope?.append(try item.text()) }
    }
    return History.Deliberation(
      perTraining: perTraining, perOfficial: try count(node["per_official"]),
      perYear: try count(node["per_year"]), scope: scope, budget: try node["budget"]?.caseAmount())
  }

  /// A limit on a number of trainings, below what stands for no limit.
  private static func count(_ node: Document?) throws(Diagnostic) -> Int? {
    guard let node else { return nil }
    return Int(try node.caseCount(upTo: 254))
  }

  private static func overlays(
    _ node: Document
  ) throws(Diagnostic) -> [WorkedCase.LawOverlay] {
    var overlays: [WorkedCase.LawOverlay] = []
    for entry in try node.entries() {
      var values: [(from: Day, value: Document)] = []
      for dated in try entry.value.entries() {
        guard let from = Day(dated.key) else {
          throw Diagnostic(
            file: node.file, line: dated.line,
            message: "'\(dated.key)' is not a date that exists, as YYYY-MM-DD")
        }
        values.append((from, dated.value))
      }
      overlays.append(WorkedCase.LawOverlay(name: entry.key, line: entry.line, values: values))
    }
    return overlays
  }
}

extension Document {
  /// A day between 1920 and 2060: the cases are lived day by day.
  func caseDay() throws(Diagnostic) -> Day {
    let day = Day(rawValue: Int32(truncatingIfNeeded: try quantity(.date)))
    guard (1920...2060).contains(day.year) else {
      throw complaint("'\(path)': \(day) is not a day between 1920 and 2060")
    }
    return day
  }

  /// An amount in cents, at most ten million euros.
  func caseAmount() throws(Diagnostic) -> Int64 {
    let cents = try quantity(.euro)
    guard cents <= 1_000_000_000 else { throw complaint("'\(path)' is more than 10 million euros") }
    return cents
  }

  /// The price of an hour in cents, at most a hundred thousand euros.
  func caseHourlyPrice() throws(Diagnostic) -> Int64 {
    let cents = try quantity(.euroPerHour)
    guard cents <= 10_000_000 else { throw complaint("'\(path)' is more than 100,000 euros") }
    return cents
  }

  /// A whole number up to a limit.
  func caseCount(upTo limit: Int64, _ unit: Unit = .count) throws(Diagnostic) -> Int64 {
    let count = try quantity(unit)
    guard count <= limit else { throw complaint("'\(path)' is more than \(limit)") }
    return count
  }
}
