import Documents
import Foundation
import Report

/// What a file that a run or a report writes holds.
enum OutputKind: Hashable {
  /// A summary as text of some form.
  case form(ReportForm)
  /// A run as a database.
  case sqlite

  /// The names of all kinds, but for the distributions, which a run names itself.
  static let names = ReportForm.all.map(\.name) + ["sqlite"]

  /// The kind of a name, as `--out` takes it.
  init?(_ name: String) {
    if name == "sqlite" {
      self = .sqlite
    } else if let form = ReportForm(name) {
      self = .form(form)
    } else {
      return nil
    }
  }
}

/// A file that a run writes: first beside its place, then renamed into it.
///
/// A text is written at once when the run is over; a database is filled while it lasts.
struct Output {
  /// What it holds.
  let kind: OutputKind
  /// Where it will be.
  let path: String
  /// Where a database is filled; the place itself for anything else.
  let scratch: String

  /// Reads `KIND=PATH` and checks that the file can be written, before anything is run.
  ///
  /// - Parameters:
  ///   - specifications: The values of `--out`.
  ///   - inputs: The files that the run reads, which no output may replace.
  /// - Returns: The outputs.
  /// - Throws: ``Failure`` for an unknown kind, a place named twice, the place of an input, or
  ///   one that cannot be written.
  static func prepare(
    _ specifications: [String], inputs: [String] = []
  ) throws(Failure) -> [Output] {
    var outputs: [Output] = []
    for specification in specifications {
      let (kind, path) = try parse(specification)
      guard !outputs.contains(where: { place($0.path) == place(path) }) else {
        throw Failure(.usage, "--out names '\(path)' twice")
      }
      guard !inputs.contains(where: { place($0) == place(path) }) else {
        throw Failure(.usage, "--out '\(path)' would replace a file that the run reads")
      }
      outputs.append(try open(kind, path))
    }
    return outputs
  }

  private static func parse(_ text: String) throws(Failure) -> (OutputKind, String) {
    guard let sign = text.firstIndex(of: "=") else {
      throw Failure(.usage, "--out '\(text)' must be KIND=PATH, such as json=summary.json")
    }
    let name = String(text[..<sign])
    let path = String(text[text.index(after: sign)...])
    guard let kind = OutputKind(name) else {
      throw Failure(
        .usage,
        "--out knows no kind '\(name)'" + Nearest.hint(name, among: OutputKind.names)
          + " (one of: \(OutputKind.names.joined(separator: ", ")))")
    }
    guard !path.isEmpty, path != "-" else {
      throw Failure(.usage, "--out '\(text)' needs a file; --format writes to standard output")
    }
    return (kind, resolved(path))
  }

  /// The path with symbolic links followed, so that a link is kept and its target replaced.
  private static func resolved(_ path: String) -> String {
    guard FileManager.default.fileExists(atPath: path) else { return path }
    return URL(filePath: path).resolvingSymlinksInPath().path
  }

  /// The one name of a place, however it is written.
  private static func place(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  private static func open(_ kind: OutputKind, _ path: String) throws(Failure) -> Output {
    do {
      try AtomicFile.canWrite(path)
    } catch {
      // Nothing was run: to be told so is worth another code than a disk that is full at the end.
      throw Failure(.usage, "--out: \(error)")
    }
    guard kind == .sqlite else { return Output(kind: kind, path: path, scratch: path) }
    // A database is renamed into its place, which would take a device away.
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard type == nil || type == .typeRegular else {
      throw Failure(.usage, "--out sqlite=\(path) must name a file, not a device or a pipe")
    }
    return Output(kind: kind, path: path, scratch: "\(path).partial")
  }

  /// Writes a text and puts the file in its place.
  func write(_ bytes: [UInt8]) throws(Failure) {
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw Failure(.internalError, "\(error)")
    }
  }

  /// Puts the finished database in its place.
  func commit() throws(Failure) {
    guard scratch != path else { return }
    guard unsafe rename(scratch, path) == 0 else {
      let code = errno
      discard()
      throw Failure(.internalError, "cannot write '\(path)': \(Console.reason(code))")
    }
  }

  /// Takes an unfinished database away.
  func discard() {
    guard scratch != path else { return }
    _ = unsafe unlink(scratch)
    _ = unsafe unlink(scratch + "-journal")
  }
}
