package import Population

/// The parts of the population for which a statement is made apart.
///
/// The first eight divide the evaluations: each belongs to one of them. The last two cut across.
package enum Stratum: UInt8, CaseIterable, Sendable {
  /// Officials who sit in a municipal council and in no other one.
  case municipal
  /// Officials whose highest council is that of an intercommunal body, whatever others there are.
  case intercommunal
  /// That of a department.
  case departmental
  /// That of a region.
  case regional
  /// That of Corse, Guyane, Martinique or the métropole de Lyon.
  case special
  /// Officials of the Pacific, whatever their council.
  case pacific
  /// Officials of bodies outside the scheme and no others.
  case outside
  /// What concerns no single official: sessions, training bodies, the levy, the fund.
  case shared
  /// Officials who hold no mandate before the run begins.
  case firstMandate
  /// Officials who hold two mandates at a time on some day of the run.
  case doubleMandate

  /// The id in outputs: `first-mandate`.
  package var id: String {
    switch self {
    case .firstMandate: "first-mandate"
    case .doubleMandate: "double-mandate"
    default: String(describing: self)
    }
  }

  /// Whether an evaluation of somebody with a code counts in the stratum.
  ///
  /// - Parameter code: A code of ``Strata``.
  /// - Returns: `true` if it does.
  package func covers(_ code: UInt8) -> Bool {
    switch self {
    case .firstMandate: code & Strata.first != 0
    case .doubleMandate: code & Strata.double != 0
    default: code & Strata.kind == rawValue
    }
  }
}

/// The stratum of each official, as a code: the first three bits are that of the council.
package struct Strata: Sendable {
  static let kind: UInt8 = 7
  static let first: UInt8 = 8
  static let double: UInt8 = 16
  /// How many codes there are.
  static let codes = 32

  private let byOfficial: [UInt8]

  /// The strata of nobody: everything is shared.
  package init() { byOfficial = [] }

  /// Reads the mandates of everybody.
  ///
  /// - Parameter roster: Who holds which mandate.
  package init(_ roster: borrowing Roster) {
    let mandates = roster.mandates
    var codes: [UInt8] = []
    codes.reserveCapacity(roster.persons.count)
    for person in 0..<roster.persons.count {
      let range = roster.mandates(of: person)
      var highest: MandateKind?
      for mandate in range where mandates.kind[mandate] != .outside {
        // Kinds stand in the order of their councils.
        if mandates.kind[mandate].rawValue >= highest?.rawValue ?? 0 {
          highest = mandates.kind[mandate]
        }
      }
      guard let highest else {
        codes.append(Stratum.outside.rawValue)
        continue
      }
      var code = Self.kind(of: highest).rawValue
      if roster.pacific.contains(person) { code = Stratum.pacific.rawValue }
      if range.allSatisfy({ mandates.start[$0] >= roster.from }) { code |= Self.first }
      // In the order of their starts: two overlap where one begins before another ended.
      var end = mandates.end[range.lowerBound]
      for next in range.dropFirst() {
        if mandates.start[next] < end { code |= Self.double }
        end = max(end, mandates.end[next])
      }
      codes.append(code)
    }
    byOfficial = codes
  }

  private static func kind(of kind: MandateKind) -> Stratum {
    switch kind {
    case .municipal: .municipal
    case .intercommunal: .intercommunal
    case .departmental: .departmental
    case .regional: .regional
    case .special: .special
    case .outside: .outside
    }
  }

  /// The code of an official.
  ///
  /// - Parameter official: The number in the roster; any other number is nobody's.
  /// - Returns: The code; that of ``Stratum/shared`` for nobody.
  package func code(of official: UInt32) -> UInt8 {
    Int(official) < byOfficial.count ? byOfficial[Int(official)] : Stratum.shared.rawValue
  }
}
