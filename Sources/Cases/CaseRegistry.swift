internal import Calendar
internal import Oracle
internal import Platform

/// What the registry announces of the official of a case.
///
/// Within a day in the order of the national feed: death, mandates that begin, mandates that end,
/// the recognition; so a mandate that begins on the day another ends leaves no day without office.
enum CaseRegistry {
  /// The announcements in their order.
  ///
  /// - Parameters:
  ///   - history: The official.
  ///   - first: The first day of the case: what came before is announced then.
  /// - Returns: Each announcement with its day.
  static func announcements(
    _ history: History, from first: Day
  ) -> [(day: Day, command: Command)] {
    var events: [(day: Day, rank: Int, number: Int, verb: Verb)] = []
    if let death = history.death { events.append((max(death, first), 0, 0, .death)) }
    for (number, mandate) in history.mandates.enumerated() {
      events.append((max(mandate.start, first), 1, number, .mandateBegins))
      if let end = mandate.end { events.append((max(end, first), 2, number, .mandateEnds)) }
    }
    if let day = history.recognised { events.append((max(day, first), 3, 0, .recognise)) }
    events.sort { ($0.day, $0.rank, $0.number) < ($1.day, $1.rank, $1.number) }
    return events.map { event in
      var command = Command(event.verb, official: 0)
      if event.verb == .mandateBegins || event.verb == .mandateEnds {
        let mandate = history.mandates[event.number]
        command.first = UInt32(event.number)
        command.small = UInt16(code(mandate.kind))
        command.day = mandate.start
        command.flag = mandate.startedAtElection
      }
      return (event.day, command)
    }
  }

  private static func code(_ kind: History.Kind) -> UInt8 {
    switch kind {
    case .municipal: MandateCode.municipal
    case .intercommunal: MandateCode.intercommunal
    case .departmental: MandateCode.departmental
    case .regional: MandateCode.regional
    case .special: MandateCode.special
    case .outside: MandateCode.outside
    }
  }
}
