import Foundation
import Report

/// A file that a command writes: first beside its place, then renamed into it.
///
/// A text is written at once when all is done; a database is filled while the command lasts.
struct OutputFile {
  /// Where it will be.
  let path: String
  /// Where a database is filled; the place itself for anything else.
  let scratch: String

  /// Checks that the file can be written and that nothing is lost by it, before anything is run.
  ///
  /// - Parameters:
  ///   - path: Where it will be.
  ///   - flag: The flag that names it.
  ///   - isDatabase: Whether it is filled while the command lasts.
  ///   - places: The files of the command, to which it is added.
  /// - Throws: ``Failure`` for the place of another file, or one that cannot be written.
  init(
    _ path: String, flag: String, isDatabase: Bool = false, _ places: inout FilePlaces
  ) throws(Failure) {
    let path = Self.resolved(path)
    try places.take(path, for: flag)
    try Self.check(path, flag: flag)
    self.path = path
    guard isDatabase else {
      scratch = path
      return
    }
    // A database is renamed into its place, which would take a device away.
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard type == nil || type == .typeRegular else {
      throw Failure(.usage, "\(flag) '\(path)' must name a file, not a device or a pipe")
    }
    scratch = "\(path).partial"
    try places.take(scratch, for: flag)
  }

  /// Checks that a file can be written.
  ///
  /// - Parameters:
  ///   - path: Where it would go.
  ///   - flag: The flag that names it.
  /// - Throws: ``Failure`` with what to do.
  static func check(_ path: String, flag: String) throws(Failure) {
    do {
      try AtomicFile.canWrite(path)
    } catch {
      // Nothing was run: to be told so is worth another code than a disk that is full at the end.
      throw Failure(.usage, "\(flag): \(error)")
    }
  }

  /// The path with symbolic links followed, so that a link is kept and its target replaced.
  private static func resolved(_ path: String) -> String {
    guard FileManager.default.fileExists(atPath: path) else { return path }
    return URL(filePath: path).resolvingSymlinksInPath().path
  }

  /// Writes a text and puts the file in its place.
  ///
  /// - Parameter bytes: What it holds.
  /// - Throws: ``Failure`` where it cannot be written after all.
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
