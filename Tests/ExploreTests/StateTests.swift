import Audit
import Calendar
import Draws
import Law
import Ledger
import Platform
import Testing

@testable import Explore

/// What makes two states one.
@Suite struct StateTests {
  private func roots(_ scope: Scope) throws -> (Almanac, [World.Box]) {
    let almanac = Almanac(scope, try Texts.law.get())
    let boxes = (0..<Roots.count).map { root in
      let box = World.Box(World(scope, almanac))
      Roots.live(&box.world, root: root)
      return box
    }
    return (almanac, boxes)
  }

  /// Everything that one step leads to from a world, in an order without a meaning: the state, the
  /// answer, what moved, and whether anything is wrong; names of officials and dossiers left out.
  private func successors(_ world: inout World, _ scratch: World.Box) -> [StateHash] {
    let labelings = world.scope.labelings
    var commands: [Step] = []
    world.appendCommands(to: &commands)
    var passages: [(day: Day, step: Step)] = []
    world.appendPassages(to: &passages)
    var steps = commands + passages.map(\.step)
    if world.scope.hasSymmetry, world.isContended() { steps += passages.map(\.step.reversed) }
    let ear = Ear()
    scratch.world.listener = ear
    defer { scratch.world.listener = nil }
    return steps.map { step in
      scratch.world.resume(&world)
      ear.heard = []
      let rule = scratch.world.perform(step)
      scratch.world.check()
      scratch.world.scan()
      var outcome = scratch.world.hash(labelings)
      outcome.add(UInt64(rule.rawValue) << 1 | (scratch.world.isBroken ? 1 : 0))
      for words in ear.heard.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        for word in words { outcome.add(word) }
      }
      _ = scratch.world.takeFindings()
      return outcome
    }
    .sorted()
  }

  /// Hears what moves.
  private final class Ear: Listener {
    var heard: [[UInt64]] = []

    func hear(_ batch: borrowing Batch, _ context: borrowing DayContext) {
      for posting in batch.postings {
        heard.append([
          UInt64(bitPattern: posting.amount), UInt64(posting.from), UInt64(posting.to),
          UInt64(posting.reason),
        ])
      }
    }
  }

  @Test(arguments: [(1, 5), (2, 4)])
  func `states with one hash lead to the same states, whatever led to them`(
    officials: Int, depth: Int
  ) throws {
    let scope = Scope(officials: officials)
    let (almanac, boxes) = try roots(scope)
    let (from, to) = (World.Box(World(scope, almanac)), World.Box(World(scope, almanac)))
    let scratch = World.Box(World(scope, almanac))
    var known: [StateHash: [StateHash]] = [:]
    var level: [(root: Int, path: [Step])] = boxes.indices.map { ($0, []) }
    var merged = 0
    for _ in 0..<depth {
      var next: [(root: Int, path: [Step])] = []
      for (root, path) in level {
        from.world.resume(&boxes[root].world)
        for step in path { _ = from.world.perform(step) }
        var steps: [Step] = []
        from.world.appendCommands(to: &steps)
        var passages: [(day: Day, step: Step)] = []
        from.world.appendPassages(to: &passages)
        for step in steps + passages.map(\.step) {
          to.world.resume(&from.world)
          guard to.world.perform(step) == .applied else { continue }
          let hash = to.world.hash(scope.labelings)
          let found = successors(&to.world, scratch)
          if let wanted = known[hash] {
            merged += 1
            #expect((found == wanted) as Bool, "after \(path + [step])")
          } else {
            known[hash] = found
            next.append((root, path + [step]))
          }
        }
      }
      level = next
    }
    #expect(merged > 50)
  }

  @Test func `a passage of time is the same as its days one by one`() throws {
    let scope = Scope(officials: 1)
    let (almanac, boxes) = try roots(scope)
    let (jump, walk) = (World.Box(World(scope, almanac)), World.Box(World(scope, almanac)))
    for target in [Target.credit, .deadline, .overdue] {
      jump.world.resume(&boxes[0].world)
      _ = jump.world.perform(Step(.request, official: 0, place: 1))
      walk.world.resume(&jump.world)
      let reached = jump.world.day(of: target)
      let day = try #require(reached)
      _ = jump.world.perform(Step(target))
      while walk.world.day < day { _ = walk.world.perform(Step(.tomorrow)) }
      #expect(jump.world.day == day)
      #expect(jump.world.hash(scope.labelings) == walk.world.hash(scope.labelings))
    }
  }

  @Test func `officials may change names, and the last seat may go to either of them`() throws {
    let scope = Scope(officials: 2)
    let (almanac, boxes) = try roots(scope)
    func live(_ steps: [Step]) -> StateHash {
      let box = World.Box(World(scope, almanac))
      box.world.resume(&boxes[0].world)
      for step in steps { #expect(box.world.perform(step) == .applied) }
      return box.world.hash(scope.labelings)
    }
    let asked = [0, 1].map { Step(.request, official: $0, place: 1) }
    #expect(live([asked[0]]) == live([asked[1]]))
    let proposed = [0, 1].map { asked + [Step(.propose, official: $0)] }
    #expect(live(proposed[0]) == live(proposed[1]))
    let passed = [0, 1].map { live(proposed[$0] + [Step(.tomorrow)]) }
    #expect(passed[0] != passed[1])
    #expect(live(proposed[0] + [Step(.tomorrow, isReversed: true)]) == passed[1])
    #expect(live(proposed[1] + [Step(.tomorrow, isReversed: true)]) == passed[0])
  }

  @Test func `steps keep what they say in sixteen bits`() {
    for act in Act.allCases where act != .wait {
      for (official, place) in [(0, 0), (1, 3), (0, 15)] {
        let step = Step(code: Step(act, official: official, place: place).code)
        #expect((step.act, step.official, step.place) == (act, official, place))
      }
    }
    for target in Target.allCases {
      for event in Event.allCases {
        let step = Step(code: Step(target, event, official: 1).code)
        #expect(step.act == .wait && step.official == 1 && !step.isReversed)
        #expect((step.target, step.event) == (target, event))
        #expect(step.reversed == Step(target, event, official: 1, isReversed: true))
        #expect((step.reversed.target, step.reversed.event) == (target, event))
      }
    }
  }

  @Test func `the table keeps every hash once, that of an empty slot as well`() {
    let table = StateTable()
    var hashes = (0..<5_000).map { number in
      var hash = StateHash()
      hash.add(UInt64(number % 4_000))
      return hash
    }
    var empty = StateHash()
    (empty.low, empty.high) = (0, 0)
    hashes.append(empty)
    var new = 0
    for thread in 0..<3 { new += table.insert(hashes, thread: thread, of: 3).count }
    #expect(new == 4_001)
    #expect(table.count == 4_001)
    #expect(hashes.allSatisfy { table.contains($0) })
    for thread in 0..<3 { #expect(table.insert(hashes, thread: thread, of: 3).isEmpty) }
  }
}
