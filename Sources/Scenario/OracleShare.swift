/// How many officials the oracle lives a second time.
package enum OracleShare: Sendable, Equatable {
  /// Nobody.
  case off
  /// One in so many, at least one.
  case oneIn(Int)

  /// Everybody.
  package static let all = OracleShare.oneIn(1)

  /// The most officials of whom one is compared.
  package static let most = 1_000_000

  /// Reads `off`, `all`, or a share such as `1/100`.
  ///
  /// - Parameter text: The text.
  package init?(_ text: String) {
    switch text {
    case "off": self = .off
    case "all": self = .all
    default:
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "1", parts[1].allSatisfy({ ("0"..."9").contains($0) }),
        let number = UInt32(parts[1]), (1...Self.most).contains(Int(number))
      else { return nil }
      self = .oneIn(Int(number))
    }
  }
}

extension OracleShare: CustomStringConvertible {
  /// The share as a scenario writes it.
  package var description: String {
    switch self {
    case .off: "off"
    case .oneIn(1): "all"
    case .oneIn(let number): "1/\(number)"
    }
  }
}
