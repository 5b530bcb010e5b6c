package import Calendar
internal import Draws
package import Law
internal import Ledger
package import Platform
package import Population

/// The people of one shard: officials, and whoever answers them.
///
/// Each decision is a pure function of (seed, stream, person, occasion). Actors see the catalogue,
/// their own balance and the outcomes of their commands; nothing else of the platform.
package struct Actors: ~Copyable, Sendable {
  let seed: UInt64
  let base: Int
  let count: Int
  let market: Market
  let working: WorkingDays
  let days: ClosedRange<Day>
  var agenda: DayQueue
  var memos: Memos
  var rates: Rates
  var due: [UInt64] = []
  /// For each official: the body that would pay a top-up, by place in the shard, or -1.
  let bodies: [Int32]
  /// For each official: what a year's demand depends on.
  let profiles: [Profile]
  /// For each official: the bits of ``Accounts/Flag`` that describe the person.
  let marks: [UInt8]
  /// The law in force, as far as people know it: delays and the State's travel rates.
  package var statute: Statute
  /// How many consultations, searches and views were made.
  package private(set) var reads = Reads()

  /// What a year's demand of one person depends on.
  struct Profile: Sendable {
    /// The age on 1 July of a year is the year less this.
    var ageYear: Int16
    var isWoman: Bool
    /// The years in which the person holds office at all.
    var firstYear: Int16
    var lastYear: Int16
  }

  /// What people only looked at.
  package struct Reads: Sendable, Equatable {
    /// Consultations of the balance.
    package var balances = 0
    /// Searches of the catalogue.
    package var searches = 0
    /// Offers looked at.
    package var offers = 0
    /// The sum of all balances seen, in cents: what the reads returned, so that they were made.
    package var seen: Int64 = 0
  }

  /// Creates the people of a shard.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - officials: The numbers in the roster of the shard's officials.
  ///   - roster: The officials.
  ///   - bodies: For each official, the body that would pay a top-up, by place in the shard, or -1.
  ///   - marks: For each official, the bits of ``Accounts/Flag`` that describe the person.
  ///   - market: The training market.
  ///   - statute: The law in force on the first day.
  ///   - rates: The rates of the first year.
  ///   - working: The working days.
  ///   - days: The days of the run.
  package init(
    seed: UInt64, officials: Range<Int>, roster: borrowing Roster, bodies: [Int32], marks: [UInt8],
    market: Market,
    statute: Statute, rates: Rates, working: WorkingDays, days: ClosedRange<Day>
  ) {
    self.seed = seed
    base = officials.lowerBound
    count = officials.count
    profiles = officials.map { person in
      let birth = roster.persons.birth[person].civil
      let isLate = (birth.month, birth.day) > (7, 1)
      var first = Day.distantFuture
      var last = Day.distantPast
      for mandate in roster.mandates(of: person) {
        first = min(first, roster.mandates.start[mandate])
        last = max(last, roster.mandates.end[mandate])
      }
      return Profile(
        ageYear: Int16(birth.year + (isLate ? 1 : 0)), isWoman: roster.isWoman(person),
        firstYear: Int16(max(first, days.lowerBound).year),
        lastYear: Int16(min(last, days.upperBound).year))
    }
    self.bodies = bodies
    self.marks = marks
    self.statute = statute
    self.market = market
    self.working = working
    self.days = days
    agenda = DayQueue(first: days.lowerBound, last: days.upperBound)
    memos = Memos(count: officials.count)
    self.rates = rates
  }

  /// How many agenda entries were ever made: a counter of work.
  package var agendaEntries: Int { agenda.pushes }

  func word(_ stream: Stream, _ place: Int, _ occasion: UInt64) -> UInt64 {
    draw(seed, stream, UInt64(base + place), occasion)
  }

  /// Appends what people send to the platform on a day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - shard: The platform's shard, for what people may see: their balance and the deliberations.
  ///   - seatsTaken: The seats taken, by session, as the catalogue shows them.
  ///   - batch: The day's commands are appended.
  package mutating func act(
    on day: Day, _ shard: borrowing Shard, seatsTaken: [UInt8], _ batch: inout Batch
  ) {
    var due: [UInt64] = []
    swap(&due, &self.due)
    agenda.take(day, into: &due)
    for item in due {
      let place = Int(item >> 16 & 0x3ff_ffff_ffff)
      let number = UInt16(truncatingIfNeeded: item)
      guard let action = Action(rawValue: item >> 58) else { continue }
      switch action {
      case .consult: look(place, shard)
      case .wishMandate, .wishReintegration, .request:
        wish(action, place, number, day, shard, seatsTaken, &batch)
      case .payTopUp, .certify, .followModule, .changeStatus:
        serve(action, place, number, shard, &batch)
      default: proceed(action, place, number, day, &batch)
      }
    }
    swap(&due, &self.due)
  }

  private mutating func look(_ place: Int, _ shard: borrowing Shard) {
    guard let balance = shard.balance(place) else { return }
    reads.balances += 1
    reads.seen += balance
  }

  mutating func countSearch(_ balance: Int64) {
    reads.balances += 1
    reads.searches += 1
    reads.offers += 3
    reads.seen += balance
  }

  /// Sends a command: sometimes twice because the first answer was lost, sometimes with its key
  /// used again for something else by a faulty client.
  func send(_ command: Command, _ batch: inout Batch) {
    var command = command
    let place = Int(command.official)
    let occasion = UInt64(command.number) << 16 | UInt64(command.verb.rawValue)
    let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
    // What has no dossier yet is told apart by its session: two wishes of a day are two commands.
    let subject = UInt64(command.second) << 1
    command.key = mixed(word(Streams.repeated, place, occasion << 24 | day) &+ subject) | 1
    batch.commands.append(command)
    let chance = word(Streams.tampered, place, occasion << 24 | day)
    if chance.isWithin(partsPerMillion: rates.repeats) {
      batch.commands.append(command)
    } else if (chance ^ Streams.tampered.key).isWithin(partsPerMillion: rates.tampered) {
      command.amount += 1
      batch.commands.append(command)
    }
  }
}
