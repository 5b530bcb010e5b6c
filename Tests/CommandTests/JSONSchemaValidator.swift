import Documents
import Report

/// As much of JSON Schema (draft 2020-12) as the program's own schemas use; any other keyword is a
/// mistake, so that nothing that a schema says goes unheard.
struct JSONSchemaValidator {
  /// Keywords that say nothing about what is valid.
  private static let silent = ["$schema", "$id", "$defs", "title", "description", "default"]

  let root: JSON

  /// The places of a value that a schema does not allow.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - schema: The schema; the root where nothing is said.
  ///   - place: Where the value is.
  /// - Returns: A sentence for each place.
  func complaints(_ value: JSON, _ schema: JSON? = nil, at place: String = "") -> [String] {
    guard case .object(let keywords) = schema ?? root else { return ["\(place): no schema"] }
    return keywords.flatMap { keyword in
      complaints(value, keyword.key, keyword.value, schema ?? root, place)
    }
  }

  private func complaints(
    _ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ place: String
  ) -> [String] {
    func unless(_ holds: Bool) -> [String] { holds ? [] : ["\(place): \(keyword)"] }
    switch keyword {
    case "$ref":
      guard case .string(let path) = rule, path.hasPrefix("#/$defs/"),
        let target = root["$defs"]?[String(path.dropFirst("#/$defs/".count))]
      else { return ["\(place): no such definition"] }
      return complaints(value, target, at: place)
    case "type": return unless(types(rule).contains { isType(value, $0) })
    case "const": return unless(value == rule)
    case "enum": return unless(items(rule).contains(value))
    case "anyOf": return unless(items(rule).contains { complaints(value, $0, at: place).isEmpty })
    case "minimum": return unless(number(value).map { $0 >= number(rule) ?? 0 } ?? true)
    case "maximum": return unless(number(value).map { $0 <= number(rule) ?? 0 } ?? true)
    case "minLength":
      return unless(text(value).map { Double($0.count) >= number(rule) ?? 0 } ?? true)
    case "pattern": return unless(text(value).map { matches($0, rule) } ?? true)
    case "minItems", "maxItems", "minProperties":
      let count: Int? =
        switch value {
        case .array(let items): keyword == "minProperties" ? nil : items.count
        case .object(let members): keyword == "minProperties" ? members.count : nil
        default: nil
        }
      guard let count, let limit = number(rule) else { return [] }
      return unless(keyword == "maxItems" ? Double(count) <= limit : Double(count) >= limit)
    case "items", "prefixItems":
      return items(value).enumerated().flatMap { index, item in
        let own = keyword == "items" ? rule : items(rule).dropFirst(index).first
        return own.map { complaints(item, $0, at: "\(place)[\(index)]") } ?? []
      }
    case "required":
      guard case .object = value else { return [] }
      return items(rule).compactMap(text).filter { value[$0] == nil }
        .map { "\(place): \($0) is missing" }
    case "properties", "patternProperties", "additionalProperties":
      return members(value, keyword, rule, schema, place)
    default: return Self.silent.contains(keyword) ? [] : ["\(keyword) is not understood"]
    }
  }

  private func members(
    _ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ place: String
  ) -> [String] {
    guard case .object(let members) = value else { return [] }
    return members.flatMap { member -> [String] in
      let here = "\(place).\(member.key)"
      let named = schema["properties"]?[member.key]
      let patterned = pairs(schema["patternProperties"]).filter {
        matches(member.key, .string($0.key))
      }
      switch keyword {
      case "properties": return named.map { complaints(member.value, $0, at: here) } ?? []
      case "patternProperties":
        return patterned.flatMap { complaints(member.value, $0.value, at: here) }
      default:
        guard named == nil, patterned.isEmpty else { return [] }
        return rule == .bool(false)
          ? ["\(here) is unknown"] : complaints(member.value, rule, at: here)
      }
    }
  }

  private func matches(_ text: String, _ pattern: JSON) -> Bool {
    guard case .string(let pattern) = pattern else { return false }
    // Hundreds of names are patterns that say nothing but themselves: no machine is made for these.
    if pattern.first == "^", pattern.last == "$" {
      let name = pattern.dropFirst().dropLast().replacing("\\.", with: ".")
      let isPlain = name.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
      }
      if isPlain { return name == text }
    }
    guard let regex = try? Regex(pattern) else { return false }
    return text.firstMatch(of: regex) != nil
  }

  private func isType(_ value: JSON, _ name: String) -> Bool {
    switch value {
    case .null: name == "null"
    case .bool: name == "boolean"
    case .integer, .unsigned: name == "integer" || name == "number"
    case .double: name == "number"
    case .string: name == "string"
    case .array: name == "array"
    case .object: name == "object"
    }
  }

  private func types(_ rule: JSON) -> [String] {
    if case .string(let name) = rule { return [name] }
    return items(rule).compactMap(text)
  }

  private func items(_ json: JSON) -> [JSON] {
    if case .array(let items) = json { items } else { [] }
  }

  private func pairs(_ json: JSON?) -> [JSON.Member] {
    if case .object(let members)? = json { members } else { [] }
  }

  private func text(_ json: JSON) -> String? {
    if case .string(let text) = json { text } else { nil }
  }

  private func number(_ json: JSON) -> Double? {
    switch json {
    case .integer(let number): Double(number)
    case .unsigned(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }
}

extension JSON {
  /// A document of YAML as an editor sees it: scalars by the core schema of YAML 1.2.
  init(_ document: Document) {
    switch document.content {
    case .map(let entries):
      self = .object(entries.map { JSON.Member($0.key, JSON($0.value)) })
    case .list(let items): self = .array(items.map { JSON($0) })
    case .scalar(let text):
      if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) {
        self = .bool(text.lowercased() == "true")
      } else if text.wholeMatch(of: /[-+]?[0-9]+/) != nil, let number = Int64(text) {
        self = .integer(number)
      } else if text.wholeMatch(of: /[-+]?([0-9]+\.[0-9]*|\.[0-9]+)/) != nil,
        let number = Double(text)
      {
        self = .double(number)
      } else {
        self = .string(text)
      }
    }
  }
}
