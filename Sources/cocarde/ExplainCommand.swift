import ArgumentParser
import Foundation
import Store

/// Prints the account statement of one official from a stored run.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Prints one official's account statement, with the rule and article for each line.",
    discussion: """
      The seal is checked first: of a file that was changed since it was written no statement is \
      printed, and the command ends with 3; with 6 where the run was killed before it was sealed.
      """)

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
    let (archive, seal, statement): (RunArchive, RunAudit, AccountStatement?)
    do {
      archive = try RunArchive(file)
      seal = try RunAudit.ofSeal(archive)
      statement = seal.changeCount == 0 ? try AccountStatement(archive, official: number) : nil
    } catch {
      throw Failure(.usage, error.description)
    }
    guard let statement else {
      // What somebody changed is no statement of an account, whoever's rows it was.
      for change in seal.changes.prefix(3) { Console.error("cocarde: \(change.sentence)") }
      throw Failure(
        .violated,
        "\(file) was changed since it was written (\(seal.changeCount) finding(s)), so that no "
          + "statement is printed: see `cocarde audit \(file)`")
    }
    let language = lang ?? .of(environment)
    try Console.print(
      display.chosen == .json
        ? try StatementDocument(statement, language).json
        : StatementText.render(statement, language))
    guard seal.isSealed else {
      throw Failure(
        .inconclusive, "\(file) is not sealed: what may be missing in this statement nobody can say"
      )
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
