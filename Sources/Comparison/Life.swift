internal import Calendar
internal import Platform
internal import Simulation

/// What a journal says of one person, in the order of its happening.
struct Life {
  let person: Journal.Person
  let acts: [Journal.Act]
  let entries: [Journal.Entry]
  let looks: [Journal.Look]
}

/// The entries of a journal by person: each list was written by day, and stays so.
struct Lives {
  let journal: Journal
  private let acts: Grouping
  private let entries: Grouping
  private let looks: Grouping

  init(_ journal: Journal) {
    self.journal = journal
    let count = journal.persons.count
    acts = Grouping(journal.acts.count, into: count) { journal.acts[$0].person }
    entries = Grouping(journal.entries.count, into: count) { journal.entries[$0].person }
    looks = Grouping(journal.looks.count, into: count) { journal.looks[$0].person }
  }

  subscript(person: Int) -> Life {
    Life(
      person: journal.persons[person], acts: acts[person].map { journal.acts[Int($0)] },
      entries: entries[person].map { journal.entries[Int($0)] },
      looks: looks[person].map { journal.looks[Int($0)] })
  }

  /// The places of a list by group, each group in its order.
  private struct Grouping {
    private var starts: [Int]
    private var places: [UInt32]

    init(_ count: Int, into groups: Int, _ group: (Int) -> UInt32) {
      starts = .init(repeating: 0, count: groups + 1)
      for place in 0..<count { starts[Int(group(place)) + 1] += 1 }
      for one in starts.indices.dropFirst() { starts[one] += starts[one - 1] }
      places = .init(repeating: 0, count: count)
      var next = starts
      for place in 0..<count {
        let group = Int(group(place))
        places[next[group]] = UInt32(place)
        next[group] += 1
      }
    }

    subscript(group: Int) -> ArraySlice<UInt32> { places[starts[group]..<starts[group + 1]] }
  }
}
