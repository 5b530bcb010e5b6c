import Calendar

/// Numbers that follow from a seed.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

  /// A number from 0 to below a bound.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  /// Whether a chance of so many in a hundred comes true.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of some values.
  mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  /// A day of a span.
  mutating func day(_ from: Day, _ through: Day) -> Day { from + below(through - from + 1) }
}
