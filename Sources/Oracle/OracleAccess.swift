package import Calendar
package import Law

/// One person's way in, as the guide tells it: account, log-in, pages, purchase.
///
/// A second reading of the rules of access, on texts as they are typed, without a thought for
/// speed. Nothing here knows the platform.
package struct OracleAccess: Sendable {
  /// What the person types to open an account.
  package struct Page: Sendable {
    /// The NIR as typed.
    package var nir = ""
    /// Its key as typed.
    package var key = ""
    /// Whether the e-mail address was confirmed.
    package var hasEmail = true
    /// The postal code as typed.
    package var postcode = ""
    /// A password as typed.
    package var password = ""

    /// Creates an empty page.
    package init() {}
  }

  /// The law.
  private let law: ParameterTable
  /// The day.
  package var day: Day
  /// The NIR that the reference directory has, or nothing.
  package var directory: String
  /// Whether the person is recognised as an official.
  package var isRecognised: Bool
  /// Whether the person is dead: nobody comes in any more.
  package var isDead = false
  /// The last day on which the training body is accredited.
  package var accreditedThrough = Day.distantFuture

  private var withdrawn: [String] = []
  private var steps: [String] = []
  private var password = ""
  private var isLocked = false
  private var wrong = 0
  private var session: (day: Day, isStrong: Bool)?
  private var accepted = 0
  private var linkSent: Day?
  private var strongSince: Day?

  /// The steps of the account creation in their order (guide, page 6).
  private static let order = ["identity", "contact", "address", "password"]

  /// Creates somebody without an account.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - directory: The NIR that the reference directory has, or nothing.
  ///   - isRecognised: Whether the person is recognised as an official.
  package init(law: ParameterTable, directory: String, isRecognised: Bool) {
    self.law = law
    self.directory = directory
    self.isRecognised = isRecognised
    day = .distantPast
  }

  private func number(_ name: String) -> Int {
    if case .number(let number) = law.value(name, on: day) { Int(number) } else { 0 }
  }

  private var hasAccount: Bool { steps == Self.order && !isDead }

  /// Takes an account over that the person opened in time before the first act.
  ///
  /// - Parameters:
  ///   - password: The password.
  ///   - terms: The version of the CGU that was accepted.
  ///   - strongSince: Since when an identity is enrolled for FranceConnect+, if one is.
  package mutating func hold(password: String, terms: Int, strongSince: Day? = nil) {
    self.strongSince = strongSince
    steps = Self.order
    self.password = password
    accepted = terms
  }

  /// Whether a NIR is thirteen characters of the right kinds.
  static func isNIR(_ text: String) -> Bool {
    let characters = Array(text)
    guard characters.count == 13, "12".contains(characters[0]) else { return false }
    let department = String(characters[5...6])
    let others = characters[...4] + characters[7...]
    guard others.allSatisfy({ "0123456789".contains($0) }) else { return false }
    guard let month = Int(String(characters[3...4])) else { return false }
    guard (1...12).contains(month) || (20...42).contains(month) || month >= 50 else { return false }
    return department == "2A" || department == "2B"
      || (Int(department) ?? 0) > 0 && Int(department) != 20
  }

  /// The key of a NIR, by long division of its text: 2A is read 19, and 2B is read 18.
  static func key(of nir: String) -> String {
    var text = nir
    if let corse = text.firstRange(of: "2A") { text.replaceSubrange(corse, with: "19") }
    if let corse = text.firstRange(of: "2B") { text.replaceSubrange(corse, with: "18") }
    var remainder = 0
    for digit in text { remainder = (remainder * 10 + (digit.wholeNumberValue ?? 0)) % 97 }
    let key = String(97 - remainder)
    return key.count == 1 ? "0" + key : key
  }

  /// The reference directory enters the person: what FAQ and support bring about (guide, pages 10
  /// to 12).
  ///
  /// - Parameter nir: The NIR that it enters.
  /// - Returns: `applied`, or the rule's name.
  package mutating func enterDirectory(_ nir: String) -> String {
    if isDead { return "dead" }
    guard Self.isNIR(nir) else { return "wrong-nir" }
    if !directory.isEmpty { return "already-registered" }
    directory = nir
    return "applied"
  }

  private func keepsRule(_ text: String) -> Bool {
    text.count >= number("access.password_length")
      && text.contains { ("A"..."Z").contains($0) } && text.contains { ("a"..."z").contains($0) }
      && text.contains { ("0"..."9").contains($0) }
  }

  /// A step of the account creation.
  ///
  /// - Parameters:
  ///   - step: `identity`, `contact`, `address` or `password`.
  ///   - page: What is typed.
  /// - Returns: `applied`, or the rule's name.
  package mutating func register(_ step: String, _ page: Page) -> String {
    if isDead { return "dead" }
    if hasAccount { return "account-exists" }
    if step == "identity" {
      guard Self.isNIR(page.nir), page.key == Self.key(of: page.nir), page.nir == directory else {
        return "wrong-nir"
      }
      steps = ["identity"]
      return "applied"
    }
    guard steps.count < Self.order.count, Self.order[steps.count] == step else {
      return "wrong-step"
    }
    switch step {
    case "contact": if !page.hasEmail { return "incomplete-form" }
    case "address":
      let isCode = page.postcode.count == 5 && page.postcode.allSatisfy(\.isNumber)
      if !isCode || page.postcode.hasPrefix("00") || page.postcode.hasPrefix("99") {
        return "incomplete-form"
      }
    default:
      if !keepsRule(page.password) { return "weak-password" }
      password = page.password
      session = (day, false)
    }
    steps.append(step)
    return "applied"
  }

  /// The general conditions: a version is accepted while it is in force, by somebody logged in.
  package mutating func accept(_ version: Int) -> String {
    if isDead { return "dead" }
    if !hasAccount { return "no-account" }
    if session?.day != day { return "not-logged-in" }
    if version != number("access.terms_version") { return "terms-not-accepted" }
    accepted = version
    return "applied"
  }

  /// A new password is asked for.
  package mutating func forget() -> String {
    if isDead { return "dead" }
    if !hasAccount { return "no-account" }
    linkSent = day
    return "applied"
  }

  /// A new password is set by the link of the mail.
  package mutating func reset(_ text: String) -> String {
    if isDead { return "dead" }
    if !hasAccount { return "no-account" }
    guard let linkSent else { return "wrong-step" }
    if day - linkSent > number("access.reset_days") { return "deadline-passed" }
    if !keepsRule(text) { return "weak-password" }
    password = text
    self.linkSent = nil
    isLocked = false
    wrong = 0
    return "applied"
  }

  /// An identity is enrolled for FranceConnect+, once it was checked.
  ///
  /// - Parameters:
  ///   - asked: The day on which the check was asked for.
  ///   - isFranceIdentite: Whether it is one of France Identité.
  /// - Returns: `applied`, or the rule's name.
  package mutating func enrol(asked: Day, isFranceIdentite: Bool) -> String {
    if isDead { return "dead" }
    if let strongSince, strongSince <= day { return "already-registered" }
    if isFranceIdentite, number("access.france_identite") == 0 { return "means-not-accepted" }
    var checked = asked
    var left = number("access.identity_check_days")
    while left > 0 {
      checked = checked + 1
      if Delays.isWorkingDay(checked) { left -= 1 }
    }
    if day < checked { return "too-soon" }
    strongSince = day
    return "applied"
  }

  /// A log-in with digits and password.
  package mutating func logIn(_ digits: String, _ text: String) -> String {
    guard hasAccount, digits == directory else { return "wrong-credentials" }
    if isLocked { return "locked" }
    guard text == password else {
      wrong += 1
      if wrong >= number("access.wrong_passwords") { isLocked = true }
      return "wrong-credentials"
    }
    wrong = 0
    enter(isStrong: false)
    return "logged-in"
  }

  /// A log-in through an identity provider.
  ///
  /// - Parameters:
  ///   - isPlus: Whether it is FranceConnect+.
  ///   - provider: `up`, `slow`, `left` for a person who went away, or `down`.
  /// - Returns: `logged-in`, or why not.
  package mutating func connect(isPlus: Bool, provider: String) -> String {
    if provider == "down" { return "provider-silent" }
    if provider == "left" { return "provider-abandoned" }
    guard hasAccount else { return "no-account" }
    if isLocked { return "locked" }
    if isPlus, strongSince == nil { return "not-enrolled" }
    enter(isStrong: isPlus)
    return "logged-in"
  }

  private mutating func enter(isStrong: Bool) {
    let was = session?.day == day && session?.isStrong == true
    session = (day, was || isStrong)
  }

  /// The training body takes an offer offline.
  ///
  /// - Parameter page: `mandate-offer` or `reintegration-offer`.
  /// - Returns: `applied`, or the rule's name.
  package mutating func withdraw(_ page: String) -> String {
    if withdrawn.contains(page) { return "offer-offline" }
    withdrawn.append(page)
    return "applied"
  }

  /// What a page shows to somebody who is logged in, or is not.
  ///
  /// - Parameters:
  ///   - page: `panel`, `catalogue`, `mandate-offer`, `reintegration-offer` or `no-offer`.
  ///   - isLoggedIn: Whether the visit began with a log-in.
  /// - Returns: What the guide says.
  package func look(at page: String, isLoggedIn: Bool) -> String {
    let isKnown = isLoggedIn && isRecognised && number("service.open") == 1
    if withdrawn.contains(page) { return "formation indisponible" }
    switch page {
    case "panel": return isKnown ? "panel and cocarde" : "no panel"
    case "catalogue": return isKnown ? "mandate and public" : "public"
    case "reintegration-offer": return "shown"
    case "mandate-offer":
      return isKnown && day <= accreditedThrough ? "shown" : "formation indisponible"
    default: return "formation indisponible"
    }
  }

  /// The rule that keeps the person from buying, or `nil`.
  package var purchaseRefusal: String? {
    if number("service.open") == 0 { return "service-closed" }
    if !hasAccount { return "no-account" }
    if isLocked { return "account-locked" }
    guard let session, session.day == day else { return "not-logged-in" }
    if accepted < number("access.terms_version") { return "terms-not-accepted" }
    let needs = law.rule("access.purchase_login", on: day) == "franceconnect-plus"
    if needs, !session.isStrong { return "strong-identity-needed" }
    return isRecognised ? nil : "not-recognised"
  }
}
