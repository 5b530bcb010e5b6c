import Calendar
import Platform
import Population
import Testing

@testable import Audit

/// The judge of accounts, pages and purchases, shown what a bad platform would do.
@Suite struct AccessTests {
  private let day = Day(2023, 2, 6)

  /// A bench whose councillor looks at everything, with a log-in or without.
  private func look(
    _ way: LoginWay, isRecognised: Bool = true, forging: @escaping Bench.Forgery = { _ in }
  ) throws -> Bench {
    let person = try World.councillor.get()
    let bench = try isRecognised ? Bench.with(person) : Bench()
    bench.visits = [
      Visit(official: UInt32(person), way: way, views: View.panel | View.search | View.link)
    ]
    bench.visits[0].offer = UInt32(World.Offers.short)
    bench.live(day, forging: forging)
    return bench
  }

  @Test func `pages as they should be are judged and clean`() throws {
    for way in [LoginWay.none, .ameli, .franceConnectPlus] {
      for isRecognised in [true, false] {
        let bench = try look(way, isRecognised: isRecognised)
        #expect(bench.violated == [])
        #expect(bench.auditor.findings[.acs3].nonvacuous == 1)
      }
    }
  }

  @Test func `a page that shows what it should not is found, and one that hides too much`() throws {
    let forgeries: [(inout VisitAnswer) -> Void] = [
      { $0.shown |= Shown.panel | Shown.cocarde }, { $0.shown |= Shown.mandateCatalogue },
      { $0.balance = 400_00 }, { $0.price = 960_00 },
      {
        $0.shown |= Shown.offer
        $0.isUnavailable = false
      },
      { $0.isUnavailable = false },
    ]
    for forge in forgeries {
      for (way, isRecognised) in [(LoginWay.none, true), (.ameli, false)] {
        let bench = try look(way, isRecognised: isRecognised) { forge(&$0.answers[0]) }
        #expect(bench.violated == [.acs3])
      }
    }
    for hide in [
      { $0.shown &= ~Shown.cocarde }, { $0.shown = 0 }, { $0.isUnavailable = true },
    ] as [(inout VisitAnswer) -> Void] {
      let bench = try look(.ameli) { hide(&$0.answers[0]) }
      #expect(bench.violated == [.acs3])
    }
  }

  @Test func `an offer that is not on sale must not be shown`() throws {
    let person = try World.councillor.get()
    for isShown in [false, true] {
      let bench = try Bench.with(person)
      // The second body's accreditation ended in March 2022.
      bench.visits = [Visit(official: UInt32(person), way: .ameli, views: View.link)]
      bench.visits[0].offer = UInt32(World.Offers.lapsed)
      bench.live(day) {
        #expect($0.answers[0].isUnavailable)
        if isShown {
          $0.answers[0].isUnavailable = false
          $0.answers[0].shown |= Shown.offer
        }
      }
      #expect(bench.violated == (isShown ? [.acs3] : []))
    }
  }

  @Test func `the directory enters somebody once, under the own number`() throws {
    let person = try World.councillor.get()
    let roster = try World.roster.get()
    func violated(isKnown: Bool, own: Bool, _ rule: Rule) throws -> Set<Invariant> {
      let bench = try Bench.with(person)
      bench.auditor.portals[person].isKnown = isKnown
      var form = Form()
      form.nir = TypedNIR(raw: roster.nir(of: own ? person : person + 1).typed)
      var command = Command(.completeDirectory, official: UInt32(person))
      command.first = 0
      bench.forms = [form]
      bench.live(day, [command]) { $0.outcomes[$0.place(of: .completeDirectory)].rule = rule }
      return bench.violated
    }
    #expect(try violated(isKnown: false, own: true, .applied) == [])
    #expect(try violated(isKnown: false, own: true, .alreadyRegistered) == [.acs1])
    #expect(try violated(isKnown: true, own: true, .alreadyRegistered) == [])
    #expect(try violated(isKnown: true, own: true, .applied) == [.acs1])
    #expect(try violated(isKnown: false, own: false, .applied) == [.acs1])
  }

  @Test func `a visit without an answer is not taken for one that shows nothing`() throws {
    let bench = try look(.ameli) { $0.answers.removeAll() }
    #expect(bench.violated == [.acs3])
  }

  @Test func `digits that are not the person's let nobody in`() throws {
    let person = try World.councillor.get()
    let bench = try Bench.with(person)
    var form = Form()
    form.password = Bench.password
    form.nir.raw = 1_800_199_001_000
    bench.forms = [form]
    bench.visits = [Visit(official: UInt32(person), way: .password, views: 0)]
    bench.visits[0].form = 0
    bench.live(day) { $0.answers[0].login = .loggedIn }
    #expect(bench.violated == [.acs1])
  }

  @Test func `a purchase without a log-in of the day is found`() throws {
    let person = try World.councillor.get()
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2023, 3, 1), on: day) {
      $0.visits.removeAll()
      $0.answers.removeAll()
    }
    #expect(bench.violated == [.acs5])
    let plain = try Bench.with(person)
    plain.request(person, World.Offers.short, from: Day(2023, 3, 1), on: day) {
      $0.visits[0].way = .ameli
    }
    #expect(plain.violated == [.acs5])
  }

  @Test func `a diploma read for a mandate training is found`() throws {
    let person = try World.councillor.get()
    let bench = try Bench.with(person)
    bench.confirmShort(person) { batch in
      for index in batch.outcomes.indices { batch.outcomes[index].hasReadDiploma = true }
    }
    #expect(bench.violated == [.acs6])
  }

  @Test func `an account opened with a wrong key, out of order or weakly is found`() throws {
    let person = try World.councillor.get()
    let roster = try World.roster.get()
    var form = Form()
    form.nir = TypedNIR(raw: roster.nir(of: person).typed)
    form.key = UInt8(roster.nir(of: person).key)
    form.password = Bench.password
    func judged(_ verb: Verb, _ rule: Rule, _ form: Form) throws -> Set<Invariant> {
      let bench = try Bench.with(person)
      bench.auditor.portals[person].step = verb == .registerIdentity ? 0 : Portal.Step.address
      var command = Command(verb, official: UInt32(person))
      command.first = 0
      bench.forms = [form]
      bench.live(day, [command]) {
        let place = $0.place(of: verb)
        $0.outcomes[place].rule = rule
        $0.outcomes[place].digests.after = $0.outcomes[place].digests.before
      }
      return bench.violated
    }
    var wrong = form
    wrong.key = wrong.key % 97 + 1
    #expect(try judged(.registerIdentity, .applied, form) == [])
    #expect(try judged(.registerIdentity, .applied, wrong) == [.acs1])
    #expect(try judged(.registerIdentity, .wrongNir, form) == [.acs1])
    #expect(try judged(.registerIdentity, .wrongNir, wrong) == [])
    #expect(try judged(.registerPassword, .applied, form) == [])
    #expect(try judged(.registerPassword, .weakPassword, form) == [.acs2])
    var weak = form
    weak.password = TypedText("mende48000") ?? TypedText()
    #expect(try judged(.registerPassword, .applied, weak) == [.acs2])
    #expect(try judged(.registerPassword, .weakPassword, weak) == [])
    #expect(try judged(.registerContact, .applied, form) == [.acs1])
  }
}
