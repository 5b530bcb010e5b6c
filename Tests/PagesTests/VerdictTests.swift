import Report
import Testing

@testable import Pages

@Suite struct VerdictTests {
  private func sheet(
    _ language: Language = .english, _ change: (inout Summary) -> Void = { _ in }
  ) -> Sheet {
    var summary = Summary()
    summary.result.invariants = [
      InvariantLine(
        id: "CAP-1", statement: "No credit above the cap.", source: "law", evaluations: 20,
        nonvacuous: 10, violations: 0)
    ]
    change(&summary)
    return HTMLReport.sheet(summary, Wording(language))
  }

  @Test func `what held is said first, with what it means for the caller`() {
    let held = sheet()
    #expect(held.tone == .good)
    #expect(held.verdict.hasPrefix("Everything held: all 1 rules"))
    #expect(held.consequence == "Exit code 0: everything held.")
    #expect(sheet(.french).consequence == "Code de sortie 0 : tout a tenu.")
  }

  @Test func `a broken rule is named, and outweighs a threshold`() {
    let broken = sheet {
      $0.result.invariants[0].violations = 3
      $0.result.thresholds = [ThresholdLine(expression: "a < 1", ok: false, observed: 2)]
    }
    #expect(broken.tone == .bad)
    #expect(broken.verdict == "1 rule of the law was broken.")
    #expect(broken.reasons.contains { $0.contains("CAP-1 was broken 3 times") })
    #expect(broken.consequence.contains("3"))
  }

  @Test func `a failed threshold, a check that never ran, an interruption: each has its sentence`()
  {
    let failed = sheet {
      $0.result.thresholds = [ThresholdLine(expression: "a < 1", ok: false, observed: 2)]
    }
    #expect(failed.verdict == "The rules held, but 1 threshold failed.")
    #expect(failed.consequence.hasPrefix("Exit code 4"))
    let unknown = sheet {
      $0.result.thresholds = [ThresholdLine(expression: "a < 1", ok: false, observed: nil)]
    }
    #expect(unknown.tone == .warning)
    #expect(unknown.consequence.hasPrefix("Exit code 7"))
    let cut = sheet { $0.complete = false }
    #expect(cut.verdict.hasPrefix("Interrupted"))
    #expect(cut.consequence.hasPrefix("Exit code 6"))
    let off = sheet { $0.engine.audit = false }
    #expect(off.verdict == "Nothing was judged: this run proves nothing.")
    #expect(off.tone == .warning)
  }

  @Test func `the run's own verdict is that of the page`() {
    let run = sheet {
      $0.result.verdict = RunVerdict(exit: 7, complaints: [], notExercised: ["cap-cut"])
    }
    #expect(run.consequence.hasPrefix("Exit code 7"))
    #expect(run.reasons.contains("Not exercised: cap-cut."))
    let soft = sheet {
      var line = ThresholdLine(expression: "a < 1", ok: false, observed: 2)
      line.severity = "soft"
      $0.result.thresholds = [line]
    }
    #expect(soft.tone == .good)
  }

  @Test func `an invariant that was never exercised has not held`() {
    let idle = sheet {
      $0.result.invariants.append(
        InvariantLine(
          id: "MAN-1", statement: "", source: "", evaluations: 5, nonvacuous: 0, violations: 0))
    }
    #expect(idle.verdict.hasPrefix("What was put to the test held: 1 rules."))
    #expect(idle.reasons.contains("Not exercised: MAN-1."))
    let asked = sheet { $0.result.verdict = RunVerdict(exit: 7, complaints: [], notExercised: []) }
    #expect(asked.tone == .warning)
  }

  @Test func `a queue whose books do not add up is no green run`() {
    let uneven = sheet {
      var queue = QueueLine()
      queue.name = "support"
      queue.little.lost = 1
      $0.result.queues = [queue]
    }
    #expect(uneven.tone == .bad)
    #expect(uneven.verdict.hasPrefix("The run’s own accounts do not add up"))
    #expect(uneven.reasons.contains { $0.contains("Support") })
  }

  @Test func `the headroom of the tightest queue is said`() {
    let run = sheet {
      $0.result.queues = [("support", 1_380), ("control", 2_100)].map {
        (name: String, milli: Int64) in
        var queue = QueueLine()
        queue.name = name
        queue.headroomMilli = milli
        return queue
      }
    }
    #expect(
      run.reasons.contains(
        "The first queue to saturate is “Support”, at 1.38 × today’s arrivals."))
  }
}
