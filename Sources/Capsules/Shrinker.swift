package import Audit
internal import Calendar
internal import Platform
internal import Population
internal import Simulation

/// Makes a failing run as small as it can while it fails in the same way.
///
/// In this order: fewer people, a shorter calendar, fewer operations, smaller amounts. Days stay
/// what they are. A candidate counts only if the same invariant is broken on the same day for the
/// same official, and, where the platform runs with a known mistake, if the platform without it
/// breaks nothing there: otherwise shrinking would slip to another failure.
package struct Shrinker {
  /// A step that was taken.
  package struct Step: Sendable, Equatable {
    /// What was made smaller.
    package let dimension: Dimension
    /// How much there was, and how much was left.
    package let before: Int, after: Int
    /// How many runs it took.
    package let runs: Int
  }

  /// What can be made smaller.
  package enum Dimension: String, CaseIterable, Sendable {
    /// The officials who live.
    case population
    /// The days that are run.
    case calendar
    /// The operations that reach the platform.
    case operations
    /// The sum of what the operations carry, in cents.
    case amounts
  }

  /// The failure.
  package let failure: Violation
  /// The smallest view so far.
  package private(set) var view: View
  /// The steps that were taken.
  package private(set) var steps: [Step] = []
  /// Violations of other invariants that were met on the way: the first one of each.
  package private(set) var slippage: [Violation] = []
  /// Whether the time was over before nothing could be left out any more.
  package private(set) var isCutShort = false

  private var world: World
  private let isOver: () -> Bool

  /// Creates a shrinker.
  ///
  /// - Parameters:
  ///   - world: The scenario's world.
  ///   - failure: The failure.
  ///   - view: A view in which the failure is seen.
  ///   - isOver: Whether the time is over.
  package init(
    _ world: World, _ failure: Violation, in view: View, isOver: @escaping () -> Bool
  ) {
    self.world = world
    self.world.second = failure.secondReading
    self.failure = failure
    self.view = view
    self.isOver = isOver
  }

  /// How many runs were made.
  package var runs: Int { world.runs }

  /// Shrinks.
  ///
  /// - Returns: Whether the failure was seen at all.
  package mutating func shrink() -> Bool {
    view.days = view.days.lowerBound...Day(rawValue: failure.day)
    guard shrinkPopulation() else { return false }
    shrinkCalendar()
    shrinkOperations()
    shrinkAmounts()
    return true
  }

  /// What a run of the smallest view comes to.
  ///
  /// - Returns: The run, with the statement of whoever is concerned.
  package mutating func outcome() -> World.Attempt {
    world.run(view, traced: failure.official == .max ? nil : failure.official)
  }

  /// Whether a view fails in the same way; `nil` once the time is over.
  private mutating func fails(_ view: View) -> Bool? {
    if isOver() {
      isCutShort = true
      return nil
    }
    let attempt = world.run(view)
    for violation in attempt.violations
    where violation.invariant != failure.invariant
      && !slippage.contains(where: { $0.invariant == violation.invariant })
    {
      slippage.append(violation)
    }
    guard attempt.violation(like: failure) != nil else { return false }
    guard world.inputs.mutant != .none else { return true }
    return world.run(view, isHealthy: true).violation(like: failure) == nil
  }

  private mutating func note(_ dimension: Dimension, _ before: Int, _ after: Int, since: Int) {
    guard after < before else { return }
    steps.append(Step(dimension: dimension, before: before, after: after, runs: runs - since))
  }

  /// Leaves out people: all but the one concerned, or else as many as can be.
  private mutating func shrinkPopulation() -> Bool {
    let start = runs
    let all = view.focus.officials ?? Array(0..<UInt32(world.inputs.roster.persons.count))
    let isPerson = all.contains(failure.official)
    let fixed = isPerson ? [failure.official] : []
    var alone = view
    alone.focus.officials = fixed
    if fails(alone) == true {
      view = alone
    } else {
      guard fails(view) == true else { return false }
      let ranges = world.inputs.roster.personRanges
      let groups = ranges.map { range in all.filter { range.contains(Int($0)) } }
      let departments = minimum(groups.filter { !$0.isEmpty }) { groups in
        failsWith(groups.flatMap(\.self), fixed)
      }
      let people = minimum(departments.flatMap(\.self)) { failsWith($0, fixed) }
      view.focus.officials = Set(people + fixed).sorted()
    }
    note(.population, all.count, view.focus.officials?.count ?? all.count, since: start)
    return true
  }

  private mutating func failsWith(_ officials: [UInt32], _ fixed: [UInt32]) -> Bool? {
    var candidate = view
    candidate.focus.officials = Set(officials + fixed).sorted()
    return fails(candidate)
  }

  /// Begins as late as can be: on the day itself, or twice as far before it each time.
  private mutating func shrinkCalendar() {
    guard view.focus.operations == nil else { return }
    let start = runs
    let before = view.length
    let last = view.days.upperBound
    var back = 0
    while last - back > view.days.lowerBound {
      var candidate = view
      candidate.days = (last - back)...last
      guard let isSame = fails(candidate) else { break }
      if isSame {
        view = candidate
        break
      }
      back = max(1, back * 2)
    }
    note(.calendar, before, view.length, since: start)
  }

  /// Leaves out operations: what the world tells of mandates and deaths stays.
  private mutating func shrinkOperations() {
    let start = runs
    let all = world.run(view).operations
    let facts = all.filter(\.isFact)
    let rest = minimum(Self.procedures(all.filter { !$0.isFact })) { procedures in
      var candidate = view
      candidate.focus.operations = procedures.flatMap(\.self)
      return fails(candidate)
    }
    // Everything that is listed goes through, so that this view was tried already.
    view.focus.operations = (facts + rest.flatMap(\.self)).sorted { $0.day < $1.day }
    note(.operations, Self.procedures(all).count, view.operationCount, since: start)
  }

  /// Operations with the steps of an account on one day together: the guide's « création de
  /// compte » is one thing that somebody does.
  static func procedures(_ operations: [Operation]) -> [[Operation]] {
    var procedures: [[Operation]] = []
    for operation in operations {
      let place = procedures.lastIndex {
        $0[0].isAccess && operation.isAccess && $0[0].day == operation.day
          && $0[0].subject == operation.subject
      }
      if let place {
        procedures[place].append(operation)
      } else {
        procedures.append([operation])
      }
    }
    return procedures
  }

  /// Lowers the amounts that operations carry.
  private mutating func shrinkAmounts() {
    let start = runs
    let before = (view.focus.operations ?? []).reduce(0) { $0 + Int($1.amount) }
    for index in (view.focus.operations ?? []).indices {
      let amount = view.focus.operations?[index].amount ?? 0
      let least = minimum(amount) { amount in
        var candidate = view
        candidate.focus.operations?[index].amount = amount
        return fails(candidate)
      }
      view.focus.operations?[index].amount = least
    }
    let after = (view.focus.operations ?? []).reduce(0) { $0 + Int($1.amount) }
    note(.amounts, before, after, since: start)
  }
}
