import CHost
import Foundation

/// Counts the instructions of a run by valgrind's callgrind, where it is installed.
enum Callgrind {
  /// What came of it: a count, or why there is none.
  enum Count {
    /// A result.
    case instructions(Int64)
    case unavailable(String)
  }

  /// What the count depends on beside the program and its compiler.
  static var library: String {
    "glibc \(unsafe String(cString: cocarde_library_version()))"
  }

  /// Counts the instructions of a program.
  ///
  /// Valgrind cannot read the debug information of Swift's builds and would give up; a copy of the
  /// program without it is run instead. Hash seeds are fixed and the allocator gives nothing back,
  /// which it does by the clock, so that the same program comes to the same count but for some
  /// hundredths of a percent.
  ///
  /// - Parameters:
  ///   - program: The program's file.
  ///   - arguments: Its arguments.
  ///   - folder: Where the copy goes.
  /// - Returns: The count, or why there is none.
  /// - Throws: ``Failure`` where a program that is there cannot be started.
  static func count(
    _ program: String, _ arguments: [String], in folder: ScratchFolder
  ) throws(Failure) -> Count {
    guard HostClass.isOptimized else { return .unavailable("built without optimization") }
    guard let valgrind = find("valgrind") else {
      return .unavailable("valgrind is not installed")
    }
    guard let objcopy = find("objcopy") else {
      return .unavailable("objcopy (binutils) is not installed, which valgrind needs here")
    }
    let (copy, log) = (folder.path("stripped"), folder.path("callgrind.txt"))
    let stripped = try ChildProcess(objcopy, ["--strip-debug", program, copy]).finish()
    guard stripped.code == 0 else { return .unavailable("objcopy failed with \(stripped.code)") }
    let run = try ChildProcess(
      valgrind, ["--tool=callgrind", "--callgrind-out-file=/dev/null", copy] + arguments,
      environment: [
        "SWIFT_DETERMINISTIC_HASHING": "1",
        "MALLOC_CONF": "dirty_decay_ms:-1,muzzy_decay_ms:-1",
      ], errors: log
    ).finish()
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    guard run.code == 0, let count = collected(text), count > 0 else {
      return .unavailable("valgrind ended with \(run.code) and no count")
    }
    return .instructions(count)
  }

  /// The count in callgrind's words: `==123== Collected : 1263829780`.
  static func collected(_ text: String) -> Int64? {
    for line in text.split(separator: "\n") where line.contains("Collected :") {
      return line.split(separator: ":").last.flatMap { Int64($0.filter { $0 != " " }) }
    }
    return nil
  }

  /// A program of the search path.
  static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
