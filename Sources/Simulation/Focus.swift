package import Calendar
package import Platform

/// What a run is narrowed to: some officials, and of what they do some operations.
///
/// Draws are a pure function of person and occasion, so whoever is left lives as before; what the
/// others did is gone with them. Days stay what they were: an operation that is left out leaves a
/// gap in the calendar and moves nothing.
package struct Focus: Sendable, Equatable {
  /// The officials who live, ascending; all of them where nothing is said.
  package var officials: [UInt32]?
  /// The operations that reach the platform; all of them where nothing is said.
  package var operations: [Operation]?

  /// Creates a focus.
  ///
  /// - Parameters:
  ///   - officials: The officials who live, by number in the roster; all of them for `nil`.
  ///   - operations: The operations that reach the platform; all of them for `nil`.
  package init(officials: [UInt32]? = nil, operations: [Operation]? = nil) {
    self.officials = officials?.sorted()
    self.operations = operations
  }
}

/// One thing that somebody asked of the platform on a day: a command, or a visit.
package struct Operation: Sendable, Hashable {
  /// The day.
  package var day: Day
  /// Who it is about: the official, by number in the roster.
  package var subject: UInt32
  /// The verb; `nil` for a visit of the pages.
  package var verb: Verb?
  /// Which one of that day, subject and verb it is, from 0 on.
  package var turn: UInt16
  /// The number of the dossier, or 0.
  package var number: UInt16 = 0
  /// The amount that it carries, in cents.
  package var amount: Int64 = 0

  /// Creates an operation.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - subject: The official, by number in the roster.
  ///   - verb: The verb; `nil` for a visit.
  ///   - turn: Which one of that day, subject and verb it is.
  ///   - number: The number of the dossier, or 0.
  ///   - amount: The amount that it carries, in cents.
  package init(
    day: Day, subject: UInt32, verb: Verb?, turn: UInt16, number: UInt16 = 0, amount: Int64 = 0
  ) {
    self.day = day
    self.subject = subject
    self.verb = verb
    self.turn = turn
    self.number = number
    self.amount = amount
  }

  /// Whether it tells the platform of the world rather than asking something of it: mandates and
  /// deaths happened, and a platform that is not told of them would err without being at fault.
  package var isFact: Bool {
    switch verb {
    case .mandateBegins, .mandateEnds, .death: true
    default: false
    }
  }

  /// Whether it is a step of an account's creation or keeping: the steps of one day are one
  /// procedure, which is left out or kept as a whole.
  package var isAccess: Bool { verb?.isAccess ?? false }

  /// The name of what is done: that of the verb, or `visit`.
  package var name: String { verb?.name ?? "visit" }

  /// What tells it from all others; the amount may be another.
  fileprivate var key: Key { Key(day: day, subject: subject, verb: verb, turn: turn) }

  /// What tells an operation from all others.
  fileprivate struct Key: Hashable {
    var day: Day
    var subject: UInt32
    var verb: Verb?
    var turn: UInt16
  }
}

/// Lets through what a focus names, and notes what went through.
struct FocusFilter {
  private let base: UInt32
  /// Who lives; everybody where nothing is said.
  private let officials: Set<UInt32>?
  /// The amount of each operation that is let through; looked up, never walked through.
  private let kept: [Operation.Key: Int64]?
  /// What went through.
  private(set) var operations: [Operation] = []
  private var turns: [Operation.Key: UInt16] = [:]

  init(_ focus: Focus, base: Int) {
    self.base = UInt32(base)
    officials = focus.officials.map(Set.init)
    kept = focus.operations.map { operations in
      Dictionary(operations.map { ($0.key, $0.amount) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Takes out of a day's batch what the focus does not name.
  mutating func apply(_ batch: inout Batch) {
    turns.removeAll(keepingCapacity: true)
    var commands: [Command] = []
    for command in batch.commands {
      var command = command
      // The levy is the collectivities', and comes in whoever lives.
      if command.verb == .levy {
        commands.append(command)
        continue
      }
      guard
        let amount = admit(
          batch.day, base + command.official, command.verb, command.number, command.amount)
      else { continue }
      command.amount = amount
      commands.append(command)
    }
    batch.commands = commands
    batch.visits = batch.visits.filter { visit in
      admit(batch.day, base + visit.official, nil, 0, 0) != nil
    }
  }

  /// The amount with which an operation is let through, if it is.
  private mutating func admit(
    _ day: Day, _ subject: UInt32, _ verb: Verb?, _ number: UInt16, _ amount: Int64
  ) -> Int64? {
    if let officials, !officials.contains(subject) { return nil }
    let first = Operation.Key(day: day, subject: subject, verb: verb, turn: 0)
    let turn = turns[first, default: 0]
    turns[first] = turn + 1
    var operation = Operation(
      day: day, subject: subject, verb: verb, turn: turn, number: number, amount: amount)
    if let kept, !operation.isFact {
      guard let amount = kept[operation.key] else { return nil }
      operation.amount = amount
    }
    operations.append(operation)
    return operation.amount
  }
}
