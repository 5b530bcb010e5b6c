/// What a collectivity's council decided on top-ups (abondements; CGCT L2123-12).
package struct Deliberation: Sendable, Equatable {
  /// Every subject of training.
  package static let everySubject = UInt64.max

  /// The most that a top-up may be for one training, in cents; 0 where there is no deliberation.
  package var perTraining: Int64 = 0
  /// How many trainings it tops up for one official in a mandate.
  package var perOfficial: UInt8 = 0
  /// How many trainings it tops up for one official in a civil year.
  package var perYear: UInt8 = .max
  /// The subjects of training that it tops up, one bit each: the council's orientations.
  package var scope = Deliberation.everySubject
  /// What is left of the budget, in cents.
  package var budget: Int64 = 0

  /// Creates the absence of a deliberation.
  package init() {}

  /// Creates a deliberation.
  ///
  /// - Parameters:
  ///   - perTraining: The most for one training, in cents.
  ///   - perOfficial: How many trainings of one official in a mandate.
  ///   - perYear: How many trainings of one official in a civil year.
  ///   - scope: The subjects of training, one bit each.
  ///   - budget: The budget, in cents.
  package init(
    perTraining: Int64, perOfficial: UInt8, perYear: UInt8 = .max,
    scope: UInt64 = Deliberation.everySubject, budget: Int64
  ) {
    self.perTraining = perTraining
    self.perOfficial = perOfficial
    self.perYear = perYear
    self.scope = scope
    self.budget = budget
  }

  /// Whether trainings on a subject are topped up.
  ///
  /// - Parameter subject: The subject, from 0 to 63.
  /// - Returns: `true` within the council's orientations.
  package func covers(_ subject: UInt8) -> Bool { scope >> UInt64(subject & 63) & 1 == 1 }
}

/// What one collectivity has attributed to one official: kept for those who were topped up, alone.
package struct TopUp: Sendable {
  /// The collectivity, by place among the shard's bodies.
  package let body: Int32
  /// The official's next collectivity, in the order of their first attributions, or -1.
  var next: Int32 = -1
  /// What is attributed and not yet paid, in cents.
  package internal(set) var attributed: Int64 = 0
  /// What is paid in and not used, in cents.
  package internal(set) var available: Int64 = 0
  /// How many trainings were topped up in the mandate, and in ``year``.
  var inMandate: UInt8 = 0
  var inYear: UInt8 = 0
  /// The civil year of the last attribution.
  var year: Int16 = 0

  init(body: Int32) { self.body = body }

  /// A word over what commands change, for the digest of REF-1.
  var digestWord: UInt64 {
    let counts = UInt64(inMandate) << 8 | UInt64(inYear)
    let word = UInt64(bitPattern: attributed &* 31 &+ available) ^ counts << 40
    return (word ^ UInt64(UInt32(bitPattern: body)) << 32) &* 0xd1b5_4a32_d192_ed03
  }
}

/// A part of a dossier's top-up, and the collectivity that it came from.
struct TopUpPart: Sendable {
  /// The place among the shard's top-ups.
  let topUp: Int32
  var amount: Int64
}
