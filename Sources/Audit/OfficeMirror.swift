internal import Calendar
internal import Law
internal import Ledger
internal import Platform
internal import Territory

/// What the audit knows of one official's CPF and CEC, from the postings alone.
struct WalletMirror: Sendable {
  var cpf: Int64 = 0
  var hours: Int64 = 0
  var cec: Int64 = 0
  /// The year of the last credit of each, or that of the run's first day.
  var cpfYear = 0
  var cecYear = 0
  var isOpen = false
}

/// What the audit knows of a paid dossier.
struct PaidMirror: Sendable {
  var funding: Funding
  @Narrow var recovered: Int64 = 0
  var end: Day
  var isMandate: Bool
  var isCompleted: Bool
  var isCertified = false
}

/// A card refund that the audit waits for.
struct PendingCard: Sendable {
  var official: UInt32
  var number: UInt16
  var amount: Int64
  var day: Day
}

/// The audit's own books of what lies beside the rights.
struct OfficeMirror: Sendable {
  var levy: LevyAudit
  /// By place in the shard; looked up, never walked through.
  var wallets: [UInt32: WalletMirror] = [:]
  /// By official and number; looked up, never walked through.
  var paid: [UInt64: PaidMirror] = [:]
  /// Top-ups attributed and not paid, by place in the shard; looked up, never walked through.
  var attributed: [UInt32: Int64] = [:]
  var cards: [PendingCard] = []
  /// The days on which data must be erased, in order, with the place of each dead holder.
  var erasures: [(day: Day, place: UInt32)] = []
  var nextErasure = 0
  /// What a recovery has moved so far: to the sources, and of rights to their holder.
  var recovered = Funding()
  var restored: Int64 = 0
  /// Euros that the half of a conversion seen so far moved, into the CPF above zero.
  var convertedEuros: Int64 = 0
  /// The year of the run's first day.
  var firstYear = 0
  /// Whether the data of anybody were erased: until then nobody need be asked.
  var hasErased = false
  /// The body whose top-up came in last, by place in the shard; looked up, never walked through.
  var payers: [UInt32: Int32] = [:]

  /// The key of a paid dossier.
  static func key(_ place: UInt32, _ number: UInt16) -> UInt64 {
    UInt64(place) << 16 | UInt64(number)
  }
}
