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

  private mutating func compareBalances(_ score: inout Score) {
    let day = oracle.day
    let why = why
    func cents(_ mine: Int64, _ account: Account, _ name: String) {
      score.compare(day, mine, books.total(account), name, Self.euros, why: why())
    }
    let mine = oracle.balance
    score.compare(
      day, mine.hours, books.total(.hoursHeld), "hours", { "\($0)" }, why: why())
    cents(mine.available, .rightsAvailable, "available")
    cents(mine.reserved, .rightsReserved, "reserved")
    cents(mine.spent, .rightsSpent, "spent")
    cents(mine.lost, .rightsLost, "lost")
    cents(mine.expired, .rightsExpired, "expired")
    cents(mine.extinguished, .rightsExtinguished, "extinguished")
    cents(mine.dotation, .dotationAvailable, "top-ups")
    cents(oracle.cardPending, .cardRefunds, "card refunds waiting")
    // CPF and CEC are in the books as of the day on which somebody touched them.
    guard books.isWalletTouched else { return }
    cents(mine.cpf, .cpf, "CPF")
    cents(mine.cec, .cec, "CEC")
    score.compare(
      day, oracle.cpfHours, books.total(.cpfHours), "CPF hours", { "\($0)" }, why: why())
  }

  /// What the oracle wrote since the last day on which both agreed.
  private var why: () -> String {
    let lines = oracle.statement[line...]
    return {
      guard !lines.isEmpty else { return "" }
      let texts = lines.suffix(3).map { "\($0.day) \($0.kind.rawValue) \($0.amount)" }
      return " (oracle since: \(texts.joined(separator: ", ")))"
    }
  }

  static func euros(_ cents: Int64) -> String { "\(Cents(cents))" }

  // MARK: Dossiers

  private mutating func compareDossiers(_ score: inout Score) {
    let day = oracle.day
    score.compare(
      day, oracle.dossiers.count, books.dossiers.count, "dossiers", { "\($0)" })
    guard oracle.dossiers.count == books.dossiers.count else { return }
    for index in books.dossiers.indices {
      compare(oracle.dossiers[index], books.dossiers[index], &score)
    }
  }

  private func compare(_ mine: OracleDossier, _ other: PlatformDossier, _ score: inout Score) {
    let day = oracle.day
    let dossier = mine.name
    func word(_ mine: String, _ other: String, _ name: String) {
      score.compare(day, mine, other, "\(name) of dossier \(dossier)") { $0 }
    }
    func cents(_ mine: Int64, _ other: Int64, _ name: String) {
      score.compare(day, mine, other, "\(name) of dossier \(dossier)", Self.euros)
    }
    word(mine.state.rawValue, other.state.code, "state")
    word(mine.billing.rawValue, String(describing: other.billing), "billing")
    word(mine.control.rawValue, String(describing: other.control), "control")
    cents(mine.funding.rights, other.funding.rights, "rights")
    cents(mine.funding.collectivity, other.funding.collectivity, "top-up")
    cents(mine.funding.cpf, other.funding.cpf, "CPF")
    cents(mine.funding.cec, other.funding.cec, "CEC")
    cents(mine.funding.card, other.funding.card, "card")
    cents(mine.paid, other.paid, "paid")
    cents(mine.travel ?? 0, other.travel, "travel")
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
