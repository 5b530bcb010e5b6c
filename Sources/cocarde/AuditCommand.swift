import ArgumentParser
import Foundation
import Store

/// Re-checks a stored run from its database alone.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Re-checks a stored run by SQL alone: that nothing was changed, and every rule kept.")

  @Argument(help: ArgumentHelp("The database that `run --out sqlite=` wrote.", valueName: "run"))
  var file: String

  @OptionGroup var display: DisplayArguments

  @Flag(help: "No progress on standard error.") var quiet = false

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let isRedrawn = Console.isRedrawable(environment, noColor: display.noColor) && !quiet
    let audit: RunAudit
    do {
      audit = try RunAudit(RunArchive(file)) { step in
        if isRedrawn { Console.progress("\r\u{1b}[Kaudit: \(step)") }
      }
    } catch {
      if isRedrawn { Console.progress("\r\u{1b}[K") }
      throw Failure(.usage, error.description)
    }
    if isRedrawn { Console.progress("\r\u{1b}[K") }
    let report = AuditReport(file, audit)
    try Console.print(display.chosen == .json ? try report.json : report.text)
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    if !audit.isClean { throw Failure(.violated) }
    if audit.invariants.contains(where: { $0.obstacle != nil }) { throw Failure(.unproven) }
  }
}
