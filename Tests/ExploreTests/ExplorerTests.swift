import Audit
import Calendar
import Draws
import Law
import Ledger
import Platform
import Testing

@testable import Explore

/// The law, read once.
enum Texts {
  static let law = Result { try ParameterTable.law() }
}

/// Searches at small depths, on the platform as it should be and on known-bad ones.
@Suite struct ExplorerTests {
  private func explore(
    _ officials: Int, depth: Int, states: Int? = nil, jobs: Int = 1, mutant: Mutant = .none,
    hasSymmetry: Bool = true
  ) throws -> Exploration {
    var scope = Scope(officials: officials)
    scope.mutant = mutant
    scope.hasSymmetry = hasSymmetry
    return try Explorer(scope, law: Texts.law.get()).run(
      Limits(depth: depth, states: states, jobs: jobs))
  }

  @Test(arguments: [(1, 5), (2, 4)])
  func `the platform holds to some steps, and every step that was tried is counted`(
    officials: Int, depth: Int
  ) throws {
    let result = try explore(officials, depth: depth)
    #expect(result.counterexample == nil)
    #expect(result.isComplete && result.depth == depth)
    #expect(result.perDepth.count == depth + 1)
    #expect(result.perDepth.reduce(0, +) == result.states)
    #expect(result.perDepth.allSatisfy { $0 > 0 })
    let coverage = result.coverage
    #expect(coverage.applied > 0 && coverage.refused > coverage.applied && coverage.passages > 0)
    let answers = coverage.answered.reduce(0) { $0 + $1.count }
    #expect(answers == coverage.applied + coverage.refused)
    #expect(result.stateChecks == coverage.applied + coverage.passages)
    for invariant in [Invariant.cap1, .fun1, .mon2, .off4, .ref1, .ide1, .det2] {
      #expect(result.standing(of: invariant).standing != .idle)
    }
  }

  @Test func `any number of threads finds the same states and counts the same`() throws {
    let one = try explore(2, depth: 5)
    let two = try explore(2, depth: 5, jobs: 2)
    let three = try explore(2, depth: 5, jobs: 3)
    for other in [two, three] {
      #expect(one.perDepth == other.perDepth)
      #expect(one.coverage == other.coverage)
      #expect(one.findings.invariants == other.findings.invariants)
      #expect(one.findings.witnesses == other.findings.witnesses)
    }
  }

  @Test func `symmetry spares states and loses no violation`() throws {
    let with = try explore(2, depth: 5)
    let without = try explore(2, depth: 5, hasSymmetry: false)
    #expect(with.states < without.states)
    #expect(with.coverage.refusals.map(\.rule) == without.coverage.refusals.map(\.rule))
    for mutant in [Mutant.cardBeforeRights, .sixteenthSeat, .capIgnoresReserved, .refusalReserves] {
      let found = try explore(2, depth: 5, mutant: mutant).counterexample
      let wanted = try explore(2, depth: 5, mutant: mutant, hasSymmetry: false).counterexample
      #expect(found != nil)
      #expect(found?.fault.invariant == wanted?.fault.invariant)
      #expect(found?.length == wanted?.length)
    }
  }

  @Test(arguments: [
    (Mutant.cardBeforeRights, Invariant.fun1, 3), (.sixteenthSeat, .off4, 3),
    (.capIgnoresReserved, .cap1, 4), (.refusalReserves, .ref1, 4), (.keyIgnored, .ide1, 2),
    (.expiryForgotten, .exp2, 2), (.deathForgotten, .exp2, 1), (.dotationBeforeReceipt, .det2, 1),
    (.refundForgotten, .car1, 5),
    (.holderNotInformed, .inf1, 2), (.refundToCard, .mon4, 7), (.creditTwice, .crd1, 0),
  ])
  func `a known-bad platform has a shortest counterexample, with any number of threads`(
    mutant: Mutant, invariant: Invariant, length: Int
  ) throws {
    let one = try explore(1, depth: length + 1, mutant: mutant)
    let found = try #require(one.counterexample)
    #expect(found.fault.invariant == invariant)
    #expect(found.length == length)
    #expect(!one.isComplete && one.depth == max(0, length - 1))
    guard length < 6 else { return }
    #expect(try explore(1, depth: length + 1, jobs: 2, mutant: mutant).counterexample == found)
    if length > 1 { #expect(try explore(1, depth: length - 1, mutant: mutant).isComplete) }
  }

  /// Tries every sequence one by one and remembers no state: the length and the fault of the first
  /// that is wrong, and every state reached by so many steps or fewer.
  private func tryAll(_ scope: Scope, depth: Int) throws -> (Fault?, length: Int, Set<StateHash>) {
    let explorer = Explorer(scope, law: try Texts.law.get())
    let almanac = Almanac(scope, try Texts.law.get())
    let box = World.Box(World(scope, almanac))
    var level = (0..<Roots.count).map { [Step(code: UInt16($0))] }
    var seen: Set<StateHash> = []
    for length in 0...depth {
      var next: [[Step]] = []
      for path in level {
        if case .broken(let found) = explorer.retrace(path) { return (found.fault, length, seen) }
        let root = World.Box(World(scope, almanac))
        Roots.live(&root.world, root: Int(path[0].code))
        box.world.resume(&root.world)
        for step in path.dropFirst() { _ = box.world.perform(step) }
        seen.insert(box.world.hash(scope.labelings))
        guard length < depth else { continue }
        var steps: [Step] = []
        box.world.appendCommands(to: &steps)
        var passages: [(day: Day, step: Step)] = []
        box.world.appendPassages(to: &passages)
        steps += passages.map(\.step)
        if scope.hasSymmetry, box.world.isContended() { steps += passages.map(\.step.reversed) }
        next += steps.map { path + [$0] }
      }
      level = next
    }
    return (nil, depth, seen)
  }

  @Test(arguments: [1, 2])
  func `a search that remembers states finds what trying every sequence finds`(
    officials: Int
  ) throws {
    var scope = Scope(officials: officials)
    scope.topUps = [250_00]
    let (fault, _, states) = try tryAll(scope, depth: 2)
    #expect(fault == nil)
    let result = try Explorer(scope, law: Texts.law.get()).run(Limits(depth: 2))
    #expect(result.counterexample == nil)
    #expect(result.states == states.count)
    for mutant in [Mutant.expiryForgotten, .dotationBeforeReceipt, .holderNotInformed] {
      scope.mutant = mutant
      let (wanted, length, _) = try tryAll(scope, depth: 2)
      let found = try Explorer(scope, law: Texts.law.get()).run(Limits(depth: 2)).counterexample
      #expect(wanted != nil && found?.fault.invariant == wanted?.invariant, "\(mutant)")
      #expect(found?.length == length)
    }
  }

  @Test func `a counterexample is lived again from what is printed of it`() throws {
    var scope = Scope(officials: 1)
    scope.mutant = .cardBeforeRights
    let broken = Explorer(scope, law: try Texts.law.get())
    let found = try #require(broken.run(Limits(depth: 4)).counterexample)
    let path = try #require(Step.path(Step.text(found.path)))
    #expect(path == found.path)
    #expect(broken.retrace(path) == .broken(found))
    scope.mutant = .none
    let whole = Explorer(scope, law: try Texts.law.get())
    #expect(whole.retrace(path) == .held)
    let propose = Step(.propose, official: 0)
    #expect(whole.retrace([path[0], propose]) == .impossible(1))
    #expect(whole.retrace([Step(code: 9)]) == .impossible(0))
    for text in ["", "0-", "zz", "0-ffff", "0-12345"] { #expect(Step.path(text) == nil, "\(text)") }
  }

  @Test func `every operation and announcement that never came up is named`() throws {
    let result = try explore(1, depth: 2)
    #expect(result.coverage.neverApplied.contains(.invoice))
    #expect(!result.coverage.neverApplied.contains(.request))
    #expect(result.coverage.applied(.request) > 0)
    #expect(result.neverAnnounced.isEmpty)
  }

  @Test func `a search that is cut off says how far it came`() throws {
    let result = try explore(2, depth: 8, states: 2_000)
    #expect(result.states == 2_000)
    #expect(!result.isComplete && result.counterexample == nil)
    #expect(result.depth >= 2 && result.depth < 5)
    #expect(result.perDepth.count == result.depth + 1)
    #expect(try explore(2, depth: 8, states: 2_000, jobs: 2).perDepth == result.perDepth)
  }

  @Test func `a search is over when nothing new is left`() throws {
    var scope = Scope(officials: 1)
    scope.announcements = 0
    scope.dossiers = 0
    scope.last = scope.root
    let result = try Explorer(scope, law: Texts.law.get()).run(Limits(depth: 60))
    #expect(result.isComplete && result.isExhausted)
    #expect(result.depth < 60)
    #expect(result.perDepth.last == 0)
  }
}
