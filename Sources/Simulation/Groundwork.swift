internal import Audit
internal import Behaviour
internal import Kernel
internal import Platform
internal import Population

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
    let prefecture = Prefecture(seed: inputs.seed, inputs.behaviour, on: inputs.days.lowerBound)
    let roster = inputs.roster
    let markets = Slots<Market>(count: 1)
    let directories = Slots<Directory>(count: 1)
    let registers = Slots<CivilRegister>(count: 1)
    // Side by side, the longest first: none of them knows anything of the others.
    let crew = Crew(jobs: min(inputs.jobs, 3))
    crew.perform(3) { turn, _ in
      switch turn {
      case 0:
        guard inputs.isAudited else { return }
        registers.set(0, CivilRegister(roster, knowsUsualName: prefecture.isUsualNameKnown))
      case 1: directories.set(0, Registers.directory(roster, prefecture))
      default:
        markets.set(
          0,
          Market(
            seed: inputs.seed, behaviour: inputs.behaviour, law: inputs.law, days: inputs.days))
      }
    }
    crew.dismiss()
    market = markets.all[0]
    self.registers = Registers(prefecture, directories.all[0], registers.all.first)
  }
}
