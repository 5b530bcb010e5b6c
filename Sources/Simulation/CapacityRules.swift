internal import Calendar
internal import Draws
internal import Law
internal import Statistics

/// What serves within seconds, as the behaviour table says on the first day.
struct CapacityRules {
  /// How many each resource serves at once, by ``SecondLoad/Resource``.
  let servers: [Int]
  /// How long a request should take at most, in microseconds.
  let targets: [Int64]
  /// How long each kind of request takes an application server, in microseconds.
  private let times: [(column: DaySeries.Column, time: Int64)]
  private let verification: Int64
  private let payment: Int64
  /// How long a job takes a worker, in microseconds.
  let jobTime: Int64
  /// When the jobs begin, in microseconds since midnight.
  let jobStart: Int64
  /// When people come on a working day, and on another.
  let working: DayProfile
  let off: DayProfile

  init(_ behaviour: borrowing ParameterTable, on day: Day, countries: Int) {
    let names = [
      "application_servers", "identity_servers", "payment_servers", "job_workers",
      "request_target_us", "identity_target_us", "payment_target_us", "job_window_hours",
      "login_us", "balance_us", "search_us", "offer_us", "command_us", "purchase_us",
      "identity_us", "payment_us", "job_us", "job_hour",
    ]
    let values = names.map { behaviour.number("behaviour.capacity.\($0)", on: day) }
    servers = values[0..<4].map { Int($0) * countries }
    targets = values[4..<7] + [values[7] * 3_600_000_000]
    // A purchase is a command that takes longer: what it takes more is added to its own.
    times = [
      (.logins, values[8]), (.balances, values[9]), (.searches, values[10]), (.offers, values[11]),
      (.commands, values[12]), (.purchases, values[13]),
    ]
    verification = values[14]
    payment = values[15]
    jobTime = values[16]
    jobStart = values[17] * 3_600_000_000
    func profile(_ name: String) -> DayProfile {
      DayProfile(
        (0..<24).map { behaviour.scale("behaviour.capacity.\(name)", Int64($0), on: day) })
    }
    working = profile("profile_working")
    off = profile("profile_off")
  }

  /// The requests of a day to a resource, in the order of their kinds.
  func requests(
    _ resource: SecondLoad.Resource, _ series: DaySeries, _ index: Int, _ moments: Moments
  ) -> [ServerQueue.Request] {
    var requests: [ServerQueue.Request] = []
    func add(_ column: DaySeries.Column, _ count: Int64, _ time: Int64) {
      for number in 0..<count {
        requests.append(
          ServerQueue.Request(arrival: moments.moment(column.rawValue, number), service: time))
      }
    }
    switch resource {
    case .application:
      for kind in times {
        var count = series[kind.column][index]
        if kind.column == .commands { count -= series[.purchases][index] }
        add(kind.column, max(0, count), kind.time)
      }
    case .identityProvider: add(.verifications, series[.verifications][index], verification)
    case .paymentProvider: add(.cards, series[.cards][index], payment)
    case .nightlyJobs: break
    }
    return requests
  }
}

/// When people come in the course of a day: a weight for each second, in a straight line from the
/// middle of one hour to the middle of the next.
struct DayProfile {
  /// The weights of all seconds up to and including each.
  let sums: [UInt64]

  init(_ hours: [Int64]) {
    var sums: [UInt64] = []
    sums.reserveCapacity(86_400)
    var sum: UInt64 = 0
    for second in 0..<86_400 {
      // Half an hour on, so that the weight of an hour stands in its middle.
      let shifted = (second + 86_400 - 1_800) % 86_400
      let hour = shifted / 3_600
      let part = UInt64(shifted % 3_600)
      let (low, high) = (UInt64(hours[hour]), UInt64(hours[(hour + 1) % 24]))
      sum += low * (3_600 - part) + high * part
      sums.append(sum)
    }
    // A day without weight is one on which every second weighs the same.
    self.sums = sum > 0 ? sums : (1...86_400).map { UInt64($0) }
  }
}

/// The moments of one day: pure functions of seed, day, kind and number.
struct Moments {
  private static let stream = Stream("capacity.moment")
  private let profile: DayProfile
  private let seed: UInt64
  private let day: UInt64

  init(_ profile: DayProfile, seed: UInt64, day: Day) {
    self.profile = profile
    self.seed = seed
    self.day = UInt64(UInt32(bitPattern: day.rawValue))
  }

  /// When a request comes, in microseconds since midnight.
  func moment(_ kind: Int, _ number: Int64) -> Int64 {
    let word = draw(seed, Self.stream, day, UInt64(kind) << 40 | UInt64(number))
    let target = word.below(profile.sums[86_399])
    var (low, high) = (0, 86_399)
    while low < high {
      let middle = (low + high) / 2
      if profile.sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return Int64(low) * 1_000_000 + Int64(mixed(word).below(1_000_000))
  }
}
