import Capsules
import Population
import Report
import Simulation

/// PRI-1: nothing that is printed holds a whole NIR, or the name of somebody whom it speaks of.
struct PrivacyCheck {
  /// How many lines were read.
  private(set) var lines: Int64 = 0
  /// How many of them hold a digit, or speak of a person.
  private(set) var suspects: Int64 = 0
  /// How many hold a whole NIR or a name.
  private(set) var leaks: Int64 = 0

  /// The names that must not appear.
  private let names: [String]

  /// Creates a check that has read nothing.
  ///
  /// - Parameter names: The names of the persons of whom the output speaks.
  init(names: [String]) { self.names = names }

  /// Reads a text line by line.
  ///
  /// - Parameter text: What is about to leave.
  mutating func read(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      lines += 1
      let hasDigit = line.utf8.contains { (48...57).contains($0) }
      guard hasDigit || !names.isEmpty else { continue }
      suspects += 1
      if (hasDigit && Self.holdsNIR(line)) || names.contains(where: { line.contains($0) }) {
        leaks += 1
      }
    }
  }

  /// Judges a summary in every form in which it can leave, with the capsules that leave beside it,
  /// and writes the verdict into it.
  ///
  /// A stored run holds numbers of officials, years of birth, days and amounts, the summary, and
  /// texts that the summary or the law hold too.
  ///
  /// - Parameters:
  ///   - summary: The summary.
  ///   - names: The names of those whom the run traced or complained of.
  ///   - capsules: The capsules.
  /// - Throws: What writing the summary throws.
  static func judge(
    _ summary: inout Summary, names: [String], capsules: [Capsule] = []
  ) throws {
    guard let index = summary.result.invariants.firstIndex(where: { $0.id == "PRI-1" }) else {
      return
    }
    var check = PrivacyCheck(names: names)
    check.read(String(decoding: try summary.result.json.bytes(), as: UTF8.self))
    var rest = check
    rest.read(String(decoding: try summary.json.bytes(), as: UTF8.self))
    for form in ReportForm.all where form != .json && form.holdsTexts {
      rest.read(String(decoding: try SummaryPrinter.bytes(summary, form), as: UTF8.self))
    }
    for capsule in capsules {
      rest.read(String(decoding: try capsule.json.bytes(), as: UTF8.self))
    }
    // Only the result is counted: how many lines the engine and the command line take differs
    // from machine to machine. A leak anywhere is one.
    let leaks = check.leaks > 0 ? check.leaks : rest.leaks
    let line = summary.result.invariants[index]
    summary.result.invariants[index] = InvariantLine(
      id: line.id, statement: line.statement, source: line.source, evaluations: check.lines,
      nonvacuous: check.suspects, violations: leaks, leastSlack: nil, unit: "")
  }

  /// Judges the summary of a run of a single block.
  ///
  /// - Parameters:
  ///   - summary: The summary.
  ///   - inputs: The run.
  ///   - capsules: The capsules.
  /// - Throws: What writing the summary throws.
  static func judge(
    _ summary: inout Summary, _ inputs: RunInputs, capsules: [Capsule] = []
  ) throws {
    var persons = summary.result.violations.map(\.official).filter { $0 >= 0 }.map(Int.init)
    if let traced = inputs.traced { persons.append(Int(traced)) }
    let known = persons.filter { $0 < inputs.roster.persons.count }
    try judge(&summary, names: known.map { inputs.roster.name(of: $0) }, capsules: capsules)
  }

  /// Whether a line holds the thirteen digits of a NIR of the model, with its key or without, with
  /// spaces between the groups or without.
  ///
  /// The order number of a NIR of the model is 000, and the month is one that exists or one that
  /// stands for an unknown one, so that an amount or a print is hardly ever taken for a NIR.
  static func holdsNIR(_ line: Substring) -> Bool {
    var run: [UInt8] = []
    var isGap = false
    for byte in Array(line.utf8) + [UInt8(ascii: "\n")] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        run.append(byte)
        isGap = false
      case UInt8(ascii: "A"), UInt8(ascii: "B"):
        if !run.isEmpty { run.append(byte) }
        isGap = false
      case UInt8(ascii: " ") where !isGap && !run.isEmpty: isGap = true
      default:
        if isNIR(run) { return true }
        run.removeAll(keepingCapacity: true)
        isGap = false
      }
    }
    return false
  }

  private static func isNIR(_ run: [UInt8]) -> Bool {
    guard run.count == 13 || run.count == 15 else { return false }
    let digits = run.map { (48...57).contains($0) ? Int($0) - 48 : -1 }
    let isPlain = digits.enumerated().allSatisfy { $0.element >= 0 || $0.offset == 6 }
    guard isPlain, digits[6] >= 0 || digits[5] == 2 else { return false }
    let month = digits[3] * 10 + digits[4]
    let isMonth = [0, 30, 50, 62, 74].contains { (1...12).contains(month - $0) }
    return (1...2).contains(digits[0]) && isMonth && digits[10...12].allSatisfy { $0 == 0 }
  }
}
