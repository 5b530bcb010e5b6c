/// A body's own code and name.
struct Label: Hashable, Sendable {
  let code: String
  let name: String
}

extension Territory {
  /// The code of a body.
  ///
  /// - Parameter body: An index in ``bodies``.
  /// - Returns: INSEE's code of a real commune, otherwise the department's code and a number.
  package func code(of body: Int) -> String {
    let entry = bodies[body]
    if entry.label >= 0 { return labels[Int(entry.label)].code }
    let department = departments[Int(entry.department)].code
    switch entry.kind {
    case .commune: return "\(department)-C\(-entry.label)"
    case .intercommunal: return "\(department)-E\(-entry.label)"
    case .departmentCouncil: return "\(department)-D"
    case .regionSection: return "\(department)-R"
    case .specialAssembly: return "\(department)-S\(-entry.label)"
    case .excluded: return "\(department)-X\(-entry.label)"
    }
  }

  /// The name of a body.
  ///
  /// - Parameter body: An index in ``bodies``.
  /// - Returns: The commune's or assembly's own name, otherwise one made of kind and department.
  package func name(of body: Int) -> String {
    let entry = bodies[body]
    if entry.label >= 0 { return labels[Int(entry.label)].name }
    let department = departments[Int(entry.department)]
    switch entry.kind {
    case .commune: return "Commune n° \(-entry.label) (\(department.name))"
    case .intercommunal: return "Intercommunalité n° \(-entry.label) (\(department.name))"
    case .departmentCouncil: return "Conseil départemental (\(department.name))"
    case .regionSection:
      let region = department.region >= 0 ? regions[department.region].name : ""
      return "Conseil régional (\(region), section \(department.name))"
    case .specialAssembly, .excluded: return "Assemblée (\(department.name))"
    }
  }

  /// The number of bodies of a kind.
  ///
  /// - Parameter kind: The kind.
  /// - Returns: How many bodies there are.
  package func count(of kind: BodyKind) -> Int {
    bodies.reduce(0) { $0 + ($1.kind == kind ? 1 : 0) }
  }

  /// The seats of the bodies of a kind.
  ///
  /// - Parameter kind: The kind.
  /// - Returns: The sum of their seats.
  package func seats(of kind: BodyKind) -> Int {
    bodies.reduce(0) { $0 + ($1.kind == kind ? Int($1.seats) : 0) }
  }

  /// The seats that somebody holds in the bodies of a kind.
  ///
  /// - Parameter kind: The kind.
  /// - Returns: The sum of the held seats.
  package func held(of kind: BodyKind) -> Int {
    bodies.reduce(0) { $0 + ($1.kind == kind ? Int($1.held) : 0) }
  }
}
