import Calendar
import Law
import Population
import Territory
import Testing

@Suite struct IdentityTests {
  @Test func `the key of a NIR is 97 minus the remainder`() {
    let nir = NIR(sex: 2, birth: Day(1955, 8, 14), placeCode: "26", serial: 58)
    #expect(nir.digits == "2550826058000")
    #expect(nir.key == Int(97 - 2_550_826_058_000 % 97))
    let south = NIR(sex: 1, birth: Day(1980, 1, 1), placeCode: "2A", serial: 4)
    #expect(south.digits == "180012A004000")
    #expect(south.key == Int(97 - 1_800_119_004_000 % 97), "2A counts as 19")
    let north = NIR(sex: 1, birth: Day(1980, 1, 1), placeCode: "2B", serial: 4)
    #expect(north.key == Int(97 - 1_800_118_004_000 % 97), "2B counts as 18")
    let overseas = NIR(sex: 1, birth: Day(1980, 12, 1), placeCode: "974", serial: 107)
    #expect(overseas.digits == "1804297407000", "the serial goes on in an unknown month")
    #expect(
      NIR(sex: 1, birth: Day(1980, 1, 1), placeCode: "outside", serial: 1).digits.dropFirst(5)
        .hasPrefix("99001"))
  }

  @Test func `a NIR prints its first digit and year alone`() {
    let nir = NIR(sex: 2, birth: Day(1971, 8, 14), placeCode: "26", serial: 58)
    #expect("\(nir)" == "2 71 •• •• ••• •••")
    #expect(nir.masked.filter(\.isNumber) == "271")
  }

  @Test func `every NIR of the country is valid, different, and nobody's`() throws {
    let (_, roster) = try Fixtures.country.get()
    var seen = Set<UInt64>(minimumCapacity: roster.persons.count)
    var malformed = 0
    for person in 0..<roster.persons.count {
      let nir = roster.nir(of: person)
      let digits = nir.digits
      // A second reading of the rule: Corse by subtraction of one or two millions from 20.
      let isSouth = digits.dropFirst(5).hasPrefix("2A")
      let isNorth = digits.dropFirst(5).hasPrefix("2B")
      let plain = digits.map { $0.isLetter ? "0" : $0 }
      guard let number = UInt64(String(plain)), digits.utf8.count == 13, digits.hasSuffix("000")
      else {
        malformed += 1
        continue
      }
      let counted = isSouth ? number - 1_000_000 : isNorth ? number - 2_000_000 : number
      if nir.key != 97 - Int(counted % 97) || !(1...97).contains(nir.key) { malformed += 1 }
      seen.insert(counted)
    }
    #expect(malformed == 0)
    #expect(seen.count == roster.persons.count)
  }

  @Test func `namesakes are as rare as in the RNE extract`() throws {
    let (_, roster) = try Fixtures.pair.get()
    var counts: [String: Int] = [:]
    var sitting = 0
    for row in 0..<roster.mandates.count
    where roster.mandates.kind[row] == .municipal && roster.mandates.isInForce(row, on: roster.from)
    {
      let person = Int(roster.mandates.person[row])
      let sex = roster.persons.sex[person]
      let given = Names.given(roster.persons.givenName[person], sex: sex)
      counts["\(Names.family(roster.persons.familyName[person])) \(given)", default: 0] += 1
      sitting += 1
    }
    let namesakes = counts.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }
    print("\(namesakes) namesakes of \(sitting)")
    // Published: 99 of 9,723.
    #expect(namesakes * 1_000 / sitting >= 5 && namesakes * 1_000 / sitting <= 20)
  }

  @Test func `usual names differ for some, and far more often for women`() throws {
    let (_, roster) = try Fixtures.pair.get()
    var others = [0, 0, 0]
    var all = [0, 0, 0]
    for person in 0..<roster.persons.count {
      let sex = Int(roster.persons.sex[person])
      all[sex] += 1
      if roster.persons.usualName[person] != roster.persons.familyName[person] { others[sex] += 1 }
    }
    #expect(others[2] * 100 / all[2] >= 55 && others[2] * 100 / all[2] <= 65)
    #expect(others[1] * 100 / all[1] <= 4 && others[1] > 0)
  }
}
