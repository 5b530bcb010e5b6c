import Statistics
import Testing

/// Queues before servers: by hand, by Little's law, and by what theory says of them.
struct ServerQueueTests {
  private typealias Request = ServerQueue.Request

  @Test func `one server serves in the order of arrival`() {
    let queue = ServerQueue(
      [
        Request(arrival: 10, service: 5), Request(arrival: 0, service: 12),
        Request(arrival: 11, service: 1),
      ], servers: 1, target: 7)
    // Begun at 0, 12 and 17; done at 12, 17 and 18.
    #expect(queue.wait.spectrum.map(\.value) == [0, 2, 6])
    #expect(queue.sojourn.spectrum.map(\.value) == [7, 12])
    #expect(queue.sojourn.spectrum.map(\.count) == [2, 1])
    #expect(queue.overTarget == 1)
    #expect(queue.work == 18 && queue.area == 26 && queue.peak == 3)
    #expect(queue.seconds[0] == 3 && queue.inSystem[0] == 3)
    #expect(queue.span == ServerQueue.day)
  }

  @Test func `the first server that is free takes the next request`() {
    let queue = ServerQueue(
      [
        Request(arrival: 0, service: 10), Request(arrival: 0, service: 3),
        Request(arrival: 1, service: 4), Request(arrival: 2, service: 1),
      ], servers: 2, target: .max)
    // The third is begun at 3 and done at 7, the fourth begun at 7 and done at 8.
    #expect(queue.wait.spectrum.map(\.value) == [0, 2, 5])
    #expect(queue.area == 10 + 3 + 6 + 6)
  }

  @Test func `nobody asks for nothing`() {
    let queue = ServerQueue([], servers: 3, target: 1)
    #expect(queue.sojourn.count == 0 && queue.area == 0 && queue.peak == 0)
    #expect(queue.seconds.count == 86_400 && queue.inSystem.count == 1_440)
  }

  @Test func `whoever comes before midnight is served after it`() {
    let queue = ServerQueue(
      [Request(arrival: ServerQueue.day - 1, service: 11)], servers: 1, target: 1)
    #expect(queue.span == ServerQueue.day + 10)
    #expect(queue.inSystem.last == 1)
  }

  @Test(arguments: 1...40)
  func `the lengths of all instants are the times of all requests`(seed: UInt64) {
    let requests = Self.requests(seed, count: 2_000, within: 40_000, service: 1...90)
    let queue = ServerQueue(requests, servers: Int(seed % 5) + 1, target: 50)
    #expect(queue.area == queue.sojourn.sum)
    #expect(queue.sojourn.sum == queue.wait.sum + queue.work)
    #expect(queue.wait.count == 2_000 && queue.seconds.reduce(0, +) == 2_000)
    #expect(
      queue.overTarget
        == queue.sojourn.spectrum.filter { $0.value > 50 }.reduce(0) { $0 + $1.count })
  }

  /// Pollaczek and Khinchine: with a constant service time the mean wait is ρ ÷ 2(1 − ρ) of it.
  @Test(arguments: [0.3, 0.6, 0.8])
  func `constant service before one server waits as theory says`(load: Double) throws {
    let service: Int64 = 1_000_000
    let count = Int(86_400 * load)
    var waits = (sum: 0.0, count: 0.0)
    for seed in 1...20 {
      let queue = ServerQueue(
        Self.requests(
          UInt64(seed), count: count, within: UInt64(ServerQueue.day), service: service...service),
        servers: 1, target: service)
      waits.sum += Double(queue.wait.sum)
      waits.count += Double(queue.wait.count)
    }
    let expected = load / (2 * (1 - load)) * Double(service)
    #expect(abs(waits.sum / waits.count / expected - 1) < 0.05)
  }

  /// Requests at moments drawn evenly.
  private static func requests(
    _ seed: UInt64, count: Int, within span: UInt64, service: ClosedRange<Int64>
  ) -> [Request] {
    var state = seed
    func next(_ bound: UInt64) -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return (z ^ (z >> 31)).multipliedFullWidth(by: bound).high
    }
    return (0..<count).map { _ in
      Request(
        arrival: Int64(next(span)),
        service: service.lowerBound
          + Int64(next(UInt64(service.upperBound - service.lowerBound + 1))))
    }
  }
}
