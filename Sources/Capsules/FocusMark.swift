package import Calendar
internal import Platform
package import Report
package import Simulation

extension Capsule {
  /// What a run is narrowed to, as a capsule writes it.
  package struct FocusMark: Record {
    /// The first day, as `YYYY-MM-DD`.
    package var from = ""
    /// The last day.
    package var through = ""
    /// The officials who live, by number in the roster; all of them for null.
    package var officials: [Int64]?
    /// The operations that reach the platform; all of them for null.
    package var operations: [OperationMark]?

    /// Creates an empty mark.
    package init() {}

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("from", &from)
      try fields.field("through", &through)
      try fields.field("officials", &officials)
      try fields.field("operations", &operations)
    }

    /// Creates the mark of a view.
    ///
    /// - Parameter view: The view.
    package init(_ view: View) {
      from = view.days.lowerBound.description
      through = view.days.upperBound.description
      officials = view.focus.officials?.map(Int64.init)
      operations = view.focus.operations?.map(OperationMark.init)
    }

    /// The view that the mark describes.
    ///
    /// - Returns: The view.
    /// - Throws: ``ReportError`` for a day, a verb or a number that cannot be.
    package func view() throws(ReportError) -> View {
      guard let first = Day(from), let last = Day(through), first <= last else {
        throw ReportError("focus.from and focus.through are no days in order")
      }
      var people: [UInt32]?
      if let officials {
        var found: [UInt32] = []
        for official in officials {
          guard let number = UInt32(exactly: official) else {
            throw ReportError("focus.officials holds \(official), which is nobody's number")
          }
          found.append(number)
        }
        people = found
      }
      var kept: [Operation]?
      if let operations {
        var found: [Operation] = []
        for mark in operations { found.append(try mark.operation()) }
        kept = found
      }
      return View(
        days: first...last,
        focus: Focus(officials: people, operations: kept))
    }
  }

  /// One operation, as a capsule writes it.
  package struct OperationMark: Record {
    /// The day.
    package var day = ""
    /// The verb, or `visit`.
    package var name = ""
    /// The official, by number in the roster.
    package var subject: Int64 = 0
    /// Which one of that day, subject and verb it is, from 0 on.
    package var turn: Int64 = 0
    /// The number of the dossier, or 0.
    package var dossier: Int64 = 0
    /// The amount that it carries, in cents.
    package var amount: Int64 = 0

    /// Creates an empty mark.
    package init() {}

    /// Creates the mark of an operation.
    ///
    /// - Parameter operation: The operation.
    package init(_ operation: Operation) {
      day = operation.day.description
      name = operation.name
      subject = Int64(operation.subject)
      turn = Int64(operation.turn)
      dossier = Int64(operation.number)
      amount = operation.amount
    }

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("day", &day)
      try fields.field("name", &name)
      try fields.field("subject", &subject)
      try fields.field("turn", &turn)
      try fields.field("dossier", &dossier)
      try fields.field("amount_cents", &amount)
    }

    func operation() throws(ReportError) -> Operation {
      guard let day = Day(day), let subject = UInt32(exactly: subject),
        let turn = UInt16(exactly: turn), let number = UInt16(exactly: dossier)
      else {
        throw ReportError("focus.operations: '\(name)' of \(self.day) has a number out of range")
      }
      let verb = Verb.allCases.first { $0.name == name }
      guard verb != nil || name == "visit" else {
        throw ReportError("focus.operations: there is no operation '\(name)'")
      }
      guard amount >= 0 else {
        throw ReportError("focus.operations: '\(name)' of \(day) has an amount below 0")
      }
      return Operation(
        day: day, subject: subject, verb: verb, turn: turn, number: number, amount: amount)
    }
  }
}

/// What of a run is looked at: its days, and what it is narrowed to.
package struct View: Sendable, Equatable {
  /// The first and the last day.
  package var days: ClosedRange<Day>
  /// Who lives, and what they do.
  package var focus: Focus

  /// Creates a view.
  ///
  /// - Parameters:
  ///   - days: The first and the last day.
  ///   - focus: Who lives, and what they do.
  package init(days: ClosedRange<Day>, focus: Focus = Focus()) {
    self.days = days
    self.focus = focus
  }

  /// How many operations it names: the steps of an account on one day are one.
  package var operationCount: Int { Shrinker.procedures(focus.operations ?? []).count }

  /// How many days it has.
  package var length: Int { days.upperBound - days.lowerBound + 1 }
}
