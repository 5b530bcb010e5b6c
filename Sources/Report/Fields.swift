/// A value with named fields: a JSON object whose keys stand in one list, for writing and reading.
package protocol Record: JSONConvertible, Hashable, Sendable {
  /// Creates a record with nothing in it.
  init()

  /// Names each field, in the order of the file.
  ///
  /// - Parameter fields: What reads or writes the fields.
  /// - Throws: ``ReportError`` if a field cannot be read.
  mutating func list(_ fields: inout Fields) throws(ReportError)
}

extension Record {
  /// An object with the fields that the record names.
  package static var shape: JSONShape {
    var fields = Fields(task: .describing)
    var empty = Self()
    // Only reading throws.
    try? empty.list(&fields)
    return .record(
      JSONShape.Fields(name: "\(Self.self)", list: fields.shapes, hasFurther: fields.hasFurther))
  }

  /// The record as an object.
  package var json: JSON {
    var fields = Fields(task: .writing)
    var copy = self
    // Only reading throws.
    try? copy.list(&fields)
    return .object(fields.members)
  }

  /// Reads a record.
  ///
  /// - Parameter json: An object with every key that isn't optional.
  /// - Throws: ``ReportError`` if a key is missing or holds something else.
  package init(json: JSON) throws(ReportError) {
    guard case .object(let members) = json else { throw ReportError("is not an object") }
    self.init()
    var fields = Fields(task: .reading, members: members)
    try list(&fields)
  }
}

/// The fields of a record while they are written, read or described.
package struct Fields {
  fileprivate enum Task { case writing, reading, describing }

  fileprivate let task: Task
  fileprivate var members: [JSON.Member] = []
  fileprivate var shapes: [JSONShape.Field] = []
  fileprivate var hasFurther = false

  /// Writes, reads or describes a field.
  ///
  /// - Parameters:
  ///   - key: The key in the file.
  ///   - value: The field.
  /// - Throws: ``ReportError`` if the field cannot be read.
  package mutating func field<Value: JSONConvertible>(
    _ key: String, _ value: inout Value
  ) throws(ReportError) {
    switch task {
    case .writing: members.append(JSON.Member(key, value.json))
    case .describing: shapes.append(JSONShape.Field(key: key, shape: Value.shape))
    case .reading:
      guard let found = members.first(where: { $0.key == key }) else {
        throw ReportError("\(key) is missing")
      }
      try read(key, found.value, into: &value)
    }
  }

  /// Writes, reads or describes a field that may be absent; written, an absent one is null.
  ///
  /// - Parameters:
  ///   - key: The key in the file.
  ///   - value: The field.
  /// - Throws: ``ReportError`` if the field is there and cannot be read.
  package mutating func field<Value: JSONConvertible>(
    _ key: String, _ value: inout Value?
  ) throws(ReportError) {
    switch task {
    case .writing: members.append(JSON.Member(key, value.json))
    case .describing: shapes.append(JSONShape.Field(key: key, shape: Value?.shape))
    case .reading:
      value = nil
      if let found = members.first(where: { $0.key == key }) {
        try read(key, found.value, into: &value)
      }
    }
  }

  /// Writes, reads or describes the rest of the record, whose keys are data.
  ///
  /// - Parameters:
  ///   - value: The names and numbers.
  ///   - known: The keys that are fields of their own.
  /// - Throws: ``ReportError`` if one of them is not a whole number.
  package mutating func rest(_ value: inout Tally, except known: [String]) throws(ReportError) {
    switch task {
    case .writing:
      for entry in value.entries { members.append(JSON.Member(entry.name, entry.count.json)) }
    case .describing: hasFurther = true
    case .reading: value = try Tally(json: .object(members.filter { !known.contains($0.key) }))
    }
  }

  private func read<Value: JSONConvertible>(
    _ key: String, _ json: JSON, into value: inout Value
  ) throws(ReportError) {
    do {
      value = try Value(json: json)
    } catch {
      throw ReportError("\(key): \(error.description)")
    }
  }
}
