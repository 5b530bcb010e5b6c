/// What a row of the registry matched.
package struct Match: Sendable {
  /// By what a row matched.
  package enum Kind: UInt8, CaseIterable, Sendable {
    /// The birth name.
    case birthName
    /// The usual or marital name alone.
    case usualName
    /// Birth name and usual name together, in either order.
    case bothNames
    /// Another of the given names, or a part of a compound one; the birthplace agrees.
    case otherGiven
    /// One slip of the pen; everything else agrees, the birthplace included.
    case slip
  }

  /// ``Rule/applied``, ``Rule/noMatch`` or ``Rule/ambiguousMatch``.
  package var rule = Rule.noMatch
  /// The account of the identity that matched, or ``Directory/noAccount``.
  package var account = Directory.noAccount
  /// By what.
  package var kind = Kind.birthName
  /// Whether others had the same names and birth date, so that the birthplace decided, or nothing.
  package var hasHomonym = false

  private var rank = -1

  /// Considers a candidate: a better one replaces, an equal one makes the match ambiguous.
  fileprivate mutating func offer(
    _ identity: Directory.Identity, _ kind: Kind, rank: Int, isLenient: Bool
  ) {
    if self.rank >= 0 { hasHomonym = true }
    if rank > self.rank {
      self.rank = rank
      self.kind = kind
      account = identity.account
      rule = .applied
    } else if rank == self.rank, !isLenient {
      rule = .ambiguousMatch
    }
  }

  /// Whether any candidate was found.
  fileprivate var isFound: Bool { rank >= 0 }
}

/// The letters of the row that is being matched: memory used again for every row.
package struct MatchLetters: Sendable {
  var name: [UInt8] = []
  var given: [UInt8] = []

  /// Creates empty memory.
  package init() {
    name.reserveCapacity(64)
    given.reserveCapacity(64)
  }
}

/// The matching of a row of the registry with the reference directories (répertoires de
/// référence).
///
/// Candidates are the identities with the row's birth date and sex. Names are compared in their
/// normal form (``NormalForm``). A given name agrees if it is the first one, or the first and the
/// second together. The first step that finds anybody decides:
///
/// 1. The row's name is the birth name or the usual name, and the given name agrees.
/// 2. The row's name is both names together in either order, and the given name agrees; or the name
///    is one of these three, the birthplace agrees, and the given name is the second one or a part
///    of a compound one.
/// 3. The name or the given name differs by one slip of the pen (six letters at least), and
///    everything else agrees, the birthplace included.
///
/// Within a step a birthplace that agrees comes before one that does not or is not given; then the
/// birth name before the usual one, and a given name that agrees before one that does in part. The
/// best candidate is taken if it is alone; two equally good ones are ambiguous. A birth date never
/// gives way: a row with another one matches nobody, or a stranger.
extension Directory {
  /// The fewest letters of a name in which one slip is tolerated.
  static let slipLetters = 6

  /// Matches a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - texts: The names that rows spell out.
  ///   - letters: Memory.
  ///   - mutant: The known-bad variant.
  /// - Returns: Whom it matches.
  package func match(
    _ row: RegistryRow, _ texts: [String], _ letters: inout MatchLetters, mutant: Mutant = .none
  ) -> Match {
    let range = born(on: row.birth)
    let name = read(row.name, texts, &letters.name)
    let given = read(row.given, texts, &letters.given)
    let isLenient = mutant == .homonymsShareAccount
    var match = Match()
    var next = name == CivilNames.unknown ? range.upperBound : place(of: name, in: range)
    while next < range.upperBound {
      let identity = identities[next]
      next = place(of: name, in: next + 1..<range.upperBound)
      let isBirthName = identity.birthName == name && mutant != .usualNameOnly
      guard isBirthName || identity.usualName == name, identity.isWoman == (row.sex == 2) else {
        continue
      }
      if identity.given != given {
        if row.given & RegistryRow.spelled == 0 { names.write(given, into: &letters.given) }
        guard names.isJoined(letters.given, identity.given, identity.second) else { continue }
      }
      let rank = (identity.place == row.place ? 2 : 0) + (isBirthName ? 1 : 0)
      match.offer(
        identity, isBirthName ? .birthName : .usualName, rank: rank, isLenient: isLenient)
    }
    guard !match.isFound, !range.isEmpty else { return match }
    if row.name & RegistryRow.spelled == 0 { names.write(name, into: &letters.name) }
    if row.given & RegistryRow.spelled == 0 { names.write(given, into: &letters.given) }
    for place in range where identities[place].isWoman == (row.sex == 2) {
      offerLoose(identities[place], row, name, given, letters, isLenient, &match)
    }
    guard !match.isFound else { return match }
    for place in range
    where identities[place].isWoman == (row.sex == 2) && identities[place].place == row.place {
      offerSlip(identities[place], name, given, letters, isLenient, &match)
    }
    return match
  }

  /// The number of the normal form of a name; where it is spelled out, its letters as well.
  private func read(_ written: UInt32, _ texts: [String], _ letters: inout [UInt8]) -> UInt16 {
    guard written & RegistryRow.spelled != 0 else { return names.form(of: written) }
    NormalForm.write(texts[Int(written & ~RegistryRow.spelled)], into: &letters)
    return names.number(of: letters)
  }

  private func agrees(
    _ identity: Identity, _ given: UInt16, _ letters: MatchLetters
  ) -> Bool {
    identity.given == given && given != CivilNames.unknown
      || names.isJoined(letters.given, identity.given, identity.second)
  }

  private func isName(_ identity: Identity, _ name: UInt16) -> Bool {
    name != CivilNames.unknown && (identity.birthName == name || identity.usualName == name)
  }

  /// The second step.
  private func offerLoose(
    _ identity: Identity, _ row: RegistryRow, _ name: UInt16, _ given: UInt16,
    _ letters: MatchLetters, _ isLenient: Bool, _ match: inout Match
  ) {
    let isOne = isName(identity, name)
    let isBoth =
      !isOne && identity.birthName != identity.usualName
      && (names.isJoined(letters.name, identity.birthName, identity.usualName)
        || names.isJoined(letters.name, identity.usualName, identity.birthName))
    guard isOne || isBoth else { return }
    let isHere = identity.place == row.place
    if isBoth, agrees(identity, given, letters) {
      match.offer(identity, .bothNames, rank: isHere ? 3 : 1, isLenient: isLenient)
    } else if isHere, given != CivilNames.unknown,
      identity.second == given || names.head(of: identity.given) == given
        || names.head(of: given) == identity.given
    {
      match.offer(identity, .otherGiven, rank: 2, isLenient: isLenient)
    }
  }

  /// The third step; the birthplace agrees already.
  private func offerSlip(
    _ identity: Identity, _ name: UInt16, _ given: UInt16, _ letters: MatchLetters,
    _ isLenient: Bool, _ match: inout Match
  ) {
    let least = Self.slipLetters
    let isSlip =
      isName(identity, name)
      ? names.isSlip(letters.given, of: identity.given, least: least)
      : agrees(identity, given, letters)
        && (names.isSlip(letters.name, of: identity.birthName, least: least)
          || names.isSlip(letters.name, of: identity.usualName, least: least))
    if isSlip { match.offer(identity, .slip, rank: 0, isLenient: isLenient) }
  }
}
