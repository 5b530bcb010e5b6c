import Audit
import Behaviour
import Calendar
@testable import Law
import Platform
import Simulation
import Testing

/// What help is for: without it nobody whom the directory does not find has an account.
@Suite struct HelpRunTests {
  /// A run of three years in which the reference directory finds nobody at first.
  private func run(_ changes: [(String, Int64)]) throws -> RunOutcome {
    var behaviour = try SmallWorld.behaviour.get()
    let nobody: [(String, Int64)] = [
      ("access.unknown", 1_000_000), ("access.unknown_retired", 1_000_000),
      ("access.creations", 300_000), ("access.newcomer_creations", 300_000),
      ("support.agents", 8), ("support.minutes", 330),
    ]
    for (name, value) in nobody + changes { behaviour.replace("behaviour.\(name)", with: value) }
    let inputs = try RunInputs(
      seed: 1, days: Day(2022, 1, 1)...Day(2024, 12, 31), law: SmallWorld.law.get(),
      behaviour: behaviour, territory: SmallWorld.territory.get(),
      roster: SmallWorld.roster.get(), jobs: 1, shards: 2)
    let outcome = try SmallWorld.run(inputs)
    #expect(outcome.findings.violationCount == 0)
    return outcome
  }

  private func completed(_ outcome: RunOutcome) -> Int {
    let verb = Verb.completeDirectory.rawValue - Verb.registerIdentity.rawValue
    return outcome.tally.access.applied[Int(verb)]
  }

  @Test func `whom the FAQ helps opens the account that could not be created`() throws {
    let helped = try run([("help.faq_solves", 1_000_000), ("help.faq_gives_up", 0)])
    #expect(helped.help.help.faqSolved > 100)
    #expect(completed(helped) >= helped.help.help.faqSolved * 9 / 10)
    #expect(helped.steps.open > helped.help.help.faqSolved / 2)
    #expect(helped.steps.open <= completed(helped))
    #expect(helped.tally.opened > 0, "a wish outlives the way through the FAQ")
  }

  @Test func `whom nothing helps stays out, and nobody without an account misses a panel`() throws {
    // The FAQ helps nobody, and no request to support is ever complete.
    let lost = try run([
      ("help.faq_solves", 0), ("help.faq_gives_up", 1_000_000), ("help.complete", 0),
      ("help.papers", 0),
    ])
    #expect(lost.help.help.givenUp > 100)
    #expect(lost.help.ends[Int(SupportEnd.closedWithoutPapers.rawValue)] > 0)
    #expect(completed(lost) == 0 && lost.steps.open == 0)
    #expect(lost.help.help.letters[Int(HelpCase.noPanel.rawValue)] == 0)
    #expect(lost.tally.opened == 0)
  }

  @Test func `whom support does not refuse opens the account, whom it refuses does not`() throws {
    let answered = try run([
      ("help.faq_solves", 0), ("help.faq_gives_up", 1_000_000), ("help.complete", 1_000_000),
    ])
    let ends = answered.help.ends
    let refused = ends[Int(SupportEnd.refused.rawValue)]
    let done = completed(answered)
    #expect(answered.help.help.letters[Int(HelpCase.cannotCreateRetired.rawValue)] > 100)
    #expect(done > 0 && answered.steps.open > 0)
    // Each entry follows an answer that is no refusal.
    #expect(done <= ends.reduce(0, +) - refused)
  }

  @Test func `nobody writes twice`() throws {
    let outcome = try SmallWorld.reference.get()
    let help = outcome.help.help
    #expect(help.letters.reduce(0, +) > 100)
    #expect(help.letters.reduce(0, +) <= outcome.accounts)
    // Each letter has somebody who was stuck before it.
    #expect(help.letters.reduce(0, +) + help.faqSolved + help.givenUp <= help.stuck)
  }
}
