internal import Calendar
internal import Documents
internal import Oracle

/// What somebody does at the desk `access`: a page of the account, a visit, a purchase.
enum AccessDeed {
  /// A step of the account creation.
  case register(step: String, OracleAccess.Page)
  /// A version of the general conditions is accepted.
  case accept(version: Int)
  /// A new password is asked for.
  case forget
  /// A new password is set.
  case reset(password: String)
  /// An identity is enrolled for FranceConnect+.
  case enrol(asked: Day, isFranceIdentite: Bool)
  /// A visit: perhaps a log-in, perhaps a page.
  case visit(Visiting)
  /// A mandate training is asked for.
  case buy
  /// A training is confirmed: is the diploma read for it?
  case diploma(isMandate: Bool)
  /// The registry's row reaches the platform and matches.
  case recognise
  /// The reference directory enters the person.
  case enterDirectory(nir: String)
  /// The training body takes the offer of a page offline.
  case withdraw(page: String)

  /// A visit as it is written.
  struct Visiting {
    /// `nothing`, `password`, or the identity provider.
    var way: String
    /// The digits typed.
    var digits: String
    /// The password typed.
    var password: String
    /// `up`, `slow`, `left` or `down`.
    var provider: String
    /// The page, or nothing.
    var page: String
    /// Whether it is made through the mobile application.
    var isApp: Bool
  }

  /// How one can log in, by the words of a case.
  static let ways = ["nothing", "password", "impots", "ameli", "la-poste", "franceconnect-plus"]
  /// What one can look at, by the words of a case.
  static let pages = ["panel", "catalogue", "mandate-offer", "reintegration-offer", "no-offer"]
  /// What an identity provider can do, by the words of a case.
  static let replies = ["up", "slow", "left", "down"]

  /// Reads an act.
  ///
  /// - Parameters:
  ///   - act: The act.
  ///   - person: Who acts: what is left out is the person's own.
  /// - Throws: ``Diagnostic`` for an unknown verb or key, or a value that cannot be.
  init(_ act: DeskCase.Act, _ person: AccessPerson) throws(Diagnostic) {
    let node = act.node
    func known(_ keys: [String]) throws(Diagnostic) {
      _ = try node.entries(known: ["on", "do", "answer"] + keys)
    }
    let verbs = [
      "identity", "contact", "address", "password", "accept-terms", "forget", "reset", "enrol",
      "visit", "buy", "diploma", "recognise", "directory", "withdraw",
    ]
    let verb = try node.required("do").word(among: verbs)
    var page = OracleAccess.Page()
    switch verb {
    case "identity":
      try known(["nir", "key"])
      page.nir = try node["nir"]?.text() ?? person.nir
      page.key = try node.required("key").text()
      self = .register(step: verb, page)
    case "contact":
      try known(["confirmed"])
      page.hasEmail = try node["confirmed"]?.quantity(.flag) != 0
      self = .register(step: verb, page)
    case "address":
      try known(["postcode"])
      page.postcode = try node.required("postcode").text()
      self = .register(step: verb, page)
    case "password":
      try known(["text"])
      page.password = try node.required("text").password()
      self = .register(step: verb, page)
    case "accept-terms":
      try known(["version"])
      self = .accept(version: Int(try node.required("version").caseCount(upTo: 200)))
    case "forget":
      try known([])
      self = .forget
    case "reset":
      try known(["text"])
      self = .reset(password: try node.required("text").password())
    case "enrol":
      try known(["asked", "with"])
      let means = try node["with"]?.word(among: ["la-poste", "france-identite"])
      self = .enrol(
        asked: try node.required("asked").caseDay(), isFranceIdentite: means == "france-identite")
    case "visit":
      try known(["with", "digits", "text", "provider", "at", "channel"])
      self = .visit(
        Visiting(
          way: try node["with"]?.word(among: Self.ways) ?? "nothing",
          digits: try node["digits"]?.text() ?? person.nir,
          password: try node["text"]?.password() ?? person.password,
          provider: try node["provider"]?.word(among: Self.replies) ?? "up",
          page: try node["at"]?.word(among: Self.pages) ?? "",
          isApp: try node["channel"]?.word(among: ["site", "app"]) == "app"))
    case "diploma":
      try known(["path"])
      self = .diploma(
        isMandate: try node.required("path").word(among: ["mandate", "reintegration"]) == "mandate")
    case "directory":
      try known(["nir"])
      self = .enterDirectory(nir: try node["nir"]?.text() ?? person.nir)
    case "withdraw":
      try known(["at"])
      self = .withdraw(
        page: try node.required("at").word(among: ["mandate-offer", "reintegration-offer"]))
    default:
      try known([])
      self = verb == "buy" ? .buy : .recognise
    }
  }
}

/// Who comes to the desk `access`.
struct AccessPerson {
  /// The NIR that the person has.
  var nir = "2550826058000"
  /// Whether the reference directory has it.
  var isKnown = true
  /// Whether the registry's row matches from the beginning.
  var isRecognised = true
  /// The first day without the mandate, if it ends.
  var mandateEnd: Day?
  /// Whether an account was opened in time, as an « actif ».
  var hasAccount = false
  /// The password of that account.
  var password = "Mende48000"
  /// The version of the CGU that was accepted.
  var terms = 8
  /// The last day on which the training body is accredited.
  var accreditedThrough = Day.distantFuture
  /// The diploma, from 0 to 5.
  var diploma: UInt8 = 3

  /// Reads the situation of a case.
  ///
  /// - Parameter node: The map, or nothing for the usual person.
  /// - Throws: ``Diagnostic`` for an unknown key or a value that cannot be.
  init(_ node: Document?) throws(Diagnostic) {
    guard let node else { return }
    _ = try node.entries(known: [
      "nir", "directory", "recognised", "mandate_until", "account", "diploma", "accredited_until",
    ])
    if let text = node["nir"] { nir = try text.text() }
    isKnown = try node["directory"]?.quantity(.flag) != 0
    isRecognised = try node["recognised"]?.quantity(.flag) != 0
    mandateEnd = try node["mandate_until"]?.caseDay()
    if let last = node["accredited_until"] { accreditedThrough = try last.caseDay() }
    if let level = node["diploma"] { diploma = UInt8(try level.caseCount(upTo: 5)) }
    guard let account = node["account"] else { return }
    _ = try account.entries(known: ["text", "terms"])
    hasAccount = true
    if let text = account["text"] { password = try text.password() }
    if let version = account["terms"] { terms = Int(try version.caseCount(upTo: 200)) }
  }
}

extension Document {
  /// A password as the model can hold it.
  func password() throws(Diagnostic) -> String {
    let text = try text()
    guard text.utf8.count <= 16, text.utf8.allSatisfy({ (32...126).contains($0) }) else {
      throw complaint("a password here has at most 16 characters, all of them ASCII")
    }
    return text
  }
}
