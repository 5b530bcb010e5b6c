import Audit
import Calendar
import Population
import Testing

/// To which part of the population each official belongs.
@Suite struct StrataTests {
  private func strata(_ code: UInt8) -> Set<Stratum> {
    Set(Stratum.allCases.filter { $0.covers(code) })
  }

  @Test func `everybody belongs to one kind of council, and nobody's events to none`() throws {
    let roster = try World.roster.get()
    let strata = Strata(roster)
    let across: Set<Stratum> = [.firstMandate, .doubleMandate]
    for person in 0..<roster.persons.count {
      let own = self.strata(strata.code(of: UInt32(person)))
      #expect(own.subtracting(across).count == 1)
      let range = roster.mandates(of: person)
      let kinds = Set(range.map { roster.mandates.kind[$0] })
      if kinds == [.municipal], !roster.pacific.contains(person) {
        #expect(own.contains(.municipal))
      }
      if kinds == [.outside] { #expect(own.subtracting(across) == [.outside]) }
      if kinds.contains(.regional) { #expect(own.contains(.regional)) }
      #expect(
        own.contains(.firstMandate)
          == range.allSatisfy {
            roster.mandates.start[$0] >= roster.from
          } || kinds == [.outside])
      if range.count == 1 { #expect(!own.contains(.doubleMandate)) }
    }
    #expect(self.strata(strata.code(of: .max)) == [.shared])
    #expect(self.strata(Strata().code(of: 0)) == [.shared])
  }

  @Test func `two mandates are double only while both are held`() throws {
    let roster = try World.roster.get()
    let strata = Strata(roster)
    let mandates = roster.mandates
    let both = try World.person { roster, person in
      let range = roster.mandates(of: person)
      guard range.count == 2, let first = range.first, let last = range.last else { return false }
      return mandates.kind[first] != .outside && mandates.kind[last] != .outside
        && mandates.start[last] < mandates.end[first]
    }
    #expect(self.strata(strata.code(of: UInt32(both))).contains(.doubleMandate))
  }
}
