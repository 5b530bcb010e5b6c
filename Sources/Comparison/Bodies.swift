internal import Calendar
internal import Platform
internal import Simulation

/// Where each training body stood, and when.
struct StandingOfBodies {
  private var changes: [UInt32: [Annals.Standing]] = [:]
  private let last: Day

  init(_ annals: Annals, through last: Day) {
    self.last = last
    for standing in annals.standings { changes[standing.body, default: []].append(standing) }
  }

  /// Whether a body is suspended or removed on a day.
  func isSuspended(_ body: UInt32, on day: Day) -> Bool {
    guard let change = changes[body]?.last(where: { $0.day <= day }) else { return false }
    return change.standing != .regular
  }

  /// The day on which a body was removed for good.
  func removal(of body: UInt32) -> Day? {
    changes[body]?.first { $0.standing == .delisted }?.day
  }

  /// The spans on which payments to a body waited.
  func holds(of body: UInt32) -> [ClosedRange<Day>] {
    guard let all = changes[body] else { return [] }
    var spans: [ClosedRange<Day>] = []
    var since: Day?
    for change in all {
      if change.isHeld, since == nil { since = change.day }
      if !change.isHeld, let first = since {
        spans.append(first...(change.day - 1))
        since = nil
      }
    }
    if let since { spans.append(since...max(since, last)) }
    return spans
  }
}
