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
      "name", "source", "systems", "official", "collectivity", "law", "reform", "events", "expect",
    ])
    var history = try official(node.required("official"))
    if let collectivity = node["collectivity"] {
      history.deliberation = try deliberation(collectivity)
    }
    let events = try node["events"].map(CaseEvents.read) ?? []
    history.events = events.map(\.event)
    return WorkedCase(
      file: node.file, line: node.line, name: try node.required("name").text(),
      source: try node.required("source").text(),
      systems: try node["systems"].map(DeskCase.systems) ?? [], history: history,
      eventLines: events.map(\.line), reform: try node["reform"]?.text(),
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

  private static func deliberation(_ node: Document) throws(Diagnostic) -> History.Deliberation {
    _ = try node.entries(known: ["per_training", "per_official", "budget"])
    let perTraining = try node["per_training"]?.caseAmount()
    if perTraining == 0 {
      throw node.complaint("a council that tops nothing up has no deliberation: leave it out")
    }
    return History.Deliberation(
      perTraining: perTraining,
      perOfficial: try node["per_official"].map { node throws(Diagnostic) in
        Int(try node.caseCount(upTo: 1_000))
      },
      budget: try node["budget"]?.caseAmount())
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

  /// A whole number up to a limit.
  func caseCount(upTo limit: Int64, _ unit: Unit = .count) throws(Diagnostic) -> Int64 {
    let count = try quantity(unit)
    guard count <= limit else { throw complaint("'\(path)' is more than \(limit)") }
    return count
  }
}
