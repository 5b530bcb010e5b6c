internal import Draws

/// A training on its way from the request to the payment: sixteen bytes, four to a cache line.
struct Training: BitwiseCopyable, Sendable {
  /// How far it is.
  enum State: UInt8, BitwiseCopyable {
    case none, requested, accepted, confirmed, started, ended, served
  }

  /// The official, by place in the shard.
  var place: UInt32 = 0
  /// The price in cents.
  var price: Int32 = 0
  /// The rights that pay for it, in cents, from the confirmation on.
  var rights: Int32 = 0
  /// How far it is.
  var state = State.none
  /// The year of its request, from 0.
  var year: UInt8 = 0
  /// Whether the collectivity pays half of what rights leave.
  var isCofunded = false
  /// Whether it is cancelled after the confirmation.
  var isCancelled = false

  /// What the collectivity pays, in cents.
  var cofunding: Int64 { isCofunded ? Int64(price &- rights) / 2 : 0 }
  /// What the official's card pays, in cents.
  var card: Int64 { Int64(price &- rights) &- cofunding }
  /// Its number among the official's: nobody asks twice a year.
  var number: UInt16 { UInt16(year) + 1 }
}

/// The phases of a day, in their order; each but the first two stands for one kind of event.
///
/// The specification has three: cancellations, confirmations, the rest. What happens in the rest
/// touches no balance, and only an acceptance plans a confirmation; so the kinds of the rest may be
/// taken one after the other, each in the order of scheduling, and every balance sees the same.
enum Phase {
  static let cancel = 0
  static let confirm = 1
  static let request = 2
  static let accept = 3
  static let start = 4
  static let end = 5
  static let serve = 6
  static let pay = 7
  static let count = 8
}

/// What the workload draws of an official and a year.
enum Chance: UInt64 {
  case asks, day, price, acceptance, confirmation, start, length, cofunding, cancellation,
    cancelled, service

  /// The shares of the specification in parts of 2³², rounded down.
  static let asking: UInt32 = 515_396_075
  static let cofunded: UInt32 = 1_288_490_188
  static let cancelling: UInt32 = 214_748_364

  /// The word of an official and a year.
  @inline(__always)
  func word(_ official: Int, _ year: Int) -> UInt64 {
    draw(at: UInt64(truncatingIfNeeded: official &<< 8 | year &<< 4) | rawValue)
  }
}
