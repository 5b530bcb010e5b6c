/// How many people and mandates a roster has, beside the published figures: all that a summary says
/// of it, and adds up over several.
package struct Headcount: Sendable, Equatable {
  /// How many persons there are.
  package private(set) var persons: Int64
  /// How many mandates they hold, by kind.
  package private(set) var mandates: [Int64]
  /// The published margins beside the generated ones.
  package private(set) var margins: [Margin]

  /// Counts a roster.
  ///
  /// - Parameter roster: The roster.
  package init(_ roster: borrowing Roster) {
    persons = Int64(roster.persons.count)
    mandates = .init(repeating: 0, count: MandateKind.allCases.count)
    for kind in roster.mandates.kind { mandates[Int(kind.rawValue)] += 1 }
    margins = roster.margins
  }

  /// Adds another country of the same territory and rates.
  ///
  /// - Parameter other: Its head count.
  package mutating func add(_ other: Headcount) {
    persons += other.persons
    for index in mandates.indices { mandates[index] += other.mandates[index] }
    for margin in other.margins {
      if let index = margins.firstIndex(where: { $0.name == margin.name }) {
        margins[index].add(margin)
      } else {
        margins.append(margin)
      }
    }
  }
}
