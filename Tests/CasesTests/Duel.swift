import Calendar
import Cases
import Comparison
import Law
import Oracle
import Platform

/// The same life on the oracle and on the platform.
struct Duel {
  /// The first day on which the two differ.
  struct Difference {
    /// The day.
    let day: Day
    /// What each says.
    let sentence: String
    /// What a worked case would expect that day.
    let expect: String
  }

  /// What the lives went through, to know that the duels were worth something.
  struct Coverage {
    var states: [OracleDossier.State: Int] = [:]
    var rules: [OracleRule: Int] = [:]
    var kinds: [OracleEntry.Kind: Int] = [:]
    var facts = 0
  }

  static let lastDay = Day(2031, 6, 30)

  /// Lives a life on both, day by day.
  ///
  /// - Returns: The first difference, or `nil` if there is none.
  static func fight(
    _ history: History, law: ParameterTable, mutant: Mutant = .none, _ coverage: inout Coverage
  ) -> Difference? {
    var oracle = OracleOfficial(history, law: law)
    var platform = PlatformOfficial(history, law: law, through: lastDay, mutant: mutant)
    var judged = 0
    while oracle.day < lastDay {
      oracle.live(through: oracle.day + 1)
      platform.live(through: oracle.day)
      if let difference = verdicts(oracle, platform, from: judged) { return difference }
      judged = oracle.verdicts.count
      if let difference = balances(oracle, platform) { return difference }
      if let difference = dossiers(oracle, platform) { return difference }
      coverage.facts += 1
    }
    for entry in oracle.statement { coverage.kinds[entry.kind, default: 0] += 1 }
    for dossier in oracle.dossiers { coverage.states[dossier.state, default: 0] += 1 }
    for case let rule? in oracle.verdicts { coverage.rules[rule, default: 0] += 1 }
    return nil
  }

  private static func verdicts(
    _ oracle: OracleOfficial, _ platform: borrowing PlatformOfficial, from first: Int
  ) -> Difference? {
    for index in first..<max(first, oracle.verdicts.count) {
      let mine = oracle.verdicts[index]?.rawValue ?? "no"
      let other =
        index < platform.verdicts.count
        ? (platform.verdicts[index] == .applied ? "no" : platform.verdicts[index].name) : "nothing"
      guard mine != other else { continue }
      let event = oracle.history.events[index]
      let dossier = event.dossier.isEmpty ? "" : ", dossier: \(event.dossier)"
      return Difference(
        day: oracle.day,
        sentence: "event \(index) (\(event.deed)) refused: oracle \(mine), platform \(other)",
        expect: "on: \(oracle.day)\(dossier), refused: \(mine)")
    }
    return nil
  }

  private static func balances(
    _ oracle: OracleOfficial, _ platform: borrowing PlatformOfficial
  ) -> Difference? {
    let (mine, other) = (oracle.balance, platform.balance)
    let euros = RandomLife.euros
    let expect =
      "on: \(oracle.day), available: \(euros(mine.available)), reserved: \(euros(mine.reserved)), "
      + "spent: \(euros(mine.spent)), lost: \(euros(mine.lost)), expired: \(euros(mine.expired)), "
      + "extinguished: \(euros(mine.extinguished)), hours: \(mine.hours)"
    if mine != other {
      return Difference(
        day: oracle.day, sentence: "oracle \(mine), platform \(other)", expect: expect)
    }
    if !platform.agreesWithItsBooks {
      return Difference(
        day: oracle.day, sentence: "the platform's columns contradict its postings", expect: expect)
    }
    return nil
  }

  private static func dossiers(
    _ oracle: OracleOfficial, _ platform: borrowing PlatformOfficial
  ) -> Difference? {
    for mine in oracle.dossiers {
      let other = platform.dossier(mine.name)
      let says =
        "state: \(mine.state.rawValue), billing: \(mine.billing.rawValue), "
        + "control: \(mine.control.rawValue), rights: \(RandomLife.euros(mine.funding.rights)), "
        + "collectivity: \(RandomLife.euros(mine.funding.collectivity)), "
        + "cpf: \(RandomLife.euros(mine.funding.cpf)), cec: \(RandomLife.euros(mine.funding.cec)), "
        + "card: \(RandomLife.euros(mine.funding.card)), paid: \(RandomLife.euros(mine.paid)), "
        + "travel: \(RandomLife.euros(mine.travel ?? 0))"
      let isSame =
        other?.state.code == mine.state.rawValue
        && other.map { "\($0.billing)" } == mine.billing.rawValue
        && other.map { "\($0.control)" } == mine.control.rawValue
        && other?.funding == mine.funding && other?.paid == mine.paid
        && other?.travel == mine.travel ?? 0
      guard !isSame else { continue }
      return Difference(
        day: oracle.day,
        sentence: "dossier \(mine.name): oracle \(says), "
          + "platform \(other.map { "\($0)" } ?? "has none")",
        expect: "on: \(oracle.day), dossier: \(mine.name), \(says)")
    }
    return nil
  }
}

extension RandomLife {
  /// The law of this life, laid over a table.
  func law(over base: ParameterTable) throws -> ParameterTable {
    var table = base
    for value in law {
      table = try table.setting(value.name, to: value.value, from: value.from, source: "drawn")
    }
    return table
  }

  /// The smallest life that one can find by leaving things out and that still fails.
  func shrunk(while fails: (RandomLife) -> Bool) -> RandomLife {
    var smallest = self
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for candidate in smallest.smaller where fails(candidate) {
        smallest = candidate
        isSmaller = true
        break
      }
    }
    return smallest
  }

  /// The lives with one thing less.
  private var smaller: [RandomLife] {
    var lives: [RandomLife] = []
    func add(_ change: (inout RandomLife) -> Void) {
      var life = self
      change(&life)
      lives.append(life)
    }
    for name in Set(history.events.map(\.dossier)).sorted() {
      add { $0.history.events.removeAll { $0.dossier == name } }
    }
    if history.mandates.count > 1 {
      for index in history.mandates.indices { add { $0.history.mandates.remove(at: index) } }
    }
    for index in law.indices { add { $0.law.remove(at: index) } }
    if history.death != nil { add { $0.history.death = nil } }
    if history.pension != nil { add { $0.history.pension = nil } }
    if !history.deliberations.isEmpty {
      add { life in
        life.history.deliberations = []
        life.history.events.removeAll { $0.deed.isTopUp }
      }
    }
    if history.cpf > 0 { add { $0.history.cpf = 0 } }
    if history.cec > 0 { add { $0.history.cec = 0 } }
    if history.isJobseeker { add { $0.history.isJobseeker = false } }
    for index in history.events.indices {
      let event = history.events[index]
      if case .request = event.deed { continue }
      add { $0.history.events.remove(at: index) }
    }
    return lives
  }
}
