import Audit
import Behaviour
import Calendar
import Law
import Ledger
import Platform
import Population
import Report
import Scenario
import Simulation
import Statistics

/// Turns what a run came to into the one summary that every output is made from.
struct SummaryBuilder {
  let scenario: LoadedScenario
  /// What of the inputs the summary speaks of.
  let facts: RunFacts
  let outcome: RunOutcome
  var determinism: DeterminismCheck?
  var oracle: OracleRun?
  /// What the audit found with what others found beside it; the audit alone where nothing is said.
  var findings: Findings?

  private var tally: Simulation.Tally { outcome.tally }

  /// Begins a summary.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - facts: What of the inputs the summary speaks of.
  ///   - outcome: What the run came to.
  init(scenario: LoadedScenario, facts: RunFacts, outcome: RunOutcome) {
    self.scenario = scenario
    self.facts = facts
    self.outcome = outcome
  }

  /// Begins the summary of a run of a single block.
  init(scenario: LoadedScenario, inputs: RunInputs, outcome: RunOutcome) {
    self.init(scenario: scenario, facts: RunFacts(inputs), outcome: outcome)
  }

  /// Builds the summary, but for the engine's figures.
  ///
  /// - Returns: The summary.
  /// - Throws: A diagnostic if the published figures cannot be read.
  func summary() throws -> Summary {
    var summary = Summary()
    summary.scenario = ScenarioIdentity(
      name: scenario.name, sha256: scenario.sha256, seed: scenario.seed)
    var result = RunResult()
    result.fingerprint = outcome.fingerprint
    result.years = Int64(outcome.lastDay.fullYears(since: scenario.from - 1))
    result.officials = facts.headcount.persons
    result.accounts = Int64(outcome.balances.recognised)
    result.operations = Counted(by: byVerb(tally.operations))
    result.applied = Counted(by: byVerb(tally.applied))
    result.reads = Counted(by: reads)
    result.refusals = Counted(by: refusals)
    result.postings = Int64(tally.postings)
    result.dossiers = DossierFigures(opened: Int64(tally.opened), byState: states)
    result.money = money
    if scenario.isAudited {
      result.invariants = invariants
      result.witnesses =
        Witness.allCases.map {
          WitnessLine(id: $0.id, count: outcome.findings.witnesses[Int($0.rawValue)])
        } + outcome.lawChanges.map { WitnessLine(id: $0.id, count: $0.evaluations) }
      result.confidence =
        Confidence(
          runs: [findings ?? outcome.findings],
          days: (outcome.days.close, outcome.days.total)
        ).figures
    }
    result.oracle = oracle?.figures ?? OracleFigures()
    result.oracle.share = scenario.oracle.description
    result.faults = faults
    result.pacific = pacific
    result.recognition = recognition
    result.support = support
    let load = SecondLoad(
      outcome.series, scenario.behaviour, seed: facts.seed, countries: scenario.blocks)
    result.queues = dayQueues + load.lines.map(QueueLine.init)
    result.peakDay = load.peak.map(PeakDay.init)
    result.series = series
    result.held = held
    judgeQueues(load, &result)
    result.access = access
    result.funders = FundersSection(outcome).lines
    result.office = OfficeSection(outcome).lines
    result.population = population
    result.activity = try Activity2023(tally).lines()
    result.yearsTable = years
    result.durations = durations
    result.catalogue = catalogue
    result.control = control
    result.statement = outcome.statement
    result.statement.insert(contentsOf: facts.leaked, at: 0)
    result.systems = ServiceSystem.all.map { $0.line(result) }
    summary.result = result
    return summary
  }

  /// A name as a key of the summary, with `_` for a hyphen.
  static func key(_ name: String) -> String {
    String(name.map { $0 == "-" ? "_" : $0 })
  }

  private func byVerb(_ counts: [Int]) -> Report.Tally {
    Report.Tally(
      Verb.allCases.map { ($0.name, Int64(counts[Int($0.rawValue)])) }.filter { $0.1 > 0 })
  }

  private var refusals: Report.Tally {
    Report.Tally(
      Rule.allCases.map { ($0.name, Int64(tally.refusals[Int($0.rawValue)])) }.filter { $0.1 > 0 })
  }

  private var states: Report.Tally {
    Report.Tally(
      DossierState.allCases.map { ($0.code, Int64(tally.states[Int($0.rawValue)])) })
  }

  private func moved(_ reason: Reason, to account: Account) -> Int64 {
    tally.years.indices.reduce(0) { $0 + tally.amount(reason, to: account, year: $1) }
  }

  private func credited(_ reasons: [Reason]) -> Int64 {
    reasons.reduce(0) { $0 + moved($1, to: .rightsAvailable) }
  }

  private var money: Report.Tally {
    let credits: [Reason] = [
      .annualCredit, .firstCredit, .transitionCredit, .complement, .conversion,
    ]
    return [
      "credited_cents": credited(credits),
      "annual_credit_cents": credited([.annualCredit]),
      "first_credit_cents": credited([.firstCredit]),
      "converted_cents": credited([.conversion, .transitionCredit]),
      "lost_at_cap_cents": credits.reduce(0) { $0 + moved($1, to: .rightsLost) },
      "recredit_lost_cents": moved(.refund, to: .rightsLost),
      "expired_cents": moved(.expiry, to: .rightsExpired),
      "extinguished_cents": moved(.extinction, to: .rightsExtinguished),
      "available_cents": outcome.balances.available,
      "reserved_cents": outcome.balances.reserved,
      "debited_cents": moved(.debit, to: .rightsSpent),
      "top_ups_cents": moved(.dotation, to: .dotationAvailable),
      "top_ups_unused_cents": outcome.balances.dotation,
      "cpf_reserved_cents": moved(.reservation, to: .cpfReserved),
      "cec_reserved_cents": moved(.reservation, to: .cecReserved),
      "card_reserved_cents": moved(.reservation, to: .cardReserved),
      "paid_cents": moved(.payment, to: .providers) + moved(.deposit, to: .providers),
      "levy_cents": moved(.levy, to: .fund),
      "travel_cents": moved(.travel, to: .travel),
      "legacy_paid_cents": moved(.legacyPayment, to: .providers),
      "advances_cents": moved(.advance, to: .fund),
      "repayments_cents": moved(.repayment, to: .advances),
      "fund_cents": outcome.fund,
    ]
  }

  private var invariants: [InvariantLine] {
    Invariant.allCases.map { invariant in
      var finding = outcome.findings[invariant]
      if invariant == .det1, let determinism {
        finding.evaluations = Int64(determinism.months)
        finding.nonvacuous = Int64(determinism.eventfulMonths)
        finding.violations = Int64(determinism.differences)
      }
      if invariant == .ora1, let oracle { finding = oracle.finding }
      return InvariantLine(
        id: invariant.id, statement: invariant.statement, source: invariant.source,
        evaluations: finding.evaluations, nonvacuous: finding.nonvacuous,
        violations: finding.violations,
        leastSlack: finding.leastSlack == .max ? nil : finding.leastSlack,
        unit: invariant.unit, leastSlackAt: finding.nearest)
    }
  }

  private var population: PopulationFigures {
    let headcount = facts.headcount
    var figures = PopulationFigures(
      persons: headcount.persons,
      mandates: Counted(
        by: Report.Tally(
          zip(MandateKind.allCases, headcount.mandates).map { (String(describing: $0), $1) })),
      margins: headcount.margins.map {
        MarginLine(
          name: $0.name, published: $0.published, generated: $0.generated, unit: $0.unit,
          tolerance: $0.tolerance, source: $0.source)
      })
    figures.blocks = Int64(scenario.blocks)
    figures.pyramid = headcount.pyramid.enumerated().map { step, count in
      PyramidLine(
        age: Int64(step * Headcount.ageStep), women: count.women, men: count.men)
    }
    figures.departments = departments
    return figures
  }

  private var years: [YearLine] {
    tally.years.enumerated().map { index, year in
      YearLine(
        year: Int64(tally.firstYear + index),
        columns: [
          "fed_accounts": Int64(year.fedAccounts), "requests": Int64(year.requests),
          "validated": Int64(year.validated[0] + year.validated[1]),
          "credited_cents": [
            .annualCredit, .firstCredit, .transitionCredit, .complement, .conversion,
          ]
          .reduce(0) { $0 + tally.amount($1, to: .rightsAvailable, year: index) },
          "expired_cents": tally.amount(.expiry, to: .rightsExpired, year: index),
          "paid_cents": tally.amount(.payment, to: .providers, year: index)
            + tally.amount(.deposit, to: .providers, year: index),
          "levy_cents": tally.amount(.levy, to: .fund, year: index),
        ])
    }
  }

  private var durations: [DurationLine] {
    ["request to confirmation", "invoice to payment", "request to payment"].enumerated().map {
      index, name in
      var histogram = DayHistogram(limit: tally.waits[index].count)
      for (days, count) in tally.waits[index].enumerated() where count > 0 {
        histogram.add(days, times: Int64(count))
      }
      return DurationLine(name: name, histogram)
    }
  }
}

extension Finding {
  /// The day and the official of the least slack: `2024-03-31 official 18233`.
  var nearest: String? {
    guard leastSlack != .max else { return nil }
    let day = Day(rawValue: leastDay).description
    return leastOfficial == .max ? day : "\(day) official \(leastOfficial)"
  }
}
