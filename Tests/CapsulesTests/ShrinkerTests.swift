import Audit
import Calendar
import Capsules
import Platform
import Report
import Simulation
import Testing

/// A failing run is made small, and stays the same failure.
@Suite struct ShrinkerTests {
  private static func failure(
    _ mutant: Mutant, _ invariant: Invariant
  ) throws -> (World, Violation) {
    var world = World(try Village.inputs(mutant))
    let violations = world.run(View(days: Village.days)).violations
    return (world, try #require(violations.first { $0.invariant == invariant }))
  }

  @Test(arguments: [
    (Mutant.creditTwice, Invariant.crd1, 4), (.cardBeforeRights, .fun1, 10),
    (.catalogueLeaked, .acs3, 10),
  ])
  func `one official and few operations are left`(
    mutant: Mutant, invariant: Invariant, most: Int
  ) throws {
    let (world, failure) = try Self.failure(mutant, invariant)
    var shrinker = Shrinker(world, failure, in: View(days: Village.days)) { false }
    let isSeen = shrinker.shrink()
    #expect(isSeen)
    #expect(!shrinker.isCutShort)
    #expect(shrinker.view.focus.officials == [failure.official])
    #expect(shrinker.view.operationCount <= most)
    #expect(shrinker.view.days.upperBound.rawValue == failure.day)
    let small = shrinker.outcome()
    #expect(small.violation(like: failure) != nil)
    // Whoever is not recognised has no account to state.
    #expect(!small.statement.isEmpty || invariant == .acs3)
    var again = world
    let seen = again.run(shrinker.view).violation(like: failure)
    #expect(seen != nil)
    let healthy = again.run(shrinker.view, isHealthy: true).violation(like: failure)
    #expect(healthy == nil)
  }

  @Test func `no operation that is left can be left out`() throws {
    let (world, failure) = try Self.failure(.cardBeforeRights, .fun1)
    var shrinker = Shrinker(world, failure, in: View(days: Village.days)) { false }
    let isSeen = shrinker.shrink()
    #expect(isSeen)
    var again = world
    let operations = try #require(shrinker.view.focus.operations)
    for index in operations.indices
    where !operations[index].isFact && !operations[index].isAccess {
      var view = shrinker.view
      view.focus.operations?.remove(at: index)
      let still = again.run(view).violation(like: failure)
      #expect(still == nil, "\(operations[index].name)")
    }
  }

  @Test func `a failure that is not there is not made small`() throws {
    let (_, failure) = try Self.failure(.creditTwice, .crd1)
    var shrinker = Shrinker(World(try Village.inputs()), failure, in: View(days: Village.days)) {
      false
    }
    let isSeen = shrinker.shrink()
    #expect(!isSeen)
  }

  @Test func `when time is over what was found so far is kept`() throws {
    let (world, failure) = try Self.failure(.cardBeforeRights, .fun1)
    var left = 12
    var shrinker = Shrinker(world, failure, in: View(days: Village.days)) {
      left -= 1
      return left < 0
    }
    let isSeen = shrinker.shrink()
    #expect(isSeen)
    #expect(shrinker.isCutShort)
    var again = world
    let seen = again.run(shrinker.view).violation(like: failure)
    #expect(seen != nil)
  }
}

/// Whoever is left in a narrowed run lives as before.
@Suite struct FocusTests {
  @Test func `one official alone has the account that the official had among all`() throws {
    var world = World(try Village.inputs())
    let whole = world.run(View(days: Village.days), traced: 17)
    #expect(!whole.statement.isEmpty)
    let alone = world.run(View(days: Village.days, focus: Focus(officials: [17])), traced: 17)
    #expect(alone.statement == whole.statement)
    #expect(alone.operations.allSatisfy { $0.subject == 17 })
    #expect(alone.violations.isEmpty)
  }

  @Test func `naming everything that was done does it again`() throws {
    var world = World(try Village.inputs())
    let focus = Focus(officials: [3, 17, 140])
    let first = world.run(View(days: Village.days, focus: focus), traced: 17)
    var named = focus
    named.operations = first.operations
    let again = world.run(View(days: Village.days, focus: named), traced: 17)
    #expect(again.statement == first.statement)
    #expect(again.operations == first.operations)
    #expect(again.fingerprint == first.fingerprint)
  }

  @Test func `an operation that is left out leaves the days of the others alone`() throws {
    var world = World(try Village.inputs())
    let first = world.run(View(days: Village.days, focus: Focus(officials: [17])))
    let kept = first.operations.filter { !$0.isFact }.dropLast(3)
    let view = View(
      days: Village.days,
      focus: Focus(officials: [17], operations: first.operations.filter(\.isFact) + kept))
    let rest = world.run(view)
    #expect(rest.operations.allSatisfy(first.operations.contains))
  }
}
