/// A JSON value whose objects keep the order of their members.
package indirect enum JSON: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// A whole number beyond the greatest `Int64`.
  case unsigned(UInt64)
  /// A number with a fraction.
  case double(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSON])
  /// Members in order.
  case object([Member])

  /// A member of an object.
  package struct Member: Hashable, Sendable {
    /// The key.
    package let key: String
    /// The value.
    package let value: JSON

    /// Creates a member.
    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// The member of a key, if this is an object that has one.
  ///
  /// - Parameter key: The key.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// Whether it is a whole number that fits a signed word.
  var isInteger: Bool {
    if case .integer = self { true } else { false }
  }

  /// Whether nothing is nested in the value.
  var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}
