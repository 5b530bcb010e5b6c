internal import Calendar
internal import Draws
internal import Law
internal import Territory

/// What all departments share while their officials are made.
///
/// A class, so that nobody counts references to its columns while many threads read them.
final class BuildContext: Sendable {
  let seed: UInt64
  let territory: Territory
  let rates: Rates
  let elections: ElectionCalendar
  let decks: Decks
  let from: Day
  let through: Day
  /// For each body the number of its first holder among all mayors, deputies and councillors.
  let firstCard: [(councillor: Int, deputy: Int)]
  /// For each department the number of its first commune.
  let firstCommune: [Int]
  /// Whether a body, one of several sections of a council, seats the president.
  let hasHead: [Bool]
  /// For each place of birth the one whose serials it shares: 2A counts as 19 and 2B as 18, so that
  /// NIR differ as numbers, too.
  let serialPlaces: [UInt8]

  init(
    seed: UInt64, territory: Territory, rates: Rates, elections: ElectionCalendar, decks: Decks,
    horizon: ClosedRange<Day>, firstCard: [(councillor: Int, deputy: Int)], firstCommune: [Int],
    hasHead: [Bool], serialPlaces: [UInt8]
  ) {
    self.seed = seed
    self.territory = territory
    self.rates = rates
    self.elections = elections
    self.decks = decks
    from = horizon.lowerBound
    through = horizon.upperBound
    self.firstCard = firstCard
    self.firstCommune = firstCommune
    self.hasHead = hasHead
    self.serialPlaces = serialPlaces
  }
}

/// Makes the officials of one department, from the first day to the last.
///
/// Every draw is keyed by the department and the person's, seat's or body's number within it, so
/// that neither the other departments nor the number of jobs have any influence.
struct DepartmentBuilder {
  let context: BuildContext
  let department: Int

  /// The persons; their serials are given later, among all departments.
  var persons = Persons()
  /// Sex, month and place of birth as one number for each person.
  var birthKeys: [UInt32] = []
  var municipal: [MandateRow] = []
  var others: [MandateRow] = []
  /// For each municipal seat, the first of its mandates; then the end.
  var seatRows: [UInt32] = []
  /// Who has ever had a mandate above the municipal level: nobody gets two.
  var hasAssembly: [Bool] = []

  init(_ context: BuildContext, department: Int) {
    self.context = context
    self.department = department
    let bodies = context.territory.bodies[context.territory.bodyRanges[department]]
    let held = bodies.reduce(0) { $0 + ($1.kind == .intercommunal ? 0 : Int($1.held)) }
    persons.birth.reserveCapacity(held * 2)
    municipal.reserveCapacity(held * 2)
  }

  /// A number that no other department gives to its own entities.
  func key(_ number: Int) -> UInt64 { UInt64(department) << 40 | UInt64(number) }

  mutating func build() {
    let range = context.territory.bodyRanges[department]
    var commune = context.firstCommune[department]
    for body in range where context.territory.bodies[body].kind == .commune {
      appendMunicipalCouncil(body, number: commune)
      commune += 1
    }
    seatRows.append(UInt32(municipal.count))
    for body in range {
      switch context.territory.bodies[body].kind {
      case .commune, .intercommunal: break
      default: appendAssembly(body)
      }
    }
    forgetLateDeaths()
  }

  /// Drops the deaths that come more than six months after the last mandate.
  private mutating func forgetLateDeaths() {
    var last = [Day](repeating: .distantPast, count: persons.count)
    for row in municipal { last[Int(row.person)] = max(last[Int(row.person)], row.end) }
    for row in others { last[Int(row.person)] = max(last[Int(row.person)], row.end) }
    for person in last.indices where persons.deathDay[person] != .distantFuture {
      if last[person] == .distantFuture || persons.deathDay[person] > last[person].adding(months: 6)
      {
        persons.deathDay[person] = .distantFuture
      }
    }
  }
}

// MARK: - Persons

extension DepartmentBuilder {
  static let band = Stream("population.band")
  static let age = Stream("population.age")
  static let sexes = Stream("population.sex")
  static let fate = Stream("population.death")
  static let fateDay = Stream("population.death.day")
  static let pension = Stream("population.pension")
  static let occupation = Stream("population.status")
  static let diploma = Stream("population.diploma")
  static let place = Stream("population.birthplace")
  static let family = Stream("population.name.family")
  static let usual = Stream("population.name.usual")
  static let given = Stream("population.name.given")
  static let style = Stream("population.name.style")
  static let second = Stream("population.name.second")
  static let commune = Stream("population.birthplace.commune")

  /// Adds somebody in office since before the horizon, of a band of ages counted on a day.
  ///
  /// - Returns: The person's place in the department.
  mutating func addSitting(band: Int, sex: UInt8, entry: Day, countedOn day: Day) -> UInt32 {
    let word = draw(context.seed, Self.age, key(persons.count))
    let bands = context.rates.ages
    // Nobody enters office before 18: of a band that straddles this, the older ages are taken.
    let least = 18 + max(0, (day - entry) * 4 / 1_461 + 1)
    let oldest = bands.starts[band + 1] - 1
    let age = word.between(min(oldest, max(bands.starts[band], least)), oldest)
    let birth =
      day.adding(years: -age) - draw(context.seed, Self.age, key(persons.count), 1).between(0, 364)
    return add(birth: birth, sex: sex, alive: max(entry, context.from))
  }

  /// Adds somebody who enters office on a day of the horizon.
  ///
  /// - Returns: The person's place in the department.
  mutating func addEntrant(on day: Day, isPaired: Bool = false) -> UInt32 {
    let entrants = context.rates.entrants
    let number = key(persons.count)
    let band = entrants.band(draw(context.seed, Self.band, number))
    let age = draw(context.seed, Self.age, number)
      .between(entrants.starts[band], entrants.starts[band + 1] - 1)
    let birth =
      day - ((age * 1_461 + 3) / 4) - draw(context.seed, Self.age, number, 1).between(0, 363)
    let women = isPaired ? context.rates.womenAssemblies : context.rates.entrantWomen[age]
    let isWoman = draw(context.seed, Self.sexes, number).isWithin(partsPerMillion: women)
    return add(birth: birth, sex: isWoman ? 2 : 1, alive: day)
  }

  private mutating func add(birth: Day, sex: UInt8, alive: Day) -> UInt32 {
    let rates = context.rates
    let seed = context.seed
    let person = persons.count
    let number = key(person)
    persons.birth.append(birth)
    persons.sex.append(sex)
    persons.deathDay.append(deathDay(birth: birth, sex: sex, alive: alive, number))
    persons.pensionDay.append(
      rates.pensionDay(
        birth: birth, share: Int64(draw(seed, Self.pension, number).below(1_000_000))))
    let status = Rates.code(rates.status, draw(seed, Self.occupation, number))
    persons.status.append(Occupation(rawValue: status) ?? .employee)
    persons.diploma.append(Rates.code(rates.diplomas, draw(seed, Self.diploma, number)))
    let place = birthPlace(draw(seed, Self.place, number))
    persons.birthPlace.append(place)
    appendNames(sex: sex, number)
    birthKeys.append(NIR.birthKey(sex: sex, birth: birth, place: context.serialPlaces[Int(place)]))
    hasAssembly.append(false)
    return UInt32(person)
  }

  /// Adds the names of the civil status, and the commune of birth.
  private mutating func appendNames(sex: UInt8, _ number: UInt64) {
    let rates = context.rates
    let seed = context.seed
    func surname(_ word: UInt64, _ occasion: UInt64) -> UInt16 {
      Names.styled(
        Names.familyNumber(word, common: rates.commonNames),
        Rates.code(rates.nameStyles, draw(seed, Self.style, number, occasion)))
    }
    let family = surname(draw(seed, Self.family, number), 0)
    persons.familyName.append(family)
    let another = sex == 2 ? rates.usualName.women : rates.usualName.men
    let isOther = draw(seed, Self.usual, number).isWithin(partsPerMillion: another)
    persons.usualName.append(
      isOther ? surname(draw(seed, Self.usual, number, 1), 1) : family)
    persons.givenName.append(UInt8(draw(seed, Self.given, number).below(Names.givenCount)))
    let second = draw(seed, Self.second, number)
    persons.secondName.append(
      second.isWithin(partsPerMillion: rates.secondGiven)
        ? UInt8(mixed(second).below(Names.givenCount)) : Names.noGiven)
    // Two draws multiplied: the communes with a maternity ward have most of the births.
    let commune = draw(seed, Self.commune, number)
    persons.birthCommune.append(
      UInt16(1 + commune.below(600) * mixed(commune).below(600) / 600))
  }

  private func birthPlace(_ word: UInt64) -> UInt8 {
    let abroad = context.territory.departments.count - 1
    let share = Int64(word.below(1_000_000))
    if share < context.rates.bornAbroad { return UInt8(abroad) }
    if share < context.rates.bornAbroad + context.rates.bornAtHome { return UInt8(department) }
    return UInt8(mixed(word).below(UInt64(abroad)))
  }

  /// The day of death by the mortality of each age from a day on.
  private func deathDay(birth: Day, sex: UInt8, alive: Day, _ number: UInt64) -> Day {
    let fate = Int64(draw(context.seed, Self.fate, number).below(1_000_000_000))
    var survivors: Int64 = 1_000_000_000
    var day = alive
    while day <= context.through {
      let age = min(120, max(0, (day - birth) * 4 / 1_461))
      let rate = sex == 2 ? context.rates.mortality.women[age] : context.rates.mortality.men[age]
      survivors -= survivors * rate / 1_000_000
      if fate >= survivors {
        let death = day + 1 + draw(context.seed, Self.fateDay, number).between(0, 364)
        return death <= context.through ? death : .distantFuture
      }
      day = day + 365
    }
    return .distantFuture
  }
}
