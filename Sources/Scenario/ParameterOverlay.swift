internal import Calendar
internal import Documents
internal import Law

/// The three tables of parameters, with what a scenario lays over them.
struct ParameterOverlay {
  /// The law.
  private(set) var law: ParameterTable
  /// The population's margins and rates.
  private(set) var population: ParameterTable
  /// The rates of behaviour.
  private(set) var behaviour: ParameterTable

  init(context: ScenarioContext) {
    law = context.law
    population = context.population
    behaviour = context.behaviour
  }

  /// Which table a name belongs to.
  private enum Room: String { case law, population, behaviour }

  /// The names by which a scenario may set parameters.
  static func names(_ context: ScenarioContext) -> [String] {
    context.law.names + context.population.names.map { prefixed($0, .population) }
      + context.behaviour.names.map { prefixed($0, .behaviour) }
  }

  private static func prefixed(_ name: String, _ room: Room) -> String {
    name.hasPrefix("\(room.rawValue).") ? name : "\(room.rawValue).\(name)"
  }

  /// The first day on which the law knows anything of the rights of officials.
  static func firstDay(of law: ParameterTable) -> Day? {
    let rights = law.parameters.filter { $0.name.hasPrefix("rights.") }
    return (rights.isEmpty ? law.parameters : rights).compactMap { $0.values.first?.from }.min()
  }

  private func table(_ room: Room) -> ParameterTable {
    switch room {
    case .law: law
    case .population: population
    case .behaviour: behaviour
    }
  }

  private func place(_ path: String) -> (room: Room, parameter: Parameter)? {
    if let parameter = law[path] { return (.law, parameter) }
    for room in [Room.population, .behaviour] where path.hasPrefix("\(room.rawValue).") {
      let short = String(path.dropFirst(room.rawValue.count + 1))
      if let parameter = table(room)[path] ?? table(room)[short] { return (room, parameter) }
    }
    return nil
  }

  /// The parameter of a name.
  func parameter(_ path: String) -> Parameter? { place(path)?.parameter }

  /// The title of a parameter.
  func title(_ path: String) -> String { parameter(path)?.title ?? "" }

  /// Sets a parameter: as long as it exists, or from each of some days on.
  ///
  /// - Parameters:
  ///   - assignment: A value, or a map of values by date.
  ///   - days: The days of the run.
  /// - Throws: ``Diagnostic`` for a value that the parameter cannot have, or that the run would
  ///   not read.
  mutating func apply(
    _ assignment: Assignment, in days: ClosedRange<Day>
  ) throws(Diagnostic) {
    guard let (room, parameter) = place(assignment.path) else {
      throw assignment.complaint("unknown parameter '\(assignment.path)'")
    }
    guard case .map(let entries) = assignment.value.content else {
      if let complaint = parameter.complaint(aboutDate: nil, in: days) {
        throw assignment.complaint(complaint)
      }
      let from = parameter.values.first?.from ?? days.lowerBound
      try set(parameter, in: room, assignment, assignment.value, from: from, alone: true)
      return
    }
    for entry in entries {
      guard let from = Day(entry.key) else {
        throw assignment.complaint(
          "'\(assignment.path)': '\(entry.key)' is not a date that exists, as YYYY-MM-DD")
      }
      if let complaint = parameter.complaint(aboutDate: from, in: days) {
        throw assignment.complaint(complaint)
      }
      try set(parameter, in: room, assignment, entry.value, from: from, alone: false)
    }
  }

  /// Lays a reform over the law.
  ///
  /// - Parameters:
  ///   - reform: The reform's file.
  ///   - files: How it is fetched.
  ///   - days: The days of the run.
  /// - Throws: ``Diagnostic`` for a file that cannot be read, anything unknown in it, or a value
  ///   that the run would not read.
  mutating func apply(
    reform: String, files: FileAccess, in days: ClosedRange<Day>
  ) throws(Diagnostic) {
    let changes = try Reform(Document(files.text(reform), file: reform))
    let reformed = try law.applying(changes)
    for overlay in changes.overlays {
      guard let parameter = law[overlay.name] else { continue }
      for entry in try overlay.values.entries() {
        if let complaint = parameter.complaint(aboutDate: Day(entry.key), in: days) {
          throw Diagnostic(file: reform, line: entry.line, message: complaint)
        }
      }
    }
    law = reformed
  }

  private mutating func set(
    _ parameter: Parameter, in room: Room, _ assignment: Assignment, _ node: Document,
    from: Day, alone: Bool
  ) throws(Diagnostic) {
    let dated = try assignment.reading { _ throws(Diagnostic) in
      let value = try LawFile.value(node, unit: parameter.unit, rules: parameter.rules)
      if let complaint = parameter.complaint(about: value) { throw node.complaint(complaint) }
      return try Self.dated(node, parameter, from, by: assignment.origin)
    }
    switch room {
    case .law: law.set(parameter.name, dated, alone: alone)
    case .population: population.set(parameter.name, dated, alone: alone)
    case .behaviour: behaviour.set(parameter.name, dated, alone: alone)
    }
  }

  /// A value that is known to be sound, with who said so as its reference.
  private static func dated(
    _ node: Document, _ parameter: Parameter, _ from: Day, by origin: Origin
  ) throws(Diagnostic) -> DatedValue {
    let reference = "set by \(origin)".split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''")
    let document = try Document(
      "{value: \(Assignment.flow(node)), reference: '\(reference)', checked: \(from), "
        + "confidence: assumption}", file: origin.description)
    return try LawFile.datedValue(
      document, from: from, unit: parameter.unit, rules: parameter.rules)
  }
}
