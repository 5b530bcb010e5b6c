internal import Statistics

/// A summary as the comment of a merge request: the verdict first, details folded away.
///
/// GitHub takes comments of 65,536 characters. What is needed to judge a run comes first and is
/// kept short; each further part is left out where it would not fit, and is named at the end.
struct MarkdownSummary {
  /// The most bytes: never more characters than that.
  static let limit = 65_000

  private let summary: Summary
  private var text = ""
  private var leftOut: [String] = []
  private var result: RunResult { summary.result }

  /// Renders a summary.
  ///
  /// - Parameter summary: The summary.
  /// - Returns: The comment in UTF-8, of at most 65,000 bytes.
  static func bytes(_ summary: Summary) -> [UInt8] {
    var markdown = MarkdownSummary(summary: summary)
    markdown.write()
    return Array(markdown.text.utf8)
  }

  private init(summary: Summary) { self.summary = summary }

  private mutating func write() {
    let tail = reproduction
    // What follows the parts must fit as well: the command, and the names of what was left out.
    let room = Self.limit - tail.utf8.count - 600
    for (name, part) in parts where !part.isEmpty {
      if text.utf8.count + part.utf8.count + 1 <= room {
        text += (text.isEmpty ? "" : "\n") + part
      } else {
        leftOut.append(name)
      }
    }
    if !leftOut.isEmpty {
      text += "\nLeft out, since a comment holds no more: \(leftOut.joined(separator: ", ")).\n"
    }
    text += "\n" + tail
  }

  private var parts: [(String, String)] {
    [
      ("verdict", headline), ("complaints", complaints), ("thresholds", thresholds),
      ("violations", violations), ("key figures", figures), ("queues", queues),
      ("refusals", refusals), ("invariants", invariants), ("years", years),
      ("published figures", published), ("money", money),
    ]
  }

  // MARK: - What comes first

  private var headline: String {
    let verdict = summary.verdict
    let name = summary.scenario.name.isEmpty ? "run" : shortened(summary.scenario.name, to: 80)
    let broken = result.invariants.count { $0.verdict == .broken }
    let failed = result.thresholds.count(where: \.isBroken)
    let idle = result.invariants.count { $0.verdict == .notExercised }
    let words: (mark: String, says: String) =
      switch verdict.exit {
      case 0 where result.invariants.isEmpty: ("⚠️", "nothing was judged")
      case 0 where idle > 0:
        ("✅", "what was put to the test held: \(held) of \(result.invariants.count) invariants")
      case 0: ("✅", "everything held")
      case 3 where broken > 0: ("❌", "\(Self.count(broken, "invariant")) violated")
      case 3: ("❌", "a fault was not survived")
      case 4: ("❌", "\(Self.count(failed, "threshold")) failed")
      case 6: ("⚠️", "interrupted")
      default: ("⚠️", "not everything was put to the test")
      }
    var facts = ["`\(result.fingerprint)`", "seed \(summary.scenario.seed)"]
    facts.append("\(Self.count(Int(result.years), "year"))")
    facts.append("\(Quantity.grouped(result.officials)) officials")
    if !result.law.reforms.isEmpty {
      facts.append("law with " + result.law.reforms.map(Self.code).joined(separator: ", "))
    }
    facts.append("cocarde \(Self.escaped(summary.engine.version))")
    return "## \(words.mark) \(Self.escaped(name)): \(words.says)\n\n"
      + facts.joined(separator: " · ") + "\n"
  }

  private var complaints: String {
    let lines = summary.verdict.complaints
    let rest = lines.count > 20 ? "- and \(lines.count - 20) more\n" : ""
    return lines.prefix(20).map { "- \(Self.escaped($0))\n" }.joined() + rest
  }

  private var thresholds: String {
    guard !result.thresholds.isEmpty else { return "" }
    let ordered = result.thresholds.filter { !$0.ok } + result.thresholds.filter(\.ok)
    return "### Thresholds\n\n"
      + Self.table(
        ["", "Threshold", "Observed"], "clr",
        ordered.map { line in
          [
            line.ok ? "✅" : line.isBroken ? "❌" : "⚠️",
            Self.code(line.expression) + (line.severity == "soft" ? " (soft)" : ""),
            Self.escaped(line.observation),
          ]
        }, most: 100)
  }

  private var violations: String {
    let broken = result.invariants.filter { $0.verdict == .broken }
    guard !broken.isEmpty else { return "" }
    var text =
      "### Violations\n\n"
      + Self.table(
        ["Invariant", "What must hold", "Source", "Violated", "Of"], "lllrr",
        broken.map { line in
          [
            "**\(Self.escaped(line.id))**", Self.escaped(line.statement),
            Self.escaped(line.source), Quantity.grouped(line.violations),
            Quantity.grouped(line.nonvacuous),
          ]
        }, most: 60)
    for violation in result.violations.prefix(3) {
      let official = violation.official < 0 ? "" : ", official \(violation.official)"
      let lines =
        ["\(violation.day)\(official): \(violation.posting)"] + violation.statement.suffix(12)
        + ["replay: \(violation.replay)"]
      text +=
        "\n" + Self.details("\(violation.id) on \(violation.day)\(official)", Self.block(lines))
    }
    return text
  }

  private var figures: String {
    let evaluations = result.invariants.reduce(0) { $0 + $1.evaluations }
    var rows = [
      ["Invariants held", "\(held) of \(result.invariants.count)"],
      ["Evaluations", Quantity.grouped(evaluations)],
      ["Operations", Quantity.grouped(result.operations.total)],
      ["Reads", Quantity.grouped(result.reads.total)],
      ["Postings", Quantity.grouped(result.postings)],
      ["Dossiers opened", Quantity.grouped(result.dossiers.opened)],
    ]
    for name in ["credited_cents", "paid_cents", "expired_cents", "fund_cents"] {
      guard let cents = result.money[name] else { continue }
      rows.append([Self.words(name), Quantity.shortAmount(cents)])
    }
    if let peak = result.peakDay {
      rows.append(["Busiest day", "\(peak.day), \(Quantity.grouped(peak.requests)) requests"])
    }
    if summary.engine.wallSeconds > 0 {
      rows.append([
        "Simulated in",
        "\(Quantity.time(summary.engine.wallSeconds)), "
          + Quantity.rate(summary.engine.operationsPerSecond),
      ])
    }
    return "### Key figures\n\n" + Self.table(["Figure", "Value"], "lr", rows)
  }

  private var held: Int { result.invariants.count { $0.verdict == .held } }

  private var queues: String {
    guard !result.queues.isEmpty else { return "" }
    func optional(_ value: Int64?, _ unit: String) -> String {
      value.map { Quantity.text($0, unit: unit) } ?? ""
    }
    return "### Queues\n\n"
      + Self.table(
        [
          "", "Queue", "Servers", "Use", "Arrived", "Left", "Peak", "p50", "p95", "Max",
          "Over target", "Saturates at",
        ], "clrrrrrrrrrr",
        result.queues.map { line in
          let times = line.sojourn.count > 0 ? line.sojourn : line.wait
          return [
            line.little.isEven ? "✅" : "❌", Self.escaped(line.name),
            optional(line.servers, "count"), optional(line.utilisationPPM, "ppm"),
            Quantity.grouped(line.arrivals), Quantity.grouped(line.backlog),
            Quantity.grouped(line.peakBacklog) + (line.peakDay.map { " (\($0))" } ?? ""),
          ] + [times.p50, times.p95, times.max].map { "\(Quantity.grouped($0)) \(line.unit)" }
            + [
              optional(line.overTarget, "count"),
              line.headroomMilli.map { Ratio($0, 1_000).text(decimals: 2) + " ×" } ?? "",
            ]
        }, most: 40)
  }

  private var refusals: String {
    let refused = result.refusals.by.present.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    guard !refused.isEmpty else { return "" }
    return
      "### Refusals\n\n\(Quantity.grouped(result.refusals.by.total)) commands were refused.\n\n"
      + Self.details(
        "By rule",
        Self.table(
          ["Rule", "Refused"], "lr",
          refused.map { [Self.code($0.name), Quantity.grouped($0.count)] }, most: 60))
  }

  private var reproduction: String {
    guard let command = summary.scenario.command, command.utf8.count <= 4_000 else { return "" }
    return "### Run it again\n\n" + Self.block([command], "sh")
  }
}

// MARK: - What is folded away

extension MarkdownSummary {
  private var invariants: String {
    guard !result.invariants.isEmpty else { return "" }
    let idle = result.invariants.count { $0.verdict == .notExercised }
    return Self.details(
      "\(held) invariants held, \(idle) not exercised",
      Self.table(
        ["", "Invariant", "What must hold", "Put to the test", "Least slack"], "cllrr",
        result.invariants.map { line in
          let mark =
            switch line.verdict {
            case .held: "✅"
            case .broken: "❌"
            case .notExercised: "⚪"
            }
          return [
            mark, Self.escaped(line.id), Self.escaped(line.statement),
            Quantity.grouped(line.nonvacuous),
            line.leastSlack.map { Quantity.text($0, unit: line.unit) } ?? "",
          ]
        }))
  }

  private var years: String {
    guard let first = result.yearsTable.first else { return "" }
    let names = first.columns.entries.map(\.name)
    return Self.details(
      "Year by year",
      Self.table(
        ["Year"] + names.map(Self.words), "l" + String(repeating: "r", count: names.count),
        result.yearsTable.map { line in
          ["\(line.year)"]
            + names.map { name in
              line.columns[name].map {
                name.hasSuffix("_cents") ? Quantity.shortAmount($0) : Quantity.grouped($0)
              } ?? ""
            }
        }))
  }

  private var published: String {
    guard !result.activity.isEmpty else { return "" }
    return Self.details(
      "Simulated against published",
      Self.table(
        ["Year", "Figure", "Published", "Simulated"], "llrr",
        result.activity.map { line in
          [
            "\(line.year)", Self.escaped(line.name), Quantity.text(line.published, unit: line.unit),
            Quantity.text(line.simulated, unit: line.unit),
          ]
        }))
  }

  private var money: String {
    guard !result.money.entries.isEmpty else { return "" }
    return Self.details(
      "Money",
      Self.table(
        ["Amount", "Value"], "lr",
        result.money.entries.map { entry in
          [
            Self.words(entry.name),
            entry.name.hasSuffix("_cents")
              ? Quantity.euros(entry.count) : Quantity.grouped(entry.count),
          ]
        }))
  }
}

// MARK: - Markdown

extension MarkdownSummary {
  /// A table; of more rows than may be, the first ones with their number.
  private static func table(
    _ header: [String], _ sides: String, _ rows: [[String]], most: Int = .max
  ) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let rules = sides.map { $0 == "r" ? "--:" : $0 == "c" ? ":-:" : ":--" }
    let rest = rows.count - most
    return line(header) + line(rules) + rows.prefix(most).map(line).joined()
      + (rest > 0 ? "\n\(rest) more stand in the summary.\n" : "")
  }

  private static func details(_ title: String, _ body: String) -> String {
    // Without the empty lines Markdown would not be read inside.
    "<details>\n<summary>\(escaped(title))</summary>\n\n\(body)\n</details>\n"
  }

  /// Lines as they are, whatever they hold.
  private static func block(_ lines: [String], _ language: String = "") -> String {
    let body = lines.map { $0.split(separator: "\n").joined(separator: " ") }
    let longest = body.map { $0.split { $0 != "`" }.map(\.count).max() ?? 0 }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(body.joined(separator: "\n"))\n\(fence)\n"
  }

  /// A text in a span of code, in which nothing has a meaning but a pipe, which would end a cell.
  private static func code(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let pad = longest > 0 ? " " : ""
    let line = text.map { $0.isNewline ? " " : $0 == "|" ? "\\|" : String($0) }.joined()
    return "\(fence)\(pad)\(line)\(pad)\(fence)"
  }

  /// A text in which nothing has a meaning: no table, link, tag, mention or reference.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "@", "#":
        // A mention or a reference is found behind every escape; after this space it is none.
        escaped += "\(character)\u{200b}"
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$": escaped += "\\\(character)"
      case _ where character.isNewline: escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A key as words: `Paid` for `paid_cents`.
  private static func words(_ key: String) -> String {
    let name = key.hasSuffix("_cents") ? String(key.dropLast(6)) : key
    let words = escaped(String(name.map { $0 == "_" ? " " : $0 }))
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
