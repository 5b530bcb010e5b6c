import Documents
import Foundation

/// What a file that a run writes holds.
enum OutputKind: String, CaseIterable {
  /// The kind of a file.
  case json, text, sqlite
}

/// A file that a run writes: first beside its place, then renamed into it.
struct Output {
  /// What it holds.
  let kind: OutputKind
  /// Where it will be.
  let path: String
  /// Where it is written.
  let scratch: String

  /// Reads `KIND=PATH` and checks that the file can be written, before anything is run.
  ///
  /// - Parameter specifications: The values of `--out`.
  /// - Returns: The outputs, each with an empty file at ``scratch``.
  /// - Throws: ``Failure`` for an unknown kind, a place named twice or one that cannot be written.
  static func prepare(_ specifications: [String]) throws(Failure) -> [Output] {
    var outputs: [Output] = []
    do throws(Failure) {
      for specification in specifications {
        let (kind, path) = try parse(specification)
        guard !outputs.contains(where: { $0.path == path }) else {
          throw Failure(.usage, "--out names '\(path)' twice")
        }
        outputs.append(try open(kind, path))
      }
    } catch {
      for output in outputs { output.discard() }
      throw error
    }
    return outputs
  }

  private static func parse(_ text: String) throws(Failure) -> (OutputKind, String) {
    let kinds = OutputKind.allCases.map(\.rawValue)
    guard let sign = text.firstIndex(of: "=") else {
      throw Failure(.usage, "--out '\(text)' must be KIND=PATH, such as json=summary.json")
    }
    let name = String(text[..<sign])
    let path = String(text[text.index(after: sign)...])
    guard let kind = OutputKind(rawValue: name) else {
      throw Failure(
        .usage,
        "--out knows no kind '\(name)'" + Nearest.hint(name, among: kinds)
          + " (one of: \(kinds.joined(separator: ", ")))")
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

  private static func open(_ kind: OutputKind, _ path: String) throws(Failure) -> Output {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if type == .typeDirectory {
      throw Failure(.internalError, "cannot write '\(path)': it is a folder")
    }
    // A device or a pipe is written in place: a rename would replace it.
    let isPlain = type == nil || type == .typeRegular
    let scratch = isPlain ? "\(path).\(getpid()).part" : path
    let flags = isPlain ? O_WRONLY | O_CREAT | O_TRUNC : O_WRONLY
    let file = unsafe Foundation.open(scratch, flags, 0o666)
    guard file >= 0 else {
      throw Failure(.internalError, "cannot write '\(path)': \(Console.reason(errno))")
    }
    close(file)
    let isReadOnly = unsafe access(path, W_OK) != 0
    if type == .typeRegular && isReadOnly {
      unsafe unlink(scratch)
      throw Failure(.internalError, "cannot write '\(path)': \(Console.reason(EACCES))")
    }
    return Output(kind: kind, path: path, scratch: scratch)
  }

  /// Writes a text and puts the file in its place.
  func write(_ text: String) throws(Failure) {
    let file = unsafe Foundation.open(scratch, O_WRONLY | O_TRUNC)
    guard file >= 0 else { throw failure(errno) }
    let code = Console.write(text, to: file)
    close(file)
    guard code == 0 else {
      discard()
      throw failure(code)
    }
    try commit()
  }

  /// Puts the finished file in its place.
  func commit() throws(Failure) {
    guard scratch != path else { return }
    guard unsafe rename(scratch, path) == 0 else {
      let code = errno
      discard()
      throw failure(code)
    }
  }

  /// Takes the unfinished file away.
  func discard() {
    if scratch != path { unsafe unlink(scratch) }
  }

  private func failure(_ code: Int32) -> Failure {
    Failure(.internalError, "cannot write '\(path)': \(Console.reason(code))")
  }
}
