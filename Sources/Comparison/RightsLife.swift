internal import Calendar
internal import Ledger
internal import Oracle
internal import Platform
internal import Simulation

/// The rights and dossiers of one official, lived by the oracle beside what the platform did.
struct RightsLife {
  /// The oracle.
  private(set) var oracle: OracleOfficial
  private let translation: Translation
  private let life: Life
  private let last: Day
  private var books = PlatformBooks()
  private var act = 0
  private var entry = 0
  private var event = 0
  private var circumstance = 0
  private var line = 0

  init(_ life: Life, _ world: World, _ access: AccessLife) {
    self.life = life
    last = world.days.upperBound
    translation = Translation(life, world, access)
    oracle = OracleOfficial(translation.history, world.reading)
  }

  /// Lives through all days, comparing where something happened and at the end of each month.
  mutating func live(_ score: inout Score) {
    var month = oracle.day
    while oracle.day < last, !score.hasDiffered {
      if month <= oracle.day { month = min(last, Self.monthEnd(oracle.day + 1)) }
      let next = min(
        act < life.acts.count ? life.acts[act].day : .distantFuture,
        entry < life.entries.count ? life.entries[entry].day : .distantFuture)
      score.turn(isEventful: next <= month)
      oracle.live(byTurnsThrough: min(next, month))
      hear()
      compareAnswers(&score)
      compareBalances(&score)
      compareDossiers(&score)
      line = oracle.statement.count
    }
  }

  private static func monthEnd(_ day: Day) -> Day {
    let date = day.civil
    return day + (Day.length(ofMonth: date.month, year: date.year) - date.day)
  }

  private mutating func hear() {
    let (firstAct, firstEntry) = (act, entry)
    while act < life.acts.count, life.acts[act].day <= oracle.day { act += 1 }
    while entry < life.entries.count, life.entries[entry].day <= oracle.day { entry += 1 }
    books.hear(life.acts[firstAct..<act], life.entries[firstEntry..<entry])
  }

  // MARK: Answers

  private mutating func compareAnswers(_ score: inout Score) {
    while event < oracle.verdicts.count {
      let act = life.acts[translation.acts[event]]
      score.compare(act, oracle.verdicts[event]?.rawValue ?? Rule.applied.name)
      event += 1
    }
    while circumstance < oracle.circumstanceVerdicts.count {
      let rule = oracle.circumstanceVerdicts[circumstance]
      if let what = translation.history.surroundings?.circumstances[circumstance] {
        score.compare(
          oracle.day, rule?.rawValue ?? Rule.applied.name, Rule.applied.name,
          "\(what.phrase), dossier \(what.dossier)", { $0 })
      }
      circumstance += 1
    }
  }

  // MARK: Balances

  /// Compares what the official holds; names what differs only if anything does.
  private mutating func compareBalances(_ score: inout Score) {
    let mine = oracle.balance
    let pending = oracle.cardPending
    let isSame =
      mine.hours == books.total(.hoursHeld) && mine.available == books.total(.rightsAvailable)
      && mine.reserved == books.total(.rightsReserved) && mine.spent == books.total(.rightsSpent)
      && mine.lost == books.total(.rightsLost) && mine.expired == books.total(.rightsExpired)
      && mine.extinguished == books.total(.rightsExtinguished)
      && mine.dotation == books.total(.dotationAvailable) && pending == books.total(.cardRefunds)
    if isSame {
      score.agree(9)
    } else {
      cents(mine.available, .rightsAvailable, "available", &score)
      cents(mine.reserved, .rightsReserved, "reserved", &score)
      cents(mine.spent, .rightsSpent, "spent", &score)
      cents(mine.lost, .rightsLost, "lost", &score)
      cents(mine.expired, .rightsExpired, "expired", &score)
      cents(mine.extinguished, .rightsExtinguished, "extinguished", &score)
      cents(mine.dotation, .dotationAvailable, "top-ups", &score)
      cents(pending, .cardRefunds, "card refunds waiting", &score)
      hours(mine.hours, .hoursHeld, "hours", &score)
    }
    // CPF and CEC are in the books as of the day on which somebody touched them.
    guard books.isWalletTouched else { return }
    cents(mine.cpf, .cpf, "CPF", &score)
    cents(mine.cec, .cec, "CEC", &score)
    hours(oracle.cpfHours, .cpfHours, "CPF hours", &score)
  }

  private func cents(_ mine: Int64, _ account: Account, _ name: String, _ score: inout Score) {
    score.compare(oracle.day, mine, books.total(account), name, Self.euros, why: why)
  }

  private func hours(_ mine: Int64, _ account: Account, _ name: String, _ score: inout Score) {
    score.compare(oracle.day, mine, books.total(account), name, { "\($0) h" }, why: why)
  }

  /// What the oracle wrote since the last day on which both agreed.
  private var why: String {
    let lines = oracle.statement[line...]
    guard !lines.isEmpty else { return "" }
    let texts = lines.suffix(3).map { entry in
      let isHours = [.hours, .hoursConverted, .hoursExpired].contains(entry.kind)
      let amount = isHours ? "\(entry.amount) h" : Self.euros(entry.amount)
      return "\(entry.kind.rawValue) of \(amount) on \(entry.day)"
    }
    return " (oracle since: \(texts.joined(separator: ", ")))"
  }

  static func euros(_ cents: Int64) -> String { "\(Cents(cents))" }

  // MARK: Dossiers

  private mutating func compareDossiers(_ score: inout Score) {
    let (mine, other) = (oracle.dossiers.count, books.dossiers.count)
    score.compare(oracle.day, mine, other, "dossiers", { "\($0)" })
    guard mine == other else { return }
    for index in books.dossiers.indices {
      compare(oracle.dossiers[index], books.dossiers[index], &score)
    }
  }

  private func compare(_ mine: OracleDossier, _ other: PlatformDossier, _ score: inout Score) {
    let day = oracle.day
    let dossier = mine.name
    let state = Self.states[Int(other.state.rawValue)]
    let billing = Self.billings[Int(other.billing.rawValue)]
    let control = Self.controls[Int(other.control.rawValue)]
    let isSame =
      mine.state == state && mine.billing == billing && mine.control == control
      && mine.funding == other.funding && mine.paid == other.paid
      && mine.travel ?? 0 == other.travel
    guard !isSame else { return score.agree(10) }
    func word(_ mine: String?, _ other: String?, _ name: String) {
      score.compare(day, mine, other, "\(name) of dossier \(dossier)") { $0 ?? "unknown" }
    }
    func cents(_ mine: Int64, _ other: Int64, _ name: String) {
      score.compare(day, mine, other, "\(name) of dossier \(dossier)", Self.euros)
    }
    word(mine.state.rawValue, state?.rawValue, "state")
    word(mine.billing.rawValue, billing?.rawValue, "billing")
    word(mine.control.rawValue, control?.rawValue, "control")
    cents(mine.funding.rights, other.funding.rights, "rights")
    cents(mine.funding.collectivity, other.funding.collectivity, "top-up")
    cents(mine.funding.cpf, other.funding.cpf, "CPF")
    cents(mine.funding.cec, other.funding.cec, "CEC")
    cents(mine.funding.card, other.funding.card, "card")
    cents(mine.paid, other.paid, "paid")
    cents(mine.travel ?? 0, other.travel, "travel")
  }

  /// The platform's states, billings and controls in the words of the oracle.
  private static let states = DossierState.allCases.map { OracleDossier.State(rawValue: $0.code) }
  private static let billings = Billing.allCases.map {
    OracleDossier.Billing(rawValue: String(describing: $0))
  }
  private static let controls = [Control.notInControl, .inControl, .released].map {
    OracleDossier.Control(rawValue: String(describing: $0))
  }
}

extension History.Circumstance {
  /// What was done, in words.
  fileprivate var phrase: String {
    switch kind {
    case .seatLost: "seat lost"
    case .seatsTaken(let taken): "\(taken) seats taken after the request"
    case .bodyRemoved: "removal of the body"
    case .deposit(let amount): "deposit of \(RightsLife.euros(amount))"
    case .payment(let amount): "payment of \(RightsLife.euros(amount))"
    case .cardRefund(let amount): "card refund of \(RightsLife.euros(amount))"
    }
  }
}
