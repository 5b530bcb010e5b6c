package import Calendar
internal import Draws
internal import Kernel
package import Law
internal import Ledger
package import Platform
package import Population

/// The people of one shard: officials, and whoever answers them.
///
/// Each decision is a pure function of (seed, stream, person, occasion). Officials see the
/// catalogue, their balance and their professional status as the account shows them, and the
/// outcomes of their commands and visits: NIR, passwords, locks and accepted conditions are their
/// own memory. Collectivities know their deliberations and what they attributed. Nothing else of
/// the platform is looked at.
package struct Actors: ~Copyable, Sendable {
  let seed: UInt64
  let streams = ActorStreams()
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
  /// For each official: the bits of `Accounts.Flag` that describe the person.
  let marks: [UInt8]
  /// The officials of the Pacific, by place: neighbours, or nobody.
  package var pacific: Range<Int> = 0..<0
  /// The law in force, as far as people know it: delays and the State's travel rates.
  package var statute: Statute
  /// What agents of support have read and answer next.
  package var readings: [SupportDesk.Reading] = []
  /// For each official: the birth date, which a request to support gives.
  let births: [Day]
  /// How people looked for help.
  package internal(set) var help = Help()
  /// The rates of the way in, in force today.
  var accessRates: AccessRates
  /// What each official has of the way in.
  var access: [WayIn]
  /// Who the officials are: what they type about themselves.
  let roster: Roster
  let passwords: Passwords
  /// What was controlled, and what of it was false.
  package internal(set) var control = ControlCount()
  /// What people hear of the day's answers, where answers get lost.
  package var hearing = Hearing()
  /// The dossiers taken into control today, where officers are few.
  package var controls: [ControlFile] = []
  /// What the controls of the day found, for the operator.
  package var reports: [ControlReport] = []

  /// What a year's demand of one person depends on.
  struct Profile: Sendable {
    /// The cohort: twice the years from 1800 to the one in which the person is born or, after
    /// 1 July, the next one; one more for women.
    var cohort: UInt16
    /// The years in which the person holds office at all.
    var firstYear: Int16
    var lastYear: Int16

    /// The age on 1 July of a year is the year less this.
    var ageYear: Int { 1_800 + Int(cohort >> 1) }
  }

  /// Creates the people of a shard.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - officials: The numbers in the roster of the shard's officials.
  ///   - roster: The officials.
  ///   - bodies: For each official, the body that would pay a top-up, by place in the shard, or -1.
  ///   - marks: For each official, the bits of `Accounts.Flag` that describe the person.
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
    let spans = (first: days.lowerBound.year, last: days.upperBound.year)
    profiles = officials.map { person in
      let birth = roster.persons.birth[person].civil
      let isLate = birth.month > 7 || birth.month == 7 && birth.day > 1
      var first = Day.distantFuture
      var last = Day.distantPast
      for mandate in roster.mandates(of: person) {
        first = min(first, roster.mandates.start[mandate])
        last = max(last, roster.mandates.end[mandate])
      }
      // Most hold office before the run or after it: the calendar is asked about the others.
      return Profile(
        cohort: UInt16(
          (birth.year + (isLate ? 1 : 0) - 1_800) * 2 + (roster.isWoman(person) ? 1 : 0)),
        firstYear: Int16(first <= days.lowerBound ? spans.first : first.year),
        lastYear: Int16(last >= days.upperBound ? spans.last : last.year))
    }
    births = Array(roster.persons.birth[officials])
    self.bodies = bodies
    self.marks = marks
    self.statute = statute
    self.market = market
    self.working = working
    self.days = days
    agenda = DayQueue(first: days.lowerBound, last: days.upperBound)
    memos = Memos(count: officials.count)
    self.rates = rates
    accessRates = AccessRates(rates.table, on: rates.day)
    access = .init(repeating: WayIn(), count: officials.count)
    self.roster = copy roster
    passwords = Passwords(seed: seed)
  }

  /// How many decisions were drawn: a counter of work.
  ///
  /// A word that decides for four neighbours counts once for each of them, so that the number does
  /// not depend on where shards begin.
  package internal(set) var draws = 0

  /// How many agenda entries were ever made: a counter of work.
  package var agendaEntries: Int { agenda.pushes }

  @inline(__always)
  mutating func word(_ stream: Stream, _ place: Int, _ occasion: UInt64) -> UInt64 {
    draws &+= 1
    return draw(seed, stream, UInt64(base + place), occasion)
  }

  /// Finds out who has something to do on a day: before `act`.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - people: Officials whose dossiers or rights are concerned, by place in the shard, are
  ///     appended.
  ///   - visitors: Officials who visit the site or the application are appended.
  package mutating func wake(
    on day: Day, _ people: inout [UInt32], visitors: inout [UInt32]
  ) {
    agenda.take(day, into: &due)
    for item in due {
      let place = UInt32(truncatingIfNeeded: item >> 16)
      switch Action(rawValue: item >> 58) {
      case .consult, .createAccount, .openLink, .enrol, .renewPassword, .notice,
        .completeDirectory:
        visitors.append(place)
      case .wishMandate, .wishReintegration, .request, .returnedTopUp, .enrolAgain:
        visitors.append(place)
        people.append(place)
      default: people.append(place)
      }
    }
  }

  /// Brings what people decide by into the cache.
  ///
  /// - Parameters:
  ///   - people: Officials whose dossiers or rights are concerned, by place in the shard.
  ///   - visitors: Officials who visit the site or the application.
  /// - Returns: A sum without a meaning: what is used cannot be optimized away.
  package mutating func preload(_ people: [UInt32], visitors: [UInt32]) -> UInt64 {
    var sum: UInt64 = 0
    for place in visitors { sum &+= UInt64(access[Int(place)].bits) }
    for place in people { sum &+= UInt64(truncatingIfNeeded: memos.first[Int(place)]) }
    for place in people {
      let memo = Int(memos.first[Int(place)])
      if memo >= 0 { sum &+= UInt64(memos.memos[memo].number) }
    }
    return sum
  }

  /// Appends what people send to the platform on a day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - shard: The platform's shard, for what people may see: their balance and the deliberations.
  ///   - catalogue: What is on sale.
  ///   - seatsTaken: The seats taken, by session, as the catalogue shows them.
  ///   - batch: The day's commands are appended.
  package mutating func act(
    on day: Day, _ shard: borrowing Shard, catalogue: Catalogue, seatsTaken: [UInt8],
    _ batch: inout Batch
  ) {
    if !readings.isEmpty { answerLetters(&batch) }
    var due: [UInt64] = []
    swap(&due, &self.due)
    var last = UInt64.max
    for item in due where item != last {
      last = item
      let place = Int(item >> 16 & 0x3ff_ffff_ffff)
      let number = UInt16(truncatingIfNeeded: item)
      guard let action = Action(rawValue: item >> 58) else { continue }
      switch action {
      case .consult, .createAccount, .openLink, .enrol, .renewPassword, .notice,
        .completeDirectory:
        proceedToAccess(action, place, number, day, shard, catalogue, &batch)
      case .write: write(place, number, day, &batch)
      case .papers: supplyPapers(place, number, day, &batch)
      case .wishMandate, .wishReintegration, .request, .returnedTopUp:
        wish(action, place, number, day, shard, catalogue, seatsTaken, &batch)
      case .enrolAgain: enrolAgain(place, number, day, shard, catalogue, seatsTaken, &batch)
      case .inspect: inspect(place, number, catalogue, &batch)
      case .payTopUp, .certify, .followModule, .changeStatus:
        serve(action, place, number, shard, &batch)
      default: proceed(action, place, number, day, catalogue, &batch)
      }
    }
    swap(&due, &self.due)
  }

  /// Sends a command: sometimes twice because the first answer was lost, sometimes with its key
  /// used again for something else by a faulty client.
  mutating func send(_ command: Command, _ batch: inout Batch) {
    var command = command
    let place = Int(command.official)
    let occasion = UInt64(command.number) << 16 | UInt64(command.verb.rawValue)
    let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
    // What has no dossier yet is told apart by its session: two wishes of a day are two commands.
    let subject = UInt64(command.second) << 1
    command.key = mixed(word(streams.repeated, place, occasion << 24 | day) &+ subject) | 1
    batch.commands.append(command)
    let chance = word(streams.tampered, place, occasion << 24 | day)
    if chance.isWithin(partsPerMillion: rates.repeats) {
      batch.commands.append(command)
    } else if (chance ^ streams.tampered.key).isWithin(partsPerMillion: rates.tampered) {
      command.amount += 1
      batch.commands.append(command)
    }
  }
}
