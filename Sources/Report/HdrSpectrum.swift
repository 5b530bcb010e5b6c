private import Foundation

/// A distribution as HdrHistogram prints it (`outputPercentileDistribution`), which its plotter and
/// every other reader of `.hgrm` files takes.
struct HdrSpectrum {
  /// A line: what so large a share does not exceed.
  private struct Row {
    let value: Int64
    let share: Double
    let count: Int64
  }

  /// How many steps there are for each half of the distance that is left to 100 %.
  private static let ticksPerHalfDistance = 5.0

  private let title: String
  private let rows: [Row]
  private let mean: Double
  private let deviation: Double?
  private let total: Int64

  /// Creates the distribution of values that are known one by one.
  ///
  /// - Parameters:
  ///   - title: What is distributed, such as `support: sojourn in days`.
  ///   - values: The values that occurred, each once, from the least.
  init(_ title: String, _ values: [SpectrumLine]) {
    let values = values.filter { $0.count > 0 }
    let total = values.reduce(0) { $0 + $1.count }
    self.title = title
    self.total = total
    rows = Self.rows(values, total)
    let count = Double(max(1, total))
    let mean = values.reduce(0) { $0 + Double($1.value) * Double($1.count) } / count
    let squares = values.reduce(0) { sum, line in
      sum + (Double(line.value) - mean) * (Double(line.value) - mean) * Double(line.count)
    }
    self.mean = mean
    deviation = (squares / count).squareRoot()
  }

  /// Creates a distribution of which only some percentiles are known.
  ///
  /// - Parameters:
  ///   - title: What is distributed.
  ///   - line: The percentiles.
  init(_ title: String, _ line: DurationLine) {
    self.title = title
    total = line.count
    let levels = [
      (line.min, 0), (line.p50, 0.5), (line.p90, 0.9), (line.p95, 0.95), (line.p99, 0.99),
      (line.max, 1),
    ]
    rows = (line.count > 0 ? levels : []).map { value, share in
      Row(value: value, share: share, count: Int64((share * Double(line.count)).rounded(.up)))
    }
    mean = Double(line.meanMilli) / 1_000
    deviation = nil
  }

  /// The levels of percentile, in five steps for each half of the distance that is left, and the
  /// greatest value.
  private static func rows(_ values: [SpectrumLine], _ total: Int64) -> [Row] {
    var rows: [Row] = []
    var level = 0.0
    var reached: Int64 = 0
    for line in values {
      reached += line.count
      let share = 100 * Double(reached) / Double(total)
      while level <= share {
        rows.append(Row(value: line.value, share: level / 100, count: reached))
        if reached == total { break }
        let halves = Int(log2(100 / (100 - level))) + 1
        level += 100 / (ticksPerHalfDistance * Double(UInt64(1) << UInt64(min(halves, 62))))
      }
    }
    if let last = values.last { rows.append(Row(value: last.value, share: 1, count: total)) }
    return rows
  }

  /// The distribution under a heading that readers take for a comment.
  var text: String {
    var text = "#[\(title)]\n       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
    for row in rows {
      text += String(
        format: "%12.3f %2.12f %10ld", Double(row.value), row.share, Int(row.count))
      text += row.share < 1 ? String(format: " %14.2f\n", 1 / (1 - row.share)) : "\n"
    }
    text += String(format: "#[Mean    = %12.3f", mean)
    text += deviation.map { String(format: ", StdDeviation   = %12.3f", $0) } ?? ""
    return text
      + String(
        format: "]\n#[Max     = %12.3f, Total count    = %12ld]\n", Double(rows.last?.value ?? 0),
        Int(total))
  }
}

/// The distributions of a summary.
package enum Spectra {
  /// The name of each distribution, as `--out hgrm-NAME=` takes it.
  ///
  /// - Parameter result: The result.
  /// - Returns: The names: the queues, then the durations.
  package static func names(_ result: RunResult) -> [String] {
    result.queues.map { slug($0.name) } + result.durations.map { slug($0.name) }
  }

  /// Renders distributions.
  ///
  /// - Parameters:
  ///   - result: The result.
  ///   - name: Which one; all of them, one below the other, where nothing is said.
  /// - Returns: The text in UTF-8.
  /// - Throws: ``ReportError`` for a distribution that the summary doesn't have.
  static func bytes(_ result: RunResult, _ name: String?) throws(ReportError) -> [UInt8] {
    let all = zip(names(result), result.queues.map(spectrum) + result.durations.map(spectrum))
    let chosen = all.filter { name == nil || $0.0 == name }.map(\.1)
    if let name, chosen.isEmpty {
      throw ReportError(
        "the summary has no distribution '\(name)' (there are: "
          + "\(names(result).joined(separator: ", ")))")
    }
    return Array(chosen.map(\.text).joined(separator: "\n").utf8)
  }

  /// The sojourns of a queue; the waits of one whose sojourns were not counted.
  private static func spectrum(_ queue: QueueLine) -> HdrSpectrum {
    let sojourn = "\(queue.name): sojourn in \(queue.unit)"
    if !queue.spectrum.isEmpty { return HdrSpectrum(sojourn, queue.spectrum) }
    return queue.sojourn.count > 0
      ? HdrSpectrum(sojourn, queue.sojourn)
      : HdrSpectrum("\(queue.name): wait in \(queue.unit)", queue.wait)
  }

  private static func spectrum(_ line: DurationLine) -> HdrSpectrum {
    HdrSpectrum("\(line.name) in days", line)
  }
}
