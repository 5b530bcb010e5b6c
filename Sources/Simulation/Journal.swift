package import Calendar
package import Ledger
package import Platform

/// What concerns some officials, written down as a run goes: for whoever reads it afterwards.
///
/// Nothing is judged or summed up here, and nobody else is slowed: each entry is a copy of what the
/// day's batch and context said, in the order of the days.
package struct Journal: Sendable {
  /// Somebody whose days are written down, as the world told the platform on the first day.
  package struct Person: Sendable {
    /// The official, by number in the roster.
    package let official: UInt32
    /// The day on which a pension is claimed.
    package let pension: Day
    /// CPF euros, in cents.
    package let cpf: Int64
    /// CEC euros, in cents.
    package let cec: Int64
    /// CPF hours of a public agent.
    package let hours: Int64
    /// The bits of `Accounts.Flag` that describe the person.
    package let marks: UInt8
    /// Whether the CPF is counted in hours.
    package let isPublicAgent: Bool
    /// Whether the CEC is credited.
    package let isVolunteer: Bool
    /// Whether the CPF records a low qualification.
    package let isLowQualified: Bool
    /// Whether the person's diploma is a low one, which the account may be told.
    package let isLowDiploma: Bool
    /// Whether the mandates are held in the Pacific.
    package let isPacific: Bool
    /// The NIR that the reference directory has, or nothing.
    package let nir: TypedNIR
    /// The account that the person had already, if any.
    package let account: OpenAccount?
  }

  /// An account that was opened before the first day.
  package struct OpenAccount: Sendable {
    /// The password.
    package let password: TypedText
    /// Whether a diploma was told.
    package let hasDiploma: Bool
    /// The version of the general conditions that was accepted.
    package let terms: UInt8
    /// Whether an identity is enrolled for FranceConnect+.
    package let isStrong: Bool
  }

  /// A command with its outcome, or what a job of the platform did.
  package struct Act: Sendable {
    /// The day.
    package let day: Day
    /// The person, by place among ``persons``.
    package let person: UInt32
    /// The command; for a job its verb, official and number alone.
    package let command: Command
    /// Whether this is the outcome of a job.
    package let isJob: Bool
    /// The rule that refused it, or ``Rule/applied``.
    package let rule: Rule
    /// Whether it was a repetition, answered with the first answer.
    package let isRepeated: Bool
    /// Whether it is about a dossier of which something is awaited.
    package let isOnDossier: Bool
    /// The number of the dossier, or 0.
    package let number: UInt16
    /// The state of the dossier after it.
    package let after: DossierState
    /// The billing of the dossier at the end of the day; `nil` once nothing is awaited of it.
    package let billing: Billing?
    /// What else was seen, by verb: the place of a sight or form, what is left of a budget, the
    /// seats taken, the birth date on a row, an end of support, 1 for a payment provider that is
    /// down; -1 for nothing.
    package let detail: Int64
  }

  /// A posting with its day.
  package struct Entry: Sendable {
    /// The day.
    package let day: Day
    /// The person, by place among ``persons``.
    package let person: UInt32
    /// The posting.
    package let posting: Posting
  }

  /// An offer as it was on the day of a request.
  package struct Sight: Sendable {
    /// The offer.
    package let offer: Offer
    /// The session.
    package let session: Session
    /// The body.
    package let provider: Provider
    /// Whether the subcontractor was accredited on that day.
    package let isSubcontractorAccredited: Bool
    /// The seats taken at the end of the day before.
    package let taken: Int
    /// The seats taken at the end of the day; -1 if that day was the last.
    package internal(set) var takenAfter = -1
  }

  /// A log-in, or a look at the pages.
  package struct Look: Sendable {
    /// The day.
    package let day: Day
    /// The person, by place among ``persons``.
    package let person: UInt32
    /// The visit.
    package let visit: Visit
    /// What it was answered.
    package let answer: VisitAnswer
    /// What was typed.
    package let form: Form
    /// The path of the offer that is looked at; `nil` for one that does not exist.
    package let path: Platform.Path?
    /// Whether that offer is on sale on that day.
    package let isOnSale: Bool
  }

  /// Those whose days are written down, in the order of the roster.
  package internal(set) var persons: [Person] = []
  /// Commands and jobs.
  package internal(set) var acts: [Act] = []
  /// Postings.
  package internal(set) var entries: [Entry] = []
  /// The offers of requests: the detail of their acts is the place here.
  package internal(set) var sights: [Sight] = []
  /// What was typed: the detail of an act of access is the place here.
  package internal(set) var forms: [Form] = []
  /// Visits.
  package internal(set) var looks: [Look] = []
  /// The councils' deliberations.
  package internal(set) var deliberations: [Deliberation] = []

  init() {}
}

/// What everybody shares and others decide, day by day.
package struct Annals: Sendable {
  /// Where a body stands from a day on.
  package struct Standing: Sendable {
    /// The day.
    package let day: Day
    /// The body, by number.
    package let body: UInt32
    /// Where it stands.
    package let standing: Platform.Standing
    /// Whether payments to it wait.
    package let isHeld: Bool
  }

  /// Each change of a body's standing, in the order of the days.
  package private(set) var standings: [Standing] = []
  /// The days on which the payment provider was down.
  package private(set) var outages: [Day] = []
  private var bodies: [Provider] = []

  /// Creates empty annals.
  init() {}

  /// Notes what is new on a day.
  mutating func note(_ context: borrowing DayContext) {
    if context.isPaymentProviderDown { outages.append(context.day) }
    if bodies.isEmpty { bodies = context.catalogue.providers.map { _ in .regular } }
    for body in bodies.indices {
      let now = context.catalogue.providers[body]
      guard now.standing != bodies[body].standing || now.isHeld != bodies[body].isHeld else {
        continue
      }
      bodies[body] = now
      standings.append(
        Standing(
          day: context.day, body: UInt32(body), standing: now.standing, isHeld: now.isHeld))
    }
  }
}

extension Provider {
  /// A body of which nothing is known but that nothing is wrong with it.
  fileprivate static let regular = Provider(
    accreditedFrom: .distantPast, accreditedThrough: .distantFuture)
}
