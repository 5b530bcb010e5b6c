import Behaviour
import Calendar
import Platform
import Report
import Simulation

/// Recognition and help in the summary.
extension SummaryBuilder {
  private var help: HelpFigures { outcome.help }

  /// Rows of the registry and what they matched.
  ///
  /// Every official is in the reference directories, so that a row that fits nobody, or several
  /// people, is a false negative. `rows_for_others` are those that fit somebody else best: a
  /// platform that showed the panel to whom a row fits best would have so many false positives.
  /// This one sets them aside (see the extension of ``Shard`` about recognition), so that nobody
  /// lives through a wrong panel, and ACS-4 has an eye on it. Shares are parts per million of the
  /// rows, but for `unrecognised_first_ppm`: of all whose row was due.
  var recognition: Report.Tally {
    let counts = help.recognition
    let rows = counts.first + counts.corrected
    let refusedFirst = counts.first - counts.firstMatched
    let due = counts.first + help.omitted
    let negatives = counts.noMatch + counts.ambiguous
    let unrecognised = help.inOffice - help.recognised
    var lines = Report.Tally()
    func add(_ name: String, _ count: Int) { lines.add(Int64(count), to: name) }
    add("rows", rows)
    add("first_rows", counts.first)
    add("first_rows_matched", counts.firstMatched)
    add("matched", counts.firstMatched + counts.correctedMatched)
    for kind in Match.Kind.allCases {
      add("matched_\(snake(String(describing: kind)))", counts.kinds[Int(kind.rawValue)])
    }
    add("homonyms", counts.homonyms)
    add("not_matched", counts.noMatch)
    add("ambiguous", counts.ambiguous)
    add("false_negatives", negatives)
    add("rows_for_others", counts.others)
    add("false_negatives_ppm", ppm(negatives, of: rows))
    add("rows_for_others_ppm", ppm(counts.others, of: rows))
    add("rows_omitted", help.omitted)
    add("unrecognised_first_ppm", ppm(refusedFirst + help.omitted, of: due))
    add("corrected_rows", counts.corrected)
    add("corrected_rows_matched", counts.correctedMatched)
    add("linked", counts.linked)
    add("in_office_end", help.inOffice)
    add("unrecognised_end", unrecognised)
    add("unrecognised_end_ppm", ppm(unrecognised, of: help.inOffice))
    return lines
  }

  /// Requests for help and their ends.
  var support: Report.Tally {
    var lines = Report.Tally()
    func add(_ name: String, _ count: Int) { lines.add(Int64(count), to: name) }
    add("stuck", help.help.stuck)
    add("faq_visits", help.help.faqVisits)
    add("faq_solved", help.help.faqSolved)
    add("given_up", help.help.givenUp)
    add("letters", help.help.letters.reduce(0, +))
    for need in HelpCase.allCases {
      add("letters_\(snake(String(describing: need)))", help.help.letters[Int(need.rawValue)])
    }
    for end in SupportEnd.allCases {
      add(snake(String(describing: end)), help.ends[Int(end.rawValue)])
    }
    let desk = outcome.queue(.support)
    add("backlog_end", desk.backlog)
    add("oldest_days_end", desk.oldest.map { outcome.lastDay - $0 } ?? 0)
    add("agent_minutes", Int(desk.capacity.had))
    add("agent_minutes_used", Int(desk.capacity.used))
    return lines
  }

  private func ppm(_ part: Int, of whole: Int) -> Int {
    whole > 0 ? part * 1_000_000 / whole : 0
  }

  /// A name with underscores: `both_names`.
  private func snake(_ name: String) -> String {
    name.reduce(into: "") { result, letter in
      if letter.isUppercase { result.append("_") }
      result += letter.lowercased()
    }
  }
}
