internal import Calendar
internal import Draws
internal import Law
internal import Territory

/// The streams of what is drawn for each person: held by the context, since a global is looked up
/// at every use.
struct BuildStreams: Sendable {
  let band = Stream("population.band")
  let age = Stream("population.age")
  let sexes = Stream("population.sex")
  let fate = Stream("population.death")
  let fateDay = Stream("population.death.day")
  let pension = Stream("population.pension")
  let occupation = Stream("population.status")
  let diploma = Stream("population.diploma")
  let place = Stream("population.birthplace")
  let family = Stream("population.name.family")
  let usual = Stream("population.name.usual")
  let given = Stream("population.name.given")
  let style = Stream("population.name.style")
  let second = Stream("population.name.second")
  let commune = Stream("population.birthplace.commune")
}

extension DepartmentBuilder {
  /// Adds somebody in office since before the horizon, of a band of ages counted on the reference
  /// day.
  ///
  /// - Returns: The person's place in the department.
  mutating func addSitting(band: Int, sex: UInt8, entry: Day) -> UInt32 {
    let context = context
    let number = key(people.count)
    let word = draw(context.seed, context.streams.age, number)
    let starts = context.rates.ages.starts
    // Nobody enters office before 18: of a band that straddles this, the older ages are taken.
    let least = 18 + max(0, (context.spans.reference - entry) * 4 / 1_461 + 1)
    let oldest = starts[band + 1] - 1
    let age = word.between(min(oldest, max(starts[band], least)), oldest)
    let birth =
      context.spans.birthdays[age]
      - draw(context.seed, context.streams.age, number, 1).between(0, 364)
    return add(birth: birth, sex: sex, alive: max(entry, context.from))
  }

  /// Adds somebody who enters office on a day of the horizon.
  ///
  /// - Returns: The person's place in the department.
  mutating func addEntrant(on day: Day, isPaired: Bool = false) -> UInt32 {
    let context = context
    let streams = context.streams
    let entrants = context.rates.entrants
    let number = key(people.count)
    let band = entrants.band(draw(context.seed, streams.band, number))
    let age = draw(context.seed, streams.age, number)
      .between(entrants.starts[band], entrants.starts[band + 1] - 1)
    let birth =
      day - ((age * 1_461 + 3) / 4) - draw(context.seed, streams.age, number, 1).between(0, 363)
    let women = isPaired ? context.rates.womenAssemblies : context.rates.entrantWomen[age]
    let isWoman = draw(context.seed, streams.sexes, number).isWithin(partsPerMillion: women)
    return add(birth: birth, sex: isWoman ? 2 : 1, alive: day)
  }

  private mutating func add(birth: Day, sex: UInt8, alive: Day) -> UInt32 {
    let context = context
    let rates = context.rates
    let seed = context.seed
    let person = people.count
    let number = key(person)
    var row = PersonRow(birth: birth, sex: sex)
    row.deathDay = Self.deathDay(birth: birth, sex: sex, alive: alive, number, context)
    row.pensionDay = rates.pensionDay(
      birth: birth, share: Int64(draw(seed, context.streams.pension, number).below(1_000_000)))
    let status = Rates.code(rates.status, draw(seed, context.streams.occupation, number))
    row.status = Occupation(rawValue: status) ?? .employee
    row.diploma = Rates.code(rates.diplomas, draw(seed, context.streams.diploma, number))
    row.birthPlace = birthPlace(draw(seed, context.streams.place, number), context)
    Self.name(&row, number, context)
    row.birthKey = NIR.birthKey(
      sex: sex, birth: birth, place: context.serialPlaces[Int(row.birthPlace)])
    people.append(row)
    return UInt32(person)
  }

  /// Draws the names of the civil status, and the commune of birth.
  private static func name(_ row: inout PersonRow, _ number: UInt64, _ context: BuildContext) {
    let rates = context.rates
    let seed = context.seed
    let numbering = context.numbering
    let style = context.streams.style
    func surname(_ word: UInt64, _ occasion: UInt64) -> UInt16 {
      numbering.styled(
        numbering.family(word, common: rates.commonNames),
        Rates.code(rates.nameStyles, draw(seed, style, number, occasion)))
    }
    row.familyName = surname(draw(seed, context.streams.family, number), 0)
    row.usualName = row.familyName
    let another = row.sex == 2 ? rates.usualName.women : rates.usualName.men
    if draw(seed, context.streams.usual, number).isWithin(partsPerMillion: another) {
      row.usualName = surname(draw(seed, context.streams.usual, number, 1), 1)
    }
    row.givenName = UInt8(draw(seed, context.streams.given, number).below(Names.givenCount))
    let second = draw(seed, context.streams.second, number)
    if second.isWithin(partsPerMillion: rates.secondGiven) {
      row.secondName = UInt8(mixed(second).below(Names.givenCount))
    }
    // Two draws multiplied: the communes with a maternity ward have most of the births.
    let commune = draw(seed, context.streams.commune, number)
    row.birthCommune = UInt16(1 + commune.below(600) * mixed(commune).below(600) / 600)
  }

  private func birthPlace(_ word: UInt64, _ context: BuildContext) -> UInt8 {
    let abroad = context.serialPlaces.count - 1
    let share = Int64(word.below(1_000_000))
    if share < context.rates.bornAbroad { return UInt8(abroad) }
    if share < context.rates.bornAbroad + context.rates.bornAtHome { return UInt8(department) }
    return UInt8(mixed(word).below(UInt64(abroad)))
  }

  /// The day of death by the mortality of each age from a day on.
  private static func deathDay(
    birth: Day, sex: UInt8, alive: Day, _ number: UInt64, _ context: BuildContext
  ) -> Day {
    let fate = Int64(draw(context.seed, context.streams.fate, number).below(1_000_000_000))
    let first = min(120, max(0, (alive - birth) * 4 / 1_461))
    let isWoman = sex == 2
    // Most live through the horizon whatever the days on which they grow older.
    if fate < (isWoman ? context.spans.women[first] : context.spans.men[first]) {
      return .distantFuture
    }
    var survivors: Int64 = 1_000_000_000
    var day = alive
    while day <= context.through {
      let age = min(120, max(0, (day - birth) * 4 / 1_461))
      let rate = isWoman ? context.rates.mortality.women[age] : context.rates.mortality.men[age]
      survivors -= survivors * rate / 1_000_000
      if fate >= survivors {
        let death = day + 1 + draw(context.seed, context.streams.fateDay, number).between(0, 364)
        return death <= context.through ? death : .distantFuture
      }
      day = day + 365
    }
    return .distantFuture
  }
}
