import ArgumentParser

/// A way to run the scenario; all must come to the same ledger.
enum Variant: String, CaseIterable, ExpressibleByArgument {
  /// One thread, every invariant judged.
  case one
  /// One thread, nothing judged.
  case unaudited
  /// Two threads, every invariant judged.
  case two

  /// How many threads work.
  var jobs: Int { self == .two ? 2 : 1 }

  /// Whether the audit judges.
  var isAudited: Bool { self != .unaudited }

  /// The variant in words.
  var title: String {
    switch self {
    case .one: "one thread, audit on"
    case .unaudited: "one thread, audit off"
    case .two: "two threads, audit on"
    }
  }
}
