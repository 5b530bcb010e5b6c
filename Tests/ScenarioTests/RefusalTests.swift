import Documents
import Scenario
import Testing

/// What a scenario may not say: each sentence has the file, the line, the key and a way out.
@Suite struct RefusalTests {
  @Test(arguments: [
    (
      "seed: 1\nsimulaton.from: 2021-07-01\n",
      "dir/s.yaml:2: unknown setting or parameter 'simulaton.from'; did you mean 'simulation.from'?"
    ),
    (
      "seed: 1\nparameters:\n  rigths.cap: 1200\n",
      "dir/s.yaml:3: unknown setting or parameter 'rigths.cap'; did you mean 'rights.cap'?"
    ),
    ("seed: 1\nname: x\nseed: 2\n", "dir/s.yaml:3: duplicate key 'seed'"),
    (
      "simulation.from: 2022-01-01\nsimulation:\n  from: 2023-01-01\n",
      "dir/s.yaml:3: 'simulation.from' is set twice; the first time in line 1"
    ),
    (
      "parameters:\n  rights.cap: 14 days\n",
      "dir/s.yaml:2: 'parameters.rights.cap': '14 days' has the wrong unit: expected an amount in "
        + "euros with at most two decimals"
    ),
    (
      "parameters:\n  rights.cap: -1\n",
      "dir/s.yaml:2: 'parameters.rights.cap': '-1' is negative"
    ),
    (
      "seed: 1\nsimulation.from: 2026-02-30\n",
      "dir/s.yaml:2: 'simulation.from': '2026-02-30' is not a date that exists, as YYYY-MM-DD"
    ),
    (
      "parameters:\n  rights.cap: {2026-02-30: 5}\n",
      "dir/s.yaml:2: 'rights.cap': '2026-02-30' is not a date that exists, as YYYY-MM-DD"
    ),
    (
      "simulation.from: 2022-01-02\nsimulation.to: 2022-01-01\n",
      "dir/s.yaml:2: 'simulation.to' (2022-01-01) is before 'simulation.from' (2022-01-02)"
    ),
    (
      "simulation.from: 2022-01-01\nsimulation.to: 2082-01-01\n",
      "dir/s.yaml:2: the run from 2022-01-01 to 2082-01-01 is longer than 60 years"
    ),
    (
      "simulation.years: 61\n", "dir/s.yaml:1: 'simulation.years' must be from 1 to 60, not 61"
    ),
    (
      "simulation.years: 0\n", "dir/s.yaml:1: 'simulation.years' must be from 1 to 60, not 0"
    ),
    (
      "simulation.from: 2015-12-31\n",
      "dir/s.yaml:1: 'simulation.from' (2015-12-31) is before 2016-01-01, when the law's "
        + "parameters begin"
    ),
    (
      "simulation:\n  to: 2022-01-01\n  years: 3\n",
      "dir/s.yaml:3: give simulation.to or simulation.years, not both"
    ),
    (
      "population.officials: 100000001\n",
      "dir/s.yaml:1: 'population.officials' must be from 1 to 100000000, not 100000001"
    ),
    (
      "population.officials: -3\n", "dir/s.yaml:1: 'population.officials': '-3' is negative"
    ),
    (
      "seed: -1\n",
      "dir/s.yaml:1: 'seed': '-1' is not a whole number from 0 to 18446744073709551615"
    ),
    (
      "platform.mutant: cap-ignord\n",
      "dir/s.yaml:1: 'platform.mutant' names 'cap-ignord', which does not exist; did you mean "
        + "'cap-ignored'?"
    ),
    (
      "audit.must: [CAP-1, credit-cutt]\n",
      "dir/s.yaml:1: 'audit.must' names 'credit-cutt', which does not exist; did you mean "
        + "'credit-cut'?"
    ),
    ("audit.enabled: maybe\n", "dir/s.yaml:1: 'audit.enabled': 'maybe' is not yes or no"),
    (
      "thresholds:\n  - violations == 0\n  - dossiers\n",
      "dir/s.yaml:3: 'dossiers' compares nothing: a threshold is a metric with its tags, "
        + "an aggregate, one of < <= > >= == != within around, and a number, such as "
        + "'sojourn{queue:support}: p(95)<10d'"
    ),
    (
      "territory.departments: [75, 75]\n", "dir/s.yaml:1: 'territory.departments' names '75' twice"
    ),
    (
      "parameters:\n  accrual.calendar: thrid-monday\n",
      "dir/s.yaml:2: 'parameters.accrual.calendar' cannot be 'thrid-monday'; did you mean "
        + "'third-monday'? (one of: last-day-of-march, third-monday)"
    ),
    (
      "audit: {enabled: no, must: all}\n",
      "dir/s.yaml:1: 'audit.enabled' is no, but 'audit.must' demands that invariants be exercised"
    ),
    (
      "audit: {repetition: no, must: all}\n",
      "dir/s.yaml:1: 'audit.repetition' is no, but 'audit.must' demands DET-1"
    ),
    (
      "audit.oracle: 2/100\n",
      "dir/s.yaml:1: 'audit.oracle': '2/100' is not off, all, or a share from 1/1 to 1/1000000"
    ),
    (
      "audit.oracle: 1/0\n",
      "dir/s.yaml:1: 'audit.oracle': '1/0' is not off, all, or a share from 1/1 to 1/1000000"
    ),
    (
      "audit.oracle: some\n",
      "dir/s.yaml:1: 'audit.oracle': 'some' is not off, all, or a share from 1/1 to 1/1000000"
    ),
    (
      "audit: {enabled: no, oracle: 1/100}\n",
      "dir/s.yaml:1: 'audit.oracle' is 1/100, but 'audit.enabled' is no: nobody would judge what "
        + "it finds"
    ),
    (
      "audit.must: [ORA-1]\n",
      "dir/s.yaml:1: 'audit.must' names ORA-1, but 'audit.oracle' is off"
    ),
    ("- seed\n", "dir/s.yaml:1: the document must be a map"),
    ("", "dir/s.yaml: is empty"),
    ("reforms: [none.yaml]\n", "dir/none.yaml: there is no such file"),
    ("title: [a]\n", "dir/s.yaml:1: 'title' must be a plain value"),
  ])
  func `a mistake in the file is named with its place`(text: String, sentence: String) {
    #expect(Fixture.complaint(text) == sentence)
  }

  @Test(arguments: [
    ("rigths.cap=1200", "unknown setting or parameter 'rigths.cap'; did you mean 'rights.cap'?"),
    ("rights.cap", "'rights.cap' must be path=value"),
    ("=5", "'=5' must be path=value"),
    ("rights.cap=-5", "'rights.cap': '-5' is negative"),
    ("rights.cap=", "'rights.cap' must be a plain value"),
    ("seed=x", "'seed': 'x' is not a whole number from 0 to 18446744073709551615"),
    (
      "territory.departments=[75",
      "territory.departments: not YAML: did not find expected ',' or ']'"
    ),
  ])
  func `a mistake in a flag is named by the flag`(override: String, sentence: String) {
    let flags = ScenarioFlags(overrides: [override])
    #expect(Fixture.complaint("seed: 1\n", flags: flags) == "--set: \(sentence)")
  }

  @Test func `the same flag twice is refused`() {
    let flags = ScenarioFlags(overrides: ["rights.cap=1", "rights.cap=2"])
    #expect(Fixture.complaint("seed: 1\n", flags: flags) == "--set: 'rights.cap' is set twice")
  }

  @Test func `a variable that names nothing is refused`() {
    #expect(
      Fixture.complaint("seed: 1\n", environment: ["COCARDE_RIGTHS__CAP": "1"])
        == "COCARDE_RIGTHS__CAP: names no setting; did you mean 'COCARDE_RIGHTS__CAP'?")
  }

  @Test func `a threshold on an unknown metric is refused where the metrics are known`() throws {
    var context = try Fixture.context(["s.yaml": "thresholds: [dossiers.opend > 1]\n"])
    context.metrics = MetricNames { ["dossiers.opened"] }
    let expected = Diagnostic(
      file: "s.yaml", line: 1,
      message: "the summary has no metric 'dossiers.opend'; did you mean 'dossiers.opened'?")
    let known = context
    #expect(throws: expected) { try LoadedScenario.load("s.yaml", context: known) }
  }

  @Test func `a metric of a year is known for every year`() throws {
    for (metric, isKnown) in [("years_table.2027.paid", true), ("years_table.2027.pad", false)] {
      var context = try Fixture.context(["s.yaml": "thresholds: [\(metric) > 1]\n"])
      context.metrics = MetricNames { ["years_table.2023.paid"] }
      let known = context
      let loaded = try? LoadedScenario.load("s.yaml", context: known)
      #expect((loaded != nil) == isKnown)
    }
  }

  @Test func `a byte order mark and carriage returns are read over`() throws {
    let text = "\u{feff}seed: 7\r\nsimulation:\r\n  from: 2022-01-01\r\n  years: 1\r\n"
    let scenario = try LoadedScenario.load(
      "s.yaml", context: try Fixture.context(["s.yaml": text]))
    #expect(scenario.seed == 7 && scenario.days == 365)
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    var context = try Fixture.context()
    context.files = FileAccess { _ throws(Diagnostic) in [0x73, 0xff, 0xfe] }
    let bad = context
    #expect(
      throws: Diagnostic(file: "s.yaml", message: "is not UTF-8; save it in that encoding")
    ) { try LoadedScenario.load("s.yaml", context: bad) }
  }

  @Test func `a missing file and a folder are refused`() throws {
    var context = try Fixture.context()
    context.files = .disk
    let disk = context
    #expect(throws: Diagnostic(file: "nowhere.yaml", message: "there is no such file")) {
      try LoadedScenario.load("nowhere.yaml", context: disk)
    }
    #expect(throws: Diagnostic(file: ".", message: "is a folder, not a file")) {
      try LoadedScenario.load(".", context: disk)
    }
  }
}
