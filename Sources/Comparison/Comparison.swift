package import Calendar
internal import Kernel
package import Law
internal import Oracle
package import Simulation

/// Platform and oracle over the lives of a sample (ORA-1).
package enum Comparison {
  /// How many lives one thread takes at a time.
  private static let portion = 32

  /// Lets the oracle live what a run wrote down, and compares every answer and balance.
  ///
  /// - Parameters:
  ///   - journals: What the run wrote down of the sample.
  ///   - annals: What others decided.
  ///   - law: The law of the run.
  ///   - days: The days that were run.
  ///   - keyDays: For how many days a key is surely remembered.
  ///   - jobs: How many threads work; the result does not depend on it.
  ///   - isOver: Whether somebody asks to stop; what was not compared by then is left out.
  /// - Returns: What the comparison came to.
  package static func judge(
    _ journals: [Journal], _ annals: Annals, law: ParameterTable, days: ClosedRange<Day>,
    keyDays: Int, jobs: Int = 1, isOver: @escaping @Sendable () -> Bool = { false }
  ) -> Score {
    let common = World.Common(
      days: days, reading: LawReading(law, years: days.lowerBound.year...days.upperBound.year + 1),
      bodies: StandingOfBodies(annals, through: days.upperBound), outages: annals.outages,
      keyDays: keyDays)
    let lives = journals.map(Lives.init)
    let worlds = journals.map { World($0, common) }
    var portions: [(journal: Int, persons: Range<Int>)] = []
    for (journal, one) in journals.enumerated() {
      var first = 0
      while first < one.persons.count {
        let end = min(one.persons.count, first + portion)
        portions.append((journal, first..<end))
        first = end
      }
    }
    let plan = portions
    let scores = Slots<Score>(count: plan.count)
    let crew = Crew(jobs: jobs)
    crew.perform(plan.count) { index, _ in
      let (journal, persons) = plan[index]
      var score = Score()
      if isOver() { score.cut() }
      for person in persons where score.isWhole {
        compare(lives[journal][person], worlds[journal], &score)
      }
      scores.set(index, score)
    }
    crew.dismiss()
    var sum = Score()
    for score in scores.all { sum.merge(score) }
    return sum
  }

  private static func compare(_ life: Life, _ world: World, _ score: inout Score) {
    score.begin(life.person.official)
    var access = AccessLife(life, world)
    access.live(&score)
    guard !score.hasDiffered else { return score.end([:]) }
    var rights = RightsLife(life, world, access)
    rights.live(&score)
    score.end(rights.oracle.freedoms.merging([.forgottenKey: access.forgottenKeys]) { $0 + $1 })
  }
}
