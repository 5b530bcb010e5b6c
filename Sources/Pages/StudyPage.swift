package import Report

/// The page of a study: a question, the answer with its interval, and what the answer rests on.
///
/// A study fills it with texts in the language of its ``say``, and with tables and charts;
/// ``Chart`` has makers for those that studies need: intervals, pairs (a forest), and a response
/// with the limit that was found.
package struct StudyPage: Sendable {
  /// The words and figures of the page's language.
  package let say: Wording
  /// What kind of study it is, such as “Sweep”.
  package var kind = ""
  /// The title.
  package var title = ""
  /// What was asked, in one sentence.
  package var question = ""
  /// The answer, in one sentence.
  package var answer = ""
  /// How the answer is coloured.
  package var tone = Sheet.Tone.plain
  /// The exit code of the command.
  package var exit: Int32 = 0
  /// What the answer rests on, one sentence each.
  package var reasons: [String] = []
  /// The key figures.
  package var figures: [Sheet.Figure] = []
  /// The sections with tables and charts.
  package var sections: [Sheet.Section] = []
  /// The commands that do it again.
  package var commands: [String] = []
  /// What was run: names and values, such as the seed and the SHA-256 of the scenario.
  package var identity: [(name: String, value: String)] = []
  /// The version of the program.
  package var version = ""

  /// Creates an empty page.
  ///
  /// - Parameter language: Its language.
  package init(_ language: Language) { say = Wording(language) }

  /// Writes the page as one file that opens offline.
  ///
  /// - Parameter scripts: The chart libraries; without them the page keeps its tables.
  /// - Returns: The file.
  /// - Throws: ``ReportError`` if a template cannot be read.
  package func render(scripts: ChartScripts = .installed()) throws(ReportError) -> String {
    try PageWriter.write(sheet, say, scripts)
  }

  /// What the page says, before it is written.
  package var sheet: Sheet {
    var sheet = Sheet()
    sheet.kind = kind
    sheet.title = title
    sheet.subtitle = question
    sheet.verdict = answer
    sheet.tone = tone
    sheet.consequence = say("verdict.exit", ["code": "\(exit)", "meaning": say("exit.\(exit)")])
    sheet.reasons = reasons
    sheet.figures = figures
    sheet.sections = sections
    var again: [Sheet.Block] = commands.isEmpty ? [] : [.code(commands)]
    if !identity.isEmpty {
      again.append(
        .table(
          Table(
            say("again.table"),
            [Table.Column(say("again.name"), .words), Table.Column(say("again.value"), .code)],
            identity.map { [Table.Cell($0.name), Table.Cell($0.value)] })))
    }
    if !again.isEmpty {
      sheet.sections.append(
        Sheet.Section("again", say("section.again"), lead: say("study.again"), again))
    }
    sheet.imprint = say("study.imprint", ["version": version.isEmpty ? "" : " " + version])
    return sheet
  }
}
