import Foundation
import Report

/// Processes that the bench starts: each measurement has a heap and a peak of its own.
enum Child {
  /// This program.
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()

  /// Measures a variant in a fresh process of this program.
  ///
  /// - Parameters:
  ///   - variant: The variant.
  ///   - subject: The scenario.
  /// - Returns: What the process reported.
  /// - Throws: ``ChildFailure`` where it failed.
  static func measure(_ variant: Variant, _ subject: Subject) throws -> Measurement {
    let bytes = try output(
      of: program, ["measure", "--variant", variant.rawValue] + subject.arguments)
    return try Measurement(json: JSON(parsing: bytes))
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - arguments: Its arguments.
  /// - Returns: What it wrote to standard output.
  /// - Throws: ``ChildFailure`` where it ended otherwise than with 0.
  static func output(of program: URL, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let command = ([program.lastPathComponent] + arguments).joined(separator: " ")
      throw ChildFailure(command: command, status: process.terminationStatus)
    }
    return Array(data)
  }
}

/// A process that failed; it has said why on standard error.
struct ChildFailure: Error, CustomStringConvertible {
  /// The command line.
  let command: String
  /// The exit code or the signal.
  let status: Int32

  var description: String { "'\(command)' failed with \(status)" }
}
