internal import Platform

/// The context of the day, shared by all threads: written between days, read during them.
final class ContextBox: @unchecked Sendable {
  var value: DayContext

  init(_ value: consuming DayContext) { self.value = value }
}

/// A batch that a thread writes one district's day after the other on.
///
/// It stays in the thread's cache that way; a batch for each district would come from memory every
/// day. Where somebody reads the batches at the end of the day, every district has its own.
final class Paper: @unchecked Sendable {
  var batch = Batch()
}
