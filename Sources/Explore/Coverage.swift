package import Platform

/// What a search has covered: commands by verb and answer, and changes of a dossier's state.
package struct Coverage: Sendable, Equatable {
  private static let rules = Rule.allCases.count
  private static let states = DossierState.allCases.count

  private var answers = [Int64](repeating: 0, count: Verb.allCases.count * Coverage.rules)
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

  mutating func count(_ before: DossierState, _ after: DossierState) {
    if before != after { changes[Int(before.rawValue) * Self.states + Int(after.rawValue)] += 1 }
  }

  /// Adds what another worker has covered.
  mutating func merge(_ other: Coverage) {
    for index in answers.indices { answers[index] += other.answers[index] }
    for index in changes.indices { changes[index] += other.changes[index] }
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
