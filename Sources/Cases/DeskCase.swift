package import Calendar
package import Documents
internal import Law

/// A case about an office of the service: acts in the order of their days, each with the answer
/// that the texts give.
///
/// Balances and dossiers of one official have ``WorkedCase``; a desk case is for what has no
/// balance: a log-in, a row of the registry, a letter to support, a publication.
package struct DeskCase: Sendable {
  /// The office that is asked.
  package enum Desk: String, CaseIterable, Sendable {
    /// Account creation, log-in, FranceConnect, what is shown to whom.
    case access
    /// The registry's rows, and which identity they match.
    case recognition
    /// FAQ and mailbox.
    case support
    /// The provider portal: accreditation, publication, suspension.
    case portal
    /// CPF, CEC, card, certification, conversion.
    case wallet
    /// The fund: levy, reports, alert; retention of data.
    case office
  }

  /// One act with the answer expected.
  package struct Act: Sendable {
    /// The line in the file.
    package let line: Int
    /// The day.
    package let day: Day
    /// What is done, one of the desk's words.
    package let verb: String
    /// The act as it was written, for the desk's own keys.
    package let node: Document
    /// The answer expected: `applied`, a rule's name, an amount, whatever the desk answers.
    package let answer: String
  }

  /// The file's path as the user gave it.
  package let file: String
  /// The line on which the case begins.
  package let line: Int
  /// What the case shows, in one line.
  package let name: String
  /// The text that the answers follow from.
  package let source: String
  /// The numbers of the systems that the case shows.
  package let systems: [Int]
  /// The office.
  package let desk: Desk
  /// What is there at the beginning, for the desk's own keys.
  package let situation: Document?
  /// The acts.
  package let acts: [Act]

  /// Reads a case.
  ///
  /// - Parameter node: The map of the case.
  /// - Throws: ``Diagnostic`` for anything unknown, missing or out of order.
  init(_ node: Document) throws(Diagnostic) {
    _ = try node.entries(known: ["name", "source", "systems", "desk", "situation", "acts"])
    file = node.file
    line = node.line
    name = try node.required("name").text()
    source = try node.required("source").text()
    systems = try node["systems"].map(Self.systems) ?? []
    let word = try node.required("desk").word(among: Desk.allCases.map(\.rawValue))
    desk = Desk(rawValue: word) ?? .access
    situation = node["situation"]
    let list = try node.required("acts")
    var acts: [Act] = []
    for item in try list.items() {
      let day = try item.required("on").caseDay()
      if let last = acts.last, day < last.day {
        throw item.complaint("the act of \(day) comes after one of \(last.day)")
      }
      acts.append(
        Act(
          line: item.line, day: day, verb: try item.required("do").text(), node: item,
          answer: try item.required("answer").text()))
    }
    if acts.isEmpty { throw list.complaint("'acts' holds nothing") }
    self.acts = acts
  }

  /// Reads a list of system numbers.
  static func systems(_ node: Document) throws(Diagnostic) -> [Int] {
    var systems: [Int] = []
    for item in try node.items() { systems.append(Int(try item.caseCount(upTo: 99))) }
    return systems
  }
}

/// A case of either kind, with the law that it is set under.
package enum AnyCase: Sendable {
  /// A case about one official's balances and dossiers.
  case worked(WorkedCase)
  /// A case about an office.
  case desk(DeskCase)

  /// What the case shows, in one line.
  package var name: String {
    switch self {
    case .worked(let workedCase): workedCase.name
    case .desk(let deskCase): deskCase.name
    }
  }

  /// The text that the case follows.
  package var source: String {
    switch self {
    case .worked(let workedCase): workedCase.source
    case .desk(let deskCase): deskCase.source
    }
  }

  /// The numbers of the systems that the case shows.
  package var systems: [Int] {
    switch self {
    case .worked(let workedCase): workedCase.systems
    case .desk(let deskCase): deskCase.systems
    }
  }
}
