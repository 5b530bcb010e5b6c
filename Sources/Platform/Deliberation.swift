/// What a collectivity's council decided on top-ups (abondements; CGCT L2123-12).
package struct Deliberation: Sendable, Equatable {
  /// The most that a top-up may be for one training, in cents; 0 where there is no deliberation.
  package var perTraining: Int64 = 0
  /// How many trainings it tops up for one official in a mandate.
  package var perOfficial: UInt8 = 0
  /// What is left of the budget, in cents.
  package var budget: Int64 = 0

  /// Creates the absence of a deliberation.
  package init() {}

  /// Creates a deliberation.
  ///
  /// - Parameters:
  ///   - perTraining: The most for one training, in cents.
  ///   - perOfficial: How many trainings of one official in a mandate.
  ///   - budget: The budget, in cents.
  package init(perTraining: Int64, perOfficial: UInt8, budget: Int64) {
    self.perTraining = perTraining
    self.perOfficial = perOfficial
    self.budget = budget
  }
}
