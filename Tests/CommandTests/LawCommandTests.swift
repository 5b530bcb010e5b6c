import Foundation
import Testing

/// What `law` prints, and what `check` expects of the law that Cocarde ships.
@Suite struct LawCommandTests {
  @Test func `the cap of a day is the one in force`() throws {
    func cap(_ date: String) throws -> String? {
      let outcome = try Program.run(["law", "--at", date])
      #expect(outcome.code == 0)
      return outcome.out.split(separator: "\n").map(String.init)
        .first { $0.hasPrefix("rights.cap ") }
    }
    #expect(try cap("2021-12-31")?.contains("1\u{202f}500,00 €") == true)
    #expect(try cap("2022-01-01")?.contains("700,00 €") == true)
    #expect(try cap("2023-03-30")?.contains("800,00 €") == true)
  }

  @Test func `a history has every value`() throws {
    let outcome = try Program.run(["law", "--history", "rights.cap"])
    for date in ["2021-07-23", "2022-01-01", "2023-03-30"] {
      #expect(outcome.out.contains("from \(date)"))
    }
  }

  @Test func `the law is also JSON`() throws {
    let outcome = try Program.run(["law", "--at", "2025-01-01", "--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    let parameters = try #require(object["parameters"] as? [[String: String]])
    let cap = try #require(parameters.first { $0["name"] == "rights.cap" })
    #expect(cap["since"] == "2023-03-30")
    #expect(object["day"] as? String == "2025-01-01")
  }

  @Test(arguments: [
    (["law", "--at", "2026-02-30"], "'2026-02-30' is not a date that exists"),
    (["law", "--history", "rigths.cap"], "did you mean 'rights.cap'?"),
    (["law", "--at", "2026-01-01", "--history", "cap"], "contradict"),
    (["law", "--history", "cap", "--json"], "text only"),
    (["law", "--reform", "nowhere.yaml"], "nowhere.yaml: there is no such file"),
  ])
  func `a wrong question ends with 2`(arguments: [String], sentence: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.err.contains(sentence))
    #expect(outcome.out.isEmpty)
  }

  @Test func `the scenarios that ship are valid, and the country has its size`() throws {
    let folder = Program.root.appending(path: "Scenarios")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(files.contains("national.yaml") && files.contains("small.yaml"))
    for file in files {
      let outcome = try Program.run(["check", folder.appending(path: file).path])
      #expect(outcome.code == 0, "\(file): \(outcome.err)")
    }
    let national = try Program.run(["check", folder.appending(path: "national.yaml").path])
    #expect(national.out.contains("departmental councillors ....................: 4 037\n"))
    #expect(national.out.contains("municipal credit days .......................: 10\n"))
  }

  @Test(arguments: ["territory.departments=[99]", "rights.cap=-5", "simulation.from=2015-01-01"])
  func `a scenario that cannot be run is refused by check`(override: String) throws {
    let path = Program.root.appending(path: "Scenarios/small.yaml").path
    let outcome = try Program.run(["check", path, "--set", override])
    #expect(outcome.code == 2)
    #expect(outcome.err.split(separator: "\n").count == 1)
  }
}
