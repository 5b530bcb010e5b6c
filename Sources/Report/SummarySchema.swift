/// The JSON Schema of `summary.json`, made from the records that write and read the file: it knows
/// every key that they name, and no other.
package enum SummarySchema {
  /// The dialect of both schemas that the program prints.
  package static let dialect = "https://json-schema.org/draft/2020-12/schema"

  /// The schema.
  package static var json: JSON {
    var records: [(name: String, shape: JSONShape.Fields)] = []
    gather(Summary.shape, into: &records)
    var members: [JSON.Member] = [
      JSON.Member("$schema", .string(dialect)),
      JSON.Member("$id", .string("urn:cocarde:summary:1")),
      JSON.Member("title", .string("Summary of a run of Cocarde")),
      JSON.Member(
        "description",
        .string(
          "What `cocarde run` found. Everything under `result` is the same on every machine; what "
            + "differs from machine to machine stands under `engine`. Further keys may be added.")),
      JSON.Member("$ref", .string("#/$defs/Summary")),
    ]
    let definitions = records.sorted { $0.name < $1.name }
      .map { JSON.Member($0.name, definition($0.shape)) }
    members.append(JSON.Member("$defs", .object(definitions)))
    return .object(members)
  }

  /// Finds every record of a shape, each once.
  static func gather(
    _ shape: JSONShape, into records: inout [(name: String, shape: JSONShape.Fields)]
  ) {
    switch shape {
    case .record(let fields):
      guard !records.contains(where: { $0.name == fields.name }) else { return }
      records.append((fields.name, fields))
      for field in fields.list { gather(field.shape, into: &records) }
    case .optional(let inner), .list(let inner): gather(inner, into: &records)
    case .boolean, .integer, .natural, .number, .text, .tally, .scalar, .scalars: break
    }
  }

  private static func definition(_ fields: JSONShape.Fields) -> JSON {
    var members: [JSON.Member] = [JSON.Member("type", .string("object"))]
    if let words = SummaryWords.all[fields.name] {
      members.insert(JSON.Member("description", .string(words)), at: 0)
    }
    let properties = fields.list.map { field in
      var property: [JSON.Member] = []
      if let words = SummaryWords.all["\(fields.name).\(field.key)"] {
        property.append(JSON.Member("description", .string(words)))
      }
      property += schema(field.shape)
      if fields.name == "Summary", field.key == "schema" {
        property.append(JSON.Member("const", .string(Summary.currentSchema)))
      }
      return JSON.Member(field.key, .object(property))
    }
    members.append(JSON.Member("properties", .object(properties)))
    members.append(JSON.Member("required", .array(fields.list.map { .string($0.key) })))
    if fields.hasFurther {
      members.append(JSON.Member("additionalProperties", .object(schema(.integer))))
    }
    return .object(members)
  }

  /// What a schema says of a shape.
  private static func schema(_ shape: JSONShape) -> [JSON.Member] {
    func type(_ name: String) -> [JSON.Member] { [JSON.Member("type", .string(name))] }
    switch shape {
    case .boolean: return type("boolean")
    case .integer: return type("integer")
    case .natural: return type("integer") + [JSON.Member("minimum", .integer(0))]
    case .number: return type("number")
    case .text: return type("string")
    case .tally:
      return type("object") + [JSON.Member("additionalProperties", .object(type("integer")))]
    case .scalar: return [JSON.Member("type", .array([.string("integer"), .string("string")]))]
    case .scalars:
      return type("object")
        + [JSON.Member("additionalProperties", .object(schema(.scalar)))]
    case .list(let element): return type("array") + [JSON.Member("items", .object(schema(element)))]
    case .record(let fields): return [JSON.Member("$ref", .string("#/$defs/\(fields.name)"))]
    case .optional(let inner):
      return [JSON.Member("anyOf", .array([.object(schema(inner)), .object(type("null"))]))]
    }
  }
}

/// What each key of a summary means, by record and key: the documentation of the fields, which a
/// test holds to that of the source.
enum SummaryWords {
  /// The sentences by name, such as `QueueLine` or `QueueLine.servers`.
  static let all: [String: String] = {
    var words: [String: String] = [:]
    let text = String(decoding: PackageResources.summary_txt, as: UTF8.self)
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      words[String(line[..<colon])] = String(line[colon...].dropFirst(2))
    }
    return words
  }()
}
