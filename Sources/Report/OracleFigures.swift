/// What came of letting the oracle live officials of the run a second time.
package struct OracleFigures: Record {
  /// Whom it lived: `off`, `all`, or a share such as `1/100`.
  package var share = "off"
  /// How many officials were compared.
  package var officials: Int64 = 0
  /// How many answers of the service were compared.
  package var events: Int64 = 0
  /// How many facts were compared in all: answers, balances, and what is known of dossiers.
  package var facts: Int64 = 0
  /// How many of them on a day on which something happened to the official.
  package var eventful: Int64 = 0
  /// How often the law left a choice, by its name.
  package var excuses = Tally()
  /// How many commands the oracle has no reading of, by verb.
  package var notCompared = Tally()
  /// How many officials differed, each counted with the first difference.
  package var differences: Int64 = 0

  /// Figures of a run without oracle.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("share", &share)
    try fields.field("officials", &officials)
    try fields.field("events", &events)
    try fields.field("facts", &facts)
    try fields.field("eventful", &eventful)
    try fields.field("excuses", &excuses)
    try fields.field("not_compared", &notCompared)
    try fields.field("differences", &differences)
  }
}

extension TextSummary {
  /// What the oracle was asked, and what it answered otherwise.
  mutating func oracle() {
    let oracle = result.oracle
    guard oracle.share != "off" else { return }
    page.heading("ORACLE", "officials lived a second time, by another reading of the law")
    page.dotted("officials (\(oracle.share))", Quantity.grouped(oracle.officials))
    page.dotted("answers compared", Quantity.grouped(oracle.events))
    page.dotted(
      "facts compared, on eventful days",
      "\(Quantity.grouped(oracle.facts)), \(Quantity.grouped(oracle.eventful))")
    page.items(phrases(oracle.excuses), label: "choices that the law leaves")
    page.items(phrases(oracle.notCompared), label: "not compared")
    page.dotted(
      "officials that differ", Quantity.grouped(oracle.differences),
      mark: oracle.differences > 0 ? "✗ " : "✓ ", tone: oracle.differences > 0 ? .bad : .good)
  }
}
