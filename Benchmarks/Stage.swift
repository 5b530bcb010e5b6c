import Calendar
import Law
import Platform
import Population
import Report
import Territory

/// Where the micro-benchmarks play: one department's officials, a law, one training.
struct Stage {
  /// The days that are lived, of one year without elections or a change of the law.
  static let days = Day(2025, 1, 2)...Day(2025, 3, 31)
  /// The first day of the training.
  static let sessionStart = Day(2025, 2, 3)
  /// The day on which everybody only looks.
  static let visitDay = Day(2025, 1, 20)
  /// The hours of the training.
  static let hours: UInt16 = 14

  /// The officials.
  let roster: Roster
  /// The law of each day.
  let statutes: Statutes
  /// The working days.
  let working = WorkingDays(years: 2024...2028)
  /// The credit days.
  let creditDays: CreditDays
  /// The training.
  let catalogue: Catalogue
  /// The officials to whose mandates and life nothing happens: those who act.
  let players: [Int]
  /// How many collectivities there are.
  let bodies: Int

  /// Makes the stage.
  ///
  /// - Throws: ``ReportError`` for an empty department, and what the generators throw.
  init() throws {
    let law = try ParameterTable.law()
    let territory = try Territory(
      law, on: Self.days.lowerBound, options: TerritoryOptions(departments: ["62"]))
    let roster = try Roster(
      seed: 1, territory: territory, law: law, population: try ParameterTable.population(),
      horizon: Self.days)
    let legal = LegalCreditDays(law)
    self.roster = roster
    bodies = territory.bodies.count
    statutes = Statutes(law, in: Self.days)
    creditDays = CreditDays(years: 2023...2027, municipal: legal.municipal, other: legal.other)
    catalogue = Self.catalogue()
    players = roster.persons.birth.indices.filter { Self.isStable($0, roster) }
    guard players.count > 1_000 else {
      throw ReportError("only \(players.count) officials stay in office on the stage")
    }
  }

  private static func isStable(_ person: Int, _ roster: Roster) -> Bool {
    let mandates = roster.mandates(of: person)
    return roster.persons.deathDay[person] > days.upperBound && !mandates.isEmpty
      && mandates.allSatisfy {
        roster.mandates.start[$0] <= days.lowerBound && roster.mandates.end[$0] > days.upperBound
          && roster.mandates.kind[$0] == .municipal
      }
  }

  private static func catalogue() -> Catalogue {
    var catalogue = Catalogue()
    catalogue.add(
      Provider(accreditedFrom: Day(2024, 1, 1), accreditedThrough: Day(2027, 12, 31)))
    let offer = Offer(
      provider: 0, path: .mandate, hours: hours, hourlyPrice: 6_000, price: 84_000)
    let session = Session(offer: 0, start: sessionStart, end: sessionStart + 1, seats: 15)
    catalogue.list(offer, sessions: [session])
    return catalogue
  }

  /// What is the same for everybody on the first day.
  ///
  /// The seats are never settled, so one session takes all players: what is measured is the
  /// dossier.
  func context() -> DayContext {
    DayContext(
      day: Self.days.lowerBound, statute: statutes.statute(on: Self.days.lowerBound),
      working: working, creditDays: creditDays,
      hours: HoursRule(
        perYear: 20, from: Day(2016, 1, 1), atStartFrom: Day(2020, 7, 31),
        until: Day(2021, 7, 23)),
      catalogue: catalogue)
  }
}
