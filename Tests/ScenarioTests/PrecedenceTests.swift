import Calendar
import Draws
import Law
import Scenario
import Testing

@Suite struct PrecedenceTests {
  private func origin(_ path: String, _ scenario: LoadedScenario) -> String? {
    scenario.provenance.last { $0.path == path }?.origin.description
  }

  @Test func `a scenario without settings has the defaults`() throws {
    let scenario = try Fixture.load("title: nothing said\n")
    #expect(scenario.name == "s")
    #expect(scenario.seed == 1)
    #expect(scenario.from == Day(2021, 7, 1))
    #expect(scenario.through == Day(2031, 6, 30))
    #expect(scenario.days == 3_652)
    #expect(scenario.officials == nil)
    #expect(scenario.mutant == nil)
    #expect(scenario.isAudited)
    #expect(scenario.mustExercise == .named([]))
    #expect(origin("seed", scenario) == "default")
    #expect(origin("title", scenario) == "dir/s.yaml:1")
    #expect(
      scenario.sha256 == SHA256.hex(of: Array("title: nothing said\n".utf8)))
  }

  @Test func `a flag may write the end of a name that only one has`() throws {
    let flags = ScenarioFlags(overrides: ["opening=7", "cap=1200"])
    let loaded = try Fixture.load("simulation.years: 1\n", flags: flags)
    let said = loaded.provenance.filter { $0.origin == .flag("--set") }.map(\.path)
    #expect(said == ["behaviour.opening", "rights.cap"])
    func complaint(_ overrides: String...) -> String {
      Fixture.complaint("simulation.years: 1\n", flags: ScenarioFlags(overrides: overrides))
    }
    #expect(complaint("opening=7", "behaviour.opening=8").contains("is set twice"))
    #expect(complaint("rate=7").contains("'rate' may be faults."))
    #expect(complaint("openning=7").contains("did you mean"))
  }

  @Test func `each layer wins over the one before it`() throws {
    let text = "seed: 2\n"
    let environment = ["COCARDE_SEED": "3", "PATH": "x"]
    let set = ScenarioFlags(overrides: ["seed=4"])
    let flag = ScenarioFlags(overrides: ["seed=4"], seed: "5")
    let file = try Fixture.load(text)
    #expect(file.seed == 2)
    #expect(origin("seed", file) == "dir/s.yaml:1")
    let variable = try Fixture.load(text, environment: environment)
    #expect(variable.seed == 3)
    #expect(origin("seed", variable) == "COCARDE_SEED")
    let override = try Fixture.load(text, flags: set, environment: environment)
    #expect(override.seed == 4)
    #expect(origin("seed", override) == "--set")
    let seed = try Fixture.load(text, flags: flag, environment: environment)
    #expect(seed.seed == 5)
    #expect(origin("seed", seed) == "--seed")
  }

  @Test func `the share of the oracle follows the same order`() throws {
    let file = "audit.oracle: 1/100\n"
    #expect(try Fixture.load("seed: 1\n").oracle == .off)
    #expect(try Fixture.load(file).oracle == .oneIn(100))
    let flag = try Fixture.load(file, flags: ScenarioFlags(oracle: "all"))
    #expect(flag.oracle == .all)
    let said = flag.provenance.first { $0.path == "audit.oracle" }
    #expect(said?.value == "all" && said?.origin == .flag("--oracle"))
    #expect(try Fixture.load(file, flags: ScenarioFlags(oracle: "off")).oracle == .off)
    for text in ["off", "all", "1/1000000"] { #expect(OracleShare(text)?.description == text) }
    #expect(OracleShare("1/1") == .all)
    for text in ["", "1", "1/", "/1", "1/1/1", "1/x", "0/1", "1/1000001", "1/-1", "1/+1"] {
      #expect(OracleShare(text) == nil, "\(text)")
    }
  }

  @Test func `parameters follow the same order`() throws {
    let text = "parameters:\n  rights.cap: 900\n"
    let day = Day(2026, 1, 1)
    let environment = ["COCARDE_RIGHTS__CAP": "1000", "COCARDE_DOSSIER__CONFIRM_DELAY": "6"]
    let file = try Fixture.load(text)
    #expect(file.law.number("rights.cap", on: day) == 90_000)
    #expect(origin("rights.cap", file) == "dir/s.yaml:2")
    let variable = try Fixture.load(text, environment: environment)
    #expect(variable.law.number("rights.cap", on: day) == 100_000)
    #expect(variable.law.number("dossier.confirm-delay", on: day) == 6)
    let flag = try Fixture.load(
      text, flags: ScenarioFlags(overrides: ["rights.cap=1200"]), environment: environment)
    #expect(flag.law.number("rights.cap", on: day) == 120_000)
    #expect(flag.law["rights.cap"]?.inForce(on: day)?.reference == "set by --set")
    #expect(origin("rights.cap", flag) == "--set")
  }

  @Test func `a value without a date holds as long as the parameter exists`() throws {
    let law = try Fixture.load("parameters: {rights.cap: 1200}\n").law
    #expect(law.number("rights.cap", on: Day(2021, 7, 22)) == 0)
    #expect(law.number("rights.cap", on: Day(2021, 7, 23)) == 120_000)
    #expect(law.number("rights.cap", on: Day(2030, 1, 1)) == 120_000)
  }

  @Test func `a dated value holds until the next one of the law`() throws {
    let law = try Fixture.load("parameters: {rights.cap: {2022-06-01: 750}}\n").law
    #expect(law.number("rights.cap", on: Day(2022, 5, 31)) == 70_000)
    #expect(law.number("rights.cap", on: Day(2022, 6, 1)) == 75_000)
    #expect(law.number("rights.cap", on: Day(2023, 3, 30)) == 80_000)
    let flag = ScenarioFlags(overrides: ["rights.cap={2026-12-01: 1200}"])
    let later = try Fixture.load("seed: 1\n", flags: flag).law
    #expect(later.number("rights.cap", on: Day(2026, 11, 30)) == 80_000)
    #expect(later.number("rights.cap", on: Day(2026, 12, 1)) == 120_000)
  }

  @Test func `population and behaviour are set under their prefix`() throws {
    let scenario = try Fixture.load(
      "parameters:\n  population.recognised: 50 %\n  behaviour.request-rate: 4 %\n")
    let day = Day(2026, 1, 1)
    #expect(scenario.population.number("recognised", on: day) == 500_000)
    #expect(scenario.behaviour.number("behaviour.request-rate", on: day) == 40_000)
  }

  @Test func `a rule is set by its name`() throws {
    let flags = ScenarioFlags(overrides: ["accrual.calendar=third-monday"])
    let law = try Fixture.load("seed: 1\n", flags: flags).law
    #expect(law.rule("accrual.calendar", on: Day(2026, 1, 1)) == "third-monday")
  }

  @Test func `the last day and the length in years replace each other`() throws {
    let years = ScenarioFlags(overrides: ["simulation.years=2"])
    let text = "simulation: {from: 2022-01-01, to: 2030-12-31}\n"
    #expect(try Fixture.load(text).through == Day(2030, 12, 31))
    let short = try Fixture.load(text, flags: years)
    #expect(short.through == Day(2023, 12, 31))
    #expect(origin("simulation.years", short) == "--set")
    #expect(origin("simulation.to", short) == "default")
  }

  @Test func `a file inside the scenario lies beside it and one of a flag does not`() throws {
    let text = "territory.communes: data/c.csv\nterritory.departments: [75, 2A]\n"
    let inside = try Fixture.load(text)
    #expect(inside.communes == "dir/data/c.csv")
    #expect(inside.departments == ["75", "2A"])
    let flags = ScenarioFlags(overrides: [
      "territory.communes=other.csv", "territory.departments=[13]",
    ])
    let outside = try Fixture.load(text, flags: flags)
    #expect(outside.communes == "other.csv")
    #expect(outside.departments == ["13"])
  }

  @Test func `thresholds of a flag are added to those of the file`() throws {
    let text = "thresholds:\n  - violations == 0\n"
    let flags = ScenarioFlags(thresholds: ["dossiers.opened > 10"])
    #expect(
      try Fixture.load(text, flags: flags).thresholds.map(\.expression)
        == ["violations == 0", "dossiers.opened > 10"])
  }

  @Test func `text from a flag is taken as it is`() throws {
    let flags = ScenarioFlags(overrides: ["title=What if: it's 600 #?"])
    #expect(try Fixture.load("seed: 1\n", flags: flags).title == "What if: it's 600 #?")
  }

  @Test func `reforms follow the same order and lie beside the scenario`() throws {
    func reform(_ cap: Int) -> String {
      """
      name: r\(cap)
      parameters:
        rights.cap:
          2026-12-01: {value: \(cap), reference: R, checked: 2026-11-21, confidence: unverified}
      """
    }
    let files = ["dir/a.yaml": reform(1200), "b.yaml": reform(1300)]
    let text = "reforms: [a.yaml]\n"
    let day = Day(2026, 12, 1)
    func cap(_ text: String, _ flags: ScenarioFlags) throws -> Int64 {
      try Fixture.load(text, flags: flags, files: files).law.number("rights.cap", on: day)
    }
    #expect(try cap(text, ScenarioFlags()) == 120_000)
    #expect(try cap(text + "parameters: {rights.cap: 900}\n", ScenarioFlags()) == 90_000)
    let flag = ScenarioFlags(reforms: ["b.yaml"])
    #expect(try cap(text + "parameters: {rights.cap: 900}\n", flag) == 130_000)
    let both = ScenarioFlags(overrides: ["rights.cap=700"], reforms: ["b.yaml"])
    #expect(try cap(text, both) == 70_000)
    let before = try Fixture.load(text, flags: flag, files: files).law
    #expect(before.number("rights.cap", on: Day(2026, 11, 30)) == 80_000)
  }

  @Test func `a reform with an unknown parameter is refused with its place`() {
    let files = [
      "dir/a.yaml": """
      name: r
      parameters:
        rigths.cap:
          2026-12-01: {value: 5, reference: R, checked: 2026-11-21, confidence: unverified}
      """
    ]
    #expect(
      Fixture.complaint("reforms: [a.yaml]\n", files: files)
        == "dir/a.yaml:3: unknown parameter 'rigths.cap'; did you mean 'rights.cap'?")
  }
}
