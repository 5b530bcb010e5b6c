/// Finds a small part of a list that still passes a test: delta debugging (Zeller and Hildebrandt,
/// « Simplifying and Isolating Failure-Inducing Input », 2002).
///
/// What is left is minimal in that no single item can be left out, unless time ran out first.
///
/// - Parameters:
///   - items: The list, which passes the test.
///   - passes: The test; `nil` once time has run out.
/// - Returns: A part of the list, in its order, that passes the test.
package func minimum<Item>(_ items: [Item], _ passes: ([Item]) -> Bool?) -> [Item] {
  guard !items.isEmpty else { return items }
  guard let isEmptyEnough = passes([]) else { return items }
  if isEmptyEnough { return [] }
  var left = items
  var size = max(1, left.count / 2)
  while true {
    var isSmaller = false
    var start = 0
    while start < left.count {
      var candidate = left
      candidate.removeSubrange(start..<min(start + size, left.count))
      guard let isEnough = candidate.isEmpty ? false : passes(candidate) else { return left }
      if isEnough {
        left = candidate
        isSmaller = true
      } else {
        start += size
      }
    }
    if size > 1 {
      size /= 2
    } else if !isSmaller {
      return left
    }
  }
}

/// Finds the smallest number that still passes a test, if passing grows with the number.
///
/// - Parameters:
///   - number: A number that passes the test, from 0 on.
///   - passes: The test; `nil` once time has run out.
/// - Returns: A number that passes the test, at most `number`.
package func minimum(_ number: Int64, _ passes: (Int64) -> Bool?) -> Int64 {
  guard number > 0 else { return number }
  var (failing, passing): (Int64, Int64) = (-1, number)
  var candidate: Int64 = 0
  while passing - failing > 1 {
    guard let isEnough = passes(candidate) else { return passing }
    if isEnough { passing = candidate } else { failing = candidate }
    candidate = failing + (passing - failing) / 2
  }
  return passing
}
