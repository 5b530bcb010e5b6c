import Documents
import Report

extension JSON: ExpressibleByStringLiteral {
  /// A text.
  init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByArrayLiteral {
  /// A list.
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON {
  /// A schema of some keywords, in order.
  static func schema(_ keywords: [(String, JSON)]) -> JSON {
    .object(keywords.map { JSON.Member($0.0, $0.1) })
  }

  /// The keywords of a schema.
  var members: [(String, JSON)] {
    guard case .object(let members) = self else { return [] }
    return members.map { ($0.key, $0.value) }
  }

  /// A quantity: as a number where it is written without its unit, else as a text.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - range: The limits, in the base unit.
  /// - Returns: The schema.
  static func quantity(_ unit: Unit, _ range: ClosedRange<Int64>? = nil) -> JSON {
    let text: JSON = .schema([("type", "string"), ("pattern", .string(unit.pattern))])
    switch unit {
    case .date, .dayOfYear: return text
    case .flag: return .schema([("anyOf", .array([.schema([("type", "boolean")]), text]))])
    default: break
    }
    let scale = (0..<unit.plainDecimals).reduce(1.0) { scale, _ in scale * 10 }
    func limit(_ number: Int64) -> JSON {
      let value = Double(number) / scale
      return Int64(exactly: value).map(JSON.integer) ?? .double(value)
    }
    var number: [(String, JSON)] = [("type", scale > 1 ? "number" : "integer")]
    if let range {
      number += [("minimum", limit(range.lowerBound)), ("maximum", limit(range.upperBound))]
    } else {
      number.append(("minimum", .integer(0)))
    }
    return .schema([("anyOf", .array([.schema(number), text]))])
  }
}
