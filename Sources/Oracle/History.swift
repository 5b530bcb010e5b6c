package import Calendar

/// Everything that happened to one official and to the dossiers: all that the law looks at.
package struct History: Sendable {
  /// The mandates in any order.
  package var mandates: [Mandate]
  /// The birth date, where it is known.
  package var born: Day?
  /// The day on which a pension is claimed, if it is.
  package var pension: Day?
  /// The day of death, if it comes.
  package var death: Day?
  /// The day of the recognition; `nil` for somebody whom the registry never names.
  package var recognised: Day?
  /// CPF euros, in cents.
  package var cpf: Int64 = 0
  /// CEC euros, in cents.
  package var cec: Int64 = 0
  /// Whether the official looks for work, and so owes no flat contribution to the CPF.
  package var isJobseeker = false
  /// Whether the mandates are held in French Polynesia or New Caledonia.
  package var isPacific = false
  /// What the councils of collectivities decided on top-ups, where they did.
  package var deliberations: [Deliberation] = []
  /// What people did, in the order of its happening.
  package var events: [Event] = []
  /// What the official's work says of CPF and CEC, where somebody knows it.
  package var work: Work?
  /// What is known of those around the official, where it is told; see ``Surroundings``.
  package var surroundings: Surroundings?

  /// Creates a history.
  ///
  /// - Parameters:
  ///   - mandates: The mandates.
  ///   - recognised: The day of the recognition.
  package init(mandates: [Mandate], recognised: Day?) {
    self.mandates = mandates
    self.recognised = recognised
  }

  /// What a mandate is exercised in.
  package enum Kind: String, CaseIterable, Sendable {
    /// A municipal council.
    case municipal
    /// An intercommunal council.
    case intercommunal
    /// A departmental council.
    case departmental
    /// A regional council.
    case regional
    /// An assembly of a special collectivity.
    case special
    /// A body that the scheme does not cover.
    case outside
  }

  /// The time that somebody spends in one body, whatever the re-elections.
  package struct Mandate: Sendable, Equatable {
    /// The kind of body.
    package var kind: Kind
    /// The first day.
    package var start: Day
    /// The first day without the mandate, if it ends.
    package var end: Day?
    /// Whether it began at a general election rather than in the course of a term.
    package var startedAtElection: Bool

    /// Creates a mandate.
    ///
    /// - Parameters:
    ///   - kind: The kind of body.
    ///   - start: The first day.
    ///   - end: The first day without it.
    ///   - atElection: Whether it began at a general election.
    package init(_ kind: Kind, from start: Day, until end: Day? = nil, atElection: Bool = false) {
      self.kind = kind
      self.start = start
      self.end = end
      self.startedAtElection = atElection
    }

    /// Whether the mandate is in force on a day.
    ///
    /// - Parameter day: The day.
    /// - Returns: `true` from the first day to the eve of the first day without it.
    package func isInForce(on day: Day) -> Bool {
      start <= day && (end.map { day < $0 } ?? true)
    }
  }

  /// A council's deliberation on top-ups (CGCT L2123-12).
  package struct Deliberation: Sendable, Equatable {
    /// The collectivity's name; empty where there is no other.
    package var name = ""
    /// The most for one training, in cents.
    package var perTraining: Int64?
    /// The most trainings of one official in a mandate.
    package var perOfficial: Int?
    /// The most trainings of one official in a civil year.
    package var perYear: Int?
    /// The subjects of training that are topped up; all of them where there is no list.
    package var scope: [String]?
    /// The budget, in cents.
    package var budget: Int64?

    /// Creates a deliberation.
    ///
    /// - Parameters:
    ///   - perTraining: The most for one training, in cents.
    ///   - perOfficial: The most trainings of one official in a mandate.
    ///   - perYear: The most trainings of one official in a civil year.
    ///   - scope: The subjects of training that are topped up.
    ///   - budget: The budget, in cents.
    package init(
      perTraining: Int64? = nil, perOfficial: Int? = nil, perYear: Int? = nil,
      scope: [String]? = nil, budget: Int64? = nil
    ) {
      self.perTraining = perTraining
      self.perOfficial = perOfficial
      self.perYear = perYear
      self.scope = scope
      self.budget = budget
    }
  }

  /// What a training is for.
  package enum Path: String, CaseIterable, Sendable {
    /// The exercise of the mandate.
    case mandate
    /// A return to work after the mandate.
    case reintegration
  }

  /// What somebody asks for in a request.
  package struct Order: Sendable, Equatable {
    /// What the training is for.
    package var path: Path
    /// The offer; requests for the same offer share its name.
    package var offer: String
    /// The first day.
    package var start: Day
    /// The last day.
    package var end: Day
    /// The hours.
    package var hours: Int64
    /// The price with taxes, in cents.
    package var price: Int64
    /// The price of an hour before tax, in cents.
    package var hourlyPrice: Int64
    /// The seats of the session.
    package var seats: Int
    /// The seats that others have taken.
    package var taken: Int
    /// Whether the theme is in the State's list.
    package var isThemeListed: Bool
    /// The subject, as a council's orientations name it; may be empty.
    package var subject = ""
    /// Whether the training is remote.
    package var isRemote = false
    /// The number of the department in which it takes place, 0 where nothing is said.
    package var department: Int64 = 0
    /// The inhabitants of the commune in which it takes place.
    package var inhabitants: Int64 = 0
    /// The first and the last day of the provider's accreditation; `nil` for one without end.
    package var accredited: ClosedRange<Day>?
    /// What else is known of the offer on the day of the request.
    package var standing = Standing()

    /// Creates an order with 12 seats, none taken, of a listed theme and an accredited provider.
    ///
    /// - Parameters:
    ///   - path: What the training is for.
    ///   - offer: The offer.
    ///   - days: The first and the last day.
    ///   - hours: The hours.
    ///   - price: The price with taxes, in cents.
    ///   - hourlyPrice: The price of an hour before tax, in cents.
    package init(
      _ path: Path, offer: String, days: ClosedRange<Day>, hours: Int64, price: Int64,
      hourlyPrice: Int64
    ) {
      self.path = path
      self.offer = offer
      start = days.lowerBound
      end = days.upperBound
      self.hours = hours
      self.price = price
      self.hourlyPrice = hourlyPrice
      seats = 12
      taken = 0
      isThemeListed = true
      accredited = nil
    }
  }

  /// What somebody did.
  package enum Deed: Sendable, Equatable {
    /// A collectivity, by place among the deliberations, attributes a top-up and pays it in on the
    /// same day.
    case dotation(Int64, by: Int = 0)
    /// A collectivity attributes a top-up, which is not usable yet.
    case attribute(Int64, by: Int = 0)
    /// A collectivity pays in what it attributed before.
    case payIn(Int64, by: Int = 0)
    /// The learner requests a training.
    case request(Order)
    /// The papers of a Pacific file arrive.
    case pacificPapers
    /// The provider checks a prerequisite.
    case acknowledge
    /// The provider proposes an order.
    case propose
    /// The provider refuses.
    case refuse
    /// The learner confirms and offers to pay so much by card.
    case confirm(card: Int64)
    /// The learner confirms, and the card fails: refused by the bank, or unanswered.
    case confirmInVain(card: Int64, isUnanswered: Bool)
    /// The learner declines the proposal.
    case decline
    /// The learner withdraws.
    case withdraw
    /// The learner cancels.
    case cancelByLearner(forceMajeure: Bool)
    /// The provider cancels.
    case cancelByProvider
    /// The provider declares the entry.
    case entry
    /// The provider declares that the learner did not come.
    case noShow(forceMajeure: Bool)
    /// The provider declares exit and service done.
    case serviceDone(hours: Int64)
    /// The operator takes the dossier into control.
    case openControl
    /// The operator ends the control.
    case closeControl(sanctioned: Bool)
    /// The operator validates the service done.
    case validate
    /// The provider sends the invoice.
    case invoice
    /// France Travail examines the dossier of a jobseeker.
    case instruct
    /// The provider declares the exit alone.
    case leave
    /// The learner evaluates the training.
    case evaluate
    /// The learner claims travel and stay.
    case travel(meals: Int64, nights: Int64, kilometres: Int64)
    /// A certifier declares a certification.
    case certify
    /// The operator recovers an undue sum from the provider.
    case recover(Int64)
    /// The official follows a free elementary module.
    case followModule
    /// The official's professional status changes, into public work or out of it.
    case convertStatus(toPublic: Bool)
  }

  /// A deed with its day and dossier.
  package struct Event: Sendable, Equatable {
    /// The day.
    package var day: Day
    /// The dossier's name; empty for a deed without a dossier.
    package var dossier: String
    /// What was done.
    package var deed: Deed
    /// Whether the provider of the dossier is suspended or removed on that day.
    package var isBodySuspended = false
    /// What keeps the person from buying on that day, if the way in does; see ``OracleAccess``.
    package var barrier: OracleRule?
    /// What other officials have left of the collectivity's budget, where that is told, in cents.
    package var budgetLeft: Int64?

    /// Creates an event.
    ///
    /// - Parameters:
    ///   - day: The day.
    ///   - dossier: The dossier's name, or nothing.
    ///   - deed: What was done.
    package init(on day: Day, dossier: String = "", _ deed: Deed) {
      self.day = day
      self.dossier = dossier
      self.deed = deed
    }
  }
}
