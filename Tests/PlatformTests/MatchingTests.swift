import Calendar
import Draws
import Platform
import Testing

/// Somebody as texts, for tests of the matching.
struct Someone {
  var birthName: String
  var usualName: String?
  var given: String
  var second: String?
  var birth = Day(1960, 2, 3)
  var place: UInt32 = 1
  var sex: UInt8 = 2
  var isOfficial = true
}

/// A directory of some people, and rows matched with it.
struct Matcher {
  let directory: Directory
  var letters = MatchLetters()

  init(_ people: [Someone], base: UInt32 = 0) {
    var texts: [String] = []
    for person in people {
      texts += [person.birthName, person.usualName ?? person.birthName, person.given]
      texts.append(person.second ?? person.given)
    }
    directory = Directory(CivilNames(texts), count: people.count) { index in
      let person = people[index]
      let text = UInt32(index * 4)
      return ReferencePerson(
        birthName: text, usualName: text + 1, given: text + 2,
        second: person.second == nil ? nil : text + 3, birth: person.birth, place: person.place,
        sex: person.sex, account: person.isOfficial ? base + UInt32(index) : Directory.noAccount)
    }
  }

  mutating func match(
    _ name: String, _ given: String, birth: Day = Day(1960, 2, 3),
    place: UInt32 = RegistryRow.nowhere, sex: UInt8 = 2
  ) -> Match {
    let row = RegistryRow(
      name: RegistryRow.spelled, given: RegistryRow.spelled | 1, birth: birth, place: place,
      sex: sex)
    return directory.match(row, [name, given], &letters)
  }
}

/// The rule of the matching, text by text and over many drawn names.
@Suite struct MatchingTests {
  static func plain(_ text: String) -> String {
    var form: [UInt8] = []
    NormalForm.write(text, into: &form)
    return String(decoding: form, as: UTF8.self)
  }

  @Test(arguments: [
    ("Hélène", "HELENE"), ("Lebœuf", "LEBOEUF"), ("d'Aubigny", "AUBIGNY"), ("D’Aubigny", "AUBIGNY"),
    ("de La Tour", "LATOUR"), ("Le Goff", "LEGOFF"), ("Saint-Ours", "SAINTOURS"),
    ("ST OURS", "SAINTOURS"), ("Ste. Marie", "SAINTEMARIE"), ("De", "DE"), ("Dubois", "DUBOIS"),
    ("du Bois", "BOIS"), ("", ""), ("Çelik-Ýñ", "CELIKYN"), ("des Étangs", "ETANGS"),
    ("Bois de Rose", "BOISDEROSE"),
  ])
  func `the normal form leaves what every registry writes alike`(_ example: (String, String)) {
    #expect(Self.plain(example.0) == example.1)
  }

  @Test func `the best candidate wins, and equally good ones are ambiguous`() {
    let people = [
      Someone(birthName: "Renard", given: "Julie", place: 1),
      Someone(birthName: "Leroux", usualName: "Renard", given: "Julie", place: 2),
      Someone(birthName: "Renard", given: "Julie", place: 3, isOfficial: false),
    ]
    var matcher = Matcher(people)
    #expect(matcher.match("RENARD", "JULIE").rule == .ambiguousMatch)
    #expect(matcher.match("RENARD", "JULIE").hasHomonym)
    #expect(matcher.match("RENARD", "JULIE", place: 1).account == 0)
    #expect(matcher.match("RENARD", "JULIE", place: 2).account == 1)
    #expect(matcher.match("RENARD", "JULIE", place: 2).kind == .usualName)
    #expect(matcher.match("RENARD", "JULIE", place: 3).account == Directory.noAccount)
    #expect(matcher.match("LEROUX RENARD", "JULIE").kind == .bothNames)
    #expect(matcher.match("RENARD", "JULIE", sex: 1).rule == .noMatch)
    #expect(matcher.match("RENARD", "JULIE", birth: Day(1960, 3, 2)).rule == .noMatch)
    #expect(matcher.match("RENARD", "JULIE", birth: Day(1900, 3, 2)).rule == .noMatch)
  }

  /// A name of letters and signs as civil status has them.
  private static func name(_ word: UInt64) -> String {
    let parts = ["mar", "té", "lœu", "çon", "dî", "ger", "où", "bel", "ïs", "van"]
    func part(_ salt: UInt64) -> String { parts[Int(mixed(word ^ salt).below(10))] }
    let first = (part(1) + part(2) + part(3)).capitalizedFirst
    switch word.below(5) {
    case 0: return "de " + first
    case 1: return first + "-" + (part(4) + part(5)).capitalizedFirst
    case 2: return "d'" + first
    case 3: return "Saint-" + first
    default: return first
    }
  }

  /// Another way to write the same name.
  private static func respelled(_ name: String, _ word: UInt64) -> String {
    let plainLetters: [Character: String] = [
      "é": "e", "œ": "oe", "ç": "c", "î": "i", "ù": "u", "ï": "i",
    ]
    var text = ""
    for letter in name {
      if letter == "-" || letter == "'" {
        text.append(["-", " ", "'", "’"][Int(mixed(word ^ 7).below(4))])
      } else {
        text += word & 1 == 0 ? plainLetters[letter] ?? String(letter) : String(letter)
      }
    }
    return word & 2 == 0 ? text.uppercased() : text
  }

  @Test func `case, accents, hyphens and apostrophes never change whom a row fits`() {
    let stream = Stream("test.matching")
    for seed in UInt64(0)..<300 {
      func word(_ index: UInt64) -> UInt64 { draw(seed, stream, index) }
      var people: [Someone] = []
      for index in UInt64(0)..<8 {
        people.append(
          Someone(
            birthName: Self.name(word(index) % 7), usualName: Self.name(word(index + 20) % 7),
            given: Self.name(word(index + 40) % 5), second: Self.name(word(index + 60) % 5),
            place: UInt32(word(index + 80) % 3)))
      }
      var matcher = Matcher(people)
      for person in people {
        for name in [person.birthName, person.usualName ?? ""] {
          for place in [person.place, RegistryRow.nowhere] {
            let one = matcher.match(name, person.given, place: place)
            let other = matcher.match(
              Self.respelled(name, word(100)), Self.respelled(person.given, word(101)),
              place: place)
            #expect(one.rule == other.rule && one.account == other.account, "seed \(seed), \(name)")
            #expect(one.rule != .noMatch, "a row with the civil status's own words fits somebody")
          }
        }
      }
    }
  }

  @Test func `no two officials ever share an account, whatever their rows say`() throws {
    let stream = Stream("test.sharing")
    for seed in UInt64(0)..<200 {
      func word(_ index: UInt64) -> UInt64 { draw(seed, stream, index) }
      // Few names, places and days, so that most people have homonyms.
      var people: [Someone] = []
      for index in 0..<12 {
        func choice(_ salt: Int, _ count: UInt64) -> Int { Int(word(UInt64(index + salt)) % count) }
        var one = Someone(birthName: ["Martin", "Bernard"][choice(0, 2)], given: "Anne")
        one.usualName = ["Martin", "Renard"][choice(20, 2)]
        one.given = ["Anne", "Julie"][choice(40, 2)]
        one.birth = Day(1960, 2, 3) + choice(60, 2)
        one.place = UInt32(choice(80, 3))
        one.isOfficial = index < 8
        people.append(one)
      }
      let matcher = Matcher(people, base: 100)
      let bench = try Bench(count: 8)
      bench.context.directory = matcher.directory
      var commands: [Command] = []
      var rows: [RegistryRow] = []
      for official in 0..<8 {
        // Half of the rows are somebody else's words.
        let told = word(UInt64(official) + 100) % 2 == 0 ? official : Int(word(200) % 12)
        var command = Command(.recognise, official: UInt32(official))
        command.second = UInt32(rows.count)
        commands.append(command)
        let isBorn = word(UInt64(official) + 400) % 2 == 0
        let name = UInt32(told * 4) + UInt32(word(UInt64(official) + 300) % 2)
        rows.append(
          RegistryRow(
            name: name, given: UInt32(told * 4 + 2), birth: people[told].birth,
            place: isBorn ? people[told].place : 9, sex: 2))
      }
      let outcomes = bench.register(commands, rows, on: Bench.days.lowerBound)
      var letters = MatchLetters()
      var holders: Set<UInt32> = []
      for (outcome, row) in zip(outcomes, rows) where outcome.rule == .applied {
        let match = matcher.directory.match(row, [], &letters)
        #expect(match.account == outcome.official + bench.shard.base)
        #expect(holders.insert(match.account).inserted)
      }
    }
  }

  @Test func `one slip is one slip, by any way of counting`() {
    let stream = Stream("test.slips")
    let letters = Array("abcdefgh")
    for seed in UInt64(0)..<2_000 {
      func word(_ index: UInt64) -> UInt64 { draw(seed, stream, index) }
      let name = (0..<8).map { letters[Int(word(UInt64($0)) % 8)] }
      var slipped = name
      let place = Int(word(20) % 7)
      switch word(21) % 4 {
      case 0: slipped.remove(at: place)
      case 1: slipped.insert(letters[Int(word(22) % 8)], at: place)
      case 2: slipped[place] = letters[Int(word(23) % 8)]
      default: slipped.swapAt(place, place + 1)
      }
      var matcher = Matcher([Someone(birthName: String(name), given: "Anne")])
      let match = matcher.match(String(slipped), "Anne", place: 1)
      #expect(match.rule == .applied)
      #expect(match.kind == (slipped == name ? .birthName : .slip))
      let elsewhere = matcher.match(String(slipped), "Anne", place: 2)
      #expect((elsewhere.rule == .applied) == (slipped == name))
      let twice = String(slipped + ["z", "z"])
      #expect(matcher.match(twice, "Anne", place: 1).rule == .noMatch)
    }
  }
}

extension Bench {
  /// Runs commands of the registry with their rows.
  fileprivate func register(
    _ commands: [Command], _ rows: [RegistryRow], on day: Day
  ) -> [Outcome] {
    context.day = day
    batch.reset(day)
    batch.commands = commands
    batch.rows = rows
    shard.run(context, &batch)
    return batch.outcomes.filter { $0.command >= 0 }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
