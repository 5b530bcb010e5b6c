package import Platform

/// What a search has covered: commands by verb and answer, and changes of a dossier's state.
package struct Coverage: Sendable, Equatable {
  private static let rules = Rule.allCases.count
  private static let states = DossierState.allCases.count

  private var answers = [Int64](repeating: 0, count: Verb.allCases.count * Coverage.rules)
  private var acts = [Int64](repeating: 0, count: Act.allCases.count)
  private var events = [Int64](repeating: 0, count: Event.allCases.count)
  private var changes = [Int64](repeating: 0, count: Coverage.states * Coverage.states)
  /// Commands that were applied, commands that were refused, and passages of time.
  package internal(set) var applied: Int64 = 0
  /// Commands that were refused.
  package internal(set) var refused: Int64 = 0
  /// Passages of time.
  package internal(set) var passages: Int64 = 0
  /// Commands that were sent again, or whose key was used for another one.
  package internal(set) var resent: Int64 = 0
  /// Days that were lived.
  package internal(set) var days: Int64 = 0

  /// Covers nothing.
  package init() {}

  /// All steps, commands and passages of time.
  package var transitions: Int64 { applied + refused + passages }

  mutating func count(_ verb: Verb, _ rule: Rule) {
    answers[Int(verb.rawValue) * Self.rules + Int(rule.rawValue)] += 1
  }

  /// Counts an operation that was applied.
  mutating func countApplied(_ act: Act) {
    applied += 1
    acts[Int(act.rawValue)] += 1
  }

  /// Counts a passage of time with what the registry announces.
  mutating func countPassage(_ event: Event) {
    passages += 1
    events[Int(event.rawValue)] += 1
  }

  mutating func count(_ before: DossierState, _ after: DossierState) {
    if before != after { changes[Int(before.rawValue) * Self.states + Int(after.rawValue)] += 1 }
  }

  /// Adds what another worker has covered.
  mutating func merge(_ other: Coverage) {
    for index in answers.indices { answers[index] += other.answers[index] }
    for index in changes.indices { changes[index] += other.changes[index] }
    for index in acts.indices { acts[index] += other.acts[index] }
    for index in events.indices { events[index] += other.events[index] }
    applied += other.applied
    refused += other.refused
    passages += other.passages
    resent += other.resent
    days += other.days
  }

  /// The answers that came up, by verb and rule.
  package var answered: [(verb: Verb, rule: Rule, count: Int64)] {
    Verb.allCases.flatMap { verb in
      Rule.allCases.compactMap { rule in
        let count = answers[Int(verb.rawValue) * Self.rules + Int(rule.rawValue)]
        return count > 0 ? (verb, rule, count) : nil
      }
    }
  }

  /// The operations that were offered and never applied.
  package var neverApplied: [Act] {
    Act.allCases.filter { $0.verb != nil && acts[Int($0.rawValue)] == 0 }
  }

  /// How often an operation was applied.
  ///
  /// - Parameter act: The operation.
  /// - Returns: The count.
  package func applied(_ act: Act) -> Int64 { acts[Int(act.rawValue)] }

  /// How often something was announced.
  ///
  /// - Parameter event: What.
  /// - Returns: The count.
  package func announced(_ event: Event) -> Int64 { events[Int(event.rawValue)] }

  /// How many commands each rule refused.
  package var refusals: [(rule: Rule, count: Int64)] {
    Rule.allCases.compactMap { rule in
      guard rule != .applied else { return nil }
      let count = answered.reduce(0) { $0 + ($1.rule == rule ? $1.count : 0) }
      return count > 0 ? (rule, count) : nil
    }
  }

  /// How often a dossier went from one state to another.
  ///
  /// - Parameters:
  ///   - from: The state before.
  ///   - to: The state after.
  /// - Returns: The count.
  package func changes(_ from: DossierState, _ to: DossierState) -> Int64 {
    changes[Int(from.rawValue) * Self.states + Int(to.rawValue)]
  }
}
