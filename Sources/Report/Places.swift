/// Officials of an age, by sex.
package struct PyramidLine: Record {
  /// The least age in full years; the next line begins where this one ends.
  package var age: Int64 = 0
  /// How many women there are.
  package var women: Int64 = 0
  /// How many men there are.
  package var men: Int64 = 0

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(age: Int64, women: Int64, men: Int64) {
    self.age = age
    self.women = women
    self.men = men
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("age", &age)
    try fields.field("women", &women)
    try fields.field("men", &men)
  }
}

/// A department (or what stands in its place overseas) at the end of the run.
package struct DepartmentLine: Record {
  /// The official code, such as `2A` or `974`.
  package var code = ""
  /// The name, such as `Corse-du-Sud`.
  package var name = ""
  /// The name of the region.
  package var region = ""
  /// How many officials were made for it.
  package var officials: Int64 = 0
  /// How many of them are women.
  package var women: Int64 = 0
  /// How many are in office at the end.
  package var inOffice: Int64 = 0
  /// How many of those are recognised.
  package var recognised: Int64 = 0
  /// What its officials hold at the end (available + reserved), in cents.
  package var heldCents: Int64 = 0
  /// How many dossiers its officials confirmed.
  package var confirmed: Int64 = 0

  /// Creates an empty line.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("code", &code)
    try fields.field("name", &name)
    try fields.field("region", &region)
    try fields.field("officials", &officials)
    try fields.field("women", &women)
    try fields.field("in_office", &inOffice)
    try fields.field("recognised", &recognised)
    try fields.field("held_cents", &heldCents)
    try fields.field("confirmed", &confirmed)
  }
}
