internal import Calendar
internal import Ledger
internal import Platform

/// What the audit knows of a dossier, learnt from outcomes and postings alone.
struct Mirror: Sendable {
  var number: UInt16 = 0
  var state = DossierState.notProcessed
  var isMandate = true
  var isAcknowledged = false
  var isInControl = false
  /// Whether the papers of a Pacific file have not come yet.
  var awaitsPapers = false
  var isPaid = false
  var hasTravel = false
  var isEvaluated = false
  @Narrow var hourlyPrice: Int64 = 0
  @Narrow var price: Int64 = 0
  var hours: UInt16 = 0
  var hoursDone: UInt16 = 0
  var provider: UInt32 = 0
  var session: UInt32 = 0
  var requested = Day.distantPast
  /// The day of the step that the running delay counts from.
  var since = Day.distantPast
  var start = Day.distantPast
  var end = Day.distantPast
  var invoiced = Day.distantFuture
  /// Taken from each source, given back to each source, and paid out of each source.
  var taken = Funding()
  var given = Funding()
  var paid = Funding()
  /// What the price is due for: `nil` until the service done is known.
  @Narrow var due: Int64 = -1
}

/// What the audit knows of one official's rights: 16 bytes.
struct MirrorAccount: Sendable {
  /// Both rights in one word, the reserved ones above: a scan over everybody reads them at once.
  private(set) var word: UInt64 = 0
  var dotation: Int32 = 0
  var label: Int16 = 0
  var isRecognised: Bool {
    get { bits & 1 != 0 }
    set { bits = newValue ? bits | 1 : bits & ~1 }
  }
  var isDead: Bool {
    get { bits & 2 != 0 }
    set { bits = newValue ? bits | 2 : bits & ~2 }
  }
  var isComplemented: Bool {
    get { bits & 4 != 0 }
    set { bits = newValue ? bits | 4 : bits & ~4 }
  }
  /// Whether the registry announced the official today: a mandate that begins, or a recognition.
  var hasArrived: Bool {
    get { bits & 8 != 0 }
    set { bits = newValue ? bits | 8 : bits & ~8 }
  }
  /// Whether the personal data were erased.
  var isErased: Bool {
    get { bits & 16 != 0 }
    set { bits = newValue ? bits | 16 : bits & ~16 }
  }
  /// Whether the person is a volunteer, to whom the CEC is credited.
  var isVolunteer: Bool {
    get { bits & 32 != 0 }
    set { bits = newValue ? bits | 32 : bits & ~32 }
  }
  var available: Int32 {
    get { Int32(truncatingIfNeeded: word) }
    set { word = word & 0xffff_ffff_0000_0000 | UInt64(UInt32(bitPattern: newValue)) }
  }
  var reserved: Int32 {
    get { Int32(truncatingIfNeeded: word >> 32) }
    set { word = word & 0xffff_ffff | UInt64(UInt32(bitPattern: newValue)) << 32 }
  }
  /// The rights held: available and reserved.
  var held: Int64 { Int64(available) + Int64(reserved) }
  /// Whether the panel is shown: recognised, and the data not erased.
  var isShown: Bool { bits & 17 == 1 }
  /// Whether the official is recognised and alive.
  var isHolder: Bool { bits & 3 == 1 }
  /// Whether the official could hold a credit of a year and has none.
  @inline(__always)
  func lacksCredit(of year: Int16) -> Bool { label < year && isHolder }
  private var bits: UInt8 = 0
}

/// A credit whose rest, above the cap, must follow as lost.
struct LastCredit: Sendable {
  var official = UInt32.max
  var reason: UInt8 = 0
  var missing: Int64 = 0
}

/// The published transitions: what may follow what, by verb (`domain.md` 4.1).
enum Transitions {
  /// Whether a verb may lead from a state to another.
  static func isLegal(_ verb: Verb, _ from: DossierState, _ to: DossierState) -> Bool {
    switch verb {
    case .acknowledge, .pacificPapers: from == .notProcessed && to == .notProcessed
    case .propose: from == .notProcessed && to == .validated
    case .refuse: from == .notProcessed && to == .refusedByOrganism
    case .instruct: from == .validated && to == .waitingAcceptation
    case .confirm: (from == .validated || from == .waitingAcceptation) && to == .accepted
    case .decline:
      (from == .validated || from == .waitingAcceptation) && to == .refusedByAttendee
    case .withdraw: from == .accepted && to == .canceledByAttendee
    case .cancelByLearner:
      from.rawValue <= DossierState.accepted.rawValue
        && (to == .canceledByAttendee
          || (from == .accepted && to == .canceledByAttendeeNotRealized))
    case .cancelByProvider: from == .accepted && to == .canceledByOrganism
    case .noShow:
      from == .accepted && (to == .canceledByAttendee || to == .canceledByAttendeeNotRealized)
    case .entry: from == .accepted && to == .inTraining
    case .leave: from == .inTraining && to == .terminated
    case .serviceDone:
      (from == .inTraining || from == .terminated) && to == .serviceDoneDeclared
    case .openControl: from == .serviceDoneDeclared && to == .serviceDoneDeclared
    case .closeControl:
      from == .serviceDoneDeclared && (to == .serviceDoneDeclared || to == .canceledByFinancer)
    case .validate: from == .serviceDoneDeclared && to == .serviceDoneValidated
    case .close: isClosing(from, to)
    case .seatLost:
      from.rawValue <= DossierState.accepted.rawValue && to == .rejected
    case .invoice, .evaluate, .travel, .pay, .payDeposit, .interrupt: from == to
    default: false
    }
  }

  private static func isClosing(_ from: DossierState, _ to: DossierState) -> Bool {
    switch to {
    case .rejectedWithoutOfSuite:
      from == .notProcessed || from == .inTraining || from == .terminated
    case .rejectedWithoutTitulaireSuite: from == .validated
    case .rejectedWithoutCdcSuite: from == .waitingAcceptation
    case .refusedByFinancer: from == .notProcessed
    case .canceledByOrganism: from == .accepted
    case .canceledByFinancer: from.rawValue <= DossierState.accepted.rawValue
    default: false
    }
  }
}
