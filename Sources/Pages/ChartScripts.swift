internal import Foundation

/// The chart libraries, as they are read from where Debian installs them when a page is written.
///
/// They are never part of the repository. Without them a page keeps its tables, and says what to
/// install.
package struct ChartScripts: Sendable {
  /// The script of Chart.js, if it is installed.
  package var chart: String?
  /// The script of dygraphs, if it is installed.
  package var dygraphs: String?
  /// The style sheet of dygraphs, if it is installed.
  package var dygraphsStyle: String?

  /// No library.
  package static let none = ChartScripts()

  /// Reads the libraries that are installed.
  ///
  /// - Parameter folder: Where Debian puts libraries for browsers.
  /// - Returns: Those that are there.
  package static func installed(in folder: String = "/usr/share/javascript") -> ChartScripts {
    var scripts = ChartScripts()
    scripts.chart = text(folder + "/chart.js/chart.min.js").map(inlined)
    let style = text(folder + "/dygraphs/dygraph.css")
    if let script = text(folder + "/dygraphs/dygraph.min.js"), let style {
      scripts.dygraphs = inlined(script)
      scripts.dygraphsStyle = style.replacing("</", with: "<\\/")
    }
    return scripts
  }

  /// The Debian packages that are not installed.
  package var missing: [String] {
    (chart == nil ? ["libjs-chart.js"] : []) + (dygraphs == nil ? ["libjs-dygraphs"] : [])
  }

  /// The command that installs what is missing, if anything is.
  package var installation: String? {
    missing.isEmpty ? nil : "sudo apt-get install " + missing.joined(separator: " ")
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A script that may stand between tags: nothing in it ends them, and it names no other file.
  static func inlined(_ script: String) -> String {
    script.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("//# sourceMappingURL=") }
      .joined(separator: "\n")
      .replacing("</script", with: "<\\/script")
      .replacing("<!--", with: "<\\!--")
  }
}
