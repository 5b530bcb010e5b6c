import Foundation
import Report

/// The program that was built beside the tests.
enum Program {
  /// What a run of the program left.
  struct Outcome {
    let code: Int32
    let out: String
    let err: String
  }

  /// The program's file.
  static var url: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "cocarde")
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: URL? = nil
  ) throws -> Outcome {
    let process = Process()
    if let folder { process.currentDirectoryURL = folder }
    process.executableURL = url
    process.arguments = arguments
    process.environment = environment.merging(
      ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("COCARDE_") }
    ) { own, _ in own }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    let errors = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, out: String(decoding: data, as: UTF8.self),
      err: String(decoding: errors, as: UTF8.self))
  }

  /// Runs the program until it has said that it began, then sends it SIGINT.
  static func interrupted(_ arguments: [String]) throws -> Outcome {
    let process = Process()
    // A process inherits the signals that the thread of a test blocks: `env` lets this one through.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["--default-signal=INT", url.path] + arguments
    process.environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("COCARDE_")
    }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    // The first words come when signals are listened for.
    var said = err.fileHandleForReading.availableData
    process.interrupt()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    said += err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, out: String(decoding: data, as: UTF8.self),
      err: String(decoding: said, as: UTF8.self))
  }

  /// Where the folders of this run of the tests are; it goes when the tests end.
  private static let home: URL = {
    atexit { try? FileManager.default.removeItem(at: Program.home) }
    return FileManager.default.temporaryDirectory
      .appending(path: "cocarde-tests-\(ProcessInfo.processInfo.processIdentifier)")
  }()

  /// Makes a folder that only this test uses.
  static func folder() throws -> URL {
    let folder = home.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Writes a scenario into a folder of its own and gives its path.
  static func scenario(_ text: String) throws -> String {
    let file = try folder().appending(path: "s.yaml")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The package's folder.
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// Runs a study and reads its report.
  static func study(_ arguments: [String]) throws -> (outcome: Outcome, report: StudyReport) {
    let outcome = try run(arguments + ["--json", "--quiet"])
    return (outcome, try StudyReport(json: JSON(parsing: Array(outcome.out.utf8))))
  }
}
