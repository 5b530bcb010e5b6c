internal import Calendar
internal import Law
internal import Ledger
package import Platform

/// The audit's own books of training bodies and their offers.
///
/// Kept from the commands and outcomes of the provider portal and from payments.
///
/// Written between days by the judge of what shards share, read during the day by the judges of all
/// shards.
package final class BodyBooks: @unchecked Sendable {
  /// What the books say of a body.
  struct Entry: Sendable {
    /// The accreditations, in their order; a renewal without a gap lengthens the last one.
    var spans: [(from: Day, through: Day)] = []
    /// How many of them followed on each other.
    var grants = 0
    /// The day of the application that waits for its decision.
    var filed: Day?
    /// The day of the notice of the procedure that is open.
    var notice: Day?
    var isHeard = false
    var standing = Standing.regular
    /// The day on which payments were set free again, the distant past if they were never held.
    var freed = Day.distantPast
    var isHeld = false
    var hasQualiopi = false
    /// Whether the body was stopped for want of it.
    var isStopped = false
    /// Paid for mandate training in this civil year and the last one, in cents.
    var thisYear: Int64 = 0
    var lastYear: Int64 = 0

    /// Whether an accreditation covers a span of days.
    func isAccredited(_ first: Day, through last: Day) -> Bool {
      spans.contains { $0.from <= first && last <= $0.through }
    }

    /// Whether the revenue needs a Qualiopi certification that is not held.
    func lacksQualiopi(_ threshold: Int64) -> Bool {
      !hasQualiopi && max(thisYear, lastYear) > threshold
    }

    /// The body is regular again: payments flow.
    mutating func free(on day: Day) {
      if isHeld { freed = day }
      isHeld = false
    }
  }

  /// What the books say of an offer.
  struct Line: Sendable {
    var isOnline = false
    var terms = Terms(hourlyPrice: 0)
    @Narrow var price: Int64 = 0
  }

  var bodies: [Entry]
  var offers: [Line]
  var year: Int

  /// Opens the books with what the catalogue says on the first day.
  ///
  /// - Parameters:
  ///   - catalogue: The catalogue on the first day.
  ///   - grants: For each body, its accreditations in a row; one each where nothing is said.
  ///   - year: The civil year.
  package init(_ catalogue: Catalogue, grants: [Int] = [], year: Int) {
    bodies = catalogue.providers.enumerated().map { index, provider in
      var entry = Entry()
      if provider.accreditedFrom <= provider.accreditedThrough {
        entry.spans = [(provider.accreditedFrom, provider.accreditedThrough)]
      }
      entry.grants = index < grants.count ? grants[index] : 1
      return entry
    }
    offers = catalogue.offers.map { offer in
      var line = Line()
      if case .online = offer.shelf { line.isOnline = true }
      line.terms = offer.terms
      line.price = offer.price
      return line
    }
    self.year = year
  }

  /// Whether subcontracting is as the law of a day has it.
  func isSubcontractingLawful(
    _ terms: Terms, on day: Day, _ statute: Statute
  ) -> Bool {
    guard terms.subcontracted > 0, statute.subcontractingMax < .max else { return true }
    let other = Int(terms.subcontractor)
    let bodies = bodies
    return Int64(terms.subcontracted) * 1_000 <= statute.subcontractingMax
      && Int(terms.ranks) <= statute.subcontractingRanks && other < bodies.count
      && bodies[other].isAccredited(day, through: day)
  }

  /// Whether an offer is on sale, so that its page may be shown: its body in order, the offer
  /// online, and for a mandate training everything that the law asks of it.
  func isOnSale(_ number: UInt32, _ context: borrowing DayContext) -> Bool {
    let offer = context.catalogue.offers[Int(number)]
    let line = offers[Int(number)]
    // Asked for a million pages: the list is read once, and each time would be an access that is
    // watched over.
    let bodies = bodies
    let body = Int(offer.provider)
    guard line.isOnline, case .regular = bodies[body].standing else { return false }
    guard case .mandate = offer.path else { return true }
    return offer.isThemeListed && line.terms.hourlyPrice <= context.statute.hourlyCap
      && bodies[body].isAccredited(context.day, through: context.day)
      && !bodies[body].lacksQualiopi(context.statute.qualiopiThreshold)
      && (line.terms.subcontracted == 0
        || isSubcontractingLawful(line.terms, on: context.day, context.statute))
  }

  /// Whether a body was removed from the catalogue.
  func isDelisted(_ body: UInt32) -> Bool {
    if case .delisted = bodies[Int(body)].standing { true } else { false }
  }

  /// The days for which a payment may be said to have waited.
  func wait(_ mirror: Mirror, through day: Day) -> Int {
    let body = bodies[Int(mirror.provider)]
    // While a contradictory procedure is open, payments of the body wait.
    return body.isHeld ? 0 : day - min(max(mirror.invoiced, body.freed), day)
  }

  /// The price with tax that a body may ask for an hour's price, by the law of a day.
  func price(_ hourly: Int64, of offer: Offer, _ statute: Statute) -> Int64 {
    let net = hourly * Int64(offer.hours)
    return net + (offer.isTaxed ? net * statute.vatRate / 1_000_000 : 0)
  }
}
