internal import Calendar

/// What the search knows of one official's life: what the registry may still announce.
struct Life: Sendable {
  /// The first days of the mandates, in the order in which they began.
  var starts = InlineArray<4, Day>(repeating: .distantFuture)
  /// How many mandates have begun.
  var begun = 0
  /// Which of them are in force, one bit each.
  var inForce: UInt8 = 0
  /// The first day without a mandate, since there is none in force.
  var left = Day.distantFuture
  var isDead = false
  var isRecognised = false
  var isRetired = false

  /// The place of the mandate in force that began first.
  var longestHeld: Int? { inForce == 0 ? nil : inForce.trailingZeroBitCount }
}
