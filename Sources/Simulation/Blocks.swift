package import Audit
internal import Kernel
internal import Synchronization

/// Runs the blocks of a run: whole countries, each from its first day to its last on one thread.
///
/// Blocks meet nowhere, so no thread waits for another one before all blocks are done, and as many
/// are in memory at a time as there are threads.
package enum Blocks {
  /// Calls a function for each block.
  ///
  /// - Parameters:
  ///   - count: How many blocks there are.
  ///   - jobs: How many threads work; where there are fewer blocks, each has several for itself.
  ///   - body: Runs a block: its number, which thread it is on, from 0, and how many threads it may
  ///     use.
  /// - Throws: What the block of the least number throws that failed; none of a greater number is
  ///   begun after that.
  package static func run(
    _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int, Int, Int) throws -> Void
  ) throws {
    let threads = max(1, min(count, jobs))
    let each = max(1, jobs / threads)
    let failure = Mutex<(block: Int, error: any Error)?>(nil)
    let crew = Crew(jobs: threads)
    crew.perform(count) { block, thread in
      // Only what comes after a failed block is left out, so that the first one that fails is the
      // same whatever the threads do.
      guard failure.withLock({ block < $0?.block ?? .max }) else { return }
      do {
        try body(block, thread, each)
      } catch {
        failure.withLock { if block < $0?.block ?? .max { $0 = (block, error) } }
      }
    }
    crew.dismiss()
    if let failure = failure.withLock({ $0 }) { throw failure.error }
  }
}

/// How the officials of several blocks are numbered: each block has a range as long as a power of
/// ten, so that the block and the number in it are both read from the digits.
package struct BlockNumbers: Sendable, Equatable {
  /// How many numbers each block has.
  package let stride: UInt32
  /// How many blocks there are.
  package let blocks: Int

  /// The block of what concerns all of them at once: the fund.
  package static let ofAll = UInt32.max

  /// Numbers the officials of a single block, which keep their numbers.
  package init() { (stride, blocks) = (.max, 1) }

  /// Finds numbers for several blocks; `nil` where there are not so many.
  ///
  /// - Parameters:
  ///   - blocks: How many blocks there are.
  ///   - people: How many officials a block has at most.
  package init?(blocks: Int, people: Int) {
    let stride = Self.stride(people)
    let (all, isTooMuch) = stride.multipliedReportingOverflow(by: blocks)
    guard !isTooMuch, all < Int(UInt32.max) else { return nil }
    self.stride = UInt32(stride)
    self.blocks = blocks
  }

  private static func stride(_ people: Int) -> Int {
    var stride = 1_000
    while stride < people { stride *= 10 }
    return stride
  }

  /// How many blocks there are numbers for.
  ///
  /// - Parameter people: How many officials a block has at most.
  /// - Returns: The greatest number of blocks.
  package static func most(people: Int) -> Int { (Int(UInt32.max) - 1) / stride(people) }

  /// The number of a block's first official.
  ///
  /// - Parameter block: The block.
  /// - Returns: A multiple of ``stride``.
  package func base(of block: Int) -> UInt32 { blocks == 1 ? 0 : stride * UInt32(block) }

  /// The block of an official, and the number there.
  ///
  /// - Parameter official: A number among those of all blocks.
  /// - Returns: Both; a block that does not exist for a number beyond all.
  package func place(of official: Int) -> (block: Int, official: Int) {
    blocks == 1
      ? (0, official) : (official / Int(stride), official % Int(stride))
  }

  /// A violation as its block alone would have it.
  ///
  /// - Parameter violation: A violation among those of all blocks.
  /// - Returns: Its block, and the violation there; nothing where it concerns all blocks at once.
  package func own(_ violation: Violation) -> (block: Int, violation: Violation)? {
    guard violation.block != Self.ofAll else { return nil }
    var own = violation
    own.block = 0
    if own.official != .max { own.official -= base(of: Int(violation.block)) }
    return (Int(violation.block), own)
  }
}
