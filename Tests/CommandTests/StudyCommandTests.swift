import Foundation
import Report
import Testing

@testable import cocarde

/// Studies, seen from outside: small countries, few seeds.
@Suite struct StudyCommandTests {
  /// A year of one small department.
  private static let small = """
    name: little
    seed: 48
    simulation: {from: 2025-07-01, to: 2026-06-30}
    territory: {departments: [48]}
    population.officials: 400

    """

  @Test func `repeated runs are those of the seeds one after another`() throws {
    let path = try Program.scenario(Self.small)
    let (outcome, report) = try Program.study(["run", path, "--repeat", "3"])
    #expect(outcome.code == 0)
    #expect(report.kind == "replications" && report.seeds == [48, 49, 50] && !report.audit)
    let arm = try #require(report.arms.first)
    for (seed, fingerprint) in zip(report.seeds, arm.fingerprints) {
      let alone = try Program.run([
        "run", path, "--quiet", "--json", "--seed", "\(seed)", "--set", "audit.enabled=no",
      ])
      let summary = try Summary(parsing: Array(alone.out.utf8))
      #expect(summary.result.fingerprint == fingerprint)
      #expect(
        arm["dossiers.opened"]?.values[Int(seed) - 48] == summary.result.dossiers.opened)
    }
    let opened = try #require(arm["dossiers.opened"])
    #expect(opened.halfWidth != nil && opened.mean >= Double(opened.min))
    #expect(
      arm.estimates.allSatisfy { !$0.name.hasPrefix("invariants.") && $0.name != "violations" })
  }

  @Test func `the number of threads changes nothing`() throws {
    let path = try Program.scenario(Self.small)
    let flags = ["--vary", "rights.cap=700,900", "--repeat", "2"]
    let (_, one) = try Program.study(["sweep", path, "--jobs", "1"] + flags)
    let (_, two) = try Program.study(["sweep", path, "--jobs", "3"] + flags)
    #expect(one.arms == two.arms)
  }

  @Test func `officials are shared only among scenarios that draw them alike`() throws {
    let path = try Program.scenario(Self.small)
    // The cap moves no official; the year of an election and the size of the population do.
    for vary in [
      "rights.cap=700,900", "population.officials=300,400", "demand.mandate=2 %,9 %",
      "election.municipal=2026-03-22,2026-06-28",
    ] {
      let (_, report) = try Program.study(["sweep", path, "--repeat", "1", "--vary", vary])
      for arm in report.arms {
        let setting = try #require(arm.settings.first)
        let alone = try Program.run([
          "run", path, "--quiet", "--json", "--set", "audit.enabled=no", "--set",
          "\(setting.path)=\(setting.value)",
        ])
        let summary = try Summary(parsing: Array(alone.out.utf8))
        #expect(arm.fingerprints == [summary.result.fingerprint], "\(arm.label)")
      }
      #expect(report.arms[0].fingerprints != report.arms[1].fingerprints)
    }
  }

  @Test func `a sweep tries every combination and says how many runs before`() throws {
    let path = try Program.scenario(Self.small)
    let outcome = try Program.run([
      "sweep", path, "--vary", "rights.cap=700..900 step 100", "--vary", "support.agents=1,8",
      "--repeat", "2", "--metric", "dossiers.opened",
    ])
    #expect(outcome.code == 0)
    #expect(outcome.err.hasPrefix("6 values × 2 seeds = 12 runs, about "))
    #expect(outcome.err.contains("12 of 12 runs"))
    #expect(outcome.out.contains("rights.cap, behaviour.support.agents"))
    #expect(outcome.out.contains("900, 8"))
    #expect(outcome.out.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `a comparison pairs what both drew`() throws {
    let path = try Program.scenario(Self.small)
    let (outcome, report) = try Program.study([
      "compare", path, path, "--set-b", "rights.cap=500", "--repeat", "4",
    ])
    #expect(outcome.code == 0)
    #expect(
      report.arms.map(\.settings).last == [
        StudySetting("rights.cap", report.arms[1].settings[0].value)
      ])
    let lost = try #require(report.differences.first { $0.name == "money.lost_at_cap_cents" })
    #expect(lost.method == "paired" && lost.mean > 0)
    #expect((lost.familyHalfWidth ?? 0) >= (lost.halfWidth ?? 1))
    for (place, seed) in report.seeds.enumerated() {
      let values = report.arms.map { $0["money.lost_at_cap_cents"]?.values[place] ?? 0 }
      #expect(values[1] >= values[0], "seed \(seed)")
    }
    let same = try Program.run(["compare", path, path, "--repeat", "2", "--json", "--quiet"])
    #expect(same.err.contains("the same scenario"))
    let still = try StudyReport(json: try JSON(parsing: Array(same.out.utf8)))
    #expect(still.differences.allSatisfy { $0.mean == 0 && $0.halfWidth == 0 })
  }

  @Test(arguments: [
    ("simulation.to=2026-05-31", "the last day (2026-06-30 and 2026-05-31)"),
    ("territory.departments=[2A]", "territory.departments (48 and 2A)"),
    ("population.officials=300", "population.officials (400 and 300)"),
    ("seed=7", "seed (48 and 7)"),
    ("population.replaced=50 %", "population.replaced (the officials drawn are others)"),
    ("election.municipal=2026-06-28", "election.municipal (the officials drawn are others)"),
  ])
  func `what is not comparable is refused with what differs`(set: String, part: String) throws {
    let path = try Program.scenario(Self.small)
    let outcome = try Program.run(["compare", path, path, "--set-b", set, "--repeat", "2"])
    #expect(outcome.code == 7)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(part), "\(outcome.err)")
  }

  @Test func `a search finds the value that bisection by hand finds`() throws {
    let path = try Program.scenario(Self.small)
    let keep = "dossiers.opened < 25"
    let arguments = [
      "--vary", "demand.mandate=1 %..30 % step 1 %", "--keep", keep, "--repeat", "3",
    ]
    let (outcome, report) = try Program.study(["search", path] + arguments)
    let search = try #require(report.search)
    #expect(
      outcome.code == 0 && search.state == "found" && search.goal == "largest", "\(outcome.err)")
    let answer = try #require(search.answer)
    let tried = try #require(search.tried.first { $0.value == answer })
    #expect(tried.threshold.state == "held" && tried.threshold.failedRuns == 0)
    let beyond = try #require(search.tried.first { $0.value == search.beyond })
    #expect(beyond.threshold.state != "held")
    #expect(search.ofSeeds.count == 3 && search.breaks.isEmpty && search.range.count == 2)
    for (place, own) in search.ofSeeds.enumerated() {
      let value = try #require(own)
      let alone = try Program.run([
        "run", path, "--quiet", "--seed", "\(48 + place)", "--set",
        "behaviour.demand.mandate=\(value)",
        "--threshold", keep,
      ])
      #expect(alone.code == 0, "\(value) with seed \(48 + place)")
    }
  }

  @Test func `a search ends with 4 where nothing keeps it, and says so where all do`() throws {
    let path = try Program.scenario(Self.small)
    func search(_ keep: String) throws -> (outcome: Program.Outcome, report: StudyReport) {
      try Program.study([
        "search", path, "--vary", "support.agents=5..20", "--keep", keep, "--repeat", "2",
      ])
    }
    let never = try search("officials < 1")
    #expect(never.outcome.code == 4 && never.report.search?.state == "nowhere")
    let always = try search("officials > 1")
    #expect(always.outcome.code == 0 && always.report.search?.state == "everywhere")
    #expect(always.report.search?.answer == "5")
  }

  @Test func `thresholds are held to the confidence limit`() throws {
    let path = try Program.scenario(Self.small)
    let (_, report) = try Program.study(["run", path, "--repeat", "3"])
    let opened = try #require(report.arms.first?["dossiers.opened"])
    let mean = Int64(opened.mean.rounded())
    func code(_ threshold: String) throws -> Int32 {
      try Program.run(["run", path, "--repeat", "3", "--quiet", "--threshold", threshold]).code
    }
    #expect(opened.min < opened.max)
    #expect(try code("dossiers.opened < \(mean * 100)") == 0)
    #expect(try code("dossiers.opened < \(mean)") == 6)
    #expect(try code("dossiers.opened > \(mean * 100)") == 4)
    #expect(try code("dossiers.opened > \(mean * 100) [soft]") == 0)
  }

  @Test func `a precision runs as many seeds as it takes`() throws {
    let path = try Program.scenario(Self.small)
    let flags = ["run", path, "--metric", "officials"]
    let (outcome, report) = try Program.study(flags + ["--precision", "5%", "--jobs", "1"])
    // Officials hardly vary: three runs and a look-ahead of five.
    #expect(outcome.code == 0 && report.seeds.count == 8 && report.precision?.isReached == true)
    let (_, more) = try Program.study(flags + ["--precision", "5%", "--jobs", "3"])
    #expect(more.arms == report.arms)
    let narrow = try Program.study([
      "run", path, "--metric", "dossiers.opened", "--precision", "0.01%", "--most", "4",
    ])
    #expect(narrow.outcome.code == 6 && narrow.report.seeds.count == 4)
    #expect(narrow.report.arms.first?["dossiers.opened"]?.isPrecise == false)
  }

  @Test func `with the audit a study counts violations`() throws {
    let path = try Program.scenario(Self.small)
    let (outcome, report) = try Program.study([
      "run", path, "--repeat", "2", "--audit", "--set", "platform.mutant=credit-for-each-mandate",
    ])
    #expect(outcome.code == 3 && report.audit && (report.arms.first?.violations ?? 0) > 0)
  }

  @Test func `outputs are written as well`() throws {
    let path = try Program.scenario(Self.small)
    let folder = try Program.folder()
    let outcome = try Program.run([
      "sweep", path, "--vary", "rights.cap=700,800", "--repeat", "1", "--quiet", "--out",
      "json=\(folder.path)/s.json", "--out", "text=\(folder.path)/s.txt",
    ])
    #expect(outcome.code == 0)
    let bytes = Array(try Data(contentsOf: folder.appending(path: "s.json")))
    let report = try StudyReport(json: try JSON(parsing: bytes))
    #expect(report.arms.count == 2 && report.schema == StudyReport.currentSchema)
    #expect(
      try String(contentsOf: folder.appending(path: "s.txt"), encoding: .utf8) == outcome.out)
  }
}
