import Audit
import Calendar
@testable import Law
import Ledger
import Platform
import Simulation
import Testing

/// What the numbers of a run say to each other.
@Suite struct ReferenceRunTests {
  let outcome: RunOutcome

  init() throws { outcome = try SmallWorld.reference.get() }

  private func total(_ reason: Reason, to account: Account) -> Int64 {
    outcome.tally.years.indices.reduce(0) {
      $0 + outcome.tally.amount(reason, to: account, year: $1)
    }
  }

  @Test func `rights that came in are held, spent, lost, expired or extinguished`() {
    let credits: [Reason] = [
      .conversion, .transitionCredit, .annualCredit, .firstCredit, .complement,
    ]
    let issued = credits.reduce(0) { $0 + total($1, to: .rightsAvailable) }
    let refunded = total(.refund, to: .rightsAvailable)
    let gone =
      total(.reservation, to: .rightsReserved) + total(.expiry, to: .rightsExpired)
      + total(.extinction, to: .rightsExtinguished) + total(.capCut, to: .rightsLost)
    #expect(issued > 0 && refunded > 0)
    #expect(outcome.balances.available == issued + refunded - gone)
  }

  @Test func `the fund's cash is what its movements say`() {
    let opening: Int64 = 100_000_00
    let income = total(.levy, to: .fund) + total(.advance, to: .fund) + total(.recovery, to: .fund)
    let paid = total(.repayment, to: .advances) + total(.travel, to: .travel)
    #expect(total(.levy, to: .fund) > 0)
    #expect(outcome.advances == total(.advance, to: .fund) - total(.repayment, to: .advances))
    // Providers are paid from the fund for the rights, and from reserves for the rest.
    let fromFund = opening + income - paid - outcome.fund
    #expect(fromFund > 0)
    #expect(fromFund < total(.payment, to: .providers) + total(.deposit, to: .providers))
  }

  @Test func `operations, refusals and states add up`() {
    let tally = outcome.tally
    #expect(tally.operationCount == tally.operations.reduce(0, +))
    #expect(tally.states.reduce(0, +) == tally.opened)
    #expect(tally.states.allSatisfy { $0 >= 0 })
    let requests = tally.operations[Int(Verb.request.rawValue)]
    #expect(tally.years.reduce(0) { $0 + $1.requests } == requests)
    #expect(tally.opened < requests)
    #expect(tally.waits[0].reduce(0, +) == tally.years.reduce(0) { $0 + $1.validated.reduce(0, +) })
    #expect(tally.waits[1].reduce(0, +) == tally.operations[Int(Verb.pay.rawValue)])
    #expect(tally.refusals[Int(Rule.applied.rawValue)] == 0)
    #expect(outcome.work.pushes > tally.opened)
    #expect(outcome.portal.publications.reduce(0, +) > 224)
  }

  @Test func `nobody buys before the service opens, nor a cent of euros before the conversion`()
    throws
  {
    let first = try #require(outcome.tally.years.first)
    #expect(first.validated == [0, 0])
    #expect(outcome.tally.amount(.annualCredit, to: .rightsAvailable, year: 0) == 0)
    #expect(outcome.tally.amount(.transitionCredit, to: .rightsAvailable, year: 0) > 0)
    for year in 1..<outcome.tally.years.count {
      #expect(outcome.tally.amount(.transitionCredit, to: .rightsAvailable, year: year) == 0)
      #expect(outcome.tally.amount(.hours, to: .hoursHeld, year: year) == 0)
    }
  }

  @Test func `the rules that refuse are reached`() {
    let reached: [Rule] = [
      .serviceClosed, .noMandate, .mandateInForce, .windowClosed, .tooEarly, .notAccredited,
      .endsAfterMandate, .endsAfterWindow, .completionTooLate, .deadlinePassed, .insufficientCard,
      .overTrainingLimit, .overOfficialLimit, .overBudget, .keyReused, .unknownDossier,
      .outsideScheme, .dead,
    ]
    for rule in reached { #expect(outcome.tally.refusals[Int(rule.rawValue)] > 0, "\(rule.name)") }
  }

  /// A reform of the credit from 2027 on.
  private func reformed() throws -> RunOutcome {
    var law = try SmallWorld.law.get()
    let day = Day(2027, 1, 1)
    for (name, euros) in [("rights.annual_credit", 600), ("rights.cap", 1_200)] as [(String, Int64)]
    {
      let value = DatedValue(
        from: day, value: .number(euros * 100), reference: "a test", url: nil, checked: day,
        confidence: .assumption)
      law.set(name, value, alone: true)
    }
    return try SmallWorld.run(SmallWorld.inputs(law: law))
  }

  @Test func `a reform changes credits from its day on, and nothing before`() throws {
    let reform = try reformed()
    #expect(reform.findings.violationCount == 0)
    // July 2021 to December 2026 are 66 months.
    #expect(reform.months.prefix(66) == outcome.months.prefix(66))
    #expect(reform.months[69] != outcome.months[69])
    for year in outcome.tally.years.indices {
      let before = outcome.tally.amount(.annualCredit, to: .rightsAvailable, year: year)
      let after = reform.tally.amount(.annualCredit, to: .rightsAvailable, year: year)
      if 2021 + year < 2027 { #expect(after == before) } else { #expect(after > before) }
    }
  }

  @Test func `a reform shares its draws with the law as it is`() throws {
    let reform = try reformed()
    // What people wish does not depend on the amount, so that most requests are the same ones.
    for year in outcome.tally.years.indices {
      let before = outcome.tally.years[year].requests
      let after = reform.tally.years[year].requests
      if 2021 + year < 2027 { #expect(after == before) }
      #expect(abs(after - before) * 10 < before, "year \(2021 + year)")
    }
  }
}
