internal import Ledger
internal import Platform

/// What is counted for every posting: kept in plain fields during a day, since a table would be
/// looked up and checked some ten times for each of millions of postings.
struct PostingCounts: Sendable {
  var postings: Int64 = 0
  var rights: Int64 = 0
  /// The least of the rights with its official, as ``Nearest`` packs them.
  var leastRights = Nearest()
  var credits: Int64 = 0
  /// The least room under the cap with its official.
  var leastCap = Nearest()
  var amounts: Int64 = 0
  var persons: Int64 = 0
  var labels: Int64 = 0
  var annual: Int64 = 0
  var cut: Int64 = 0
  var lost: Int64 = 0
  var above: Int64 = 0
  var double: Int64 = 0
  var other: Int64 = 0

  /// Counts what is judged of every yearly credit.
  mutating func addCredits(_ count: Int64) {
    postings += count
    rights += count
    amounts += count
    persons += count
    labels += count
    annual += count
  }
}

/// The least of some amounts and the first official who has it, in one word: millions of them are
/// compared without a branch.
struct Nearest: Sendable {
  /// The amount above, the official below.
  private var word = Int64.max

  /// Takes an amount of an official, one that the books can hold: what is beyond counts as the
  /// greatest.
  @inline(__always)
  mutating func take(_ amount: Int64, _ official: UInt32) {
    let clamped = max(Int64(Int32.min), min(amount, Int64(Int32.max)))
    word = min(word, clamped << 32 | Int64(official))
  }

  /// The same for an amount that is known to fit.
  @inline(__always)
  mutating func take(_ amount: Int32, _ official: UInt32) {
    word = min(word, Int64(amount) << 32 | Int64(official))
  }

  /// The amount and the official; nothing where there is no limit to come near to.
  var place: (slack: Int64, official: UInt32)? {
    let slack = word >> 32
    return slack == Int64(Int32.max) ? nil : (slack, UInt32(truncatingIfNeeded: word))
  }
}

extension PostingCounts {
  /// The invariants that judge postings.
  static let judges: InlineArray<8, Invariant> = [
    .mon1, .cap3, .cap1, .crd2, .crd4, .crd3, .crd1, .crd5,
  ]

  /// Their evaluations.
  var evaluations: InlineArray<8, Int64> {
    [postings, rights, credits, amounts, persons, labels, labels, annual]
  }
}

extension Findings {
  /// Adds a day's counts.
  mutating func add(_ count: PostingCounts, day: Int32) {
    // One by one: a list would be allocated on each of thousands of days.
    add(.mon1, count.postings)
    add(.cap3, count.rights)
    add(.cap1, count.credits)
    add(.crd2, count.amounts)
    add(.crd4, count.persons)
    add(.crd3, count.labels)
    add(.crd1, count.labels)
    add(.crd5, count.annual)
    if let (slack, official) = count.leastRights.place {
      self[.cap3].approach(slack, day, official)
    }
    if let (slack, official) = count.leastCap.place {
      self[.cap1].approach(slack, day, official)
    }
    book { $0.share(count) }
    witness(.creditCut, count.cut)
    witness(.creditLost, count.lost)
    witness(.heldAboveCap, count.above)
    witness(.doubleMandate, count.double)
    witness(.otherCalendar, count.other)
  }

  private mutating func add(_ invariant: Invariant, _ times: Int64) {
    self[invariant].evaluations += times
    self[invariant].nonvacuous += times
  }
}

/// The bits of pages and the levels of sessions, read once for the same reason as ``Codes``.
struct PageCodes: Sendable {
  let panel = View.panel
  let search = View.search
  let offer = View.offer
  let link = View.link
  let shownPanel = Shown.panel | Shown.cocarde
  let shownCatalogue = Shown.mandateCatalogue
  let shownOffer = Shown.offer
  let plain = Portal.Level.plain
  let strong = Portal.Level.strong
}

/// The numbers of accounts and reasons, as postings hold them.
///
/// Read once: an enum of another module gives its number by a call, and a global by a lock, which
/// millions of postings would each pay some ten times.
struct Codes: Sendable {
  let nobody = Posting.nobody
  let hoursConverted = Account.hoursConverted.rawValue
  let rightsIssued = Account.rightsIssued.rawValue
  let rightsAvailable = Account.rightsAvailable.rawValue
  let rightsReserved = Account.rightsReserved.rawValue
  let rightsSpent = Account.rightsSpent.rawValue
  let rightsLost = Account.rightsLost.rawValue
  let rightsExpired = Account.rightsExpired.rawValue
  let rightsExtinguished = Account.rightsExtinguished.rawValue
  let dotationReserved = Account.dotationReserved.rawValue
  let opening = Reason.opening.rawValue
  let dotationAvailable = Account.dotationAvailable.rawValue
  let annualCredit = Reason.annualCredit.rawValue
  let firstCredit = Reason.firstCredit.rawValue
  let transitionCredit = Reason.transitionCredit.rawValue
  let conversion = Reason.conversion.rawValue
  let complement = Reason.complement.rawValue
  let refund = Reason.refund.rawValue
  private let lastHours = Account.hoursLapsed.rawValue
  private let last = Account.advances.rawValue

  /// Whether two numbers are accounts of one book.
  @inline(__always)
  func areSameBook(_ from: UInt8, _ to: UInt8) -> Bool {
    from <= last && to <= last && (from <= lastHours) == (to <= lastHours)
      && (from <= rightsExtinguished) == (to <= rightsExtinguished)
  }

  /// Whether an account has a balance in the judge's record of each official.
  @inline(__always)
  func isOfficials(_ account: UInt8) -> Bool {
    account == rightsAvailable || account == rightsReserved || account == dotationAvailable
  }

  /// Whether an account belongs to the book of rights.
  @inline(__always)
  func isRights(_ account: UInt8) -> Bool { account > lastHours && account <= rightsExtinguished }
}
