package import Calendar

/// What a key means that stands on a message: sent twice, it is one message; on another message, it
/// is a mistake (IDE-1).
package struct MessageReading<Body: Equatable & Sendable>: Sendable {
  /// What a message is.
  package enum Answer: Sendable, Equatable {
    /// A new one.
    case new
    /// One that came before, at a place: it is answered as it was then.
    case repetition(Int)
    /// Another one with a key that is taken.
    case reuse
    /// One whose key may have been forgotten: it may be taken for a new one.
    case old(Int)
  }

  private struct Known: Sendable {
    let place: Int
    let day: Day
    let body: Body
  }

  private var known: [UInt64: Known] = [:]
  private let days: Int

  /// Creates a reader who has seen no message.
  ///
  /// - Parameter days: For how many days a key is surely remembered.
  package init(rememberedFor days: Int) { self.days = days }

  /// Reads a message.
  ///
  /// - Parameters:
  ///   - key: Its key; 0 for none.
  ///   - body: Everything else that it says.
  ///   - place: Where it stands among all messages.
  ///   - day: The day.
  /// - Returns: What it is.
  package mutating func read(_ key: UInt64, _ body: Body, at place: Int, on day: Day) -> Answer {
    guard key != 0 else { return .new }
    guard let first = known[key] else {
      known[key] = Known(place: place, day: day, body: body)
      return .new
    }
    if day - first.day > days { return .old(first.place) }
    return first.body == body ? .repetition(first.place) : .reuse
  }
}
