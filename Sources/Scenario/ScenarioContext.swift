package import Calendar
package import Documents
private import Foundation
package import Law

/// What a scenario is read against: the tables it may change and the names it may use.
package struct ScenarioContext: Sendable {
  /// The law.
  package var law: ParameterTable
  /// The margins and rates of the population.
  package var population: ParameterTable
  /// The rates of what people do.
  package var behaviour: ParameterTable
  /// The known-bad variants of the platform, or `nil` where any name goes.
  package var mutants: [String]?
  /// The invariants and witnesses that a run can exercise, or `nil` where any name goes.
  package var exercises: [String]?
  /// What a run can exercise besides under the law that a scenario made for itself: its changes.
  package var lawExercises:
    @Sendable (_ law: ParameterTable, _ days: ClosedRange<Day>) -> [String] =
      { _, _ in [] }
  /// The metrics that a summary can have, or `nil` where they are only known after the run.
  package var metrics: MetricNames?
  /// How a file's bytes are fetched.
  package var files: FileAccess

  /// Creates a context.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - population: The margins and rates of the population.
  ///   - behaviour: The rates of what people do.
  ///   - mutants: The known-bad variants of the platform, if they are known.
  ///   - exercises: The invariants and witnesses, if they are known.
  ///   - metrics: The metrics that a summary can have, if they are known.
  ///   - files: How a file's bytes are fetched.
  package init(
    law: ParameterTable, population: ParameterTable = ParameterTable([]),
    behaviour: ParameterTable = ParameterTable([]), mutants: [String]? = nil,
    exercises: [String]? = nil, metrics: MetricNames? = nil, files: FileAccess = .disk
  ) {
    self.law = law
    self.population = population
    self.behaviour = behaviour
    self.mutants = mutants
    self.exercises = exercises
    self.metrics = metrics
    self.files = files
  }
}

/// Fetches the bytes of files, from the disk or from memory.
package struct FileAccess: Sendable {
  /// Returns the bytes of the file at a path.
  package let bytes: @Sendable (_ path: String) throws(Diagnostic) -> [UInt8]

  /// Creates an access.
  ///
  /// - Parameter bytes: Returns the bytes of the file at a path.
  package init(_ bytes: @escaping @Sendable (_ path: String) throws(Diagnostic) -> [UInt8]) {
    self.bytes = bytes
  }

  /// Returns the text of a file.
  ///
  /// - Parameter path: The path.
  /// - Returns: The text.
  /// - Throws: ``Diagnostic`` where the file cannot be read or is not UTF-8.
  package func text(_ path: String) throws(Diagnostic) -> String {
    try Self.text(of: bytes(path), file: path)
  }

  /// Decodes bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of a file.
  ///   - file: The file's path.
  /// - Returns: The text.
  /// - Throws: ``Diagnostic`` where the bytes are not UTF-8.
  package static func text(of bytes: [UInt8], file: String) throws(Diagnostic) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(file: file, message: "is not UTF-8; save it in that encoding")
    }
    return text
  }

  /// Files on the disk, relative to the working folder.
  package static let disk = FileAccess { path throws(Diagnostic) in
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    guard unsafe manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Diagnostic(file: path, message: "there is no such file")
    }
    guard !isFolder.boolValue else {
      throw Diagnostic(file: path, message: "is a folder, not a file")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Diagnostic(file: path, message: "cannot be read; check its permissions")
    }
    defer { try? handle.close() }
    var bytes: [UInt8] = []
    do {
      // A pipe gives what it has: read on until nothing is left.
      while let data = try handle.read(upToCount: limit + 1 - bytes.count), !data.isEmpty {
        bytes += data
      }
    } catch {
      throw Diagnostic(file: path, message: "cannot be read: \(error.localizedDescription)")
    }
    guard bytes.count <= limit else {
      throw Diagnostic(file: path, message: "is larger than \(limit >> 20) MiB")
    }
    return bytes
  }

  /// The most bytes of a file: far above any real one, far below what would exhaust memory.
  private static let limit = 64 << 20

  /// Files in memory.
  ///
  /// - Parameter files: The texts by path.
  /// - Returns: An access to them.
  package static func memory(_ files: [String: String]) -> FileAccess {
    FileAccess { path throws(Diagnostic) in
      guard let text = files[path] else {
        throw Diagnostic(file: path, message: "there is no such file")
      }
      return Array(text.utf8)
    }
  }

  /// Resolves a path that stands inside a file.
  ///
  /// - Parameters:
  ///   - path: The path as written.
  ///   - file: The file that it stands in.
  /// - Returns: The path from the working folder.
  package static func resolve(_ path: String, in file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return String(file[...slash]) + path
  }
}
