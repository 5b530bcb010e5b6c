import Calendar
import Documents
import Foundation
import Law
import Territory

/// The scales of the law that this room needs, as the law's own files name them.
enum Fixtures {
  static let day = Day(2024, 10, 1)

  static let law: ParameterTable = {
    func source(_ value: String) -> String {
      "    2014-01-01: {value: \(value), reference: CGCT, checked: 2026-11-21, confidence: primary}"
    }
    let text = """
      councils.municipal:
        title: Seats of a municipal council
        unit: count
        values:
      \(source("[[0, 7], [100, 11], [500, 15], [1500, 19], [2500, 23], [3500, 27], [5000, 29], [10000, 33], [20000, 35], [30000, 39], [40000, 43], [50000, 45], [60000, 49], [80000, 53], [100000, 55], [150000, 59], [200000, 61], [250000, 65], [300000, 69]]"))
      councils.intercommunal:
        title: Seats of an intercommunal council
        unit: count
        values:
      \(source("[[0, 16], [3500, 18], [5000, 22], [10000, 26], [20000, 30], [30000, 34], [40000, 38], [50000, 40], [75000, 42], [100000, 48], [150000, 56], [200000, 64], [250000, 72], [350000, 80], [500000, 90], [700000, 100], [1000000, 130]]"))
      """
    do {
      return ParameterTable(try LawFile.parameters(in: Document(text, file: "fixture.yaml")))
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The official file, where a folder beside the package has it; it is not part of the package.
  static let officialFile: [UInt8]? = {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let beside = try? FileManager.default.contentsOfDirectory(
      at: root.deletingLastPathComponent(), includingPropertiesForKeys: nil)
    for folder in (beside ?? []).sorted(by: { $0.path < $1.path }) {
      let file = folder.appending(path: "data/insee-populations-communes.csv")
      if let data = try? Data(contentsOf: file) { return Array(data) }
    }
    return nil
  }()
}
