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

  static func failures(of workedCase: WorkedCase) throws -> [String] {
    let law = try workedCase.law(over: ParameterTable.law(), load: text)
    let seen = CaseOracle.observations(of: workedCase, law: law)
    return CaseJudgement.failures(of: workedCase, observations: seen, by: "oracle")
  }
}

@Suite struct WorkedCaseTests {
  @Test(arguments: Library.files)
  func `the oracle finds what the case was worked out to by hand`(file: String) throws {
    for workedCase in try CaseFile.read(Library.text(file), file: file) {
      #expect(try Library.failures(of: workedCase) == [])
    }
  }

  @Test func `there are at least forty-five cases, each with a name of its own`() throws {
    var names: [String] = []
    for file in Library.files {
      names += try CaseFile.read(Library.text(file), file: file).map(\.name)
    }
    #expect(names.count >= 45)
    #expect(Set(names).count == names.count)
  }

  @Test func `every amount of every case fails when it is a cent off`() throws {
    var count = 0
    for file in Library.files {
      for workedCase in try CaseFile.read(Library.text(file), file: file) {
        let law = try workedCase.law(over: ParameterTable.law(), load: Library.text)
        let seen = CaseOracle.observations(of: workedCase, law: law)
        for index in seen.indices {
          guard case .cents(let cents) = seen[index].fact.value else { continue }
          var wrong = seen
          wrong[index] = Observation(
            seen[index].expectation, seen[index].fact.quantity, .cents(cents + 1))
          let failures = CaseJudgement.failures(of: workedCase, observations: wrong, by: "oracle")
          let line = workedCase.expectations[seen[index].expectation].line
          #expect(failures.count == 1)
          #expect(failures.first?.hasPrefix("\(file):\(line): on ") == true)
          #expect(failures.first?.hasSuffix("(\(workedCase.name))") == true)
          count += 1
        }
      }
    }
    #expect(count > 100)
  }
}
