internal import Calendar

/// How many people and mandates a roster has, beside the published figures: all that a summary says
/// of it, and adds up over several.
package struct Headcount: Sendable, Equatable {
  /// How many persons there are.
  package private(set) var persons: Int64
  /// How many mandates they hold, by kind.
  package private(set) var mandates: [Int64]
  /// The published margins beside the generated ones.
  package private(set) var margins: [Margin]
  /// Those in office on the first day, by steps of ages from 0 on.
  package private(set) var pyramid: [(women: Int64, men: Int64)] = []
  /// All persons, and the women among them, by department of the territory.
  package private(set) var departments: [(persons: Int64, women: Int64)]

  /// The years of a step of ``pyramid``.
  package static let ageStep = 5

  /// Counts a roster.
  ///
  /// - Parameter roster: The roster.
  package init(_ roster: borrowing Roster) {
    persons = Int64(roster.persons.count)
    mandates = .init(repeating: 0, count: MandateKind.allCases.count)
    for kind in roster.mandates.kind { mandates[Int(kind.rawValue)] += 1 }
    margins = roster.margins
    departments = roster.personRanges.map { range in
      (Int64(range.count), Int64(range.count { roster.isWoman($0) }))
    }
    for person in 0..<roster.persons.count
    where roster.mandates(of: person).contains(where: {
      roster.mandates.start[$0] <= roster.from && roster.mandates.end[$0] > roster.from
    }) {
      let age = max(0, roster.from.fullYears(since: roster.persons.birth[person]))
      count(age: age, isWoman: roster.isWoman(person))
    }
  }

  private mutating func count(age: Int, isWoman: Bool) {
    let step = age / Self.ageStep
    while pyramid.count <= step { pyramid.append((0, 0)) }
    if isWoman { pyramid[step].women += 1 } else { pyramid[step].men += 1 }
  }

  /// Whether two are the same.
  package static func == (a: Headcount, b: Headcount) -> Bool {
    a.persons == b.persons && a.mandates == b.mandates && a.margins == b.margins
      && a.pyramid.elementsEqual(b.pyramid, by: ==)
      && a.departments.elementsEqual(b.departments, by: ==)
  }

  /// Adds another country of the same territory and rates.
  ///
  /// - Parameter other: Its head count.
  package mutating func add(_ other: Headcount) {
    persons += other.persons
    for index in mandates.indices { mandates[index] += other.mandates[index] }
    for (step, count) in other.pyramid.enumerated() {
      if step == pyramid.count { pyramid.append((0, 0)) }
      pyramid[step] = (pyramid[step].women + count.women, pyramid[step].men + count.men)
    }
    for (index, count) in other.departments.enumerated() where index < departments.count {
      departments[index].persons += count.persons
      departments[index].women += count.women
    }
    for margin in other.margins {
      if let index = margins.firstIndex(where: { $0.name == margin.name }) {
        margins[index].add(margin)
      } else {
        margins.append(margin)
      }
    }
  }
}
