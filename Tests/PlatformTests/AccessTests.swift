import Calendar
import Law
import Testing

@testable import Platform

/// A shard whose first officials are known to the directory and recognised, and have no account.
private struct Hall {
  static let corsican = "180012A004000"
  let bench: Bench

  init(mutant: Mutant = .none) throws {
    bench = try Bench.ready(3, mutant: mutant)
    bench.shard.know(0, nir: try #require(TypedNIR("2550826058000")))
    bench.shard.know(1, nir: try #require(TypedNIR(Self.corsican)))
  }

  /// Lives a day with the pages filled in by one official.
  @discardableResult
  func fill(
    _ verb: Verb, _ official: UInt32 = 0, on day: Day, small: UInt16 = 0,
    _ change: (inout Form) -> Void = { _ in }
  ) -> Rule {
    var form = Form()
    form.nir = bench.shard.portals[Int(official)].nir
    form.key = form.nir.key(isCorsicanWrong: false)
    form.hasEmail = true
    form.postcode = 48_000
    form.password = TypedText("Mende48000") ?? TypedText()
    change(&form)
    var command = Command(verb, official: official)
    command.small = small
    command.day = day - 7
    return bench.live(day, [command], forms: [form]).last { $0.command >= 0 }?.rule ?? .dead
  }

  /// Opens an account in four steps.
  func open(_ official: UInt32 = 0, from day: Day) {
    let verbs: [Verb] = [
      .registerIdentity, .registerContact, .registerAddress, .registerPassword,
    ]
    for (index, verb) in verbs.enumerated() { applied(fill(verb, official, on: day + index)) }
  }

  /// Lives a day with one visit.
  func visit(
    _ way: LoginWay, _ views: UInt8 = View.panel, on day: Day, official: UInt32 = 0,
    offer: UInt32 = 0, password: String = "Mende48000", login: String? = nil,
    reply: ProviderReply = .vouched
  ) -> VisitAnswer {
    var form = Form()
    form.nir = login.flatMap { TypedNIR($0) } ?? bench.shard.portals[Int(official)].nir
    form.password = TypedText(password) ?? TypedText()
    var visit = Visit(official: official, way: way, views: views)
    visit.offer = offer
    visit.reply = reply
    visit.form = 0
    bench.live(day, forms: [form], visits: [visit])
    return bench.batch.answers[0]
  }
}

@Suite struct AccessTests {
  private let day = Day(2022, 3, 1)

  @Test func `a typed NIR has the key of the law, Corse and abroad included`() throws {
    for (text, number) in [
      ("2550826058000", 2_550_826_058_000), ("180012A004000", 1_800_119_004_000),
      ("180012B004000", 1_800_118_004_000), ("1804297407000", 1_804_297_407_000),
      ("1800199001000", 1_800_199_001_000),
    ] as [(String, UInt64)] {
      let nir = try #require(TypedNIR(text))
      #expect(nir.isWellFormed)
      #expect(UInt64(nir.key(isCorsicanWrong: false)) == 97 - number % 97)
    }
    for text in ["25508260580", "3550826058000", "2551326058000", "1800120004000", "180012604A000"]
    {
      #expect(try #require(TypedNIR(text)).isWellFormed == false, "\(text)")
    }
    #expect(TypedNIR("18001 2A004000") == nil)
    #expect(TypedNIR("180012AB04000") == nil)
    #expect(TypedNIR("") == nil)
  }

  @Test func `a password needs eight characters of three kinds, wherever they stand`() throws {
    for text in ["Abcdefg1", "1bcdefgA", "Mende4800000000a", "abcdefghijklmN00", "aaaaaaaaA1"] {
      let password = try #require(TypedText(text))
      #expect(password.count == text.count)
      #expect((0..<text.count).map { Character(Unicode.Scalar(password[$0])) } == Array(text))
      #expect(password.keepsRule(length: 8), "\(text)")
    }
    for text in ["", "Abcdef1", "abcdefg1", "ABCDEFG1", "Abcdefgh", "aaaaaaaaaaaaaa11", "A1!"] {
      #expect(try #require(TypedText(text)).keepsRule(length: 8) == false, "\(text)")
    }
    #expect(TypedText("Motdepassé1") == nil)
    #expect(TypedText("Abcdefg1Abcdefg1x") == nil)
  }

  @Test func `steps follow each other and each says what it lacks`() throws {
    let hall = try Hall()
    #expect(hall.fill(.registerContact, on: day) == .wrongStep)
    #expect(hall.fill(.registerIdentity, on: day + 1) { $0.key ^= 1 } == .wrongNir)
    #expect(hall.fill(.registerIdentity, on: day + 2) { $0.nir.raw += 1_000 } == .wrongNir)
    #expect(hall.fill(.registerIdentity, 2, on: day + 3) == .wrongNir, "unknown to the directory")
    #expect(hall.fill(.registerIdentity, on: day + 4) == .applied)
    #expect(hall.fill(.registerContact, on: day + 5) { $0.hasEmail = false } == .incompleteForm)
    #expect(hall.fill(.registerContact, on: day + 6) == .applied)
    #expect(hall.fill(.registerAddress, on: day + 7) { $0.postcode = 0 } == .incompleteForm)
    #expect(hall.fill(.registerPassword, on: day + 8) == .wrongStep)
    #expect(hall.fill(.registerAddress, on: day + 9) == .applied)
    let weak = hall.fill(.registerPassword, on: day + 10) { $0.password = TypedText() }
    #expect(weak == .weakPassword)
    #expect(hall.fill(.registerPassword, on: day + 11) == .applied)
    #expect(hall.fill(.registerPassword, on: day + 12) == .accountExists)
    #expect(hall.fill(.registerIdentity, on: day + 13) == .accountExists)
    #expect(hall.bench.shard.portals[0].digest != TypedText("Mende48000")?.low)
  }

  @Test func `the log-in takes thirteen digits, and five wrong passwords lock it`() throws {
    let hall = try Hall()
    hall.open(1, from: day)
    var next = day + 10
    func log(_ password: String = "Mende48000", login: String? = nil) -> LoginAnswer {
      next = next + 1
      return hall.visit(.password, on: next, official: 1, password: password, login: login).login
    }
    #expect(log() == .loggedIn)
    #expect(log(login: "180012A00400063") == .wrongCredentials, "with the key")
    #expect(log(login: "1800120004000") == .wrongCredentials, "without the letter")
    for _ in 0..<4 { #expect(log("mende48000") == .wrongCredentials) }
    #expect(log() == .loggedIn, "a right one begins the count anew")
    for _ in 0..<5 { #expect(log("Mende48001") == .wrongCredentials) }
    #expect(log() == .locked)
    #expect(hall.fill(.resetPassword, 1, on: next + 1) == .wrongStep)
    #expect(hall.fill(.forgotPassword, 1, on: next + 2) == .applied)
    #expect(hall.fill(.resetPassword, 1, on: next + 4) == .deadlinePassed)
    #expect(hall.fill(.forgotPassword, 1, on: next + 5) == .applied)
    let weak = hall.fill(.resetPassword, 1, on: next + 6) { $0.password.low = 0 }
    #expect(weak == .weakPassword)
    next = next + 6
    #expect(hall.fill(.forgotPassword, 1, on: next + 1) == .applied)
    let new = hall.fill(.resetPassword, 1, on: next + 2) {
      $0.password = TypedText("Florac48400") ?? TypedText()
    }
    #expect(new == .applied)
    next = next + 2
    #expect(log() == .wrongCredentials, "the old one")
    #expect(log("Florac48400") == .loggedIn)
  }

  @Test func `a provider that is silent lets nobody in`() throws {
    let hall = try Hall()
    #expect(hall.visit(.ameli, on: day).login == .noAccount)
    hall.open(from: day + 1)
    #expect(hall.visit(.ameli, on: day + 6, reply: .silent).login == .providerSilent)
    #expect(hall.visit(.ameli, on: day + 7, reply: .abandoned).login == .providerAbandoned)
    #expect(hall.visit(.ameli, on: day + 8, reply: .slow).login == .loggedIn)
    #expect(hall.visit(.franceConnectPlus, on: day + 9).login == .notEnrolled)
  }

  @Test func `a link says the same of a hidden offer and of none`() throws {
    let hall = try Hall()
    hall.open(from: day)
    let mandate = Bench.Offers.short
    let hidden = hall.visit(.none, View.link, on: day + 10, offer: mandate)
    let absent = hall.visit(.none, View.link, on: day + 11, offer: .max)
    #expect(hidden == absent)
    #expect(hidden.isUnavailable && hidden.shown == 0 && hidden.price == 0)
    let shown = hall.visit(.impots, View.link | View.panel, on: day + 12, offer: mandate)
    #expect(shown.shown == Shown.offer | Shown.panel | Shown.cocarde)
    #expect(shown.price == 960_00 && shown.balance > 0)
    let open = hall.visit(.none, View.link, on: day + 13, offer: Bench.Offers.reintegration)
    #expect(open.shown == Shown.offer, "the public catalogue is public")
  }

  @Test func `who is not recognised sees neither panel nor mandate catalogue`() throws {
    let bench = try Bench(count: 1)
    bench.shard.adopt(0, password: TypedText())
    bench.live(
      day, visits: [Visit(official: 0, way: .impots, views: View.panel | View.search | View.link)])
    let answer = bench.batch.answers[0]
    #expect(answer.login == .loggedIn)
    #expect(answer.shown == Shown.publicCatalogue && answer.isUnavailable)
    let leaky = try Bench(count: 1, mutant: .catalogueLeaked)
    leaky.shard.adopt(0, password: TypedText())
    leaky.live(day, visits: [Visit(official: 0, way: .impots, views: View.search)])
    #expect(leaky.batch.answers[0].shown & Shown.mandateCatalogue != 0)
  }

  @Test func `a purchase asks for account, session, conditions and FranceConnect+`() throws {
    let hall = try Hall()
    let bench = hall.bench
    bench.welcomes = false
    let start = Day(2022, 9, 1)
    func buy(_ day: Day, _ way: LoginWay?) -> Rule {
      let visits = way.map { [Visit(official: 0, way: $0, views: 0)] } ?? []
      let command = Bench.request(Bench.Offers.short, from: day + 40)
      return bench.live(day, [command], visits: visits).last { $0.command >= 0 }?.rule ?? .dead
    }
    #expect(buy(start, nil) == .noAccount)
    hall.open(from: start + 1)
    #expect(buy(start + 8, nil) == .notLoggedIn)
    #expect(buy(start + 9, .impots) == .termsNotAccepted)
    #expect(hall.fill(.acceptTerms, on: start + 10, small: 9) == .notLoggedIn)
    func accept(_ day: Day, _ version: UInt16) -> Rule {
      var command = Command(.acceptTerms, official: 0)
      command.small = version
      command.first = .max
      let visit = Visit(official: 0, way: .impots, views: 0)
      return bench.live(day, [command], visits: [visit]).last { $0.command >= 0 }?.rule ?? .dead
    }
    #expect(accept(start + 11, 8) == .termsNotAccepted)
    #expect(accept(start + 12, 9) == .applied)
    #expect(buy(start + 13, .impots) == .applied)
    let later = Day(2022, 10, 25)
    #expect(buy(later, .impots) == .termsNotAccepted, "version 10")
    #expect(accept(later + 1, 10) == .applied)
    #expect(buy(later + 2, .impots) == .strongIdentityNeeded)
    #expect(buy(later + 3, .franceConnectPlus) == .notLoggedIn, "not enrolled")
    #expect(hall.fill(.enrolStrongIdentity, on: later + 6, small: 1) == .meansNotAccepted)
    #expect(hall.fill(.enrolStrongIdentity, on: later + 7) == .applied)
    #expect(hall.fill(.enrolStrongIdentity, on: later + 8) == .alreadyRegistered)
    #expect(buy(later + 9, .franceConnectPlus) == .applied)
  }

  @Test func `an identity asked for on a Friday is checked on the Monday`() throws {
    let hall = try Hall()
    let friday = Day(2023, 1, 6)
    func enrol(_ day: Day) -> Rule {
      var command = Command(.enrolStrongIdentity, official: 0)
      command.day = friday
      return hall.bench.live(day, [command]).last { $0.command >= 0 }?.rule ?? .dead
    }
    #expect(enrol(friday) == .tooSoon)
    #expect(enrol(friday + 2) == .tooSoon)
    #expect(enrol(friday + 3) == .applied)
  }

  @Test func `a refused page changes nothing of the account`() throws {
    let hall = try Hall()
    hall.open(from: day)
    hall.fill(.resetPassword, on: day + 9)
    let outcome = try #require(hall.bench.batch.outcomes.last { $0.verb == .resetPassword })
    #expect(outcome.rule == .wrongStep && outcome.digests.before == outcome.digests.after)
  }
}
