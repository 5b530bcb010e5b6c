internal import Calendar
internal import Platform

/// The queues through which dossiers go, in one district.
///
/// What comes and goes is read from the outcomes; the stock is counted from the dossiers, so that
/// the two can be held against each other.
struct DistrictQueues {
  /// Prerequisites that providers check.
  var prerequisites = QueueCount()
  /// Dossiers in control.
  var control = QueueCount()
  /// Invoices that wait for the next batch of payments.
  var payments = QueueCount()
  /// What the dossier of each slot waits for, and since when.
  private var places: [Place] = []

  /// Where a dossier is: in one queue at most, since one in control has no invoice, and one whose
  /// prerequisites are checked is in no control.
  private struct Place {
    var queue = DayQueueKind?.none
    var since = Day.distantPast
  }

  /// Counts what a day did to dossiers.
  ///
  /// A slot that was freed may have been used again the same day: outcomes are in the order in
  /// which things happened, and nothing but them says who is in a queue.
  ///
  /// - Parameters:
  ///   - batch: What happened.
  ///   - steps: The places of the outcomes that may matter.
  ///   - shard: The dossiers after the day.
  mutating func count(
    _ batch: borrowing Batch, _ steps: [Int32], _ shard: borrowing Shard
  ) {
    let day = batch.day
    for index in steps {
      let outcome = batch.outcomes[Int(index)]
      let slot = Int(outcome.slot)
      switch outcome.verb {
      case .acknowledge:
        prerequisites.arrive()
        enter(.prerequisites, slot, day)
      case .openControl:
        control.arrive()
        enter(.control, slot, day)
      case .closeControl:
        if let since = leave(.control, slot) { control.serve(after: day - since) }
      case .invoice: payments.arrive()
      case .pay: payments.serve(after: day - shard.dossiers[slot].invoiced)
      case .confirm: break
      default:
        if let since = leave(.prerequisites, slot) { prerequisites.serve(after: day - since) }
      }
    }
  }

  private mutating func enter(_ queue: DayQueueKind, _ slot: Int, _ day: Day) {
    if slot >= places.count {
      places.append(contentsOf: repeatElement(Place(), count: max(slot + 1, 64) - places.count))
    }
    places[slot] = Place(queue: queue, since: day)
  }

  /// Takes a dossier out of a queue; nothing where it is not in it.
  private mutating func leave(_ queue: DayQueueKind, _ slot: Int) -> Day? {
    guard slot < places.count, places[slot].queue == queue else { return nil }
    places[slot].queue = nil
    return places[slot].since
  }

  /// Counts one by one what is in the queues.
  ///
  /// - Parameters:
  ///   - shard: The dossiers.
  ///   - day: The day, over.
  ///   - end: What takes the counts.
  func count(_ shard: borrowing Shard, on day: Day, _ end: inout MonthEnd) {
    for slot in shard.dossiers.indices {
      let dossier = shard.dossiers[slot]
      guard !dossier.isFinished else { continue }
      let since = slot < places.count ? places[slot].since : day
      if dossier.isAcknowledged, dossier.state == .notProcessed {
        end[.prerequisites].add(since: since, on: day)
      }
      if dossier.control == .inControl { end[.control].add(since: since, on: day) }
      if dossier.billing == .billed { end[.payments].add(since: dossier.invoiced, on: day) }
    }
  }

  /// Begins another month.
  mutating func beginMonth() {
    prerequisites.beginMonth()
    control.beginMonth()
    payments.beginMonth()
  }
}

/// What is counted one by one in a district when a month ends.
struct MonthEnd {
  /// What people hold.
  var held: HeldMonth
  private var stocks = [QueueStock](repeating: QueueStock(), count: DayQueueKind.allCases.count)

  init(held: HeldMonth) { self.held = held }

  /// Who is in a queue.
  subscript(queue: DayQueueKind) -> QueueStock {
    get { stocks[queue.rawValue] }
    set { stocks[queue.rawValue] = newValue }
  }

  /// Adds what another district counted on the same day.
  mutating func add(_ other: MonthEnd) {
    held.merge(other.held)
    for queue in stocks.indices { stocks[queue].add(other.stocks[queue]) }
  }
}
