import Statistics
import Study
import Testing

@Suite struct LimitSearchTests {
  /// Searches, and tells how many values were asked for.
  private func search(
    _ count: Int, goal: LimitSearch.Goal? = nil, _ answer: @escaping (Int) -> LimitSearch.Answer
  ) -> (search: LimitSearch, asked: [Int]) {
    var asked: [Int] = []
    let search = LimitSearch.run(count, goal: goal) { places in
      asked += places
      return places.map(answer)
    }
    return (search, asked)
  }

  @Test func `the smallest value is found wherever it lies, and none is asked twice`() {
    for count in 1...40 {
      for limit in 0..<count {
        let (found, asked) = search(count) { $0 >= limit ? .keeps : .fails }
        #expect(found.found == limit && (limit == 0) == found.isEverywhere)
        #expect(found.beyond?.place == (limit == 0 ? nil : limit - 1))
        #expect(Set(asked).count == asked.count && asked.count <= 10)
        #expect(found.breaks.isEmpty)
      }
    }
  }

  @Test func `the largest value is found where the condition turns the other way`() {
    for limit in 0..<30 {
      let (found, _) = search(30, goal: .largest) { $0 <= limit ? .keeps : .fails }
      #expect(found.found == limit)
      #expect(found.beyond?.place == (limit == 29 ? nil : limit + 1))
    }
    let (found, _) = search(30) { $0 <= 17 ? .keeps : .fails }
    #expect(found.goal == .largest && found.found == 17)
  }

  @Test func `nothing in the range is told after its ends`() {
    let (found, asked) = search(200) { _ in .fails }
    #expect(found.found == nil && asked.count == 2)
    let (unclear, _) = search(200) { $0 > 100 ? .unclear : .fails }
    #expect(unclear.found == nil && unclear.steps.last?.answer == .unclear)
  }

  @Test func `what nobody can tell does not keep the condition`() {
    let (found, _) = search(100) { $0 < 40 ? .fails : $0 < 45 ? .unclear : .keeps }
    #expect(found.found == 45 && found.beyond == .init(44, .unclear))
  }

  @Test func `a response that is not monotone is seen`() {
    // One behind the answer fails: the neighbours of the answer are always tried.
    let (found, _) = search(100) { $0 == 31 ? .fails : $0 >= 30 ? .keeps : .fails }
    #expect(found.found == 30 && found.breaks == [30...31])
    let (bent, _) = search(9) { [2, 4, 5, 8].contains($0) ? .keeps : .fails }
    #expect(bent.breaks == [2...3])
  }

  @Test func `a response that turns the other way is told apart from one that is not monotone`() {
    let (falling, asked) = search(90, goal: .smallest) { $0 <= 20 ? .keeps : .fails }
    #expect(falling.found == nil && falling.isReversed && falling.breaks.isEmpty)
    #expect(asked.count == 2)
    let (rising, _) = search(90, goal: .largest) { $0 >= 20 ? .keeps : .fails }
    #expect(rising.found == nil && rising.isReversed)
    for goal in LimitSearch.Goal.allCases {
      #expect(!search(90, goal: goal) { _ in .keeps }.search.isReversed)
      #expect(!search(90, goal: goal) { _ in .fails }.search.isReversed)
      #expect(!search(1, goal: goal) { _ in .keeps }.search.isReversed)
    }
    #expect(!search(90, goal: .smallest) { $0 == 0 ? .keeps : .unclear }.search.isReversed)
  }

  @Test func `no response needs more values than the bound`() {
    for count in 1...70 {
      var most = (alone: 0, both: 0)
      for limit in 0...count {
        for goal in LimitSearch.Goal.allCases {
          let (_, first) = search(count, goal: goal) { $0 >= limit ? .keeps : .fails }
          most.alone = max(most.alone, first.count)
          for other in 0...count {
            let (_, second) = search(count, goal: goal) { $0 >= other ? .keeps : .fails }
            most.both = max(most.both, Set(first + second).count)
          }
        }
      }
      #expect(most.alone <= LimitSearch.mostTries(count), "\(count)")
      #expect(most.both <= LimitSearch.mostTriesOfTwo(count), "\(count)")
    }
    #expect(LimitSearch.mostTries(200) == 11 && LimitSearch.mostTriesOfTwo(200) == 20)
    #expect(LimitSearch.mostTries(.max) > 60)
  }

  @Test func `a range of a thousand million values is searched in thirty steps`() {
    // Whoever went over all places would not be done today.
    let (found, asked) = search(1_000_000_000) { $0 >= 123_456_789 ? .keeps : .fails }
    #expect(found.found == 123_456_789 && asked.count <= 33)
    #expect(found.steps.map(\.place) == asked.sorted())
  }

  @Test func `noise moves the answer little`() throws {
    // A response that falls with the value, with noise of common random numbers: ten replications.
    let search = LimitSearch.run(200) { places in
      places.map { place in
        let slacks = (0..<10).map { run in
          let noise = Double((run * 7919 + 13) % 11) - 5
          return 100 - (4_000 / Double(place + 1) + noise)
        }
        switch ConfidentVerdict.judge(slacks: Sample(slacks)) {
        case .held: return .keeps
        case .failed: return .fails
        default: return .unclear
        }
      }
    }
    // Without noise 4 000 ÷ 40 is the limit; the upper confidence limit asks for one or two more.
    let found = try #require(search.found)
    #expect((39...43).contains(found))
    #expect(search.breaks.isEmpty)
  }
}
