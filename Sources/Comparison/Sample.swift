internal import Draws
internal import Ledger
package import Population

/// Which officials are compared with the oracle.
///
/// A pure function of seed and official, whatever the threads and shards; the share that is asked
/// for, and of rare kinds as many as there are up to ``least``, so that no kind is left out.
package enum Sample {
  /// How many of each kind are drawn at least, where there are so many.
  package static let least = 12

  private static let stream = Stream("comparison.sample")

  /// Draws a sample.
  ///
  /// - Parameters:
  ///   - share: One official in so many; 1 for everybody.
  ///   - seed: The seed of the run.
  ///   - roster: The officials.
  /// - Returns: Their numbers in the roster, in order.
  package static func officials(
    oneIn share: Int, seed: UInt64, _ roster: borrowing Roster
  ) -> [UInt32] {
    let count = roster.persons.count
    guard share > 1 else { return (0..<count).map { UInt32($0) } }
    var isDrawn = [Bool](repeating: false, count: count)
    // The officials with the least words of each stratum, in the order of their words.
    var first = [[(word: UInt64, official: UInt32)]](repeating: [], count: strata)
    for official in 0..<count {
      let word = draw(seed, stream, UInt64(official))
      isDrawn[official] = word.below(UInt64(share)) == 0
      let stratum = stratum(of: official, roster)
      guard first[stratum].count < least || word < first[stratum][least - 1].word else { continue }
      let place = first[stratum].firstIndex { word < $0.word } ?? first[stratum].endIndex
      first[stratum].insert((word, UInt32(official)), at: place)
      if first[stratum].count > least { first[stratum].removeLast() }
    }
    for (_, official) in first.joined() { isDrawn[Int(official)] = true }
    return (0..<count).filter { isDrawn[$0] }.map { UInt32($0) }
  }

  /// The kinds of mandates, and the Pacific.
  private static let strata = MandateKind.allCases.count + 1

  /// The rarest kind of an official: the Pacific, else the highest code of the mandates.
  private static func stratum(of official: Int, _ roster: borrowing Roster) -> Int {
    if roster.pacific.contains(official) { return strata - 1 }
    var kind = 0
    for mandate in roster.mandates(of: official) {
      kind = max(kind, Int(roster.mandates.kind[mandate].rawValue))
    }
    return kind
  }
}
