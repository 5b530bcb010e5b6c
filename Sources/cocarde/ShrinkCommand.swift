import AllocationMeter
import ArgumentParser
import Audit
import Capsules
import Documents
import Foundation
import Ledger
import Platform
import Report

/// Makes the capsule of a violation as small as it can.
struct ShrinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shrink",
    abstract: "Makes a capsule minimal: fewer people, days and operations, smaller amounts.",
    discussion: """
      Days stay what they are, and only the same failure counts: the same invariant, day and \
      official, and nothing of it on the platform without the mistake. Other violations met on the \
      way are kept in the capsule as findings of their own. Ends with 0, or with 6 where the \
      failure is not seen any more or time ran out.
      """)

  @Argument(help: "The capsule.") var capsule: String

  @Option(
    help: ArgumentHelp(
      "Where the small one goes (default: beside it, .min.json).", valueName: "path"))
  var out: String?

  @Option(help: ArgumentHelp("Seconds at most (default: 60).", valueName: "seconds"))
  var budget: Double = 60

  @OptionGroup var display: DisplayArguments

  func validate() throws {
    guard budget > 0, budget.isFinite else { throw ValidationError("--budget must be above 0") }
  }

  func run() throws {
    try Console.checkOutput()
    let original = try CapsuleFile.read(capsule)
    let (_, world) = try CapsuleFile.open(original, capsule)
    let watch = Stopwatch()
    var shrinker = try Self.shrinker(original, world, file: capsule) {
      watch.wallSeconds > budget
    }
    guard shrinker.shrink() else {
      throw Failure(
        .inconclusive,
        "\(original.failure.invariant) is not seen any more: cocarde replay says what changed")
    }
    let small = original.shrunk(by: shrinker, shrinker.outcome())
    let path = out ?? Self.place(for: capsule)
    try CapsuleFile.write(small, to: path)
    switch display.chosen {
    case .json: try Console.print(String(decoding: try small.json.bytes(), as: UTF8.self))
    case .text: try Console.print(Self.text(small, shrinker, path))
    }
    if shrinker.isCutShort {
      throw Failure(
        .inconclusive, "time ran out after \(shrinker.runs) runs: what is left may not be minimal")
    }
  }

  private static func shrinker(
    _ capsule: Capsule, _ world: World, file: String, isOver: @escaping () -> Bool
  ) throws -> Shrinker {
    do throws(ReportError) {
      return Shrinker(
        world, try Violation(capsule.failure), in: try capsule.focus.view(), isOver: isOver)
    } catch {
      throw Diagnostic(file: file, message: "is no whole capsule: \(error)")
    }
  }

  /// Where the small capsule goes: `violation-1.json` becomes `violation-1.min.json`.
  static func place(for capsule: String) -> String {
    let name = capsule.hasSuffix(".json") ? String(capsule.dropLast(5)) : capsule
    return name.hasSuffix(".min") ? name + ".json" : name + ".min.json"
  }

  private static func text(_ capsule: Capsule, _ shrinker: Shrinker, _ path: String) -> String {
    var lines = ["  █ SHRUNK   \(capsule.failure.invariant), \(shrinker.runs) runs"]
    for step in shrinker.steps {
      lines.append(
        "    \(step.dimension.rawValue): \(step.before) → \(step.after) in \(step.runs) runs")
    }
    for other in shrinker.slippage {
      lines.append("    met on the way: \(other.invariant.id), \(other.event)")
    }
    lines.append("    operations left")
    lines += capsule.focus.story.map { "      \($0)" }
    lines.append("    account statement")
    lines += capsule.statement.map { "      \($0)" }
    lines.append("    written to \(path)")
    return lines.joined(separator: "\n")
  }
}

extension Capsule.FocusMark {
  /// The operations in words, one line each; the steps of an account on one day are one.
  var story: [String] {
    var lines: [String] = []
    var last: (day: String, subject: Int64)?
    for operation in operations ?? [] {
      let isStep = Verb.allCases.first { $0.name == operation.name }?.isAccess ?? false
      if isStep, let last, last == (operation.day, operation.subject) {
        lines[lines.count - 1] += ", \(operation.name)"
      } else {
        lines.append(operation.words)
      }
      last = isStep ? (operation.day, operation.subject) : nil
    }
    return lines
  }
}

extension Capsule.OperationMark {
  /// The operation in words.
  fileprivate var words: String {
    let dossier = self.dossier > 0 ? ", dossier \(self.dossier)" : ""
    let amount = self.amount > 0 ? ", \(Cents(self.amount))" : ""
    return "\(day)  \(name)\(dossier)\(amount)"
  }
}
