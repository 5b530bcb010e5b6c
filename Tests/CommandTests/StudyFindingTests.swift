import Foundation
import Pages
import Report
import Statistics
import Study
import Testing

@testable import cocarde

/// What a study makes of runs that measured nothing, of interruptions, and of itself.
@Suite struct StudyFindingTests {
  /// Half a year of so few people that some seeds have no work.
  private static let tiny = """
    name: tiny
    seed: 48
    simulation: {from: 2025-07-01, to: 2025-12-31}
    territory: {departments: [48]}
    population.officials: 40

    """

  @Test func `a seed that measured nothing is no zero in a mean`() throws {
    let path = try Program.scenario(Self.tiny)
    let (_, report) = try Program.study(["run", path, "--repeat", "6"])
    let arm = try #require(report.arms.first)
    let headroom = try #require(arm["queues.support.headroom_milli"])
    #expect((1...5).contains(headroom.measured) && headroom.min > 0)
    let measured = headroom.values.compactMap { $0 }
    #expect(
      abs(headroom.mean - Double(measured.reduce(0, +)) / Double(measured.count)) < 0.5)
    // A counter that a summary leaves out, and the backlog of an empty queue, are zero.
    let backlog = try #require(arm["queues.support.backlog"])
    #expect(backlog.measured == 6)
    let refused = arm.estimates.filter { $0.name.hasPrefix("refusals.by.") }
    #expect(!refused.isEmpty && refused.allSatisfy { $0.measured == 6 })
  }

  @Test func `there is no difference where a side measured nothing`() throws {
    let path = try Program.scenario(Self.tiny)
    let (_, report) = try Program.study([
      "compare", path, path, "--set-b", "operator.control_officers=1", "--repeat", "4", "--metric",
      "queues.control.", "--metric", "queues.support.sojourn.p95",
    ])
    let compared = report.differences.map(\.name)
    #expect(compared.contains("queues.control.arrivals"))
    #expect(!compared.contains("queues.control.utilisation_ppm"))
    #expect(report.arms[1]["queues.control.utilisation_ppm"] != nil)
    let sojourn = try #require(
      report.differences.first { $0.name == "queues.support.sojourn.p95" })
    let both = zip(
      try #require(report.arms[0][sojourn.name]).values,
      try #require(report.arms[1][sojourn.name]).values)
    #expect(Int(sojourn.pairs) == Array(both).count { $0 != nil && $1 != nil })
  }

  @Test func `a metric of which nothing came is not passed over`() throws {
    let path = try Program.scenario(Self.tiny)
    for arguments in [
      ["run", path, "--repeat", "2"], ["run", path, "--precision", "5%", "--most", "3"],
      ["sweep", path, "--vary", "rights.cap=700,900", "--repeat", "1"],
    ] {
      let outcome = try Program.run(
        arguments + ["--quiet", "--metric", "queues.control.headroom_milli"])
      #expect(outcome.code == 7, "\(outcome.err)")
      #expect(outcome.err.contains("nothing was measured of queues.control.headroom_milli"))
      #expect(!outcome.out.contains("every half-width"))
    }
  }

  @Test func `within the precision at the last run alone is not reached`() throws {
    let path = try Program.scenario(Self.tiny)
    let (outcome, report) = try Program.study([
      "run", path, "--precision", "90%", "--most", "3", "--metric", "officials",
    ])
    #expect(outcome.code == 6 && report.precision?.isReached == false)
    #expect(outcome.err.contains("within 90%, but not yet for 5 further runs: officials"))
  }

  @Test func `what no study does is left out and said`() throws {
    let path = try Program.scenario(Self.tiny)
    let (outcome, report) = try Program.study([
      "run", path, "--repeat", "2", "--audit", "--threshold", "oracle.differences == 0",
      "--threshold", "invariants.DET-1.violations == 0", "--threshold", "violations == 0",
    ])
    #expect(outcome.code == 0)
    let arm = try #require(report.arms.first)
    #expect(
      report.notInStudies == ["oracle.differences == 0", "invariants.DET-1.violations == 0"])
    #expect(arm.thresholds.map(\.expression) == ["violations == 0"])
    for prefix in ["oracle.", "invariants.DET-1.", "invariants.ORA-1.", "not_exercised"] {
      #expect(!arm.estimates.contains { $0.name.hasPrefix(prefix) }, "\(prefix)")
    }
    #expect(arm["invariants.QUE-1.evaluations"] != nil)
    // The command that repeats it ends as it does.
    #expect(report.scenario.command?.contains("--threshold 'oracle.differences == 0'") ?? false)
  }

  @Test func `a search that looks the wrong way says which is right`() throws {
    let path = try Program.scenario(Self.tiny)
    let (outcome, report) = try Program.study([
      "search", path, "--vary", "officials=20..60 step 10", "--keep", "officials < 50", "--find",
      "smallest", "--repeat", "2",
    ])
    #expect(outcome.code == 6 && report.search?.state == "reversed")
    #expect(outcome.err.contains("--find largest finds the limit"), "\(outcome.err)")
    let (_, largest) = try Program.study([
      "search", path, "--vary", "officials=20..60 step 10", "--keep", "officials > 0", "--find",
      "largest", "--repeat", "2",
    ])
    let search = try #require(largest.search)
    #expect(search.state == "everywhere" && search.openSeeds == 2)
    #expect(search.mean == nil && search.sentences.contains { $0.contains("up to 60") })
  }

  @Test func `a search never makes more runs than it said`() throws {
    let path = try Program.scenario(Self.tiny)
    let outcome = try Program.run([
      "search", path, "--vary", "demand.mandate=1 %..90 % step 1 %", "--keep",
      "dossiers.opened < 3", "--repeat", "4", "--json",
    ])
    let report = try StudyReport(json: try JSON(parsing: Array(outcome.out.utf8)))
    let bound = LimitSearch.mostTriesOfTwo(90) * 4
    #expect(outcome.err.hasPrefix("at most 18 of 90 values × 4 seeds = \(bound) runs"))
    #expect(report.engine.runs <= Int64(bound))
  }

  @Test(arguments: [
    ["run", "--repeat", "500"], ["sweep", "--vary", "rights.cap=500..1000 step 2"],
    ["compare", "--repeat", "400", "--set-b", "rights.cap=500"],
    ["search", "--vary", "rights.cap=1..1000000", "--keep", "officials > 1", "--repeat", "40"],
  ])
  func `an interrupted study writes what it has and says so`(arguments: [String]) throws {
    let path = try Program.scenario(
      "simulation.years: 4\nterritory.departments: [48]\nseed: 48\n")
    let folder = try Program.folder()
    let scenarios = arguments[0] == "compare" ? [path, path] : [path]
    let outcome = try Program.interrupted(
      [arguments[0]] + scenarios + arguments.dropFirst() + [
        "--most", "2000", "--json", "--out", "json=\(folder.path)/s.json",
      ])
    #expect(outcome.code == 130, "\(outcome.err)")
    #expect(outcome.err.contains("interrupted; the result covers the runs that had ended"))
    let report = try StudyReport(json: try JSON(parsing: Array(outcome.out.utf8)))
    #expect(!report.complete)
    let file = Array(try Data(contentsOf: folder.appending(path: "s.json")))
    #expect(try StudyReport(json: try JSON(parsing: file)) == report)
    if arguments[0] == "search" { #expect(report.search?.state == "interrupted") }
  }

  @Test func `the time that is left follows from the runs that ended`() {
    func left(_ done: Int, _ runs: Int, _ jobs: Int, _ elapsed: Double) -> Double {
      StudyProgress.secondsLeft(done, of: runs, jobs: jobs, elapsed: elapsed)
    }
    #expect(left(1, 10, 1, 2) == 18 && left(10, 10, 1, 20) == 0)
    #expect(left(4, 10, 2, 8) == 12)
    // Of two that began together one has ended: the other is nearly over, eight are to come.
    #expect((8...9).contains(left(1, 10, 2, 2)))
    #expect(left(1, 1, 8, 3) == 0)
  }

  @Test func `a page says in English what the terminal says, and in French too`() {
    let (english, french) = (Wording(.english), Wording(.french))
    for sentence in SearchSentence.allCases {
      let key = "study.search.\(sentence.rawValue)"
      #expect(english[key] == sentence.english)
      #expect(french[key] != nil && french[key] != sentence.english)
    }
    for state in ConfidentVerdict.allCases {
      #expect(french["study.state.\(state.rawValue)"] != nil)
    }
  }

  @Test func `a French page of a search is in French`() throws {
    var report = StudyReport()
    report.kind = StudyReport.Kind.search.rawValue
    report.notInStudies = ["oracle.differences == 0"]
    var search = StudySearch()
    (search.path, search.goal, search.state) = ("support.agents", "smallest", "found")
    (search.answer, search.beyond, search.certain) = ("9", "8", "8")
    search.ofSeeds = ["9", "8"]
    search.range = ["8", "9"]
    (search.mean, search.halfWidth) = (8.5, 6.4)
    report.search = search
    let page = try StudyHTML.render(report, .held, [], .french)
    #expect(page.contains("support.agents = 9 est la plus petite valeur"))
    #expect(page.contains("moyenne 8,5"))
    #expect(page.contains("laissé de côté"))
    for word in ["study.", "monotone over", "smallest value", "left out"] {
      let text = page.replacing(/<(script|style)[\s\S]*?<\/(script|style)>/, with: "")
      #expect(!text.contains(word), "\(word)")
    }
  }
}
