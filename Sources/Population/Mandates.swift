package import Calendar

/// What kind of council a mandate is held in.
package enum MandateKind: UInt8, CaseIterable, Sendable {
  /// Municipal council.
  case municipal
  /// Council of an intercommunal body.
  case intercommunal
  /// Department council.
  case departmental
  /// Region council.
  case regional
  /// Corse, Guyane, Martinique, métropole de Lyon.
  case special
  /// A collectivity outside the scheme: its members have no rights (CGCT L1621-3).
  case outside
}

/// What somebody does in a council; the function of a mandate is that of its whole span.
package enum MandateFunction: UInt8, CaseIterable, Sendable {
  /// A member without further charge.
  case councillor
  /// A deputy of the mayor (adjoint), or a vice-president.
  case deputy
  /// The mayor, or the president.
  case head
}

/// Why a mandate ends within the horizon.
package enum EndReason: UInt8, CaseIterable, Sendable {
  /// It does not end within the horizon.
  case none
  /// The holder was not re-elected.
  case renewal
  /// The holder resigned.
  case resignation
  /// The holder died.
  case death
}

/// Mandates as columns, sorted by person and then by start (the municipal one first on a tie).
///
/// A mandate spans consecutive terms: re-election in the same body does not interrupt it.
package struct Mandates: Sendable {
  /// The holder's id.
  package var person: [UInt32] = []
  /// The body, an index in `Territory.bodies`.
  package var body: [UInt32] = []
  /// The kind of council.
  package var kind: [MandateKind] = []
  /// The function in it.
  package var function: [MandateFunction] = []
  /// The first day of the mandate.
  package var start: [Day] = []
  /// The first day without it; `Day.distantFuture` when that lies beyond the horizon.
  package var end: [Day] = []
  /// Why it ends.
  package var endReason: [EndReason] = []
  /// Whether it began at a general election rather than in mid-term.
  package var startedAtElection: [Bool] = []

  /// Creates empty columns.
  package init() {}

  /// How many mandates there are.
  package var count: Int { person.count }

  /// Whether a mandate is in force on a day.
  ///
  /// - Parameters:
  ///   - mandate: The mandate.
  ///   - day: The day.
  /// - Returns: `true` from its start until the eve of its end.
  package func isInForce(_ mandate: Int, on day: Day) -> Bool {
    start[mandate] <= day && day < end[mandate]
  }
}

/// A mandate while it is made.
struct MandateRow {
  /// The holder's place among the persons of the department.
  var person: UInt32
  var body: UInt32
  var start: Day
  var end: Day
  var kind: MandateKind
  var function: MandateFunction
  var endReason: EndReason
  var startedAtElection: Bool
}
