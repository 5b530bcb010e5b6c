import Calendar
import Documents
import Foundation
import Law
import Territory

/// The scales of the law that this room needs, as the law's own files name them.
enum Fixtures {
  static let day = Day(2024, 10, 1)

  static let law: ParameterTable = {
    do { return try ParameterTable.law() } catch { preconditionFailure("\(error)") }
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
