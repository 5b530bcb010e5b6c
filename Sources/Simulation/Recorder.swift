package import Calendar
package import Ledger
package import Platform

/// What takes note of a run as it goes: everything that the platform did, in the engine's order.
///
/// It is called on the engine's own thread in the evening, shard by shard, and must not keep it
/// long: what costs time belongs on another thread.
package protocol Recorder: AnyObject {
  /// Takes note of a shard's day.
  ///
  /// - Parameters:
  ///   - batch: Commands, outcomes and postings.
  ///   - base: The number in the roster of the shard's first official.
  ///   - context: The law and the catalogue of the day.
  /// - Throws: Why the run cannot go on.
  func record(_ batch: borrowing Batch, base: UInt32, _ context: borrowing DayContext) throws

  /// Takes note of postings that belong to no shard.
  ///
  /// - Parameters:
  ///   - postings: The postings.
  ///   - day: The day.
  /// - Throws: Why the run cannot go on.
  func record(_ postings: [Posting], on day: Day) throws

  /// Ends a month, or what there is of it where the run ends.
  ///
  /// - Parameters:
  ///   - day: The last day.
  ///   - fund: The cash of the fund, in cents.
  /// - Throws: Why the run cannot go on.
  func closeMonth(on day: Day, fund: Int64) throws
}
