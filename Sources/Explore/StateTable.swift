internal import Draws

/// A set of hashes of 128 bits: flat, open addressing, in parts that are written side by side.
///
/// A hash's upper bits choose its part, so that each part has one writer and the parts fill evenly.
/// Reading from many threads is safe while nobody writes.
final class StateTable: @unchecked Sendable {
  /// How many parts there are.
  static let parts = 64

  /// An object of its own, so that threads write different parts without touching one another.
  private final class Part {
    var slots: [StateHash] = .init(repeating: Part.empty, count: 64)
    var count = 0
    /// The hash that marks an empty slot is kept here, should it ever come.
    var hasEmpty = false

    static let empty = {
      var hash = StateHash()
      (hash.low, hash.high) = (0, 0)
      return hash
    }()

    func contains(_ hash: StateHash) -> Bool {
      if hash == Part.empty { return hasEmpty }
      return slots[Self.place(of: hash, slots)] == hash
    }

    func insert(_ hash: StateHash) -> Bool {
      if hash == Part.empty {
        defer { hasEmpty = true }
        if !hasEmpty { count += 1 }
        return !hasEmpty
      }
      let place = Self.place(of: hash, slots)
      if slots[place] == hash { return false }
      slots[place] = hash
      count += 1
      if count * 8 > slots.count * 5 { grow() }
      return true
    }

    /// The slot that holds a hash, or the empty one where it belongs.
    private static func place(of hash: StateHash, _ slots: [StateHash]) -> Int {
      let mask = slots.count - 1
      var place = Int(truncatingIfNeeded: hash.low) & mask
      while slots[place] != hash, slots[place] != Part.empty { place = (place + 1) & mask }
      return place
    }

    private func grow() {
      var larger = [StateHash](repeating: Part.empty, count: slots.count * 2)
      for hash in slots where hash != Part.empty { larger[Self.place(of: hash, larger)] = hash }
      slots = larger
    }
  }

  private let parts: [Part] = (0..<StateTable.parts).map { _ in Part() }

  /// Creates an empty set.
  init() {}

  /// The part that a hash belongs to.
  static func part(of hash: StateHash) -> Int { Int(hash.high >> 58) }

  /// How many hashes there are.
  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// Whether a hash is in the set.
  func contains(_ hash: StateHash) -> Bool { parts[Self.part(of: hash)].contains(hash) }

  /// Adds hashes of one thread's parts, in their order.
  ///
  /// - Parameters:
  ///   - hashes: The hashes of everybody.
  ///   - thread: The thread: it takes the parts whose number it is, modulo the number of threads.
  ///   - threads: How many threads there are, each with a number of its own.
  /// - Returns: The places of those that were new.
  func insert(_ hashes: [StateHash], thread: Int, of threads: Int) -> [UInt32] {
    var found: [UInt32] = []
    for place in hashes.indices {
      let part = Self.part(of: hashes[place])
      guard part % threads == thread else { continue }
      if parts[part].insert(hashes[place]) { found.append(UInt32(place)) }
    }
    return found
  }
}
