package import Ledger

/// A name of a number that rows use: an account, a reason.
package struct StoredName: Hashable, Sendable {
  /// The number.
  package let id: UInt8
  /// The name.
  package let name: String

  /// Creates a name.
  package init(_ id: UInt8, _ name: String) {
    self.id = id
    self.name = name
  }
}

/// A fact about the run, such as its scenario or its fingerprint.
package struct StoredFact: Hashable, Sendable {
  /// The key, each once.
  package let key: String
  /// The value.
  package let value: String

  /// Creates a fact.
  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// A value of the law as a stored run holds it; of a scale, one step.
package struct StoredLaw: Hashable, Sendable {
  /// The parameter, such as `rights.cap`.
  package var parameter: String
  /// The first day on which the value holds.
  package var firstDay: Int32
  /// The least argument that the step of a scale covers.
  package var threshold: Int64?
  /// The value as a number in the base unit.
  package var number: Int64?
  /// The value as a word, where it is a rule.
  package var word: String?
  /// What the number measures.
  package var unit: String
  /// The text that gives it.
  package var reference: String
  /// The address of that text.
  package var url: String?
  /// The day on which the source was last checked.
  package var checkedDay: Int32
  /// How sure the value is.
  package var confidence: String

  /// Creates a value.
  package init(
    parameter: String, firstDay: Int32, threshold: Int64? = nil, number: Int64? = nil,
    word: String? = nil, unit: String, reference: String, url: String? = nil, checkedDay: Int32,
    confidence: String
  ) {
    self.parameter = parameter
    self.firstDay = firstDay
    self.threshold = threshold
    self.number = number
    self.word = word
    self.unit = unit
    self.reference = reference
    self.url = url
    self.checkedDay = checkedDay
    self.confidence = confidence
  }
}

/// A department as a stored run holds it.
package struct StoredDepartment: Hashable, Sendable {
  /// The code.
  package let code: String
  /// The name.
  package let name: String
  /// Whether amounts are in F CFP there.
  package let isPacific: Bool

  /// Creates a department.
  package init(code: String, name: String, isPacific: Bool) {
    self.code = code
    self.name = name
    self.isPacific = isPacific
  }
}

/// An official as a stored run holds one: a number, and nothing that names a person.
package struct StoredOfficial: Hashable, Sendable {
  /// The department's number.
  package let department: UInt8
  /// The kind of the first mandate's council.
  package let bodyKind: UInt8
  /// The year of birth.
  package let birthYear: Int16

  /// Creates an official.
  package init(department: UInt8, bodyKind: UInt8, birthYear: Int16) {
    self.department = department
    self.bodyKind = bodyKind
    self.birthYear = birthYear
  }
}

/// A mandate as a stored run holds one.
package struct StoredMandate: Hashable, Sendable {
  /// The official.
  package let official: UInt32
  /// The kind of council.
  package let kind: UInt8
  /// The first day.
  package let firstDay: Int32
  /// The last day, unless it lies beyond the run's horizon.
  package let lastDay: Int32?

  /// Creates a mandate.
  package init(official: UInt32, kind: UInt8, firstDay: Int32, lastDay: Int32?) {
    self.official = official
    self.kind = kind
    self.firstDay = firstDay
    self.lastDay = lastDay
  }
}

/// A step of a dossier, applied or refused, as a stored run holds it.
package struct StoredStep: Hashable, Sendable {
  /// The day.
  package var day: Int32
  /// The official.
  package var official: UInt32
  /// The dossier among the official's, from 1; 0 where a refused request made none.
  package var dossier: UInt16
  /// What was asked for or done.
  package var verb: UInt8
  /// The rule that refused it; 0 where it was applied.
  package var rule: UInt8
  /// The state before.
  package var before: UInt8
  /// The state after.
  package var after: UInt8
  /// The hours done, where the step declares them.
  package var hours: UInt16?

  /// Creates a step.
  package init(
    day: Int32, official: UInt32, dossier: UInt16, verb: UInt8, rule: UInt8 = 0, before: UInt8,
    after: UInt8, hours: UInt16? = nil
  ) {
    self.day = day
    self.official = official
    self.dossier = dossier
    self.verb = verb
    self.rule = rule
    self.before = before
    self.after = after
    self.hours = hours
  }
}

/// What a dossier buys, as a stored run holds it.
package struct StoredDossier: Hashable, Sendable {
  /// The day of the request.
  package var day: Int32
  /// The official.
  package var official: UInt32
  /// The dossier among the official's, from 1.
  package var dossier: UInt16
  /// 0 for mandate training, 1 for reintegration.
  package var path: UInt8
  /// The training body.
  package var provider: UInt32
  /// The session.
  package var session: UInt32
  /// The first day of the training.
  package var firstDay: Int32
  /// The last day of the training.
  package var lastDay: Int32
  /// The hours.
  package var hours: UInt16
  /// The price in cents, all taxes included.
  package var price: Int64
  /// The price of an hour before tax, in cents.
  package var hourly: Int64

  /// Creates a dossier.
  package init(
    day: Int32, official: UInt32, dossier: UInt16, path: UInt8, provider: UInt32,
    session: UInt32, firstDay: Int32, lastDay: Int32, hours: UInt16, price: Int64, hourly: Int64
  ) {
    self.day = day
    self.official = official
    self.dossier = dossier
    self.path = path
    self.provider = provider
    self.session = session
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.hours = hours
    self.price = price
    self.hourly = hourly
  }
}

/// What an invariant came to in the run.
package struct StoredVerdict: Hashable, Sendable {
  /// The id, such as `CAP-1`.
  package var invariant: String
  /// What must hold.
  package var statement: String
  /// The text that demands it.
  package var source: String
  /// How often it was evaluated.
  package var evaluations: Int64
  /// How often something could have gone wrong.
  package var nonvacuous: Int64
  /// How often it failed.
  package var violations: Int64
  /// How near the limit it came.
  package var leastSlack: Int64?
  /// What the slack is measured in.
  package var unit: String

  /// Creates a verdict.
  package init(
    invariant: String, statement: String, source: String, evaluations: Int64, nonvacuous: Int64,
    violations: Int64, leastSlack: Int64?, unit: String
  ) {
    self.invariant = invariant
    self.statement = statement
    self.source = source
    self.evaluations = evaluations
    self.nonvacuous = nonvacuous
    self.violations = violations
    self.leastSlack = leastSlack
    self.unit = unit
  }
}

/// A violation that the run kept in full.
package struct StoredViolation: Hashable, Sendable {
  /// The invariant.
  package var invariant: String
  /// The day.
  package var day: Int32
  /// The official, where one is concerned.
  package var official: UInt32?
  /// What happened, in words.
  package var event: String

  /// Creates a violation.
  package init(invariant: String, day: Int32, official: UInt32?, event: String) {
    self.invariant = invariant
    self.day = day
    self.official = official
    self.event = event
  }
}

/// What is known before the first day.
package struct RunHeader: Sendable {
  /// The facts of the run: engine, scenario, seed, command, days.
  package var facts: RunFacts
  /// The law, each value of which began by the last day.
  package var law: [StoredLaw]
  /// The kinds of mandates.
  package var kinds: [StoredName]
  /// The departments, by number.
  package var departments: [StoredDepartment]
  /// The officials, by number.
  package var officials: [StoredOfficial]
  /// The mandates.
  package var mandates: [StoredMandate]
  /// The day before the first one.
  package var eve: Int32
  /// The fund's cash on that day, in cents.
  package var fund: Int64

  /// Creates a header.
  package init(
    facts: RunFacts, law: [StoredLaw] = [], kinds: [StoredName] = [],
    departments: [StoredDepartment] = [], officials: [StoredOfficial] = [],
    mandates: [StoredMandate] = [], eve: Int32, fund: Int64
  ) {
    self.facts = facts
    self.law = law
    self.kinds = kinds
    self.departments = departments
    self.officials = officials
    self.mandates = mandates
    self.eve = eve
    self.fund = fund
  }
}

/// What happened in a month: handed over as a whole, and written in one transaction.
package struct RunMonth: Sendable {
  /// The last day.
  package var lastDay: Int32 = 0
  /// The fund's cash at its end, in cents.
  package var fund: Int64 = 0
  /// The postings in the ledger's order.
  package var postings: [Posting] = []
  /// Where in `postings` each day ends.
  package var days: [(day: Int32, end: Int)] = []
  /// The steps of dossiers.
  package var steps: [StoredStep] = []
  /// What was asked for.
  package var dossiers: [StoredDossier] = []

  /// Creates an empty month.
  package init() {}

  /// Adds postings of a day.
  ///
  /// - Parameters:
  ///   - postings: The postings.
  ///   - day: The day's number.
  package mutating func add(_ postings: [Posting], day: Int32) {
    guard !postings.isEmpty else { return }
    self.postings += postings
    if let last = days.last, last.day == day {
      days[days.count - 1].end = self.postings.count
    } else {
      days.append((day, self.postings.count))
    }
  }
}

/// What is known after the last day.
package struct RunEnd: Sendable {
  /// Whether the last day was reached.
  package var isComplete: Bool
  /// The run's fingerprint.
  package var fingerprint: String
  /// What each invariant came to.
  package var verdicts: [StoredVerdict]
  /// The violations kept in full.
  package var violations: [StoredViolation]
  /// The summary, if one was made.
  package var summary: StoredSummary?

  /// Creates an end.
  package init(
    isComplete: Bool, fingerprint: String, verdicts: [StoredVerdict] = [],
    violations: [StoredViolation] = [], summary: StoredSummary? = nil
  ) {
    self.isComplete = isComplete
    self.fingerprint = fingerprint
    self.verdicts = verdicts
    self.violations = violations
    self.summary = summary
  }
}
