package import Calendar
package import Documents
package import Law

/// What kind of council a body is.
package enum BodyKind: UInt8, CaseIterable, Sendable {
  /// A municipal council.
  case commune
  /// The council of an intercommunal body with own taxation (EPCI à fiscalité propre).
  case intercommunal
  /// The council of a department.
  case departmentCouncil
  /// The members of a region's council who were elected on the department's section of the lists.
  case regionSection
  /// Corse (its section of a department), Guyane, Martinique, the métropole de Lyon.
  case specialAssembly
  /// Saint-Martin, Saint-Barthélemy, Saint-Pierre-et-Miquelon: outside the scheme.
  case excluded
}

/// A department of the Code officiel géographique, a collectivity of the Pacific, or the
/// pseudo-department of the excluded bodies.
package struct Department: Hashable, Sendable {
  /// The code: `01` to `95` with `2A` and `2B`, `971` to `976`, `987`, `988`, or `outside`.
  package let code: String
  /// The name.
  package let name: String
  /// The index of its region in ``Territory/regions``; -1 where there is none.
  package let region: Int
  /// The number of cantons whose two councillors make the department's council; 0 without one.
  package let cantons: Int

  /// Whether it is French Polynesia or New Caledonia, where amounts are in F CFP.
  package var isPacific: Bool { code == "987" || code == "988" }
}

/// A region.
package struct Region: Hashable, Sendable {
  /// The code of the Code officiel géographique.
  package let code: String
  /// The name.
  package let name: String
  /// The seats of the region's council; 0 where a single assembly replaces it.
  package let seats: Int
}

/// A council that seats officials.
package struct Body: Hashable, Sendable {
  /// What kind of council it is.
  package let kind: BodyKind
  /// The index of its department in ``Territory/departments``.
  package let department: UInt8
  /// The inhabitants that it stands for.
  package let population: Int32
  /// The seats that the law gives it.
  package let seats: Int32
  /// The seats that somebody holds; from 1 to ``seats``.
  package let held: Int32
  /// The paid deputies (adjoints) or vice-presidents among the holders, the head not counted.
  package let deputies: Int32
  /// The body of which a commune is a member, as an index in ``Territory/bodies``; -1 for none.
  package let group: Int32
  /// The seats of a commune in that body.
  package let groupSeats: Int32
  /// The seats of a commune in that body which somebody holds.
  package let groupHeld: Int32
  /// The communes of an intercommunal body, as indices in ``Territory/bodies``.
  package let members: Range<Int32>
  /// The index of the body's own code and name, or the number of a synthetic body below 0.
  let label: Int32
}

/// Which part of the country is wanted, and how large.
package struct TerritoryOptions: Hashable, Sendable {
  /// The codes of the departments; `nil` for all of them, with the excluded collectivities.
  package var departments: [String]?
  /// The municipal councillors wanted; `nil` for the natural size.
  package var officials: Int64?

  /// Creates options.
  ///
  /// - Parameters:
  ///   - departments: The codes of the departments; `nil` for all.
  ///   - officials: The municipal councillors wanted; `nil` for the natural size.
  package init(departments: [String]? = nil, officials: Int64? = nil) {
    self.departments = departments
    self.officials = officials
  }
}

/// The departments, regions and councils of the country, or of a part of it.
///
/// Bodies lie department by department, in each: the communes, the intercommunal bodies (each a run
/// of neighbouring communes), the department's council, its section of the region's council,
/// special assemblies, excluded bodies. Where fewer officials are wanted than there are, the
/// councils above the communes shrink in proportion; where more are wanted, only the communes
/// multiply.
///
/// What the model leaves out: which communes belong together is not in INSEE's file, so neighbours
/// in the order of codes do; Paris has no intercommunal body; the communes of the métropole de Lyon
/// have one beside it; fewer than ten communes of a shrunken department may have none. The few
/// intercommunal bodies of the Pacific are left out, as are its provinces and its assembly.
package struct Territory: Sendable {
  /// All 101 departments in the order of their codes, the two collectivities of the Pacific, then
  /// the pseudo-department `outside`.
  package let departments: [Department]
  /// The 18 regions.
  package let regions: [Region]
  /// All bodies, grouped by department.
  package let bodies: [Body]
  /// For each department its bodies; empty for a department that is left out.
  package let bodyRanges: [Range<Int>]
  /// Whether every department is there at its natural size, so that published totals apply.
  package let isNatural: Bool
  /// What the maker of the territory must tell the user, one sentence each.
  package let notes: [String]

  let labels: [Label]

  /// Creates a territory of synthetic communes from the embedded counts by stratum.
  ///
  /// - Parameters:
  ///   - law: The parameters, with the scales `councils.municipal` and `councils.intercommunal`.
  ///   - day: The day whose council sizes hold.
  ///   - options: Which part of the country, and how large.
  /// - Throws: ``Diagnostic`` for an unknown department or an impossible size.
  package init(
    _ law: ParameterTable, on day: Day, options: TerritoryOptions = TerritoryOptions()
  ) throws(Diagnostic) {
    let facts = try Facts()
    let chosen = try facts.selection(options.departments)
    let scales = try Scales(law, on: day)
    let synthesis = try Synthesis(facts, chosen, scales, officials: options.officials)
    var assembly = Assembly(facts, scales, synthesis.communes)
    assembly.scale = synthesis.scale
    assembly.officials = options.officials
    self = assembly.assembled(
      isNatural: options.departments == nil && options.officials == nil, notes: [])
  }

  /// Creates a territory of real communes from INSEE's file of legal populations.
  ///
  /// - Parameters:
  ///   - bytes: The file (insee.fr statistics 8680726): semicolons, with or without a byte order
  ///     mark, lines ended by LF or CRLF.
  ///   - file: The file's path as the user gave it.
  ///   - law: The parameters, with the scales `councils.municipal` and `councils.intercommunal`.
  ///   - day: The day whose council sizes hold.
  ///   - options: Which part of the country; a number of officials is refused.
  /// - Throws: ``Diagnostic`` for anything malformed, with the file's line.
  package init(
    reading bytes: [UInt8], file: String, _ law: ParameterTable, on day: Day,
    options: TerritoryOptions = TerritoryOptions()
  ) throws(Diagnostic) {
    guard options.officials == nil else {
      throw Diagnostic(
        file: file, message: "real communes cannot be scaled to a number of officials")
    }
    let facts = try Facts()
    let chosen = try facts.selection(options.departments)
    let scales = try Scales(law, on: day)
    let read = try CommuneFile(bytes, file: file, facts, scales, chosen)
    var assembly = Assembly(facts, scales, read.communes)
    assembly.labels = read.labels
    var notes: [String] = []
    let absent = chosen.filter {
      read.communes[$0] == nil && facts.departments[$0].code != "outside"
    }
    if !absent.isEmpty {
      let names = absent.map { facts.departments[$0].code }.joined(separator: ", ")
      notes.append("\(file) has no commune of \(names): left out with every council there")
    }
    self = assembly.assembled(
      isNatural: options.departments == nil && absent.isEmpty, notes: notes)
  }

  init(
    departments: [Department], regions: [Region], bodies: [Body], bodyRanges: [Range<Int>],
    isNatural: Bool, notes: [String], labels: [Label]
  ) {
    self.departments = departments
    self.regions = regions
    self.bodies = bodies
    self.bodyRanges = bodyRanges
    self.isNatural = isNatural
    self.notes = notes
    self.labels = labels
  }
}
