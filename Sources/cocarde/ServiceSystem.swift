import Audit
import Platform
import Report

/// A system or actor of the service, as one of the two source documents or the law names it.
///
/// Numbers 1 to 38 are those of the list that the project started from; what that list had missed
/// follows. A test fails when one loses its worked case; a run whose scenario must exercise
/// everything fails when one did nothing.
struct ServiceSystem: Sendable {
  /// The number.
  let number: Int
  /// The English name.
  let name: String
  /// The official French term.
  let french: String
  /// The room of the program in which it lives.
  let room: String
  /// What is counted.
  let unit: String
  /// The invariants that judge it.
  let invariants: [Invariant]
  /// How much of its work was done: attempts that were refused, and repetitions, are none.
  let count: @Sendable (RunResult) -> Int64

  init(
    _ number: Int, _ name: String, _ french: String, _ room: String, _ unit: String,
    _ invariants: [Invariant], _ count: @escaping @Sendable (RunResult) -> Int64
  ) {
    self.number = number
    self.name = name
    self.french = french
    self.room = room
    self.unit = unit
    self.invariants = invariants
    self.count = count
  }

  /// The line of a run.
  ///
  /// - Parameter result: The run, but for its systems.
  /// - Returns: The system with what it did.
  func line(_ result: RunResult) -> SystemLine {
    SystemLine(
      number: Int64(number), name: name, french: french, room: room, unit: unit,
      count: count(result), invariants: invariants.map(\.id))
  }
}

extension RunResult {
  /// How many operations of a kind changed something.
  ///
  /// - Parameter verb: The kind.
  /// - Returns: Neither refusals nor repetitions.
  func applied(_ verb: Verb) -> Int64 { applied.by[verb.name] ?? 0 }
}

extension ServiceSystem {
  /// Every system, by number.
  static let all = access + people + market + money + operations
}
