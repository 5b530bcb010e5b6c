internal import Calendar
internal import Documents
internal import Law

/// Lays the assignments of all layers over each other.
struct ScenarioLoader {
  /// The scenario's file.
  let file: String
  /// What the scenario is read against.
  let context: ScenarioContext
  /// The names of all settings and parameters.
  let names: [String]

  private var assignments: [Assignment] = []

  init(file: String, context: ScenarioContext) {
    self.file = file
    self.context = context
    names = Setting.all.map(\.path) + ParameterOverlay.names(context)
  }

  /// Lays more assignments over those that are there.
  mutating func add(_ layer: [Assignment]) { assignments += layer }

  /// The assignment in force of a setting, the default's where there is no other.
  private func assignment(of path: String) throws(Diagnostic) -> Assignment? {
    if let last = assignments.last(where: { $0.path == path }) { return last }
    guard let setting = Setting.named(path), !setting.fallback.isEmpty else { return nil }
    return try Assignment(path: path, text: setting.fallback, origin: .standard)
  }

  /// Resolves everything.
  func load(sha256: String, flags: ScenarioFlags) throws(Diagnostic) -> LoadedScenario {
    let overlays = try parameterAssignments()
    let settings = try resolvedSettings()
    let reader = SettingReader(settings)
    let (from, through) = try span(reader)
    var overlay = ParameterOverlay(context: context)
    let reforms = try reader.files("reforms", beside: file)
    let days = from...through
    for reform in reforms { try overlay.apply(reform: reform, files: context.files, in: days) }
    for item in overlays where !item.origin.isFlag { try overlay.apply(item, in: days) }
    for reform in flags.reforms {
      try overlay.apply(reform: reform, files: context.files, in: days)
    }
    for item in overlays where item.origin.isFlag { try overlay.apply(item, in: days) }
    let isAudited = try reader.number("audit.enabled") != 0
    let mustExercise = try reader.mustExercise(
      "audit.must", among: context.exercises.map { $0 + context.lawExercises(overlay.law, days) })
    if !isAudited && mustExercise != .named([]) {
      throw complaint(
        reader.assignment("audit.enabled"),
        "'audit.enabled' is no, but 'audit.must' demands that invariants be exercised")
    }
    let isRepeated = try reader.number("audit.repetition") != 0
    if !isRepeated, mustExercise.demands(MustExercise.repetition) {
      throw complaint(
        reader.assignment("audit.repetition"),
        "'audit.repetition' is no, but 'audit.must' demands \(MustExercise.repetition)")
    }
    let oracle = try oracleShare(reader, isAudited: isAudited, mustExercise)
    let swarm = try reader.swarm()
    let blocks = try blocks(reader, swarm)
    let thresholds = try reader.thresholds(
      known: context.metrics, flags: flags.thresholds, days: through - from + 1, blocks: blocks)
    var provenance = settings.filter(\.isWorthSaying).map(\.provenance)
    provenance += overlays.map {
      Provenance(path: $0.path, value: $0.written, origin: $0.origin, doc: overlay.title($0.path))
    }
    provenance += flags.reforms.map {
      Provenance(path: "reforms", value: $0, origin: .flag("--reform"), doc: "reform file")
    }
    provenance += flags.thresholds.map {
      Provenance(path: "thresholds", value: $0, origin: .flag("--threshold"), doc: "condition")
    }
    return LoadedScenario(
      name: try reader.text("name") ?? fileName, title: try reader.text("title") ?? "",
      file: file, sha256: sha256, seed: try reader.seed("seed"), from: from, through: through,
      communes: try reader.file("territory.communes", beside: file),
      reforms: reforms + flags.reforms,
      departments: try reader.words("territory.departments"),
      officials: try reader.number("population.officials").map { Int($0) },
      blocks: blocks,
      mutant: try reader.name("platform.mutant", among: context.mutants),
      tracedOfficial: try reader.official("trace.official"),
      isAudited: isAudited, isRepeated: isAudited && isRepeated, mustExercise: mustExercise,
      oracle: oracle,
      swarm: swarm,
      jobs: Int(try reader.number("engine.jobs") ?? 0),
      shards: Int(try reader.number("engine.shards") ?? 0), thresholds: thresholds,
      law: overlay.law, population: overlay.population, behaviour: overlay.behaviour,
      provenance: provenance, files: context.files)
  }

  /// How many countries there are: all under one law, one behaviour and the same faults.
  private func blocks(_ reader: SettingReader, _ swarm: Swarm) throws(Diagnostic) -> Int {
    let blocks = Int(try reader.number("population.blocks") ?? 1)
    guard blocks > 1, swarm.variesBySeed else { return blocks }
    throw complaint(
      reader.assignment("population.blocks"),
      "'population.blocks' is \(blocks), but faults or operations that only some seeds have would "
        + "be those of some blocks only: have all of them, or run one block")
  }

  /// Whom the oracle lives a second time: nobody where nothing is judged.
  private func oracleShare(
    _ reader: SettingReader, isAudited: Bool, _ must: MustExercise
  ) throws(Diagnostic) -> OracleShare {
    let share = try reader.oracleShare("audit.oracle")
    if !isAudited && share != .off {
      throw complaint(
        reader.assignment("audit.oracle"),
        "'audit.oracle' is \(share), but 'audit.enabled' is no: nobody would judge what it finds")
    }
    if share == .off, case .named(let names) = must, names.contains(MustExercise.oracle) {
      throw complaint(
        reader.assignment("audit.must"),
        "'audit.must' names \(MustExercise.oracle), but 'audit.oracle' is off")
    }
    return share
  }

  private var fileName: String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
  }

  /// The parameters that are changed, in the order of the layers; unknown names are refused.
  private func parameterAssignments() throws(Diagnostic) -> [Assignment] {
    var parameters: [Assignment] = []
    for assignment in assignments where Setting.named(assignment.path) == nil {
      guard names.contains(assignment.path) else {
        let short = assignment.origin.isFlag ? ScenarioNames(context).short : []
        throw assignment.complaint(
          "unknown setting or parameter '\(assignment.path)'"
            + Nearest.hint(assignment.path, among: names + short))
      }
      parameters.append(assignment)
    }
    return parameters
  }

  private func resolvedSettings() throws(Diagnostic) -> [ResolvedSetting] {
    let end = try endOfRun()
    var resolved: [ResolvedSetting] = []
    for setting in Setting.all {
      if setting.path == "simulation.to" || setting.path == "simulation.years" {
        let isEnd = setting.path == end?.path
        resolved.append(ResolvedSetting(setting: setting, assignment: isEnd ? end : nil))
      } else {
        resolved.append(
          ResolvedSetting(setting: setting, assignment: try assignment(of: setting.path)))
      }
    }
    return resolved
  }

  /// Which of the two ways to say when the run ends counts: the one of the highest layer.
  private func endOfRun() throws(Diagnostic) -> Assignment? {
    let ends = assignments.filter {
      $0.path == "simulation.to" || $0.path == "simulation.years"
    }
    guard let last = ends.last else { return try assignment(of: "simulation.years") }
    if let other = ends.last(where: { $0.path != last.path }),
      other.origin.layer == last.origin.layer
    {
      throw last.complaint("give simulation.to or simulation.years, not both")
    }
    return last
  }

  private func span(_ reader: SettingReader) throws(Diagnostic) -> (Day, Day) {
    let from = try reader.day("simulation.from") ?? Day(2021, 7, 1)
    let through: Day
    let place: Assignment?
    if let last = try reader.day("simulation.to") {
      through = last
      place = reader.assignment("simulation.to")
    } else {
      through = from.adding(years: Int(try reader.number("simulation.years") ?? 1)) - 1
      place = reader.assignment("simulation.years")
    }
    if through < from {
      throw complaint(
        place, "'simulation.to' (\(through)) is before 'simulation.from' (\(from))")
    }
    if through >= from.adding(years: Setting.longestRun) {
      throw complaint(
        place,
        "the run from \(from) to \(through) is longer than \(Setting.longestRun) years")
    }
    if let first = ParameterOverlay.firstDay(of: context.law), from < first {
      throw complaint(
        reader.assignment("simulation.from"),
        "'simulation.from' (\(from)) is before \(first), when the law's parameters begin")
    }
    return (from, through)
  }

  private func complaint(_ place: Assignment?, _ message: String) -> Diagnostic {
    place?.complaint(message) ?? Diagnostic(file: file, message: message)
  }
}

/// A setting with the value in force.
struct ResolvedSetting {
  /// The setting.
  let setting: Setting
  /// The value, or `nil` for nothing.
  let assignment: Assignment?

  /// Whether `check` has to print it: faults that nobody asked for are none.
  var isWorthSaying: Bool {
    guard setting.isOfFaults else { return true }
    if case .standard = assignment?.origin ?? .standard { return false }
    return true
  }

  /// The setting as `check` prints it.
  var provenance: Provenance {
    Provenance(
      path: setting.path, value: assignment?.written ?? "",
      origin: assignment?.origin ?? .standard, doc: setting.doc)
  }
}

extension Origin {
  /// Whether a flag of the command line said so.
  var isFlag: Bool { if case .flag = self { true } else { false } }

  /// The layer's place in the order of precedence.
  var layer: Int {
    switch self {
    case .standard: 0
    case .file: 1
    case .environment: 2
    case .flag: 3
    }
  }
}
