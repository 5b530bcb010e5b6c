/// The answers given to recent commands, by idempotency key.
///
/// Two flat open-addressing tables: the current one, and the one before. They change places at each
/// rotation, so that a key is remembered for one to two periods.
package struct KeyStore: Sendable {
  private struct Entry {
    var key: UInt64 = 0
    var body: UInt32 = 0
    var rule = Rule.applied
    /// The number of the dossier that the command opened, or 0.
    var number: UInt16 = 0
  }

  /// Room for a month of a department's commands, so that a shard seldom grows its tables.
  package static let usualRoom = 2_048

  private var tables: ([Entry], [Entry])
  private var count = 0

  /// Creates an empty store.
  ///
  /// - Parameter room: How many places each table has at first, a power of two from 2 on.
  package init(room: Int = KeyStore.usualRoom) {
    precondition(room >= 2 && room & (room - 1) == 0, "the room must be a power of two")
    tables = (.init(repeating: Entry(), count: room), .init(repeating: Entry(), count: room))
  }

  /// What the store knows of a key.
  package enum Answer: Sendable, Equatable {
    /// The key is new.
    case new
    /// The same command was answered so: the rule, and the dossier that it opened or 0.
    case repeated(Rule, UInt16)
    /// The key belonged to another command.
    case reused
  }

  /// Looks a key up.
  ///
  /// - Parameters:
  ///   - key: The key; not 0.
  ///   - body: A hash of the command.
  /// - Returns: What the store knows.
  package func answer(_ key: UInt64, body: UInt32) -> Answer {
    if let entry = Self.find(key, in: tables.0) ?? Self.find(key, in: tables.1) {
      return entry.body == body ? .repeated(entry.rule, entry.number) : .reused
    }
    return .new
  }

  /// Brings the entries where a key belongs into the cache, in both tables.
  ///
  /// - Parameter key: The key.
  /// - Returns: A sum without a meaning: what is used cannot be optimized away.
  func preload(_ key: UInt64) -> UInt64 {
    tables.0[Int(truncatingIfNeeded: key) & (tables.0.count - 1)].key
      &+ tables.1[Int(truncatingIfNeeded: key) & (tables.1.count - 1)].key
  }

  private static func find(_ key: UInt64, in table: [Entry]) -> Entry? {
    let mask = table.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while table[place].key != 0 {
      if table[place].key == key { return table[place] }
      place = (place + 1) & mask
      if mask == 0 { return nil }
    }
    return nil
  }

  /// Remembers an answer.
  ///
  /// - Parameters:
  ///   - key: The key, new.
  ///   - body: A hash of the command.
  ///   - rule: The answer.
  ///   - number: The number of the dossier that the command opened, or 0.
  package mutating func remember(
    _ key: UInt64, body: UInt32, rule: Rule, number: UInt16 = 0
  ) {
    if count * 2 >= tables.0.count { grow() }
    Self.insert(Entry(key: key, body: body, rule: rule, number: number), into: &tables.0)
    count += 1
  }

  private static func insert(_ entry: Entry, into table: inout [Entry]) {
    let mask = table.count - 1
    var place = Int(truncatingIfNeeded: entry.key) & mask
    while table[place].key != 0 { place = (place + 1) & mask }
    table[place] = entry
  }

  private mutating func grow() {
    var larger = [Entry](repeating: Entry(), count: tables.0.count * 2)
    for entry in tables.0 where entry.key != 0 { Self.insert(entry, into: &larger) }
    tables.0 = larger
  }

  /// Starts a new period: keys older than the last period are forgotten.
  package mutating func rotate() {
    swap(&tables.0, &tables.1)
    for place in tables.0.indices { tables.0[place] = Entry() }
    count = 0
  }
}
