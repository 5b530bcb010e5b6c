internal import Calendar
internal import Platform

/// The states in which every sequence begins.
enum Roots {
  /// How many there are: everybody recognised, or everybody but the last one.
  static let count = 2

  /// Lives from the first day to that of the root.
  ///
  /// - Parameters:
  ///   - world: A world on the morning of its first day.
  ///   - root: The number of the root.
  static func live(_ world: inout World, root: Int) {
    let scope = world.scope
    world.begin { world in
      for place in 0..<scope.officials {
        world.beginMandate(
          place, on: scope.elected, kind: MandateCode.municipal, isElected: true)
      }
      for place in 0..<scope.officials where root == 0 || place < scope.officials - 1 {
        world.recognise(place)
      }
    }
    while world.day < scope.root {
      world.endDay()
      world.beginDay(world.day + 1)
    }
  }
}
