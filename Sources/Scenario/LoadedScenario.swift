package import Calendar
internal import Draws
package import Law

/// A scenario with everything resolved: what a run needs, and where each value comes from.
package struct LoadedScenario: Sendable {
  /// The short name.
  package let name: String
  /// What it shows, in one line, or nothing.
  package let title: String
  /// The file as the user named it.
  package let file: String
  /// The digest of the file's bytes.
  package let sha256: String
  /// The number that every draw depends on.
  package private(set) var seed: UInt64
  /// The first day.
  package let from: Day
  /// The last day, included.
  package let through: Day
  /// The file of communes, or `nil` for the built-in table.
  package let communes: String?
  /// The reforms over the law, in the order in which they are laid.
  package let reforms: [String]
  /// The departments to simulate, or none for all of them.
  package let departments: [String]
  /// How many municipal councillors, or `nil` for as many as the law seats.
  package let officials: Int?
  /// How many countries lie side by side, each of its own draws.
  package private(set) var blocks: Int
  /// The known-bad variant of the platform, or `nil`.
  package let mutant: String?
  /// The official whose statement is printed, or `nil`.
  package private(set) var tracedOfficial: Int?
  /// Whether every operation is judged.
  package let isAudited: Bool
  /// Whether a small part is lived again with other threads and shards.
  package let isRepeated: Bool
  /// What the run must exercise.
  package let mustExercise: MustExercise
  /// Whom the oracle lives a second time.
  package let oracle: OracleShare
  /// What goes wrong, and which part of everything each seed has.
  package let swarm: Swarm
  /// The threads, or 0 for one a processor.
  package let jobs: Int
  /// The parts of the population, or 0 for the engine's choice.
  package let shards: Int
  /// What the summary must satisfy.
  package let thresholds: [Threshold]
  /// The law with its reforms and overlays.
  package let law: ParameterTable
  /// The population's margins and rates with their overlays.
  package let population: ParameterTable
  /// The rates of behaviour with their overlays.
  package let behaviour: ParameterTable
  /// Every setting and every changed parameter, with who said so.
  package private(set) var provenance: [Provenance]
  /// How the files that it names are fetched.
  package let files: FileAccess

  /// The files that it is made of, which nothing that is written may replace.
  package var inputs: [String] { [file] + reforms + (communes.map { [$0] } ?? []) }

  /// The days of the run.
  package var days: Int { through - from + 1 }

  /// One of the blocks as a scenario of its own: the first has the scenario's seed, the others have
  /// seeds drawn from it.
  ///
  /// - Parameters:
  ///   - number: The block, from 0.
  ///   - traced: The official whose statement is printed, by number in the block.
  /// - Returns: A scenario of one country.
  package func block(_ number: Int, traced: Int? = nil) -> LoadedScenario {
    var one = self
    one.seed = seed(ofBlock: number)
    one.blocks = 1
    one.tracedOfficial = traced
    one.restate("population.blocks", "1")
    one.restate("trace.official", traced.map(String.init) ?? "none")
    return one
  }

  /// Has a setting said by somebody who picks a block, so that whoever repeats it says so too.
  private mutating func restate(_ path: String, _ value: String) {
    guard let index = provenance.firstIndex(where: { $0.path == path }) else { return }
    provenance[index] = Provenance(
      path: path, value: value, origin: .flag("--set"), doc: provenance[index].doc)
  }

  /// The same scenario with fewer blocks.
  ///
  /// - Parameter blocks: How many.
  /// - Returns: The scenario.
  package func withBlocks(_ blocks: Int) -> LoadedScenario {
    var few = self
    few.blocks = blocks
    few.tracedOfficial = nil
    return few
  }

  /// The seed of a block.
  ///
  /// - Parameter number: The block, from 0.
  /// - Returns: The scenario's own for the first block.
  package func seed(ofBlock number: Int) -> UInt64 {
    number == 0 ? seed : draw(seed, Self.blockSeed, UInt64(number))
  }

  private static let blockSeed = Stream("population.block")
}

/// The invariants and witnesses without which a run proves nothing.
package enum MustExercise: Sendable, Equatable {
  /// All that the catalogue has.
  case all
  /// These ones, perhaps none.
  case named([String])

  /// The invariant that only a run with an oracle can exercise: without one it is not among all.
  package static let oracle = "ORA-1"
  /// The invariant that only a run of which a part is repeated can exercise.
  package static let repetition = "DET-1"

  /// Whether an invariant is among them.
  ///
  /// - Parameter name: Such as `DET-1`.
  /// - Returns: `true` for all of the catalogue as well.
  package func demands(_ name: String) -> Bool {
    switch self {
    case .all: true
    case .named(let names): names.contains(name)
    }
  }
}
