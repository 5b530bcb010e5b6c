internal import Audit
package import Calendar
package import Ledger
package import Platform
package import Simulation
package import Store

/// Carries a run into its database: gathers each month, and hands it over as a whole.
package final class EvidenceRecorder: Recorder {
  private let store: RunStore
  private var month = RunMonth()

  /// Opens the database of a run.
  ///
  /// - Parameters:
  ///   - path: Where it goes.
  ///   - identity: What the run is known by.
  ///   - inputs: The run.
  /// - Throws: `StoreError` where it cannot be written.
  package init(_ path: String, _ identity: RunIdentity, _ inputs: RunInputs) throws(StoreError) {
    store = try RunStore(path, RunHeader(identity, inputs))
  }

  /// Takes note of a shard's day.
  package func record(
    _ batch: borrowing Batch, base: UInt32, _ context: borrowing DayContext
  ) throws {
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
      if case .serviceDone = outcome.verb { step.hours = command.small }
      if case .request = outcome.verb {
        let session = context.catalogue.sessions[Int(command.second)]
        let offer = context.catalogue.offers[Int(session.offer)]
        month.dossiers.append(
          StoredDossier(
            day: day, official: official, dossier: outcome.number, path: offer.path.rawValue,
            provider: offer.provider, session: command.second, firstDay: session.start.rawValue,
            lastDay: session.end.rawValue, hours: offer.hours, price: offer.price,
            hourly: offer.hourlyPrice))
      }
    }
    month.steps.append(step)
  }

  /// Takes note of postings that belong to no shard.
  package func record(_ postings: [Posting], on day: Day) throws {
    month.add(postings, day: day.rawValue)
  }

  /// Hands a month over.
  package func closeMonth(on day: Day, fund: Int64) throws {
    month.lastDay = day.rawValue
    month.fund = fund
    try store.append(month)
    month = RunMonth()
  }

  /// Writes what the run came to.
  ///
  /// - Parameters:
  ///   - outcome: The outcome.
  ///   - isComplete: Whether the last day was reached.
  ///   - verdicts: What each invariant came to; what the outcome says where nothing is given.
  ///   - violations: The violations kept in full; those of the outcome where nothing is given.
  ///   - summary: The summary, if one was made.
  /// - Throws: `StoreError` where it cannot be written.
  package func finish(
    _ outcome: RunOutcome, isComplete: Bool, verdicts: [StoredVerdict]? = nil,
    violations: [StoredViolation]? = nil, summary: StoredSummary? = nil
  ) throws(StoreError) {
    let found = verdicts ?? Invariant.allCases.map { StoredVerdict($0, outcome.findings[$0]) }
    try store.finish(
      RunEnd(
        isComplete: isComplete, fingerprint: outcome.fingerprint, verdicts: found,
        violations: violations
          ?? outcome.findings.violations.map {
            StoredViolation(
              invariant: $0.invariant.id, day: $0.day,
              official: $0.official == .max ? nil : $0.official, event: $0.event)
          }, summary: summary))
  }

  /// The seal of the finished database.
  package var seal: String { store.seal }
}

extension Outcome {
  /// Whether a dossier takes the step, or refuses it: the number of other verbs is one of a letter.
  fileprivate var concernsDossier: Bool {
    (Verb.request.rawValue...Verb.certify.rawValue).contains(verb.rawValue) || slot != .max
      || verb.rawValue == Verb.refundCard.rawValue
  }
}

extension StoredVerdict {
  fileprivate init(_ invariant: Invariant, _ finding: Finding) {
    self.init(
      invariant: invariant.id, statement: invariant.statement, source: invariant.source,
      evaluations: finding.evaluations, nonvacuous: finding.nonvacuous,
      violations: finding.violations,
      leastSlack: finding.leastSlack == .max ? nil : finding.leastSlack, unit: invariant.unit)
  }
}
