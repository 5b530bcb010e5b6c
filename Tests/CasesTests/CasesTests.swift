import Calendar
import Cases
import Documents
import Foundation
import Law
import Testing

/// The worked cases of the repository.
enum Library {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  static let files: [String] = {
    let folder = root.appending(path: "Scenarios/cases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "Scenarios/cases/\($0)" }
  }()

  static func text(_ path: String) throws(Diagnostic) -> String {
    let url = root.appending(path: path).standardized
    guard let text = try? String(contentsOf: url, encoding: .utf8) else {
      throw Diagnostic(file: path, message: "cannot be read")
    }
    return text
  }

  static func law(of workedCase: WorkedCase) throws -> ParameterTable {
    try workedCase.law(over: ParameterTable.law(), load: text)
  }

  static func testimonies(of workedCase: WorkedCase) throws -> [CaseTestimony] {
    let law = try law(of: workedCase)
    return [
      CaseTestimony("oracle", CaseOracle.observations(of: workedCase, law: law)),
      CaseTestimony("platform", CasePlatform.observations(of: workedCase, law: law)),
    ]
  }
}

@Suite struct WorkedCaseTests {
  @Test(arguments: Library.files)
  func `oracle and platform find what the case was worked out to by hand`(file: String) throws {
    for workedCase in try CaseFile.workedCases(Library.text(file), file: file) {
      let testimonies = try Library.testimonies(of: workedCase)
      #expect(CaseJudgement.failures(of: workedCase, testimonies) == [])
    }
  }

  @Test func `there are at least forty-five cases, each with a name of its own`() throws {
    var names: [String] = []
    for file in Library.files {
      names += try CaseFile.workedCases(Library.text(file), file: file).map(\.name)
    }
    #expect(names.count >= 45)
    #expect(Set(names).count == names.count)
  }

  @Test func `every amount of every case fails when either of them is a cent off`() throws {
    var count = 0
    for file in Library.files {
      for workedCase in try CaseFile.workedCases(Library.text(file), file: file) {
        let testimonies = try Library.testimonies(of: workedCase)
        for (place, testimony) in testimonies.enumerated() {
          for index in testimony.observations.indices {
            guard case .cents(let cents) = testimony.observations[index].fact.value else {
              continue
            }
            let seen = testimony.observations[index]
            var wrong = testimony.observations
            wrong[index] = Observation(seen.expectation, seen.fact.quantity, .cents(cents + 1))
            var changed = testimonies
            changed[place] = CaseTestimony(testimony.observer, wrong)
            let failures = CaseJudgement.failures(of: workedCase, changed)
            let line = workedCase.expectations[seen.expectation].line
            #expect(failures.count == 1)
            #expect(failures.first?.hasPrefix("\(file):\(line): on ") == true)
            #expect(failures.first?.hasSuffix(" (\(testimony.observer))") == true)
            count += 1
          }
        }
      }
    }
    #expect(count > 200)
  }
}
