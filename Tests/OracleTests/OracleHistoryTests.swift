import Calendar
import Law
import Oracle
import Testing

/// Lives that nobody would have thought of.
enum Lives {
  /// A life of mandates, a recognition, perhaps a death, and dossiers whose steps come in their
  /// order at odd times, some of them twice.
  static func life(seed: UInt64) -> History {
    var dice = Dice(seed: seed)
    var mandates: [History.Mandate] = []
    for _ in 0...dice.below(3) {
      let start = dice.day(Day(2014, 3, 30), Day(2027, 6, 30))
      let end = dice.below(3) == 0 ? nil : start + Int(30 + dice.below(2_500))
      let kind = History.Kind.allCases[Int(dice.below(6))]
      mandates.append(
        History.Mandate(kind, from: start, until: end, atElection: dice.below(2) == 0))
    }
    let first = mandates.map(\.start).min() ?? Day(2020, 1, 1)
    var history = History(mandates: mandates, recognised: nil)
    if dice.below(10) > 0 { history.recognised = first + Int(dice.below(300)) }
    if dice.below(8) == 0 { history.death = dice.day(Day(2021, 1, 1), Day(2031, 1, 1)) }
    if dice.below(3) == 0 { history.pension = dice.day(Day(2010, 1, 1), Day(2031, 1, 1)) }
    history.cpf = dice.below(200_000)
    history.cec = dice.below(72_000)
    history.isJobseeker = dice.below(4) == 0
    if dice.below(2) == 0 {
      history.deliberations = [
        History.Deliberation(perTraining: 30_000, perOfficial: 3, budget: 80_000)
      ]
    }
    var events: [History.Event] = []
    for number in 0..<dice.below(9) {
      events += dossier("D\(number)", &dice, near: mandates)
    }
    history.events = events.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    return history
  }

  private static func dossier(
    _ name: String, _ dice: inout Dice, near mandates: [History.Mandate]
  ) -> [History.Event] {
    let isMandate = dice.below(3) > 0
    let ends = mandates.compactMap(\.end)
    var day = dice.day(Day(2022, 1, 1), Day(2030, 1, 1))
    if !isMandate, let end = ends.first, end > Day(2022, 1, 1) { day = end + Int(dice.below(100)) }
    let start = day + Int(15 + dice.below(60))
    let hours = 1 + dice.below(30)
    let hourly = 4_000 + dice.below(4_100)
    var order = History.Order(
      isMandate ? .mandate : .reintegration, offer: "O\(dice.below(2))",
      days: start...(start + Int(dice.below(5) == 0 ? dice.below(250) : dice.below(5))),
      hours: hours, price: hourly * hours, hourlyPrice: hourly)
    order.taken = Int(dice.below(13))
    var events: [History.Event] = []
    if dice.below(3) == 0 { events.append(History.Event(on: day, .dotation(dice.below(33_000)))) }
    events.append(History.Event(on: day, dossier: name, .request(order)))
    func add(_ deed: History.Deed) { events.append(History.Event(on: day, dossier: name, deed)) }
    if dice.below(10) == 0 { add(.acknowledge) }
    day = day + Int(dice.below(4))
    add(.propose)
    day = day + Int(dice.below(5))
    add(.confirm(card: 1_000 + dice.below(400_000)))
    switch dice.below(12) {
    case 0:
      day = day + Int(dice.below(20))
      add(.withdraw)
    case 1:
      day = day + Int(dice.below(40))
      add(.cancelByLearner(forceMajeure: dice.below(3) == 0))
    case 2:
      day = day + Int(dice.below(40))
      add(.cancelByProvider)
    case 3:
      day = max(day, order.start + Int(dice.below(4)))
      add(.noShow(forceMajeure: dice.below(3) == 0))
    default:
      break
    }
    day = max(day, order.start - 1 + Int(dice.below(6)))
    add(.entry)
    day = max(day, order.end + Int(dice.below(7)))
    add(.serviceDone(hours: dice.below(UInt64(hours) + 1)))
    if dice.below(4) == 0 {
      add(.openControl)
      day = day + 20
      add(.closeControl(sanctioned: dice.below(2) == 0))
    }
    day = day + Int(dice.below(5))
    add(.validate)
    add(.validate)
    day = day + Int(dice.below(9))
    add(.invoice)
    add(.invoice)
    return events
  }
}

@Suite struct OracleHistoryTests {
  let law: ParameterTable

  init() throws { law = try ParameterTable.law() }

  @Test func `over many lives no balance is negative and every euro is accounted for`() {
    var seen: [OracleEntry.Kind: Int] = [:]
    var states: [OracleDossier.State: Int] = [:]
    var rules: [OracleRule: Int] = [:]
    for seed: UInt64 in 0..<250 {
      let history = Lives.life(seed: seed)
      var official = OracleOfficial(history, law: law)
      var issued: Int64 = 0
      var creditLost: Int64 = 0
      var lines = 0
      while official.day < Day(2031, 6, 30) {
        official.live(through: official.day + 1)
        let balance = official.balance
        for entry in official.statement[lines...] {
          switch entry.kind {
          case .conversion, .transitionCredit, .annualCredit, .firstCredit, .complement:
            issued += entry.amount
            let cap = law.number("rights.cap", on: entry.day)
            #expect(
              balance.held <= cap, "seed \(seed): a credit on \(entry.day) lifts above the cap")
            #expect(history.accrues(on: entry.day), "seed \(seed): credited out of office")
          case .lost: creditLost += entry.amount
          default: break
          }
          #expect(entry.amount > 0 && entry.day == official.day)
          seen[entry.kind, default: 0] += 1
        }
        lines = official.statement.count
        let all = [
          balance.hours, balance.available, balance.reserved, balance.spent, balance.lost,
          balance.expired, balance.extinguished, balance.dotation, balance.cpf, balance.cec,
        ]
        guard (all.min() ?? 0) >= 0 else {
          Issue.record("seed \(seed) on \(official.day): a negative balance: \(balance)")
          return
        }
        let sum =
          balance.held + balance.spent + balance.expired + balance.extinguished + balance.lost
        guard sum == issued + creditLost else {
          Issue.record("seed \(seed) on \(official.day): euros are missing: \(balance)")
          return
        }
      }
      #expect(official.labels == Array(Set(official.labels)).sorted(), "seed \(seed): labels")
      #expect(official.verdicts.count == history.events.count { $0.day <= official.day })
      for dossier in official.dossiers { states[dossier.state, default: 0] += 1 }
      for verdict in official.verdicts { if let verdict { rules[verdict, default: 0] += 1 } }
    }
    // The lives must have been worth living: what they never met is not tested.
    for kind: OracleEntry.Kind in [
      .hours, .hoursConverted, .conversion, .transitionCredit, .annualCredit, .firstCredit, .lost,
      .reserved, .released, .debited, .refunded, .expired, .hoursExpired, .extinguished,
    ] { #expect(seen[kind, default: 0] > 0, "no life had a line \(kind.rawValue)") }
    for state: OracleDossier.State in [
      .serviceDoneValidated, .rejectedWithoutOfSuite, .rejectedWithoutTitulaireSuite,
      .canceledByAttendee, .canceledByAttendeeNotRealized, .canceledByOrganism,
      .canceledByFinancer,
    ] { #expect(states[state, default: 0] > 0, "no dossier ended in \(state)") }
    for rule: OracleRule in [
      .notRecognised, .noMandate, .mandateInForce, .hourlyCap, .sessionFull, .wrongState,
      .unknownDossier, .insufficientCard, .notDeliberated, .overTrainingLimit, .endsAfterMandate,
    ] { #expect(rules[rule, default: 0] > 0, "the rule \(rule.rawValue) never refused") }
  }

  @Test
  func `over many lives a dossier's sources pay its price, and its provider no more than due`() {
    var settled = 0
    for seed: UInt64 in 1_000..<1_150 {
      var official = OracleOfficial(Lives.life(seed: seed), law: law)
      official.live(through: Day(2021, 12, 31))
      while official.day < Day(2031, 6, 30) {
        official.live(through: official.day + 1)
        var reserved: Int64 = 0
        var holds = true
        for dossier in official.dossiers {
          switch dossier.state {
          case .accepted:
            holds = holds && dossier.funding.total == dossier.order.price
            reserved += dossier.funding.rights
          case .inTraining, .serviceDoneDeclared:
            holds = holds && dossier.funding.total == dossier.order.price
          default:
            holds = holds && dossier.funding.total == dossier.due
            holds = holds && dossier.paid <= dossier.order.price
            if dossier.billing == .paid {
              holds = holds && dossier.paid == dossier.due
              settled += 1
            }
          }
          let isMandate = dossier.order.path == .mandate
          holds = holds && (isMandate || dossier.funding.collectivity == 0)
          holds = holds && (!isMandate || dossier.funding.cpf + dossier.funding.cec == 0)
        }
        guard holds, reserved == official.balance.reserved else {
          Issue.record("seed \(seed) on \(official.day): \(official.dossiers)")
          return
        }
      }
    }
    #expect(settled > 0)
  }

  @Test func `six months after the last mandate nothing is left`() {
    var expired = 0
    for seed: UInt64 in 2_000..<2_200 {
      let history = Lives.life(seed: seed)
      var official = OracleOfficial(history, law: law)
      while official.day < Day(2031, 6, 30) {
        official.live(through: official.day + 20)
        guard let end = history.outOfOfficeSince(on: official.day),
          official.day >= History.windowEnd(after: end, law)
        else { continue }
        #expect(official.balance.available == 0 && official.balance.hours == 0, "seed \(seed)")
        expired += 1
      }
    }
    #expect(expired > 100)
  }

  @Test func `the days may be lived in any number of steps`() {
    for seed: UInt64 in 3_000..<3_040 {
      let history = Lives.life(seed: seed)
      var once = OracleOfficial(history, law: law)
      once.live(through: Day(2031, 6, 30))
      var often = OracleOfficial(history, law: law)
      var dice = Dice(seed: seed)
      while often.day < Day(2031, 6, 30) {
        often.live(through: min(Day(2031, 6, 30), often.day + Int(dice.below(90))))
      }
      #expect(once.statement == often.statement)
      #expect(once.verdicts == often.verdicts)
    }
  }
}
