import Calendar
import Documents
import Law
import Territory
import Testing

@Suite struct TerritoryTests {
  /// The council sizes of CGCT L2121-2, written out a second time.
  static func councilSize(_ population: Int32) -> Int32 {
    switch population {
    case ..<100: 7
    case ..<500: 11
    case ..<1_500: 15
    case ..<2_500: 19
    case ..<3_500: 23
    case ..<5_000: 27
    case ..<10_000: 29
    case ..<20_000: 33
    case ..<30_000: 35
    case ..<40_000: 39
    case ..<50_000: 43
    case ..<60_000: 45
    case ..<80_000: 49
    case ..<100_000: 53
    case ..<150_000: 55
    case ..<200_000: 59
    case ..<250_000: 61
    case ..<300_000: 65
    default: 69
    }
  }

  @Test func `the whole country has its published numbers of councils and seats`() throws {
    let country = try Territory(Fixtures.law, on: Fixtures.day)
    #expect(country.isNatural)
    #expect(country.departments.count == 104 && country.regions.count == 18)
    #expect(country.bodyRanges.count == 104)
    // Officials of the Pacific are told apart by their range: its departments are neighbours.
    #expect(country.departments.suffix(3).map(\.code) == ["987", "988", "outside"])
    #expect(country.departments.count(where: \.isPacific) == 2)
    #expect(country.count(of: .commune) == 34_875 + 48 + 33)
    #expect(country.seats(of: .commune) == 508_533 + 1_062 + 793)
    #expect(country.held(of: .commune) == 489_717 + 1_787)
    #expect(country.count(of: .intercommunal) == 1_250)
    #expect(country.seats(of: .departmentCouncil) == 4_056)
    #expect(country.held(of: .departmentCouncil) == 4_037)
    #expect(country.seats(of: .regionSection) == 1_757)
    #expect(country.held(of: .regionSection) == 1_745)
    #expect(country.seats(of: .specialAssembly) == 63 + 55 + 51 + 150)
    #expect(country.seats(of: .excluded) == 23 + 19 + 19)
    let sitting = country.held(of: .intercommunal)
    print("intercommunal seats: \(country.seats(of: .intercommunal)), held: \(sitting)")
    #expect(abs(sitting - 62_129) < 700, "published: 62,129")
    let deputies = country.bodies.reduce(0) { $0 + ($1.kind == .commune ? Int($1.deputies) : 0) }
    #expect(abs(deputies * 1_000 / 489_717 - 244) <= 1)
    let population = country.bodies.reduce(0) {
      $0 + ($1.kind == .commune ? Int($1.population) : 0)
    }
    #expect(
      population == 68_094_280 + 256_518 + 275_918 + 268_767,
      "INSEE's total, the assumption for Mayotte, the censuses of the Pacific")
  }

  @Test func `every council has its legal size`() throws {
    let country = try Territory(Fixtures.law, on: Fixtures.day)
    var exceptions: [Int32] = []
    for body in country.bodies where body.kind == .commune {
      if body.seats != Self.councilSize(body.population) { exceptions.append(body.seats) }
      #expect(body.held >= 1 && body.held <= body.seats)
      #expect(body.deputies * 10 <= body.seats * 3)
    }
    #expect(exceptions.sorted() == [3, 3, 3, 3, 3, 3, 73, 111, 163])
  }

  @Test func `an intercommunal council seats each member and gives none the majority`() throws {
    let country = try Territory(Fixtures.law, on: Fixtures.day)
    var members = 0
    for (index, body) in country.bodies.enumerated() where body.kind == .intercommunal {
      let communes = country.bodies[body.members.lazy.map { Int($0) }.indices(of: country.bodies)]
      members += communes.count
      #expect(communes.allSatisfy { $0.group == Int32(index) && $0.kind == .commune })
      #expect(communes.allSatisfy { $0.groupSeats >= 1 && $0.groupSeats * 2 <= body.seats + 1 })
      #expect(communes.allSatisfy { $0.groupSeats <= max(1, $0.seats) })
      #expect(communes.reduce(0) { $0 + $1.groupSeats } == body.seats)
    }
    #expect(members == 34_874, "every commune but Paris")
  }

  @Test func `everybody of a department's bodies lives there`() throws {
    let country = try Territory(Fixtures.law, on: Fixtures.day)
    var end = 0
    for (department, range) in country.bodyRanges.enumerated() {
      #expect(range.lowerBound == end)
      end = range.upperBound
      #expect(country.bodies[range].allSatisfy { Int($0.department) == department })
    }
    #expect(end == country.bodies.count)
    func seats(_ code: String, _ kind: BodyKind) -> Int32 {
      let department = country.departments.firstIndex { $0.code == code } ?? 0
      return country.bodies[country.bodyRanges[department]].filter { $0.kind == kind }
        .reduce(0) { $0 + $1.seats }
    }
    #expect(seats("67", .departmentCouncil) + seats("68", .departmentCouncil) == 80)
    #expect(seats("69", .departmentCouncil) == 26 && seats("69", .specialAssembly) == 150)
    for code in ["75", "2A", "2B", "972", "973"] { #expect(seats(code, .departmentCouncil) == 0) }
    #expect(seats("2A", .specialAssembly) + seats("2B", .specialAssembly) == 63)
    #expect(seats("75", .commune) == 163)
  }

  @Test func `a scaled territory seats the officials that were asked for`() throws {
    for officials in [1, 7, 1_000, 12_345, 489_717, 2_000_000] as [Int64] {
      let small = try Territory(
        Fixtures.law, on: Fixtures.day, options: TerritoryOptions(officials: officials))
      #expect(small.held(of: .commune) == Int(officials))
      #expect(!small.isNatural)
      #expect(small.bodies.allSatisfy { $0.held >= 1 })
    }
    let thousand = try Territory(
      Fixtures.law, on: Fixtures.day, options: TerritoryOptions(officials: 1_000))
    #expect(thousand.held(of: .departmentCouncil) < 20, "councils above shrink as well")
  }

  @Test func `two departments are cut out of the country`() throws {
    let two = try Territory(
      Fixtures.law, on: Fixtures.day, options: TerritoryOptions(departments: ["44", "32"]))
    let present = two.bodyRanges.indices.filter { !two.bodyRanges[$0].isEmpty }
    #expect(present.map { two.departments[$0].code } == ["32", "44"])
    #expect(two.seats(of: .departmentCouncil) == 34 + 62)
    #expect(Set(two.bodies.indices.map(two.code(of:))).count == two.bodies.count)
    let commune = two.bodies.firstIndex { $0.kind == .commune } ?? 0
    #expect(two.name(of: commune) == "Commune n° 1 (Gers)")
  }

  @Test func `impossible options are refused with a sentence`() throws {
    func refusal(_ options: TerritoryOptions) -> String {
      do throws(Diagnostic) {
        _ = try Territory(Fixtures.law, on: Fixtures.day, options: options)
        return "accepted"
      } catch { return error.message }
    }
    #expect(
      refusal(TerritoryOptions(departments: ["2a"])).hasPrefix("there is no department '2a'; did"))
    #expect(refusal(TerritoryOptions(departments: [])) == "no department is chosen")
    #expect(refusal(TerritoryOptions(officials: 0)).contains("from 1 to 100000000, not 0"))
    #expect(refusal(TerritoryOptions(officials: 100_000_001)).contains("not 100000001"))
    #expect(
      refusal(TerritoryOptions(departments: ["outside"], officials: 5))
        == "no commune lies in this territory")
  }

  @Test func `seats go by highest averages, then to the unserved, never above half`() {
    // Twelve seats for 9,000, 900 and 100 inhabitants: 11, 1 and none by the highest averages; the
    // unserved commune gets a thirteenth seat; the first is cut to 6, and 5 seats go to the second.
    let seats = Apportionment.intercommunal(
      base: 12, populations: [9_000, 900, 100], councils: [29, 15, 11])
    #expect(seats == [6, 6, 1])
    #expect(Apportionment.largestRemainder(10, by: [1, 1, 1]) == [4, 3, 3])
    #expect(Apportionment.largestRemainder(0, by: [1, 2]) == [0, 0])
  }
}

extension Sequence where Element == Int {
  /// The span of these indices in a collection.
  fileprivate func indices(of bodies: [Body]) -> Range<Int> {
    let low = self.min() ?? 0
    return low..<(self.max() ?? low - 1) + 1
  }
}
