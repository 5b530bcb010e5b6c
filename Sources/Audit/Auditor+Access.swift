internal import Calendar
internal import Law
package import Platform
internal import Population

/// What the audit knows of one official's way in, learnt from forms, visits and answers alone: what
/// a log-in touches, in 16 bytes.
struct MirrorPortal: Sendable {
  /// The NIR, as the world knows it.
  let nir: UInt64
  /// The last day of a session.
  var session = Day.distantPast
  /// The step of the account creation that was reached.
  var step: UInt8 = 0
  /// The version of the CGU that was accepted last.
  var terms: UInt8 = 0
  /// How strong the session of that day is.
  var level: UInt8 = 0
  private var bits: UInt8 = 0

  init(nir: UInt64) { self.nir = nir }

  /// Whether the reference directory has the person.
  var isKnown: Bool {
    get { bits & 1 != 0 }
    set { bits = newValue ? bits | 1 : bits & ~1 }
  }
  /// Whether an identity is enrolled for FranceConnect+.
  var isStrong: Bool {
    get { bits & 2 != 0 }
    set { bits = newValue ? bits | 2 : bits & ~2 }
  }

  /// Whether the account is open.
  var isOpen: Bool { step == Portal.Step.open }

  /// A session of a day, as strong as the strongest one of that day.
  mutating func openSession(_ level: UInt8, _ day: Day) {
    self.level = session.rawValue == day.rawValue ? max(self.level, level) : level
    session = day
  }
}

/// Accounts, log-ins and pages (ACS-1, ACS-2, ACS-3, ACS-5, ACS-6).
extension Auditor {
  /// Takes note of what was there before the first day.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - isKnown: Whether the reference directory has the person.
  ///   - hasAccount: Whether an account was open.
  ///   - terms: The version of the CGU that its holder had accepted.
  ///   - isStrong: Whether an identity was enrolled for FranceConnect+.
  ///   - isVolunteer: Whether the CEC is credited.
  package mutating func meet(
    _ place: Int, isKnown: Bool, hasAccount: Bool, terms: Int, isStrong: Bool = false,
    isVolunteer: Bool = false
  ) {
    accounts[place].isVolunteer = isVolunteer
    portals[place].isKnown = isKnown
    portals[place].isStrong = isStrong
    guard hasAccount else { return }
    portals[place].step = Portal.Step.open
    portals[place].terms = UInt8(clamping: terms)
  }

  /// Judges the visits of the day, which come after the registry and before what people ask for.
  mutating func judgeVisits(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    areVisitsJudged = true
    guard !batch.visits.isEmpty else { return }
    var secrets: Int64 = 0
    var hidden: Int64 = 0
    for index in batch.visits.indices {
      let visit = batch.visits[index]
      let place = Int(visit.official)
      let answer = index < batch.answers.count ? batch.answers[index] : VisitAnswer()
      if visit.views != 0 { secrets += 1 }
      var isLoggedIn = false
      switch answer.login {
      case .loggedIn:
        isLoggedIn = true
        judgeLogin(visit, place, batch, context)
      case .locked: findings.witness(.lockedOut)
      case .providerSilent: findings.witness(.identityProviderDown)
      default: break
      }
      let isKnown = isLoggedIn && accounts[place].isRecognised && context.statute.isOpen
      let isProper = self.isProper(visit, answer, isKnown: isKnown, context)
      findings.lap(.acs3)
      if !isProper {
        findings.violate(
          .acs3, day: context.day.rawValue, official: UInt32(base + place),
          "shown \(answer.shown) to somebody \(isLoggedIn ? "" : "not ")logged in and "
            + "\(accounts[place].isRecognised ? "" : "not ")recognised")
      }
      if answer.isUnavailable, visit.views & pages.link != 0 { hidden += 1 }
    }
    findings.count(.acs3, times: batch.visits.count, nonvacuous: Int(secrets))
    findings.witness(.offerHidden, hidden)
  }

  /// ACS-3: whether a page shows what its reader may see, all of it, and no hint of the rest.
  private mutating func isProper(
    _ visit: Visit, _ answer: VisitAnswer, isKnown: Bool, _ context: borrowing DayContext
  ) -> Bool {
    let wantsPanel = isKnown && visit.views & pages.panel != 0
    let wantsCatalogue = isKnown && visit.views & pages.search != 0
    guard answer.shown & pages.shownPanel == (wantsPanel ? pages.shownPanel : 0),
      answer.shown & pages.shownCatalogue == (wantsCatalogue ? pages.shownCatalogue : 0),
      wantsPanel || answer.balance == 0
    else { return false }
    var isVisible = false
    let looksAtOffer = visit.views & (pages.offer | pages.link) != 0
    if looksAtOffer, Int(visit.offer) < context.catalogue.offers.count {
      isVisible = isKnown
      if case .reintegration = context.catalogue.offers[Int(visit.offer)].path { isVisible = true }
      isVisible = isVisible && books?.isOnSale(visit.offer, context) != false
    }
    return answer.shown & pages.shownOffer == (isVisible ? pages.shownOffer : 0)
      && answer.isUnavailable == (looksAtOffer && !isVisible) && (isVisible || answer.price == 0)
  }

  /// ACS-1 and ACS-5: who is let in has an account, by its thirteen digits or an identity.
  private mutating func judgeLogin(
    _ visit: Visit, _ place: Int, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    var portal = portals[place]
    var holds = portal.isOpen
    var level = pages.plain
    switch visit.way {
    case .none: holds = false
    case .password:
      let form = Int(visit.form)
      holds = holds && form < batch.forms.count && batch.forms[form].nir.raw == portal.nir
    case .franceConnectPlus:
      level = pages.strong
      note(.acs5, portal.isStrong, place, context, "FranceConnect+ without an enrolment")
    default: break
    }
    note(.acs1, holds, place, context, "logged in by \(visit.way.name) without the right to")
    portal.openSession(level, context.day)
    portals[place] = portal
  }

  /// Judges a command of an account, refused or not.
  mutating func judgeAccount(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    guard outcome.command >= 0, !outcome.isRepeated else { return }
    if case .keyReused = outcome.rule { return }
    if case .dead = outcome.rule { return }
    let place = Int(outcome.official)
    let command = Int(outcome.command)
    switch outcome.verb {
    case .registerIdentity:
      judgeIdentity(outcome, Self.form(of: batch.commands[command], batch), place, context)
    case .registerContact:
      if outcome.isApplied { step(Portal.Step.contact, outcome, place, context) }
    case .registerAddress:
      if outcome.isApplied { step(Portal.Step.address, outcome, place, context) }
    case .registerPassword:
      judgePassword(outcome, Self.form(of: batch.commands[command], batch).password, context)
      guard outcome.isApplied else { return }
      step(Portal.Step.open, outcome, place, context)
      portals[place].openSession(pages.plain, context.day)
      findings.witness(.accountOpened)
    case .resetPassword:
      judgePassword(outcome, Self.form(of: batch.commands[command], batch).password, context)
      if outcome.isApplied { findings.witness(.passwordReset) }
    case .acceptTerms:
      if outcome.isApplied { portals[place].terms = UInt8(clamping: batch.commands[command].small) }
    case .enrolStrongIdentity:
      guard outcome.isApplied else { return }
      // So many working days lie between the question and the enrolment.
      let asked = batch.commands[command].day
      let passed = context.working.count(after: asked, through: context.day)
      check(.acs5, passed >= context.statute.identityCheckDays, outcome, context)
      portals[place].isStrong = true
    case .completeDirectory:
      // Nobody is entered twice, or with the number of somebody else.
      let form = Self.form(of: batch.commands[command], batch)
      let isRight = form.nir.raw == portals[place].nir && !portals[place].isKnown
      check(.acs1, outcome.isApplied == isRight, outcome, context)
      if outcome.isApplied { portals[place].isKnown = true }
    default: return
    }
  }

  /// What was typed for a command.
  private static func form(of command: Command, _ batch: borrowing Batch) -> Form {
    let index = Int(command.first)
    return index < batch.forms.count ? batch.forms[index] : Form()
  }

  /// ACS-1: an identity is taken if and only if the digits are the person's and the key fits them.
  private mutating func judgeIdentity(
    _ outcome: Outcome, _ form: Form, _ place: Int, _ context: borrowing DayContext
  ) {
    if case .accountExists = outcome.rule {
      check(.acs1, portals[place].isOpen, outcome, context)
      return
    }
    let isRight =
      form.nir.raw == portals[place].nir && portals[place].isKnown && Self.fits(form)
      && !portals[place].isOpen
    check(.acs1, outcome.isApplied == isRight, outcome, context)
    if outcome.isApplied { portals[place].step = Portal.Step.identity }
  }

  /// Whether number and key add up to a multiple of 97, the letter of Corse read as 19 or 18.
  private static func fits(_ form: Form) -> Bool {
    let letter = form.nir.raw >> 62
    var number = form.nir.raw & (1 << 62 - 1)
    if letter > 0 {
      let department = number / 1_000_000 % 100
      number = number - department * 1_000_000 + (letter == 1 ? 19 : 18) * 1_000_000
    }
    return (number + UInt64(form.key)) % 97 == 0 && (1...97).contains(form.key)
  }

  /// ACS-1: the steps follow each other, and nobody opens a second account.
  private mutating func step(
    _ step: UInt8, _ outcome: Outcome, _ place: Int, _ context: borrowing DayContext
  ) {
    check(.acs1, portals[place].step == step - 1, outcome, context)
    portals[place].step = step
  }

  /// ACS-2: a password is taken only if it keeps the rule, and refused as weak only if it does not.
  private mutating func judgePassword(
    _ outcome: Outcome, _ password: TypedText, _ context: borrowing DayContext
  ) {
    var kinds: UInt8 = 0
    var length = 0
    var rest = password.low
    while rest & 255 != 0 {
      // In ASCII the bits above the fifth tell digits, upper and lower case apart.
      let place = rest & 31
      switch rest >> 5 & 7 {
      case 2 where place > 0 && place <= 26: kinds |= 1
      case 3 where place > 0 && place <= 26: kinds |= 2
      case 1 where place >= 16 && place < 26: kinds |= 4
      default: break
      }
      length += 1
      rest = length == 8 ? password.high : rest >> 8
    }
    let isRight = length >= context.statute.passwordLength && kinds == 7
    if outcome.isApplied {
      check(.acs2, isRight, outcome, context)
      kept.append((Int(outcome.official), password))
    } else if case .weakPassword = outcome.rule {
      check(.acs2, !isRight, outcome, context)
    }
  }

  /// ACS-2: nothing of a password that was set today is kept as it was typed.
  ///
  /// - Parameters:
  ///   - batch: The day.
  ///   - shard: What the platform keeps.
  package mutating func judgeKept(_ batch: borrowing Batch, _ shard: borrowing Shard) {
    guard !kept.isEmpty else { return }
    for (place, password) in kept {
      let digest = shard.portals[place].digest
      findings.count(.acs2, day: batch.day.rawValue, official: UInt32(base + place))
      if digest == 0 || digest == password.low || digest == password.high {
        findings.violate(
          .acs2, day: batch.day.rawValue, official: UInt32(base + place),
          "a password is kept in clear")
      }
    }
    kept.removeAll(keepingCapacity: true)
  }

  /// ACS-5: who buys has an account, a session of the day and the general conditions accepted, and
  /// FranceConnect+ where the law asks for it.
  mutating func judgePurchase(_ outcome: Outcome, _ context: borrowing DayContext) {
    let place = Int(outcome.official)
    if case .strongIdentityNeeded = outcome.rule {
      findings.witness(.strongIdentityRefused)
      check(.acs5, context.statute.needsFranceConnectPlus, outcome, context)
    }
    guard outcome.isApplied else { return }
    let portal = portals[place]
    let isStrong = portal.level == pages.strong || !context.statute.needsFranceConnectPlus
    check(
      .acs5,
      portal.isOpen && portal.session.rawValue == context.day.rawValue && isStrong
        && Int(portal.terms) >= context.statute.termsVersion,
      outcome, context)
  }

  /// ACS-6: whoever reads the diploma does so for a reintegration training.
  mutating func judgeDiploma(_ outcome: Outcome, _ context: borrowing DayContext) {
    let slot = Int(outcome.slot)
    let isReintegration = slot < mirrors.count && !mirrors[slot].isMandate
    check(.acs6, !outcome.hasReadDiploma || isReintegration, outcome, context)
  }

  /// Counts those who gave the account creation up, at the end of a run.
  mutating func closeAccess() {
    let abandoned = portals.count {
      $0.step > Portal.Step.none && $0.step < Portal.Step.open
    }
    findings.witness(.stepAbandoned, Int64(abandoned))
  }

  private mutating func note(
    _ invariant: Invariant, _ holds: Bool, _ place: Int, _ context: borrowing DayContext,
    _ event: @autoclosure () -> String
  ) {
    findings.count(invariant, day: context.day.rawValue, official: UInt32(base + place))
    if !holds {
      findings.violate(
        invariant, day: context.day.rawValue, official: UInt32(base + place), event())
    }
  }
}
