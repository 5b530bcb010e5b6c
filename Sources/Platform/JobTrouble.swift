internal import Calendar
internal import Draws

/// The jobs that the platform starts by the clock rather than because somebody asks.
package enum Job: UInt8, CaseIterable, Sendable {
  /// The yearly credit of municipal mandates.
  case municipalCredit
  /// The yearly credit of all other mandates.
  case otherCredit
  /// Expiries, deadlines of dossiers, erasures.
  case deadlines
  /// The payment batch.
  case payments
}

/// What befalls the jobs of a day: the world's doing, which the platform has to survive.
package struct JobTrouble: Sendable, Equatable {
  /// What befalls one job.
  package enum Mishap: Sendable, Equatable {
    /// Nothing.
    case none
    /// The scheduler starts it twice.
    case twice
    /// It stops before the official of a number in the roster, and is started again.
    case cut(UInt32)
    /// The scheduler does not start it.
    case held
  }

  /// The yearly credits.
  package var credit = Mishap.none
  /// The deadlines.
  package var deadlines = Mishap.none
  /// The payment batch.
  package var payments = Mishap.none

  /// Creates a day without trouble.
  package init() {}
}

/// What a job in trouble did, for whoever counts what was survived.
package struct JobWork: Sendable, Equatable {
  /// The job.
  package var job: Job
  /// What befell it; ``JobTrouble/Mishap/held`` when it is caught up.
  package var mishap: JobTrouble.Mishap
  /// How many accounts or dossiers were done.
  package var done = 0
  /// How many were done that had been done before.
  package var again = 0
  /// How many were due and are not done.
  package var left = 0
}

/// Payment orders whose answer gets lost on the way from the payment provider.
///
/// The provider alone knows whether it executed such an order; the platform has to ask.
package struct PaymentDoubt: Sendable {
  private let seed: UInt64
  private let partsPerMillion: Int64
  private static let answer = Stream("fault.payment-unknown")
  private static let execution = Stream("fault.payment-unknown.executed")

  /// Creates the doubt of a run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - partsPerMillion: The share of orders whose answer is lost.
  package init(seed: UInt64, partsPerMillion: Int64) {
    self.seed = seed
    self.partsPerMillion = partsPerMillion
  }

  private static func occasion(_ number: UInt16, _ day: Day, _ attempt: Int) -> UInt64 {
    UInt64(number) << 40 | UInt64(UInt32(bitPattern: day.rawValue)) << 8 | UInt64(attempt)
  }

  /// Whether no answer to an order comes back.
  func isUnknown(_ official: UInt32, _ number: UInt16, _ day: Day, attempt: Int) -> Bool {
    draw(seed, Self.answer, UInt64(official), Self.occasion(number, day, attempt))
      .isWithin(partsPerMillion: partsPerMillion)
  }

  /// What the provider says when it is asked: whether it executed the order.
  func wasExecuted(_ official: UInt32, _ number: UInt16, _ day: Day, attempt: Int) -> Bool {
    draw(seed, Self.execution, UInt64(official), Self.occasion(number, day, attempt)) & 1 == 0
  }
}

/// What became of payment orders whose answer was lost.
package struct DoubtCount: Sendable, Equatable {
  /// Orders sent while answers could be lost.
  package var orders = 0
  /// Answers that never came.
  package var unknown = 0
  /// Of these, orders that the provider executed once and the platform booked once, or that it did
  /// not execute and that were sent again or wait for the next batch.
  package var settled = 0

  /// Counts nothing.
  package init() {}

  /// Adds what was counted elsewhere.
  ///
  /// - Parameter other: The counts.
  package mutating func add(_ other: DoubtCount) {
    orders += other.orders
    unknown += other.unknown
    settled += other.settled
  }
}
