internal import Calendar
internal import Oracle
internal import Platform
internal import Simulation

/// The way in of one person, as the guide tells it: every step of the account, every log-in and
/// every page, beside what the platform answered.
struct AccessLife {
  /// What kept the person from buying, by the place of the request among the acts.
  private(set) var barriers: [Int: OracleRule] = [:]
  /// The places of those acts that are no new messages: repetitions, and keys that were taken.
  private(set) var echoes: Set<Int> = []
  /// How often a key was old enough to be forgotten.
  private(set) var forgottenKeys = 0
  private var oracle: OracleAccess
  private var registry = RegistryReading()
  private var mailbox = Mailbox(hasMandate: false)
  private var messages: MessageReading<Message>
  private let life: Life
  private let world: World

  init(_ life: Life, _ world: World) {
    self.life = life
    self.world = world
    messages = MessageReading(rememberedFor: world.keyDays)
    oracle = OracleAccess(
      law: world.reading.law, directory: life.person.nir.text, isRecognised: false)
    if let account = life.person.account {
      oracle.hold(
        password: account.password.text, terms: Int(account.terms),
        strongSince: account.isStrong ? .distantPast : nil)
    }
  }

  /// Lives through all days.
  mutating func live(_ score: inout Score) {
    var act = 0
    var look = 0
    while (act < life.acts.count || look < life.looks.count) && !score.hasDiffered {
      let day = min(
        act < life.acts.count ? life.acts[act].day : .distantFuture,
        look < life.looks.count ? life.looks[look].day : .distantFuture)
      oracle.day = day
      // The registry comes first, then the pages, then what people send.
      let first = act
      while act < life.acts.count, life.acts[act].day == day { act += 1 }
      for place in first..<act where life.acts[place].command.verb.isRegistry {
        announce(life.acts[place], &score)
      }
      oracle.isRecognised = registry.isRecognised
      oracle.isDead = registry.isDead
      mailbox.hear(hasMandate: registry.isInOffice, isRecognised: registry.isRecognised)
      while look < life.looks.count, life.looks[look].day == day {
        visit(life.looks[look], &score)
        look += 1
      }
      for place in first..<act { send(place, &score) }
    }
  }

  // MARK: The registry

  private mutating func announce(_ act: Journal.Act, _ score: inout Score) {
    guard !act.isJob else { return }
    guard !registry.isErased(before: act.day, world.reading.law) else {
      return score.compare(act, "no-account")
    }
    let command = act.command
    switch command.verb {
    case .mandateBegins:
      score.compare(act, registry.begin(command.first, History.Kind(code: command.small)))
    case .mandateEnds: score.compare(act, registry.end(command.first))
    case .death: score.compare(act, registry.die(on: act.day))
    default:
      if let answer = registry.admit(isLink: command.verb == .link) {
        score.compare(act, answer)
      } else {
        // What a row says, and whom it fits, is not read here.
        score.leaveOut(command.verb)
      }
      if act.isApplied {
        registry.recognise()
      } else if act.isSetAside {
        mailbox.setAside(birth: Day(rawValue: Int32(truncatingIfNeeded: act.detail)))
      }
    }
  }

  // MARK: The pages

  private mutating func visit(_ look: Journal.Look, _ score: inout Score) {
    let visit = look.visit
    var login = "anonymous"
    switch visit.way {
    case .none: break
    case .password: login = oracle.logIn(look.form.nir.text, look.form.password.text)
    case .impots, .ameli, .laPoste, .franceConnectPlus:
      let reply =
        switch visit.reply {
        case .vouched: "up"
        case .slow: "slow"
        case .abandoned: "left"
        case .silent: "down"
        }
      login = oracle.connect(isPlus: visit.way == .franceConnectPlus, provider: reply)
    }
    score.compare(look, "log-in", login, look.answer.login.name)
    let isLoggedIn = login == "logged-in"
    if visit.views & View.panel != 0 {
      let isShown = look.answer.shown & (Shown.panel | Shown.cocarde) != 0
      score.compare(
        look, "panel", oracle.look(at: "panel", isLoggedIn: isLoggedIn),
        isShown ? "panel and cocarde" : "no panel")
    }
    if visit.views & View.search != 0 {
      let isWhole = look.answer.shown & Shown.mandateCatalogue != 0
      score.compare(
        look, "catalogue", oracle.look(at: "catalogue", isLoggedIn: isLoggedIn),
        isWhole ? "mandate and public" : "public")
    }
    guard visit.views & (View.offer | View.link) != 0 else { return }
    var page = "no-offer"
    if look.isOnSale, let path = look.path {
      page = path == .mandate ? "mandate-offer" : "reintegration-offer"
    }
    score.compare(
      look, "offer", oracle.look(at: page, isLoggedIn: isLoggedIn),
      look.answer.isUnavailable ? "formation indisponible" : "shown")
  }

  // MARK: The account

  private mutating func send(_ place: Int, _ score: inout Score) {
    let act = life.acts[place]
    guard !act.isJob, !act.command.verb.isRegistry else { return }
    switch messages.read(
      act.command.key, Message(act.command, world.forms(of: act)), at: place, on: act.day)
    {
    case .new: break
    case .repetition(let first):
      echoes.insert(place)
      return score.compare(act, "\(life.acts[first].rule.name) again")
    case .reuse:
      echoes.insert(place)
      return score.compare(act, Rule.keyReused.name)
    case .old:
      forgottenKeys += 1
      guard !act.isRepeated, act.rule != .keyReused else {
        echoes.insert(place)
        return
      }
    }
    let verb = act.command.verb
    if case .request = verb { barriers[place] = barrier }
    guard verb.isAccess || verb.isOfMailbox else { return }
    if registry.isErased(before: act.day + 1, world.reading.law) {
      score.compare(act, "no-account")
    } else if verb.isAccess {
      score.compare(act, answer(act))
    } else {
      score.compare(act, letter(act), act.end)
    }
  }

  // MARK: The mailbox

  private mutating func letter(_ act: Journal.Act) -> String {
    let command = act.command
    switch command.verb {
    case .askSupport:
      if registry.isDead { return "dead" }
      let items = SupportItems(rawValue: UInt8(truncatingIfNeeded: command.small))
      let missing = zip(Mailbox.items, 0...).filter { item in
        !items.contains(SupportItems(rawValue: 1 << UInt8(item.1)))
      }
      return mailbox.write(
        Int(command.first) + 1, missing: missing.map(\.0), birth: command.day)
    case .supplyPapers: return mailbox.sendPapers(birth: command.day)
    default: return command.flag ? mailbox.close() : mailbox.answer()
    }
  }

  private var barrier: OracleRule? {
    guard let refusal = oracle.purchaseRefusal, let rule = OracleRule(rawValue: refusal) else {
      return nil
    }
    // Whether the service is open and the person recognised is the other reading's to say.
    return rule == .serviceClosed || rule == .notRecognised ? nil : rule
  }

  private mutating func answer(_ act: Journal.Act) -> String {
    let form = world.forms(of: act)
    switch act.command.verb {
    case .registerIdentity: return oracle.register("identity", form.page)
    case .registerContact: return oracle.register("contact", form.page)
    case .registerAddress: return oracle.register("address", form.page)
    case .registerPassword: return oracle.register("password", form.page)
    case .acceptTerms: return oracle.accept(Int(act.command.small))
    case .forgotPassword: return oracle.forget()
    case .resetPassword: return oracle.reset(form.password.text)
    case .completeDirectory: return oracle.enterDirectory(form.nir.text)
    default:
      return oracle.enrol(asked: act.command.day, isFranceIdentite: act.command.small == 1)
    }
  }
}

/// Everything that a message says beside its key.
private struct Message: Equatable {
  let words: [UInt64]

  init(_ command: Command, _ form: Form) {
    words = [
      UInt64(command.verb.rawValue), UInt64(command.number), command.flag ? 1 : 0,
      UInt64(command.small), UInt64(command.first), UInt64(command.second),
      UInt64(bitPattern: command.amount), UInt64(UInt32(bitPattern: command.day.rawValue)),
      form.nir.raw, form.password.low, form.password.high, UInt64(form.postcode),
      UInt64(form.key), UInt64(form.diploma), form.hasEmail ? 1 : 0,
    ]
  }
}

extension Verb {
  /// Whether the verb is one of the mailbox.
  fileprivate var isOfMailbox: Bool {
    switch self {
    case .askSupport, .supplyPapers, .answerSupport: true
    default: false
    }
  }
}

extension Journal.Act {
  /// Whether a row was set aside.
  fileprivate var isSetAside: Bool {
    switch rule {
    case .noMatch, .ambiguousMatch, .otherHolder: true
    default: false
    }
  }

  /// What became of a letter: its end where it was answered, else the rule.
  fileprivate var end: String {
    guard case .answerSupport = command.verb,
      let end = SupportEnd(rawValue: UInt8(clamping: detail)), detail >= 0
    else { return rule.name }
    return end.name
  }
}

extension Form {
  /// What is typed, as texts.
  fileprivate var page: OracleAccess.Page {
    var page = OracleAccess.Page()
    page.nir = nir.text
    page.key = key < 10 ? "0\(key)" : "\(key)"
    page.hasEmail = hasEmail
    let digits = String(postcode)
    page.postcode = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    page.password = password.text
    return page
  }
}

extension TypedNIR {
  /// The characters that were typed, the letter of Corse in its place; nothing for no number.
  fileprivate var text: String {
    let digits = raw & (1 << 62 - 1)
    guard digits > 0 else { return "" }
    var characters = Array(String(digits))
    let letter = raw >> 62
    if letter > 0, characters.count == 13 { characters[6] = letter == 1 ? "A" : "B" }
    return String(characters)
  }
}

extension TypedText {
  /// The text.
  fileprivate var text: String {
    String((0..<count).map { Character(Unicode.Scalar(self[$0])) })
  }
}
