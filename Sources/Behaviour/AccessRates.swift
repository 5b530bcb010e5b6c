package import Calendar
package import Law
internal import Platform

/// How people reach the service, as rates of one day.
///
/// Shares are parts per million. Read anew on every day on which one of them changes, so that a
/// scenario can take an identity provider away for some days.
package struct AccessRates: Sendable {
  /// Card payments that the payment provider does not answer, in parts per million.
  let cardUnavailable: Int64
  let openedBefore: Int64
  let unknown: Int64
  let unknownRetired: Int64
  let creations: Int64
  let newcomerCreations: Int64
  let mistypedNir: Int64
  let leavesIdentity: Int64
  let leavesContact: Int64
  let leavesAddress: Int64
  let incomplete: Int64
  let weakPassword: Int64
  let ignoresTerms: Int64
  let noDiploma: Int64
  let visits: Int64
  let links: Int64
  let linkAgain: Int64
  let deadLink: Int64
  let searches: Int64
  let app: Int64
  let wrongPassword: Int64
  let insists: Int64
  let forgotten: Int64
  let resetLate: Int64
  let resetNever: Int64
  let leavesSlow: Int64
  let comesBack: Int64
  let refusesStrong: Int64
  let triesWithout: Int64
  let enrolsEarly: Int64
  let franceIdentite: Int64
  let enrolmentDays: Int
  let wishDays: Int
  let visitsByMonth: [Int64]
  let creationsByMonth: [Int64]
  /// Log-ins by way: Impots.gouv, ameli, La Poste; the rest type a password.
  let ways: [Int64]
  /// Attempts that a provider does not answer, by ``LoginWay``.
  let silent: [Int64]
  /// Attempts that a provider answers late, by ``LoginWay``.
  let slow: [Int64]

  /// Reads the rates of a day.
  ///
  /// - Parameters:
  ///   - table: The behaviour table.
  ///   - day: The day.
  package init(_ table: ParameterTable, on day: Day) {
    cardUnavailable = table.number("behaviour.card.unavailable", on: day)
    func share(_ name: String) -> Int64 { table.number("behaviour.access.\(name)", on: day) }
    func days(_ name: String) -> Int { Int(share(name)) }
    func months(_ name: String) -> [Int64] {
      (1...12).map { table.scale("behaviour.access.\(name)", $0, on: day) }
    }
    openedBefore = share("opened_before")
    unknown = share("unknown")
    unknownRetired = share("unknown_retired")
    creations = share("creations")
    newcomerCreations = share("newcomer_creations")
    mistypedNir = share("mistyped_nir")
    leavesIdentity = share("leaves_identity")
    leavesContact = share("leaves_contact")
    leavesAddress = share("leaves_address")
    incomplete = share("incomplete")
    weakPassword = share("weak_password")
    ignoresTerms = share("ignores_terms")
    noDiploma = share("no_diploma")
    visits = share("visits")
    links = share("links")
    linkAgain = share("link_again")
    deadLink = share("dead_link")
    searches = share("searches")
    app = share("app")
    wrongPassword = share("wrong_password")
    insists = share("insists")
    forgotten = share("forgotten")
    resetLate = share("reset_late")
    resetNever = share("reset_never")
    leavesSlow = share("leaves_slow")
    comesBack = share("comes_back")
    refusesStrong = share("refuses_strong")
    triesWithout = share("tries_without")
    enrolsEarly = share("enrols_early")
    franceIdentite = share("france_identite")
    enrolmentDays = days("enrolment_days")
    wishDays = days("wish_days")
    visitsByMonth = months("visits_by_month")
    creationsByMonth = months("creations_by_month")
    ways = [share("by_impots"), share("by_ameli"), share("by_la_poste")]
    silent =
      [0, 0]
      + ["impots", "ameli", "la_poste", "franceconnect_plus"].map { share("\($0)_silent") }
    slow =
      [0, 0] + ["impots", "ameli", "la_poste", "franceconnect_plus"].map { share("\($0)_slow") }
  }
}

/// The rates of access of every day of a run: one set for each stretch in which nothing changes.
package struct AccessCalendar: Sendable {
  private let periods: [(from: Day, rates: AccessRates)]

  /// Reads the rates of a span.
  ///
  /// - Parameters:
  ///   - table: The behaviour table.
  ///   - days: The span.
  package init(_ table: ParameterTable, in days: ClosedRange<Day>) {
    let changes = table.parameters.filter {
      $0.name.hasPrefix("behaviour.access.") || $0.name == "behaviour.card.unavailable"
    }
    .flatMap { $0.values.map(\.from) }.filter { $0 > days.lowerBound && $0 <= days.upperBound }
    let starts = [days.lowerBound] + Set(changes).sorted()
    periods = starts.map { ($0, AccessRates(table, on: $0)) }
  }

  /// The rates that begin on a day.
  ///
  /// - Parameter day: The day.
  /// - Returns: `nil` where nothing changes.
  package func change(on day: Day) -> AccessRates? {
    for index in periods.indices where periods[index].from == day { return periods[index].rates }
    return nil
  }

  /// The rates of a day.
  ///
  /// - Parameter day: A day of the span.
  /// - Returns: What holds that day.
  package func rates(on day: Day) -> AccessRates {
    (periods.last { $0.from <= day } ?? periods[0]).rates
  }
}
