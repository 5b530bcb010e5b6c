internal import Behaviour

/// What a run makes before its first day and never changes: the market and the registers.
///
/// Runs with equal inputs but for the focus share it: making it takes longer than living the life
/// of one official.
package struct Groundwork: Sendable {
  let market: Market
  let registers: Registers

  /// Makes the market and the registers of a run.
  ///
  /// - Parameter inputs: What the run depends on.
  package init(_ inputs: RunInputs) {
    market = Market(
      seed: inputs.seed, behaviour: inputs.behaviour, law: inputs.law, days: inputs.days)
    registers = Registers(inputs)
  }
}
