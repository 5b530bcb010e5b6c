/// How many users there are as time goes by: straight lines, one after the other.
package struct UserProfile: Hashable, Sendable {
  /// A straight line from one number of users to another.
  package struct Segment: Hashable, Sendable {
    /// The number at the end; it begins where the segment before ended.
    package let to: Int
    /// How long it lasts, in nanoseconds.
    package let duration: UInt64

    /// Creates a segment.
    package init(to: Int, duration: UInt64) {
      self.to = to
      self.duration = duration
    }
  }

  /// The number of users at the beginning.
  package let start: Int
  /// The segments in their order; after the last one the number stays.
  package let segments: [Segment]

  /// Creates a profile.
  package init(start: Int, _ segments: [Segment] = []) {
    self.start = start
    self.segments = segments
  }

  /// The most users at any time.
  package var most: Int { segments.reduce(start) { max($0, $1.to) } }

  /// Whether the number ever changes.
  package var isConstant: Bool { segments.allSatisfy { $0.to == start } }

  /// When a user is next there: the first time, from a given one on, with more users than the
  /// user's number.
  ///
  /// - Parameters:
  ///   - user: The user, by number.
  ///   - time: Nanoseconds from the start.
  /// - Returns: `time` itself if the user is there then; `nil` for a user who never comes again.
  package func next(_ user: Int, from time: UInt64) -> UInt64? {
    let wanted = Double(user + 1)
    var begun: UInt64 = 0
    var before = Double(start)
    for segment in segments {
      let end = begun + segment.duration
      let after = Double(segment.to)
      if end > time {
        let early = max(begun, time)
        let slope = (after - before) / Double(segment.duration)
        let there = before + slope * Double(early - begun)
        if there >= wanted { return early }
        if slope > 0, after >= wanted {
          return min(end, begun + UInt64(((wanted - before) / slope).rounded(.up)))
        }
      }
      begun = end
      before = after
    }
    return before >= wanted ? max(begun, time) : nil
  }
}
