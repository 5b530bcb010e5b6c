internal import Calendar
internal import Draws
internal import Platform

/// What living one path comes to.
package enum Retraced: Sendable, Equatable {
  /// Nothing is wrong anywhere on it.
  case held
  /// Something is wrong: the path up to there.
  case broken(Counterexample)
  /// A step, by its number, cannot be taken where the path has come to.
  case impossible(Int)
}

extension Explorer {
  /// Lives one path and looks at each of its steps as a search does.
  ///
  /// - Parameter path: The steps; the first is the number of a root.
  /// - Returns: The first thing that is wrong.
  package func retrace(_ path: [Step]) -> Retraced {
    guard let root = path.first.map({ Int($0.code) }), root < Roots.count else {
      return .impossible(0)
    }
    var world = World(scope, Almanac(scope, law))
    Roots.live(&world, root: root)
    world.check()
    if let fault = world.firstFault() {
      return .broken(Counterexample(path: [path[0]], fault: fault))
    }
    for (number, step) in path.enumerated().dropFirst() {
      guard retrace(step, &world) else { return .impossible(number) }
      if let fault = world.firstFault() {
        return .broken(Counterexample(path: Array(path[...number]), fault: fault))
      }
    }
    return .held
  }

  /// Takes a step.
  ///
  /// - Returns: `false` where it cannot be taken.
  private func retrace(_ step: Step, _ world: inout World) -> Bool {
    let before = world.hash(scope.labelings)
    switch step.act {
    case .wait:
      var passages: [Step] = []
      world.appendPassages(to: &passages)
      let isOffered = passages.contains { $0 == step || $0.reversed == step }
      guard isOffered else { return false }
      _ = world.perform(step)
    case .again:
      guard let last = world.last, world.day - last.day < World.keyDays else { return false }
      world.judgeAgain(isChanged: step.place == 1, before, scope.labelings)
      return true
    default:
      guard let command = world.command(of: step) else { return false }
      let rights = world.rightsAvailable(step.official)
      guard world.send(command) == .applied else {
        world.judgeRefusal(before, scope.labelings)
        return true
      }
      if command.verb == .confirm { world.checkConfirmation(step, rightsBefore: rights) }
    }
    world.check()
    world.scan()
    return true
  }
}

extension World {
  /// Lists the passages of time of this state.
  fileprivate mutating func appendPassages(to steps: inout [Step]) {
    var passages: [(day: Day, step: Step)] = []
    appendPassages(to: &passages)
    steps += passages.map(\.step)
  }
}
