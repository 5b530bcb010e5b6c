internal import Calendar
internal import Documents
internal import Oracle

/// Reads what a worked case expects.
enum CaseExpectations {
  /// Reads the expectations, in any order of their days.
  ///
  /// - Parameters:
  ///   - node: The list.
  ///   - events: The case's events.
  /// - Returns: The expectations; at least one.
  /// - Throws: ``Diagnostic`` for an unknown key or value, a dossier that nobody requests, or a
  ///   refusal on a day without an event.
  static func read(
    _ node: Document, events: [History.Event]
  ) throws(Diagnostic) -> [CaseExpectation] {
    let items = try node.items()
    if items.isEmpty { throw node.complaint("a case expects something") }
    var expectations: [CaseExpectation] = []
    for item in items { expectations.append(try expectation(item, events: events)) }
    return expectations
  }

  private static func expectation(
    _ node: Document, events: [History.Event]
  ) throws(Diagnostic) -> CaseExpectation {
    let entries = try node.entries(
      known: ["on", "dossier"] + CaseQuantity.allCases.map(\.rawValue))
    let day = try node.required("on").caseDay()
    let dossier = try node["dossier"]?.text() ?? ""
    let requested = events.map(\.dossier).filter { !$0.isEmpty }
    if !dossier.isEmpty, !requested.contains(dossier) {
      throw node.complaint(
        "nobody requests the dossier '\(dossier)'" + Nearest.hint(dossier, among: requested))
    }
    var facts: [CaseFact] = []
    for entry in entries {
      guard let quantity = CaseQuantity(rawValue: entry.key) else { continue }
      if let needs = quantity.needsDossier, needs == dossier.isEmpty {
        throw Diagnostic(
          file: node.file, line: entry.line,
          message: needs
            ? "'\(entry.key)' is of a dossier: name it with the key 'dossier'"
            : "'\(entry.key)' is of the account, not of a dossier")
      }
      if quantity == .refused,
        !events.contains(where: { $0.day == day && $0.dossier == dossier })
      {
        throw node.complaint("nothing happens on \(day) that could be refused")
      }
      facts.append(CaseFact(quantity, try value(entry.value, of: quantity)))
    }
    if facts.isEmpty { throw node.complaint("the expectation looks at nothing") }
    return CaseExpectation(line: node.line, day: day, dossier: dossier, facts: facts)
  }

  private static func value(
    _ node: Document, of quantity: CaseQuantity
  ) throws(Diagnostic) -> CaseValue {
    switch quantity {
    case .francs: .francs(try node.caseCount(upTo: 1_000_000_000, .pacificFranc))
    case .hours: .hours(try node.caseCount(upTo: 1_000_000, .hour))
    case .state: .word(try node.word(among: ["none"] + states))
    case .billing:
      .word(try node.word(among: OracleDossier.Billing.allCases.map(\.rawValue)))
    case .control:
      .word(try node.word(among: OracleDossier.Control.allCases.map(\.rawValue)))
    case .refused:
      .word(try node.word(among: ["no"] + OracleRule.allCases.map(\.rawValue)))
    default: .cents(try node.caseAmount())
    }
  }

  private static let states = OracleDossier.State.allCases.map(\.rawValue)
}
