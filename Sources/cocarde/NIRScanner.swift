/// Looks for whole NIRs in what leaves.
enum NIRScanner {
  /// Whether a line holds the thirteen digits of a NIR of the model, with its key or without, with
  /// spaces between the groups or without.
  ///
  /// The order number of a NIR of the model is 000, and the month is one that exists or one that
  /// stands for an unknown one, so that an amount or a print is hardly ever taken for a NIR.
  ///
  /// - Parameters:
  ///   - line: A line of an output, in UTF-8.
  ///   - figures: Digits in one piece that are known to be something else.
  /// - Returns: `true` if there is one.
  static func finds(
    in line: some Sequence<UInt8>, besides figures: Set<[UInt8]> = []
  ) -> Bool {
    var run: [UInt8] = []
    run.reserveCapacity(longest + 1)
    var (isGap, isWhole) = (false, true)
    func isFound() -> Bool { isNIR(run) && !(isWhole && figures.contains(run)) }
    for byte in line {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A"), UInt8(ascii: "B"):
        if byte > UInt8(ascii: "9"), run.isEmpty { continue }
        if isGap { isWhole = false }
        // What is longer is none: how much longer doesn't matter.
        if run.count <= longest { run.append(byte) }
        isGap = false
      case UInt8(ascii: " ") where !isGap && !run.isEmpty: isGap = true
      default:
        if run.count >= shortest, isFound() { return true }
        run.removeAll(keepingCapacity: true)
        (isGap, isWhole) = (false, true)
      }
    }
    return isFound()
  }

  /// Thirteen digits, and two of the key.
  private static let (shortest, longest) = (13, 15)

  private static func isNIR(_ run: [UInt8]) -> Bool {
    guard run.count == shortest || run.count == longest else { return false }
    let digits = run.map { (48...57).contains($0) ? Int($0) - 48 : -1 }
    let isPlain = digits.enumerated().allSatisfy { $0.element >= 0 || $0.offset == 6 }
    guard isPlain, digits[6] >= 0 || digits[5] == 2 else { return false }
    let month = digits[3] * 10 + digits[4]
    let isMonth = [0, 30, 50, 62, 74].contains { (1...12).contains(month - $0) }
    return (1...2).contains(digits[0]) && isMonth && digits[10...12].allSatisfy { $0 == 0 }
  }
}
