internal import Calendar
internal import Draws
internal import Kernel
internal import Law
internal import Platform

/// What officials of the Pacific do beside everybody else: papers, and top-ups by mail.
extension Actors {
  /// Plans when the papers of a file come: in time, too late, or never.
  ///
  /// Some bodies answer without waiting for them, and are refused.
  mutating func planPapers(_ place: Int, _ number: UInt16, _ day: Day) {
    let key = UInt64(number)
    let word = word(streams.pacificPapers, place, key)
    if mixed(word).isWithin(partsPerMillion: rates.pacificAnsweredEarly) {
      agenda.push(Action.answer.item(place, number), on: working.day(1, after: day))
    }
    let drawn = Int64(word.below(1_000_000))
    guard drawn >= rates.pacificPapersNever else { return }
    let most = statute.pacificPapersWorkingDays
    let isLate = drawn < rates.pacificPapersNever + rates.pacificPapersLate
    let soon = self.word(streams.pacificPapersDay, place, key).between(1, max(1, most))
    agenda.push(
      Action.sendPapers.item(place, number), on: working.day(isLate ? most + 2 : soon, after: day))
  }

  /// A top-up in the Pacific: the official forwards the operator's acknowledgment to the
  /// collectivity, which completes and returns it; only then does it attribute and pay.
  mutating func forwardsAcknowledgment(
    _ place: Int, _ occasion: UInt16, _ day: Day, _ shard: borrowing Shard
  ) -> Bool {
    guard pacific.contains(place), bodies[place] >= 0,
      shard.deliberations[Int(bodies[place])].perTraining > 0
    else { return false }
    agenda.push(Action.returnedTopUp.item(place, occasion), on: day + rates.pacificTopUpDays)
    return true
  }
}
