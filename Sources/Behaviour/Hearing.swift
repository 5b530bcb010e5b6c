internal import Platform

/// What people hear of the answers of a day while answers get lost.
package struct Hearing: Sendable {
  /// Commands whose answer was lost: whoever sent them does not know what became of them.
  package var lost: [Int32] = []
  /// Commands sent again because the first answer was lost: what they are answered is news.
  package var retries: [Int32] = []
  /// Commands that arrived once more by themselves: nobody waits for their answer.
  package var strays: [Int32] = []

  /// Creates the hearing of a day on which every answer arrives.
  package init() {}

  /// Begins another day.
  package mutating func reset() {
    if !lost.isEmpty { lost.removeAll(keepingCapacity: true) }
    if !retries.isEmpty { retries.removeAll(keepingCapacity: true) }
    if !strays.isEmpty { strays.removeAll(keepingCapacity: true) }
  }

  /// Whether somebody waits for an answer and gets it.
  func reaches(_ outcome: Outcome) -> Bool {
    strays.isEmpty || !strays.contains(outcome.command)
  }

  /// The answer to a request as its sender hears it; `nil` where there is nothing new.
  func answer(_ outcome: Outcome, _ replies: [Reply]) -> Outcome? {
    guard outcome.isRepeated else { return lost.contains(outcome.command) ? nil : outcome }
    guard retries.contains(outcome.command) else { return nil }
    var heard = outcome
    heard.isRepeated = false
    guard case .applied = outcome.rule else { return heard }
    // Without the number of the dossier there is nothing that the sender could go on with.
    guard let reply = replies.first(where: { $0.command == outcome.command }) else { return nil }
    heard.number = reply.number
    return heard
  }
}
