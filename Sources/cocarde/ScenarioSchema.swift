import Documents
import Law
import Report
import Scenario

/// The JSON Schemas of the files that people write: every setting and parameter with what it may
/// be, so that an editor completes names and marks mistakes.
///
/// Both are made from the tables that scenarios are read against. They are as strict as JSON Schema
/// can be; what depends on other values (a run that ends before it begins) `cocarde check` sees.
struct ScenarioSchema {
  private let context: ScenarioContext
  private let parameters: [SettableParameter]

  /// Creates the schemas of what can be set.
  ///
  /// - Parameter context: The tables.
  init(_ context: ScenarioContext) {
    self.context = context
    parameters = context.settable
  }

  /// The schema of scenarios.
  var scenario: JSON {
    let settings = Setting.all.map { (name: $0.path, schema: schema(of: $0)) }
    let values = parameters.map { (name: $0.name, schema: reference($0)) }
    let dated = parameters.map { item in
      JSON.Member(
        item.name, .schema(words(item) + [("anyOf", .array([reference(item), dates(item)]))]))
    }
    let root = Self.group(settings, values)
    let block = JSON.schema([
      (
        "description",
        .string(
          "Parameters of the law, the population and the behaviour, by their full names: "
            + "a value, or a map from days (YYYY-MM-DD) to the values that hold from then on.")
      ),
      ("type", "object"), ("properties", .object(dated)), ("additionalProperties", .bool(false)),
    ])
    return .schema(
      head("scenario", "Scenario of Cocarde", "One simulated run: `cocarde check` says what it is.")
        + [
          ("type", "object"),
          ("properties", .object([JSON.Member("parameters", block)] + root.shown)),
          ("patternProperties", .object(root.hidden)),
          ("additionalProperties", .bool(false)), ("$defs", definitions(parameters)),
        ])
  }

  /// The schema of reforms.
  var reform: JSON {
    let law = parameters.filter(\.isLaw)
    let overlays = law.map { item in
      JSON.Member(
        item.name,
        .schema(
          words(item) + [
            ("type", "object"), ("minProperties", .integer(1)),
            (
              "patternProperties",
              .schema([(Unit.date.pattern, sourced(item))])
            ), ("additionalProperties", .bool(false)),
          ]))
    }
    return .schema(
      head("reform", "Reform for Cocarde", "Dated values that are laid over the law.") + [
        ("type", "object"),
        (
          "properties",
          .schema([
            ("name", .schema([("description", "the reform’s name"), ("type", "string")])),
            (
              "title",
              .schema([("description", "what it does, in one line"), ("type", "string")])
            ),
            (
              "alone",
              described("whether it drops later values of the same parameters", .quantity(.flag))
            ),
            (
              "parameters",
              .schema([
                ("type", "object"), ("minProperties", .integer(1)),
                ("properties", .object(overlays)), ("additionalProperties", .bool(false)),
              ])
            ),
          ])
        ),
        ("required", ["name", "parameters"]), ("additionalProperties", .bool(false)),
        ("$defs", definitions(law)),
      ])
  }

  private func head(_ name: String, _ title: String, _ words: String) -> [(String, JSON)] {
    [
      ("$schema", .string(SummarySchema.dialect)), ("$id", .string("urn:cocarde:\(name):1")),
      ("title", .string(title)), ("description", .string(words)),
    ]
  }
}

// MARK: - Names with dots

extension ScenarioSchema {
  /// The keys of a map: names with dots or maps within maps, in any mixture.
  ///
  /// Settings are shown when an editor completes; parameters are accepted beside them, as scenarios
  /// are, and shown in their own block, `parameters`.
  private static func group(
    _ settings: [(name: String, schema: JSON)], _ values: [(name: String, schema: JSON)]
  ) -> (shown: [JSON.Member], hidden: [JSON.Member]) {
    var shown = settings.map { JSON.Member($0.name, $0.schema) }
    var hidden = values.map { JSON.Member(exactly($0.name), $0.schema) }
    var seen = settings.map(\.name)
    for leaf in settings + values {
      for (place, letter) in zip(leaf.name.indices, leaf.name) where letter == "." {
        let prefix = String(leaf.name[..<place])
        guard !seen.contains(prefix) else { continue }
        seen.append(prefix)
        let own = below(prefix, settings)
        let members = group(own, []).shown + group(below(prefix, values), []).shown
        // A prefix that both have stands twice: one map takes what either has.
        let map = JSON.schema([
          ("type", "object"), ("properties", .object(unique(members))),
          ("additionalProperties", .bool(false)),
        ])
        if own.isEmpty {
          hidden.append(JSON.Member(exactly(prefix), map))
        } else {
          shown.append(JSON.Member(prefix, map))
        }
      }
    }
    return (shown, unique(hidden))
  }

  /// What stands below a prefix, without it.
  private static func below(
    _ prefix: String, _ leaves: [(name: String, schema: JSON)]
  ) -> [(name: String, schema: JSON)] {
    leaves.filter { $0.name.hasPrefix(prefix + ".") }
      .map { (String($0.name.dropFirst(prefix.count + 1)), $0.schema) }
  }

  /// Each key once: of two maps below one, that which holds the members of both.
  private static func unique(_ members: [JSON.Member]) -> [JSON.Member] {
    var result: [JSON.Member] = []
    for member in members {
      guard let index = result.firstIndex(where: { $0.key == member.key }) else {
        result.append(member)
        continue
      }
      result[index] = JSON.Member(
        member.key, .schema([("anyOf", .array([result[index].value, member.value]))]))
    }
    return result
  }

  private static func exactly(_ name: String) -> String {
    "^" + name.replacing(".", with: "\\.") + "$"
  }
}

// MARK: - Settings

extension ScenarioSchema {
  private func schema(of setting: Setting) -> JSON {
    var members: [(String, JSON)] = [("description", .string(setting.doc))]
    if !setting.fallback.isEmpty {
      members.append(
        ("default", Int64(setting.fallback).map(JSON.integer) ?? .string(setting.fallback)))
    }
    return .schema(members + kind(of: setting))
  }

  private func kind(of setting: Setting) -> [(String, JSON)] {
    let line: JSON = .schema([("type", ["string", "number", "boolean"])])
    switch setting.kind {
    case .text: return text(setting.path)
    case .seed:
      return either(
        .schema([("type", "integer"), ("minimum", .integer(0)), ("maximum", .unsigned(.max))]),
        .schema([("type", "string"), ("pattern", "^[0-9_]+$")]))
    case .quantity(let unit, let range): return JSON.quantity(unit, range).members
    case .day: return [("type", "string"), ("pattern", .string(Unit.date.pattern))]
    case .flag: return JSON.quantity(.flag).members
    case .file: return [("type", "string"), ("minLength", .integer(1))]
    case .words: return list(of: word(setting.path))
    case .files: return list(of: .schema([("type", "string"), ("minLength", .integer(1))]))
    case .thresholds: return list(of: line)
    }
  }

  /// A text; of some settings it is known what it may be.
  private func text(_ path: String) -> [(String, JSON)] {
    switch path {
    case "platform.mutant":
      guard let mutants = context.mutants else { break }
      return [("enum", .array((["none"] + mutants.filter { $0 != "none" }).map(JSON.string)))]
    case "audit.oracle":
      return [("type", "string"), ("pattern", "^(off|all|1/[1-9][0-9]*)$")]
    case "trace.official":
      return either(
        .schema([("type", "integer"), ("minimum", .integer(0))]), .schema([("const", "none")]))
    default: break
    }
    return [("type", ["string", "number", "boolean"])]
  }

  /// A word of a list; of some lists it is known what it may be.
  private func word(_ path: String) -> JSON {
    switch path {
    case "territory.departments":
      return .schema(
        either(
          .schema([("type", "string"), ("pattern", "^([0-9]{2,3}|2[AB]|outside)$")]),
          .schema([("type", "integer"), ("minimum", .integer(1)), ("maximum", .integer(999))])))
    case "audit.must":
      guard let names = context.exercises else { break }
      // A reform makes days on which the law changes, and each of them can be demanded.
      return .schema(
        either(
          .schema([("enum", .array((["all"] + names).map(JSON.string)))]),
          .schema([("type", "string"), ("pattern", "^law-[0-9]{4}-[0-9]{2}-[0-9]{2}$")])))
    default: break
    }
    return .schema([("type", ["string", "number", "boolean"])])
  }

  /// A list, or a single value, which is a list of one.
  private func list(of item: JSON) -> [(String, JSON)] {
    either(item, .schema([("type", "array"), ("items", item)]))
  }

  private func either(_ choices: JSON...) -> [(String, JSON)] { [("anyOf", .array(choices))] }

  private func described(_ words: String, _ schema: JSON) -> JSON {
    .schema([("description", .string(words))] + schema.members)
  }
}

// MARK: - Parameters

extension ScenarioSchema {
  private func definitions(_ parameters: [SettableParameter]) -> JSON {
    .object(
      parameters.map { JSON.Member($0.name, .schema(words($0) + value($0.parameter))) })
  }

  private func reference(_ item: SettableParameter) -> JSON {
    .schema([("$ref", .string("#/$defs/\(item.name)"))])
  }

  /// The title, and what the parameter is today.
  private func words(_ item: SettableParameter) -> [(String, JSON)] {
    let parameter = item.parameter
    var sentences = ["Unit: \(parameter.unit.rawValue)."]
    if case .number(let number)? = parameter.values.last?.value,
      let from = parameter.values.last?.from
    {
      sentences.append("Last value: \(parameter.unit.words(number)) from \(from) on.")
    } else if case .rule(let rule)? = parameter.values.last?.value {
      sentences.append("Last value: \(rule).")
    }
    switch parameter.reading {
    case .daily, .never: break
    case .yearly: sentences.append("Read on 1 January for the whole year.")
    case .once: sentences.append("Read on the first day of the run alone.")
    }
    return [
      ("title", .string(parameter.title)),
      ("description", .string(sentences.joined(separator: " "))),
    ]
  }

  /// What a value may be.
  private func value(_ parameter: Parameter) -> [(String, JSON)] {
    var choices: [JSON] = []
    if !parameter.rules.isEmpty {
      choices.append(.schema([("enum", .array(parameter.rules.map(JSON.string)))]))
    } else if parameter.isScale {
      let step: JSON = .schema([
        ("type", "array"), ("minItems", .integer(2)), ("maxItems", .integer(2)),
        (
          "prefixItems",
          .array([
            .quantity(.count, parameter.arguments), .quantity(parameter.unit, parameter.range),
          ])
        ),
      ])
      choices.append(
        .schema([("type", "array"), ("minItems", .integer(1)), ("items", step)]))
    } else {
      choices.append(.quantity(parameter.unit, parameter.range))
    }
    if parameter.isOptional { choices.append(.schema([("const", "none")])) }
    return choices.count == 1 ? choices[0].members : [("anyOf", .array(choices))]
  }

  /// Values by the day from which they hold.
  private func dates(_ item: SettableParameter) -> JSON {
    .schema([
      ("type", "object"), ("minProperties", .integer(1)),
      ("patternProperties", .schema([(Unit.date.pattern, reference(item))])),
      ("additionalProperties", .bool(false)),
    ])
  }

  /// A value with its source, as a reform gives it.
  private func sourced(_ item: SettableParameter) -> JSON {
    let text: JSON = .schema([("type", "string"), ("minLength", .integer(1))])
    return .schema([
      ("type", "object"),
      (
        "properties",
        .schema([
          ("value", reference(item)),
          ("reference", described("the title of the text or page that gives the value", text)),
          ("url", described("its address", text)),
          (
            "checked",
            described("the day on which the source was last checked", .quantity(.date))
          ),
          (
            "confidence",
            .schema([("enum", .array(Law.Confidence.allCases.map { .string($0.rawValue) }))])
          ),
        ])
      ),
      ("required", ["value", "reference", "checked", "confidence"]),
      ("additionalProperties", .bool(false)),
    ])
  }
}
