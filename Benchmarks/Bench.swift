import ArgumentParser
import Documents
import Foundation
import Report
import Scenario

/// Measures the national scenario beside a plain C program, in rounds.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cocarde-bench",
    abstract: "Measures the simulator: operations a second, memory, the cost of the audit.",
    discussion: """
      A round measures the reference workload in C and on the simulator's kernel, then every \
      variant of the scenario, each in a process of its own; what is stored in a database is \
      measured in the first round only. The targets are printed as reached or missed and change \
      nothing in the exit code: only ledgers that differ between variants, or checksums that \
      differ from those of C, do (5).
      """,
    subcommands: [ReferenceCommand.self, Measure.self, Micro.self])

  @OptionGroup var subject: Subject

  @Option(help: ArgumentHelp("How many rounds (default: 5, or 1 with --smoke).", valueName: "n"))
  var rounds: Int?

  @Option(help: ArgumentHelp("Where the results go as JSON.", valueName: "path"))
  var json: String?

  @Option(help: ArgumentHelp("The source of the C reference.", valueName: "path"))
  var reference = "Benchmarks/Reference/bucket.c"

  func validate() throws {
    if let rounds, !(1...1_000).contains(rounds) {
      throw ValidationError("--rounds must be from 1 to 1000")
    }
  }

  func run() throws {
    if let json { try AtomicFile.canWrite(json) }
    // Anything wrong in the scenario is said before a compiler runs.
    let scenario = try subject.load()
    let compiled = try CReference.compile(reference)
    var results = Results(
      scenario: scenario.name, from: "\(scenario.from)", through: "\(scenario.through)",
      sha256: scenario.sha256, isSmoke: subject.smoke)
    let wanted = rounds ?? (subject.smoke ? 1 : 5)
    for number in 0..<wanted {
      progress("round \(number + 1) of \(wanted)")
      results.rounds.append(try round(number, compiled))
    }
    progress("micro-benchmarks")
    results.micro = try MicroBench.figures(repetitions: subject.smoke ? 3 : 15)
    print(results.text)
    if let json { try AtomicFile.write(try results.json.bytes(), to: json) }
    if let difference = results.difference {
      Console.error("cocarde-bench: \(difference)")
      throw ExitCode(5)
    }
  }

  /// Measures everything once.
  ///
  /// The variants take turns in being first, so that none always finds
  /// the machine as the compiler's neighbour left it.
  private func round(_ number: Int, _ reference: CReference?) throws -> Round {
    var round = Round()
    for size in subject.smoke ? Results.smokeSizes : Results.sizes {
      if let reference { round.references.append(try reference.measure(persons: size)) }
      for jobs in [1, 2] {
        round.workloads.append(try CReference.measureKernel(persons: size, jobs: jobs))
      }
    }
    // A database of the whole country takes longer than everything else together.
    let variants = Variant.allCases.filter { !$0.isStored || number == 0 }
    for turn in variants.indices {
      let variant = variants[(turn + number) % variants.count]
      round.measurements.append(try Child.measure(variant, subject))
    }
    return round
  }

  private func progress(_ text: String) { Console.error("cocarde-bench: \(text)") }
}

@main
enum Entry {
  static func main() {
    do {
      var command = try Bench.parseAsRoot()
      try command.run()
    } catch let diagnostic as Diagnostic {
      Console.error(diagnostic.description)
      exit(2)
    } catch {
      leave(error)
    }
  }

  /// Ends with the exit codes of `cocarde`: 2 for a wrong command line, 1 for a failure.
  private static func leave(_ error: any Error) -> Never {
    switch Bench.exitCode(for: error) {
    case .success:
      print(Bench.fullMessage(for: error))
      exit(0)
    case .validationFailure:
      Console.error("cocarde-bench: \(Bench.message(for: error)) (see cocarde-bench --help)")
      exit(2)
    case let code:
      if !(error is ExitCode) { Console.error("cocarde-bench: \(error)") }
      exit(code.rawValue)
    }
  }
}

/// Standard error, for progress and complaints.
enum Console {
  /// Writes a line.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
