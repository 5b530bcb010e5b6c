import Behaviour
import Calendar
@testable import Law
import Platform
import Territory
import Testing

enum Fixtures {
  static let days = Day(2021, 7, 1)...Day(2031, 6, 30)
  static let law = Result { try ParameterTable.law() }
  static let behaviour = Result { try ParameterTable.behaviour() }
  static let territory = Result {
    try Territory(
      law.get(), on: days.lowerBound, options: TerritoryOptions(officials: 20_000))
  }

  static func behaviour(_ changes: [String: Int64]) throws -> ParameterTable {
    var table = try behaviour.get()
    for (name, number) in changes {
      let name = "behaviour.\(name)"
      let first = try #require(table[name]?.values.first)
      table.set(
        name,
        DatedValue(
          from: first.from, value: .number(number), reference: "a test", url: nil,
          checked: first.checked, confidence: .assumption), alone: true)
    }
    return table
  }
}

@Suite struct MarketTests {
  private func market(seed: UInt64 = 1, _ changes: [String: Int64] = [:]) throws -> Market {
    try Market(
      seed: seed, behaviour: Fixtures.behaviour(changes), law: Fixtures.law.get(),
      days: Fixtures.days)
  }

  @Test func `nothing is on sale before the portal has published it`() throws {
    for seed in UInt64(1)...3 {
      let market = try market(seed: seed)
      let catalogue = market.catalogue
      #expect(catalogue.offers.allSatisfy { $0.shelf == .withdrawn && $0.price == 0 })
      #expect(market.mandateOffers.upperBound == market.reintegrationOffers.lowerBound)
      #expect(market.grants.count == catalogue.providers.count)
      for (grants, provider) in zip(market.grants, catalogue.providers) {
        let isAccredited = provider.isAccredited(
          Fixtures.days.lowerBound, through: Fixtures.days.lowerBound)
        #expect(isAccredited == (grants > 0))
      }
      // A body's trainings lie together, and there are honest bodies and others.
      #expect(market.conduct.count { $0 == .honest } * 10 > market.conduct.count * 7)
      let prices = market.mandateOffers.map { market.hourlyPrice(of: $0, edition: 0) }
      #expect(prices.allSatisfy { (1...80_00).contains($0) })
    }
  }

  @Test func `sessions lie in order, on working weekdays, within the seats of their day`() throws {
    let market = try market(["offer.mandate": 200, "offer.reintegration": 50])
    let catalogue = market.catalogue
    for offer in catalogue.offers.indices {
      let sessions = catalogue.sessions[catalogue.sessions(of: offer)]
      #expect(!sessions.isEmpty)
      #expect(zip(sessions, sessions.dropFirst()).allSatisfy { $0.start <= $1.start })
      let isRight = sessions.allSatisfy {
        $0.offer == UInt32(offer) && $0.start <= $0.end && $0.seats >= 1
          && $0.start.weekday != .saturday && $0.start.weekday != .sunday
      }
      #expect(isRight)
      if market.mandateOffers.contains(offer) {
        let isSmall = sessions.allSatisfy { $0.seats <= 15 || $0.start < Day(2021, 7, 23) }
        #expect(isSmall)
      }
    }
  }

  @Test func `the same seed makes the same market, another seed another`() throws {
    let changes: [String: Int64] = ["offer.mandate": 100, "offer.reintegration": 20]
    let first = try market(changes).catalogue
    let again = try market(changes).catalogue
    let other = try market(seed: 2, changes).catalogue
    #expect(first.sessions == again.sessions && first.offers == again.offers)
    #expect(first.sessions != other.sessions && first.offers != other.offers)
  }
}

@Suite struct TreasuryTests {
  /// How often and how much each body wires in a year.
  private func wired(_ year: Int, _ bodies: [Body]) throws -> [(days: [Day], amount: Int64)] {
    let law = try Fixtures.law.get()
    let statutes = Statutes(law, in: Fixtures.days)
    var treasury = Treasury(bodies: bodies, law: law)
    var batch = Batch()
    var result = bodies.map { _ in (days: [Day](), amount: Int64(0)) }
    for offset in 0..<365 {
      let day = Day(year, 1, 1) + offset
      batch.reset(day)
      treasury.wire(on: day, statutes.statute(on: day), &batch)
      for command in batch.commands {
        #expect(command.verb == .levy && command.amount > 0)
        result[Int(command.official)].days.append(day)
        result[Int(command.official)].amount += command.amount
      }
    }
    return result
  }

  @Test func `levies are wired by the month, the quarter or the year, by their size`() throws {
    let bodies = try Fixtures.territory.get().bodies
    let law = try Fixtures.law.get()
    let statute = Statute(law, on: Day(2025, 6, 1))
    var bands: [Int: Int] = [:]
    for (body, wire) in zip(bodies, try wired(2025, bodies)) {
      bands[wire.days.count, default: 0] += 1
      switch wire.days.count {
      case 12:
        #expect(wire.amount > statute.levyMonthlyAbove)
        #expect(wire.days.allSatisfy { $0.civil.day == statute.levyDueDay })
      case 4:
        #expect(wire.amount <= statute.levyMonthlyAbove)
        #expect(wire.days.map(\.civil.month) == [1, 4, 7, 10])
      case 1:
        #expect(wire.amount <= statute.levyQuarterlyAbove)
        #expect(wire.days.map { $0.civil.month * 100 + $0.civil.day } == [statute.levyYearlyDue])
      default: #expect(body.kind == .excluded || wire.days.isEmpty)
      }
    }
    #expect(bands[1, default: 0] > 0 && bands[4, default: 0] > 0 && bands[12, default: 0] > 0)
  }

  @Test func `deliberations follow their share, and never of an excluded body`() throws {
    let bodies = try Fixtures.territory.get().bodies
    let treasury = Treasury(bodies: bodies, law: try Fixtures.law.get())
    let table = try Fixtures.behaviour.get()
    let deliberations = treasury.deliberations(
      seed: 1, first: 0, behaviour: table, on: Fixtures.days.lowerBound)
    #expect(deliberations.count == bodies.count)
    var small = 0
    var large = 0
    for (body, deliberation) in zip(bodies, deliberations) where deliberation.perTraining > 0 {
      #expect(body.kind != .excluded)
      #expect(deliberation.perTraining == 600_00 && deliberation.perOfficial == 3)
      #expect(deliberation.budget == 250_00 * Int64(body.seats))
      if body.population < 500 { small += 1 } else if body.population >= 3_500 { large += 1 }
    }
    let smallBodies = bodies.count { $0.population < 500 && $0.kind != .excluded }
    let largeBodies = bodies.count { $0.population >= 3_500 }
    #expect(small * 1_000 / smallBodies < 60)
    #expect(large * 1_000 / largeBodies > 200)
  }
}

/// Settings that the market could not hold.
@Suite struct MarketLimitTests {
  @Test func `a room has at most as many seats as a session can count`() throws {
    let table = try Fixtures.behaviour.get()
    let name = "behaviour.offer.room"
    #expect(try table.setting(name, to: "255", from: nil, source: "--set")[name] != nil)
    #expect(throws: (any Error).self) {
      try table.setting(name, to: "256", from: nil, source: "--set")
    }
  }
}
