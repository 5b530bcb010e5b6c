internal import Calendar
internal import Draws
internal import Kernel
internal import Ledger

/// A strip of today's list.
struct Strip {
  let first: Int
  let end: Int

  var count: Int { end &- first }
}

/// A shard of the workload: some officials, their balances, their trainings and their calendar.
struct Branch: ~Copyable {
  let officials: Range<Int>
  /// How many of them, the first ones, are municipal.
  private let municipal: Int
  private(set) var balances: Column<Int32>
  private var trainings: Arena<Training>
  private var queue: PhaseQueue
  private var due = Column<UInt32>(repeating: 0, count: 2 * Page.strip)
  private(set) var judge: Judge
  private(set) var events = 0
  private(set) var requests = 0
  private(set) var violations = 0
  /// How many balances were checked against the cap as they changed.
  private(set) var checks = 0
  private(set) var draws = 0

  init(_ officials: Range<Int>, of total: Int, isJudging: Bool) {
    self.officials = officials
    municipal = min(max(0, Workload.municipal(of: total) - officials.lowerBound), officials.count)
    balances = Column(repeating: 0, count: officials.count)
    // Of a hundred officials twelve ask each year, and the quarter of these is on its way.
    trainings = Arena(empty: Training(), capacity: officials.count / 16 + 64)
    queue = PhaseQueue(
      Workload.days, span: Workload.span, phases: Phase.count, capacity: officials.count / 4)
    judge = Judge(officials, isJudging: isJudging)
  }

  var pushes: Int { queue.pushes }

  /// Lives a day.
  mutating func live(_ day: Day, _ page: inout Page) {
    queue.turn(to: day)
    let (year, dayOfYear) = Int(day.rawValue).quotientAndRemainder(dividingBy: 365)
    if dayOfYear == 0 { drawRequests(year) }
    if dayOfYear == Workload.municipalCredit { credit(0..<municipal, &page) }
    if dayOfYear == Workload.otherCredit { credit(municipal..<officials.count, &page) }
    for phase in 0..<Phase.count {
      let count = queue.take(phase: phase, into: &due)
      guard count > 0 else { continue }
      events &+= count
      var start = 0
      while start < count {
        let strip = Strip(first: start, end: min(count, start &+ Page.strip))
        perform(phase, strip, year, &page)
        start = strip.end
        if page.isNearlyFull { hand(&page) }
      }
    }
    if page.count > 0 { hand(&page) }
  }

  @inline(never)
  private mutating func hand(_ page: inout Page) {
    judge.read(page)
    page.clear()
  }

  @inline(__always)
  private mutating func perform(
    _ phase: Int, _ strip: Strip, _ year: Int, _ page: inout Page
  ) {
    switch phase {
    case Phase.cancel: cancel(strip, &page)
    case Phase.confirm: confirm(strip, &page)
    case Phase.request: request(strip, year)
    case Phase.accept: accept(strip)
    case Phase.start: start(strip, &page)
    case Phase.end: end(strip)
    case Phase.serve: serve(strip)
    default: pay(strip, &page)
    }
  }

  /// Counts a balance that is not from nothing to the cap.
  @inline(__always)
  private mutating func check(_ balance: Int32) {
    violations &+= UInt32(bitPattern: balance) > UInt32(Workload.cap) ? 1 : 0
  }

  /// The next item of the list that is worked on; strips lie within the list.
  @inline(__always)
  private func item(_ index: inout Int) -> UInt32 {
    assert(index < due.count)
    defer { index &+= 1 }
    return unsafe due.address[index]
  }

  @inline(__always)
  private func official(_ training: Training) -> UInt32 {
    UInt32(truncatingIfNeeded: officials.lowerBound) &+ training.place
  }
}

// The year

extension Branch {
  /// Draws who asks for a training this year, and when.
  private mutating func drawRequests(_ year: Int) {
    var start = 0
    draws &+= officials.count
    while start < officials.count {
      let end = min(officials.count, start &+ Page.strip)
      var count = 0
      var place = start
      // Written in any case and kept where somebody asks: in bounds, for the list is longer than a
      // strip.
      precondition(due.count >= Page.strip, "the list is shorter than a strip")
      while place < end {
        unsafe due.address[count] = UInt32(truncatingIfNeeded: place)
        let word = Chance.asks.word(officials.lowerBound &+ place, year)
        count &+= word.timesHalfBelow(Chance.asking)
        place &+= 1
      }
      draws &+= count
      var index = 0
      while index < count {
        let place = item(&index)
        let word = Chance.day.word(officials.lowerBound &+ Int(place), year)
        queue.push(place, ahead: word.halfBetween(0, 364), phase: Phase.request)
      }
      start = end
    }
  }

  /// Credits the accounts of a range of places in one linear pass.
  private mutating func credit(_ places: Range<Int>, _ page: inout Page) {
    precondition(places.lowerBound >= 0 && places.upperBound <= balances.count, "beyond the shard")
    events &+= places.count
    checks &+= places.count
    var start = places.lowerBound
    while start < places.upperBound {
      let end = min(places.upperBound, start &+ Page.strip)
      page.expect(end &- start)
      var place = start
      var wrong = 0
      while place < end {
        let balance = unsafe balances.address[place]
        let credit = min(Workload.credit, Workload.cap &- balance)
        let credited = balance &+ credit
        unsafe balances.address[place] = credited
        wrong &+= UInt32(bitPattern: credited) > UInt32(Workload.cap) ? 1 : 0
        let official = UInt32(truncatingIfNeeded: officials.lowerBound &+ place)
        page.add(
          Int64(credit), from: .rightsIssued, to: .rightsAvailable, .annualCredit, official)
        page.add(
          Int64(Workload.credit &- credit), from: .rightsIssued, to: .rightsLost, .annualCredit,
          official)
        place &+= 1
      }
      violations &+= wrong
      if page.isNearlyFull { hand(&page) }
      start = end
    }
  }
}

// The events of trainings

extension Branch {
  private mutating func request(_ strip: Strip, _ year: Int) {
    requests &+= strip.count
    draws &+= 4 &* strip.count
    var index = strip.first
    while index < strip.end {
      let place = item(&index)
      let official = officials.lowerBound &+ Int(place)
      var training = Training(place: place, state: .requested, year: UInt8(year))
      training.price = Int32(Chance.price.word(official, year).halfBetween(300, 1_500)) &* 100
      training.isCofunded = Chance.cofunding.word(official, year).isHalfBelow(Chance.cofunded)
      training.isCancelled =
        Chance.cancellation.word(official, year).isHalfBelow(Chance.cancelling)
      let wait = Chance.acceptance.word(official, year).halfBetween(1, 5)
      queue.push(trainings.insert(training), ahead: wait, phase: Phase.accept)
    }
  }

  /// Moves the trainings of a strip one step on; each plans its next one.
  @inline(__always)
  private mutating func step(
    _ strip: Strip, from: Training.State, to: Training.State, _ chance: Chance,
    _ low: UInt32, _ high: UInt32, phase: Int
  ) {
    draws &+= strip.count
    var index = strip.first
    while index < strip.end {
      let slot = item(&index)
      let training = trainings.update(slot) {
        assert($0.state == from)
        $0.state = to
      }
      let wait = chance.word(Int(official(training)), Int(training.year)).halfBetween(low, high)
      queue.push(slot, ahead: wait, phase: phase)
    }
  }

  private mutating func accept(_ strip: Strip) {
    step(
      strip, from: .requested, to: .accepted, .confirmation, 1, 4, phase: Phase.confirm)
  }

  private mutating func confirm(_ strip: Strip, _ page: inout Page) {
    page.expect(strip.count)
    checks &+= strip.count
    draws &+= strip.count
    var index = strip.first
    while index < strip.end {
      let slot = item(&index)
      var training = trainings[slot]
      assert(training.state == .accepted)
      let place = Int(training.place)
      let balance = balances[place]
      training.rights = min(balance, training.price)
      training.state = .confirmed
      trainings[slot] = training
      balances[place] = balance &- training.rights
      check(balance &- training.rights)
      let official = official(training)
      let number = training.number
      page.add(
        Int64(training.rights), from: .rightsAvailable, to: .rightsReserved, .reservation,
        official, number: number)
      page.add(
        training.cofunding, from: .collectivities, to: .dotationReserved, .dotation, official,
        number: number)
      page.add(
        training.card, from: .cards, to: .cardReserved, .reservation, official, number: number)
      let year = Int(training.year)
      let wait = Chance.start.word(Int(official), year).halfBetween(14, 90)
      if training.isCancelled {
        draws &+= 1
        let patience = Chance.cancelled.word(Int(official), year).halfBetween(0, wait &- 2)
        queue.push(slot, ahead: patience &+ 1, phase: Phase.cancel)
      } else {
        queue.push(slot, ahead: wait, phase: Phase.start)
      }
    }
  }

  private mutating func cancel(_ strip: Strip, _ page: inout Page) {
    page.expect(strip.count)
    checks &+= strip.count
    var index = strip.first
    while index < strip.end {
      let slot = item(&index)
      let training = trainings[slot]
      assert(training.state == .confirmed)
      let place = Int(training.place)
      let balance = balances[place]
      let restored = min(training.rights, Workload.cap &- balance)
      balances[place] = balance &+ restored
      check(balance &+ restored)
      let official = official(training)
      let number = training.number
      page.add(
        Int64(restored), from: .rightsReserved, to: .rightsAvailable, .refund, official,
        number: number)
      page.add(
        Int64(training.rights &- restored), from: .rightsReserved, to: .rightsLost, .refund,
        official, number: number)
      page.add(
        training.cofunding, from: .dotationReserved, to: .collectivities, .dotationReturn,
        official, number: number)
      page.add(
        training.card, from: .cardReserved, to: .cards, .refund, official, number: number)
      free(slot)
    }
  }

  /// The declared entry debits the rights.
  private mutating func start(_ strip: Strip, _ page: inout Page) {
    page.expect(strip.count)
    var index = strip.first
    while index < strip.end {
      let training = trainings[item(&index)]
      page.add(
        Int64(training.rights), from: .rightsReserved, to: .rightsSpent, .debit,
        official(training), number: training.number)
    }
    step(strip, from: .confirmed, to: .started, .length, 1, 5, phase: Phase.end)
  }

  private mutating func end(_ strip: Strip) {
    step(strip, from: .started, to: .ended, .service, 1, 3, phase: Phase.serve)
    var index = strip.first
    while index < strip.end { queue.push(item(&index), ahead: 30, phase: Phase.pay) }
  }

  private mutating func serve(_ strip: Strip) {
    var index = strip.first
    while index < strip.end {
      let slot = item(&index)
      assert(trainings[slot].state == .ended)
      trainings[slot].state = .served
    }
  }

  private mutating func pay(_ strip: Strip, _ page: inout Page) {
    page.expect(strip.count)
    var index = strip.first
    while index < strip.end {
      let slot = item(&index)
      let training = trainings[slot]
      assert(training.state == .served)
      let official = official(training)
      let number = training.number
      page.add(
        Int64(training.rights), from: .fund, to: .providers, .payment, official, number: number)
      page.add(
        training.cofunding, from: .dotationReserved, to: .providers, .payment, official,
        number: number)
      page.add(
        training.card, from: .cardReserved, to: .providers, .payment, official, number: number)
      free(slot)
    }
  }

  @inline(__always)
  private mutating func free(_ slot: UInt32) {
    trainings[slot].state = .none
    trainings.remove(slot)
  }

  /// Compares the books with the accounts and with the trainings that are on their way.
  mutating func settle() {
    var engaged: Int64 = 0
    for slot in 0..<trainings.peak {
      let training = trainings[UInt32(slot)]
      switch training.state {
      case .none, .requested, .accepted: continue
      case .confirmed: engaged += Int64(training.price)
      case .started, .ended, .served: engaged += Int64(training.price &- training.rights)
      }
    }
    judge.compare(balances, engaged: engaged)
  }
}
