internal import Behaviour
internal import Calendar
internal import Draws
internal import Platform

/// Carries messages to the platform of one district, and loses, repeats and mixes some of them.
///
/// There is none where no such fault is armed.
struct Courier {
  /// A message that will arrive on a later day.
  private struct Parcel {
    let day: Day
    let fault: Fault
    var command: Command
    let form: Form?
    /// What the first sending was answered with; nothing where it never arrived.
    var first: (rule: Rule, number: UInt16)?
  }

  /// A message of today whose answer tells whether the platform survived.
  private struct Watch {
    let place: Int32
    let fault: Fault
    /// The place of the first sending, if it was today.
    var original: Int32 = -1
    /// The answer to the first sending, if it was on another day.
    var first: (rule: Rule, number: UInt16)?
  }

  private let plan: FaultPlan
  private let last: Day
  private let base: UInt32
  private var parcels: [Parcel] = []
  private var watches: [Watch] = []
  /// First sendings of today, by place, whose answers parcels wait for, by place among the parcels.
  private var originals: [(place: Int32, parcel: Int)] = []
  /// How many officials' rows were mixed today, and the rows in the registry's order.
  private var mixedRows = 0
  private var rows: [(verb: Verb, official: UInt32, first: UInt32)] = []

  /// What is heard of today's answers.
  private(set) var hearing = Hearing()
  /// What became of the faults.
  private(set) var counts = FaultCounts()

  init?(_ plan: FaultPlan?, base: Int, last: Day) {
    guard let plan, plan.hasMessageFaults else { return nil }
    self.plan = plan
    self.base = UInt32(base)
    self.last = last
  }

  /// Delivers the messages of a day: not all of them, some twice, and those of other days.
  mutating func deliver(_ batch: inout Batch) {
    hearing.reset()
    watches.removeAll(keepingCapacity: true)
    originals.removeAll(keepingCapacity: true)
    let start = batch.commands.firstIndex { !$0.verb.isRegistry } ?? batch.commands.endIndex
    if plan.isArmed(.feedOutOfOrder) { mixRows(..<start, &batch) }
    var delivered = Array(batch.commands[..<start])
    for index in start..<batch.commands.count {
      let command = batch.commands[index]
      let isCopy = index > start && batch.commands[index - 1].key == command.key
      if command.key == 0 || isCopy {
        // A second sending of a faulty client waits for the first one.
        if command.key == 0 || delivered.last?.key == command.key { delivered.append(command) }
      } else {
        carry(command, batch, into: &delivered)
      }
    }
    bring(&batch, into: &delivered)
    batch.commands = delivered
  }

  /// Carries one message.
  private mutating func carry(
    _ command: Command, _ batch: borrowing Batch, into delivered: inout [Command]
  ) {
    let key = command.key
    let place = Int32(delivered.count)
    // The steps of a form are one procedure, whose reader tries again at once; what support
    // answers never leaves the house.
    if !command.verb.isAccess, command.verb != .answerSupport, plan.isArmed(.lostMessage) {
      counts[.lostMessage].occasions += 1
      if let word = plan.fires(.lostMessage, key),
        post(command, .lostMessage, after: word.between(1, 3), batch)
      {
        counts[.lostMessage].fired += 1
        return
      }
    }
    delivered.append(command)
    if plan.isArmed(.duplicateMessage) {
      counts[.duplicateMessage].occasions += 1
      if let word = plan.fires(.duplicateMessage, key) {
        repeatMessage(command, .duplicateMessage, word, at: place, batch, into: &delivered)
        return
      }
    }
    guard plan.isArmed(.lostReply) else { return }
    counts[.lostReply].occasions += 1
    guard let word = plan.fires(.lostReply, key) else { return }
    repeatMessage(command, .lostReply, word, at: place, batch, into: &delivered)
  }

  /// Has a message arrive a second time: at once, or on a day when its key must still be known.
  private mutating func repeatMessage(
    _ command: Command, _ fault: Fault, _ word: UInt64, at place: Int32,
    _ batch: borrowing Batch, into delivered: inout [Command]
  ) {
    let days = plan.days(fault)
    let isAtOnce =
      days == 0 || word & 1 == 0 || fault == .lostReply && command.verb.isAccess
    if !isAtOnce, post(command, fault, after: mixed(word).between(1, days), batch) {
      counts[fault].fired += 1
      originals.append((place, parcels.count - 1))
      if fault == .lostReply { hearing.lost.append(place) }
      return
    }
    counts[fault].fired += 1
    watches.append(Watch(place: Int32(delivered.count), fault: fault, original: place))
    delivered.append(command)
  }

  /// Keeps a message for another day of the run, if there is one.
  private mutating func post(
    _ command: Command, _ fault: Fault, after days: Int, _ batch: borrowing Batch
  ) -> Bool {
    let day = batch.day + days
    guard day <= last else { return false }
    let hasForm = command.verb.isAccess && Int(command.first) < batch.forms.count
    parcels.append(
      Parcel(
        day: day, fault: fault, command: command,
        form: hasForm ? batch.forms[Int(command.first)] : nil))
    return true
  }

  /// Brings what was kept for today, after everything else, by official and key.
  private mutating func bring(_ batch: inout Batch, into delivered: inout [Command]) {
    guard parcels.contains(where: { $0.day == batch.day }) else { return }
    var arriving = parcels.filter { $0.day == batch.day }
    arriving.sort { ($0.command.official, $0.command.key) < ($1.command.official, $1.command.key) }
    let kept = parcels.indices.filter { parcels[$0].day != batch.day }
    for index in originals.indices {
      originals[index].parcel = kept.firstIndex(of: originals[index].parcel) ?? 0
    }
    parcels = kept.map { parcels[$0] }
    for parcel in arriving {
      var command = parcel.command
      if let form = parcel.form {
        command.first = UInt32(batch.forms.count)
        batch.forms.append(form)
      }
      let place = Int32(delivered.count)
      watches.append(Watch(place: place, fault: parcel.fault, first: parcel.first))
      switch parcel.fault {
      case .lostReply: hearing.retries.append(place)
      case .duplicateMessage: hearing.strays.append(place)
      default: break
      }
      delivered.append(command)
    }
  }

  /// Looks at the answers of a day.
  mutating func collect(_ batch: borrowing Batch) {
    if mixedRows > 0 { collectRows(batch) }
    guard !watches.isEmpty || !originals.isEmpty else { return }
    // Looked up by place, never walked through.
    var answers: [Int32: Int] = [:]
    for watch in watches {
      answers[watch.place] = -1
      if watch.original >= 0 { answers[watch.original] = -1 }
    }
    for original in originals { answers[original.place] = -1 }
    for index in batch.outcomes.indices {
      let command = batch.outcomes[index].command
      if command >= 0, answers[command] != nil { answers[command] = index }
    }
    for original in originals {
      guard let index = answers[original.place], index >= 0 else { continue }
      parcels[original.parcel].first = Self.answer(batch.outcomes[index])
    }
    for watch in watches {
      guard let index = answers[watch.place], index >= 0 else { continue }
      let outcome = batch.outcomes[index]
      guard watch.fault != .lostMessage else {
        counts[.lostMessage].survived += 1
        continue
      }
      var first = watch.first
      if let original = answers[watch.original], original >= 0 {
        first = Self.answer(batch.outcomes[original])
      }
      if isFirst(first, again: outcome, batch) { counts[watch.fault].survived += 1 }
    }
  }

  private static func answer(_ outcome: Outcome) -> (rule: Rule, number: UInt16) {
    var number: UInt16 = 0
    if case .request = outcome.verb, outcome.isApplied { number = outcome.number }
    return (outcome.rule, number)
  }

  /// Whether an answer is the first one again, and nothing was done for it.
  private func isFirst(
    _ first: (rule: Rule, number: UInt16)?, again outcome: Outcome, _ batch: borrowing Batch
  ) -> Bool {
    guard let first, outcome.isRepeated, outcome.rule == first.rule,
      outcome.firstPosting == outcome.endPosting, outcome.digests.before == outcome.digests.after
    else { return false }
    return first.number == 0
      || batch.replies.contains(Reply(command: outcome.command, number: first.number))
  }

  // MARK: The registry's feed

  /// Mixes the rows of some officials, and numbers all rows of the day.
  private mutating func mixRows(_ places: PartialRangeUpTo<Int>, _ batch: inout Batch) {
    mixedRows = 0
    var rows = Array(batch.commands[places])
    guard rows.count > 1 else { return }
    // An official's rows of one day, in the registry's order, found by official.
    let byOfficial = rows.indices.sorted { (rows[$0].official, $0) < (rows[$1].official, $1) }
    var order = Array(rows.indices)
    var first = 0
    while first < byOfficial.count {
      var end = first + 1
      let official = rows[byOfficial[first]].official
      while end < byOfficial.count, rows[byOfficial[end]].official == official { end += 1 }
      if end - first > 1 {
        counts[.feedOutOfOrder].occasions += 1
        let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
        if plan.fires(.feedOutOfOrder, UInt64(base + official) << 32 | day) != nil {
          counts[.feedOutOfOrder].fired += 1
          mixedRows += 1
          for step in 0..<end - first {
            order[byOfficial[first + step]] = byOfficial[end - 1 - step]
          }
        }
      }
      first = end
    }
    guard mixedRows > 0 else { return }
    self.rows = rows.map { ($0.verb, $0.official, $0.first) }
    for index in rows.indices { rows[index].amount = Int64(index + 1) }
    batch.commands.replaceSubrange(places, with: order.map { rows[$0] })
    batch.isFeedNumbered = true
  }

  /// Looks in which order the rows were applied.
  private mutating func collectRows(_ batch: borrowing Batch) {
    var isRight = true
    for (index, row) in rows.enumerated() {
      let applied = batch.commands[index]
      let isSame =
        applied.verb == row.verb && applied.official == row.official && applied.first == row.first
      if !isSame { isRight = false }
    }
    if isRight { counts[.feedOutOfOrder].survived += mixedRows }
    mixedRows = 0
  }

  /// Ends the run: what is still on its way can be seen no more.
  mutating func close() {
    for parcel in parcels { counts[parcel.fault].open += 1 }
    parcels.removeAll()
  }
}
