import Capsules
import Documents
import Foundation
import Population
import Report
import Scenario
import Simulation

/// The capsules that a run makes.
final class CapsuleBox {
  /// What the run read.
  let recorder: FileRecorder
  private(set) var capsules: [Capsule] = []

  init(_ recorder: FileRecorder) { self.recorder = recorder }

  /// Adds a capsule.
  func add(_ capsule: Capsule) { capsules.append(capsule) }

  /// Writes the capsules, and says where they are.
  ///
  /// A folder that cannot be written costs the capsules and not the verdict: the summary has the
  /// command that repeats the run.
  func write(into folder: String) {
    guard !capsules.isEmpty else { return }
    CapsuleFile.clear(folder, from: capsules.count + 1)
    for (index, capsule) in capsules.enumerated() {
      CapsuleFile.keep(capsule, in: "\(folder)/violation-\(index + 1).json")
    }
  }
}

/// Capsules on the disk.
enum CapsuleFile {
  /// Reads a capsule.
  ///
  /// - Parameter path: The file.
  /// - Returns: The capsule.
  /// - Throws: `Diagnostic` for a file that is none, is cut short, or is of another version.
  static func read(_ path: String) throws -> Capsule {
    let bytes = try FileAccess.disk.bytes(path)
    do {
      let json = try JSON(parsing: bytes)
      guard case .string(let schema)? = json["schema"], schema.hasPrefix("cocarde-capsule-") else {
        throw Diagnostic(file: path, message: "is no capsule: it has no schema of one")
      }
      guard schema == Capsule.schema else {
        throw Diagnostic(
          file: path,
          message: "is of another version: '\(schema)', where this Cocarde reads "
            + "'\(Capsule.schema)'; replay it with the Cocarde that wrote it")
      }
      return try Capsule(json: json)
    } catch let error as ReportError {
      throw Diagnostic(file: path, message: "is no whole capsule: \(error)")
    }
  }

  /// The folder of a scenario's capsules, whatever characters its name has.
  ///
  /// - Parameter name: The scenario's name.
  /// - Returns: The folder, below `Reports`.
  static func folder(for name: String) -> String {
    let slug = name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }
    let visible = slug.drop { $0 == "." }
    return "Reports/" + (visible.isEmpty ? "scenario" : String(visible))
  }

  /// Removes the capsules of an earlier run that had more of them than this one, so that all in the
  /// folder are of one run.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - number: The first number to remove.
  static func clear(_ folder: String, from number: Int) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names {
      guard let rest = name.split(separator: "violation-").first, name.hasPrefix("violation-"),
        name.hasSuffix(".json"), let found = Int(rest.prefix { $0.isNumber }),
        found >= number || rest.hasSuffix(".min.json")
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// Writes a capsule and says where it is, or why it is lost.
  ///
  /// - Parameters:
  ///   - capsule: The capsule.
  ///   - path: Where.
  static func keep(_ capsule: Capsule, in path: String) {
    do {
      try write(capsule, to: path)
      Console.error(
        "cocarde: \(capsule.failure.invariant) is kept in \(path); cocarde shrink makes it small")
    } catch {
      let reason = (error as? Failure)?.message ?? error.localizedDescription
      Console.error("cocarde: the capsule of \(capsule.failure.invariant) is lost: \(reason)")
    }
  }

  /// Writes a capsule.
  ///
  /// - Parameters:
  ///   - capsule: The capsule.
  ///   - path: Where.
  /// - Throws: ``Failure`` where it cannot be written.
  static func write(_ capsule: Capsule, to path: String) throws {
    do {
      let folder = URL(filePath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try AtomicFile.write(try capsule.json.bytes(), to: path)
    } catch let error as ReportError {
      throw Failure(.internalError, "\(error)")
    } catch {
      throw Failure(.internalError, "cannot write '\(path)': \(error.localizedDescription)")
    }
  }

  /// Loads the scenario that a capsule holds, and makes its world.
  ///
  /// - Parameters:
  ///   - capsule: The capsule.
  ///   - path: Its file.
  /// - Returns: The scenario and its world.
  /// - Throws: `Diagnostic` where this engine cannot read the scenario any more.
  static func open(_ capsule: Capsule, _ path: String) throws -> (LoadedScenario, World) {
    var context = try ScenarioContext.standard()
    context.files = .memory(
      Dictionary(capsule.scenario.files.map { ($0.path, $0.text) }) { first, _ in first })
    let flags = ScenarioFlags(
      overrides: capsule.scenario.overrides, reforms: capsule.scenario.reforms,
      seed: "\(capsule.scenario.seed)")
    do {
      let scenario = try LoadedScenario.load(
        capsule.scenario.file, flags: flags, environment: [:], context: context)
      let inputs = try scenario.inputs()
      try capsule.check(scenario, officials: inputs.roster.persons.count)
      return (scenario, World(inputs))
    } catch let error as ReportError {
      throw Diagnostic(file: path, message: "is no whole capsule: \(error)")
    } catch let diagnostic as Diagnostic {
      throw Diagnostic(
        file: path, message: "holds a scenario that cannot be run: \(diagnostic.description)")
    }
  }
}
