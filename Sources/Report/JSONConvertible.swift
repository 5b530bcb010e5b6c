/// A value that has one JSON form and can be read back from it.
package protocol JSONConvertible {
  /// What the JSON form of every such value is.
  static var shape: JSONShape { get }

  /// The value as JSON.
  var json: JSON { get }

  /// Reads the value.
  ///
  /// - Parameter json: What ``json`` gave.
  /// - Throws: ``ReportError`` with the end of a sentence that begins with the value's place.
  init(json: JSON) throws(ReportError)
}

extension Bool: JSONConvertible {
  /// True or false.
  package static var shape: JSONShape { .boolean }

  /// True or false.
  package var json: JSON { .bool(self) }

  /// Reads true or false.
  package init(json: JSON) throws(ReportError) {
    guard case .bool(let value) = json else { throw ReportError("is neither true nor false") }
    self = value
  }
}

extension Int64: JSONConvertible {
  /// A whole number.
  package static var shape: JSONShape { .integer }

  /// The number.
  package var json: JSON { .integer(self) }

  /// Reads a whole number.
  package init(json: JSON) throws(ReportError) {
    guard case .integer(let value) = json else { throw ReportError("is not a whole number") }
    self = value
  }
}

extension Int: JSONConvertible {
  /// A whole number.
  package static var shape: JSONShape { .integer }

  /// The number.
  package var json: JSON { .integer(Int64(self)) }

  /// Reads a whole number.
  package init(json: JSON) throws(ReportError) { self = Int(try Int64(json: json)) }
}

extension UInt64: JSONConvertible {
  /// A whole number from 0 on.
  package static var shape: JSONShape { .natural }

  /// The number.
  package var json: JSON { Int64(exactly: self).map(JSON.integer) ?? .unsigned(self) }

  /// Reads a whole number that is not negative.
  package init(json: JSON) throws(ReportError) {
    switch json {
    case .unsigned(let value): self = value
    case .integer(let value) where value >= 0: self = UInt64(value)
    default: throw ReportError("is not a whole number from 0 on")
    }
  }
}

extension Double: JSONConvertible {
  /// A number.
  package static var shape: JSONShape { .number }

  /// The number.
  package var json: JSON { .double(self) }

  /// Reads a number.
  package init(json: JSON) throws(ReportError) {
    switch json {
    case .double(let value): self = value
    case .integer(let value): self = Double(value)
    default: throw ReportError("is not a number")
    }
  }
}

extension String: JSONConvertible {
  /// A text.
  package static var shape: JSONShape { .text }

  /// The text.
  package var json: JSON { .string(self) }

  /// Reads a text.
  package init(json: JSON) throws(ReportError) {
    guard case .string(let value) = json else { throw ReportError("is not a text") }
    self = value
  }
}

extension Optional: JSONConvertible where Wrapped: JSONConvertible {
  /// A value or null.
  package static var shape: JSONShape { .optional(Wrapped.shape) }

  /// The value, or null.
  package var json: JSON { self?.json ?? .null }

  /// Reads a value or null.
  package init(json: JSON) throws(ReportError) {
    self = json == .null ? nil : try Wrapped(json: json)
  }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  /// A list.
  package static var shape: JSONShape { .list(Element.shape) }

  /// The items.
  package var json: JSON { .array(map(\.json)) }

  /// Reads the items.
  package init(json: JSON) throws(ReportError) {
    guard case .array(let items) = json else { throw ReportError("is not a list") }
    self = []
    for item in items { append(try Element(json: item)) }
  }
}
