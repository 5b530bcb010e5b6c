import ArgumentParser
import Documents
import Report

/// How a summary is shown: in any form that is text.
struct ReportDisplay: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "The form of standard output: \(ReportForm.all.map(\.name).joined(separator: ", ")).",
      valueName: "form"))
  var name: String?

  @Flag(help: "The same as --format json.") var json = false

  @Flag(help: "No colour, and no bar that is drawn again.") var noColor = false

  /// The form asked for.
  var form: ReportForm { json ? .json : name.flatMap(ReportForm.init) ?? .text }

  /// Whether somebody asked for a form.
  var isGiven: Bool { json || name != nil }

  /// The same for a study, which is no summary: text or JSON.
  ///
  /// - Returns: How the study is shown.
  /// - Throws: ``Failure`` for any other form.
  func ofStudy() throws -> DisplayArguments {
    guard form == .text || form == .json else {
      throw Failure(.usage, "--format \(form.name): a study is shown as text or json")
    }
    return try DisplayArguments.parse(
      (form == .json ? ["--json"] : []) + (noColor ? ["--no-color"] : []))
  }

  func validate() throws {
    guard let name else { return }
    guard let form = ReportForm(name) else {
      let names = ReportForm.all.map(\.name)
      throw ValidationError(
        "--format knows no form '\(name)'" + Nearest.hint(name, among: names)
          + " (one of: \(names.joined(separator: ", ")))")
    }
    if json, form != .json {
      throw ValidationError("--json and --format \(name) contradict each other")
    }
  }
}

/// The names of distributions in `hgrm-NAME`, which only a summary knows.
enum DistributionNames {
  /// Complains of a name that no summary has, before anything is run.
  ///
  /// - Parameters:
  ///   - form: The form of standard output.
  ///   - outputs: The values of `--out`.
  ///   - known: Finds out the names, if somebody has to know.
  /// - Throws: ``Failure`` for an unknown name, and what finding out throws.
  static func check(
    _ form: ReportForm, _ outputs: [String], known: () throws -> [String]
  ) throws {
    let forms = [form] + outputs.compactMap { ReportForm(String($0.prefix { $0 != "=" })) }
    let wanted = forms.compactMap { if case .hgrm(let name?) = $0 { name } else { nil } }
    guard !wanted.isEmpty else { return }
    let names = try known()
    for name in wanted where !names.contains(name) {
      throw Failure(
        .usage,
        "hgrm-\(name): there is no distribution '\(name)'" + Nearest.hint(name, among: names)
          + " (one of: \(names.joined(separator: ", ")))")
    }
  }
}
