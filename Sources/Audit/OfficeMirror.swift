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
  /// How many credit days of each were counted.
  var cpfCredits = 0
  var cecCredits = 0
  var isOpen = false
  /// Whether the CPF is counted in hours.
  var isPublicAgent: Bool
}

/// A credit day of CPF or CEC, with what the law of that day grants.
struct WalletCredit: Sendable {
  struct Terms: Sendable {
    let credit: Int64
    let cap: Int64

    /// A balance after the credit.
    func applied(to held: Int64) -> Int64 { max(held, min(held + credit, cap)) }
  }

  let day: Day
  /// In the order: usual, without a diploma, and the same in hours; the CEC has the first alone.
  let terms: [Terms]
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

/// What the audit knows of one collectivity's top-ups for one official.
struct PayerMirror: Sendable {
  let body: UInt32
  /// Attributed and not paid; paid in, since the mandates held now began.
  var attributed: Int64 = 0
  var paid: Int64 = 0
  /// How many trainings were topped up in the mandate, and in ``year``.
  var inMandate = 0
  var inYear = 0
  var year = 0
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
  /// Who has topped an official up, by place in the shard; looked up, never walked through.
  var payers: [UInt32: [PayerMirror]] = [:]
  /// Who was ever topped up, by place in the shard, in the order of the first attribution.
  var payees: [UInt32] = []
  var cards: [PendingCard] = []
  /// The days on which data must be erased, in order, with the place of each dead holder.
  var erasures: [(day: Day, place: UInt32)] = []
  var nextErasure = 0
  /// What a recovery has moved so far: to the sources, and of rights to their holder.
  var recovered = Funding()
  var restored: Int64 = 0
  /// Euros that the half of a conversion seen so far moved, into the CPF above zero.
  var convertedEuros: Int64 = 0
  /// The credit days of CPF and CEC since the run's first day, which is none of them.
  var cpfCredits: [WalletCredit] = []
  var cecCredits: [WalletCredit] = []
  /// Whether the first day is over.
  var hasBegun = false
  /// Whether the data of anybody were erased: until then nobody need be asked.
  var hasErased = false
  /// Whose data were erased today, by place in the shard, to see what is kept.
  var erasedToday: [Int] = []

  /// The key of a paid dossier.
  static func key(_ place: UInt32, _ number: UInt16) -> UInt64 {
    UInt64(place) << 16 | UInt64(number)
  }

  /// Notes what CPF and CEC are credited on a day, by the law of that day.
  mutating func noteWalletCredits(on day: Day, _ date: CivilDate, _ statute: borrowing Statute) {
    guard hasBegun else {
      hasBegun = true
      return
    }
    typealias Terms = WalletCredit.Terms
    if date.month == 1, date.day == 1 {
      cpfCredits.append(
        WalletCredit(
          day: day,
          terms: [
            Terms(credit: statute.cpfAnnualCredit, cap: statute.cpfCap),
            Terms(credit: statute.cpfLowQualifiedCredit, cap: statute.cpfLowQualifiedCap),
            Terms(credit: statute.cpfAnnualHours, cap: statute.cpfHoursCap),
            Terms(credit: statute.cpfLowQualifiedHours, cap: statute.cpfLowQualifiedHoursCap),
          ]))
    }
    if date.month * 100 + date.day == statute.cecCreditDay {
      cecCredits.append(
        WalletCredit(
          day: day, terms: [Terms(credit: statute.cecAnnualCredit, cap: statute.cecCap)]))
    }
  }
}
