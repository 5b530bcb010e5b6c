package import Calendar
package import Law
internal import Platform

/// How people reach the service, as rates of one day.
///
/// Shares are limits of sixteen bits, set beside the slices of a draw (`UInt64.slice(_:)`);
/// those of `Int64` are parts per million. Read anew on every day on which one of them changes,
/// so that a scenario can take an identity provider away for some days.
package struct AccessRates: Sendable {
  /// Card payments that the payment provider does not answer, in parts per million.
  let cardUnavailable: Int64
  let openedBefore: Int64
  /// Those of them whose identity is enrolled for FranceConnect+ already.
  let enrolledBefore: Int64
  let unknown: Int64
  let unknownRetired: Int64
  let creations: UInt32
  let newcomerCreations: UInt32
  let mistypedNir: UInt32
  let leavesIdentity: UInt32
  let leavesContact: UInt32
  let leavesAddress: UInt32
  let incomplete: UInt32
  let weakPassword: UInt32
  let ignoresTerms: UInt32
  let noDiploma: UInt32
  /// The same of those whose account was opened before the first day, in parts per million.
  let noDiplomaBefore: Int64
  let visits: UInt32
  let links: UInt32
  let linkAgain: UInt32
  let deadLink: UInt32
  let searches: UInt32
  let app: UInt32
  let wrongPassword: UInt32
  let wrongDigits: UInt32
  let insists: UInt32
  let forgotten: UInt32
  let resetLate: UInt32
  let resetNever: UInt32
  let leavesSlow: UInt32
  let comesBack: UInt32
  let refusesStrong: UInt32
  let triesWithout: UInt32
  let enrolsEarly: UInt32
  let franceIdentite: Int64
  let enrolmentDays: Int
  let wishDays: Int
  let visitsByMonth: [Int64]
  let creationsByMonth: [Int64]
  /// Log-ins by Impots.gouv.
  let byImpots: UInt32
  /// Those, and log-ins by ameli.
  let byAmeli: UInt32
  /// Those, and log-ins by La Poste; the rest type a password.
  let byLaPoste: UInt32
  /// Attempts that a provider does not answer, by ``LoginWay``.
  let silent: InlineArray<6, UInt32>
  /// Those, and attempts that a provider answers late, by ``LoginWay``.
  let late: InlineArray<6, UInt32>

  /// Reads the rates of a day.
  ///
  /// - Parameters:
  ///   - table: The behaviour table.
  ///   - day: The day.
  package init(_ table: ParameterTable, on day: Day) {
    cardUnavailable = table.number("behaviour.card.unavailable", on: day)
    func share(_ name: String) -> Int64 { table.number("behaviour.access.\(name)", on: day) }
    func limit(_ name: String) -> UInt32 { sliceLimit(share(name)) }
    func days(_ name: String) -> Int { Int(share(name)) }
    func months(_ name: String) -> [Int64] {
      (1...12).map { table.scale("behaviour.access.\(name)", $0, on: day) }
    }
    openedBefore = share("opened_before")
    enrolledBefore = share("enrolled_before")
    unknown = share("unknown")
    unknownRetired = share("unknown_retired")
    creations = limit("creations")
    newcomerCreations = limit("newcomer_creations")
    mistypedNir = limit("mistyped_nir")
    leavesIdentity = limit("leaves_identity")
    leavesContact = limit("leaves_contact")
    leavesAddress = limit("leaves_address")
    incomplete = limit("incomplete")
    weakPassword = limit("weak_password")
    ignoresTerms = limit("ignores_terms")
    noDiploma = limit("no_diploma")
    noDiplomaBefore = share("no_diploma")
    visits = limit("visits")
    links = limit("links")
    linkAgain = limit("link_again")
    deadLink = limit("dead_link")
    searches = limit("searches")
    app = limit("app")
    wrongPassword = limit("wrong_password")
    wrongDigits = limit("wrong_digits")
    insists = limit("insists")
    forgotten = limit("forgotten")
    resetLate = limit("reset_late")
    resetNever = limit("reset_never")
    leavesSlow = limit("leaves_slow")
    comesBack = limit("comes_back")
    refusesStrong = limit("refuses_strong")
    triesWithout = limit("tries_without")
    enrolsEarly = limit("enrols_early")
    franceIdentite = share("france_identite")
    enrolmentDays = days("enrolment_days")
    wishDays = days("wish_days")
    visitsByMonth = months("visits_by_month")
    creationsByMonth = months("creations_by_month")
    byImpots = limit("by_impots")
    byAmeli = byImpots + limit("by_ameli")
    byLaPoste = byAmeli + limit("by_la_poste")
    var silent = InlineArray<6, UInt32>(repeating: 0)
    var late = InlineArray<6, UInt32>(repeating: 0)
    let providers = ["impots", "ameli", "la_poste", "franceconnect_plus"]
    for (provider, way) in zip(providers, Int(LoginWay.impots.rawValue)...) {
      silent[way] = limit("\(provider)_silent")
      late[way] = silent[way] + limit("\(provider)_slow")
    }
    self.silent = silent
    self.late = late
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

  /// Whether the payment provider answers nobody on a day.
  ///
  /// - Parameter day: A day of the span.
  /// - Returns: `true` where every card payment meets silence.
  package func isPaymentProviderDown(on day: Day) -> Bool {
    (periods.last { $0.from <= day } ?? periods[0]).rates.cardUnavailable >= 1_000_000
  }

  /// The rates of a day.
  ///
  /// - Parameter day: A day of the span.
  /// - Returns: What holds that day.
  package func rates(on day: Day) -> AccessRates {
    (periods.last { $0.from <= day } ?? periods[0]).rates
  }
}
