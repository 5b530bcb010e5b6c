/// The names that civil status, reference directories and registry use, each with its normal form.
///
/// A name crosses the border as the number of a text; what no list holds is spelled out. The normal
/// form is computed once for each text (``NormalForm``), so that two names are the same if two
/// numbers are.
package final class CivilNames: Sendable {
  /// The texts as they are written.
  package let texts: [String]
  /// For each text the number of its normal form.
  private let forms: [UInt16]
  /// The letters of all normal forms, and where each begins.
  private let letters: [UInt8]
  private let starts: [UInt32]
  /// For each normal form that of the first part of a compound text, or ``unknown``.
  private let heads: [UInt16]
  /// The numbers of all normal forms, each at the first free place from that of its letters on.
  private let slots: [UInt16]

  /// The number that no normal form has.
  package static let unknown = UInt16.max

  /// Computes the normal forms of a list of texts.
  ///
  /// - Parameter texts: The texts, with fewer than 65,000 normal forms.
  package init(_ texts: [String]) {
    self.texts = texts
    var index = FormIndex()
    var forms: [UInt16] = []
    forms.reserveCapacity(texts.count)
    var form: [UInt8] = []
    for text in texts {
      NormalForm.write(text, into: &form)
      forms.append(index.number(form))
    }
    var parts: [(whole: UInt16, head: UInt16)] = []
    for (place, text) in texts.enumerated() {
      guard let end = text.utf8.firstIndex(where: Self.isJoint) else { continue }
      NormalForm.write(text.utf8[..<end], into: &form)
      parts.append((forms[place], index.number(form)))
    }
    var heads = [UInt16](repeating: Self.unknown, count: index.starts.count - 1)
    for part in parts where part.whole != part.head { heads[Int(part.whole)] = part.head }
    self.forms = forms
    self.heads = heads
    letters = index.letters
    starts = index.starts
    slots = index.slots
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ")
  }

  /// The number of the normal form of a text.
  ///
  /// - Parameter text: The number of a text.
  /// - Returns: The number of its normal form.
  package func form(of text: UInt32) -> UInt16 { forms[Int(text)] }

  /// The number of a normal form.
  ///
  /// - Parameter form: The letters of a normal form.
  /// - Returns: Its number, or ``unknown``.
  func number(of form: [UInt8]) -> UInt16 {
    slots[FormIndex.slot(of: form, slots, letters, starts)]
  }

  /// The normal form of the first part of a compound name, or ``unknown``.
  func head(of form: UInt16) -> UInt16 { form == Self.unknown ? form : heads[Int(form)] }

  /// Writes the letters of a normal form into a list.
  func write(_ form: UInt16, into list: inout [UInt8]) {
    list.removeAll(keepingCapacity: true)
    for place in range(form) { list.append(letters[place]) }
  }

  /// Whether a list of letters is two normal forms one after the other.
  func isJoined(_ list: [UInt8], _ first: UInt16, _ second: UInt16) -> Bool {
    guard first != Self.unknown, second != Self.unknown else { return false }
    let (head, tail) = (range(first), range(second))
    guard list.count == head.count + tail.count else { return false }
    for (place, letter) in zip(head, list) where letters[place] != letter { return false }
    for (place, letter) in zip(tail, list.dropFirst(head.count)) where letters[place] != letter {
      return false
    }
    return true
  }

  /// Whether a list of letters differs from a normal form by one slip of the pen: a letter missing,
  /// added, replaced, or exchanged with its neighbour (Damerau-Levenshtein distance 1).
  ///
  /// - Parameters:
  ///   - list: The letters.
  ///   - form: The number of a normal form.
  ///   - least: The fewest letters that either may have.
  /// - Returns: `false` for equal names as well.
  func isSlip(_ list: [UInt8], of form: UInt16, least: Int) -> Bool {
    guard form != Self.unknown else { return false }
    let range = range(form)
    let (mine, theirs) = (list.count, range.count)
    guard mine >= least, theirs >= least, abs(mine - theirs) <= 1 else { return false }
    let base = range.lowerBound
    func letter(_ place: Int) -> UInt8 { letters[base + place] }
    func agrees(_ from: Int, _ other: Int) -> Bool {
      var (one, two) = (from, other)
      while one < mine, two < theirs {
        if list[one] != letter(two) { return false }
        one += 1
        two += 1
      }
      return one == mine && two == theirs
    }
    var place = 0
    while place < min(mine, theirs), list[place] == letter(place) { place += 1 }
    if mine > theirs { return agrees(place + 1, place) }
    if mine < theirs { return agrees(place, place + 1) }
    guard place < mine else { return false }
    if agrees(place + 1, place + 1) { return true }
    return place + 1 < mine && list[place] == letter(place + 1)
      && list[place + 1] == letter(place) && agrees(place + 2, place + 2)
  }

  private func range(_ form: UInt16) -> Range<Int> {
    Int(starts[Int(form)])..<Int(starts[Int(form) + 1])
  }
}

/// The normal forms while they are numbered: one list of letters, and a table of places by hash.
///
/// A dictionary would keep a list of letters for each form, and hash it with great care.
private struct FormIndex {
  var letters: [UInt8] = []
  var starts: [UInt32] = [0]
  var slots = [UInt16](repeating: CivilNames.unknown, count: slotCount)

  /// Twice as many as there can be forms, so that a free place is always near.
  private static let slotCount = 1 << 17

  /// The number of a form, a new one if it is new.
  mutating func number(_ form: [UInt8]) -> UInt16 {
    let slot = Self.slot(of: form, slots, letters, starts)
    if slots[slot] != CivilNames.unknown { return slots[slot] }
    let number = UInt16(starts.count - 1)
    precondition(number < CivilNames.unknown, "too many names")
    slots[slot] = number
    letters += form
    starts.append(UInt32(letters.count))
    return number
  }

  /// The place of a form, or the free place where it would stand.
  static func slot(
    of form: [UInt8], _ slots: [UInt16], _ letters: [UInt8], _ starts: [UInt32]
  ) -> Int {
    // FNV-1a, its upper bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for letter in form { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01b3 }
    var slot = Int(hash >> 47)
    while slots[slot] != CivilNames.unknown {
      let number = Int(slots[slot])
      if letters[Int(starts[number])..<Int(starts[number + 1])].elementsEqual(form) { break }
      slot = (slot + 1) % slotCount
    }
    return slot
  }
}

/// The normal form of a name: what is left when everything is gone that a registry may or may not
/// write.
///
/// Capitals without accents, ligatures spelled out, no hyphen, apostrophe, point or space; ST and
/// STE as a word are SAINT and SAINTE; a leading particle (de, d', du, des) is left out where
/// another word follows, since it is written or not; the articles of a name (Le, La) stay.
package enum NormalForm {
  /// Writes the normal form of a text.
  ///
  /// - Parameters:
  ///   - text: A name as somebody wrote it.
  ///   - form: Becomes the letters of the normal form.
  package static func write(_ text: String, into form: inout [UInt8]) {
    write(text.utf8, into: &form)
  }

  /// Writes the normal form of the UTF-8 bytes of a text.
  static func write(_ bytes: some Sequence<UInt8>, into form: inout [UInt8]) {
    form.removeAll(keepingCapacity: true)
    var word = Word()
    // The upper bits of a letter of two bytes; of a longer one, bits that make no letter.
    var lead: UInt32 = 0
    for byte in bytes {
      guard byte < 0xc0 else {
        lead = byte < 0xe0 ? UInt32(byte & 0x1f) << 6 : 0
        continue
      }
      let value = byte < 0x80 ? UInt32(byte) : lead | UInt32(byte & 0x3f)
      lead = 0
      if let (one, two) = letters(of: value) {
        form.append(one)
        if two != 0 { form.append(two) }
      } else {
        word.end(&form)
      }
    }
    word.end(&form)
    if word.droppable > 0, form.count > word.droppable {
      form.removeSubrange(0..<word.droppable)
    }
  }

  /// The word that is being written.
  private struct Word {
    var start = 0
    /// The length of a particle at the beginning; 0 for none.
    var droppable = 0

    mutating func end(_ form: inout [UInt8]) {
      let count = form.count - start
      guard count > 0 else { return }
      if count <= 3 {
        if NormalForm.isWord("ST", form, start) || NormalForm.isWord("STE", form, start) {
          form.removeSubrange(start...)
          form.append(contentsOf: (count == 2 ? "SAINT" : "SAINTE").utf8)
        } else if start == 0, NormalForm.particles.contains(form) {
          droppable = form.count
        }
      }
      start = form.count
    }
  }

  private static let particles = ["DE", "D", "DU", "DES"].map { Array($0.utf8) }

  private static func isWord(_ word: StaticString, _ form: [UInt8], _ start: Int) -> Bool {
    let count = form.count - start
    guard count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for place in 0..<count where unsafe letters[place] != form[start + place] { return false }
      return true
    }
  }

  /// The capital that a letter stands for, two for a ligature; `nil` for what parts words.
  private static func letters(of value: UInt32) -> (UInt8, UInt8)? {
    switch value {
    case 0x41...0x5a: return (UInt8(value), 0)
    case 0x61...0x7a: return (UInt8(value - 32), 0)
    case 0xc0...0xc5, 0xe0...0xe5: return (0x41, 0)
    case 0xc6, 0xe6: return (0x41, 0x45)
    case 0xc7, 0xe7: return (0x43, 0)
    case 0xc8...0xcb, 0xe8...0xeb: return (0x45, 0)
    case 0xcc...0xcf, 0xec...0xef: return (0x49, 0)
    case 0xd1, 0xf1: return (0x4e, 0)
    case 0xd2...0xd6, 0xd8, 0xf2...0xf6, 0xf8: return (0x4f, 0)
    case 0xd9...0xdc, 0xf9...0xfc: return (0x55, 0)
    case 0xdd, 0xfd, 0xff, 0x178: return (0x59, 0)
    case 0x152, 0x153: return (0x4f, 0x45)
    default: return nil
    }
  }
}
