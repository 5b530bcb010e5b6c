internal import Calendar
package import Law
internal import Ledger
package import Platform
package import Population
package import Territory

/// The judge of one shard: it sees commands, outcomes and postings, and knows the law and who held
/// which mandate when.
///
/// It keeps its own books.
///
/// The same batch that the platform wrote is read while it is still in cache.
package struct Auditor: ~Copyable, Sendable {
  let base: Int
  var facts: Facts
  let codes = Codes()
  let pages = PageCodes()
  let movements = Movements()
  var accounts: [MirrorAccount]
  var mirrors: [Mirror] = []
  var budgets: [Deliberation]
  /// Rows, links and letters.
  var recognition: RecognitionBooks
  /// What lies beside the rights.
  var office: OfficeMirror
  /// What was found.
  package var findings = Findings()
  /// The sum of each account of the books.
  ///
  /// In the judge itself rather than in an array, which each of millions of postings would have to
  /// ask twice whether it is shared.
  package internal(set) var totals = InlineArray<29, Int64>(repeating: 0)

  /// The books of training bodies; made from the catalogue where no portal runs.
  package var books: BodyBooks?
  /// What bodies were paid today for mandate training, by the postings.
  package var sales: [Sale] = []

  /// How many dossiers lost their seat today to somebody who asked the same day.
  package var seatsLost = 0

  /// The last credit seen, with what must follow as lost in a posting of its own.
  var lastCredit = LastCredit()
  /// The last hours converted: what the conversion credit is worth.
  var converted: (official: UInt32, hours: Int64) = (.max, 0)
  /// A refund that lost rights: whose, and how much would have fitted under the cap.
  var pendingLoss: (official: UInt32, room: Int64) = (.max, 0)
  /// Who was announced today, by the place of the outcome in its batch.
  var arrivals: [Int] = []
  /// Whether the postings that are judged are those of a mandate that begins.
  var isNewMandate = false
  /// Who held rights above the cap when it was lowered, with what was held (C8).
  var ceilings: [Ceiling] = []
  /// How many held more than the cap a month ago.
  var mostAbove = 0
  /// The caps of the day before: in France, and of the Pacific.
  var caps: (france: Int64, pacific: Int64)?
  /// How many credits were given the label of the civil year, and of the year before.
  var labels = Labels()
  /// On 1 January: how many credits of the year before were counted, how many accounts have one.
  package internal(set) var labelled: (counted: Int64, found: Int64) = (0, 0)
  /// The third Mondays after the first rounds of municipal elections.
  var thirdMondays: [Day] = []
  /// The day of the last complement, for which the accounts are marked.
  var complementDay = Day.distantPast
  /// A sum of hashes over the seats that outcomes take and give back; the claims must undo it.
  var seatPrint: UInt64 = 0
  /// What is the same for every posting of the day.
  var year: Int16 = 0
  var easterMonday = Day.distantPast
  /// The legal days of the year: of municipal mandates, and of all others.
  var municipalDay = Day.distantPast
  var otherDay = Day.distantPast
  var isMunicipalDay = false
  var isOtherDay = false
  /// The last window that was asked for: the end of a mandate, and the end of its window.
  var window = (end: Day.distantPast, months: 0, through: Day.distantPast)
  /// What is known of each official's way in.
  var portals: [MirrorPortal]
  /// The passwords that were set today, to see what is kept of them.
  var kept: [(place: Int, password: TypedText)] = []
  /// Whether the visits of the day were judged.
  var areVisitsJudged = false
  /// What was counted of the day's postings, added to the findings at its end.
  var count = PostingCounts()

  /// What jobs are declared to be late today; `nil` where none ever is.
  package var lateness: Lateness?
  /// The day as of which yearly credits are judged, and whose calendars it is the legal day of.
  var credit = (asOf: Day.distantPast, isMunicipal: false, isOther: false)
  /// The answers to every command, where messages get lost or come twice.
  var sendings: SendingBook?

  /// Creates a judge.
  ///
  /// - Parameters:
  ///   - officials: The numbers in the roster of the shard's officials.
  ///   - roster: Who holds which mandate.
  ///   - deliberations: The collectivities' deliberations, by body.
  ///   - register: The reference directories; `nil` where rows are not matched.
  ///   - bodies: The collectivities that owe the levy, in the order of their places.
  ///   - law: The law that their allowances follow; without it the levy is not judged.
  package init(
    officials: Range<Int>, roster: borrowing Roster, deliberations: [Deliberation],
    register: CivilRegister? = nil, bodies: [Body] = [], law: ParameterTable? = nil
  ) {
    recognition = RecognitionBooks(register)
    base = officials.lowerBound
    facts = Facts(roster, officials: officials)
    accounts = .init(repeating: MirrorAccount(), count: officials.count)
    budgets = deliberations.map { $0 }
    mirrors.reserveCapacity(512)
    portals = officials.map { MirrorPortal(nir: roster.nir(of: $0).typed) }
    office = OfficeMirror(levy: LevyAudit(law, bodies: bodies))
    thirdMondays =
      law?[LawName.electionMunicipal.rawValue]?.values
      .map { LegalDates.thirdMonday(after: $0.from) } ?? []
  }

  /// Takes note of the budgets that the councils voted for a new year.
  ///
  /// - Parameter deliberations: The deliberations, by body.
  package mutating func renew(_ deliberations: [Deliberation]) {
    // In place: sharing the list would copy it at the next top-up.
    for body in budgets.indices { budgets[body] = deliberations[body] }
  }

  /// Judges a day of the shard.
  ///
  /// - Parameters:
  ///   - batch: What the platform did.
  ///   - context: The law and the calendar of the day.
  package mutating func judge(
    _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let date = batch.day.civil
    open(batch, context, date)
    judgeOutcomes(batch, context)
    judgeClaims(batch, context)
    if !batch.supportAnswers.isEmpty || !batch.tickets.isEmpty || recognition.linksDue > 0 {
      judgeSupport(batch, context)
    }
    if pendingLoss.official != .max { settleLoss(nil, context) }
    judgeArrivals(batch, context)
    if sendings != nil { judgeSendings(batch, context) }
    if isCreditDay(context) { judgeCompleteness(context) }
    closeOffice(batch, context, date)
    closeCount(on: context.day)
    witnessDay(batch, date)
  }

  /// Whether credits that everybody should have fall on this day.
  mutating func isCreditDay(_ context: borrowing DayContext) -> Bool {
    credit.isMunicipal || credit.isOther || context.day.rawValue == context.hours.until.rawValue
  }

  /// Adds what was counted of the postings to the findings.
  mutating func closeCount(on day: Day) {
    guard count.postings > 0 else { return }
    findings.add(count, day: day.rawValue)
    count = PostingCounts()
  }

  /// Judges what a batch says, outcome by outcome, each with its postings.
  mutating func judgeOutcomes(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    var place = 0
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      if !areVisitsJudged, outcome.command >= 0, !outcome.verb.isRegistry {
        judgeVisits(batch, context)
      }
      if place < Int(outcome.firstPosting) {
        postStray(place..<Int(outcome.firstPosting), batch, context)
        place = Int(outcome.firstPosting)
      }
      judge(outcome, batch, context)
      if place < Int(outcome.endPosting) {
        post(place..<Int(outcome.endPosting), of: outcome, batch, context)
        place = Int(outcome.endPosting)
      }
      if isSecondSending(outcome, batch) {
        judgeSecondSending(outcome, index, batch, context)
      }
      if outcome.isApplied { finish(outcome, index, batch, context) }
    }
    postStray(place..<max(place, batch.postings.count), batch, context)
    if !areVisitsJudged { judgeVisits(batch, context) }
    settleCredit(context)
  }

  /// Sets up what is the same for every outcome and posting of a day.
  mutating func open(
    _ batch: borrowing Batch, _ context: borrowing DayContext, _ date: CivilDate
  ) {
    if Int16(date.year) != year { easterMonday = Holidays.easter(date.year) + 1 }
    year = Int16(date.year)
    municipalDay = context.creditDays.day(date.year, isMunicipal: true)
    otherDay = context.creditDays.day(date.year, isMunicipal: false)
    isMunicipalDay = municipalDay.rawValue == batch.day.rawValue
    isOtherDay = otherDay.rawValue == batch.day.rawValue
    credit = (batch.day, isMunicipalDay, isOtherDay)
    if let due = lateness?.creditDue {
      credit = (due, municipalDay.rawValue == due.rawValue, otherDay.rawValue == due.rawValue)
    }
    lastCredit = LastCredit()
    seatsLost = 0
    seatPrint = 0
    areVisitsJudged = batch.visits.isEmpty
    sales.removeAll(keepingCapacity: true)
    if books == nil { books = BodyBooks(context.catalogue, year: date.year) }
    labels.turn(to: year)
    followCaps(context)
    office.noteWalletCredits(on: batch.day, date, context.statute)
    office.levy.turn(to: batch.day, context.statute)
  }

  /// The accrual year of the day: the civil year of the latest legal day up to it.
  mutating func accrualYear(_ context: borrowing DayContext, isMunicipal: Bool) -> Int16 {
    context.day >= (isMunicipal ? municipalDay : otherDay) ? year : year - 1
  }

  /// Counts an evaluation about a posting.
  mutating func evaluate(
    _ invariant: Invariant, holds: Bool, slack: Int64, _ posting: Posting,
    _ context: borrowing DayContext
  ) {
    findings.count(invariant, slack, day: context.day.rawValue, official: posting.official)
    if !holds { violate(invariant, posting, context) }
  }

  mutating func violate(
    _ invariant: Invariant, _ posting: Posting, _ context: borrowing DayContext
  ) {
    let from = Account(rawValue: posting.from)?.name ?? "?"
    let to = Account(rawValue: posting.to)?.name ?? "?"
    let reason = Reason(rawValue: posting.reason)?.name ?? "?"
    findings.violate(
      invariant, day: context.day.rawValue, official: posting.official,
      "posting \(reason): \(Cents(posting.amount)) from \(from) to \(to)"
        + (posting.number > 0 ? ", dossier \(posting.number)" : ""))
  }
}
