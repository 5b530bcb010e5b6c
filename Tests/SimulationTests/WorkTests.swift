import AllocationMeter
import Calendar
import Simulation
import Testing

/// What the engine did is counted exactly.
@Suite struct WorkTests {
  @Test func `the counters of work are the same for any number of threads and shards`() throws {
    let reference = try SmallWorld.reference.get().work
    let other = try SmallWorld.run(SmallWorld.inputs(jobs: 2, shards: 8)).work
    #expect(reference == other)
    let third = try SmallWorld.run(SmallWorld.inputs(shards: 3)).work
    #expect(reference == third)
  }

  @Test func `every counter counts, and each what it says`() throws {
    let outcome = try SmallWorld.reference.get()
    let work = outcome.work
    #expect(work.events == outcome.tally.operationCount + outcome.reads.total)
    #expect(work.postings == outcome.tally.postings)
    #expect(
      [work.events, work.draws, work.pushes, work.postings, Int(work.checks)]
        == [194_053, 505_014, 95_721, 53_121, 1_530_741])
  }

  @Test(.enabled(if: AllocationMeter.isAvailable))
  func `what each thread allocates is counted where somebody asks`() throws {
    let engine = Engine(try SmallWorld.inputs(jobs: 2, shards: 4))
    engine.meter = { AllocationMeter().allocatedBytes }
    _ = try engine.run(until: SmallWorld.days.lowerBound + 60)
    #expect(engine.threadBytes.count == 2)
    #expect(engine.threadBytes[0] > 0)
    let silent = Engine(try SmallWorld.inputs(shards: 4))
    _ = try silent.run(until: SmallWorld.days.lowerBound + 2)
    #expect(silent.threadBytes.isEmpty)
  }
}
