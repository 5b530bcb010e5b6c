package import Calendar
internal import Platform

/// What recognised officials in office hold at the end of a month: whole numbers that add up.
package struct HeldMonth: Sendable, Equatable {
  /// The width of a step of `steps`, in cents.
  package static let step: Int64 = 1_000

  /// The last day of the month.
  package let day: Day
  /// The cap in force, in cents.
  package let cap: Int64
  /// How many there are.
  package private(set) var officials: Int64 = 0
  /// What they hold in all (available + reserved), in cents.
  package private(set) var total: Int64 = 0
  /// How many of them hold the cap or more.
  package private(set) var atCap: Int64 = 0
  /// How many hold so many steps of 10 €, rounded up; the last counts all above.
  private var steps = [Int32](repeating: 0, count: 512)

  init(_ day: Day, cap: Int64) {
    self.day = day
    self.cap = cap
  }

  /// Counts the accounts of a shard.
  mutating func count(_ balances: [Balance]) {
    let wanted = Accounts.Flag.recognised | Accounts.Flag.inOffice
    var sums = (officials: Int64(0), total: Int64(0), atCap: Int64(0))
    let cap = cap
    var steps = steps.mutableSpan
    let balances = balances.span
    for place in balances.indices where balances[place].flags & wanted == wanted {
      let held = balances[place].available + balances[place].reserved
      sums.officials += 1
      sums.total += held
      if held >= cap { sums.atCap += 1 }
      steps[max(0, min(Int((held + Self.step - 1) / Self.step), 511))] += 1
    }
    officials += sums.officials
    total += sums.total
    atCap += sums.atCap
  }

  /// What a share of them do not exceed, in cents, to the next 10 €.
  ///
  /// - Parameter percent: The share.
  /// - Returns: Cents; 0 where there is nobody.
  package func percentile(_ percent: Int64) -> Int64 {
    var left = (officials * percent + 99) / 100
    guard left > 0 else { return 0 }
    for (step, count) in steps.enumerated() {
      left -= Int64(count)
      if left <= 0 { return Int64(step) * Self.step }
    }
    return Int64(steps.count - 1) * Self.step
  }

  /// Adds what others hold at the same time.
  mutating func merge(_ other: HeldMonth) {
    officials += other.officials
    total += other.total
    atCap += other.atCap
    for step in steps.indices { steps[step] += other.steps[step] }
  }
}

/// A department at the end of a run: whole numbers that add up.
package struct DepartmentCount: Sendable, Equatable {
  /// How many are in office.
  package var inOffice: Int64 = 0
  /// How many of those are recognised.
  package var recognised: Int64 = 0
  /// What all of them hold (available + reserved), in cents.
  package var held: Int64 = 0
  /// How many dossiers they confirmed.
  package var confirmed: Int64 = 0

  init() {}

  /// Counts an account.
  mutating func count(_ balance: Balance) {
    held += balance.available + balance.reserved
    guard balance.flags & Accounts.Flag.inOffice != 0 else { return }
    inOffice += 1
    if balance.flags & Accounts.Flag.recognised != 0 { recognised += 1 }
  }

  /// Adds the same department of another block.
  mutating func merge(_ other: DepartmentCount) {
    inOffice += other.inOffice
    recognised += other.recognised
    held += other.held
    confirmed += other.confirmed
  }
}
