import Calendar
import Documents
import Law
import Population
import Territory
import Testing

@Suite struct RosterTests {
  @Test func `the national roster meets every published margin`() throws {
    let (territory, roster) = try Fixtures.country.get()
    #expect(roster.margins.count == 39)
    for margin in roster.margins {
      print(
        "\(margin.isMet ? "ok" : "OUT") \(margin.name): \(margin.generated), "
          + "published \(margin.published)"
      )
      #expect(margin.isMet, "\(margin.name)")
    }
    let rows = (0..<roster.mandates.count).filter {
      roster.mandates.isInForce($0, on: roster.from)
    }
    func sitting(_ kind: MandateKind) -> Int {
      rows.reduce(0) { $0 + (roster.mandates.kind[$1] == kind ? 1 : 0) }
    }
    #expect(sitting(.municipal) == territory.held(of: .commune))
    #expect(sitting(.intercommunal) == territory.held(of: .intercommunal))
    #expect(sitting(.departmental) == 4_037 && sitting(.regional) == 1_745)
    #expect(sitting(.special) == 319 && sitting(.outside) == 61)
    print("\(roster.persons.count) persons, \(roster.mandates.count) mandates")
  }

  @Test func `margins of age and sex are dealt exactly`() throws {
    let (_, roster) = try Fixtures.country.get()
    for margin in roster.margins where margin.name.hasPrefix("age ") && margin.unit == "ppm" {
      // The published bands sum to 99.9 %.
      #expect(abs(margin.generated - margin.published * 1_000 / 999) <= 1, "\(margin.name)")
    }
    for margin in roster.margins where margin.name.hasPrefix("women ") && margin.name.contains("0")
    {
      #expect(abs(margin.generated - margin.published) <= 40, "\(margin.name)")
    }
  }

  @Test func `each mandate lies within its holder's life and the horizon`() throws {
    for result in [Fixtures.country, Fixtures.pair] {
      let (territory, roster) = try result.get()
      var failures: [String] = []
      for person in 0..<roster.persons.count {
        let rows = roster.mandates(of: person)
        if rows.isEmpty { failures.append("\(person) has no mandate") }
        var last = Day.distantPast
        var lastEnd = Day.distantPast
        for row in rows {
          let start = roster.mandates.start[row]
          let end = roster.mandates.end[row]
          let body = territory.bodies[Int(roster.mandates.body[row])]
          let isValid =
            roster.mandates.person[row] == UInt32(person) && start >= last && start < end
            && end > roster.from && start <= roster.through
            && (end <= roster.through) == (roster.mandates.endReason[row] != .none)
            && start.fullYears(since: roster.persons.birth[person]) >= 18
            && (end <= roster.persons.deathDay[person] || end == .distantFuture)
            && (roster.mandates.endReason[row] == .death)
              == (end == roster.persons.deathDay[person] && end != .distantFuture)
            && roster.personRanges[Int(body.department)].contains(person)
          if !isValid { failures.append("mandate \(row) of \(person)") }
          last = start
          lastEnd = max(lastEnd, end)
        }
        let death = roster.persons.deathDay[person]
        if death != .distantFuture, lastEnd == .distantFuture || death > lastEnd.adding(months: 6) {
          failures.append("\(person) dies long after the last mandate")
        }
      }
      #expect(failures.isEmpty, "\(failures.prefix(5))")
    }
  }

  @Test func `nobody holds a body twice at once, and intercommunal councillors are municipal`()
    throws
  {
    let (territory, roster) = try Fixtures.country.get()
    let mandates = roster.mandates
    var failures = 0
    var returns = 0
    for person in 0..<roster.persons.count {
      let rows = roster.mandates(of: person)
      for row in rows {
        for other in rows where other > row && mandates.body[other] == mandates.body[row] {
          if mandates.start[other] <= mandates.end[row] { failures += 1 } else { returns += 1 }
        }
        guard mandates.kind[row] == .intercommunal else { continue }
        let isMunicipal = rows.contains { other in
          mandates.kind[other] == .municipal && mandates.start[other] <= mandates.start[row]
            && mandates.end[other] >= mandates.end[row]
            && territory.bodies[Int(mandates.body[other])].group == Int32(mandates.body[row])
        }
        if !isMunicipal { failures += 1 }
      }
      let above = rows.filter { mandates.kind[$0].rawValue >= MandateKind.departmental.rawValue }
      if above.count > 1 { failures += 1 }
    }
    #expect(failures == 0)
    #expect(returns > 0, "somebody comes back after a gap")
  }

  @Test func `no council is ever empty, and every commune always has one mayor`() throws {
    let (territory, roster) = try Fixtures.country.get()
    let mandates = roster.mandates
    let days = [
      roster.from, Day(2024, 2, 29), Day(2026, 3, 14), Day(2026, 3, 15), Day(2026, 3, 22),
      Day(2028, 3, 30), roster.through,
    ]
    for day in days {
      var holders = territory.bodies.map { _ in Int32(0) }
      var mayors = territory.bodies.map { _ in 0 }
      for row in 0..<mandates.count where mandates.isInForce(row, on: day) {
        holders[Int(mandates.body[row])] += 1
        if mandates.function[row] == .head { mayors[Int(mandates.body[row])] += 1 }
      }
      for (index, body) in territory.bodies.enumerated() {
        #expect(holders[index] >= 1 && holders[index] <= body.held, "\(day) \(index)")
        if body.kind == .commune || body.kind == .intercommunal { #expect(mayors[index] == 1) }
      }
    }
  }

  @Test func `elections renew councils on their days`() throws {
    let (_, roster) = try Fixtures.country.get()
    let mandates = roster.mandates
    var starts: [MandateKind: Set<Day>] = [:]
    for row in 0..<mandates.count where mandates.startedAtElection[row] {
      starts[mandates.kind[row], default: []].insert(mandates.start[row])
    }
    let municipal = try #require(starts[.municipal])
    #expect(municipal.isSuperset(of: [Day(2014, 3, 23), Day(2020, 5, 18), Day(2020, 6, 28)]))
    #expect(municipal.isSuperset(of: [Day(2026, 3, 15), Day(2026, 3, 22)]))
    #expect(starts[.intercommunal]?.contains(Day(2026, 3, 22)) == true)
    #expect(starts[.departmental] == [Day(2015, 4, 2), Day(2021, 7, 1), Day(2028, 3, 23)])
    #expect(starts[.regional]?.contains(Day(2028, 3, 24)) == true)
  }

  @Test func `functions and double mandates have their numbers on the first day`() throws {
    let (territory, roster) = try Fixtures.country.get()
    let mandates = roster.mandates
    var deputies = territory.bodies.map { _ in Int32(0) }
    var sitting: [MandateKind: Int] = [:]
    var dual: [MandateKind: Int] = [:]
    var earlier = 0
    for person in 0..<roster.persons.count {
      let rows = roster.mandates(of: person).filter { mandates.isInForce($0, on: roster.from) }
      let isMunicipal = rows.contains { mandates.kind[$0] == .municipal }
      for row in rows {
        if mandates.function[row] == .deputy { deputies[Int(mandates.body[row])] += 1 }
        sitting[mandates.kind[row], default: 0] += 1
        if isMunicipal { dual[mandates.kind[row], default: 0] += 1 }
        if mandates.kind[row] == .municipal && mandates.start[row] < Day(2020, 3, 15) {
          earlier += 1
        }
      }
    }
    for (index, body) in territory.bodies.enumerated() {
      #expect(deputies[index] == body.deputies, "\(index)")
    }
    func share(_ kind: MandateKind) -> Int { (dual[kind] ?? 0) * 100 / (sitting[kind] ?? 1) }
    #expect(share(.intercommunal) == 100)
    #expect((54...56).contains(share(.departmental)))
    #expect((49...51).contains(share(.regional)))
    #expect(share(.outside) == 0)
    // 43 % kept their seat in 2020, but for the youngest, who were too young before.
    let percent = earlier * 100 / (sitting[.municipal] ?? 1)
    #expect((41...44).contains(percent), "\(percent)")
  }

  @Test func `the number of jobs has no influence`() throws {
    let territory = try Territory(
      Fixtures.law.get(), on: Fixtures.horizon.lowerBound,
      options: TerritoryOptions(departments: ["2A", "32", "75", "69", "974"]))
    let one = try Fixtures.roster(territory, jobs: 1)
    #expect(try Fixtures.roster(territory, jobs: 2).fingerprint == one.fingerprint)
    #expect(try Fixtures.roster(territory, jobs: 7).fingerprint == one.fingerprint)
    #expect(try Fixtures.roster(territory, seed: 43).fingerprint != one.fingerprint)
  }

  @Test func `small scenarios hold their margins over many seeds`() throws {
    for officials in [1, 20, 1_000, 5_000] as [Int64] {
      for departments in [nil, ["32", "44"]] as [[String]?] {
        let territory = try Territory(
          Fixtures.law.get(), on: Fixtures.horizon.lowerBound,
          options: TerritoryOptions(departments: departments, officials: officials))
        for seed in 1...10 as ClosedRange<UInt64> {
          let roster = try Fixtures.roster(territory, seed: seed)
          let sitting = (0..<roster.mandates.count).filter {
            roster.mandates.kind[$0] == .municipal
              && roster.mandates.isInForce($0, on: roster.from)
          }
          #expect(sitting.count == Int(officials))
        }
      }
    }
  }

  @Test func `real communes of a file get their officials`() throws {
    let header = "REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT\r\n"
    let rows = (1...30).map {
      "84;Région;01;1;01;\($0 + 100);01\($0 + 100);C\($0);\($0 * 90);0;0\r\n"
    }
    let territory = try Territory(
      reading: Array((header + rows.joined()).utf8), file: "communes.csv", Fixtures.law.get(),
      on: Fixtures.horizon.lowerBound, options: TerritoryOptions(departments: ["01"]))
    let roster = try Fixtures.roster(territory)
    #expect(territory.count(of: .commune) == 30 && territory.count(of: .intercommunal) == 1)
    #expect(roster.personRanges[0].count == roster.persons.count)
    let bodies = Set((0..<roster.mandates.count).map { roster.mandates.body[$0] })
    #expect(bodies.count == territory.bodies.count, "every council has members")
  }

  @Test func `a horizon may start in any term`() throws {
    let (territory, _) = try Fixtures.pair.get()
    for start in [Day(2020, 7, 1), Day(2025, 9, 1), Day(2026, 3, 18), Day(2027, 1, 1)] {
      let roster = try Fixtures.roster(territory, horizon: start...start.adding(years: 6))
      #expect(roster.mandates.count > 9_000)
    }
  }

  @Test func `a margin that cannot be met is an error with both figures`() throws {
    let (territory, _) = try Fixtures.pair.get()
    var rates = try Fixtures.rates.get()
    let text = """
      population.kept.municipal:
        title: Everybody stays
        unit: share
        values:
          2014-01-01: {value: 90 %, reference: -, checked: 2026-11-21, confidence: assumption}
      """
    let other = try LawFile.parameters(in: Document(text, file: "test.yaml"))
    rates.set("population.kept.municipal", try #require(other.first?.values.first), alone: true)
    let error = #expect(throws: RosterError.self) {
      try Roster(
        seed: 1, territory: territory, law: try Fixtures.law.get(), population: rates,
        horizon: Fixtures.horizon)
    }
    guard case .margin(let margin) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(margin.name == "new at a general election")
    #expect(
      error?.description.contains("published 570000 ppm, generated \(margin.generated) ppm") == true
    )
  }
}
