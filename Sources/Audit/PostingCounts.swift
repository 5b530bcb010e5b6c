internal import Ledger
internal import Platform

/// What is counted for every posting: kept in plain fields during a day, since a table would be
/// looked up and checked some ten times for each of millions of postings.
struct PostingCounts: Sendable {
  var postings: Int64 = 0
  var rights: Int64 = 0
  var leastRights: Int64 = .max
  var credits: Int64 = 0
  var leastCap: Int64 = .max
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

extension Findings {
  /// Adds a day's counts.
  mutating func add(_ count: PostingCounts) {
    add(.mon1, count.postings)
    add(.cap3, count.rights, count.leastRights)
    add(.cap1, count.credits, count.leastCap)
    add(.crd2, count.amounts)
    add(.crd4, count.persons)
    add(.crd3, count.labels)
    add(.crd1, count.labels)
    add(.crd5, count.annual)
    witness(.creditCut, count.cut)
    witness(.creditLost, count.lost)
    witness(.heldAboveCap, count.above)
    witness(.doubleMandate, count.double)
    witness(.otherCalendar, count.other)
  }

  private mutating func add(_ invariant: Invariant, _ count: Int64, _ slack: Int64 = .max) {
    self[invariant].evaluations += count
    self[invariant].nonvacuous += count
    self[invariant].leastSlack = min(self[invariant].leastSlack, slack)
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
