import Audit
import Calendar
import Documents
import Law
import Ledger
import Platform
import Population
import Report
import Scenario
import Simulation
import Store
import Territory

/// Gathers each month of a run for its database.
final class EvidenceRecorder: Recorder {
  private let store: RunStore
  private var month = RunMonth()

  /// Opens the database of a run.
  ///
  /// - Parameters:
  ///   - path: Where it goes.
  ///   - scenario: The scenario.
  ///   - inputs: The run.
  ///   - invocation: The command that repeats it.
  /// - Throws: `StoreError` where it cannot be written.
  init(
    _ path: String, _ scenario: LoadedScenario, _ inputs: RunInputs, invocation: String
  ) throws(StoreError) {
    store = try RunStore(path, RunHeader(scenario, inputs, invocation: invocation))
  }

  func record(_ batch: borrowing Batch, base: UInt32, _ context: borrowing DayContext) throws {
    month.add(batch.postings, day: batch.day.rawValue)
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard outcome.concernsDossier, !outcome.isRepeated else { continue }
      add(outcome, batch, base, context)
    }
  }

  private func add(
    _ outcome: Outcome, _ batch: borrowing Batch, _ base: UInt32, _ context: borrowing DayContext
  ) {
    let day = batch.day.rawValue
    let official = base + outcome.official
    var step = StoredStep(
      day: day, official: official, dossier: outcome.number, verb: outcome.verb.rawValue,
      rule: outcome.rule.rawValue, before: outcome.before.rawValue, after: outcome.after.rawValue)
    if outcome.command >= 0, outcome.isApplied {
      let command = batch.commands[Int(outcome.command)]
      if outcome.verb == .serviceDone { step.hours = command.small }
      if outcome.verb == .request {
        let session = context.catalogue.sessions[Int(command.second)]
        let offer = context.catalogue.offers[Int(session.offer)]
        month.dossiers.append(
          StoredDossier(
            day: day, official: official, dossier: outcome.number,
            path: offer.path == .mandate ? 0 : 1, provider: offer.provider,
            session: command.second, firstDay: session.start.rawValue,
            lastDay: session.end.rawValue, hours: offer.hours, price: offer.price,
            hourly: offer.hourlyPrice))
      }
    }
    month.steps.append(step)
  }

  func record(_ postings: [Posting], on day: Day) throws {
    month.add(postings, day: day.rawValue)
  }

  func closeMonth(on day: Day, fund: Int64) throws {
    month.lastDay = day.rawValue
    month.fund = fund
    try store.append(month)
    month = RunMonth()
  }

  /// Writes what the run came to.
  ///
  /// - Parameters:
  ///   - outcome: The outcome.
  ///   - summary: The summary, whose verdicts include those of the harness.
  /// - Throws: `StoreError` where it cannot be written.
  func finish(_ outcome: RunOutcome, _ summary: Summary) throws(StoreError) {
    try store.finish(
      RunEnd(
        isComplete: summary.complete, fingerprint: outcome.fingerprint,
        verdicts: summary.result.invariants.map {
          StoredVerdict(
            invariant: $0.id, statement: $0.statement, source: $0.source,
            evaluations: $0.evaluations, nonvacuous: $0.nonvacuous, violations: $0.violations,
            leastSlack: $0.leastSlack, unit: $0.unit)
        },
        violations: outcome.findings.violations.map {
          StoredViolation(
            invariant: $0.invariant.id, day: $0.day,
            official: $0.official == .max ? nil : $0.official, event: $0.event)
        }))
  }

  /// The seal of the finished database.
  var seal: String { store.seal }
}

extension RunHeader {
  /// What a run is known by before its first day.
  init(_ scenario: LoadedScenario, _ inputs: RunInputs, invocation: String) {
    let first = inputs.days.lowerBound
    let roster = inputs.roster
    self.init(
      facts: [
        StoredFact("engine", Release.version), StoredFact("scenario", scenario.name),
        StoredFact("sha256", scenario.sha256), StoredFact("seed", "\(scenario.seed)"),
        StoredFact("command", invocation), StoredFact("first_day", "\(first.rawValue)"),
        StoredFact("last_day", "\(inputs.days.upperBound.rawValue)"),
        StoredFact("days", "\(first) to \(inputs.days.upperBound)"),
        StoredFact("audited", inputs.isAudited ? "1" : "0"),
      ],
      eve: first.rawValue - 1,
      fund: inputs.behaviour.number("behaviour.operator.fund_opening", on: first))
    law = inputs.law.parameters.flatMap { Self.rows($0, through: inputs.days.upperBound) }
    kinds = MandateKind.allCases.map { StoredName($0.rawValue, kebab(String(describing: $0))) }
    departments = inputs.territory.departments.map {
      StoredDepartment(code: $0.code, name: $0.name, isPacific: $0.isPacific)
    }
    officials.reserveCapacity(roster.persons.count)
    for (department, people) in roster.personRanges.enumerated() {
      for person in people {
        let kind = roster.mandates(of: person).first.map { roster.mandates.kind[$0].rawValue }
        officials.append(
          StoredOfficial(
            department: UInt8(clamping: department), bodyKind: kind ?? 0,
            birthYear: Int16(roster.persons.birth[person].year)))
      }
    }
    mandates = (0..<roster.mandates.count).map { index in
      let end = roster.mandates.end[index]
      return StoredMandate(
        official: roster.mandates.person[index], kind: roster.mandates.kind[index].rawValue,
        firstDay: roster.mandates.start[index].rawValue,
        lastDay: end == .distantFuture ? nil : end.rawValue - 1)
    }
  }

  /// The values of a parameter that began by a day, one row for each step of a scale.
  private static func rows(_ parameter: Parameter, through last: Day) -> [StoredLaw] {
    parameter.values.filter { $0.from <= last }.flatMap { value -> [StoredLaw] in
      let row = StoredLaw(
        parameter: parameter.name, firstDay: value.from.rawValue, unit: parameter.unit.rawValue,
        reference: value.reference, url: value.url, checkedDay: value.checked.rawValue,
        confidence: value.confidence.rawValue)
      return value.value.cells.map { cell in
        var row = row
        (row.threshold, row.number, row.word) = cell
        return row
      }
    }
  }
}

extension Outcome {
  /// Whether a dossier takes the step, or refuses it: the number of other verbs is one of a letter.
  fileprivate var concernsDossier: Bool {
    (Verb.request.rawValue...Verb.certify.rawValue).contains(verb.rawValue) || slot != .max
      || verb == .refundCard
  }
}

extension LawValue {
  /// Threshold, number and word of each row that holds the value.
  fileprivate var cells: [(Int64?, Int64?, String?)] {
    switch self {
    case .number(let number): [(nil, number, nil)]
    case .rule(let rule): [(nil, nil, rule)]
    case .none: [(nil, nil, nil)]
    case .scale(let steps): steps.map { ($0.from, $0.value, nil) }
    }
  }
}
