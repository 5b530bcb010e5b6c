internal import Calendar
package import Documents
package import Law

/// The embedded facts about departments, regions, assemblies and the communes of each stratum.
struct Facts: Sendable {
  /// A council whose size is no step of the scale.
  struct Assembly: Sendable {
    let kind: String
    let code: String
    let departments: [Int]
    let name: String
    let seats: Int
  }

  /// The communes of a department and stratum.
  struct Cell: Sendable {
    let department: Int
    /// The least population of the stratum; for a commune with a council of its own, its code.
    let stratum: Int64
    /// The index of the assembly whose council this one commune has, or -1.
    let exception: Int
    let communes: Int64
    let population: Int64
  }

  let regions: [Region]
  let departments: [Department]
  let assemblies: [Assembly]
  let cells: [Cell]

  init() throws(Diagnostic) {
    let regions = try Table("regions.csv", PackageResources.regions_csv, columns: 3).rows.map {
      Region(code: $0[0], name: $0[1], seats: Int($0[2]) ?? 0)
    }
    let departments = try Table("departments.csv", PackageResources.departments_csv, columns: 4)
      .rows.map { row in
        Department(
          code: row[0], name: row[1], region: regions.firstIndex { $0.code == row[2] } ?? -1,
          cantons: Int(row[3]) ?? 0)
      }
    func index(_ code: some StringProtocol) -> Int {
      departments.firstIndex { $0.code == code } ?? 0
    }
    let assemblies = try Table("assemblies.csv", PackageResources.assemblies_csv, columns: 5)
      .rows.map { row in
        Assembly(
          kind: row[0], code: row[1], departments: row[2].split(separator: "+").map(index),
          name: row[3], seats: Int(row[4]) ?? 0)
      }
    cells = try Table("communes.csv", PackageResources.communes_csv, columns: 4).rows.map { row in
      let code = row[1].hasPrefix("=") ? String(row[1].dropFirst()) : ""
      return Cell(
        department: index(row[0]), stratum: Int64(row[1]) ?? Int64(code) ?? 0,
        exception: code.isEmpty ? -1 : assemblies.firstIndex { $0.code == code } ?? -1,
        communes: Int64(row[2]) ?? 0, population: Int64(row[3]) ?? 0)
    }
    self.regions = regions
    self.departments = departments
    self.assemblies = assemblies
  }

  /// The indices of the departments of some codes, in the order of the codes of the country.
  func selection(_ codes: [String]?) throws(Diagnostic) -> [Int] {
    guard let codes else { return Array(departments.indices) }
    for code in codes where !departments.contains(where: { $0.code == code }) {
      throw Diagnostic(
        file: "territory.departments",
        message: "there is no department '\(code)'"
          + Nearest.hint(code, among: departments.map(\.code)))
    }
    let chosen = departments.indices.filter { codes.contains(departments[$0].code) }
    guard !chosen.isEmpty else {
      throw Diagnostic(file: "territory.departments", message: "no department is chosen")
    }
    return chosen
  }

  /// The natural number of communes of each department.
  var naturalCommunes: [Int64] {
    cells.reduce(into: departments.map { _ in 0 }) { $0[$1.department] += $1.communes }
  }

  /// The natural population of each department.
  var naturalPopulations: [Int64] {
    cells.reduce(into: departments.map { _ in 0 }) { $0[$1.department] += $1.population }
  }
}

/// A small embedded table: comment lines, a header, rows of a fixed number of columns.
private struct Table {
  let rows: [[String]]

  init(_ file: String, _ bytes: [UInt8], columns: Int) throws(Diagnostic) {
    var rows: [[String]] = []
    var line = 0
    for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
      let row = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard row.count == columns else {
        throw Diagnostic(file: file, line: line, message: "a row has \(columns) fields")
      }
      rows.append(row)
    }
    self.rows = Array(rows.dropFirst())
  }
}

extension ParameterTable {
  /// Reads the embedded parameters of the territory, all named `territory.…`.
  ///
  /// - Returns: The parameters.
  /// - Throws: ``Diagnostic`` for a malformed file, which a test of this room excludes.
  package static func territory() throws(Diagnostic) -> ParameterTable {
    let text = String(decoding: PackageResources.territory_yaml, as: UTF8.self)
    return ParameterTable(try LawFile.parameters(in: Document(text, file: "territory.yaml")))
  }
}

/// The scales and shares that hold on the day of the territory.
struct Scales: Sendable {
  let municipal: [LawValue.Step]
  let intercommunal: [LawValue.Step]
  let bodies: Int64
  let filled: (municipal: Int64, intercommunal: Int64, departmental: Int64, regional: Int64)
  let deputies: (most: Int64, share: Int64)
  let vicePresidents: (intercommunal: Int64, assembly: Int64, limit: Int64)

  init(_ law: ParameterTable, on day: Day) throws(Diagnostic) {
    func scale(_ name: String) throws(Diagnostic) -> [LawValue.Step] {
      guard case .scale(let steps) = law[name]?.inForce(on: day)?.value, !steps.isEmpty else {
        throw Diagnostic(file: "law", message: "'\(name)' has no scale on \(day)")
      }
      return steps
    }
    municipal = try scale("councils.municipal")
    intercommunal = try scale("councils.intercommunal")
    let own = try ParameterTable.territory()
    // A caller's table may carry the territory's parameters with values of its own.
    func number(_ name: String) -> Int64 {
      (law[name] == nil ? own : law).number(name, on: day)
    }
    bodies = number("territory.intercommunal.bodies")
    filled = (
      number("territory.filled.municipal"), number("territory.filled.intercommunal"),
      number("territory.filled.departmental"), number("territory.filled.regional")
    )
    for share in [filled.municipal, filled.intercommunal, filled.departmental, filled.regional]
    where !(1...1_000_000).contains(share) {
      throw Diagnostic(
        file: "territory.filled",
        message: "a share of held seats must be above 0 % and at most 100 %")
    }
    deputies = (number("territory.deputies.most"), number("territory.deputies.share"))
    vicePresidents = (
      number("territory.vice-presidents.intercommunal"),
      number("territory.vice-presidents.assembly"), number("territory.vice-presidents.limit")
    )
  }

  /// The last step of a scale at or below an argument.
  static func step(_ steps: [LawValue.Step], _ argument: Int64) -> Int64 {
    steps.last { $0.from <= argument }?.value ?? 0
  }
}
