internal import Calendar
package import Documents
internal import Draws
internal import Law

extension LoadedScenario {
  /// Loads a scenario: defaults, then the file, then the environment, then the flags.
  ///
  /// - Parameters:
  ///   - path: The scenario's file.
  ///   - flags: What the command line says.
  ///   - environment: The variables of the environment.
  ///   - context: What the scenario is read against.
  /// - Returns: The scenario.
  /// - Throws: ``Diagnostic`` for anything unknown, malformed or contradictory.
  package static func load(
    _ path: String, flags: ScenarioFlags = ScenarioFlags(),
    environment: [String: String] = [:], context: ScenarioContext
  ) throws(Diagnostic) -> LoadedScenario {
    let bytes = try context.files.bytes(path)
    let text = try FileAccess.text(of: bytes, file: path)
    var loader = ScenarioLoader(file: path, context: context)
    loader.add(try Assignment.all(in: Document(text, file: path)))
    loader.add(try Environment.assignments(environment, names: loader.names))
    loader.add(try flags.assignments(ScenarioNames(context)))
    return try loader.load(sha256: SHA256.hex(of: bytes), flags: flags)
  }
}

/// What the command line says about a scenario.
package struct ScenarioFlags: Sendable {
  /// The values of `--set`, each `path=value`.
  package var overrides: [String]
  /// The values of `--reform`.
  package var reforms: [String]
  /// The values of `--threshold`.
  package var thresholds: [String]
  /// The value of `--seed`.
  package var seed: String?
  /// The value of `--jobs`.
  package var jobs: String?
  /// The value of `--oracle`.
  package var oracle: String?

  /// Creates what the command line says.
  ///
  /// - Parameters:
  ///   - overrides: The values of `--set`, each `path=value`.
  ///   - reforms: The values of `--reform`.
  ///   - thresholds: The values of `--threshold`.
  ///   - seed: The value of `--seed`.
  ///   - jobs: The value of `--jobs`.
  ///   - oracle: The value of `--oracle`.
  package init(
    overrides: [String] = [], reforms: [String] = [], thresholds: [String] = [],
    seed: String? = nil, jobs: String? = nil, oracle: String? = nil
  ) {
    self.overrides = overrides
    self.reforms = reforms
    self.thresholds = thresholds
    self.seed = seed
    self.jobs = jobs
    self.oracle = oracle
  }

  /// The assignments of the flags; those with a flag of their own come last.
  ///
  /// - Parameter names: The names, of which a flag may write the end.
  /// - Returns: The assignments, by their full names.
  /// - Throws: ``Diagnostic`` for a flag that assigns nothing, and for an end of several names.
  func assignments(_ names: ScenarioNames) throws(Diagnostic) -> [Assignment] {
    var found: [Assignment] = []
    for override in overrides {
      guard let sign = override.firstIndex(of: "=") else {
        throw Diagnostic(file: "--set", message: "'\(override)' must be path=value")
      }
      let written = String(override[..<sign]).trimmed
      guard !written.isEmpty, !written.contains("'"), !written.contains("\n") else {
        throw Diagnostic(file: "--set", message: "'\(override)' must be path=value")
      }
      let path = try names.completed(written, from: "--set") ?? written
      guard !found.contains(where: { $0.path == path }) else {
        throw Diagnostic(file: "--set", message: "'\(path)' is set twice")
      }
      found.append(
        try Assignment(
          path: path, text: String(override[override.index(after: sign)...]),
          origin: .flag("--set")))
    }
    if let seed {
      found.append(try Assignment(path: "seed", text: seed, origin: .flag("--seed")))
    }
    if let jobs {
      found.append(try Assignment(path: "engine.jobs", text: jobs, origin: .flag("--jobs")))
    }
    if let oracle {
      found.append(try Assignment(path: "audit.oracle", text: oracle, origin: .flag("--oracle")))
    }
    return found
  }
}

/// The variables of the environment that change a scenario.
enum Environment {
  /// What each of them starts with.
  static let prefix = "COCARDE_"

  /// The variable of a name: capitals, `__` for a dot, `_` for a hyphen.
  static func variable(of path: String) -> String {
    prefix
      + path.uppercased().map { $0 == "." ? "__" : $0 == "-" ? "_" : String($0) }.joined()
  }

  /// The assignments of an environment, in the order of the names.
  ///
  /// - Parameters:
  ///   - environment: The variables.
  ///   - names: Every setting and parameter.
  /// - Returns: The assignments.
  /// - Throws: ``Diagnostic`` for a variable of the prefix that names nothing.
  static func assignments(
    _ environment: [String: String], names: [String]
  ) throws(Diagnostic) -> [Assignment] {
    var found: [Assignment] = []
    var known: Set<String> = []
    for name in names {
      let variable = variable(of: name)
      guard known.insert(variable).inserted, let text = environment[variable] else { continue }
      found.append(
        try Assignment(path: name, text: text, origin: .environment(variable)))
    }
    for variable in environment.keys.sorted()
    where variable.hasPrefix(prefix) && !known.contains(variable) {
      throw Diagnostic(
        file: variable,
        message: "names no setting" + Nearest.hint(variable, among: known.sorted()))
    }
    return found
  }
}
