internal import Calendar
internal import Documents
internal import Draws
internal import Law

/// A commune before it has a place among the bodies.
struct CommuneDraft: Sendable {
  var population: Int32
  var seats: Int32
  /// The index of its own code and name, or -1.
  var label: Int32
}

/// Synthetic communes: populations spread inside each stratum so that its total agrees.
struct Synthesis {
  private static let order = Stream("territory.order")

  /// The most municipal councillors that a run may have.
  private static let mostOfficials: Int64 = 100_000_000

  /// For each department its communes; `nil` where it is left out.
  private(set) var communes: [[CommuneDraft]?]

  /// The size against the natural one, for the councils above the communes; at most 1.
  private(set) var scale: (numerator: Int64, denominator: Int64) = (1, 1)

  init(
    _ facts: Facts, _ chosen: [Int], _ scales: Scales, officials: Int64?
  ) throws(Diagnostic) {
    let isChosen = facts.departments.indices.map { chosen.contains($0) }
    let cells = facts.cells.filter { isChosen[$0.department] }
    var counts = cells.map(\.communes)
    if let officials {
      guard officials >= 1, officials <= Self.mostOfficials else {
        throw Diagnostic(
          file: "territory.officials",
          message:
            "the number of officials must be from 1 to \(Self.mostOfficials), not \(officials)")
      }
      let natural = counts.reduce(0, +)
      guard natural > 0 else {
        throw Diagnostic(file: "territory.officials", message: "no commune lies in this territory")
      }
      counts = Self.scaled(cells, facts, scales, to: officials)
      let wanted = counts.reduce(0, +)
      if wanted < natural { scale = (wanted, natural) }
    }
    communes = facts.departments.indices.map { isChosen[$0] ? [] : nil }
    for (cell, count) in zip(cells, counts) where count > 0 {
      communes[cell.department]?.append(contentsOf: Self.drafts(cell, count, facts, scales))
    }
    for department in communes.indices {
      communes[department] = communes[department].map { Self.shuffled($0, department) }
    }
  }

  /// The seats of the communes of a cell, near enough to size a territory.
  private static func seats(_ cell: Facts.Cell, _ facts: Facts, _ scales: Scales) -> Int64 {
    cell.exception >= 0
      ? Int64(facts.assemblies[cell.exception].seats)
      : Scales.step(scales.municipal, cell.stratum)
  }

  /// The communes of each cell that seat a number of officials: strata first, then departments.
  private static func scaled(
    _ cells: [Facts.Cell], _ facts: Facts, _ scales: Scales, to officials: Int64
  ) -> [Int64] {
    let natural = cells.reduce(0) { $0 + $1.communes * seats($1, facts, scales) }
    let communes = cells.reduce(0) { $0 + $1.communes }
    let needed = max(
      officials, (officials * 1_000_000 + scales.filled.municipal - 1) / scales.filled.municipal)
    var wanted = max(1, communes * needed / natural)
    while true {
      let counts = apportioned(cells, wanted)
      var reached: Int64 = 0
      for (cell, count) in zip(cells, counts) { reached += count * seats(cell, facts, scales) }
      if reached >= officials && reached * 1_000 >= needed * 998 || wanted > 2 * needed {
        return counts
      }
      wanted = max(wanted + 1, wanted * needed / max(1, reached))
    }
  }

  private static func apportioned(_ cells: [Facts.Cell], _ wanted: Int64) -> [Int64] {
    let strata = Set(cells.map(\.stratum)).sorted()
    let places = strata.map { stratum in cells.indices.filter { cells[$0].stratum == stratum } }
    let sizes = places.map { $0.reduce(0) { $0 + cells[$1].communes } }
    var counts = cells.map { _ in Int64(0) }
    for (place, total) in zip(places, Apportionment.largestRemainder(wanted, by: sizes)) {
      let parts = Apportionment.largestRemainder(total, by: place.map { cells[$0].communes })
      for (index, part) in zip(place, parts) { counts[index] = part }
    }
    return counts
  }

  /// The communes of a cell: populations rise along a line whose sum is the cell's population.
  private static func drafts(
    _ cell: Facts.Cell, _ count: Int64, _ facts: Facts, _ scales: Scales
  ) -> [CommuneDraft] {
    if cell.exception >= 0 {
      let seats = Int32(facts.assemblies[cell.exception].seats)
      return (0..<count).map { _ in
        CommuneDraft(population: Int32(cell.population), seats: seats, label: -1)
      }
    }
    let low = max(1, cell.stratum)
    let above = scales.municipal.first { $0.from > cell.stratum }?.from
    let total = cell.population * count / cell.communes
    var excess = max(0, total - count * low)
    var isFromTop = false
    if let above, 2 * excess > count * (above - 1 - low) {
      isFromTop = true
      excess = max(0, count * (above - 1) - total)
    }
    var drafts: [CommuneDraft] = []
    drafts.reserveCapacity(Int(count))
    for index in 0..<count {
      // The sum of the odd numbers is a square: this spreads the excess along a line, exactly.
      let part = share(excess, index + 1, count) - share(excess, index, count)
      let population = isFromTop ? (above ?? 1) - 1 - part : low + part
      drafts.append(
        CommuneDraft(
          population: Int32(population), seats: Int32(Scales.step(scales.municipal, population)),
          label: -1))
    }
    return drafts
  }

  private static func share(_ excess: Int64, _ index: Int64, _ count: Int64) -> Int64 {
    let (high, low) = excess.multipliedFullWidth(by: index * index)
    return (count * count).dividingFullWidth((high, low)).quotient
  }

  /// Mixes the strata, so that neighbours differ in size as they do on a map.
  private static func shuffled(_ drafts: [CommuneDraft], _ department: Int) -> [CommuneDraft] {
    guard drafts.count > 1 else { return drafts }
    let places = Permutation(
      count: drafts.count, seed: 0, stream: order, entity: UInt64(department))
    return drafts.indices.map { drafts[places($0)] }
  }
}
