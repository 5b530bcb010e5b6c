package import Calendar
internal import Ledger
internal import Platform

/// Everything that happened on one day, in words: what two runs that should be equal are compared
/// by.
package struct DayRecord: Sendable, Equatable {
  /// One outcome or posting.
  package struct Event: Sendable, Equatable {
    /// The official by number in the roster; -1 for the portal of training bodies.
    package let official: Int64
    /// What it is: `outcome` or `posting`.
    package let kind: String
    /// The name of what was done.
    package let name: String
    /// Its fields in order, each with its value.
    package let fields: [Field]
  }

  /// A field of an event.
  package struct Field: Sendable, Equatable {
    /// The field's name.
    package let name: String
    /// Its value.
    package let value: String

    init(_ name: String, _ value: some CustomStringConvertible) {
      self.name = name
      self.value = value.description
    }
  }

  /// The events.
  package internal(set) var events: [Event] = []
  /// The fund's cash at the end of the day, in cents.
  package internal(set) var fund: Int64 = 0

  init() {}

  /// Records the day of a district.
  init(_ batch: borrowing Batch, base: Int) {
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      // A levy is the collectivity's, whose number is not an official's.
      let official = outcome.verb == .levy ? -1 : Int64(outcome.official) + Int64(base)
      events.append(
        Event(
          official: official, kind: "outcome", name: outcome.verb.name,
          fields: Self.fields(of: outcome, batch)))
    }
    for posting in batch.postings {
      let official = posting.official == Posting.nobody ? -1 : Int64(posting.official)
      events.append(
        Event(
          official: official, kind: "posting", name: Reason(rawValue: posting.reason)?.name ?? "?",
          fields: [
            Field("dossier", posting.number), Field("amount", Cents(posting.amount)),
            Field("from", Account(rawValue: posting.from)?.name ?? "?"),
            Field("to", Account(rawValue: posting.to)?.name ?? "?"),
          ]))
    }
  }

  /// Records the day of the portal of training bodies.
  init(portal batch: borrowing Batch) {
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      events.append(
        Event(
          official: -1, kind: "outcome", name: outcome.verb.name,
          fields: [Field("body", outcome.official)] + Self.fields(of: outcome, batch)))
    }
  }

  private static func fields(of outcome: Outcome, _ batch: borrowing Batch) -> [Field] {
    var fields = [
      Field("dossier", outcome.number),
      Field("result", outcome.isRepeated ? "repeated" : outcome.rule.name),
      Field("state before", outcome.before.code), Field("state after", outcome.after.code),
      Field("postings", outcome.endPosting - outcome.firstPosting),
    ]
    if outcome.command >= 0, Int(outcome.command) < batch.commands.count {
      let command = batch.commands[Int(outcome.command)]
      fields += [
        Field("first", command.first), Field("second", command.second),
        Field("amount", Cents(command.amount)), Field("day", command.day),
        Field("flag", command.flag),
      ]
    }
    return fields
  }

  /// Puts the events in an order that does not depend on shards: by official, each in the order in
  /// which it happened.
  mutating func sort() {
    events = events.enumerated()
      .sorted { ($0.element.official, $0.offset) < ($1.element.official, $1.offset) }
      .map(\.element)
  }
}

/// Where two runs that should be equal part.
package struct Divergence: Sendable, Equatable {
  /// The day.
  package let day: Day
  /// The place of the event among those of the day, from 0 on; `nil` where only the fund differs.
  package let place: Int?
  /// The official, by number in the roster; -1 for the portal, the levy and the fund.
  package let official: Int64
  /// What happened: the kind and the name of the event.
  package let event: String
  /// The field that differs; `event` where one of the runs has another event there, or none.
  package let field: String
  /// What the runs have in it.
  package let values: (String, String)

  /// Creates a divergence.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - place: The place of the event among those of the day, if it is one.
  ///   - official: The official, or -1.
  ///   - event: What happened.
  ///   - field: The field that differs.
  ///   - values: What the runs have in it.
  package init(
    day: Day, place: Int? = nil, official: Int64 = -1, event: String, field: String,
    values: (String, String)
  ) {
    self.day = day
    self.place = place
    self.official = official
    self.event = event
    self.field = field
    self.values = values
  }

  /// Whether two divergences are the same.
  package static func == (a: Divergence, b: Divergence) -> Bool {
    (a.day, a.place, a.official, a.event, a.field) == (b.day, b.place, b.official, b.event, b.field)
      && a.values == b.values
  }

  /// Finds where two records of one day part.
  ///
  /// - Parameters:
  ///   - a: A record.
  ///   - b: The other one.
  ///   - day: The day of both.
  /// - Returns: The first difference, or `nil` if there is none.
  package static func first(
    between a: DayRecord, and b: DayRecord, on day: Day
  ) -> Divergence? {
    for place in 0..<max(a.events.count, b.events.count) {
      let mine = place < a.events.count ? a.events[place] : nil
      let other = place < b.events.count ? b.events[place] : nil
      guard mine != other else { continue }
      return between(mine, other, place, day)
    }
    guard a.fund != b.fund else { return nil }
    return Divergence(
      day: day, place: nil, official: -1, event: "settlement of the fund", field: "cash",
      values: (Cents(a.fund).description, Cents(b.fund).description))
  }

  private static func between(
    _ a: DayRecord.Event?, _ b: DayRecord.Event?, _ place: Int, _ day: Day
  ) -> Divergence {
    if let a, let b, a.official == b.official, a.kind == b.kind, a.name == b.name {
      for (mine, other) in zip(a.fields, b.fields) where mine != other {
        return Divergence(
          day: day, place: place, official: a.official, event: "\(a.kind) \(a.name)",
          field: mine.name, values: (mine.value, other.value))
      }
    }
    // Whoever comes first in the order has an event that the other run lacks.
    let first = [a, b].compactMap(\.self).min { $0.official < $1.official }
    return Divergence(
      day: day, place: place, official: first?.official ?? -1,
      event: first.map { "\($0.kind) \($0.name)" } ?? "nothing", field: "event",
      values: (words(a), words(b)))
  }

  private static func words(_ event: DayRecord.Event?) -> String {
    guard let event else { return "nothing" }
    let who = event.official < 0 ? "" : " of official \(event.official)"
    return "\(event.kind) \(event.name)\(who)"
  }
}
