import Testing

@testable import Statistics

@Suite struct DayHistogramTests {
  @Test func `percentiles are nearest ranks of the values themselves`() {
    var histogram = DayHistogram(limit: 100)
    for days in [15, 20, 35, 40, 50] { histogram.add(days) }
    // The example of nearest ranks that textbooks give: p30 is the second of five values.
    #expect(histogram.percentile(partsPerMillion: 50_000) == 15)
    #expect(histogram.percentile(partsPerMillion: 300_000) == 20)
    #expect(histogram.percentile(partsPerMillion: 400_000) == 20)
    #expect(histogram.percentile(partsPerMillion: 500_000) == 35)
    #expect(histogram.percentile(partsPerMillion: 1_000_000) == 50)
    #expect(histogram.percentile(partsPerMillion: 0) == 15)
  }

  @Test func `mean, least and greatest are exact beyond the limit too`() {
    var histogram = DayHistogram(limit: 10)
    histogram.add(3, times: 2)
    histogram.add(400)
    #expect(histogram.count == 3)
    #expect(histogram.overflow == 1)
    #expect(histogram.min == 3)
    #expect(histogram.max == 400)
    #expect(histogram.mean == Ratio(406, 3))
    #expect(histogram.percentile(partsPerMillion: 990_000) == 400)
  }

  @Test func `an empty histogram has no figure`() {
    var histogram = DayHistogram()
    histogram.add(5, times: 0)
    #expect(histogram.mean == nil)
    #expect(histogram.min == nil)
    #expect(histogram.max == nil)
    #expect(histogram.percentile(partsPerMillion: 500_000) == nil)
  }

  @Test func `merging in any order equals adding in one go`() {
    for seed in 0..<20 as Range<UInt64> {
      var whole = DayHistogram(limit: 50)
      var parts = Array(repeating: DayHistogram(limit: 50), count: 3)
      for position in 0..<200 as Range<UInt64> {
        let word = counterDraw(seed, position)
        whole.add(Int(word % 60))
        parts[Int(word >> 32) % 3].add(Int(word % 60))
      }
      var backward = DayHistogram(limit: 50)
      for part in parts.reversed() { backward.merge(part) }
      #expect(backward == whole)
    }
  }
}

@Suite struct LogLinearHistogramTests {
  @Test func `small values are exact`() {
    for value in 0..<256 as Range<Int64> {
      let bucket = LogLinearHistogram.bucket(of: value)
      #expect(LogLinearHistogram.values(ofBucket: bucket) == value...value)
    }
  }

  @Test func `buckets touch and stay within one part in 128`() {
    let last = LogLinearHistogram.bucket(of: .max)
    var next: Int64 = 0
    for bucket in 0...last {
      let values = LogLinearHistogram.values(ofBucket: bucket)
      #expect(values.lowerBound == next)
      #expect(LogLinearHistogram.bucket(of: values.lowerBound) == bucket)
      #expect(LogLinearHistogram.bucket(of: values.upperBound) == bucket)
      #expect(values.upperBound - values.lowerBound <= values.lowerBound / 128)
      next = values.upperBound &+ 1
    }
    #expect(LogLinearHistogram.values(ofBucket: last).upperBound == .max)
  }

  @Test func `percentiles err upwards by less than one part in 128`() throws {
    var histogram = LogLinearHistogram()
    for value in 1...10_000 as ClosedRange<Int64> { histogram.add(value) }
    for share in [10_000, 500_000, 950_000, 999_000] as [Int64] {
      let exact = share / 100
      let found = try #require(histogram.percentile(partsPerMillion: share))
      #expect(found >= exact && found <= exact + exact / 128)
    }
    #expect(histogram.percentile(partsPerMillion: 1_000_000) == 10_000)
    #expect(histogram.mean == Ratio(10_001, 2))
  }

  @Test func `merging equals adding in one go`() {
    var whole = LogLinearHistogram()
    var left = LogLinearHistogram()
    var right = LogLinearHistogram()
    for position in 0..<1_000 as Range<UInt64> {
      let value = Int64(counterDraw(7, position) >> (20 + position % 40))
      whole.add(value)
      if position % 3 == 0 { left.add(value) } else { right.add(value) }
    }
    right.merge(left)
    #expect(right == whole)
  }
}

@Suite struct RatioTests {
  @Test func `ratios round to the nearest, halves away from zero`() {
    #expect(Ratio(1, 3).milli == 333)
    #expect(Ratio(2, 3).milli == 667)
    #expect(Ratio(1, 2_000).milli == 1)
    #expect(Ratio(-1, 2_000).milli == -1)
    #expect(Ratio(.max, .max).partsPerMillion == 1_000_000)
  }

  @Test func `ratios print without floating point`() {
    #expect(Ratio(9_776, 12_375).percentText() == "79.0 %")
    #expect(Ratio(1, 3).text(decimals: 4) == "0.3333")
    #expect(Ratio(-5, 100).text(decimals: 2) == "-0.05")
    #expect(Ratio(7, 2).text(decimals: 0) == "4")
  }

  @Test func `equal ratios hash alike`() {
    #expect(Ratio(1, 2) == Ratio(3, 6))
    #expect(Ratio(1, 2).hashValue == Ratio(3, 6).hashValue)
    #expect(Ratio(1, 2) != Ratio(2, 3))
    #expect(Ratio(0, 5).hashValue == Ratio(0, 9).hashValue)
  }
}
