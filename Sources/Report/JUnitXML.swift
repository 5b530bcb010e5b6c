internal import Statistics

/// A summary as JUnit XML, as GitLab, GitHub and Jenkins read it: a case for each invariant, each
/// threshold, each queue's own books, each fault and each witness.
///
/// The names of cases hold no figure, so that a case is the same one in every run. What was not put
/// to the test is skipped; where the scenario demands it, that is an error.
struct JUnitXML {
  /// A case of a suite.
  private struct Case {
    /// How a case ended.
    enum Outcome {
      case passed
      /// It did not hold: message and details.
      case failed(String, String)
      /// It could not be judged.
      case error(String)
      /// It was not put to the test.
      case skipped(String)
    }

    let name: String
    let outcome: Outcome
  }

  private let summary: Summary
  private var text = ByteText()

  /// Renders a summary.
  ///
  /// - Parameter summary: The summary.
  /// - Returns: The document in UTF-8.
  static func bytes(_ summary: Summary) -> [UInt8] {
    var xml = JUnitXML(summary: summary)
    xml.write()
    return xml.text.bytes
  }

  private init(summary: Summary) { self.summary = summary }

  private mutating func write() {
    let suites = self.suites.filter { !$0.cases.isEmpty }
    let cases = suites.flatMap(\.cases)
    text.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    open(
      "testsuites", 0,
      // The schema of Jenkins knows no number of skipped cases here.
      [("name", "cocarde \(summary.scenario.name)")] + counts(cases).filter { $0.0 != "skipped" }
        + [("time", seconds)])
    for suite in suites {
      // The years are simulated once, for all cases: their time stands with the run itself.
      let time = suite.name == "run" ? seconds : "0"
      open("testsuite", 1, [("name", suite.name)] + counts(suite.cases) + [("time", time)])
      properties()
      for item in suite.cases { write(item, of: suite.name, time: time) }
      close("testsuite", 1)
    }
    close("testsuites", 0)
  }

  private func counts(_ cases: [Case]) -> [(String, String)] {
    func count(_ isCounted: (Case.Outcome) -> Bool) -> String {
      "\(cases.count { isCounted($0.outcome) })"
    }
    return [
      ("tests", "\(cases.count)"),
      ("failures", count { if case .failed = $0 { true } else { false } }),
      ("errors", count { if case .error = $0 { true } else { false } }),
      ("skipped", count { if case .skipped = $0 { true } else { false } }),
    ]
  }

  /// The seconds that the simulated years took.
  private var seconds: String {
    let wall = summary.engine.wallSeconds
    guard wall.isFinite, wall >= 0, wall < 1e9 else { return "0" }
    return decimalText(Int64((wall * 1_000).rounded()), decimals: 3)
  }

  private mutating func properties() {
    let scenario = summary.scenario
    let all = [
      ("scenario", scenario.name), ("seed", "\(scenario.seed)"),
      ("sha256", scenario.sha256), ("fingerprint", summary.result.fingerprint),
      ("version", summary.engine.version), ("command", scenario.command ?? ""),
    ]
    open("properties", 2)
    for (name, value) in all where !value.isEmpty {
      element("property", 3, [("name", name), ("value", value)])
    }
    close("properties", 2)
  }

  private mutating func write(_ item: Case, of suite: String, time: String) {
    let attributes = [
      ("name", item.name), ("classname", "\(summary.scenario.name).\(suite)"), ("time", time),
    ]
    switch item.outcome {
    case .passed: return element("testcase", 2, attributes)
    case .failed(let message, let details):
      open("testcase", 2, attributes)
      element("failure", 3, [("message", message), ("type", suite)], details)
    case .error(let message):
      open("testcase", 2, attributes)
      element("error", 3, [("message", message), ("type", suite)], message)
    case .skipped(let message):
      open("testcase", 2, attributes)
      element("skipped", 3, [("message", message)])
    }
    close("testcase", 2)
  }
}

// MARK: - What the cases are

extension JUnitXML {
  private var suites: [(name: String, cases: [Case])] {
    let result = summary.result
    let demanded = summary.verdict.notExercised
    let known =
      result.invariants.map(\.id) + result.witnesses.map(\.id)
      + (result.faults?.lines.map(\.id) ?? [])
    return [
      ("run", [run]),
      ("invariants", result.invariants.map { invariant($0, demanded) }),
      ("thresholds", thresholds),
      ("queues", result.queues.map(queue)),
      ("faults", (result.faults?.lines ?? []).map { fault($0, demanded) }),
      ("witnesses", result.witnesses.map { witness($0, demanded) }),
      (
        "demanded",
        demanded.filter { !known.contains($0) }.map {
          Case(name: $0, outcome: .error("the scenario demands it, and the run has no such thing"))
        }
      ),
    ]
  }

  private var run: Case {
    Case(
      name: "The run reaches its last day",
      outcome: summary.complete
        ? .passed : .error("interrupted: the figures cover only what was run until then"))
  }

  private func idle(_ id: String, _ demanded: [String]) -> Case.Outcome {
    demanded.contains(id)
      ? .error("not exercised, though the scenario demands it") : .skipped("not exercised")
  }

  private func invariant(_ line: InvariantLine, _ demanded: [String]) -> Case {
    let name = "\(line.id) \(line.statement)"
    switch line.verdict {
    case .held: return Case(name: name, outcome: .passed)
    case .notExercised: return Case(name: name, outcome: idle(line.id, demanded))
    case .broken:
      let kept = summary.result.violations.filter { $0.id == line.id }
      let details = kept.map { violation in
        let official = violation.official < 0 ? "" : ", official \(violation.official)"
        return
          (["\(violation.day)\(official): \(violation.posting)"]
          + violation.statement.map { "  \($0)" } + ["replay: \(violation.replay)"])
          .joined(separator: "\n")
      }
      let message =
        "violated \(line.violations) time(s) in \(line.nonvacuous) evaluations that could fail"
      return Case(
        name: name,
        outcome: .failed(
          message, ([message, "source: \(line.source)"] + details).joined(separator: "\n")))
    }
  }

  /// The thresholds; of two that are the same only one, since readers drop what has a name twice.
  private var thresholds: [Case] {
    var seen: [String] = []
    return summary.result.thresholds.compactMap { line in
      guard !seen.contains(line.expression) else { return nil }
      seen.append(line.expression)
      return Case(name: line.expression, outcome: outcome(of: line))
    }
  }

  /// A soft threshold never turns a pipeline red: where it fails it is skipped, with what was seen.
  private func outcome(of line: ThresholdLine) -> Case.Outcome {
    guard !line.ok else { return .passed }
    let message = line.observed == nil ? line.observation : "observed \(line.observation)"
    guard line.severity != "soft" else { return .skipped("soft, reported only: \(message)") }
    guard line.observed != nil else { return .error(message) }
    return .failed(message, "\(line.expression): \(message)")
  }

  private func queue(_ line: QueueLine) -> Case {
    let books = line.little
    let message = "its books differ by \(books.gap), and \(books.lost) were lost"
    return Case(
      name: "\(line.name): Little’s law and conservation of flow",
      outcome: books.isEven ? .passed : .failed(message, "\(line.name): \(message)"))
  }

  private func fault(_ line: FaultLine, _ demanded: [String]) -> Case {
    let name = "\(line.name): \(line.means)"
    if line.failed > 0 {
      let message = "fired \(line.fired) time(s), of which \(line.failed) not survived"
      return Case(name: name, outcome: .failed(message, "\(line.name): \(message)"))
    }
    return Case(name: name, outcome: line.fired > 0 ? .passed : idle(line.id, demanded))
  }

  private func witness(_ line: WitnessLine, _ demanded: [String]) -> Case {
    Case(name: line.id, outcome: line.count > 0 ? .passed : idle(line.id, demanded))
  }
}

// MARK: - XML

extension JUnitXML {
  private mutating func open(
    _ name: String, _ depth: Int, _ attributes: [(String, String)] = []
  ) {
    start(name, depth, attributes)
    text.add(">\n")
  }

  private mutating func close(_ name: String, _ depth: Int) {
    indent(depth)
    text.add("</\(name)>\n")
  }

  private mutating func element(
    _ name: String, _ depth: Int, _ attributes: [(String, String)], _ content: String = ""
  ) {
    start(name, depth, attributes)
    guard !content.isEmpty else { return text.add("/>\n") }
    text.add(">")
    escape(content)
    text.add("</\(name)>\n")
  }

  private mutating func start(
    _ name: String, _ depth: Int, _ attributes: [(String, String)]
  ) {
    indent(depth)
    text.add("<\(name)")
    for (key, value) in attributes {
      text.add(" \(key)=\"")
      escape(value, isAttribute: true)
      text.add("\"")
    }
  }

  private mutating func indent(_ depth: Int) { text.add(String(repeating: "  ", count: depth)) }

  /// Appends a text; what XML cannot hold is shown as a replacement character.
  private mutating func escape(_ content: String, isAttribute: Bool = false) {
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text.add("&amp;")
      case "<": text.add("&lt;")
      case ">": text.add("&gt;")
      case "\"" where isAttribute: text.add("&quot;")
      // A reader turns white space in an attribute into a space unless it is written as a number,
      // and a carriage return anywhere into a line feed.
      case "\t" where isAttribute, "\n" where isAttribute, "\r": text.add("&#\(scalar.value);")
      default: text.add(scalar.isPrintable ? scalar : "\u{fffd}")
      }
    }
  }
}
