import Audit
import Platform
import Synchronization
import Testing

@testable import Study

/// A trial in which invariants broke after so many days.
private func trial(_ number: Int, _ kills: (Invariant, Int)...) -> Trial {
  Trial(number, kills: kills.map { Trial.Kill($0.0, days: $0.1) })
}

@Suite struct KillMatrixTests {
  @Test func `a killer has the seeds that it took, and the median and the most of its days`() throws
  {
    var matrix = KillMatrix([.creditAfterMandate])
    matrix.add(trial(0, (.det2, 40)), of: .creditAfterMandate)
    matrix.add(trial(1, (.crd4, 300)), of: .creditAfterMandate)
    matrix.add(trial(3, (.crd4, 100)), of: .creditAfterMandate)
    matrix.add(trial(2, (.crd4, 900)), of: .creditAfterMandate)
    matrix.add(trial(4, (.crd4, 500)), of: .creditAfterMandate)
    let row = try #require(matrix.rows.first)
    #expect(row.killers.map(\.invariant) == [.crd4, .det2])
    let killer = try #require(row.killers.first)
    #expect(killer.isDeclared)
    #expect(killer.seedsNeeded == 2 && killer.seedsKilled == 4)
    // Of four the lower one of the two in the middle.
    #expect(killer.medianDays == 300 && killer.mostDays == 900)
    #expect(row.unseen.isEmpty)
    // DET-2 is not declared, but was drawn in by one seed of five alone.
    #expect(row.unexpected.isEmpty)
  }

  @Test func `the order of trials and of merging does not matter, and none counts twice`() {
    let trials: [(Mutant, Trial)] = [
      (.creditAfterMandate, trial(0, (.crd4, 3))),
      (.creditAfterMandate, trial(1, (.crd4, 2), (.cap1, 9))),
      (.levyTenth, trial(0)), (.none, trial(0)), (.none, trial(1)),
    ]
    let mutants = [Mutant.levyTenth, .none, .creditAfterMandate]
    var forward = KillMatrix(mutants)
    for (mutant, trial) in trials { forward.add(trial, of: mutant) }
    var backward = KillMatrix(mutants)
    for (mutant, trial) in trials.reversed() {
      var part = KillMatrix(mutants)
      part.add(trial, of: mutant)
      backward.merge(part)
      backward.merge(part)
    }
    #expect(forward == backward)
    #expect(forward.runs == 5)
    #expect(forward.rows.map(\.mutant) == [.creditAfterMandate, .levyTenth])
  }

  @Test func `who survives, what is idle, and where the catalogue is wrong`() {
    var matrix = KillMatrix([.creditAfterMandate, .levyTenth])
    matrix.add(trial(0, (.cap1, 1)), of: .creditAfterMandate)
    matrix.add(trial(0), of: .levyTenth)
    #expect(matrix.survivors == [.levyTenth])
    #expect(matrix.mutants(caughtBy: .cap1) == [.creditAfterMandate])
    #expect(matrix.idle == Invariant.allCases.filter { $0 != .cap1 })
    #expect(matrix.rows[0].unexpected == [.cap1])
    #expect(matrix.rows[0].unseen == [.crd4])
    #expect(matrix.rows[1].unseen == [.lev1])
  }

  @Test func `an invariant that is judged twice is one kill`() {
    var both = trial(0, (.det2, 31))
    both.add(Trial.Kill(.det2, days: 3))
    both.add(Trial.Kill(.cap1, days: 7))
    #expect(both == trial(0, (.cap1, 7), (.det2, 31)))
  }
}

private struct Refusal: Error, Equatable { let number: Int }

@Suite struct ProofTests {
  /// Credit after the mandate is caught by every seed; the levy by the fifth alone; the rest never.
  private static func play(_ mutant: Mutant, _ number: Int) -> Trial {
    switch mutant {
    case .creditAfterMandate: trial(number, (.crd4, 10 + number))
    case .levyTenth where number == 4: trial(number, (.lev1, 1))
    default: trial(number)
    }
  }

  @Test func `each mutant is given as many seeds as it needs, whatever the number of threads`()
    throws
  {
    let mutants = [Mutant.none, .creditAfterMandate, .levyTenth]
    for jobs in [1, 2, 5] {
      let matrix = try Proof.run(mutants, .init(most: 9, least: 2), jobs: jobs, trial: Self.play)
      #expect(matrix.rows.map(\.trials.count) == [2, 5])
      #expect(matrix.healthy.trials.map(\.number) == [0, 1, 2, 3, 4])
      #expect(matrix.survivors.isEmpty)
      #expect(matrix.rows[1].killers.first?.seedsNeeded == 5)
    }
  }

  @Test func `a mutant that nobody catches is given every seed and survives`() throws {
    let matrix = try Proof.run([.dataKept], .init(most: 4, least: 7), trial: Self.play)
    #expect(matrix.rows.map(\.trials.count) == [4])
    #expect(matrix.healthy.trials.count == 4)
    #expect(matrix.survivors == [.dataKept])
  }

  @Test func `the first run that fails ends the proof with its error`() {
    #expect(throws: Refusal(number: 1)) {
      try Proof.run([.creditAfterMandate], .init(most: 5, least: 5), jobs: 3) { _, number in
        if number >= 1 { throw Refusal(number: number) }
        return trial(number)
      }
    }
  }

  @Test func `a proof that is stopped keeps what was made`() throws {
    let left = Atomic<Int>(3)
    let matrix = try Proof.run(
      [.creditAfterMandate, .levyTenth], .init(most: 9, least: 9),
      isOver: { left.subtract(1, ordering: .relaxed).newValue < 0 }, trial: Self.play)
    #expect(matrix.runs == 3)
  }
}
