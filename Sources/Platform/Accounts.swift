package import Calendar

/// The accounts of a shard's officials, as columns by place in the shard.
package struct Accounts: Sendable {
  /// Bits of ``flags``.
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
    /// A low qualification: the higher CPF credit.
    package static let lowQualified: UInt8 = 32
    /// A jobseeker: no flat CPF contribution, and France Travail examines the dossier.
    package static let jobseeker: UInt8 = 64
    /// The account earns CPF credits (in work, no pension).
    package static let worker: UInt8 = 128
  }

  /// The bits that somebody must have, all of them, to be credited.
  package static let creditable = Flag.recognised | Flag.inOffice

  /// What is known of each account, as bits of ``Flag``.
  package internal(set) var flags: [UInt8]
  /// Rights available, in cents.
  package internal(set) var available: [Int64]
  /// Rights engaged by accepted dossiers, in cents.
  package internal(set) var reserved: [Int64]
  /// Hours held, before 23 July 2021.
  package internal(set) var hours: [UInt16]
  /// The label of the last credit: the civil year of its legal day; 0 for none.
  package internal(set) var label: [Int16]
  /// The start of the deciding mandate.
  package internal(set) var decidingStart: [Day]
  /// The first day on which rights are no longer held after the last mandate.
  package internal(set) var windowEnd: [Day]
  /// The day on which a pension is claimed.
  package internal(set) var pension: [Day]
  /// Top-ups paid in and not used, in cents.
  package internal(set) var dotation: [Int64]
  /// How many top-ups the official has had during the mandate.
  package internal(set) var dotations: [UInt8]
  /// CPF euros available, in cents, at the start of ``walletYear``.
  package internal(set) var cpf: [Int32]
  /// CEC euros available, in cents.
  package internal(set) var cec: [Int32]
  /// The year up to which the CPF credits were counted.
  package internal(set) var walletYear: [Int16]
  /// The first open dossier, by slot, or -1.
  package internal(set) var firstDossier: [Int32]
  /// How many dossiers the official has opened.
  package internal(set) var dossiers: [UInt16]
  /// The first mandate, by place in the registry columns, or -1.
  package internal(set) var firstMandate: [Int32]

  /// Creates empty accounts.
  ///
  /// - Parameter count: How many officials the shard has.
  package init(count: Int) {
    flags = .init(repeating: 0, count: count)
    available = .init(repeating: 0, count: count)
    reserved = .init(repeating: 0, count: count)
    hours = .init(repeating: 0, count: count)
    label = .init(repeating: 0, count: count)
    decidingStart = .init(repeating: .distantFuture, count: count)
    windowEnd = .init(repeating: .distantPast, count: count)
    pension = .init(repeating: .distantFuture, count: count)
    dotation = .init(repeating: 0, count: count)
    dotations = .init(repeating: 0, count: count)
    cpf = .init(repeating: 0, count: count)
    cec = .init(repeating: 0, count: count)
    walletYear = .init(repeating: 0, count: count)
    firstDossier = .init(repeating: -1, count: count)
    dossiers = .init(repeating: 0, count: count)
    firstMandate = .init(repeating: -1, count: count)
  }

  /// How many officials there are.
  package var count: Int { flags.count }

  /// What the platform was told of a person by the systems around it.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - pension: The day on which a pension is claimed (the pension funds' shared file).
  ///   - cpf: CPF euros in cents at the start of `year`.
  ///   - cec: CEC euros in cents.
  ///   - year: The year of both.
  ///   - marks: The bits ``Flag/lowQualified``, ``Flag/jobseeker`` and ``Flag/worker``.
  package mutating func register(
    _ place: Int, pension: Day, cpf: Int32, cec: Int32, year: Int, marks: UInt8
  ) {
    self.pension[place] = pension
    self.cpf[place] = cpf
    self.cec[place] = cec
    walletYear[place] = Int16(year)
    flags[place] |= marks & (Flag.lowQualified | Flag.jobseeker | Flag.worker)
  }
}

/// The mandates that the registry has announced, as columns in the order of their announcement.
package struct RegisteredMandates: Sendable {
  /// The next mandate of the same official, or -1.
  package internal(set) var next: [Int32] = []
  /// The number of the mandate in the registry.
  package internal(set) var number: [UInt32] = []
  /// The kind.
  package internal(set) var kind: [UInt8] = []
  /// Whether it is in force.
  package internal(set) var isInForce: [Bool] = []
  /// The first day.
  package internal(set) var start: [Day] = []

  /// Creates an empty registry.
  package init() {}
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
