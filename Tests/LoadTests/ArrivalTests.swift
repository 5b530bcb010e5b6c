import Statistics
import Testing

@testable import Load

private let second: UInt64 = 1_000_000_000

/// When arrivals are due: schedules that can be checked by hand.
@Suite struct RateProfileTests {
  @Test func `three thousand a minute for a minute are three thousand, one every 20 ms`() {
    let profile = RateProfile(ArrivalRate(3_000, per: 60 * second), for: 60 * second)
    #expect(profile.count == 3_000)
    #expect(profile.due(0) == 0 && profile.due(1) == 20 * millisecond)
    #expect(profile.due(2_999) == 60 * second - 20 * millisecond)
  }

  @Test func `a ramp from 0 to 100 a second in ten seconds has 500 arrivals`() {
    let ramp = RateProfile([
      .init(from: ArrivalRate(0), to: ArrivalRate(100), duration: 10 * second)
    ])
    #expect(ramp.count == 500)
    // n = 5 t²: the 125th comes at 5 s.
    #expect(isNear(ramp.due(at: 125), 5 * second))
    #expect(isNear(ramp.due(at: 500 - 1e-9), 10 * second))
  }

  @Test func `stages follow each other, upwards and downwards`() {
    let profile = RateProfile([
      .init(from: ArrivalRate(100), to: ArrivalRate(100), duration: second),
      .init(from: ArrivalRate(100), to: ArrivalRate(300), duration: second),
      .init(from: ArrivalRate(300), to: ArrivalRate(0), duration: 2 * second),
    ])
    #expect(profile.count == 100 + 200 + 300)
    #expect(profile.duration == 4 * second)
    #expect(isNear(profile.due(at: 100), second))
    #expect(isNear(profile.due(at: 300), 2 * second))
    let dues = (0..<profile.count).map { profile.due($0) }
    #expect(dues == dues.sorted() && (dues.last ?? 0) < 4 * second)
  }

  @Test func `a rate of nothing has no arrivals`() {
    #expect(RateProfile(ArrivalRate(0), for: second).count == 0)
  }

  private func isNear(_ time: UInt64, _ wanted: UInt64) -> Bool {
    max(time, wanted) - min(time, wanted) < 1_000
  }
}

@Suite struct ArrivalStreamTests {
  private func dues(
    _ shape: ArrivalShape, rate: Int = 5_000, workers: Int = 3, seed: UInt64 = 1
  ) -> [[UInt64]] {
    let profile = RateProfile([
      .init(from: ArrivalRate(rate), to: ArrivalRate(rate), duration: second),
      .init(from: ArrivalRate(rate), to: ArrivalRate(3 * rate), duration: second),
    ])
    return (0..<workers).map { worker in
      var stream = ArrivalStream(profile, shape, worker: worker, of: workers, seed: seed)
      var dues: [UInt64] = []
      while let due = stream.next() { dues.append(due) }
      return dues
    }
  }

  @Test(arguments: [ArrivalShape.even, .poissonExact], 1...5)
  func `an exact shape has exactly as many arrivals as the rate says`(
    shape: ArrivalShape, workers: Int
  ) {
    for seed in [UInt64(1), 2, 99] {
      let dues = dues(shape, workers: workers, seed: seed)
      #expect(dues.reduce(0) { $0 + $1.count } == 5_000 + 10_000)
      #expect(dues.allSatisfy { $0 == $0.sorted() && ($0.last ?? 0) <= 2 * second })
    }
  }

  @Test(arguments: [ArrivalShape.poisson, .poissonExact])
  func `random arrivals follow the rate, and their gaps are exponential`(shape: ArrivalShape) {
    let dues = dues(shape).flatMap { $0 }.sorted()
    let expected = LoadPlan.Expectation(mean: 15_000, isExact: shape == .poissonExact)
    #expect(expected.range.contains(dues.count))
    // A third in the first second; 1 − 1/e of the gaps there are shorter than their mean.
    let early = dues.filter { $0 < second }
    #expect(abs(early.count - 5_000) < 350)
    let gaps = zip(early, early.dropFirst()).map { $1 - $0 }
    let mean = gaps.reduce(0, +) / UInt64(gaps.count)
    let short = Double(gaps.count { $0 < mean }) / Double(gaps.count)
    #expect(abs(short - 0.632) < 0.03)
  }

  @Test(
    arguments: [ArrivalShape.even, .poisson, .poissonExact], [UInt64(0), 1, 700, 1_300, 9_000])
  func `the rest is counted as drawing it would`(shape: ArrivalShape, at: UInt64) {
    let end = at * millisecond
    for (worker, dues) in dues(shape, rate: 1_000).enumerated() {
      let profile = RateProfile([
        .init(from: ArrivalRate(1_000), to: ArrivalRate(1_000), duration: second),
        .init(from: ArrivalRate(1_000), to: ArrivalRate(3_000), duration: second),
      ])
      var stream = ArrivalStream(profile, shape, worker: worker, of: 3, seed: 1)
      for taken in [0, 100] {
        #expect(stream.rest(before: end) == max(0, dues.count { $0 < end } - taken))
        for _ in 0..<100 { _ = stream.next() }
      }
    }
  }

  @Test(arguments: [ArrivalShape.poisson, .poissonExact])
  func `of many that are left the expected number is given, near what drawing comes to`(
    shape: ArrivalShape
  ) {
    let profile = RateProfile(ArrivalRate(1_000_000), for: 10 * second)
    func stream(_ seed: UInt64) -> ArrivalStream {
      ArrivalStream(profile, shape, worker: 0, of: 2, seed: seed)
    }
    // Of five million each two in five, whatever the seed.
    #expect(Set((1...20).map { stream($0).rest(before: 4 * second) }) == [2_000_000])
    var drawn = stream(1)
    var found = 0
    while let due = drawn.next(), due < 4 * second { found += 1 }
    #expect(found != 2_000_000 && abs(found - 2_000_000) < 6_000)
  }

  @Test func `the rest of a trace is a worker's own share of it`() {
    var trace = TraceArrivals([0, 5, 5, 9, 12, 12, 30], worker: 1, of: 2)
    #expect(trace.rest(before: .max) == 3 && trace.rest(before: 12) == 2)
    #expect(trace.next() == 5)
    #expect(trace.rest(before: 12) == 1 && trace.rest(before: 0) == 0)
  }

  @Test func `the same seed gives the same arrivals, another one others`() {
    for shape in [ArrivalShape.poisson, .poissonExact] {
      #expect(dues(shape) == dues(shape))
      #expect(dues(shape) != dues(shape, seed: 2))
    }
    #expect(dues(.even) == dues(.even, seed: 2))
  }
}

/// Closed loops: who is there, and when they ask again.
@Suite struct UserTests {
  @Test func `a user of a ramp comes when the number reaches the user, and leaves with it`() {
    // 0 → 10 in 10 s, 10 s at 10, 10 → 0 in 10 s.
    let profile = UserProfile(
      start: 0,
      [
        .init(to: 10, duration: 10 * second), .init(to: 10, duration: 10 * second),
        .init(to: 0, duration: 10 * second),
      ])
    #expect(profile.most == 10 && !profile.isConstant)
    #expect(profile.next(0, from: 0) == second)
    #expect(profile.next(4, from: 0) == 5 * second)
    #expect(profile.next(4, from: 7 * second) == 7 * second)
    #expect(profile.next(4, from: 24 * second) == 24 * second)
    #expect(profile.next(4, from: 26 * second) == nil)
    #expect(profile.next(10, from: 0) == nil)
    #expect(UserProfile(start: 3).next(2, from: 5) == 5)
    #expect(UserProfile(start: 3).next(3, from: 5) == nil)
  }

  @Test func `the queue gives users by time, then by number`() {
    var queue = UserQueue()
    let dues: [UInt64] = [5, 3, 9, 3, 1, 7, 7, 2, 8, 3]
    for (user, due) in dues.enumerated() { queue.push(.init(due: due, user: user)) }
    var found: [UserQueue.Turn] = []
    while let turn = queue.pop() { found.append(turn) }
    let expected = dues.enumerated().map { UserQueue.Turn(due: $1, user: $0) }
      .sorted { $0.precedes($1) }
    #expect(found == expected && queue.first == nil)
  }

  private func run(
    _ users: LoadPlan.Users, duration: UInt64 = second, time: UInt64 = millisecond,
    warmUp: UInt64 = 0, pool: SharedPool? = nil
  ) -> LoadRecord {
    let plan = LoadPlan(.users(users), workers: 1, warmUp: warmUp, duration: duration)
    let clock = FakeClock()
    var target = FakeTarget(clock: clock, times: [time])
    return Executor(plan, clock: clock, pool: pool).run(&target, from: clock.now())
  }

  @Test func `users who think leave the worker idle`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 4)
    users.think = 99 * millisecond
    // Each asks every 100 ms for a second: ten times, at four different moments.
    let record = run(users)
    #expect(record.operations == 40)
    #expect(record.late == 0 && record.response.max == millisecond)
    #expect(record.lag.count == 40 && record.lag.max == 0)
  }

  @Test func `users who all ask at once wait for each other`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 5)
    let record = run(users, duration: 100 * millisecond)
    #expect(record.operations == 100)
    #expect(record.allService.max == millisecond)
    // Four others are served between an answer and the next one.
    #expect(record.response.max == 5 * millisecond)
  }

  @Test func `each user has so many operations, and then it is over`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 3)
    users.each = 7
    let record = run(users)
    #expect(record.operations == 21)
    #expect(record.measured == 21 * millisecond)
  }

  @Test func `users share operations until none is left`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 3)
    users.shared = 50
    let record = run(users, pool: SharedPool(50))
    #expect(record.operations == 50 && record.measured == 50 * millisecond)
    users.profile = nil
    #expect(run(users, pool: SharedPool(50)).operations == 50)
  }

  @Test func `what a warm-up does is counted apart`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 1)
    let record = run(users, warmUp: 200 * millisecond)
    #expect(record.warmUpOperations == 200 && record.operations == 1_000)
    #expect(record.measured == second)
  }
}
