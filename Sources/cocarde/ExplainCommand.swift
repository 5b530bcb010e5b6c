import ArgumentParser
import Foundation
import Store

/// Prints the account statement of one official from a stored run.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Prints one official's account statement, with the rule and article for each line.")

  @Argument(help: ArgumentHelp("The database that `run --out sqlite=` wrote.", valueName: "run"))
  var file: String

  // Whatever follows is the value, so that a number below 0 gets a sentence of its own.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The official, by number in the run.", valueName: "id"))
  var official: String

  @Option(help: ArgumentHelp("fr or en (default: that of LANG, else en).", valueName: "lang"))
  var lang: StatementLanguage?

  @OptionGroup var display: DisplayArguments

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    guard let number = Int64(official) else {
      throw Failure(.usage, "--official '\(official)' is not the number of an official")
    }
    let statement: AccountStatement
    do {
      statement = try AccountStatement(RunArchive(file), official: number)
    } catch {
      throw Failure(.usage, error.description)
    }
    let language = lang ?? .of(environment)
    try Console.print(
      display.chosen == .json
        ? try StatementDocument(statement, language).json
        : StatementText.render(statement, language))
    guard statement.changedRows == 0 else {
      throw Failure(
        .violated,
        "\(statement.changedRows) row(s) of this official were changed since the run was written: "
          + "see `cocarde audit \(file)`")
    }
  }
}

extension StatementLanguage: ExpressibleByArgument {
  /// The language of an environment: LC_ALL, LC_MESSAGES, LANG, in this order.
  ///
  /// - Parameter environment: The variables.
  /// - Returns: French where they say so, else English.
  static func of(_ environment: [String: String]) -> StatementLanguage {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return value?.lowercased().hasPrefix("fr") == true ? .french : .english
  }
}
