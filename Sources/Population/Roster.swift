package import Calendar
internal import Dispatch
internal import Documents
internal import Draws
package import Law
internal import Synchronization
package import Territory

/// Everybody who holds office over a horizon, with their mandates: made before anything is run.
///
/// A pure function of seed, territory, parameters and horizon: the number of jobs has no influence,
/// since every department is made apart and draws under keys of its own.
///
/// What the model leaves out: a mayor who leaves is followed by a newcomer in the same seat rather
/// than by a deputy; functions do not change within a mandate; nobody holds two mandates above
/// the communes; nobody moves to another department.
package struct Roster: Sendable {
  /// The first day of the horizon; mandates that ended on or before it are not there.
  package let from: Day
  /// The last day of the horizon.
  package let through: Day
  /// The persons.
  package private(set) var persons = Persons()
  /// For each department of the territory, the ids of its persons.
  package private(set) var personRanges: [Range<Int>] = []
  /// The department of a person.
  ///
  /// - Parameter person: The person's id.
  /// - Returns: The department, by place in the territory.
  package func department(of person: Int) -> Int {
    var (low, high) = (0, personRanges.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if person < personRanges[middle].upperBound { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The ids of the officials of the Pacific, who lie together; empty where nobody is one.
  package private(set) var pacific: Range<Int> = 0..<0
  /// The mandates.
  package private(set) var mandates = Mandates()
  /// For each person the first mandate; then the number of mandates.
  package private(set) var mandateOffsets: [UInt32] = []
  /// People who are no officials but have the names and the birth date of one.
  package private(set) var homonyms: [Homonym] = []
  /// Each published margin that applies, with what was generated.
  package private(set) var margins: [Margin] = []

  /// The code of each place of birth.
  private let placeCodes: [String]
  /// The same as a NIR has them.
  private let places: [NIR.Place]

  /// Makes the roster of a territory.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - territory: The councils.
  ///   - law: The parameters with the elections.
  ///   - population: The rates, such as `ParameterTable.population()`.
  ///   - horizon: The first and the last day.
  ///   - jobs: How many departments are made at the same time; at least 1.
  /// - Throws: ``RosterError`` for a missing parameter or a margin out of tolerance.
  package init(
    seed: UInt64, territory: Territory, law: ParameterTable, population: ParameterTable,
    horizon: ClosedRange<Day>, jobs: Int = 1
  ) throws(RosterError) {
    from = horizon.lowerBound
    through = horizon.upperBound
    placeCodes = territory.departments.map(\.code)
    places = placeCodes.map(NIR.Place.init(code:))
    let context: BuildContext
    do throws(Diagnostic) {
      context = try BuildContext(seed, territory, law, population, horizon)
    } catch {
      throw .invalid(error)
    }
    let jobs = max(1, jobs)
    let parts = Self.departments(context, jobs: jobs)
    do throws(Diagnostic) { try merge(parts, territory, jobs: jobs) } catch {
      throw .invalid(error)
    }
    homonyms = Homonym.all(of: persons, context)
    do throws(Diagnostic) {
      margins = try Census(self, territory, context, jobs: jobs).margins()
    } catch {
      throw .invalid(error)
    }
    for margin in margins where !margin.isMet { throw .margin(margin) }
  }

  /// The mandates of a person.
  ///
  /// - Parameter person: The person's id.
  /// - Returns: Indices in ``mandates``, from the earliest start.
  package func mandates(of person: Int) -> Range<Int> {
    Int(mandateOffsets[person])..<Int(mandateOffsets[person + 1])
  }

  /// The NIR of a person: well formed, and nobody's.
  ///
  /// - Parameter person: The person's id.
  /// - Returns: The NIR, which prints masked.
  package func nir(of person: Int) -> NIR {
    NIR(
      sex: persons.sex[person], birth: persons.birth[person],
      place: places[Int(persons.birthPlace[person])], serial: persons.nirSerial[person])
  }

  /// The given name and the usual name of a person.
  ///
  /// - Parameter person: The person's id.
  /// - Returns: Such as `Jeanne Martin`.
  package func name(of person: Int) -> String {
    Names.given(persons.givenName[person], sex: persons.sex[person]) + " "
      + Names.family(persons.usualName[person])
  }

  /// Makes all departments, the largest first, each by whichever job is free.
  private static func departments(_ context: BuildContext, jobs: Int) -> [DepartmentPart] {
    let ranges = context.territory.bodyRanges
    let order = ranges.indices.sorted {
      ranges[$0].count != ranges[$1].count ? ranges[$0].count > ranges[$1].count : $0 < $1
    }
    let parts = Mutex([DepartmentPart](repeating: DepartmentPart(), count: ranges.count))
    Self.share(order.count, jobs: jobs) { turn in
      var builder = DepartmentBuilder(context, department: order[turn])
      builder.build()
      let part = DepartmentPart(builder)
      parts.withLock { $0[order[turn]] = part }
    }
    return parts.withLock { $0 }
  }

  /// Calls a function once for each number below a count, each by whichever job is free.
  static func share(_ count: Int, jobs: Int, _ body: @Sendable (Int) -> Void) {
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(count, jobs)) { _ in
      while true {
        let turn = next.withLock { turn in
          turn += 1
          return turn - 1
        }
        guard turn < count else { return }
        body(turn)
      }
    }
  }

  /// Puts the departments one after another, and tells apart those born alike.
  private mutating func merge(
    _ parts: [DepartmentPart], _ territory: Territory, jobs: Int
  ) throws(Diagnostic) {
    let personCount = parts.reduce(0) { $0 + $1.persons.count }
    let mandateCount = parts.reduce(0) { $0 + $1.mandates.count }
    guard personCount < Int(UInt32.max), mandateCount < Int(UInt32.max) else {
      throw Diagnostic(file: "territory.officials", message: "more than four billion rows")
    }
    var end = 0
    for part in parts {
      let range = end..<end + part.persons.count
      end = range.upperBound
      if territory.departments[personRanges.count].isPacific, !range.isEmpty {
        pacific = (pacific.isEmpty ? range.lowerBound : pacific.lowerBound)..<range.upperBound
      }
      personRanges.append(range)
    }
    let columns = Mutex((persons: Persons(), mandates: Mandates(), offsets: [UInt32]()))
    let numbered = Mutex(Result<[UInt16], Diagnostic>.success([]))
    let codes = placeCodes
    Self.share(3, jobs: jobs) { turn in
      switch turn {
      case 0:
        let persons = Persons(joining: parts, count: personCount)
        columns.withLock { $0.persons = persons }
      case 1:
        let (mandates, offsets) = Mandates.joined(parts, personCount, mandateCount)
        columns.withLock { ($0.mandates, $0.offsets) = (mandates, offsets) }
      default:
        let serials = Result { () throws(Diagnostic) in
          try Self.serials(parts, codes, count: personCount)
        }
        numbered.withLock { $0 = serials }
      }
    }
    columns.withLock { (persons, mandates, mandateOffsets) = ($0.persons, $0.mandates, $0.offsets) }
    persons.nirSerial = try numbered.withLock { $0 }.get()
  }

  /// Numbers those of the same sex, month and place of birth, in the order of their ids.
  private static func serials(
    _ parts: [DepartmentPart], _ placeCodes: [String], count: Int
  ) throws(Diagnostic) -> [UInt16] {
    var given = [UInt16](repeating: 0, count: NIR.birthKeys)
    let capacities = placeCodes.map(NIR.capacity(placeCode:))
    var serials: [UInt16] = []
    serials.reserveCapacity(count)
    for part in parts {
      for key in part.birthKeys {
        let serial = given[Int(key)]
        guard Int(serial) < capacities[NIR.place(ofBirthKey: Int(key))] else {
          throw Diagnostic(
            file: "territory.officials",
            message: "too many people of one sex are born in one month in department "
              + placeCodes[NIR.place(ofBirthKey: Int(key))] + " to have a NIR each")
        }
        serials.append(serial)
        given[Int(key)] = serial + 1
      }
    }
    return serials
  }
}

extension BuildContext {
  /// Gathers what all departments share.
  fileprivate convenience init(
    _ seed: UInt64, _ territory: Territory, _ law: ParameterTable, _ population: ParameterTable,
    _ horizon: ClosedRange<Day>
  ) throws(Diagnostic) {
    let rates = try Rates(population, on: horizon.lowerBound)
    var firstCard: [(councillor: Int, deputy: Int)] = []
    var firstCommune = territory.bodyRanges.map { _ in 0 }
    var cards = (councillor: 0, deputy: 0, mayor: 0)
    var hasHead: [Bool] = []
    /// For each region and each special assembly, the section with the most seats.
    var largest: [String: (seats: Int32, body: Int)] = [:]
    for (department, range) in territory.bodyRanges.enumerated() {
      firstCommune[department] = cards.mayor
      for index in range {
        let body = territory.bodies[index]
        firstCard.append((cards.councillor, cards.deputy))
        hasHead.append(body.kind != .regionSection && body.kind != .specialAssembly)
        switch body.kind {
        case .commune:
          cards.mayor += 1
          cards.deputy += Int(body.deputies)
          cards.councillor += Int(body.held - body.deputies) - 1
        case .regionSection, .specialAssembly:
          let name =
            body.kind == .specialAssembly
            ? territory.code(of: index) : "region \(territory.departments[department].region)"
          if body.seats > largest[name]?.seats ?? 0 { largest[name] = (body.seats, index) }
        default: break
        }
      }
    }
    // Each entry sets its own place, so the order of the entries has no influence.
    for entry in largest.values { hasHead[entry.body] = true }
    self.init(
      seed: seed, territory: territory, rates: rates,
      elections: try ElectionCalendar(law, population, on: horizon.lowerBound),
      decks: Decks(
        councillors: Int64(cards.councillor), deputies: Int64(cards.deputy),
        mayors: Int64(cards.mayor), rates, seed: seed),
      horizon: horizon, firstCard: firstCard,
      firstCommune: firstCommune, hasHead: hasHead,
      serialPlaces: territory.departments.indices.map { index in
        let twin = ["2A": "19", "2B": "18"][territory.departments[index].code]
        return UInt8(territory.departments.firstIndex { $0.code == twin } ?? index)
      })
  }
}

extension Roster {
  /// Whether a person is a woman.
  ///
  /// - Parameter person: The person's id.
  /// - Returns: `true` for the sex digit 2 of the NIR.
  package func isWoman(_ person: Int) -> Bool { persons.sex[person] == 2 }

  /// Whether a person holds a mandate of the scheme on a day.
  ///
  /// - Parameters:
  ///   - person: The person's id.
  ///   - day: The day.
  /// - Returns: `true` while any mandate but one outside the scheme is in force.
  package func isInOffice(_ person: Int, on day: Day) -> Bool {
    for mandate in mandates(of: person)
    where mandates.kind[mandate] != .outside && mandates.isInForce(mandate, on: day) {
      return true
    }
    return false
  }
}
