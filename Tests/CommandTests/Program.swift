import Foundation

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

  /// Makes a folder that only this test uses.
  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
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
}
