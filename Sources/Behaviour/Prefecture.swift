package import Calendar
internal import Draws
package import Law
package import Platform
package import Population

/// The prefectures as writers of the registry (RNE): rows that come late or not at all, with the
/// errors that people make in names and dates, and their corrections.
///
/// Everything is a pure function of the seed and the official's number in the roster.
package struct Prefecture: Sendable {
  private let seed: UInt64
  /// Days from the mandate to the row, at most, where the row is not forgotten.
  package let delayDays: Int
  private let omitted: Int64
  private let omittedSent: Int64
  private let omittedDays: Int
  private let usualName: Int64
  private let bothNames: Int64
  private let slip: Int64
  private let birthDate: Int64
  private let givenWrong: Int64
  private let givenOther: Int64
  private let nameCut: Int64
  private let capitals: Int64
  private let noBirthplace: Int64
  private let otherBirthplace: Int64
  private let selfCorrected: Int64
  private let quarters: Int
  private let correctionDays: Int
  private let usualUnknown: Int64

  /// Reads the rates of a day.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - table: The behaviour table.
  ///   - day: The day.
  package init(seed: UInt64, _ table: ParameterTable, on day: Day) {
    func number(_ name: String) -> Int64 { table.number("behaviour.registry.\(name)", on: day) }
    self.seed = seed
    delayDays = max(3, Int(number("delay_days")))
    omitted = number("omitted")
    omittedSent = number("omitted_sent")
    omittedDays = max(1, Int(number("omitted_days")))
    usualName = number("usual_name")
    bothNames = number("both_names")
    slip = number("typing_error")
    birthDate = number("birth_date")
    givenWrong = number("given_wrong")
    givenOther = number("given_other")
    nameCut = number("name_cut")
    capitals = number("capitals")
    noBirthplace = number("no_birthplace")
    otherBirthplace = number("other_birthplace")
    selfCorrected = number("self_corrected")
    quarters = max(1, Int(number("quarters")))
    correctionDays = max(5, Int(number("correction_days")))
    usualUnknown = table.number("behaviour.reference.usual_unknown", on: day)
  }

  private func word(_ stream: Stream, _ person: Int, _ occasion: UInt64 = 0) -> UInt64 {
    draw(seed, stream, UInt64(person), occasion)
  }

  /// The day on which the first row of somebody arrives at the platform, if it ever does.
  ///
  /// - Parameters:
  ///   - person: The official, by number in the roster.
  ///   - start: The first day of the mandate, or of the run.
  ///   - isOpening: Whether the mandate began before the run, so that the row is there already.
  /// - Returns: The day, or `nil` if the row is forgotten for good; and whether the prefecture
  ///   forgets the row at first, so that it comes late or never.
  package func arrival(
    of person: Int, start: Day, isOpening: Bool
  ) -> (day: Day?, isOmitted: Bool) {
    let fate = word(Streams.omitted, person)
    let isOmitted = fate.isWithin(partsPerMillion: omitted)
    if isOmitted, !mixed(fate).isWithin(partsPerMillion: omittedSent) { return (nil, true) }
    if isOpening, !isOmitted { return (start, false) }
    let delay = word(Streams.recognitionDay, person)
    return (
      start + (isOmitted ? delay.between(1, omittedDays) : delay.between(3, delayDays)), isOmitted
    )
  }

  /// The day of the quarterly file in which the prefecture corrects a row by itself, if it does.
  ///
  /// - Parameters:
  ///   - person: The official, by number in the roster.
  ///   - day: The day on which the row was set aside.
  /// - Returns: The first day of a later quarter, or `nil`.
  package func quarterlyCorrection(of person: Int, after day: Day) -> Day? {
    let word = word(Streams.correction, person)
    guard word.isWithin(partsPerMillion: selfCorrected) else { return nil }
    let quarter = (day.civil.month - 1) / 3 + mixed(word).between(1, quarters)
    return Day(day.year + quarter / 4, quarter % 4 * 3 + 1, 1)
  }

  /// The days that the prefecture takes for a correction that support asks for.
  ///
  /// - Parameters:
  ///   - person: The official, by number in the roster.
  ///   - day: The day on which it is asked.
  /// - Returns: The day on which the corrected row arrives.
  package func requestedCorrection(of person: Int, after day: Day) -> Day {
    let occasion = UInt64(UInt32(bitPattern: day.rawValue))
    return day + word(Streams.correction, person, occasion).between(5, correctionDays)
  }

  /// Whether the reference directories know somebody's usual name.
  ///
  /// - Parameter person: The official, by number in the roster.
  /// - Returns: `false` for the share whose usual name they never learnt.
  package func isUsualNameKnown(_ person: Int) -> Bool {
    !word(Streams.usualUnknown, person).isWithin(partsPerMillion: usualUnknown)
  }

  /// The row without an error: birth name, first given name, birth date and place.
  ///
  /// - Parameters:
  ///   - person: The official, by number in the roster.
  ///   - roster: The officials.
  /// - Returns: The corrected row.
  package func correctedRow(of person: Int, _ roster: borrowing Roster) -> RegistryRow {
    let sex = roster.persons.sex[person]
    return RegistryRow(
      name: Names.capitals(Names.familyText(roster.persons.familyName[person])),
      given: Names.capitals(Names.givenText(roster.persons.givenName[person], sex: sex)),
      birth: roster.persons.birth[person], place: roster.persons.birthPlaceCode(person), sex: sex)
  }

  /// The first row of somebody, with whatever errors it has.
  ///
  /// - Parameters:
  ///   - person: The official, by number in the roster.
  ///   - roster: The officials.
  ///   - texts: Names that no list holds are added.
  /// - Returns: The row.
  package func row(
    of person: Int, _ roster: borrowing Roster, texts: inout [String]
  ) -> RegistryRow {
    let nameWord = word(Streams.rowName, person)
    let family = roster.persons.familyName[person]
    let usual = roster.persons.usualName[person]
    let isCapital = mixed(nameWord).isWithin(partsPerMillion: capitals)
    var row = RegistryRow(
      name: Names.familyText(family), given: 0, birth: roster.persons.birth[person],
      place: roster.persons.birthPlaceCode(person), sex: roster.persons.sex[person])
    if usual != family {
      let drawn = Int64(nameWord.below(1_000_000))
      if drawn < usualName {
        row.name = Names.familyText(usual)
      } else if drawn < usualName + bothNames {
        let isBirthFirst = nameWord & 1 == 0
        let (one, two) = isBirthFirst ? (family, usual) : (usual, family)
        let joint = nameWord & 2 == 0 ? "-" : " "
        spell(Names.family(one) + joint + Names.family(two), &row.name, &texts)
      }
    }
    writeGiven(
      person, roster.persons.givenName[person], roster.persons.secondName[person], isCapital, &row,
      &texts)
    writeName(person, isCapital, &row, &texts)
    writeBirth(person, &row)
    return row
  }

  /// Writes the name: as it is, with a slip, cut at a hyphen, or in capitals.
  ///
  /// The text is only looked up where something happens to it.
  private func writeName(
    _ person: Int, _ isCapital: Bool, _ row: inout RegistryRow, _ texts: inout [String]
  ) {
    let slips = word(Streams.rowSlip, person)
    let isSpelled = row.name & RegistryRow.spelled != 0
    if slips.isWithin(partsPerMillion: slip) {
      // Where both names are spelled out, the slip falls on the given name, which came last.
      let text = isSpelled ? texts[texts.count - 1] : Names.family(UInt16(row.name))
      spell(misspelled(text, mixed(slips)), &row.name, &texts)
    } else if isSpelled {
      return
    } else if Names.isHyphened(UInt16(row.name)),
      mixed(slips ^ 1).isWithin(partsPerMillion: nameCut)
    {
      let text = Names.family(UInt16(row.name))
      spell(String(text.prefix { $0 != "-" }), &row.name, &texts)
    } else if isCapital {
      row.name = Names.capitals(row.name)
    }
  }

  private func spell(_ text: String, _ name: inout UInt32, _ texts: inout [String]) {
    name = RegistryRow.spelled | UInt32(texts.count)
    texts.append(text)
  }

  /// The given name: the first one, another one of the civil status, or a nickname.
  private func writeGiven(
    _ person: Int, _ given: UInt8, _ second: UInt8, _ isCapital: Bool, _ row: inout RegistryRow,
    _ texts: inout [String]
  ) {
    let word = word(Streams.rowGiven, person)
    var number = given
    let drawn = Int64(word.below(1_000_000))
    if drawn < givenWrong {
      number = UInt8(
        (UInt64(given) + 1 + mixed(word).below(Names.givenCount - 1)) % Names.givenCount)
    } else if drawn < givenWrong + givenOther {
      let text = Names.given(given, sex: row.sex)
      if let hyphen = text.firstIndex(of: "-") {
        return spell(String(text[..<hyphen]), &row.given, &texts)
      }
      if second != Names.noGiven { number = second }
    }
    row.given = Names.givenText(number, sex: row.sex)
    if isCapital { row.given = Names.capitals(row.given) }
  }

  /// Birth date and birthplace, which may be wrong or missing.
  private func writeBirth(_ person: Int, _ row: inout RegistryRow) {
    if word(Streams.rowBirth, person).isWithin(partsPerMillion: birthDate) {
      let date = row.birth.civil
      row.birth =
        date.day <= 12 && date.day != date.month
        ? Day(date.year, date.day, date.month) : Day(date.year - 1, date.month, min(date.day, 28))
    }
    let drawn = Int64(word(Streams.rowPlace, person).below(1_000_000))
    if drawn < noBirthplace {
      row.place = RegistryRow.nowhere
    } else if drawn < noBirthplace + otherBirthplace {
      row.place += 1
    }
  }

  /// A text with one slip: a letter replaced, left out, written twice, or exchanged with the next.
  private func misspelled(_ text: String, _ word: UInt64) -> String {
    var letters = Array(text)
    guard letters.count > 2 else { return text + "e" }
    let place = mixed(word).between(1, letters.count - 2)
    switch word.below(4) {
    case 0: letters[place] = letters[place] == "e" ? "a" : "e"
    case 1: letters.remove(at: place)
    case 2: letters.insert(letters[place], at: place)
    default: letters.swapAt(place, place + 1)
    }
    return String(letters)
  }
}
