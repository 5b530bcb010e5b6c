/// What is wrong with something that a user wrote, in one sentence, with its place.
package struct Diagnostic: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file's path as the user gave it, or another name of the source such as `--set`.
  package let file: String

  /// The line from 1, or 0 where there is none.
  package let line: Int

  /// The sentence, without its place.
  package let message: String

  /// Creates a diagnostic.
  ///
  /// - Parameters:
  ///   - file: The file's path as the user gave it.
  ///   - line: The line from 1, or 0.
  ///   - message: The sentence.
  package init(file: String, line: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// The sentence with its place: `national.yaml:3: unknown key …`.
  package var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }
}

/// Finds the valid name that somebody probably meant.
package enum Nearest {
  /// Returns `; did you mean 'x'?`, or nothing where no candidate is near.
  ///
  /// - Parameters:
  ///   - name: What was written.
  ///   - candidates: The valid names.
  /// - Returns: The end of a sentence.
  package static func hint(_ name: String, among candidates: some Sequence<String>) -> String {
    nearest(to: name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// Returns the nearest candidate within a third of the name's length (at least 2 edits).
  ///
  /// - Parameters:
  ///   - name: What was written.
  ///   - candidates: The valid names.
  /// - Returns: The nearest, the first in the alphabet among equals.
  private static func nearest(
    to name: String, among candidates: some Sequence<String>
  ) -> String? {
    let limit = max(2, name.count / 3)
    return
      candidates
      .map { (distance(name.lowercased(), $0.lowercased()), $0) }
      .filter { $0.0 <= limit }
      .min { $0 < $1 }?
      .1
  }

  /// The edit distance in which a swap of neighbours counts once (optimal string alignment).
  ///
  /// - Parameters:
  ///   - lhs: A text.
  ///   - rhs: Another text.
  /// - Returns: The least number of insertions, deletions, replacements and swaps.
  package static func distance(_ lhs: String, _ rhs: String) -> Int {
    let a = Array(lhs.unicodeScalars.prefix(200))
    let b = Array(rhs.unicodeScalars.prefix(200))
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var least = min(replaced, last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = min(least, beforeLast[j - 2] + 1)
        }
        row.append(least)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
