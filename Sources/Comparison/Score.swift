package import Audit
internal import Calendar
internal import Oracle
internal import Platform
internal import Simulation

/// What the comparison of some lives came to; adds up in any order.
package struct Score: Sendable {
  /// How many officials were compared.
  package private(set) var officials = 0
  /// Whether all of them were: nobody asked to stop before the end.
  package private(set) var isWhole = true
  /// How many answers of the platform were compared.
  package private(set) var events = 0
  /// How many facts were compared: answers, balances, and what is known of dossiers.
  package private(set) var facts = 0
  /// How many of the facts were compared on a day on which something happened to the official.
  package private(set) var eventful = 0
  /// How many lives differed, each counted with its first difference: what comes after it follows
  /// from it.
  package private(set) var differences = 0
  /// How often the law left a choice and the platform made it, by `OracleFreedom`.
  package private(set) var excuses = [Int](repeating: 0, count: OracleFreedom.allCases.count)
  /// How many commands the oracle has no reading of, by verb.
  package private(set) var leftOut = [Int](repeating: 0, count: Verb.allCases.count)
  /// The differences, as violations of ORA-1.
  package private(set) var findings = Findings()

  /// The officials whose lives differed.
  package private(set) var differing: [UInt32] = []

  private var official: UInt32 = 0
  private var isEventful = true
  private var differencesBefore = 0

  init() {}

  /// Notes that lives were left out, since somebody asked to stop.
  mutating func cut() { isWhole = false }

  /// Begins another life.
  mutating func begin(_ official: UInt32) {
    self.official = official
    officials += 1
    differencesBefore = differences
    isEventful = true
  }

  /// Ends a life.
  mutating func end(_ freedoms: [OracleFreedom: Int]) {
    for (index, freedom) in OracleFreedom.allCases.enumerated() {
      excuses[index] += freedoms[freedom] ?? 0
    }
  }

  /// Whether this life differed: what follows a difference is not compared any more.
  var hasDiffered: Bool { differences > differencesBefore }

  /// Says whether anything happened on the days that are compared from now on.
  mutating func turn(isEventful: Bool) { self.isEventful = isEventful }

  /// Counts facts that were compared at once and agree.
  @inline(__always)
  mutating func agree(_ count: Int) {
    facts += count
    if isEventful { eventful += count }
  }

  /// Compares a fact.
  @inline(__always)
  mutating func compare<Value: Equatable>(
    _ day: Day, _ mine: Value, _ other: Value, _ what: @autoclosure () -> String,
    _ text: (Value) -> String, why: @autoclosure () -> String = ""
  ) {
    facts += 1
    if isEventful { eventful += 1 }
    guard mine != other else { return }
    differ(day, "\(what()): oracle \(text(mine)), platform \(text(other))\(why())")
  }

  /// Compares an answer that is more than a rule.
  mutating func compare(_ act: Journal.Act, _ answer: String, _ other: String) {
    events += 1
    compare(act.day, answer, other, act.phrase) { $0 }
  }

  /// Compares the answer to a command.
  mutating func compare(_ act: Journal.Act, _ answer: String) {
    events += 1
    compare(act.day, answer, act.answer, act.phrase) { $0 }
  }

  /// Compares what a page showed.
  mutating func compare(_ look: Journal.Look, _ page: String, _ mine: String, _ other: String) {
    compare(look.day, mine, other, page) { $0 }
  }

  /// Counts the first difference of a life.
  private mutating func differ(_ day: Day, _ sentence: @autoclosure () -> String) {
    guard !hasDiffered else { return }
    differences += 1
    differing.append(official)
    findings.violate(.ora1, day: day.rawValue, official: official, sentence())
  }

  /// Counts a command of which the oracle has no reading.
  mutating func leaveOut(_ verb: Verb) { leftOut[Int(verb.rawValue)] += 1 }

  /// Numbers everybody as somebody of a block among several.
  ///
  /// - Parameters:
  ///   - base: The number of the block's first official.
  ///   - block: The block.
  package mutating func renumber(from base: UInt32, block: UInt32) {
    for index in differing.indices { differing[index] += base }
    findings.renumber(from: base, block: block)
  }

  /// Adds another score.
  ///
  /// - Parameter other: The other one.
  package mutating func merge(_ other: Score) {
    officials += other.officials
    isWhole = isWhole && other.isWhole
    events += other.events
    facts += other.facts
    eventful += other.eventful
    differences += other.differences
    differing += other.differing
    for index in excuses.indices { excuses[index] += other.excuses[index] }
    for index in leftOut.indices { leftOut[index] += other.leftOut[index] }
    findings.merge(other.findings)
  }
}

extension Journal.Act {
  /// The platform's answer.
  var answer: String { isRepeated ? "\(rule.name) again" : rule.name }

  /// The command in words.
  var phrase: String {
    number > 0 ? "\(command.verb.name) of dossier \(number)" : command.verb.name
  }
}
