/// What a load test works on: one worker's own, so that nothing is shared.
package protocol LoadTarget: ~Copyable {
  /// The kinds of operations, by number; the first one is a consultation, which changes nothing.
  static var kinds: [String] { get }

  /// How many operations that are due may be performed before ``settle()``: 1 where each is
  /// answered at once.
  var group: Int { get }

  /// Chooses the next operation, and does what has to be done before it; no service time is
  /// counted.
  mutating func prepare()

  /// Performs the operation that ``prepare()`` chose.
  ///
  /// - Returns: What was answered.
  mutating func perform() -> LoadAnswer

  /// Makes what was performed final: only then are operations answered.
  mutating func settle()
}

extension LoadTarget where Self: ~Copyable {
  /// Each operation is answered at once.
  package var group: Int { 1 }

  /// Nothing is left to do.
  package mutating func settle() {}
}

/// What a target answered to one operation.
package struct LoadAnswer: Sendable, Equatable {
  /// The kind of the operation, by number among the target's.
  package var kind: UInt8
  /// The number of the rule that refused it, or 0.
  package var refusal: UInt8
  /// Whether the operation was a repetition, answered with the first answer.
  package var isRepeated: Bool

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - kind: The kind of the operation, by number among the target's.
  ///   - refusal: The number of the rule that refused it, or 0.
  ///   - isRepeated: Whether the operation was a repetition.
  package init(kind: UInt8, refusal: UInt8 = 0, isRepeated: Bool = false) {
    self.kind = kind
    self.refusal = refusal
    self.isRepeated = isRepeated
  }
}
