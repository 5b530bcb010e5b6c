package import Calendar
package import Platform

/// What a search is over: who there is, what is for sale and when, how much money everybody has.
///
/// Small on purpose. Rights are at the cap at first and pay for one training and a third; each
/// mandate session has one seat; the council's budget gives one official the greater top-up and not
/// two. So whatever people share is fought over after a few steps, and every source comes to pay.
/// Prices, dates and balances here are those of an example, as in a worked case; the law is the
/// law's.
package struct Scope: Sendable, Equatable {
  /// How many officials there are.
  package let officials: Int
  /// How many dossiers each may have open at once.
  package var dossiers: Int
  /// How many mandates each may have had.
  package var mandates = 2
  /// How many announcements the registry makes in one sequence.
  package var announcements: Int
  /// Whether officials may come to claim a pension.
  package var hasPensions: Bool
  /// Whether states that differ in nothing but the names of officials or sessions are one.
  package var hasSymmetry = true
  /// The known-bad variant of the platform.
  package var mutant = Mutant.none

  /// The first day that is lived, on which mandates are registered; the years up to ``root`` fill
  /// the accounts to the cap.
  package var first = Day(2024, 3, 15)
  /// The day on which the search begins.
  package var root = Day(2025, 3, 3)
  /// The last day that a search reaches.
  package var last = Day(2025, 12, 31)
  /// The first day of the municipal mandates.
  package var elected = Day(2020, 5, 18)

  /// The mandate sessions: one before the credit day of municipal mandates and one after it.
  package var mandateDays = [
    Day(2025, 3, 24)...Day(2025, 3, 25), Day(2025, 4, 9)...Day(2025, 4, 10),
  ]
  /// The reintegration session: long enough for a deposit.
  package var reintegrationDays = Day(2025, 4, 7)...Day(2025, 7, 18)
  /// Hours and price of an hour of the mandate training.
  package var mandateHours: UInt16 = 12
  /// The price of an hour of the mandate training, in cents.
  package var mandateHourlyPrice: Int64 = 50_00
  /// The hours of the reintegration training.
  package var reintegrationHours: UInt16 = 110
  /// The price of an hour of the reintegration training, in cents.
  package var reintegrationHourlyPrice: Int64 = 10_00
  /// The seats of a mandate session.
  package var seats: UInt8 = 1

  /// The top-ups that the council may attribute, in cents; the greatest is also the most for one
  /// training.
  package var topUps: [Int64] = [250_00, 100_00]
  /// The council's budget for top-ups, in cents.
  package var budget: Int64 = 400_00
  /// CPF euros of each official, in cents.
  package var cpf: Int32 = 150_00
  /// CEC euros of each official, in cents.
  package var cec: Int32 = 100_00
  /// What the operator recovers at once, in cents.
  package var recovery: Int64 = 300_00
  /// The fund's opening cash, in cents.
  package var fund: Int64 = 10_000_00

  /// Creates the usual scope of some officials.
  ///
  /// One official has two dossiers at a time and lives through two announcements of the registry,
  /// a pension among them; two have one dossier each and one announcement, which may concern both.
  ///
  /// - Parameter officials: How many officials there are, 1 or 2.
  package init(officials: Int) {
    precondition(officials == 1 || officials == 2, "a search has one official or two")
    self.officials = officials
    dossiers = officials == 1 ? 2 : 1
    announcements = officials == 1 ? 2 : 1
    hasPensions = officials == 1
  }

  /// The sessions: those of the mandate training, then that of reintegration.
  package var sessions: Int { mandateDays.count + 1 }

  /// What may be announced to the search.
  package var events: [Event] { Event.allCases.filter { $0 != .pension || hasPensions } }

  /// The council's deliberation.
  var deliberation: Deliberation {
    Deliberation(perTraining: topUps.max() ?? 0, perOfficial: 1, perYear: 1, budget: budget)
  }

  /// The offer of the one accredited body.
  package var catalogue: Catalogue {
    var catalogue = Catalogue()
    catalogue.add(Provider(accreditedFrom: first, accreditedThrough: last.adding(months: 12)))
    catalogue.list(
      Offer(
        provider: 0, path: .mandate, hours: mandateHours, hourlyPrice: mandateHourlyPrice,
        price: mandateHourlyPrice * Int64(mandateHours)),
      sessions: mandateDays.map {
        Session(offer: 0, start: $0.lowerBound, end: $0.upperBound, seats: seats)
      })
    catalogue.list(
      Offer(
        provider: 0, path: .reintegration, hours: reintegrationHours,
        hourlyPrice: reintegrationHourlyPrice,
        price: reintegrationHourlyPrice * Int64(reintegrationHours)),
      sessions: [
        Session(
          offer: 1, start: reintegrationDays.lowerBound, end: reintegrationDays.upperBound,
          seats: seats)
      ])
    return catalogue
  }

  /// The names that sessions may take in a state's hash: with symmetry, each way of naming those
  /// that differ in nothing.
  var labelings: [SIMD8<UInt8>] {
    let own = SIMD8<UInt8>(0, 1, 2, 3, 4, 5, 6, 7)
    guard hasSymmetry, mandateDays.count == 2, mandateDays[0] == mandateDays[1] else {
      return [own]
    }
    var swapped = own
    (swapped[0], swapped[1]) = (1, 0)
    return [own, swapped]
  }
}
