internal import Calendar
internal import Documents
internal import Law
internal import Ledger
internal import Oracle
internal import Platform

/// The desks of recognition and support: people, rows and letters of a case.
struct DeskRegistry {
  /// One act in words of its own, for platform and oracle alike.
  enum Act {
    /// A row of somebody arrives, or its correction.
    case row(CivilRow, of: Int, isCorrection: Bool)
    /// Support links somebody by hand.
    case link(of: Int)
    /// Somebody looks for the panel.
    case panel(of: Int)
    /// Somebody writes.
    case write(of: Int, guideCase: Int, missing: [String], birth: Day)
    /// Papers come.
    case papers(of: Int, birth: Day)
    /// Support answers.
    case answer(of: Int)
    /// Support closes a letter without its papers.
    case close(of: Int)
    /// A mandate ends.
    case mandateEnds(of: Int)
    /// The guide is asked where to turn to.
    case door(hasAccount: Bool, isRetired: Bool, age: Int)
  }

  let people: [CivilStatus]
  /// For each person, whether it is an official, and one with a mandate in force.
  let isOfficial: [Bool]
  let hasMandate: [Bool]
  let acts: [(day: Day, act: Act)]

  init(_ deskCase: DeskCase) throws(Diagnostic) {
    guard let situation = deskCase.situation else {
      throw deskCase.acts[0].node.complaint("the desk needs a 'situation' with its people")
    }
    _ = try situation.entries(known: ["people"])
    var people: [CivilStatus] = []
    var isOfficial: [Bool] = []
    var hasMandate: [Bool] = []
    for item in try situation.required("people").items() {
      _ = try item.entries(known: [
        "name", "usual", "given", "woman", "born", "place", "official", "mandate",
      ])
      var given: [String] = []
      for name in try item.required("given").items() { given.append(try name.text()) }
      guard !given.isEmpty else { throw item.complaint("'given' holds no name") }
      people.append(
        CivilStatus(
          birthName: try item.required("name").text(), usualName: try item["usual"]?.text(),
          givenNames: given, isWoman: try item["woman"]?.quantity(.flag) == 1,
          birth: try item.required("born").caseDay(),
          place: try item.required("place").text()))
      isOfficial.append(try item["official"]?.quantity(.flag) != 0)
      hasMandate.append(try item["mandate"]?.quantity(.flag) != 0)
    }
    guard !people.isEmpty else { throw situation.complaint("'people' holds nobody") }
    self.people = people
    self.isOfficial = isOfficial
    self.hasMandate = hasMandate
    var acts: [(day: Day, act: Act)] = []
    for act in deskCase.acts { acts.append((act.day, try Self.act(act, people))) }
    self.acts = acts
  }

  private static let verbs = [
    "row", "correct", "link", "panel", "write", "papers", "answer", "close", "mandate-ends", "door",
  ]

  private static func act(
    _ act: DeskCase.Act, _ people: [CivilStatus]
  ) throws(Diagnostic) -> Act {
    let node = act.node
    let verb = try node.required("do").word(among: verbs)
    if verb == "door" {
      return .door(
        hasAccount: try node.required("account").quantity(.flag) == 1,
        isRetired: try node.required("retired").quantity(.flag) == 1,
        age: Int(try node.required("age").caseCount(upTo: 120)))
    }
    var person = 0
    if let node = node["of"] { person = Int(try node.caseCount(upTo: 99)) - 1 }
    guard people.indices.contains(person) else { throw node.complaint("there is no such person") }
    let birth = try node["born"]?.caseDay() ?? people[person].birth
    switch verb {
    case "row", "correct":
      let row = CivilRow(
        name: try node.required("name").text(), given: try node.required("given").text(),
        isWoman: people[person].isWoman, birth: birth, place: try node["place"]?.text())
      return .row(row, of: person, isCorrection: verb == "correct")
    case "write":
      var missing: [String] = []
      if let lacks = node["lacks"] {
        for item in try lacks.items() { missing.append(try item.word(among: Mailbox.items)) }
      }
      let guideCase = Int(try node.required("case").caseCount(upTo: 3))
      guard guideCase > 0 else { throw node.complaint("the guide has the cases 1 to 3") }
      return .write(of: person, guideCase: guideCase, missing: missing, birth: birth)
    case "link": return .link(of: person)
    case "panel": return .panel(of: person)
    case "papers": return .papers(of: person, birth: birth)
    case "answer": return .answer(of: person)
    case "close": return .close(of: person)
    default: return .mandateEnds(of: person)
    }
  }

  /// The oracle's answers.
  func oracle() -> [String] {
    var officials = hasMandate.map { Mailbox(hasMandate: $0) }
    return acts.map { _, act in
      switch act {
      case .row(let row, let person, _):
        return officials[person].receive(row, among: people, of: person)
      case .link(let person): return officials[person].link()
      case .panel(let person): return officials[person].isRecognised ? "shown" : "hidden"
      case .write(let person, let guideCase, let missing, let birth):
        return officials[person].write(guideCase, missing: missing, birth: birth)
      case .papers(let person, let birth): return officials[person].sendPapers(birth: birth)
      case .answer(let person): return officials[person].answer()
      case .close(let person): return officials[person].close()
      case .mandateEnds(let person):
        officials[person].mandateEnds()
        return "applied"
      case .door(let hasAccount, let isRetired, let age):
        return Mailbox.door(hasAccount: hasAccount, isRetired: isRetired, age: age)
      }
    }
  }

  /// The platform's answers.
  func platform(_ law: ParameterTable) -> [String] {
    var platform = PlatformRegistry(self, law)
    return acts.map { platform.answer($0.act, on: $0.day) }
  }
}
