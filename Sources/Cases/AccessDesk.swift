internal import Calendar
internal import Documents
internal import Law
internal import Oracle
internal import Platform

/// The desk `access`: the same acts on the oracle and on a shard of one official.
enum AccessDesk {
  /// What the oracle answers.
  static func oracle(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> DeskJudgement.Answers {
    let person = try AccessPerson(deskCase.situation)
    var access = OracleAccess(
      law: law, directory: person.isKnown ? person.nir : "", isRecognised: person.isRecognised)
    access.accreditedThrough = person.accreditedThrough
    if person.hasAccount { access.hold(password: person.password, terms: person.terms) }
    var answers: [String] = []
    for act in deskCase.acts {
      access.day = act.day
      answers.append(answer(try AccessDeed(act, person), &access))
    }
    return answers
  }

  private static func answer(_ deed: AccessDeed, _ access: inout OracleAccess) -> String {
    switch deed {
    case .register(let step, let page): return access.register(step, page)
    case .accept(let version): return access.accept(version)
    case .forget: return access.forget()
    case .reset(let password): return access.reset(password)
    case .enrol(let asked, let isFranceIdentite):
      return access.enrol(asked: asked, isFranceIdentite: isFranceIdentite)
    case .buy: return access.purchaseRefusal ?? "applied"
    case .diploma(let isMandate): return isMandate ? "not read" : "read"
    case .recognise:
      access.isRecognised = true
      return "applied"
    case .enterDirectory(let nir): return access.enterDirectory(nir)
    case .withdraw(let page): return access.withdraw(page)
    case .visit(let visit):
      if visit.way != "nothing" {
        let login =
          visit.way == "password"
          ? access.logIn(visit.digits, visit.password)
          : access.connect(isPlus: visit.way == "franceconnect-plus", provider: visit.provider)
        if login != "logged-in" || visit.page.isEmpty { return login }
      }
      return access.look(at: visit.page, isLoggedIn: visit.way != "nothing")
    }
  }

  /// What the platform answers.
  static func platform(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> DeskJudgement.Answers {
    let person = try AccessPerson(deskCase.situation)
    var deeds: [(deed: AccessDeed, day: Day)] = []
    for act in deskCase.acts { deeds.append((try AccessDeed(act, person), act.day)) }
    var counter = AccessCounter(person, law: law, deeds: deeds)
    return deeds.map { counter.answer($0.deed, on: $0.day) }
  }
}

/// A shard of one official, lived day by day from one act to the next.
private struct AccessCounter: ~Copyable {
  private let person: AccessPerson
  private let calendar: LegalCalendar
  private var shard: Shard
  private var context: DayContext
  private var batch = Batch()
  private var portal: ProviderPortal
  private var portalBatch = Batch()
  private var day: Day

  /// Offers of the small catalogue: one for the mandate, one for reintegration.
  private enum Offers {
    static let mandate: UInt32 = 0
    static let reintegration: UInt32 = 1
  }

  init(_ person: AccessPerson, law: ParameterTable, deeds: [(deed: AccessDeed, day: Day)]) {
    self.person = person
    let opening = deeds.first?.day ?? Day(2022, 1, 7)
    let first = min(opening, person.mandateEnd ?? opening) - 1
    let last = max(deeds.last?.day ?? first, first + 1)
    // An identity may have been asked for on any day: its delay is counted from there.
    var named = [first, last]
    for (deed, _) in deeds { if case .enrol(let asked, _) = deed { named.append(asked) } }
    let years = (named.min() ?? first).year - 1...(named.max() ?? last).year + 3
    calendar = LegalCalendar(
      law, statutes: Statutes(law, in: first...last), working: WorkingDays(years: years))
    context = calendar.firstDay(
      Self.catalogue(first, last, accreditedThrough: person.accreditedThrough))
    portal = ProviderPortal(grants: [1], on: first)
    shard = Shard(base: 0, count: 1, bodies: 1, first: first, last: last)
    shard.register(
      0, pension: .distantFuture, cpf: 0, cec: 0, year: first.year - 1,
      marks: Accounts.Flag.worker)
    if person.isKnown { shard.know(0, nir: TypedNIR(person.nir) ?? TypedNIR()) }
    if person.hasAccount {
      shard.adopt(
        0, password: TypedText(person.password) ?? TypedText(), diploma: person.diploma,
        terms: UInt8(clamping: person.terms))
    }
    day = first - 1
    var mandate = Command(.mandateBegins, official: 0)
    mandate.day = Day(2014, 3, 30)
    live(person.isRecognised ? [mandate, Command(.recognise, official: 0)] : [mandate])
  }

  /// A session of each offer for every day on which a case can want one.
  private static func catalogue(
    _ first: Day, _ last: Day, accreditedThrough: Day
  ) -> Catalogue {
    var catalogue = Catalogue()
    catalogue.add(Provider(accreditedFrom: .distantPast, accreditedThrough: accreditedThrough))
    for path in [Path.mandate, .reintegration] {
      let number = UInt32(catalogue.offers.count)
      catalogue.list(
        Offer(provider: 0, path: path, hours: 7, hourlyPrice: 60_00, price: 420_00),
        sessions: (first.rawValue...(last + 40).rawValue).map {
          let day = Day(rawValue: $0)
          return Session(offer: number, start: day, end: day, seats: 12)
        })
    }
    return catalogue
  }

  /// Lives the next day as far as the registry says.
  private mutating func live(_ registry: [Command]) {
    day = day + 1
    calendar.turn(&context, to: day)
    batch.reset(day)
    batch.commands = registry
    if person.mandateEnd == day { batch.commands.append(Command(.mandateEnds, official: 0)) }
    _ = shard.beginDay(context, &batch)
  }

  /// What the platform answers to a deed.
  mutating func answer(_ deed: AccessDeed, on day: Day) -> String {
    while self.day < day { live([]) }
    switch deed {
    case .register(let step, let page): return register(step, page)
    case .accept(let version):
      return send(.acceptTerms) { $0.small = UInt16(clamping: version) }.name
    case .forget: return send(.forgotPassword).name
    case .reset(let password): return send(.resetPassword, form: form(password: password)).name
    case .enrol(let asked, let isFranceIdentite):
      return send(.enrolStrongIdentity) {
        $0.day = asked
        $0.small = isFranceIdentite ? 1 : 0
      }.name
    case .enterDirectory(let nir):
      var form = Form()
      form.nir = TypedNIR(nir) ?? TypedNIR()
      return send(.completeDirectory, form: form).name
    case .withdraw(let page): return withdraw(page)
    case .visit(let visit): return visited(visit)
    case .buy: return request(Offers.mandate).name
    case .diploma(let isMandate): return confirm(isMandate ? Offers.mandate : Offers.reintegration)
    case .recognise:
      // The registry speaks at the beginning of a day: here the case stands between two of its
      // acts.
      let place = batch.commands.count
      batch.commands.append(Command(.recognise, official: 0))
      shard.execute(from: place, context, &batch)
      return batch.outcomes[batch.outcomes.count - 1].rule.name
    }
  }

  private mutating func register(_ step: String, _ page: OracleAccess.Page) -> String {
    var form = form(password: page.password)
    form.nir = TypedNIR(page.nir) ?? TypedNIR()
    form.key = UInt8(page.key) ?? 0
    form.hasEmail = page.hasEmail
    form.postcode = UInt32(page.postcode) ?? 0
    form.diploma = person.diploma
    let verb: Verb =
      switch step {
      case "identity": .registerIdentity
      case "contact": .registerContact
      case "address": .registerAddress
      default: .registerPassword
      }
    return send(verb, form: form).name
  }

  private func form(password: String) -> Form {
    var form = Form()
    form.password = TypedText(password) ?? TypedText()
    return form
  }

  private mutating func send(
    _ verb: Verb, form: Form? = nil, _ change: (inout Command) -> Void = { _ in }
  ) -> Rule {
    var command = Command(verb, official: 0)
    command.first = .max
    if let form {
      command.first = UInt32(batch.forms.count)
      batch.forms.append(form)
    }
    change(&command)
    batch.commands.append(command)
    shard.execute(from: batch.commands.count - 1, context, &batch)
    return batch.outcomes[batch.outcomes.count - 1].rule
  }

  /// The body takes an offer offline at its portal.
  private mutating func withdraw(_ page: String) -> String {
    var command = Command(.withdrawOffer, official: 0)
    command.first = page == "mandate-offer" ? Offers.mandate : Offers.reintegration
    portalBatch.reset(day)
    portalBatch.commands.append(command)
    portal.run(&context, &portalBatch)
    return portalBatch.outcomes[portalBatch.outcomes.count - 1].rule.name
  }

  private mutating func visited(_ visiting: AccessDeed.Visiting) -> String {
    let way = LoginWay(rawValue: UInt8(AccessDeed.ways.firstIndex(of: visiting.way) ?? 0)) ?? .none
    var visit = Visit(official: 0, way: way, views: 0, channel: visiting.isApp ? .app : .site)
    visit.reply =
      ProviderReply(
        rawValue: [0, 1, 2, 3][AccessDeed.replies.firstIndex(of: visiting.provider) ?? 0])
      ?? .vouched
    switch visiting.page {
    case "panel": visit.views = View.panel
    case "catalogue": visit.views = View.search
    case "mandate-offer": (visit.views, visit.offer) = (View.link, Offers.mandate)
    case "reintegration-offer": (visit.views, visit.offer) = (View.link, Offers.reintegration)
    case "no-offer": visit.views = View.link
    default: break
    }
    if way == .password {
      var form = form(password: visiting.password)
      form.nir = TypedNIR(visiting.digits) ?? TypedNIR()
      visit.form = UInt32(batch.forms.count)
      batch.forms.append(form)
    }
    batch.visits.append(visit)
    shard.execute(from: batch.commands.count, context, &batch)
    let answer = batch.answers[batch.answers.count - 1]
    if way != .none, answer.login != .loggedIn || visiting.page.isEmpty { return answer.login.name }
    return Self.page(visiting.page, answer)
  }

  private static func page(_ page: String, _ answer: VisitAnswer) -> String {
    switch page {
    case "panel":
      switch answer.shown & (Shown.panel | Shown.cocarde) {
      case 0: return answer.balance == 0 ? "no panel" : "a balance without a panel"
      case Shown.panel | Shown.cocarde: return "panel and cocarde"
      default: return "half a panel"
      }
    case "catalogue":
      return answer.shown & Shown.mandateCatalogue != 0 ? "mandate and public" : "public"
    default:
      if answer.isUnavailable {
        return answer.shown == 0 && answer.price == 0 ? "formation indisponible" : "a hint"
      }
      return answer.shown & Shown.offer != 0 ? "shown" : "nothing"
    }
  }

  private mutating func request(_ offer: UInt32) -> Rule {
    let sessions = context.catalogue.sessions(of: Int(offer))
    let wanted = context.working.day(context.statute.startWorkingDays, after: day)
    let session = sessions.first { context.catalogue.sessions[$0].start >= wanted }
    return send(.request) {
      $0.first = offer
      $0.second = UInt32(session ?? sessions.lowerBound)
    }
  }

  /// Buys a training up to its confirmation, and says whether the diploma was read for it.
  private mutating func confirm(_ offer: UInt32) -> String {
    shard.welcome(0, context)
    guard case .applied = request(offer) else { return "not bought" }
    let number = batch.outcomes[batch.outcomes.count - 1].number
    for verb in [Verb.propose, .confirm] {
      let rule = send(verb) {
        $0.number = number
        $0.amount = 100_000_00
      }
      guard case .applied = rule else { return "not bought" }
    }
    return batch.outcomes[batch.outcomes.count - 1].hasReadDiploma ? "read" : "not read"
  }
}
