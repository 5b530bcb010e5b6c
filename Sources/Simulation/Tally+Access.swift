internal import Ledger

internal import Calendar

package import Platform

/// What is counted of the way in: log-ins, pages, accounts.
package struct AccessTally: Sendable {
  /// How many answers and ways there are: asked for every day, and never made into a list again.
  private static let answers = LoginAnswer.allCases.count
  private static let ways = LoginWay.allCases

  /// Log-ins and public visits, by way, then by answer.
  package var logins = [Int](
    repeating: 0, count: Self.ways.count * Self.answers)
  /// Visits, by channel.
  package var channels = [Int](repeating: 0, count: Channel.allCases.count)
  /// Log-ins that an identity provider answered late, by way.
  package var slow = [Int](repeating: 0, count: Self.ways.count)
  /// Panels looked for, and panels shown.
  package var panels = (asked: 0, shown: 0)
  /// Searches, and those that showed the mandate catalogue.
  package var searches = (asked: 0, shown: 0)
  /// Offers of the catalogue looked at, and shown.
  package var offers = (asked: 0, shown: 0)
  /// Links opened, and those whose offer was shown.
  package var links = (asked: 0, shown: 0)
  /// Log-ins after which a new version of the CGU waited to be accepted.
  package var termsDue = 0
  /// Commands of accounts that were applied, by place after `Verb.registerIdentity`.
  package var applied = [Int](repeating: 0, count: 9)
  /// Commands of accounts that were refused.
  package var wrongNir = 0
  /// Passwords that break the rule.
  package var weakPasswords = 0
  /// Readings of the diploma.
  package var diplomaReads = 0
  /// Accounts that were open before the first day.
  package var adopted = 0
  /// Those of them whose identity was enrolled for FranceConnect+.
  package var adoptedStrong = 0

  /// The visits with a log-in.
  package var attempts: Int { logins.reduce(0, +) - count(.none, .anonymous) }

  /// How many log-ins of a way were answered so.
  ///
  /// - Parameters:
  ///   - way: The way.
  ///   - answer: The answer.
  /// - Returns: A number of visits.
  package func count(_ way: LoginWay, _ answer: LoginAnswer) -> Int {
    logins[Int(way.rawValue) * Self.answers + Int(answer.rawValue)]
  }

  /// How many log-ins of a way there were.
  ///
  /// - Parameter way: The way.
  /// - Returns: A number of visits.
  package func attempts(_ way: LoginWay) -> Int {
    let first = Int(way.rawValue) * Self.answers
    return logins[first..<first + Self.answers].reduce(0, +)
  }

  /// How many log-ins of any way were answered so.
  ///
  /// - Parameter answer: The answer.
  /// - Returns: A number of visits.
  package func count(_ answer: LoginAnswer) -> Int {
    Self.ways.reduce(0) { $0 + count($1, answer) }
  }

  /// Adds another shard's counts.
  ///
  /// - Parameter other: The other counts.
  package mutating func merge(_ other: AccessTally) {
    for index in logins.indices { logins[index] += other.logins[index] }
    for index in channels.indices { channels[index] += other.channels[index] }
    for index in slow.indices { slow[index] += other.slow[index] }
    for index in applied.indices { applied[index] += other.applied[index] }
    panels = (panels.asked + other.panels.asked, panels.shown + other.panels.shown)
    searches = (searches.asked + other.searches.asked, searches.shown + other.searches.shown)
    offers = (offers.asked + other.offers.asked, offers.shown + other.offers.shown)
    links = (links.asked + other.links.asked, links.shown + other.links.shown)
    termsDue += other.termsDue
    wrongNir += other.wrongNir
    weakPasswords += other.weakPasswords
    diplomaReads += other.diplomaReads
    adopted += other.adopted
    adoptedStrong += other.adoptedStrong
  }

  /// Counts the visits of a day.
  mutating func count(_ visits: Span<Visit>, _ answers: Span<VisitAnswer>) {
    Self.countLogins(visits, answers, &logins, &channels, &slow)
    let (panel, search, offer, link) = (View.panel, View.search, View.offer, View.link)
    var asked = (panels: 0, searches: 0, offers: 0, links: 0)
    var shown = asked
    var due = 0
    for index in answers.indices {
      let answer = answers[index]
      let views = visits[index].views
      let isOffer = answer.shown & Shown.offer == 0 ? 0 : 1
      if answer.isTermsDue { due += 1 }
      if views & panel != 0 {
        asked.panels += 1
        if answer.shown & Shown.panel != 0 { shown.panels += 1 }
      }
      if views & search != 0 {
        asked.searches += 1
        if answer.shown & Shown.mandateCatalogue != 0 { shown.searches += 1 }
      }
      if views & offer != 0 {
        asked.offers += 1
        shown.offers += isOffer
      }
      if views & link != 0 {
        asked.links += 1
        shown.links += isOffer
      }
    }
    termsDue += due
    panels = (panels.asked + asked.panels, panels.shown + shown.panels)
    searches = (searches.asked + asked.searches, searches.shown + shown.searches)
    offers = (offers.asked + asked.offers, offers.shown + shown.offers)
    links = (links.asked + asked.links, links.shown + shown.links)
  }

  /// Each list as an argument of its own, so that it is made unique once for a day.
  private static func countLogins(
    _ visits: Span<Visit>, _ answers: Span<VisitAnswer>, _ logins: inout [Int],
    _ channels: inout [Int], _ slow: inout [Int]
  ) {
    let width = Self.answers
    var logins = logins.mutableSpan
    var channels = channels.mutableSpan
    var slow = slow.mutableSpan
    for index in answers.indices {
      let visit = visits[index]
      let way = Int(visit.way.rawValue)
      logins[way * width + Int(answers[index].login.rawValue)] += 1
      channels[Int(visit.channel.rawValue)] += 1
      if case .slow = visit.reply { slow[way] += 1 }
    }
  }
}

extension Tally {
  /// Counts the visits of a day.
  mutating func countVisits(_ batch: borrowing Batch, base: UInt64) {
    guard !batch.answers.isEmpty else { return }
    let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
    let visits = batch.visits.span
    let answers = batch.answers.span
    access.count(visits, answers)
    var print = outcomePrint
    for index in answers.indices {
      let visit = visits[index]
      let answer = answers[index]
      // A letter of its own would say no more: a page that differs is an outcome that differs.
      let what =
        UInt64(visit.way.rawValue) << 8 | UInt64(answer.login.rawValue)
        | UInt64(answer.shown) << 16 | (answer.isUnavailable ? 1 << 24 : 0)
        | UInt64(UInt32(bitPattern: answer.balance)) << 32
      print.add((base + UInt64(visit.official)) << 32 | day, what | 1 << 31)
    }
    outcomePrint = print
  }
}

/// How far the accounts of a run have come.
package struct AccountSteps: Sendable {
  /// Accounts open at the end.
  package var open = 0
  /// Creations that stopped after the identity, the contact, the address.
  package var stopped = [0, 0, 0]
  /// Accounts locked at the end.
  package var locked = 0
  /// Identities enrolled for FranceConnect+.
  package var strong = 0

  /// Counts a shard's accounts.
  mutating func add(_ portals: [Portal]) {
    for portal in portals {
      if portal.isOpen { open += 1 }
      if portal.step > Portal.Step.none, portal.step < Portal.Step.open {
        stopped[Int(portal.step) - 1] += 1
      }
      if portal.isLocked { locked += 1 }
      if portal.strongFrom < .distantFuture { strong += 1 }
    }
  }
}
