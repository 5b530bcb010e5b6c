import Population
import Territory
import Testing

/// The head count of several countries.
@Suite struct HeadcountTests {
  @Test func `counts add up beside as many published ones, shares are those of all`() throws {
    let (territory, roster) = try Fixtures.pair.get()
    let one = Headcount(roster)
    #expect(one.persons == Int64(roster.persons.count))
    #expect(one.mandates.reduce(0, +) == Int64(roster.mandates.count))
    #expect(one.margins == roster.margins)
    let other = Headcount(try Fixtures.roster(territory, seed: 43))
    var both = one
    both.add(other)
    #expect(both.persons == one.persons + other.persons)
    #expect(both.mandates == zip(one.mandates, other.mandates).map { $0 + $1 })
    #expect(both.margins.count == one.margins.count && !both.margins.isEmpty)
    for (index, margin) in both.margins.enumerated() {
      let (left, right) = (one.margins[index], other.margins[index])
      #expect(margin.isMet, "\(margin.name)")
      if margin.unit == "count" {
        #expect(margin.generated == left.generated + right.generated)
        #expect(margin.published == left.published + right.published)
        #expect(margin.tolerance == left.tolerance + right.tolerance)
      } else {
        let least = min(left.generated, right.generated)
        #expect((least...max(left.generated, right.generated)).contains(margin.generated))
        #expect(margin.published == left.published)
      }
    }
    var swapped = other
    swapped.add(one)
    #expect(swapped == both)
  }
}
