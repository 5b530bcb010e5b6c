internal import Calendar
internal import Documents

/// Reads INSEE's file of legal populations, line by line.
struct CommuneFile {
  /// The most bytes and lines of a file; the real one has 2.2 MB and 34,901 lines.
  private static let limits = (bytes: 64 << 20, lines: 400_000)

  /// For each department its communes in the order of the file; `nil` where there is none.
  private(set) var communes: [[CommuneDraft]?]

  /// The code and name of each commune.
  private(set) var labels: [Label] = []

  private let file: String
  private var seen: Set<String> = []
  private var columns = (department: 0, code: 0, name: 0, population: 0, count: 0)

  /// The arrondissements of a commune and what they sum to.
  private struct Merge {
    let codes: ClosedRange<Int>
    let commune: String
    let department: Int
    var population: Int64 = 0
  }

  init(
    _ bytes: [UInt8], file: String, _ facts: Facts, _ scales: Scales, _ chosen: [Int]
  ) throws(Diagnostic) {
    self.file = file
    communes = facts.departments.map { _ in nil }
    for (index, department) in facts.departments.enumerated()
    where department.code == "outside" && chosen.contains(index) { communes[index] = [] }
    guard !bytes.isEmpty else { throw Diagnostic(file: file, message: "is empty") }
    guard bytes.count <= Self.limits.bytes else {
      throw Diagnostic(file: file, message: "is larger than \(Self.limits.bytes >> 20) MiB")
    }
    var merges = Self.merges(facts)
    let isChosen = facts.departments.indices.map { chosen.contains($0) }
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var line = 0
    while start < bytes.count {
      line += 1
      guard line <= Self.limits.lines else {
        throw Diagnostic(
          file: file, line: line, message: "has more than \(Self.limits.lines) lines")
      }
      guard let end = bytes[start...].firstIndex(of: 0x0a) else {
        throw Diagnostic(
          file: file, line: line, message: "the last line is cut off: it has no line end")
      }
      let stop = end > start && bytes[end - 1] == 0x0d ? end - 1 : end
      guard let text = String(validating: bytes[start..<stop], as: UTF8.self) else {
        throw Diagnostic(file: file, line: line, message: "is not UTF-8 text")
      }
      start = end + 1
      let fields = text.split(separator: ";", omittingEmptySubsequences: false)
      if line == 1 {
        try readHeader(fields)
      } else {
        try readRow(fields, line, facts, scales, isChosen, &merges)
      }
    }
    for merge in merges where merge.population > 0 && isChosen[merge.department] {
      let special = facts.assemblies.first { $0.kind == "commune" && $0.code == merge.commune }
      append(
        merge.department, merge.commune, special?.name ?? merge.commune, merge.population,
        Int64(special?.seats ?? 0))
    }
    guard !labels.isEmpty else {
      throw Diagnostic(file: file, message: "has no commune of the chosen departments")
    }
  }

  private static func merges(_ facts: Facts) -> [Merge] {
    facts.assemblies.filter { $0.kind == "merge" }.compactMap { entry in
      let ends = entry.code.split(separator: "-").compactMap { Int($0) }
      guard ends.count == 2 else { return nil }
      return Merge(
        codes: ends[0]...ends[1], commune: entry.name, department: entry.departments.first ?? 0)
    }
  }

  private mutating func readHeader(_ fields: [Substring]) throws(Diagnostic) {
    func column(_ name: String) throws(Diagnostic) -> Int {
      guard let index = fields.firstIndex(where: { $0 == name }) else {
        throw Diagnostic(
          file: file, line: 1,
          message: "the header lacks the column '\(name)' of INSEE's populations légales")
      }
      return index
    }
    columns = (
      try column("DEP"), try column("COM"), try column("Commune"), try column("PMUN"), fields.count
    )
  }

  private mutating func readRow(
    _ fields: [Substring], _ line: Int, _ facts: Facts, _ scales: Scales, _ isChosen: [Bool],
    _ merges: inout [Merge]
  ) throws(Diagnostic) {
    guard fields.count == columns.count else {
      throw Diagnostic(
        file: file, line: line,
        message: "has \(fields.count) fields where the header has \(columns.count)")
    }
    let code = String(fields[columns.code])
    let digits = fields[columns.population]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let population = Int64(digits), population <= 100_000_000
    else {
      throw Diagnostic(
        file: file, line: line, message: "the population '\(digits)' of \(code) is not a number")
    }
    guard
      let department = facts.departments.firstIndex(where: {
        $0.code == fields[columns.department] && $0.code != "outside"
      })
    else {
      throw Diagnostic(
        file: file, line: line, message: "there is no department '\(fields[columns.department])'")
    }
    guard !code.isEmpty else {
      throw Diagnostic(file: file, line: line, message: "the commune has no code")
    }
    guard seen.insert(code).inserted else {
      throw Diagnostic(file: file, line: line, message: "the commune \(code) is there twice")
    }
    guard isChosen[department] else { return }
    if let number = Int(code), let merge = merges.firstIndex(where: { $0.codes.contains(number) }) {
      merges[merge].population += population
      return
    }
    let special = facts.assemblies.first { $0.kind == "commune" && $0.code == code }
    append(
      department, code, String(fields[columns.name]), population,
      special.map { Int64($0.seats) } ?? Scales.step(scales.municipal, population))
  }

  private mutating func append(
    _ department: Int, _ code: String, _ name: String, _ population: Int64, _ seats: Int64
  ) {
    let draft = CommuneDraft(
      population: Int32(population), seats: Int32(seats), label: Int32(labels.count))
    labels.append(Label(code: code, name: name))
    communes[department, default: []].append(draft)
  }
}

extension Array {
  /// The element at an index, or a default where it is `nil`.
  fileprivate subscript<Wrapped>(index: Int, default value: Wrapped) -> Wrapped
  where Element == Wrapped? {
    get { self[index] ?? value }
    set { self[index] = newValue }
  }
}
