internal import Platform
internal import Population

/// Holds a district for the thread that works on it.
///
/// Exactly one thread works on it at a time; the crew's meeting at the end of each day hands it
/// over.
final class Worker: @unchecked Sendable {
  let officials: Range<Int>
  var district: District

  init(_ district: consuming District) {
    officials = district.officials
    self.district = district
  }

  /// Lives one day.
  func live(_ today: Today, _ context: borrowing DayContext, _ paper: Paper) {
    district.live(today, context, &paper.batch)
  }
}
