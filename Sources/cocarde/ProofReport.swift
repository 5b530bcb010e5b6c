import Audit
import Platform
import Report
import Scenario
import Study

/// What a proof came to: nothing in it depends on the machine or on the number of threads.
struct ProofReport {
  let scenario: LoadedScenario
  let arguments: ScenarioArguments
  let extent: Proof.Extent
  let matrix: KillMatrix
  /// Whether every mutant was run, so that an invariant that caught none is idle.
  let isWhole: Bool
  /// Whether the catalogue must declare the killers that there are, and no others.
  let isStrict: Bool
  let interruption: Exit?

  /// The invariants that caught nothing, where that says something.
  var idle: [Invariant] { isWhole && interruption == nil ? matrix.idle : [] }

  /// The seeds in which the platform as it should be broke something.
  var unhealthy: [Trial] { matrix.healthy.trials.filter { !$0.kills.isEmpty } }

  /// Whether the catalogue declares the killers that there are, and no others.
  var isDeclared: Bool { matrix.rows.allSatisfy { $0.unexpected.isEmpty && $0.unseen.isEmpty } }

  /// How the proof ended.
  var exit: Exit {
    if let interruption { return interruption }
    if !matrix.survivors.isEmpty || !unhealthy.isEmpty { return .violated }
    if isStrict, !isDeclared { return .regression }
    return idle.isEmpty ? .held : .unproven
  }

  /// Why the proof does not end with 0, one sentence each.
  var complaints: [String] {
    var complaints: [String] = []
    if interruption != nil {
      complaints.append("interrupted; the result covers the runs that were made")
    }
    if let first = unhealthy.first {
      let broken = first.kills.map(\.invariant.id).joined(separator: ", ")
      complaints.append(
        "the platform as it should be broke \(broken) with the seed \(seed(first)): "
          + command(first))
    }
    if interruption == nil, !matrix.survivors.isEmpty {
      let names = matrix.survivors.map(\.name).joined(separator: ", ")
      complaints.append("nobody caught \(names)")
    }
    if !idle.isEmpty {
      complaints.append("caught no mutant: \(idle.map(\.id).joined(separator: ", "))")
    }
    if isStrict, interruption == nil, !isDeclared {
      complaints.append("the catalogue declares other killers than there are")
    }
    return complaints
  }

  private func seed(_ trial: Trial) -> UInt64 { scenario.seed &+ UInt64(trial.number) }

  /// The command that repeats a run of the platform as it should be.
  private func command(_ trial: Trial) -> String {
    var arguments = arguments
    arguments.seed = "\(seed(trial))"
    return arguments.invocation
  }
}

extension ProofReport {
  /// The result for people.
  var text: String {
    let officials = scenario.officials.map { ", \(Quantity.grouped(Int64($0))) councillors" } ?? ""
    let first = matrix.rows.count { row in
      row.trials.first.map { !$0.kills.isEmpty } ?? false
    }
    var lines = [
      "  █ PROOF   \(scenario.name), \(scenario.from) to \(scenario.through)\(officials)",
      "    \(matrix.rows.count) mutants, \(matrix.rows.count - matrix.survivors.count) caught, "
        + "\(first) by the first seed",
      "    \(matrix.runs) runs; seeds from \(scenario.seed) on, at least \(extent.least) each and "
        + "at most \(extent.most)",
      "    the platform as it should be: "
        + (unhealthy.isEmpty
          ? "nothing broken in \(matrix.healthy.trials.count) seed(s)"
          : "broke something in \(unhealthy.count) seed(s)"),
      "",
      "  █ MUTANTS   who catches them: seeds until the first catch, seeds that caught of those",
      "              run, days from the run's first day to the first violation; what a mistake",
      "              draws in now and then is not declared",
    ]
    lines += TextTable.lines(
      [["mutant", "caught by", "seed", "caught", "median day", "latest", ""]]
        + matrix.rows.flatMap(cells))
    lines += ["", "  █ INVARIANTS   what they catch"]
    for invariant in Invariant.allCases {
      let names = matrix.mutants(caughtBy: invariant).map(\.name).joined(separator: ", ")
      if isWhole || !names.isEmpty {
        lines += Self.wrapped(invariant.id, names.isEmpty ? "nothing" : names)
      }
    }
    return (lines + grid + verdicts).joined(separator: "\n")
  }

  private func cells(_ row: KillMatrix.Row) -> [[String]] {
    guard !row.isSurvivor else { return [[row.mutant.name, "nobody", "", "", "", "", "✗"]] }
    return row.killers.enumerated().map { index, killer in
      [
        index == 0 ? row.mutant.name : "", killer.invariant.id, "\(killer.seedsNeeded)",
        "\(killer.seedsKilled) of \(row.trials.count)", Quantity.grouped(Int64(killer.medianDays)),
        Quantity.grouped(Int64(killer.mostDays)),
        killer.isDeclared
          ? "" : row.unexpected.contains(killer.invariant) ? "undeclared" : "drawn in",
      ]
    }
  }

  /// A name with a list behind it, broken to lines of at most a hundred characters.
  private static func wrapped(_ name: String, _ list: String) -> [String] {
    var lines: [String] = []
    var line = "    \(name)"
    while line.count < 12 { line += " " }
    for word in list.split(separator: " ") {
      if line.count + word.count > 98 {
        lines.append(line)
        line = String(repeating: " ", count: 12)
      }
      line += " \(word)"
    }
    return lines + [line]
  }

  /// The matrix at a glance: a line for each mutant, a column for each invariant.
  private var grid: [String] {
    let names = Invariant.allCases.map { Array($0.id.filter { $0 != "-" }) }
    let width = matrix.rows.map(\.mutant.name.count).max() ?? 0
    let height = names.map(\.count).max() ?? 0
    var lines = [
      "",
      "  █ MATRIX   ● catches, ◐ catches and is not declared, ○ is declared and does not catch",
    ]
    for level in 0..<height {
      let letters = names.map { level < $0.count ? String($0[level]) : " " }
      lines.append(String(repeating: " ", count: width + 6) + letters.joined())
    }
    for row in matrix.rows {
      let seen = row.killers
      let marks = Invariant.allCases.map { invariant -> String in
        if let killer = seen.first(where: { $0.invariant == invariant }) {
          return killer.isDeclared ? "●" : "◐"
        }
        return row.unseen.contains(invariant) ? "○" : "·"
      }
      let space = String(repeating: " ", count: width + 2 - row.mutant.name.count)
      lines.append("    \(row.mutant.name)\(space)\(marks.joined())")
    }
    return lines
  }

  private var verdicts: [String] {
    func lines(_ what: String, _ names: [String]) -> [String] {
      Self.wrapped("✗ \(what):", names.joined(separator: ", "))
    }
    func pairs(_ list: (KillMatrix.Row) -> [Invariant]) -> [String] {
      matrix.rows.flatMap { row in list(row).map { "\(row.mutant.name) by \($0.id)" } }
    }
    var verdicts = ["", "  █ VERDICT"]
    let survivors = matrix.survivors.map(\.name)
    verdicts += survivors.isEmpty ? ["    ✓ no survivor"] : lines("survive", survivors)
    if isWhole, interruption == nil {
      verdicts +=
        idle.isEmpty ? ["    ✓ no idle invariant"] : lines("catch nothing", idle.map(\.id))
    }
    let unexpected = pairs(\.unexpected)
    let unseen = pairs(\.unseen)
    if isDeclared { verdicts.append("    ✓ caught by whom the catalogue declares") }
    if !unexpected.isEmpty { verdicts += lines("not declared", unexpected) }
    if !unseen.isEmpty { verdicts += lines("declared and not seen", unseen) }
    return verdicts
  }
}
