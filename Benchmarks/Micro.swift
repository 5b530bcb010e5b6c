import AllocationMeter
import ArgumentParser
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
    var loops: [[Double]] = []
    var rehearsals: [Rehearsal.Times] = []
    // The first repetition warms the caches up and is not counted.
    for repetition in 0...repetitions {
      let nanoseconds = HotLoops.all.map { $0.nanoseconds(UInt64(repetition)) }
      let times = try Rehearsal.times(on: stage)
      guard repetition > 0 else { continue }
      loops.append(nanoseconds)
      rehearsals.append(times)
    }
    func figure(_ name: String, _ time: (Rehearsal.Times) -> Double) -> MicroFigure {
      MicroFigure(name: name, sample: Sample(rehearsals.map(time)))
    }
    return HotLoops.all.indices.map { index in
      MicroFigure(name: HotLoops.all[index].name, sample: Sample(loops.map { $0[index] }))
    } + [
      figure("mandates and recognition of one official", \.recognition),
      figure("one visit: log-in and panel", \.visit),
      figure("annual credit of one account", \.credit),
      figure("one dossier, request to payment", \.dossier),
      figure("audit of one posting of a credit pass", \.creditAudit),
      figure("audit of one dossier, request to payment", \.dossierAudit),
    ]
  }
}
