/// A system or actor of the service, with what it did in a run.
package struct SystemLine: Record {
  /// The number in the list of systems.
  package var number: Int64 = 0
  /// The English name.
  package var name = ""
  /// The French name.
  package var french = ""
  /// The room of the program in which it lives.
  package var room = ""
  /// What is counted.
  package var unit = ""
  /// How many there were in the run.
  package var count: Int64 = 0
  /// The invariants that judge it, by id.
  package var invariants: [String] = []

  /// A line without a system.
  package init() {}

  /// Creates a line.
  package init(
    number: Int64, name: String, french: String, room: String, unit: String, count: Int64,
    invariants: [String]
  ) {
    self.number = number
    self.name = name
    self.french = french
    self.room = room
    self.unit = unit
    self.count = count
    self.invariants = invariants
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("number", &number)
    try fields.field("name", &name)
    try fields.field("french", &french)
    try fields.field("room", &room)
    try fields.field("unit", &unit)
    try fields.field("count", &count)
    try fields.field("invariants", &invariants)
  }
}
