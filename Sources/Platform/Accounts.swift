package import Calendar

/// What a credit, a scan or a reservation touches of one account: 12 bytes.
///
/// Amounts are kept in 32 bits and trap when they do not fit: more than 21 million euros of one
/// person's rights is a defect, never a figure.
@usableFromInline
package struct Balance: Sendable {
  @usableFromInline var storedAvailable: Int32 = 0
  @usableFromInline var storedReserved: Int32 = 0
  /// The label of the last credit: the civil year of its legal day; 0 for none.
  @usableFromInline package internal(set) var label: Int16 = 0
  /// What is known of the account, as bits of ``Accounts/Flag``.
  @usableFromInline package internal(set) var flags: UInt8 = 0

  /// Creates an empty balance.
  init() {}

  /// Rights available, in cents.
  @inlinable package var available: Int64 { Int64(storedAvailable) }

  /// Rights engaged by accepted dossiers, in cents.
  @inlinable package var reserved: Int64 { Int64(storedReserved) }

  /// What REF-1 compares.
  var digestWord: UInt64 {
    let rights =
      UInt64(UInt32(bitPattern: storedAvailable)) << 32 | UInt64(UInt32(bitPattern: storedReserved))
    let hash = rights &* 0x9e37_79b9_7f4a_7c15
    return (hash ^ UInt64(UInt16(bitPattern: label)) << 8 ^ UInt64(flags)) &* 0xbf58_476d_1ce4_e5b9
  }

  /// Credits an amount up to the cap (H3).
  ///
  /// The mask is what is seen of the rights reserved: all of them, or nothing in a mutant. Returns
  /// what was credited; the rest is lost.
  @inline(__always)
  mutating func credit(_ amount: Int64, cap: Int64, seeing mask: Int64) -> Int64 {
    let credit = min(amount, max(0, cap - available - (reserved & mask)))
    addAvailable(credit)
    flags |= Accounts.Flag.fed
    return credit
  }

  /// Changes the rights available by an amount.
  mutating func addAvailable(_ amount: Int64) { storedAvailable += Int32(amount) }

  /// Changes the rights reserved by an amount.
  mutating func addReserved(_ amount: Int64) { storedReserved += Int32(amount) }
}

/// What else the platform knows of one official: what dossiers and mandates touch.
package struct Holder: Sendable {
  /// The start of the deciding mandate.
  package internal(set) var decidingStart = Day.distantFuture
  /// The first day on which rights are no longer held after the last mandate.
  package internal(set) var windowEnd = Day.distantPast
  /// The day on which a pension is claimed.
  package internal(set) var pension = Day.distantFuture
  /// The first open dossier, by slot, or -1.
  package internal(set) var firstDossier: Int32 = -1
  /// The first mandate, by place in the registry columns, or -1.
  package internal(set) var firstMandate: Int32 = -1
  /// Top-ups paid in and not used, in cents.
  package internal(set) var dotation: Int32 = 0
  /// CPF euros available, in cents, at the start of ``walletYear``.
  package internal(set) var cpf: Int32 = 0
  /// CEC euros available, in cents.
  package internal(set) var cec: Int32 = 0
  /// Hours held, before 23 July 2021.
  package internal(set) var hours: UInt16 = 0
  /// How many dossiers the official has opened.
  package internal(set) var dossiers: UInt16 = 0
  /// The year up to which the CPF credits were counted.
  package internal(set) var walletYear: Int16 = 0

  /// What REF-1 compares.
  var digestWord: UInt64 {
    var hash = UInt64(UInt32(bitPattern: cpf)) << 32 | UInt64(UInt32(bitPattern: cec))
    hash &*= 0x94d0_49bb_1331_11eb
    hash ^= UInt64(UInt32(bitPattern: dotation)) << 32 | UInt64(hours) << 16 | UInt64(dossiers)
    hash &*= 0xd1b5_4a32_d192_ed03
    hash ^= UInt64(UInt32(bitPattern: decidingStart.rawValue)) << 32
    hash ^= UInt64(UInt32(bitPattern: windowEnd.rawValue))
    return hash &* 0x9e37_79b9_7f4a_7c15
  }
}

/// The accounts of a shard's officials, by place in the shard.
///
/// Two columns rather than one for each field: a command touches one official here and another
/// there, so that each column costs it a cache line; a credit passes over the first column alone.
package struct Accounts: Sendable {
  /// Bits of ``Balance/flags``.
  package enum Flag {
    /// The registry and the account matched: the cocarde is shown.
    package static let recognised: UInt8 = 1
    /// A mandate is in force.
    package static let inOffice: UInt8 = 2
    /// The deciding mandate is municipal: credited on the last day of March.
    package static let municipal: UInt8 = 4
    /// The official is dead.
    package static let dead: UInt8 = 8
    /// The account was credited at least once.
    package static let fed: UInt8 = 16
    /// A jobseeker: no flat CPF contribution, and France Travail examines the dossier.
    package static let jobseeker: UInt8 = 64
    /// The account earns CPF credits (in work, no pension).
    package static let worker: UInt8 = 128
  }

  /// The bits that somebody must have, all of them, to be credited.
  package static let creditable = Flag.recognised | Flag.inOffice

  /// The balances.
  package internal(set) var balances: [Balance]
  /// What else is known.
  package internal(set) var holders: [Holder]
  /// What is seldom asked.
  package internal(set) var annexes: [Annex]

  /// Creates empty accounts.
  ///
  /// - Parameter count: How many officials the shard has.
  package init(count: Int) {
    balances = .init(repeating: Balance(), count: count)
    holders = .init(repeating: Holder(), count: count)
    annexes = .init(repeating: Annex(), count: count)
  }

  /// How many officials there are.
  package var count: Int { balances.count }

  /// What the platform was told of a person by the systems around it.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - pension: The day on which a pension is claimed (the pension funds' shared file).
  ///   - cpf: CPF euros in cents at the start of `year`.
  ///   - cec: CEC euros in cents.
  ///   - year: The year of both.
  ///   - marks: The bits ``Flag/jobseeker`` and ``Flag/worker``.
  package mutating func register(
    _ place: Int, pension: Day, cpf: Int32, cec: Int32, year: Int, marks: UInt8
  ) {
    holders[place].pension = pension
    holders[place].cpf = cpf
    holders[place].cec = cec
    holders[place].walletYear = Int16(year)
    balances[place].flags |= marks & (Flag.jobseeker | Flag.worker)
  }
}

/// A mandate that the registry has announced: 16 bytes.
struct RegisteredMandate: Sendable {
  /// The next mandate of the same official, or -1.
  let next: Int32
  /// The number of the mandate in the registry.
  let number: UInt32
  /// The first day.
  let start: Day
  /// The kind; see ``MandateCode``.
  let kind: UInt8
  /// Whether it began at a general election.
  let startedAtElection: Bool
  /// Whether it is in force.
  var isInForce = true

  /// What is left of a mandate whose holder's data were erased.
  static let forgotten = RegisteredMandate(
    next: -1, number: .max, start: .distantPast, kind: MandateCode.outside,
    startedAtElection: false, isInForce: false)

  /// Whether this mandate decides before another one of the same official.
  func decides(before other: RegisteredMandate) -> Bool {
    if start != other.start { return start < other.start }
    let isMunicipal = kind == MandateCode.municipal
    if isMunicipal != (other.kind == MandateCode.municipal) { return isMunicipal }
    return number < other.number
  }
}

/// The kinds of mandates as the registry codes them.
package enum MandateCode {
  /// Municipal: credited on the last day of March.
  package static let municipal: UInt8 = 0
  /// Intercommunal.
  package static let intercommunal: UInt8 = 1
  /// Departmental.
  package static let departmental: UInt8 = 2
  /// Regional.
  package static let regional: UInt8 = 3
  /// An assembly of a special collectivity.
  package static let special: UInt8 = 4
  /// A body outside the scheme (H14).
  package static let outside: UInt8 = 5
}
