/// The answers given to recent commands, by idempotency key.
///
/// One flat open-addressing table whose entries bear the period in which they were made, so that a
/// look-up touches one place of memory. At each rotation the entries of the period before last are
/// left out: a key is remembered for one to two periods.
package struct KeyStore: Sendable {
  private struct Entry {
    var key: UInt64 = 0
    var body: UInt32 = 0
    var rule = Rule.applied
    var isOfThisPeriod = true
  }

  /// Room for a month of a department's commands, so that a shard seldom grows its table.
  private static let leastCount = 4_096

  private var table: [Entry]
  /// The table of the period before, empty: its memory is used at the next rotation.
  private var spare: [Entry] = []
  private var count = 0

  /// Creates an empty store.
  package init() { table = .init(repeating: Entry(), count: Self.leastCount) }

  /// What the store knows of a key.
  package enum Answer: Sendable, Equatable {
    /// The key is new.
    case new
    /// The same command was answered so.
    case repeated(Rule)
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
    let mask = table.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while true {
      let entry = table[place]
      if entry.key == 0 { return .new }
      if entry.key == key { return entry.body == body ? .repeated(entry.rule) : .reused }
      place = (place + 1) & mask
    }
  }

  /// Brings the entry where a key belongs into the cache.
  ///
  /// - Parameter key: The key.
  /// - Returns: A sum without a meaning: what is used cannot be optimized away.
  func preload(_ key: UInt64) -> UInt64 {
    table[Int(truncatingIfNeeded: key) & (table.count - 1)].key
  }

  /// Remembers an answer.
  ///
  /// - Parameters:
  ///   - key: The key, new.
  ///   - body: A hash of the command.
  ///   - rule: The answer.
  package mutating func remember(_ key: UInt64, body: UInt32, rule: Rule) {
    if count * 2 >= table.count { grow() }
    Self.insert(Entry(key: key, body: body, rule: rule), into: &table)
    count += 1
  }

  private static func insert(_ entry: Entry, into table: inout [Entry]) {
    let mask = table.count - 1
    var place = Int(truncatingIfNeeded: entry.key) & mask
    while table[place].key != 0 { place = (place + 1) & mask }
    table[place] = entry
  }

  private mutating func grow() {
    var larger = [Entry](repeating: Entry(), count: table.count * 2)
    for entry in table where entry.key != 0 { Self.insert(entry, into: &larger) }
    table = larger
    spare = []
  }

  /// Starts a new period: keys older than the last period are forgotten.
  package mutating func rotate() {
    if spare.count != table.count { spare = .init(repeating: Entry(), count: table.count) }
    count = 0
    for place in table.indices {
      var entry = table[place]
      guard entry.key != 0 else { continue }
      table[place] = Entry()
      guard entry.isOfThisPeriod else { continue }
      entry.isOfThisPeriod = false
      Self.insert(entry, into: &spare)
      count += 1
    }
    swap(&table, &spare)
  }
}
