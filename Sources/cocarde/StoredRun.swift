import Report
import Scenario
import Store

/// The summary of a run that is over, from whichever file holds it.
enum StoredRun {
  /// Reads a summary, from `summary.json` or from a database: what a file is its first bytes tell.
  ///
  /// - Parameter file: Where the file is.
  /// - Returns: The summary.
  /// - Throws: ``Failure`` for a file that is neither, and for one that was changed; `Diagnostic`
  ///   for one that cannot be read.
  static func summary(_ file: String) throws -> Summary {
    guard RunArchive.isDatabase(file) else { return try summary(ofJSON: file) }
    do {
      let stored = try RunArchive(file).summary()
      guard stored.isAsWritten else {
        throw Failure(
          .violated,
          "the summary in \(file) was changed since it was written, so that no report is made: "
            + "see `cocarde audit \(file)`")
      }
      return try Summary(stored.summary)
    } catch let error as StoreError {
      throw Failure(.usage, error.description)
    } catch let error as ReportError {
      throw Failure(.usage, "\(file): the summary in it cannot be read: \(error.description)")
    }
  }

  private static func summary(ofJSON file: String) throws -> Summary {
    let bytes = try FileAccess.disk.bytes(file)
    do {
      return try Summary(parsing: bytes)
    } catch {
      throw Failure(
        .usage,
        "\(file) is neither a summary.json nor a database that `cocarde run` wrote: "
          + error.description)
    }
  }
}

extension StoredSummary {
  /// Takes a summary apart for a database.
  ///
  /// - Parameter summary: The summary.
  /// - Throws: `ReportError` for a figure that JSON cannot hold.
  init(_ summary: Summary) throws(ReportError) {
    guard case .object(let members) = summary.json else {
      throw ReportError("a summary is an object: please report it")
    }
    let result = JSON.object(members.filter { $0.key != "engine" })
    self.init(
      result: String(decoding: try result.line(), as: UTF8.self),
      engine: String(decoding: try summary.engine.json.line(), as: UTF8.self))
  }
}

extension Summary {
  /// Puts a summary of a database together.
  ///
  /// - Parameter stored: Its parts.
  /// - Throws: `ReportError` where they are no summary of this version.
  init(_ stored: StoredSummary) throws(ReportError) {
    guard case .object(let members) = try JSON(parsing: Array(stored.result.utf8)) else {
      throw ReportError("is not an object")
    }
    let engine = JSON.Member("engine", try JSON(parsing: Array(stored.engine.utf8)))
    try self.init(checking: .object(members + [engine]))
  }
}
