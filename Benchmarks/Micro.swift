import AllocationMeter
import ArgumentParser
import Draws
import Report
import Statistics

/// Measures the hottest operations alone.
struct Micro: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the hottest operations alone: nanoseconds of each.")

  @Option(help: ArgumentHelp("How many repetitions.", valueName: "n")) var repetitions = 15

  func validate() throws {
    if !(1...10_000).contains(repetitions) {
      throw ValidationError("--repetitions must be from 1 to 10000")
    }
  }

  func run() throws {
    var results = Results(scenario: "micro", from: "", through: "", sha256: "", isSmoke: true)
    results.micro = try MicroBench.figures(repetitions: repetitions)
    print(results.microTable.joined(separator: "\n"))
  }
}

/// Nanoseconds of one operation, repetition by repetition.
struct MicroFigure {
  /// The operation.
  let name: String
  /// Its nanoseconds.
  let sample: Sample
}

/// The micro-benchmarks.
enum MicroBench {
  /// Measures everything.
  ///
  /// - Parameter repetitions: How often.
  /// - Returns: The figures.
  /// - Throws: ``ReportError`` where the rehearsed days do not go as they must.
  static func figures(repetitions: Int) throws -> [MicroFigure] {
    let stage = try Stage()
    var draws: [Double] = []
    var rehearsals: [Rehearsal.Times] = []
    // The first repetition warms the caches up and is not counted.
    for repetition in 0...repetitions {
      let nanoseconds = drawing(UInt64(repetition))
      let times = try Rehearsal.times(on: stage)
      guard repetition > 0 else { continue }
      draws.append(nanoseconds)
      rehearsals.append(times)
    }
    func figure(_ name: String, _ time: (Rehearsal.Times) -> Double) -> MicroFigure {
      MicroFigure(name: name, sample: Sample(rehearsals.map(time)))
    }
    return [
      MicroFigure(name: "one draw", sample: Sample(draws)),
      figure("annual credit of one account", \.credit),
      figure("one dossier, request to payment", \.dossier),
      figure("audit of one posting of a credit pass", \.creditAudit),
      figure("audit of one dossier, request to payment", \.dossierAudit),
    ]
  }

  private static let stream = Stream("benchmark")

  /// Draws a million times; the sum is used, so that no draw can be left out.
  private static func drawing(_ seed: UInt64) -> Double {
    let count: UInt64 = 1_000_000
    let watch = Stopwatch()
    var sum: UInt64 = 0
    for entity in 0..<count {
      sum &+= draw(seed, stream, entity, 0).below(1_000)
    }
    let seconds = watch.wallSeconds
    // A million draws below 1,000 never add up to nothing.
    return sum > 0 ? seconds / Double(count) * 1e9 : .infinity
  }
}
