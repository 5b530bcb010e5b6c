/// The departments as tiles of one size, about where they lie.
package struct TileMap: Hashable, Sendable {
  /// A department.
  package struct Tile: Hashable, Sendable {
    /// The official code.
    package var code: String
    /// The name.
    package var name: String
    /// The column of the grid, from 0 on.
    package var column: Int
    /// The row of the grid, from 0 on.
    package var row: Int
    /// How hot it is for each metric, from 0 to 6.
    package var grades: [Int]
    /// The figure of each metric, as it is read.
    package var values: [String]
  }

  /// What the tiles can show.
  package struct Metric: Hashable, Sendable {
    /// What it is.
    package var title: String
    /// The least figure of all, as it is read.
    package var least: String
    /// The greatest figure of all.
    package var most: String
  }

  /// What the map shows.
  package var caption = ""
  /// What the tiles can show.
  package var metrics: [Metric] = []
  /// The tiles.
  package var tiles: [Tile] = []

  /// How many columns the grid has.
  var columns: Int { (tiles.map(\.column).max() ?? 0) + 1 }
  /// How many rows the grid has.
  var rows: Int { (tiles.map(\.row).max() ?? 0) + 1 }

  /// An empty map.
  package init() {}

  /// Where a department lies, if it has a place.
  ///
  /// - Parameter code: The official code.
  /// - Returns: The column and the row of the grid, from 0 on.
  static func place(of code: String) -> (column: Int, row: Int)? { places[code] }

  /// The places by code: a grid of our own, read from the file that draws it.
  static let places: [String: (column: Int, row: Int)] = {
    var places: [String: (Int, Int)] = [:]
    let lines = String(decoding: PackageResources.tiles_txt, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
    for (row, line) in lines.enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      for (column, cell) in cells.enumerated() {
        let code = cell.filter { $0 != " " }
        if !code.isEmpty { places[String(code)] = (column, row) }
      }
    }
    return places
  }()
}
