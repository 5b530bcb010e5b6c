internal import Calendar

/// What somebody means to do on a day.
enum Action: UInt64 {
  /// Look for a mandate training.
  case wishMandate
  /// Look for a reintegration training.
  case wishReintegration
  /// Look at the balance.
  case consult
  /// Send the request that waited for a top-up.
  case request
  /// Acknowledge a request whose prerequisites are checked.
  case acknowledge
  /// Answer a request.
  case answer
  /// Reply to a proposal.
  case reply
  /// Cancel or withdraw, as drawn.
  case cancel
  /// Declare the entry, or the absence.
  case enter
  /// Declare the exit.
  case leave
  /// Declare the service done.
  case finish
  /// Validate the service done, or open a control.
  case check
  /// Close a control.
  case closeControl
  /// Send the invoice.
  case invoice
  /// Evaluate, and claim travel costs.
  case evaluate
  /// Send the papers of a Pacific file.
  case sendPapers
  /// Ask again when the collectivity has returned the acknowledgment (Pacific).
  case returnedTopUp
  /// Look for the élu panel.
  case notice
  /// Write to support.
  case write
  /// Send the papers that support asked for.
  case papers
  /// Be entered in the reference directory.
  case completeDirectory
  /// Create an account.
  case createAccount
  /// Open the link of a training body without being logged in.
  case openLink
  /// Enrol for FranceConnect+, once the identity is checked.
  case enrol
  /// Set a new password by the link of the mail.
  case renewPassword
  /// Enrol the same person once more with the same body.
  case enrolAgain
  /// Control a dossier that was paid.
  case inspect
  /// Pay a top-up that was attributed, or not.
  case payTopUp
  /// Declare a certification.
  case certify
  /// Follow a free elementary module.
  case followModule
  /// Change between private and public work.
  case changeStatus

  /// Packs the action with its official and dossier, so that a day's actions sort in the documented
  /// order: action, official, dossier.
  func item(_ place: Int, _ number: UInt16 = 0) -> UInt64 {
    rawValue << 58 | UInt64(place) << 16 | UInt64(number)
  }
}

/// What an official remembers of an open dossier.
struct Memo: Sendable {
  /// The dossier's number.
  var number: UInt16 = 0
  /// The next memo of the same official, or -1.
  var next: Int32 = -1
  /// The reference that the platform answered the request with.
  var reference: UInt32 = .max
  /// The session.
  var session: UInt32 = 0
  /// What the training is for.
  var isMandate = true
  /// The last day of the training; earlier than the session's when it was cut short.
  var end = Day.distantPast
  /// The hours attended, once known.
  var hours: UInt16 = 0
  /// Whether France Travail must examine the dossier before the confirmation.
  var isExamined = false
  /// Whether the operator took the dossier into control.
  var isControlled = false
  /// What is false about the dossier, ``Conduct/honest`` for nothing.
  var fraud = Conduct.honest
  /// The hours that the body really gave.
  var given: UInt16 = 0
  /// The price of the training on the day of the request, in cents.
  var price: Int32 = 0
  /// How often the card failed.
  var cardFailures: UInt8 = 0
  /// Whether an undue sum was claimed back, and is claimed once more.
  var isRecovered = false
}

/// The memos of a shard, chained by official; a freed place is used again.
struct Memos: Sendable {
  private(set) var first: [Int32]
  private(set) var memos: [Memo] = []
  private var free: [Int32] = []

  init(count: Int) {
    first = .init(repeating: -1, count: count)
    memos.reserveCapacity(512)
    free.reserveCapacity(512)
  }

  subscript(place: Int, number: UInt16) -> Memo? {
    get {
      var index = first[place]
      while index >= 0 {
        let memo = memos[Int(index)]
        if memo.number == number { return memo }
        index = memo.next
      }
      return nil
    }
    set {
      var index = first[place]
      var previous: Int32 = -1
      while index >= 0, memos[Int(index)].number != number {
        previous = index
        index = memos[Int(index)].next
      }
      if var memo = newValue {
        if index >= 0 {
          memo.next = memos[Int(index)].next
          memos[Int(index)] = memo
        } else {
          memo.next = first[place]
          first[place] = add(memo)
        }
      } else if index >= 0 {
        let next = memos[Int(index)].next
        if previous >= 0 { memos[Int(previous)].next = next } else { first[place] = next }
        free.append(index)
      }
    }
  }

  private mutating func add(_ memo: Memo) -> Int32 {
    if let place = free.popLast() {
      memos[Int(place)] = memo
      return place
    }
    memos.append(memo)
    return Int32(memos.count - 1)
  }
}
