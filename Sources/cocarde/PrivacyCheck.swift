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
  private let names: [[UInt8]]
  /// The figures that have as many digits as a NIR, as digits.
  private let figures: Set<[UInt8]>

  /// Creates a check that has read nothing.
  ///
  /// - Parameters:
  ///   - names: The names of the persons of whom the output speaks.
  ///   - figures: Documents whose whole numbers are known to be counts, amounts and the like: the
  ///     schema says what each of them is. Where digits are the same elsewhere, they are taken for
  ///     that figure: forty countries credit so many cents that they look like a birth.
  init(names: [String], figures: [JSON] = []) {
    self.names = names.map { Array($0.utf8) }
    self.figures = figures.reduce(into: []) { Self.gather($1, into: &$0) }
  }

  private static func gather(_ json: JSON, into figures: inout Set<[UInt8]>) {
    switch json {
    case .integer(let number) where number >= 1_000_000_000_000: figures.insert(digits(number))
    case .unsigned(let number): figures.insert(digits(number))
    case .array(let list): for item in list { gather(item, into: &figures) }
    case .object(let members): for member in members { gather(member.value, into: &figures) }
    default: break
    }
  }

  private static func digits(_ number: some BinaryInteger) -> [UInt8] { Array("\(number)".utf8) }

  /// Reads a text line by line.
  ///
  /// - Parameter text: What is about to leave, in UTF-8.
  mutating func read(_ text: [UInt8]) {
    for line in text.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      lines += 1
      let hasDigit = line.contains { (48...57).contains($0) }
      guard hasDigit || !names.isEmpty else { continue }
      suspects += 1
      if (hasDigit && NIRScanner.finds(in: line, besides: figures))
        || names.contains(where: { line.contains($0) })
      {
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
    let whole = summary.json
    var check = PrivacyCheck(names: names, figures: [whole] + capsules.map(\.json))
    guard case .object(let members) = whole else { return }
    for member in members where member.key == "result" { check.read(try member.value.bytes()) }
    var rest = check
    rest.read(try JSON.object(members.filter { $0.key != "result" }).bytes())
    for form in ReportForm.all where form != .json && form.holdsTexts {
      rest.read(try SummaryPrinter.bytes(summary, form))
    }
    for capsule in capsules {
      rest.read(try capsule.json.bytes())
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
}
