internal import Draws
internal import Mustache
internal import Report

/// Writes a page as one file that opens by itself, without a network.
struct PageWriter {
  let wording: Wording
  let scripts: ChartScripts
  private var charts = 0
  private var tables = 0

  /// The templates, as they are built into the program.
  private static let library: Result<MustacheLibrary, ReportError> = {
    let files: [(String, [UInt8])] = [
      ("page", PackageResources.page_mustache), ("blocks", PackageResources.blocks_mustache),
      ("table", PackageResources.table_mustache), ("chart", PackageResources.chart_mustache),
      ("tiles", PackageResources.tiles_mustache),
    ]
    var library = MustacheLibrary()
    do {
      for (name, bytes) in files {
        try library.register(String(decoding: bytes, as: UTF8.self), named: name)
      }
    } catch {
      return .failure(ReportError("a template of the pages cannot be read: \(error)"))
    }
    return .success(library)
  }()

  init(_ wording: Wording, _ scripts: ChartScripts) {
    self.wording = wording
    self.scripts = scripts
  }

  /// Writes a page.
  ///
  /// - Parameters:
  ///   - sheet: What it says.
  ///   - wording: The words of its language.
  ///   - scripts: The chart libraries.
  /// - Returns: The file.
  /// - Throws: ``ReportError`` if a template cannot be read.
  static func write(
    _ sheet: Sheet, _ wording: Wording, _ scripts: ChartScripts
  ) throws(ReportError) -> String {
    let library = try library.get()
    var writer = PageWriter(wording, scripts)
    let context = writer.context(of: sheet)
    guard let text = library.render(context, withTemplate: "page") else {
      throw ReportError("the template of the page is missing: please report it")
    }
    return text
  }

  /// The page for the template.
  private mutating func context(of sheet: Sheet) -> [String: Any] {
    let sections = sheet.sections.map { section -> [String: Any] in
      [
        "id": section.id, "title": section.title, "lead": Self.given(section.lead),
        "blocks": blocks(section.blocks),
      ]
    }
    let program = String(decoding: PackageResources.page_js, as: UTF8.self)
    var run = [program]
    // Without a chart no library is needed, and none is carried along.
    if charts > 0 { run = [scripts.chart, scripts.dygraphs].compactMap { $0 } + run }
    let page = String(decoding: PackageResources.page_css, as: UTF8.self)
    let styles = (charts > 0 ? [scripts.dygraphsStyle].compactMap { $0 } : []) + [page]
    return [
      "lang": wording.language.rawValue, "title": sheet.title, "kind": sheet.kind,
      "subtitle": Self.given(sheet.subtitle), "verdict": sheet.verdict,
      "tone": sheet.tone.rawValue, "mark": Self.mark(sheet.tone),
      "consequence": Self.given(sheet.consequence), "reasons": Self.given(sheet.reasons),
      "figures": sheet.figures.map(figure), "hasFigures": !sheet.figures.isEmpty,
      "sections": sections, "imprint": Self.given(sheet.imprint),
      "missing": Self.given(charts > 0 ? notice() : ""),
      "policy": Self.policy(scripts: run, styles: styles), "styles": styles, "scripts": run,
      "settings": settings(), "say": labels(),
    ]
  }

  /// The blocks of a section for the template: each dictionary names every kind, because a template
  /// looks for what is missing in the blocks around it.
  private mutating func blocks(_ blocks: [Sheet.Block]) -> [[String: Any]] {
    blocks.map { block in
      var context: [String: Any] = [
        "heading": false, "text": false, "notice": false, "keys": false, "table": false,
        "chart": false, "tiles": false, "code": false, "folded": false,
      ]
      switch block {
      case .heading(let text): context["heading"] = text
      case .text(let text): context["text"] = text
      case .notice(let tone, let text):
        context["notice"] = ["tone": tone.rawValue, "mark": Self.mark(tone), "words": text]
      case .figures(let figures): context["keys"] = ["figures": figures.map(figure)]
      case .table(let table): context["table"] = self.table(table)
      case .chart(let chart): context["chart"] = self.chart(chart)
      case .tiles(let map): context["tiles"] = tiles(map)
      case .code(let lines): context["code"] = ["lines": lines.joined(separator: "\n")]
      case .folded(let title, let inner):
        context["folded"] = ["title": title, "blocks": self.blocks(inner)] as [String: Any]
      }
      return context
    }
  }

  private func figure(_ figure: Sheet.Figure) -> [String: Any] {
    ["label": figure.label, "value": figure.value, "note": Self.given(figure.note)]
  }

  private mutating func table(_ table: Table) -> [String: Any] {
    tables += 1
    let columns = table.columns.map { column -> [String: Any] in
      ["title": column.title, "class": column.kind.rawValue]
    }
    let ranks = table.ranks
    let rows = table.rows.map { row -> [[String: Any]] in
      row.enumerated().map { index, cell in
        var style = table.columns[index].kind.rawValue
        if let heat = cell.heat { style += " heat h\(heat)" }
        if cell.tone != .plain { style += " is-\(cell.tone.rawValue)" }
        if cell.bar != nil { style += " barred" }
        return [
          "name": index == 0, "class": style, "text": cell.text,
          "small": Self.given(cell.note),
          "order": cell.order.flatMap { ranks[index][$0] }.map { "\($0)" } as Any? ?? false,
          "bar": cell.bar.map { "\(Double($0) / 10)%" } as Any? ?? false,
        ]
      }
    }
    return [
      "caption": table.caption, "number": "\(tables)", "sortable": table.isSortable,
      "size": table.columns.count <= 4 ? "table narrow" : "table",
      "columns": columns, "rows": rows, "note": Self.given(table.note),
    ]
  }

  private mutating func chart(_ chart: Chart) -> [String: Any] {
    charts += 1
    let id = "chart-\(charts)"
    let isDrawn = chart.form.isLong ? scripts.dygraphs != nil : scripts.chart != nil
    return [
      "id": id, "title": chart.title, "description": chart.description, "drawn": isDrawn,
      "long": chart.form.isLong, "size": chart.isLow ? "low" : "high", "form": chart.form.rawValue,
      "json": isDrawn ? chart.json(id: id) : "", "grouped": !chart.group.isEmpty,
      "group": chart.group, "figures": chart.table.map { self.table($0) } as Any? ?? false,
    ]
  }

  private func tiles(_ map: TileMap) -> [String: Any] {
    let metrics = map.metrics.enumerated().map { index, metric -> [String: Any] in
      [
        "id": "\(index)", "title": metric.title, "first": index == 0,
        "least": metric.least, "most": metric.most,
      ]
    }
    let tiles = map.tiles.map { tile -> [String: Any] in
      [
        "code": tile.code, "name": tile.name, "x": "\(tile.column * 44)", "y": "\(tile.row * 44)",
        "heat": "h\(tile.grades.first ?? 0)",
        "grades": tile.grades.map { "\($0)" }.joined(separator: " "),
        "values": tile.values.joined(separator: "|"), "value": tile.values.first ?? "",
      ]
    }
    return [
      "caption": map.caption, "metrics": metrics, "tiles": tiles, "single": metrics.count == 1,
      "width": "\(map.columns * 44 - 4)", "height": "\(map.rows * 44 - 4)",
    ]
  }

  /// What to install, where a library is missing.
  private func notice() -> String {
    scripts.installation.map { wording("missing.libraries", ["command": $0]) } ?? ""
  }

  /// What the page's script has to know of the language.
  private func settings() -> String {
    let keys = [
      "scheme.dark", "scheme.light", "chart.all", "chart.csv", "chart.mean",
      "chart.day",
      "chart.second", "unit.days.short", "chart.failed",
    ]
    return ScriptJSON.text([
      ("locale", .text(wording.language.tag)),
      ("texts", .object(keys.map { ($0, .text(wording($0))) })),
    ])
  }

  /// The words of the templates.
  private func labels() -> [String: Any] {
    let keys = [
      "contents", "skip", "scheme", "figures", "keyFigures", "verdict", "zoom", "metric", "mapHelp",
      "noscript",
    ]
    return Dictionary(uniqueKeysWithValues: keys.map { ($0, wording("page.\($0)")) })
  }

  /// What the page may do: run and be styled by exactly what is written in it, and nothing else.
  private static func policy(scripts: [String], styles: [String]) -> String {
    func hashes(_ texts: [String]) -> String {
      texts.map { "'sha256-\(Encoding.base64(SHA256.digest(of: Array($0.utf8))))'" }
        .joined(separator: " ")
    }
    return "default-src 'none'; script-src \(hashes(scripts)); style-src \(hashes(styles)); "
      + "img-src data:; base-uri 'none'; form-action 'none'"
  }

  /// A text, or nothing: in a template an empty text would count as something.
  private static func given(_ text: String) -> Any { text.isEmpty ? false : text }

  private static func given(_ texts: [String]) -> Any { texts.isEmpty ? false : ["items": texts] }

  private static func mark(_ tone: Sheet.Tone) -> String {
    switch tone {
    case .good: "✓"
    case .warning: "!"
    case .bad: "✗"
    case .plain: "•"
    }
  }
}
