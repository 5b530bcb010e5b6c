internal import Calendar
internal import Platform

/// What the audit knows of a dossier, learnt from outcomes and postings alone.
struct Mirror: Sendable {
  var number: UInt16 = 0
  var state = DossierState.notProcessed
  var isMandate = true
  var isAcknowledged = false
  var isInControl = false
  var isPaid = false
  var hourlyPrice: Int64 = 0
  var price: Int64 = 0
  var hours: UInt16 = 0
  var hoursDone: UInt16 = 0
  var provider: UInt32 = 0
  /// The day of the step that the running delay counts from.
  var since = Day.distantPast
  var start = Day.distantPast
  var end = Day.distantPast
  var invoiced = Day.distantFuture
  /// Taken from each source, given back to each source, and paid out of each source.
  var taken = Funding()
  var given = Funding()
  var paid: Int64 = 0
  /// What the price is due for: `nil` until the service done is known.
  var due: Int64 = -1
}

/// What the audit knows of the shard's officials, as columns.
struct MirrorAccounts: Sendable {
  var available: [Int64]
  var reserved: [Int64]
  var dotation: [Int64]
  var dotations: [UInt8]
  var label: [Int16]
  var isRecognised: [Bool]
  var isDead: [Bool]

  init(count: Int) {
    available = .init(repeating: 0, count: count)
    reserved = .init(repeating: 0, count: count)
    dotation = .init(repeating: 0, count: count)
    dotations = .init(repeating: 0, count: count)
    label = .init(repeating: 0, count: count)
    isRecognised = .init(repeating: false, count: count)
    isDead = .init(repeating: false, count: count)
  }
}

/// The published transitions: what may follow what, by verb (`domain.md` 4.1).
enum Transitions {
  /// Whether a verb may lead from a state to another.
  static func isLegal(_ verb: Verb, _ from: DossierState, _ to: DossierState) -> Bool {
    switch verb {
    case .acknowledge: from == .notProcessed && to == .notProcessed
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
    case .rejectedWithoutOfSuite: from == .notProcessed || from == .inTraining || from == .terminated
    case .rejectedWithoutTitulaireSuite: from == .validated
    case .rejectedWithoutCdcSuite: from == .waitingAcceptation
    case .canceledByOrganism: from == .accepted
    case .canceledByFinancer: from.rawValue <= DossierState.accepted.rawValue
    default: false
    }
  }
}
