import ArgumentParser

/// A way to run the scenario; all must come to the same ledger.
enum Variant: String, CaseIterable, ExpressibleByArgument {
  /// One thread, every invariant judged.
  case one
  /// One thread, nothing judged.
  case unaudited
  /// Two threads, every invariant judged.
  case two
  /// Two threads, nothing judged.
  case unauditedTwo = "unaudited-two"
  /// One thread, every invariant judged, everything written to a database.
  case stored
  /// Two threads, every invariant judged, everything written to a database.
  case storedTwo = "stored-two"

  /// How many threads work.
  var jobs: Int {
    switch self {
    case .one, .unaudited, .stored: 1
    case .two, .unauditedTwo, .storedTwo: 2
    }
  }

  /// Whether the audit judges.
  var isAudited: Bool { self != .unaudited && self != .unauditedTwo }

  /// Whether everything is written to a database; too slow for every round.
  var isStored: Bool { self == .stored || self == .storedTwo }

  /// The variant in words.
  var title: String {
    switch self {
    case .one: "one thread, audit on"
    case .unaudited: "one thread, audit off"
    case .two: "two threads, audit on"
    case .unauditedTwo: "two threads, audit off"
    case .stored: "one thread, audit on, stored"
    case .storedTwo: "two threads, audit on, stored"
    }
  }
}
