import AllocationMeter

/// A known slow-down of this program, for trying out the gate: `run --canary 8` uses 8 % more
/// processor time than `run`, after everything is done and without a say in any result.
enum Canary {
  /// Burns processor time.
  ///
  /// - Parameter percent: How much, of what the process has used so far.
  static func burn(percent: Int) {
    let end = ProcessMeter.cpuSeconds * (1 + Double(percent) / 100)
    var word: UInt64 = 1
    while ProcessMeter.cpuSeconds < end {
      for _ in 0..<20_000 { word = word &* 6_364_136_223_846_793_005 &+ 1 }
    }
    // Whoever might look at it keeps the compiler from leaving the work out.
    if word == 0 { Console.progress("") }
  }
}
