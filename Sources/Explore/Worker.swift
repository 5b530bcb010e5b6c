internal import Audit
internal import Calendar
internal import Draws
internal import Platform

/// What a worker reached from a chunk of states, in the order of the states and of their steps.
struct Finds: Sendable {
  var hashes: [StateHash] = []
  var parents: [UInt32] = []
  var codes: [UInt16] = []
  /// The first thing that was wrong.
  var broken: (state: UInt32, step: Step, fault: Fault)?

  mutating func add(_ hash: StateHash, from parent: Int, by step: Step) {
    hashes.append(hash)
    parents.append(UInt32(parent))
    codes.append(step.code)
  }
}

/// One thread's worlds: the path to the state that it searches from, and what is tried from there.
final class Worker {
  private let explorer: Explorer
  private let almanac: Almanac
  private let labelings: [SIMD8<UInt8>]
  /// The states of the last path, by depth, and their places.
  private var stages: [World.Box] = []
  private var staged: [UInt32] = []
  private var roots: [World.Box] = []
  /// Where steps are tried, and where days pass.
  private let scratch: World.Box
  private let walker: World.Box
  private var commands: [Step] = []
  private var passages: [(day: Day, step: Step)] = []
  private var chain: [UInt32] = []

  private(set) var coverage = Coverage()
  /// How many states were read, and how many confirmations.
  private(set) var stateChecks: Int64 = 0
  private(set) var confirmations: Int64 = 0
  private var findings = Findings()

  init(_ explorer: Explorer) {
    self.explorer = explorer
    almanac = Almanac(explorer.scope, explorer.law)
    labelings = explorer.scope.labelings
    scratch = World.Box(World(explorer.scope, almanac))
    walker = World.Box(World(explorer.scope, almanac))
    for root in 0..<Roots.count {
      let stage = World.Box(World(explorer.scope, almanac))
      Roots.live(&stage.world, root: root)
      roots.append(stage)
    }
  }

  /// The hash of a root, and what is wrong with it.
  func enterRoot(_ root: Int) -> (StateHash, Fault?) {
    roots[root].world.check()
    return (roots[root].world.hash(labelings), roots[root].world.firstFault())
  }

  /// What the first official holds at the root.
  var startingRights: Int64 { roots[0].world.rightsAvailable(0) }

  /// What the judges have found in every step tried.
  func takeFindings() -> Findings {
    findings.merge(scratch.world.takeFindings())
    findings.merge(walker.world.takeFindings())
    defer { findings = Findings() }
    return findings
  }

  /// Searches from some states, until something is wrong.
  func expand(_ states: Range<Int>, _ table: StateTable) -> Finds {
    var finds = Finds()
    for state in states {
      let stage = enter(state)
      expand(state, &stage.world, &scratch.world, &walker.world, table, &finds)
      guard finds.broken == nil else { break }
    }
    return finds
  }

  /// Searches from one state: worlds are handed on, so that each is asked for once.
  private func expand(
    _ state: Int, _ stage: inout World, _ scratch: inout World, _ walker: inout World,
    _ table: StateTable, _ finds: inout Finds
  ) {
    let before = stage.hash(labelings)
    tryCommands(state, &stage, before, &scratch, table, &finds)
    if finds.broken == nil { tryAgain(state, &stage, before, &scratch, &finds) }
    if finds.broken == nil { tryPassages(state, &stage, &walker, &scratch, table, &finds) }
  }

  /// Goes to a state: back to where its path leaves the last one, and on from there.
  private func enter(_ state: Int) -> World.Box {
    chain.removeAll(keepingCapacity: true)
    var place = UInt32(state)
    while place != .max {
      chain.append(place)
      place = explorer.parents[Int(place)]
    }
    chain.reverse()
    var depth = 0
    while depth < chain.count, depth < staged.count, chain[depth] == staged[depth] { depth += 1 }
    staged.removeSubrange(depth...)
    while depth < chain.count {
      if stages.count == depth { stages.append(World.Box(World(explorer.scope, almanac))) }
      let code = explorer.codes[Int(chain[depth])]
      if depth == 0 {
        stages[0].world.resume(&roots[Int(code)].world)
      } else {
        stages[depth].world.resume(&stages[depth - 1].world)
        _ = stages[depth].world.perform(Step(code: code))
        // The judge remembers how many held more than a lowered cap when it last looked.
        if almanac.lowersCap { stages[depth].world.scan() }
      }
      staged.append(chain[depth])
      depth += 1
    }
    return stages[chain.count - 1]
  }

  // MARK: - Commands

  private func tryCommands(
    _ state: Int, _ stage: inout World, _ before: StateHash, _ scratch: inout World,
    _ table: StateTable, _ finds: inout Finds
  ) {
    commands.removeAll(keepingCapacity: true)
    stage.appendCommands(to: &commands)
    var isFresh = false
    for step in commands {
      if !isFresh {
        scratch.resume(&stage)
        isFresh = true
      }
      guard let command = scratch.command(of: step) else { continue }
      let rights = scratch.rightsAvailable(step.official)
      let rule = scratch.send(command)
      coverage.count(command.verb, rule)
      let after: StateHash
      if rule == .applied {
        isFresh = false
        coverage.countApplied(step.act)
        scratch.cover(&coverage)
        if command.verb == .confirm {
          confirmations += 1
          scratch.checkConfirmation(step, rightsBefore: rights)
        }
        after = judge(&scratch)
      } else {
        coverage.refused += 1
        scratch.judgeRefusal(before, labelings)
        after = before
      }
      if let fault = scratch.firstFault() {
        finds.broken = (UInt32(state), step, fault)
        return
      }
      if rule == .applied, after != before, !table.contains(after) {
        finds.add(after, from: state, by: step)
      }
    }
  }

  /// Sends the last command of the path again, with its key, and another one with the same key.
  private func tryAgain(
    _ state: Int, _ stage: inout World, _ before: StateHash, _ scratch: inout World,
    _ finds: inout Finds
  ) {
    guard let last = stage.last, stage.day - last.day < World.keyDays else { return }
    for isChanged in [false, true] {
      scratch.resume(&stage)
      coverage.resent += 1
      scratch.judgeAgain(isChanged: isChanged, before, labelings)
      if let fault = scratch.firstFault() {
        finds.broken = (UInt32(state), Step.again(isChanged: isChanged), fault)
        return
      }
    }
  }

  // MARK: - Time

  /// Lets time pass to each day in turn: one walk serves them all.
  private func tryPassages(
    _ state: Int, _ stage: inout World, _ walker: inout World, _ scratch: inout World,
    _ table: StateTable, _ finds: inout Finds
  ) {
    passages.removeAll(keepingCapacity: true)
    stage.appendPassages(to: &passages)
    guard !passages.isEmpty else { return }
    let isContended = explorer.scope.hasSymmetry && stage.isContended()
    for isReversed in isContended ? [false, true] : [false] where finds.broken == nil {
      walker.resume(&stage)
      walk(state, isReversed: isReversed, &walker, &scratch, table, &finds)
    }
  }

  /// Lets the days pass after an evening in one of the orders of its settlement.
  private func walk(
    _ state: Int, isReversed: Bool, _ walker: inout World, _ scratch: inout World,
    _ table: StateTable, _ finds: inout Finds
  ) {
    pass(&walker, isReversed: isReversed)
    for (day, passage) in passages {
      let step = isReversed ? passage.reversed : passage
      while walker.isBroken == false, walker.day + 1 < day {
        walker.beginDay(walker.day + 1)
        walker.cover(&coverage)
        pass(&walker, isReversed: false)
      }
      if let fault = walker.firstFault() {
        finds.broken = (UInt32(state), step, fault)
        return
      }
      scratch.resume(&walker)
      scratch.beginDay(day, step.event, official: step.official)
      scratch.cover(&coverage)
      coverage.countPassage(step.event)
      let hash = judge(&scratch)
      if let fault = scratch.firstFault() {
        finds.broken = (UInt32(state), step, fault)
        return
      }
      if !table.contains(hash) { finds.add(hash, from: state, by: step) }
    }
  }

  private func pass(_ world: inout World, isReversed: Bool) {
    world.endDay(isReversed: isReversed)
    world.cover(&coverage)
    coverage.days += 1
  }

  /// Reads a state and lets the audit compare its books with it.
  private func judge(_ world: inout World) -> StateHash {
    stateChecks += 1
    world.check()
    world.scan()
    return world.hash(labelings)
  }
}
