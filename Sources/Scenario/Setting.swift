package import Calendar
package import Documents

/// A setting of a scenario: its name, what it may be, and what it is when nobody says so.
package struct Setting: Sendable {
  /// What a setting may be.
  package enum Kind: Sendable, Equatable {
    /// Any text on one line.
    case text
    /// A whole number from 0 to the largest of 64 bits.
    case seed
    /// A quantity of a unit within limits.
    case quantity(Unit, ClosedRange<Int64>)
    /// A day within limits.
    case day(ClosedRange<Day>)
    /// Yes or no.
    case flag
    /// A file, relative to the scenario's folder inside it, to the working folder elsewhere.
    case file
    /// A list of words.
    case words
    /// A list of files.
    case files
    /// A list of thresholds.
    case thresholds
  }

  /// The name with dots, such as `simulation.from`.
  package let path: String
  /// What it may be.
  package let kind: Kind
  /// What it is when nobody says so, as somebody would write it; empty for nothing.
  package let fallback: String
  /// What it is for, in one line.
  package let doc: String

  /// Every setting, in the order in which `check` prints them.
  package static let all: [Setting] =
    [
      Setting("name", .text, "", "short name, printed in every report (default: the file's name)"),
      Setting("title", .text, "", "what the scenario shows, in one line"),
      Setting("seed", .seed, "1", "the number that every draw depends on"),
      Setting("simulation.from", .day(days), "2021-07-01", "first day"),
      Setting("simulation.to", .day(days), "", "last day, included"),
      Setting(
        "simulation.years", .quantity(.year, 1...60), "10",
        "length in years, in place of simulation.to"),
      Setting(
        "territory.communes", .file, "",
        "file of communes in INSEE's format (default: the built-in table of France)"),
      Setting(
        "territory.departments", .words, "",
        "codes of the departments to simulate (default: all of them)"),
      Setting(
        "population.officials", .quantity(.count, 1...100_000_000), "",
        "how many municipal councillors, about (default: as many as the law seats)"),
      Setting(
        "population.blocks", .quantity(.count, 1...10_000), "1",
        "how many countries side by side, each of its own draws, with one fund"),
      Setting("platform.mutant", .text, "none", "known-bad variant of the platform to run"),
      Setting("trace.official", .text, "none", "official whose account statement is printed"),
      Setting("audit.enabled", .flag, "yes", "whether every operation is judged"),
      Setting(
        "audit.must", .words, "",
        "invariants and witnesses that the run must exercise, or 'all'"),
      Setting(
        "audit.repetition", .flag, "yes",
        "whether a small part is lived again with other threads, as DET-1 demands"),
      Setting(
        "audit.oracle", .text, "off",
        "whom the oracle lives a second time: off, all, or a share such as 1/100"),
      Setting(
        "engine.jobs", .quantity(.count, 0...1_024), "0", "threads; 0 for one a processor"),
      Setting(
        "engine.shards", .quantity(.count, 0...4_096), "0",
        "parts of the population; 0 for the engine's choice"),
      Setting(
        "thresholds", .thresholds, "", "what the summary must satisfy, such as violations == 0"),
      Setting("reforms", .files, "", "reform files laid over the law, in order"),
    ] + ofFaults

  /// The days that a run may touch: the civil calendar and the holidays are tested over them.
  private static let days = Day(1900, 1, 1)...Day(2199, 12, 31)

  /// The longest run, in years.
  package static let longestRun = 60

  /// The setting of a name.
  ///
  /// - Parameter path: The name.
  /// - Returns: The setting, or `nil`.
  package static func named(_ path: String) -> Setting? {
    all.first { $0.path == path }
  }

  init(_ path: String, _ kind: Kind, _ fallback: String, _ doc: String) {
    self.path = path
    self.kind = kind
    self.fallback = fallback
    self.doc = doc
  }
}

/// Where a setting's value comes from.
package enum Origin: Sendable, Equatable {
  /// Nobody said anything.
  case standard
  /// A file, at a line.
  case file(String, Int)
  /// A variable of the environment.
  case environment(String)
  /// A flag of the command line.
  case flag(String)
}

extension Origin: CustomStringConvertible {
  /// The origin in words: `default`, `national.yaml:3`, `COCARDE_SEED`, `--seed`.
  package var description: String {
    switch self {
    case .standard: "default"
    case .file(let file, let line): line > 0 ? "\(file):\(line)" : file
    case .environment(let name): name
    case .flag(let name): name
    }
  }
}

/// A setting or parameter as it is in force, and who said so.
package struct Provenance: Sendable, Equatable {
  /// The name.
  package let path: String
  /// The value as it was written.
  package let value: String
  /// Who said so.
  package let origin: Origin
  /// What it is for, in one line.
  package let doc: String
}
