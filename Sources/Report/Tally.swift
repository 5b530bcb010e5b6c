/// Named whole numbers in a given order; a JSON object with its keys in that order.
package struct Tally: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// A name and its number.
  package struct Entry: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The number.
    package var count: Int64
  }

  /// The entries in order, each name once.
  package private(set) var entries: [Entry] = []

  /// Creates a tally of nothing.
  package init() {}

  /// Creates a tally.
  ///
  /// - Parameter entries: Names and numbers in order; the numbers of a repeated name add up.
  package init(_ entries: [(String, Int64)]) {
    for (name, count) in entries { add(count, to: name) }
  }

  /// Creates a tally from a literal, in the literal's order.
  ///
  /// - Parameter elements: Names and numbers.
  package init(dictionaryLiteral elements: (String, Int64)...) { self.init(elements) }

  /// Adds to the number of a name; an unknown name is appended.
  ///
  /// - Parameters:
  ///   - count: What is added.
  ///   - name: The name.
  package mutating func add(_ count: Int64, to name: String) {
    if let index = entries.firstIndex(where: { $0.name == name }) {
      entries[index].count += count
    } else {
      entries.append(Entry(name: name, count: count))
    }
  }

  /// The number of a name, if it has one.
  ///
  /// - Parameter name: The name.
  package subscript(name: String) -> Int64? { entries.first { $0.name == name }?.count }

  /// The sum of all numbers.
  package var total: Int64 { entries.reduce(0) { $0 + $1.count } }

  /// The entries whose number is not zero.
  package var present: [Entry] { entries.filter { $0.count != 0 } }
}

extension Tally: JSONConvertible {
  /// An object of whole numbers.
  package static var shape: JSONShape { .tally }

  /// The tally as an object.
  package var json: JSON {
    .object(entries.map { JSON.Member($0.name, .integer($0.count)) })
  }

  /// Reads a tally.
  ///
  /// - Parameter json: An object of whole numbers.
  /// - Throws: ``ReportError`` if it is anything else.
  package init(json: JSON) throws(ReportError) {
    guard case .object(let members) = json else { throw ReportError("is not an object") }
    for member in members {
      guard case .integer(let count) = member.value else {
        throw ReportError("holds “\(member.key)”, which is not a whole number")
      }
      add(count, to: member.key)
    }
  }
}
