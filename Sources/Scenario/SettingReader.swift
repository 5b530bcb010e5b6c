internal import Calendar
internal import Documents
internal import Simulation

/// Reads the values of settings in the kinds that they have.
struct SettingReader {
  private let settings: [ResolvedSetting]

  init(_ settings: [ResolvedSetting]) { self.settings = settings }

  private func setting(_ path: String) -> ResolvedSetting? {
    settings.first { $0.setting.path == path }
  }

  func assignment(_ path: String) -> Assignment? { setting(path)?.assignment }

  func text(_ path: String) throws(Diagnostic) -> String? {
    guard let assignment = assignment(path) else { return nil }
    let text = try assignment.reading { node throws(Diagnostic) in try node.text() }
    guard !text.contains(where: \.isNewline) else {
      throw assignment.complaint("'\(path)' must be one line")
    }
    return text
  }

  func seed(_ path: String) throws(Diagnostic) -> UInt64 {
    guard let assignment = assignment(path), let text = try text(path) else { return 0 }
    guard text.allSatisfy(\.isASCII), let seed = UInt64(text.filter { $0 != "_" }) else {
      throw assignment.complaint(
        "'\(path)': '\(text)' is not a whole number from 0 to \(UInt64.max)")
    }
    return seed
  }

  /// The number of a quantity, or of a flag.
  func number(_ path: String) throws(Diagnostic) -> Int64? {
    guard let setting = setting(path), let assignment = setting.assignment else { return nil }
    switch setting.setting.kind {
    case .flag:
      return try assignment.reading { node throws(Diagnostic) in try node.quantity(.flag) }
    case .quantity(let unit, let range):
      let number = try assignment.reading { node throws(Diagnostic) in try node.quantity(unit) }
      guard range.contains(number) else {
        throw assignment.complaint(
          "'\(path)' must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
      }
      return number
    default: preconditionFailure("the setting '\(path)' is no number")
    }
  }

  /// The faults of the scenario, and what of everything each seed keeps.
  func swarm() throws(Diagnostic) -> Swarm {
    var swarm = Swarm()
    for fault in Fault.allCases {
      let path = "faults.\(fault.name)"
      let rate = try number(path + ".rate") ?? 0
      let armed = try number(path + ".armed") ?? 0
      let days = fault.days == nil ? 0 : try number(path + ".days") ?? 0
      guard rate > 0, armed > 0 else { continue }
      swarm.faults[fault] = FaultPlan.Share(armed: armed, rate: rate, days: Int(days))
    }
    swarm.operationsKept = try number("swarm.operations") ?? 0
    swarm.faultsKept = try number("swarm.faults") ?? 0
    return swarm
  }

  func day(_ path: String) throws(Diagnostic) -> Day? {
    guard let setting = setting(path), let assignment = setting.assignment else { return nil }
    guard case .day(let range) = setting.setting.kind else {
      preconditionFailure("the setting '\(path)' is no day")
    }
    let number = try assignment.reading { node throws(Diagnostic) in try node.quantity(.date) }
    let day = Day(rawValue: Int32(truncatingIfNeeded: number))
    guard range.contains(day) else {
      throw assignment.complaint(
        "'\(path)' must be from \(range.lowerBound) to \(range.upperBound), not \(day)")
    }
    return day
  }

  /// The nodes of a list; a single plain value is a list of one.
  private func nodes(_ path: String) throws(Diagnostic) -> [Document] {
    guard let assignment = assignment(path) else { return [] }
    return try assignment.reading { node throws(Diagnostic) in
      if case .scalar = node.content { return [node] }
      return try node.items()
    }
  }

  func words(_ path: String) throws(Diagnostic) -> [String] {
    guard let assignment = assignment(path) else { return [] }
    var words: [String] = []
    for node in try nodes(path) {
      let word = try assignment.reading { _ throws(Diagnostic) in try node.text() }
      guard !words.contains(word) else {
        throw assignment.complaint("'\(path)' names '\(word)' twice")
      }
      words.append(word)
    }
    return words
  }

  /// A name of a list of valid ones, `none` for nothing.
  func name(_ path: String, among valid: [String]?) throws(Diagnostic) -> String? {
    guard let assignment = assignment(path), let name = try text(path), name != "none" else {
      return nil
    }
    try check(name, of: path, among: valid, assignment)
    return name
  }

  func mustExercise(_ path: String, among valid: [String]?) throws(Diagnostic) -> MustExercise {
    let words = try words(path)
    if words == ["all"] { return .all }
    guard let assignment = assignment(path) else { return .named([]) }
    for word in words { try check(word, of: path, among: valid, assignment) }
    return .named(words)
  }

  private func check(
    _ name: String, of path: String, among valid: [String]?, _ assignment: Assignment
  ) throws(Diagnostic) {
    guard let valid, !valid.contains(name) else { return }
    throw assignment.complaint(
      "'\(path)' names '\(name)', which does not exist" + Nearest.hint(name, among: valid))
  }

  func oracleShare(_ path: String) throws(Diagnostic) -> OracleShare {
    guard let assignment = assignment(path), let text = try text(path) else { return .off }
    guard let share = OracleShare(text) else {
      throw assignment.complaint(
        "'\(path)': '\(text)' is not off, all, or a share from 1/1 to 1/\(OracleShare.most)")
    }
    return share
  }

  func official(_ path: String) throws(Diagnostic) -> Int? {
    guard let assignment = assignment(path), let text = try text(path), text != "none" else {
      return nil
    }
    guard let id = UInt32(text), id < .max else {
      throw assignment.complaint("'\(path)': '\(text)' is not the number of an official, or none")
    }
    return Int(id)
  }

  func file(_ path: String, beside file: String) throws(Diagnostic) -> String? {
    guard let assignment = assignment(path), let name = try text(path) else { return nil }
    if case .file = assignment.origin { return FileAccess.resolve(name, in: file) }
    return name
  }

  func files(_ path: String, beside file: String) throws(Diagnostic) -> [String] {
    guard let assignment = assignment(path) else { return [] }
    let names = try words(path)
    guard case .file = assignment.origin else { return names }
    return names.map { FileAccess.resolve($0, in: file) }
  }
}
