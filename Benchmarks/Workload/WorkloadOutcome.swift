internal import Draws
internal import Kernel
internal import Ledger

/// What the reference workload came to: the nine checksums and the fold that every program prints.
package struct WorkloadOutcome: Sendable, Equatable {
  /// How many officials there are.
  package let officials: Int
  /// The events.
  package var events = 0
  /// The trainings that were asked for.
  package var dossiers = 0
  /// The rights left, in cents.
  package var balance: Int64 = 0
  /// The rights that were engaged.
  package var rights: Int64 = 0
  /// What collectivities paid in.
  package var cofunding: Int64 = 0
  /// What cards paid in.
  package var cards: Int64 = 0
  /// What providers were paid.
  package var paid: Int64 = 0
  /// What cancellations lost at the cap.
  package var lost: Int64 = 0
  /// Balances that were out of bounds, or other than the postings say.
  package var violations = 0
  /// A hash of every balance.
  package var fold: UInt64 = 0

  /// The postings.
  package var postings = 0
  /// The words that were drawn.
  package var draws = 0
  /// The items that were pushed into calendars.
  package var pushes = 0
  /// The balances that were compared with the cap or with each other.
  package var checks = 0

  init(officials: Int) { self.officials = officials }

  mutating func add(_ branch: borrowing Branch) {
    events += branch.events
    dossiers += branch.requests
    violations += branch.violations + branch.judge.violations
    postings += branch.judge.postings
    draws += branch.draws
    pushes += branch.pushes
    checks += branch.checks + branch.judge.checks
    balance += branch.judge.total(.rightsAvailable)
    func way(_ from: Account, _ to: Account) -> Int64 {
      branch.judge.sum(from: from, to: to)
    }
    rights += way(.rightsAvailable, .rightsReserved)
    cofunding += way(.collectivities, .dotationReserved)
    cards += way(.cards, .cardReserved)
    paid +=
      way(.fund, .providers) + way(.dotationReserved, .providers) + way(.cardReserved, .providers)
    lost += way(.rightsReserved, .rightsLost)
    for place in 0..<branch.balances.count {
      let official = UInt64(branch.officials.lowerBound + place)
      fold ^= mixed(
        official &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(bitPattern: Int64(branch.balances[place])))
    }
  }
}
