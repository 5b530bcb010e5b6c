/// What is seldom asked of one official: 16 bytes, apart from what a credit or a step touches.
package struct Annex: Sendable {
  /// The first collectivity that topped the official up, by place among the shard's top-ups, or -1.
  package internal(set) var firstTopUp: Int32 = -1
  /// The official's last paid dossier in the archive, or -1.
  package internal(set) var lastPaid: Int32 = -1
  /// CPF hours of a public agent.
  package internal(set) var cpfHours: UInt16 = 0
  /// The year of the last yearly information; 0 for none.
  package internal(set) var informed: Int16 = 0
  /// How many credit days of the CEC were counted, since the first day of the run.
  package internal(set) var cecCredits: UInt16 = 0
  /// How many free elementary modules were followed.
  package internal(set) var modules: UInt8 = 0
  /// Bits of ``Mark``.
  package internal(set) var marks: UInt8 = 0

  /// Bits of ``marks``.
  package enum Mark {
    /// The personal data were erased.
    package static let erased: UInt8 = 1
    /// A public agent, whose CPF is counted in hours.
    package static let publicAgent: UInt8 = 2
    /// A volunteer, to whom the CEC is credited.
    package static let volunteer: UInt8 = 4
    /// CPF and CEC are open in the books.
    package static let open: UInt8 = 8
    /// A low qualification, as the CPF records it.
    package static let lowQualified: UInt8 = 16
  }

  /// Whether the personal data were erased.
  package var isErased: Bool { marks & Mark.erased != 0 }
  /// Whether the CPF is counted in hours.
  package var isPublicAgent: Bool { marks & Mark.publicAgent != 0 }
  /// Whether the CPF records a low qualification.
  package internal(set) var isLowQualified: Bool {
    get { marks & Mark.lowQualified != 0 }
    set { marks = newValue ? marks | Mark.lowQualified : marks & ~Mark.lowQualified }
  }
  /// Whether CPF and CEC are open in the books: their balances are sums of postings from then on.
  package var hasOpenWallet: Bool { marks & Mark.open != 0 }

  /// A word over everything that a command can change, for the digest of REF-1.
  var digestWord: UInt64 {
    var word = UInt64(UInt32(bitPattern: firstTopUp)) << 32 | UInt64(UInt32(bitPattern: lastPaid))
    word = word &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(cpfHours) << 40
    word ^= UInt64(cecCredits) << 16 | UInt64(modules) << 8 | UInt64(marks)
    return word &* 0xbf58_476d_1ce4_e5b9
  }
}
