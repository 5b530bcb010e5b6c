import Documents
import Report

/// What a file that a command writes can hold, by the names that `--out KIND=PATH` takes.
protocol FileKind: Hashable {
  /// The names, for complaints.
  static var names: [String] { get }

  /// The kind of a name.
  init?(_ name: String)

  /// Whether the file is filled while the command lasts, and put in its place at the end.
  var isDatabase: Bool { get }
}

extension FileKind {
  /// Texts are written at once.
  var isDatabase: Bool { false }
}

extension FileKind where Self: CaseIterable & RawRepresentable<String> {
  /// The names of the cases.
  static var names: [String] { allCases.map(\.rawValue) }

  /// The case of a name.
  init?(_ name: String) { self.init(rawValue: name) }
}

/// What a file that a run, a study or a report writes holds.
enum OutputKind: FileKind {
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

  /// Only the ledger of a run is filled while it lasts.
  var isDatabase: Bool { self == .sqlite }
}

/// A value of `--out`: what to write, and where.
struct Output<Kind: FileKind> {
  /// What it holds.
  let kind: Kind
  /// Where it goes.
  let file: OutputFile

  /// Reads `KIND=PATH` and checks that the files can be written, before anything is run.
  ///
  /// - Parameters:
  ///   - specifications: The values of `--out`.
  ///   - places: The files of the command, to which these are added.
  /// - Returns: The outputs.
  /// - Throws: ``Failure`` for an unknown kind, the place of another file, or one that cannot be
  ///   written.
  static func prepare(
    _ specifications: [String], _ places: inout FilePlaces
  ) throws(Failure) -> [Output] {
    var outputs: [Output] = []
    for specification in specifications {
      let (kind, path) = try parse(specification)
      outputs.append(
        Output(
          kind: kind,
          file: try OutputFile(path, flag: "--out", isDatabase: kind.isDatabase, &places)))
    }
    return outputs
  }

  /// Reads `KIND=PATH` of a command that writes nothing else.
  ///
  /// - Parameters:
  ///   - specifications: The values of `--out`.
  ///   - inputs: The files that the command reads, which no output may replace.
  /// - Returns: The outputs.
  /// - Throws: ``Failure`` as above.
  static func prepare(
    _ specifications: [String], inputs: [String]
  ) throws(Failure) -> [Output] {
    var places = FilePlaces(reading: inputs)
    return try prepare(specifications, &places)
  }

  private static func parse(_ text: String) throws(Failure) -> (Kind, String) {
    guard let sign = text.firstIndex(of: "=") else {
      throw Failure(.usage, "--out '\(text)' must be KIND=PATH, such as json=result.json")
    }
    let name = String(text[..<sign])
    let path = String(text[text.index(after: sign)...])
    guard let kind = Kind(name) else {
      throw Failure(
        .usage,
        "--out knows no kind '\(name)'" + Nearest.hint(name, among: Kind.names)
          + " (one of: \(Kind.names.joined(separator: ", ")))")
    }
    guard !path.isEmpty, path != "-" else {
      throw Failure(.usage, "--out '\(text)' needs a file; --format writes to standard output")
    }
    return (kind, path)
  }
}
