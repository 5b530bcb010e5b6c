internal import Platform

/// The day that all threads are at: written between days, read during them.
final class Moment: @unchecked Sendable {
  var context: DayContext
  var today: Today

  init(_ context: consuming DayContext, _ inputs: RunInputs) {
    today = Today(context, inputs)
    self.context = context
  }
}

/// A batch that a thread writes one district's day after the other on.
///
/// It stays in the thread's cache that way; a batch for each district would come from memory every
/// day. Where somebody reads the batches at the end of the day, every district has its own.
final class Paper: @unchecked Sendable {
  var batch = Batch()
}
