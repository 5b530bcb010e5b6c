import Calendar
import Documents
import Law
import Territory
import Testing

@Suite struct CommuneFileTests {
  static let header = "REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT"

  static func row(_ code: String, _ name: String, _ population: String) -> String {
    "84;Région;\(code.prefix(2));1;01;\(code.dropFirst(2));\(code);\(name);\(population);0;0"
  }

  static func read(_ text: String, departments: [String]? = nil) throws(Diagnostic) -> Territory {
    try Territory(
      reading: Array(text.utf8), file: "communes.csv", Fixtures.law, on: Fixtures.day,
      options: TerritoryOptions(departments: departments))
  }

  static func complaint(_ text: String) -> String {
    do throws(Diagnostic) {
      _ = try read(text)
      return "accepted"
    } catch { return error.description }
  }

  @Test func `a small file gives real communes`() throws {
    let rows = [Self.row("01001", "L'Abergement", "860"), Self.row("01004", "Ambérieu", "15934")]
    for (mark, end) in [("", "\n"), ("\u{feff}", "\r\n")] {
      let text = mark + ([Self.header] + rows).map { $0 + end }.joined()
      let territory = try Self.read(text)
      #expect(territory.bodies.map(\.kind).contains(.departmentCouncil))
      #expect(territory.count(of: .commune) == 2)
      #expect(territory.name(of: 1) == "Ambérieu" && territory.code(of: 1) == "01004")
      #expect(territory.bodies[0].seats == 15 && territory.bodies[1].seats == 33)
      #expect(territory.notes.first?.contains("02, 03") == true)
    }
  }

  @Test func `arrondissements are merged into their commune`() throws {
    let text =
      ([Self.header] + (1...9).map { Self.row("6938\($0)", "Lyon \($0)e", "60000") })
      .map { $0 + "\n" }.joined()
    let territory = try Self.read(text, departments: ["69"])
    #expect(territory.count(of: .commune) == 1)
    #expect(territory.name(of: territory.bodyRanges[69].lowerBound) == "Lyon")
    #expect(territory.bodies.first?.population == 540_000 && territory.bodies.first?.seats == 73)
  }

  @Test func `a malformed file is refused with its line`() {
    let good = Self.row("01001", "A", "860")
    let head = Self.header + "\n"
    #expect(Self.complaint("") == "communes.csv: is empty")
    #expect(
      Self.complaint("code;name\n01001;A\n")
        == "communes.csv:1: the header lacks the column 'DEP' of INSEE's populations légales")
    #expect(
      Self.complaint(head + good + "\n01;short\n")
        == "communes.csv:3: has 2 fields where the header has 11")
    #expect(
      Self.complaint(head + Self.row("01001", "A", "12x") + "\n")
        == "communes.csv:2: the population '12x' of 01001 is not a number")
    #expect(
      Self.complaint(head + Self.row("01001", "A", "-5") + "\n")
        == "communes.csv:2: the population '-5' of 01001 is not a number")
    #expect(
      Self.complaint(head + good + "\n" + good + "\n")
        == "communes.csv:3: the commune 01001 is there twice")
    #expect(
      Self.complaint(head + good)
        == "communes.csv:2: the last line is cut off: it has no line end")
    #expect(
      Self.complaint(head + Self.row("00001", "A", "1") + "\n")
        == "communes.csv:2: there is no department '00'")
    #expect(
      Self.complaint(head) == "communes.csv: has no commune of the chosen departments")
  }

  @Test func `the official file gives the same councils as the embedded counts`() throws {
    guard let bytes = Fixtures.officialFile else {
      print("skipped: the official file of the communes is not on this machine")
      return
    }
    let real = try Territory(
      reading: bytes, file: "insee.csv", Fixtures.law, on: Fixtures.day)
    let synthetic = try Territory(Fixtures.law, on: Fixtures.day)
    #expect(real.count(of: .commune) == 34_875 - 17)
    let absent = ["976", "987", "988"]
    #expect(
      real.notes
        == ["insee.csv has no commune of 976, 987, 988: left out with every council there"])
    for (department, range) in real.bodyRanges.enumerated()
    where !absent.contains(real.departments[department].code) {
      func communes(_ territory: Territory, _ range: Range<Int>) -> [Int32] {
        territory.bodies[range].filter { $0.kind == .commune }.map(\.seats).sorted()
      }
      #expect(communes(real, range) == communes(synthetic, synthetic.bodyRanges[department]))
    }
    print("intercommunal seats of the official file: \(real.seats(of: .intercommunal))")
  }
}
