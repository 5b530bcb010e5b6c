internal import Audit

internal import Ledger

import Behaviour
import Calendar
import Law
import Platform
import Population
import Simulation
import Territory

@main
struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments
    let jobs = arguments.count > 1 ? Int(arguments[1]) ?? 1 : 1
    let audited = arguments.count > 2 ? arguments[2] == "audit" : true
    let clock = ContinuousClock()
    let law = try ParameterTable.law()
    let population = try ParameterTable.population()
    let behaviour = try ParameterTable.behaviour()
    let days = Day(2021, 7, 1)...Day(2031, 6, 30)
    var territory: Territory?
    print("territory", try clock.measure { territory = try Territory(law, on: days.lowerBound, options: TerritoryOptions(departments: arguments.count > 4 ? arguments[4].split(separator: ",").map(String.init) : nil)) })
    var roster: Roster?
    print("roster", try clock.measure {
      roster = try Roster(seed: 1, territory: territory!, law: law, population: population, horizon: days, jobs: jobs)
    })
    let inputs = RunInputs(seed: 1, days: days, law: law, behaviour: behaviour, territory: territory!, roster: roster!, jobs: jobs, isAudited: audited)
    for _ in 0..<3 {
      var engine: Engine?
      let prepare = clock.measure { engine = Engine(inputs) }
      let time = try clock.measure { _ = try engine!.run() }
      let outcome = engine!.outcome()
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      print(outcome.fingerprint, "prepare", prepare, "run", time, "ops", outcome.tally.operationCount, "postings", outcome.tally.postings, "M ops/s", Double(outcome.tally.operationCount) / seconds / 1e6, "violations", outcome.findings.violationCount)
      if CommandLine.arguments.count > 3 {
        for i in Verb.allCases { print(i.name, outcome.tally.operations[Int(i.rawValue)], terminator: " ") }
        print()
        for i in Rule.allCases { print(i.name, outcome.tally.refusals[Int(i.rawValue)], terminator: " ") }
        print()
        for i in DossierState.allCases { print(i.code, outcome.tally.states[Int(i.rawValue)], terminator: " ") }
        print()
        for v in outcome.findings.violations { print(v) }
        for (i, y) in outcome.tally.years.enumerated() { print(2021 + i, y.fedAccounts, y.requests, y.validated, y.hours, y.priced, y.women, y.ages, y.rights, "levy", outcome.tally.amount(.levy, to: .fund, year: i) / 100, "paid", outcome.tally.amount(.payment, to: .providers, year: i) / 100) }
        print(outcome.balances, outcome.fund, outcome.advances, outcome.reads)
        break
      }
    }
  }
}
