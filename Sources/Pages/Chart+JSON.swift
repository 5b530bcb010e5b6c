internal import Calendar

extension Chart {
  /// What the page's script draws it from.
  ///
  /// - Parameter id: The id of its place.
  /// - Returns: A compact JSON object.
  func json(id: String) -> String {
    ScriptJSON.text([
      ("id", .text(id)), ("form", .text(form.rawValue)), ("unit", .text(unit)),
      ("title", .text(title)), ("valueTitle", .text(valueTitle)),
      ("placeTitle", .text(placeTitle)), ("places", .texts(places)),
      ("numbers", .numbers(numbers)), ("numberUnit", .text(numberUnit)),
      ("scale", .text(scale.rawValue)), ("logarithmic", .bool(isLogarithmic)),
      ("from", .number(Double(Day(from)?.rawValue ?? 0))), ("step", .number(Double(step))),
      ("group", .text(group)), ("smoothing", .number(Double(smoothing))),
      ("series", .list(series.map(Self.value))),
      ("columns", .list(columns.map(Self.value))), ("limits", .list(limits.map(Self.value))),
      ("marks", .list(marks.map(Self.value))),
    ])
  }

  private static func value(_ series: Series) -> ScriptJSON.Value {
    .object([
      ("name", .text(series.name)), ("values", .numbers(series.values)),
      ("low", .numbers(series.low)), ("high", .numbers(series.high)),
      ("style", .text(series.style.rawValue)), ("colour", .number(Double(series.colour ?? 0))),
    ])
  }

  private static func value(_ column: Column) -> ScriptJSON.Value {
    .object([
      ("name", .text(column.name)), ("divisor", .number(Double(column.divisor))),
      ("data", .text(Encoding.columns(column.values))),
      ("style", .text(column.style.rawValue)), ("colour", .number(Double(column.colour ?? 0))),
    ])
  }

  private static func value(_ mark: Mark) -> ScriptJSON.Value {
    .object([("at", .number(mark.at)), ("label", .text(mark.label))])
  }
}
