import ArgumentParser
import Documents

/// The command line; each subcommand parses its arguments and hands them on.
struct Cocarde: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cocarde",
    abstract: "Simulates Mon Compte Élu, and judges every euro it moves.",
    discussion: "Exit codes: "
      + Exit.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ") + ".",
    version: Release.version,
    subcommands: subcommands)

  private static let subcommands: [any ParsableCommand.Type] = [
    RunCommand.self, CheckCommand.self, CasesCommand.self, LawCommand.self,
    InvariantsCommand.self, ProveCommand.self, ExploreCommand.self, FleetCommand.self,
    ReplayCommand.self, ShrinkCommand.self, DiffCommand.self, LoadCommand.self,
    SweepCommand.self, CompareCommand.self, SearchCommand.self, GateCommand.self,
    AuditCommand.self, ExplainCommand.self, ReportCommand.self, SchemaCommand.self,
  ]

  func run() throws {
    throw Failure(.usage, "name a subcommand: \(Self.names.joined(separator: ", "))")
  }

  /// The names of the subcommands.
  static var names: [String] {
    configuration.subcommands.map { $0._commandName }
  }
}

/// Which Cocarde this is.
enum Release {
  /// The version that `--version` prints.
  static let version = "1.0.0"
}

@main
enum Entry {
  static func main() {
    Console.survivePipes()
    Console.leave(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs a command line.
  ///
  /// - Parameter arguments: The arguments without the program's name.
  /// - Returns: The exit code.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try Cocarde.parseAsRoot(arguments)
      try command.run()
      return Exit.held.rawValue
    } catch let failure as Failure {
      if let message = failure.message { Console.error("cocarde: \(message)") }
      return failure.code
    } catch let diagnostic as Diagnostic {
      Console.error(diagnostic.description)
      return Exit.usage.rawValue
    } catch {
      return parserExit(error, arguments)
    }
  }

  /// Tells help and version, which succeed, from a wrong command line and from a defect.
  private static func parserExit(_ error: any Error, _ arguments: [String]) -> Int32 {
    switch Cocarde.exitCode(for: error) {
    case .success:
      let text = Cocarde.fullMessage(for: error)
      return (try? Console.print(text)) == nil
        ? Exit.internalError.rawValue : Exit.held.rawValue
    case .validationFailure:
      Console.error("cocarde: " + usage(error, arguments))
      return Exit.usage.rawValue
    default:
      Console.error("cocarde: \(error)")
      return Exit.internalError.rawValue
    }
  }

  private static func usage(_ error: any Error, _ arguments: [String]) -> String {
    let names = Cocarde.names + ["help"]
    if let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) {
      let hint = Nearest.hint(first, among: names)
      return "there is no subcommand '\(first)'"
        + (hint.isEmpty ? "; there are \(names.joined(separator: ", "))" : hint)
    }
    let message = Cocarde.message(for: error).split(separator: "\n").joined(separator: " ")
    let name = arguments.first.flatMap { names.contains($0) ? " \($0)" : nil } ?? ""
    return "\(message) (see cocarde\(name) --help)"
  }
}
