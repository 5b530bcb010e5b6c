import Audit
import Calendar
import Draws
import Law
import Ledger
import Platform
import Testing

@testable import Explore

/// A counterexample in words.
@Suite struct StoryTests {
  @Test func `a counterexample is told day by day, with the postings and what is held`() throws {
    var scope = Scope(officials: 1)
    scope.mutant = .capIgnoresReserved
    let explorer = Explorer(scope, law: try Texts.law.get())
    let result = explorer.run(Limits(depth: 6))
    let story = explorer.tell(try #require(result.counterexample).path)
    #expect(
      story.chapters.map(\.day).suffix(4) == [
        Day(2025, 3, 3), Day(2025, 3, 3), Day(2025, 3, 3), Day(2025, 3, 31),
      ])
    #expect(story.chapters[1].words.hasPrefix("official 1 requests session 2 (mandate training"))
    #expect(story.chapters[3].words.hasPrefix("the learner confirms dossier 1 of official 1"))
    #expect(story.chapters[3].lines.map(\.posting.amount) == [600_00])
    #expect(story.chapters[4].words.contains("the next legal day of credits"))
    let credit = try #require(story.chapters.last?.lines.first?.posting)
    #expect(credit.reason == Reason.annualCredit.rawValue && credit.amount == 400_00)
    let holding = try #require(story.holdings.first)
    #expect(holding.available + holding.reserved == 1_200_00)
    #expect(holding.dossiers.map(\.state) == [.accepted])
  }

  @Test func `every step has words of its own`() throws {
    let scope = Scope(officials: 1)
    let almanac = Almanac(scope, try Texts.law.get())
    let box = World.Box(World(scope, almanac))
    Roots.live(&box.world, root: 0)
    _ = box.world.perform(Step(.request, official: 0))
    var steps: [Step] = []
    box.world.appendCommands(to: &steps)
    var passages: [(day: Day, step: Step)] = []
    box.world.appendPassages(to: &passages)
    steps += passages.map(\.step) + [.again(isChanged: false), .again(isChanged: true)]
    let words = steps.map { box.world.words($0) }
    #expect(Set(words).count == steps.count)
    #expect(words.allSatisfy { !$0.contains("?") })
  }
}
