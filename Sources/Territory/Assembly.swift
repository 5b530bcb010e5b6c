internal import Calendar
internal import Documents
internal import Law

/// Puts councils together: communes into intercommunal bodies, departments, regions, assemblies.
struct Assembly {
  private let facts: Facts
  private let scales: Scales
  private let communes: [[CommuneDraft]?]

  /// The size against the natural one, for the councils above the communes; at most 1.
  var scale: (numerator: Int64, denominator: Int64) = (1, 1)
  /// The municipal councillors wanted, or `nil` for the usual share of the seats.
  var officials: Int64?
  var labels: [Label] = []

  private var bodies: [Body] = []
  private var bodyRanges: [Range<Int>] = []

  // Running sums that are scaled and rounded, so that the totals are exact.
  private var seatSum: Int64 = 0
  private var mostDeputySum: Int64 = 0
  private var groupSum: Int64 = 0
  private var assemblySum: Int64 = 0
  private var heldSums: [Int64] = [0, 0, 0]

  private var municipal: (seats: Int64, held: Int64, mostDeputies: Int64, deputies: Int64) =
    (0, 0, 0, 0)
  private let naturalGroups: [Int64]
  private let naturalCommunes: [Int64]

  init(_ facts: Facts, _ scales: Scales, _ communes: [[CommuneDraft]?]) {
    self.facts = facts
    self.scales = scales
    self.communes = communes
    naturalCommunes = facts.naturalCommunes
    naturalGroups = Apportionment.largestRemainder(
      scales.bodies,
      by: zip(naturalCommunes, facts.departments).map { $0 > 1 && !$1.isPacific ? $0 : 0 })
  }

  mutating func assembled(isNatural: Bool, notes: [String]) -> Territory {
    sizeMunicipalCouncils()
    let sections = regionSections()
    for department in communes.indices {
      let start = bodies.count
      if let drafts = communes[department] {
        appendCommunes(drafts, department)
        let population = drafts.reduce(0) { $0 + Int64($1.population) }
        appendAssembly(
          .departmentCouncil, department, population,
          2 * Int64(facts.departments[department].cantons),
          label: -1)
        appendAssembly(.regionSection, department, population, sections[department], label: -1)
        appendSpecialAssemblies(department, population)
      }
      bodyRanges.append(start..<bodies.count)
    }
    return Territory(
      departments: facts.departments, regions: facts.regions, bodies: bodies,
      bodyRanges: bodyRanges, isNatural: isNatural, notes: notes, labels: labels)
  }

  private func mostDeputies(_ seats: Int64) -> Int64 { seats * scales.deputies.most / 1_000_000 }

  private mutating func sizeMunicipalCouncils() {
    for case let drafts? in communes {
      for draft in drafts {
        municipal.seats += Int64(draft.seats)
        municipal.mostDeputies += mostDeputies(Int64(draft.seats))
      }
    }
    municipal.held = min(
      municipal.seats,
      officials ?? (municipal.seats * scales.filled.municipal + 500_000) / 1_000_000)
    municipal.deputies = min(
      municipal.mostDeputies, (municipal.held * scales.deputies.share + 500_000) / 1_000_000)
  }

  /// The seats of each department in its region's council, by population.
  private func regionSections() -> [Int64] {
    let populations = facts.naturalPopulations
    var sections = facts.departments.map { _ in Int64(0) }
    for (index, region) in facts.regions.enumerated() {
      let members = facts.departments.indices.filter { facts.departments[$0].region == index }
      let parts = Apportionment.largestRemainder(
        Int64(region.seats), by: members.map { populations[$0] })
      for (member, part) in zip(members, parts) { sections[member] = part }
    }
    return sections
  }

  private mutating func appendCommunes(_ drafts: [CommuneDraft], _ department: Int) {
    let first = bodies.count
    let natural = naturalCommunes[department]
    let count = Int64(drafts.count)
    var groups: Int64 = 0
    if count > 1 && natural > 1 && !facts.departments[department].isPacific {
      let scaled = (naturalGroups[department] * count + natural / 2) / natural
      // A handful of communes makes no intercommunal body: its least council would seat everybody.
      groups = min(count < 10 ? scaled : max(1, scaled), count / 2)
    }
    var shares: [Int64] = []
    var group = 0
    var end = 0
    for (index, draft) in drafts.enumerated() {
      if groups > 0 && index == end {
        end = Int(count * Int64(group + 1) / groups)
        shares.append(contentsOf: groupShares(drafts[index..<end]))
        group += 1
      }
      let share = groups > 0 ? shares[index] : 0
      let parent = groups > 0 ? first + drafts.count + group - 1 : -1
      append(draft, department, number: index + 1, parent: parent, groupSeats: share)
    }
    for number in 0..<Int(groups) {
      let members =
        first + Int(count) * number / Int(groups)..<first + Int(count) * (number + 1) / Int(groups)
      appendGroup(members, department, number: number + 1)
    }
  }

  /// The seats of neighbouring communes in their intercommunal council.
  private func groupShares(_ drafts: ArraySlice<CommuneDraft>) -> [Int64] {
    let populations = drafts.map { Int64($0.population) }
    return Apportionment.intercommunal(
      base: Scales.step(scales.intercommunal, populations.reduce(0, +)), populations: populations,
      councils: drafts.map { Int64($0.seats) })
  }

  private mutating func append(
    _ draft: CommuneDraft, _ department: Int, number: Int, parent: Int, groupSeats: Int64
  ) {
    let seats = Int64(draft.seats)
    let most = mostDeputies(seats)
    let held = max(
      1, Apportionment.step(seatSum, seats, times: municipal.held, over: max(1, municipal.seats)))
    let deputies = Apportionment.step(
      mostDeputySum, most, times: municipal.deputies, over: max(1, municipal.mostDeputies))
    let groupHeld = Apportionment.step(
      groupSum, groupSeats, times: scales.filled.intercommunal, over: 1_000_000)
    seatSum += seats
    mostDeputySum += most
    groupSum += groupSeats
    bodies.append(
      Body(
        kind: .commune, department: UInt8(department), population: draft.population,
        seats: draft.seats, held: Int32(held), deputies: Int32(min(deputies, held - 1)),
        group: Int32(parent), groupSeats: Int32(groupSeats),
        groupHeld: Int32(min(groupHeld, held)), members: 0..<0,
        label: draft.label >= 0 ? draft.label : Int32(-number)))
  }

  private mutating func appendGroup(_ members: Range<Int>, _ department: Int, number: Int) {
    var population: Int64 = 0
    var seats: Int64 = 0
    var held: Int64 = 0
    for member in members {
      population += Int64(bodies[member].population)
      seats += Int64(bodies[member].groupSeats)
      held += Int64(bodies[member].groupHeld)
    }
    let deputies = min(
      scales.vicePresidents.limit, seats * scales.vicePresidents.intercommunal / 1_000_000,
      max(0, held - 1))
    bodies.append(
      Body(
        kind: .intercommunal, department: UInt8(department), population: Int32(population),
        seats: Int32(seats), held: Int32(held), deputies: Int32(deputies), group: -1,
        groupSeats: 0, groupHeld: 0, members: Int32(members.lowerBound)..<Int32(members.upperBound),
        label: Int32(-number)))
  }

  private mutating func appendSpecialAssemblies(_ department: Int, _ population: Int64) {
    let populations = facts.naturalPopulations
    for entry in facts.assemblies where entry.kind == "special" || entry.kind == "excluded" {
      guard let place = entry.departments.firstIndex(of: department) else { continue }
      let parts = Apportionment.largestRemainder(
        Int64(entry.seats),
        by: entry.departments.count == 1 ? [1] : entry.departments.map { populations[$0] })
      labels.append(Label(code: entry.code, name: entry.name))
      appendAssembly(
        entry.kind == "special" ? .specialAssembly : .excluded, department, population,
        parts[place],
        label: Int32(labels.count - 1))
    }
  }

  private mutating func appendAssembly(
    _ kind: BodyKind, _ department: Int, _ population: Int64, _ legalSeats: Int64, label: Int32
  ) {
    let seats = Apportionment.step(
      assemblySum, legalSeats, times: scale.numerator, over: scale.denominator)
    assemblySum += legalSeats
    guard seats > 0 else { return }
    let (place, share) =
      switch kind {
      case .departmentCouncil: (0, scales.filled.departmental)
      case .regionSection: (1, scales.filled.regional)
      default: (2, 1_000_000 as Int64)
      }
    let held = max(1, Apportionment.step(heldSums[place], seats, times: share, over: 1_000_000))
    heldSums[place] += seats
    let deputies = min(
      scales.vicePresidents.limit, seats * scales.vicePresidents.assembly / 1_000_000, held - 1)
    bodies.append(
      Body(
        kind: kind, department: UInt8(department), population: Int32(clamping: population),
        seats: Int32(seats), held: Int32(held), deputies: Int32(deputies), group: -1,
        groupSeats: 0, groupHeld: 0, members: 0..<0, label: label))
  }
}
