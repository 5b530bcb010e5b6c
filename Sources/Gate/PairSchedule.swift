internal import Draws

/// One pair of runs of a schedule.
package struct PairSlot: Hashable, Sendable {
  /// What runs beside the baseline.
  package enum Kind: Hashable, Sendable {
    /// The candidate: what is to be found out.
    case effect
    /// The baseline once more (A/A): how much two equal programs differ here and now.
    case control
  }

  /// What runs beside the baseline.
  package let kind: Kind
  /// Whether the baseline is started first.
  package let baselineFirst: Bool
  /// The block: both pairs of a block have the same kind and opposite orders.
  package let block: Int
}

/// The order in which pairs are run: blocks of ABBA and of BAAB, as many of each, effect and
/// control mixed, shuffled by the seed.
///
/// A fixed order would leave what the place in the order does (warm caches, a neighbour who comes
/// back every minute) in the result; it adds no spread, so that no interval shows it.
package struct PairSchedule: Sendable {
  /// The pairs in their order.
  package let slots: [PairSlot]

  /// Lays pairs out.
  ///
  /// - Parameters:
  ///   - pairs: How many pairs of each kind, even.
  ///   - seed: What the order depends on.
  ///   - look: Which part of a gate it is for, so that an extension has an order of its own.
  package init(pairs: Int, seed: UInt64, look: Int) {
    precondition(pairs > 0 && pairs.isMultiple(of: 2), "pairs come in blocks of two")
    let count = pairs / 2
    var blocks: [(kind: PairSlot.Kind, baselineFirst: Bool)] = []
    for kind in [PairSlot.Kind.effect, .control] {
      // Of an odd number of blocks chance decides which order has one more.
      let extra = draw(seed, GateStreams.extra, UInt64(look), kind == .effect ? 0 : 1) & 1 == 0
      for number in 0..<count {
        let isLast = number == count - 1 && count % 2 == 1
        blocks.append((kind, isLast ? extra : number % 2 == 0))
      }
    }
    for place in stride(from: blocks.count - 1, to: 0, by: -1) {
      let word = draw(seed, GateStreams.order, UInt64(look), UInt64(place))
      blocks.swapAt(place, Int(word.multipliedFullWidth(by: UInt64(place + 1)).high))
    }
    slots = blocks.enumerated().flatMap { number, block in
      [block.baselineFirst, !block.baselineFirst].map {
        PairSlot(kind: block.kind, baselineFirst: $0, block: number)
      }
    }
  }
}

/// What a gate draws.
private enum GateStreams {
  static let order = Stream("gate.order")
  static let extra = Stream("gate.extra")
}
