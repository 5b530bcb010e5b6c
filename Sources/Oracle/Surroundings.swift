package import Calendar

/// What is around one official: what others do and decide, which no law reckons from the official's
/// own life, and where the law leaves others a choice.
extension History {
  /// What the official's work says of CPF and CEC.
  package struct Work: Sendable, Equatable {
    /// Whether the official works, so that the CPF is credited.
    package var works = false
    /// Whether the CPF is counted in hours.
    package var isPublicAgent = false
    /// Whether the CEC is credited.
    package var isVolunteer = false
    /// Whether the CPF records a low qualification.
    package var isLowQualified = false
    /// Whether the diploma that the account was told is a low one; `nil` where none was told.
    package var saysLowQualified: Bool?
    /// CPF hours held at the beginning.
    package var hours: Int64 = 0

    /// Creates somebody who does not work.
    package init() {}
  }

  /// What is known of an offer on the day of a request, beyond its price and theme.
  package struct Standing: Sendable, Equatable {
    /// Whether the body is suspended or removed.
    package var isBodySuspended = false
    /// Whether the offer is on sale.
    package var isOnline = true
    /// What is subcontracted, in thousandths of the price before tax.
    package var subcontracted: Int64 = 0
    /// Through how many ranks.
    package var ranks: Int64 = 0
    /// Whether the subcontractor is accredited on that day.
    package var isSubcontractorAccredited = true
    /// What mandate training brought the body in this year or the last, the larger, in cents.
    package var revenue: Int64 = 0
    /// Whether the body holds Qualiopi.
    package var hasQualiopi = true

    /// Creates the standing of an offer with which nothing is wrong.
    package init() {}
  }

  /// Something that others did to a dossier, or that was settled among several.
  package struct Circumstance: Sendable, Equatable {
    /// What was done.
    package enum Kind: Sendable, Equatable {
      /// In the morning: the last seat, asked for on the eve, went to somebody else.
      case seatLost(taken: Int)
      /// In the morning: so many have a seat of the session that was asked for on the eve.
      case seatsTaken(Int)
      /// In the morning, after the deadlines: the body was removed from the catalogue.
      case bodyRemoved
      /// In the evening: the operator pays the deposit.
      case deposit(Int64)
      /// In the evening: the operator pays the invoice.
      case payment(Int64)
      /// In the evening: the operator pays a refund out to the card.
      case cardRefund(Int64)
    }

    /// The day.
    package var day: Day
    /// The dossier's name.
    package var dossier: String
    /// What was done.
    package var kind: Kind

    /// Creates a circumstance.
    ///
    /// - Parameters:
    ///   - day: The day.
    ///   - dossier: The dossier's name.
    ///   - kind: What was done.
    package init(on day: Day, dossier: String, _ kind: Kind) {
      self.day = day
      self.dossier = dossier
      self.kind = kind
    }
  }

  /// Days on which what a body is owed had to wait, since a procedure against it was open.
  package struct Hold: Sendable, Equatable {
    /// The dossier's name.
    package var dossier: String
    /// The first and the last of the days.
    package var days: ClosedRange<Day>

    /// Creates a hold.
    ///
    /// - Parameters:
    ///   - dossier: The dossier's name.
    ///   - days: The first and the last of the days.
    package init(_ dossier: String, _ days: ClosedRange<Day>) {
      self.dossier = dossier
      self.days = days
    }
  }

  /// What others did.
  ///
  /// Where it is told, the operator pays on the days that are told; where it is not, on the last
  /// day that the law leaves.
  package struct Surroundings: Sendable, Equatable {
    /// The first day that is told: what came before is in the balances.
    package var begins: Day
    /// What others did, in the order of the days.
    package var circumstances: [Circumstance] = []
    /// What had to wait.
    package var holds: [Hold] = []
    /// The days on which the payment provider was down.
    package var outages: [Day] = []

    /// Creates surroundings in which nobody does anything.
    ///
    /// - Parameter begins: The first day that is told.
    package init(from begins: Day) { self.begins = begins }
  }
}

/// A choice that the law leaves: more than one answer is right, and one of them was given.
package enum OracleFreedom: String, CaseIterable, Sendable {
  /// Of several who ask for the last seat on one day, any may have it.
  case lastSeat = "last-seat"
  /// What a council has left depends on who of its members came first.
  case sharedBudget = "shared-budget"
  /// A deposit may be paid on any day of its delay.
  case depositDay = "deposit-day"
  /// An invoice may be paid on any day of its delay.
  case paymentDay = "payment-day"
  /// What a body is owed waits for the end of the procedure against it.
  case heldPayment = "held-payment"
  /// A card refund may be paid out on any day of its delay.
  case cardRefundDay = "card-refund-day"
  /// A key that is older than it must be remembered may be taken for a new one.
  case forgottenKey = "forgotten-key"
  /// A card refund waits while the payment provider is down.
  case cardRefundInOutage = "card-refund-in-outage"
}
