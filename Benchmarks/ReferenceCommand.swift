import AllocationMeter
import ArgumentParser
import Report
import Statistics
import Workload

/// Runs the reference workload on the kernel and prints what every peer prints of it.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Runs the reference workload on the simulator's kernel, ledger and audit.",
    discussion: """
      Prints one line: nine checksums and a hash of all balances, the same as the plain C program \
      beside it prints, for any number of threads and shards.
      """)

  @Option(help: ArgumentHelp("How many officials.", valueName: "n")) var officials = 500_000

  @Option(help: ArgumentHelp("How many threads.", valueName: "n")) var jobs = 1

  @Option(help: ArgumentHelp("How many shards (default: by the cache).", valueName: "n"))
  var shards: Int?

  @Option(help: ArgumentHelp("How many days between two settlements.", valueName: "days"))
  var window = Workload.window

  @Flag(inversion: .prefixedNo, help: "Judge every posting.") var audit = true

  func validate() throws {
    guard (1..<1 << 31).contains(officials) else {
      throw ValidationError("--officials must be from 1 to \((1 << 31) - 1)")
    }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs must be from 1 to 256") }
    if let shards, !(1...min(officials, 65_536)).contains(shards) {
      throw ValidationError("--shards must be from 1 to \(min(officials, 65_536))")
    }
    guard (1...3_650).contains(window) else {
      throw ValidationError("--window must be from 1 to 3650")
    }
  }

  func run() throws {
    let workload = Workload(
      officials: officials, jobs: jobs, shards: shards, isAudited: audit, window: window)
    let watch = Stopwatch()
    let outcome = workload.run()
    print(outcome.line(program: "cocarde", seconds: watch.wallSeconds))
    if outcome.violations > 0 {
      Console.error("cocarde-bench: \(outcome.violations) balances are not what they must be")
      throw ExitCode(3)
    }
  }
}

extension WorkloadOutcome {
  /// The line that every peer prints.
  ///
  /// - Parameters:
  ///   - program: The program's name.
  ///   - seconds: How long it ran.
  /// - Returns: The line.
  func line(program: String, seconds: Double) -> String {
    let hash = String(fold, radix: 16)
    let zeros = String(repeating: "0", count: 16 - hash.count)
    let rate = seconds > 0 ? Double(events) / seconds : 0
    return "\(program) N=\(officials) events=\(events) dossiers=\(dossiers) bal=\(balance) "
      + "dife=\(rights) cof=\(cofunding) card=\(cards) paid=\(paid) lost=\(lost) "
      + "viol=\(violations) fold=\(zeros)\(hash) run_s=\(Self.decimal(seconds, 4)) "
      + "ev/s=\(Self.decimal(rate / 1e6, 1))e+06"
  }

  private static func decimal(_ value: Double, _ digits: Int) -> String {
    var unit = 1.0
    for _ in 0..<digits { unit *= 10 }
    return decimalText(Int64((value * unit).rounded()), decimals: digits)
  }
}
