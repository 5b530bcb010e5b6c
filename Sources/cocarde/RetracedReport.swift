import Audit
import Explore
import Ledger
import Platform
import Report

/// One path, lived again: what happened, and what is wrong.
struct RetracedReport {
  let broken: Counterexample?
  let story: Story
  let command: String

  /// The path for people.
  var lines: [String] {
    var lines = ["  explore   \(command)", ""]
    if let broken {
      lines.append("  █ COUNTEREXAMPLE   \(broken.length) step(s)")
      lines += broken.lines
    } else {
      lines += ["  █ PATH   nothing is broken on it", ""]
    }
    return lines + story.lines
  }

  /// The path for programs.
  var json: JSON {
    .object([
      JSON.Member("schema", .string("cocarde-explore-path-1")),
      JSON.Member("counterexample", broken.map { $0.json(command) } ?? .null),
      JSON.Member("path", story.json),
    ])
  }
}

extension Counterexample {
  /// What is broken, by whom it was found, and how.
  var lines: [String] {
    let finder =
      fault.finder == .audit ? "the audit, at the last step" : "the search, reading the state"
    return [
      "  ✗ \(fault.invariant.id)   \(fault.invariant.statement)",
      "    \(fault.invariant.source)",
      "    found by \(finder): \(fault.event)",
      "",
    ]
  }

  /// The command that lives the path again.
  ///
  /// - Parameter command: The command that the path belongs to.
  /// - Returns: The command line.
  func again(_ command: String) -> String { "\(command) --follow \(Step.text(path))" }

  /// What is broken, for programs.
  ///
  /// - Parameter command: The command that the path belongs to.
  /// - Returns: An object.
  func json(_ command: String) -> JSON {
    .object([
      JSON.Member("invariant", .string(fault.invariant.id)),
      JSON.Member("found_by", .string(fault.finder.rawValue)),
      JSON.Member("event", .string(fault.event)),
      JSON.Member("steps", length.json),
      JSON.Member("again", .string(again(command))),
    ])
  }
}

extension Story {
  /// The steps with their postings, and what is held at the end.
  var lines: [String] {
    var lines: [String] = []
    for (number, chapter) in chapters.enumerated() {
      let refusal = chapter.rule == .applied ? "" : "; refused: \(chapter.rule.name)"
      lines.append("    \(number). \(chapter.day)  \(chapter.words)\(refusal)")
      lines += chapter.lines.map { "         \(Self.text($0))" }
    }
    lines.append("")
    for (place, holding) in holdings.enumerated() {
      lines.append(
        "    official \(place + 1) holds \(Cents(holding.available)) available, "
          + "\(Cents(holding.reserved)) reserved, \(Cents(holding.topUps)) of top-ups")
      for dossier in holding.dossiers {
        lines.append(
          "      dossier \(dossier.number): \(dossier.state.code), price \(Cents(dossier.price)), "
            + "rights \(Cents(dossier.funding.rights)), other sources "
            + "\(Cents(dossier.funding.total - dossier.funding.rights))")
      }
    }
    return lines
  }

  private static func text(_ line: Story.Line) -> String {
    let posting = line.posting
    let from = Account(rawValue: posting.from)?.name ?? "?"
    let to = Account(rawValue: posting.to)?.name ?? "?"
    let reason = Reason(rawValue: posting.reason)?.name ?? "?"
    let who = posting.official == Posting.nobody ? "" : "official \(posting.official + 1), "
    let dossier = posting.number > 0 ? "dossier \(posting.number), " : ""
    return "\(line.day)  \(who)\(dossier)\(reason): \(Cents(posting.amount)) from \(from) to \(to)"
  }

  /// The steps with their postings, for programs.
  var json: JSON { .array(chapters.map(Self.json)) }

  private static func json(_ chapter: Story.Chapter) -> JSON {
    .object([
      JSON.Member("day", .string("\(chapter.day)")), JSON.Member("step", .string(chapter.words)),
      JSON.Member("rule", .string(chapter.rule.name)),
      JSON.Member(
        "postings",
        .array(
          chapter.lines.map { line in
            .object([
              JSON.Member("day", .string("\(line.day)")),
              JSON.Member("amount_cents", line.posting.amount.json),
              JSON.Member("from", .string(Account(rawValue: line.posting.from)?.name ?? "?")),
              JSON.Member("to", .string(Account(rawValue: line.posting.to)?.name ?? "?")),
              JSON.Member("reason", .string(Reason(rawValue: line.posting.reason)?.name ?? "?")),
              JSON.Member(
                "official",
                line.posting.official == Posting.nobody
                  ? .null : (Int(line.posting.official) + 1).json),
              JSON.Member("dossier", Int(line.posting.number).json),
            ])
          })),
    ])
  }
}
