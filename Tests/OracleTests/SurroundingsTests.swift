import Calendar
import Law
import Oracle
import Testing

/// Where the law leaves a choice, the oracle takes any lawful one, says so, and no other.
@Suite struct SurroundingsTests {
  private let law: ParameterTable
  private let end = Day(2023, 10, 3)

  init() throws { law = try ParameterTable.law() }

  /// A councillor with a training in October 2023, whose service done is validated on the 9th and
  /// invoiced on the 10th; what others do is told.
  private func life(
    _ circumstances: [(day: Day, kind: History.Circumstance.Kind)] = [],
    holds: [ClosedRange<Day>] = [], outages: [Day] = [], through last: Day = Day(2024, 3, 1),
    price: Int64 = 1_000_00, events: [History.Event]? = nil
  ) -> OracleOfficial {
    var history = History(
      mandates: [.init(.municipal, from: Day(2020, 7, 3))], recognised: Day(2023, 1, 1))
    var order = History.Order(
      .mandate, offer: "offer", days: Day(2023, 10, 2)...end, hours: 14, price: price,
      hourlyPrice: price / 14)
    order.seats = 12
    order.taken = 11
    history.events =
      events ?? [
        History.Event(on: Day(2023, 9, 4), dossier: "1", .request(order)),
        History.Event(on: Day(2023, 9, 5), dossier: "1", .propose),
        History.Event(on: Day(2023, 9, 6), dossier: "1", .confirm(card: price)),
        History.Event(on: Day(2023, 10, 2), dossier: "1", .entry),
        History.Event(on: Day(2023, 10, 4), dossier: "1", .serviceDone(hours: 14)),
        History.Event(on: Day(2023, 10, 9), dossier: "1", .validate),
        History.Event(on: Day(2023, 10, 10), dossier: "1", .invoice),
      ]
    var surroundings = History.Surroundings(from: Day(2023, 1, 1))
    surroundings.circumstances = circumstances.map {
      History.Circumstance(on: $0.day, dossier: "1", $0.kind)
    }
    surroundings.holds = holds.map { History.Hold("1", $0) }
    surroundings.outages = outages
    history.surroundings = surroundings
    var official = OracleOfficial(history, law: law)
    official.live(byTurnsThrough: last)
    return official
  }

  @Test func `an invoice is paid on any day of its delay, and the choice is counted`() throws {
    for day in [Day(2023, 10, 10), Day(2023, 10, 20), Day(2023, 11, 8)] {
      let official = life([(day, .payment(1_000_00))])
      #expect(official.circumstanceVerdicts == [nil], "\(day)")
      #expect(official.freedoms == [.paymentDay: 1])
      #expect(official.dossier("1")?.billing == .paid)
    }
    // On the last day there is no choice.
    #expect(life([(Day(2023, 11, 9), .payment(1_000_00))]).freedoms == [:])
  }

  @Test func `an invoice that nobody pays is paid by the law on its last day`() throws {
    #expect(life(through: Day(2023, 11, 8)).dossier("1")?.billing == .billed)
    #expect(life(through: Day(2023, 11, 9)).dossier("1")?.billing == .paid)
    let late = life([(Day(2023, 11, 10), .payment(1_000_00))])
    #expect(late.circumstanceVerdicts == [.wrongState])
  }

  @Test func `another amount, a second payment and one before the invoice are not lawful`() {
    #expect(life([(Day(2023, 10, 20), .payment(999_99))]).circumstanceVerdicts == [.nothingUndue])
    let twice = life([
      (Day(2023, 10, 20), .payment(1_000_00)), (Day(2023, 10, 27), .payment(1_000_00)),
    ])
    #expect(twice.circumstanceVerdicts == [nil, .wrongState])
    #expect(life([(Day(2023, 10, 9), .payment(1_000_00))]).circumstanceVerdicts == [.wrongState])
  }

  @Test func `what a body under a procedure is owed waits for its end`() {
    let held = Day(2023, 11, 1)...Day(2023, 12, 20)
    let official = life([(Day(2024, 1, 3), .payment(1_000_00))], holds: [held])
    #expect(official.circumstanceVerdicts == [nil])
    #expect(official.freedoms == [.heldPayment: 1])
    #expect(life(holds: [held], through: Day(2024, 1, 18)).dossier("1")?.billing == .billed)
    #expect(life(holds: [held], through: Day(2024, 1, 19)).dossier("1")?.billing == .paid)
    // A procedure after the delay changes nothing.
    let after = Day(2023, 11, 10)...Day(2023, 12, 20)
    #expect(life(holds: [after], through: Day(2023, 11, 9)).dossier("1")?.billing == .paid)
  }

  @Test func `the last seat goes to any of those who asked for it, and to nobody else`() {
    let morning = Day(2023, 9, 5)
    let lost = life([(morning, .seatLost(taken: 12))])
    #expect(lost.circumstanceVerdicts == [nil] && lost.freedoms == [.lastSeat: 1])
    #expect(lost.dossier("1")?.state == .rejected)
    #expect(lost.verdicts.dropFirst().allSatisfy { $0 == .unknownDossier })
    // There was a seat left, or the day was over.
    #expect(life([(morning, .seatLost(taken: 11))]).circumstanceVerdicts == [.tooSoon])
    #expect(life([(morning + 1, .seatLost(taken: 12))]).circumstanceVerdicts == [.wrongState])
    #expect(life([(morning, .seatsTaken(12))]).circumstanceVerdicts == [nil])
    #expect(life([(morning, .seatsTaken(13))]).circumstanceVerdicts == [.sessionFull])
  }

  @Test func `who has not entered has everything back when the body is removed`() {
    let official = life([(Day(2023, 9, 20), .bodyRemoved)], through: Day(2023, 9, 20))
    #expect(official.dossier("1")?.state == .canceledByFinancer)
    #expect(official.balance.reserved == 0 && official.balance.available == 800_00)
    let late = life([(Day(2023, 10, 3), .bodyRemoved)])
    #expect(late.dossier("1")?.state == .serviceDoneValidated)
  }

  @Test func `a card refund is paid out within its delay, and waits while nobody can pay`() {
    // Two credits pay 800 € of 1,000 €, the card the rest.
    let cancelled: [History.Event] = {
      var events = Array(life().history.events.prefix(3))
      events.append(History.Event(on: Day(2023, 9, 8), dossier: "1", .cancelByProvider))
      return events
    }()
    func pending(_ refunds: [Day], outages: [Day] = [], on day: Day) -> OracleOfficial {
      life(
        refunds.map { ($0, .cardRefund(200_00)) }, outages: outages, through: day,
        events: cancelled)
    }
    let delay = Int(law.number("dossier.card_refund_days", on: Day(2023, 9, 8)))
    let due = Day(2023, 9, 8) + delay
    #expect(pending([], on: due - 1).cardPending == 200_00)
    #expect(pending([], on: due).cardPending == 0)
    let early = pending([Day(2023, 9, 12)], on: Day(2023, 9, 12))
    #expect(early.cardPending == 0 && early.freedoms == [.cardRefundDay: 1])
    #expect(pending([due], on: due).freedoms == [:])
    let waited = pending([due + 2], outages: [due, due + 1], on: due + 2)
    #expect(waited.circumstanceVerdicts == [nil] && waited.freedoms == [.cardRefundInOutage: 1])
    #expect(pending([due], outages: [due], on: due).circumstanceVerdicts == [.paymentUnavailable])
    #expect(pending([due + 1], on: due + 1).circumstanceVerdicts == [.nothingUndue])
  }

  @Test func `a budget that others draw on too is told with the attribution`() {
    var history = History(
      mandates: [.init(.municipal, from: Day(2020, 7, 3))], recognised: Day(2023, 1, 1))
    history.deliberations = [History.Deliberation(perTraining: 300_00)]
    var first = History.Event(on: Day(2023, 9, 4), .attribute(200_00))
    first.budgetLeft = 200_00
    var second = History.Event(on: Day(2023, 9, 5), .attribute(200_00))
    second.budgetLeft = 199_99
    history.events = [first, second]
    history.surroundings = History.Surroundings(from: Day(2023, 1, 1))
    var official = OracleOfficial(history, law: law)
    official.live(through: Day(2023, 9, 6))
    #expect(official.verdicts == [nil, .overBudget])
    #expect(official.freedoms == [.sharedBudget: 1])
  }

  @Test func `CPF and CEC are credited where the work is told, by the law of each year`() {
    var history = History(
      mandates: [.init(.municipal, from: Day(2020, 7, 3))], recognised: Day(2023, 1, 1))
    history.cpf = 4_800_00
    history.surroundings = History.Surroundings(from: Day(2023, 7, 1))
    var work = History.Work()
    work.works = true
    history.work = work
    var official = OracleOfficial(history, law: law)
    official.live(byTurnsThrough: Day(2023, 12, 31))
    #expect(official.balance.cpf == 4_800_00)
    official.live(byTurnsThrough: Day(2024, 1, 1))
    #expect(official.balance.cpf == 5_000_00)
    history.events = [History.Event(on: Day(2024, 2, 1), .convertStatus(toPublic: true))]
    official = OracleOfficial(history, law: law)
    official.live(byTurnsThrough: Day(2024, 3, 1))
    #expect(official.verdicts == [nil])
    #expect(official.cpfHours == 150 && official.balance.cpf == 2_750_00)
  }
}

/// What else the comparison in runs reads: the registry's announcements, and keys of messages.
@Suite struct ReadingsTests {
  @Test func `the registry is answered by what it said before`() {
    var registry = RegistryReading()
    #expect(registry.admit(isLink: true) == "no-proof-of-mandate")
    #expect(registry.begin(1, .outside) == "outside-scheme")
    #expect(registry.end(1) == "already-registered")
    #expect(registry.begin(2, .municipal) == "applied")
    #expect(registry.begin(2, .municipal) == "already-registered")
    #expect(registry.admit(isLink: true) == "applied" && registry.admit(isLink: false) == nil)
    registry.recognise()
    #expect(registry.admit(isLink: false) == "already-registered")
    #expect(registry.isInOffice)
    #expect(registry.end(2) == "applied" && !registry.isInOffice)
    #expect(registry.end(2) == "already-registered")
    #expect(registry.die(on: Day(2024, 1, 1)) == "applied")
    #expect(registry.die(on: Day(2024, 1, 1)) == "dead")
    #expect(registry.begin(3, .municipal) == "dead" && registry.admit(isLink: true) == "dead")
  }

  @Test func `the data are erased three years after the death`() throws {
    let law = try ParameterTable.law()
    var registry = RegistryReading()
    #expect(!registry.isErased(before: Day(2030, 1, 1), law))
    _ = registry.die(on: Day(2024, 1, 10))
    #expect(!registry.isErased(before: Day(2027, 1, 10), law))
    #expect(registry.isErased(before: Day(2027, 1, 11), law))
  }

  @Test func `a message sent twice is one message, and a key belongs to one`() {
    var messages = MessageReading<String>(rememberedFor: 30)
    let day = Day(2024, 1, 1)
    #expect(messages.read(7, "a", at: 0, on: day) == .new)
    #expect(messages.read(7, "a", at: 1, on: day + 30) == .repetition(0))
    #expect(messages.read(7, "b", at: 2, on: day + 1) == .reuse)
    #expect(messages.read(7, "b", at: 3, on: day + 31) == .old(0))
    #expect(messages.read(0, "a", at: 4, on: day) == .new)
    #expect(messages.read(0, "a", at: 5, on: day) == .new)
  }
}
