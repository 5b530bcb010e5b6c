import ArgumentParser
import Foundation
import Report

/// Writes the reports of a run that is over, without running again.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the reports of a stored run in any form, without running it again.",
    discussion: """
      Every report is made from the summary alone, so that it is, byte by byte, what `run` would \
      have written. Ends with 0 where the reports were made, whatever the run came to; with \
      --exit-code as the run did (of one that was interrupted, with 6 unless it violated an \
      invariant). A file that is no run ends with 2, one that was changed since with 3.
      """)

  @Argument(
    help: ArgumentHelp(
      "A summary.json, or the database that `run --out sqlite=` wrote.", valueName: "run"))
  var file: String

  @OptionGroup var display: ReportDisplay

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "Writes a file (repeatable): \(ReportForm.all.map(\.name).joined(separator: ", ")).",
      valueName: "kind=path"))
  var outputs: [String] = []

  @Flag(help: "Ends as the run did, with its exit code.") var exitCode = false

  func run() throws {
    try Console.checkOutput()
    let outputs = try Output<OutputKind>.prepare(
      self.outputs, inputs: [file, file + "-wal", file + "-shm"])
    guard !outputs.contains(where: { $0.kind == .sqlite }) else {
      throw Failure(
        .usage, "--out sqlite: a summary holds no ledger; `cocarde run --out sqlite=` stores one")
    }
    let summary = try StoredRun.summary(file)
    try DistributionNames.check(display.form, self.outputs) { Spectra.names(summary.result) }
    for output in outputs {
      guard case .form(let form) = output.kind else { continue }
      try output.file.write(try SummaryPrinter.bytes(summary, form))
    }
    // Who asks for files alone wants nothing on standard output.
    if outputs.isEmpty || display.isGiven {
      let palette = Console.palette(
        ProcessInfo.processInfo.environment, noColor: display.noColor)
      try Console.write(try SummaryPrinter.bytes(summary, display.form, palette: palette))
    }
    guard exitCode else { return }
    let exit = Exit(rawValue: Int32(clamping: summary.verdict.exit)) ?? .internalError
    if exit != .held {
      for complaint in summary.verdict.complaints { Console.error("cocarde: \(complaint)") }
      throw Failure(exit)
    }
  }
}
