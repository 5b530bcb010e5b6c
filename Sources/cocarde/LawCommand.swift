import ArgumentParser
import Calendar
import Documents
import Foundation
import Law
import Scenario

/// Prints the parameters of the law with their sources.
struct LawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "law",
    abstract: "Prints the parameters of the law in force on a day, with their sources.")

  @Option(
    help: ArgumentHelp(
      "The day (default: the day the sources were last checked).", valueName: "date"))
  var at: String?

  @Option(help: ArgumentHelp("Every value that one parameter ever had.", valueName: "name"))
  var history: String?

  @Option(
    name: .customLong("reform"),
    help: ArgumentHelp("Lays a reform over the law (repeatable).", valueName: "file"))
  var reforms: [String] = []

  @OptionGroup var display: DisplayArguments

  func validate() throws {
    if at != nil && history != nil {
      throw ValidationError("--at and --history contradict each other: a history has all days")
    }
    if history != nil && display.chosen == .json {
      throw ValidationError("--history is printed as text only")
    }
  }

  func run() throws {
    var law = try ParameterTable.law()
    for file in reforms {
      law = try law.applying(Reform(Document(FileAccess.disk.text(file), file: file)))
    }
    if let history {
      try Console.print(try LawText.history(law, history))
    } else if display.chosen == .json {
      try Console.print(try LawDocument(law, on: try day(law)).json)
    } else {
      try Console.print(LawText.inForce(law, on: try day(law)))
    }
  }

  private func day(_ law: ParameterTable) throws -> Day {
    guard let at else {
      return law.parameters.flatMap(\.values).map(\.checked).max() ?? .distantPast
    }
    guard let day = Day(at) else {
      throw Failure(.usage, "--at '\(at)' is not a date that exists, as YYYY-MM-DD")
    }
    return day
  }
}

/// The parameters in force on a day, for programs.
struct LawDocument: Encodable {
  /// A parameter in force; without a value before its first one.
  struct Entry: Encodable {
    let name, title, unit: String
    /// When a run reads it: `daily`, `yearly`, `once`; `never` where it is there for information.
    let read: String
    let value: String?
    let since, reference, url, checked, confidence: String?
  }

  let schema = "cocarde-law-1"
  let day: String
  let parameters: [Entry]

  private enum CodingKeys: CodingKey { case schema, day, parameters }

  init(_ law: ParameterTable, on day: Day) {
    self.day = day.description
    parameters = law.parameters.map { parameter in
      let value = parameter.inForce(on: day)
      return Entry(
        name: parameter.name, title: parameter.title, unit: parameter.unit.rawValue,
        read: parameter.reading.rawValue,
        value: value?.value.lines(parameter.unit).joined(separator: "; "),
        since: value?.from.description, reference: value?.reference, url: value?.url,
        checked: value?.checked.description, confidence: value?.confidence.rawValue)
    }
  }

  /// The document as text.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
