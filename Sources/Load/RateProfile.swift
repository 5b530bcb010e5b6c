/// So many arrivals in a time: 50,000 a second, or 3,000 a minute; never rounded.
package struct ArrivalRate: Hashable, Sendable {
  /// How many.
  package let count: Int
  /// In how many nanoseconds.
  package let unit: UInt64

  /// Creates a rate.
  ///
  /// - Parameters:
  ///   - count: How many, at least 0.
  ///   - unit: In how many nanoseconds; a second by default.
  package init(_ count: Int, per unit: UInt64 = 1_000_000_000) {
    precondition(count >= 0 && unit > 0, "a rate is from 0 on, in some time")
    self.count = count
    self.unit = unit
  }

  /// Arrivals a nanosecond.
  var perNanosecond: Double { Double(count) / Double(unit) }

  /// Arrivals a second.
  package var perSecond: Double { perNanosecond * 1e9 }
}

/// How the rate of arrivals changes with time: straight lines, one after the other.
package struct RateProfile: Hashable, Sendable {
  /// A straight line from one rate to another.
  package struct Segment: Hashable, Sendable {
    /// The rate at the beginning.
    package let from: ArrivalRate
    /// The rate at the end.
    package let to: ArrivalRate
    /// How long it lasts, in nanoseconds.
    package let duration: UInt64

    /// Creates a segment.
    package init(from: ArrivalRate, to: ArrivalRate, duration: UInt64) {
      self.from = from
      self.to = to
      self.duration = duration
    }

    /// How many arrivals it has on average.
    var area: Double {
      (from.perNanosecond + to.perNanosecond) / 2 * Double(duration)
    }
  }

  /// The segments in their order.
  package let segments: [Segment]

  /// Creates a profile.
  package init(_ segments: [Segment]) { self.segments = segments }

  /// Creates a profile of one rate.
  package init(_ rate: ArrivalRate, for duration: UInt64) {
    self.init([Segment(from: rate, to: rate, duration: duration)])
  }

  /// How long it lasts, in nanoseconds.
  package var duration: UInt64 { segments.reduce(0) { $0 + $1.duration } }

  /// How many arrivals there are on average.
  package var area: Double {
    if let constant { return Double(constant.count) * Double(duration) / Double(constant.unit) }
    return segments.reduce(0) { $0 + $1.area }
  }

  /// How many arrivals there are on average before a time.
  ///
  /// - Parameter time: Nanoseconds from the start.
  /// - Returns: The area under the rate until then.
  func area(before time: UInt64) -> Double {
    var sum = 0.0
    var start: UInt64 = 0
    for segment in segments where start < time {
      let span = min(segment.duration, time - start)
      let slope =
        (segment.to.perNanosecond - segment.from.perNanosecond) / Double(segment.duration)
      sum += (segment.from.perNanosecond + slope * Double(span) / 2) * Double(span)
      start += segment.duration
    }
    return sum
  }

  /// How many evenly spaced arrivals there are: at 0, then whenever the average reaches a whole
  /// number, before the end.
  package var count: Int {
    guard let constant else { return Int((area - 1e-6).rounded(.up)) }
    let product = UInt64(constant.count).multipliedFullWidth(by: duration)
    let (whole, rest) = constant.unit.dividingFullWidth(product)
    return Int(whole) + (rest > 0 ? 1 : 0)
  }

  /// The rate, if it never changes.
  private var constant: ArrivalRate? {
    guard let first = segments.first?.from,
      segments.allSatisfy({ $0.from == first && $0.to == first })
    else { return nil }
    return first
  }

  /// When an evenly spaced arrival is due.
  ///
  /// - Parameter number: The arrival, from 0.
  /// - Returns: Nanoseconds from the start.
  package func due(_ number: Int) -> UInt64 {
    guard let constant, constant.count > 0 else { return due(at: Double(number)) }
    let product = UInt64(number).multipliedFullWidth(by: constant.unit)
    return UInt64(constant.count).dividingFullWidth(product).quotient
  }

  /// When the average number of arrivals reaches a number: the inverse of the area.
  ///
  /// - Parameter position: The number of arrivals.
  /// - Returns: Nanoseconds from the start, at most the duration.
  package func due(at position: Double) -> UInt64 {
    var left = position
    var start: UInt64 = 0
    for segment in segments {
      let area = segment.area
      if left < area { return start + Self.time(left, in: segment) }
      left -= area
      start += segment.duration
    }
    return duration
  }

  /// The time after which a segment has had so many arrivals: a·t + b·t² ÷ 2 = n, solved for t in
  /// the form that loses no digits where b is small or the rate begins at 0.
  private static func time(_ number: Double, in segment: Segment) -> UInt64 {
    let a = segment.from.perNanosecond
    let b = (segment.to.perNanosecond - a) / Double(segment.duration)
    let root = max(0, a * a + 2 * b * number).squareRoot()
    let divisor = a + root
    guard divisor > 0 else { return 0 }
    return min(segment.duration, UInt64((2 * number / divisor).rounded(.down)))
  }
}
