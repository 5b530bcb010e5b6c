internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Writes the account statement of one official, line by line, as the run goes.
struct StatementBuilder {
  let official: UInt32
  /// Whether amounts are printed in F CFP as well.
  let isPacific: Bool
  private(set) var lines: [String] = []
  private var available: Int64 = 0
  private var reserved: Int64 = 0

  init(official: UInt32, isPacific: Bool) {
    self.official = official
    self.isPacific = isPacific
  }

  mutating func read(_ batch: borrowing Batch, base: Int, _ statute: Statute) {
    guard Int(official) >= base else { return }
    for index in batch.postings.indices where batch.postings[index].official == official {
      read(batch.postings[index], batch.day, statute)
    }
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard Int(outcome.official) + base == Int(official), outcome.verb != .levy else { continue }
      if outcome.rule != .applied {
        lines.append("\(batch.day)  \(outcome.verb.name) refused: \(outcome.rule.name)")
      } else if outcome.number > 0, outcome.before != outcome.after || outcome.verb == .request {
        lines.append(
          "\(batch.day)  dossier \(outcome.number): \(outcome.verb.name), now \(outcome.after.code)"
        )
      }
    }
  }

  private mutating func read(_ posting: Posting, _ day: Day, _ statute: Statute) {
    guard let from = Account(rawValue: posting.from), let to = Account(rawValue: posting.to),
      let reason = Reason(rawValue: posting.reason)
    else { return }
    if from == .rightsAvailable { available -= posting.amount }
    if from == .rightsReserved { reserved -= posting.amount }
    if to == .rightsAvailable { available += posting.amount }
    if to == .rightsReserved { reserved += posting.amount }
    let amount =
      from.book == .hours ? "\(posting.amount) h" : money(posting.amount, statute)
    let cap = isPacific ? statute.pacificTerms.cap : statute.cap
    let dossier = posting.number > 0 ? " (dossier \(posting.number))" : ""
    lines.append(
      "\(day)  \(reason.name)\(dossier): \(amount) from \(from.name) to \(to.name); "
        + "available \(money(available, statute)), reserved \(money(reserved, statute)), "
        + "cap \(cap == .max ? "none" : money(cap, statute))")
  }

  /// An amount in euros, and for an official of the Pacific in francs beside them.
  private func money(_ cents: Int64, _ statute: Statute) -> String {
    guard isPacific else { return Cents(cents).description }
    return "\(Cents(cents)) (\(Francs(Cents(cents), at: statute.parity)))"
  }
}
