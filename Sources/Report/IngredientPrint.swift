/// The fingerprint of one ingredient of a run.
package struct IngredientPrint: Record {
  /// The ingredient's letter: ledger, operations, dossiers, queues, violations.
  package var letter = ""
  /// Sixteen hexadecimal digits.
  package var print = ""

  /// Creates a print of nothing.
  package init() {}

  /// Creates a print.
  package init(letter: String, print: String) {
    self.letter = letter
    self.print = print
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("letter", &letter)
    try fields.field("print", &print)
  }
}
