import Foundation
import Report

/// Standard output for results, standard error for progress and diagnostics.
enum Console {
  /// Makes a write to a closed pipe an error instead of the end of the process.
  static func survivePipes() {
    signal(SIGPIPE, SIG_IGN)
    guard isOutputClosed else { return }
    // Or the next file that is opened would take the place of standard output.
    _ = unsafe open("/dev/null", O_WRONLY)
  }

  /// Whether whoever started the program left no standard output.
  private static let isOutputClosed = fcntl(STDOUT_FILENO, F_GETFD) == -1

  /// Says so before anything is computed that nobody could read.
  ///
  /// - Throws: ``Failure`` where standard output is closed.
  static func checkOutput() throws(Failure) {
    guard isOutputClosed else { return }
    throw Failure(
      .internalError, "standard output is closed; send it somewhere, such as > /dev/null")
  }

  /// Ends the process.
  static func leave(_ code: Int32) -> Never { exit(code) }

  /// Writes a text to standard output, with a line end where it has none.
  ///
  /// A reader that has gone away (`cocarde run … | head -1`) wants no more, which is no failure.
  ///
  /// - Parameter text: The text.
  /// - Throws: ``Failure`` where the output cannot be written for another reason.
  static func print(_ text: String) throws {
    try write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// Writes a report to standard output, byte by byte as a file would hold it.
  ///
  /// - Parameter bytes: The report.
  /// - Throws: ``Failure`` where the output cannot be written, unless its reader wants no more.
  static func write(_ bytes: [UInt8]) throws {
    try checkOutput()
    let code = write(bytes, to: STDOUT_FILENO)
    guard code == 0 || code == EPIPE else {
      throw Failure(.internalError, "cannot write to standard output: \(reason(code))")
    }
  }

  /// Writes a line to standard error; what cannot be said there cannot be said at all.
  static func error(_ line: String) { _ = write(Array((line + "\n").utf8), to: STDERR_FILENO) }

  /// Writes a text to standard error as it is.
  static func progress(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether standard error is a terminal on which a line may be drawn again.
  static func isRedrawable(_ environment: [String: String], noColor: Bool) -> Bool {
    isPlain(environment, noColor: noColor) ? false : isatty(STDERR_FILENO) == 1
  }

  /// How what goes to standard output is coloured: only on a terminal that nobody wants plain.
  static func palette(_ environment: [String: String], noColor: Bool) -> Palette {
    !isPlain(environment, noColor: noColor) && isatty(STDOUT_FILENO) == 1 ? .ansi : .plain
  }

  /// Whether somebody wants neither colour nor a line that is drawn again.
  static func isPlain(_ environment: [String: String], noColor: Bool) -> Bool {
    let isAutomatic = !["", "0", "false"].contains(environment["CI"] ?? "")
    return noColor || isAutomatic || environment["TERM"] == "dumb"
      || !(environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Writes all of some bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - file: An open file.
  /// - Returns: 0, or the error's number.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = unsafe Foundation.write(
          file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return errno == 0 ? EIO : errno }
        done += count
      }
      return 0
    }
  }

  /// The system's words for an error.
  static func reason(_ code: Int32) -> String {
    unsafe String(cString: strerror(code))
  }
}
