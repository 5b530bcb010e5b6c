import Documents
import Foundation
import Report

/// A text that a command writes beside its output: `KIND=PATH`.
struct ResultFile {
  /// What it holds, as the command line names it.
  let kind: String
  /// Where it goes.
  let path: String

  /// Reads `KIND=PATH` and checks that the files can be written, before anything is run.
  ///
  /// - Parameters:
  ///   - specifications: The values of `--out`.
  ///   - kinds: What the command can write.
  /// - Returns: The files.
  /// - Throws: ``Failure`` for an unknown kind, a place named twice or one that cannot be written.
  static func prepare(
    _ specifications: [String], kinds: [String]
  ) throws(Failure) -> [ResultFile] {
    var files: [ResultFile] = []
    for text in specifications {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw Failure(.usage, "--out '\(text)' must be KIND=PATH, such as json=result.json")
      }
      guard kinds.contains(parts[0]) else {
        throw Failure(
          .usage,
          "--out knows no kind '\(parts[0])'" + Nearest.hint(parts[0], among: kinds)
            + " (one of: \(kinds.joined(separator: ", ")))")
      }
      guard !files.contains(where: { $0.path == parts[1] }) else {
        throw Failure(.usage, "--out names '\(parts[1])' twice")
      }
      try check(parts[1])
      files.append(ResultFile(kind: parts[0], path: parts[1]))
    }
    return files
  }

  /// Checks that a file can be written.
  ///
  /// - Parameter path: Where it would go.
  /// - Throws: ``Failure`` with what to do.
  static func check(_ path: String) throws(Failure) {
    do {
      try AtomicFile.canWrite(path)
    } catch {
      throw Failure(.usage, error.description)
    }
  }

  /// Writes the file.
  ///
  /// - Parameter text: What it holds.
  /// - Throws: ``Failure`` where it cannot be written after all.
  func write(_ text: String) throws(Failure) {
    do {
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      throw Failure(.internalError, error.description)
    }
  }
}
