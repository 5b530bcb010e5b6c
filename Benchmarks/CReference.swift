import Foundation
import Report

/// The yardstick: a plain C program of a similar, much simpler workload.
///
/// Absolute rates depend on the machine and on the hour; the ratio to a program that was measured
/// a moment before does so far less.
struct CReference {
  /// The compiled program.
  let program: URL

  /// How often a round runs the program; the best counts, which is the harder yardstick.
  private static let repetitions = 3

  /// Compiles the program beside this one.
  ///
  /// - Parameter source: The path of the source.
  /// - Returns: The program, or `nil` where there is no C compiler.
  /// - Throws: ``ChildFailure`` where the compiler refuses it.
  static func compile(_ source: String) throws -> CReference? {
    guard let compiler = find("gcc") ?? find("cc") else { return nil }
    let program = Child.program.deletingLastPathComponent().appending(path: "bucket-reference")
    _ = try Child.output(
      of: compiler, ["-O3", "-march=native", "-o", program.path, source, "-lm"])
    return CReference(program: program)
  }

  /// Finds a program on the search path.
  private static func find(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs the program some times.
  ///
  /// - Parameter persons: How many officials it has.
  /// - Returns: The best run.
  /// - Throws: ``ReportError`` where its output cannot be read.
  func measure(persons: Int) throws -> ReferenceMeasurement {
    try Self.best(of: program, [String(persons)])
  }

  /// Runs the simulator's own version of the workload some times.
  ///
  /// - Parameters:
  ///   - persons: How many officials it has.
  ///   - jobs: How many threads.
  /// - Returns: The best run.
  /// - Throws: ``ReportError`` where its output cannot be read.
  static func measureKernel(persons: Int, jobs: Int) throws -> ReferenceMeasurement {
    var best = try best(
      of: Child.program, ["reference", "--officials", String(persons), "--jobs", String(jobs)])
    best.jobs = Int64(jobs)
    return best
  }

  private static func best(
    of program: URL, _ arguments: [String]
  ) throws -> ReferenceMeasurement {
    var best: ReferenceMeasurement?
    for _ in 0..<repetitions {
      let bytes = try Child.output(of: program, arguments)
      let run = try measurement(in: String(decoding: bytes, as: UTF8.self))
      if run.seconds < best?.seconds ?? .infinity { best = run }
    }
    guard let best else { throw ReportError("the reference workload was never run") }
    return best
  }

  /// Reads the line that every program prints of the workload: `N=…`, `events=…`, the checksums and
  /// `run_s=…`.
  static func measurement(in line: String) throws(ReportError) -> ReferenceMeasurement {
    let words = line.split(whereSeparator: \.isWhitespace)
    func field(_ name: String) -> Substring? {
      words.first { $0.hasPrefix("\(name)=") }?.dropFirst(name.count + 1)
    }
    guard let events = field("events").flatMap({ Int64($0) }),
      let seconds = field("run_s").flatMap({ Double($0) }), seconds > 0
    else { throw ReportError("the workload's program printed '\(line)', without events and run_s") }
    return ReferenceMeasurement(
      officials: field("N").flatMap { Int64($0) } ?? 0, seconds: seconds, events: events,
      checksums: words.dropFirst().prefix { !$0.hasPrefix("run_s=") }.joined(separator: " "))
  }
}
