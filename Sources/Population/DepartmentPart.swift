internal import Calendar

/// The finished columns of one department; persons are counted from 0 within it.
struct DepartmentPart: Sendable {
  private(set) var persons = Persons()
  private(set) var birthKeys: [UInt32] = []
  private(set) var mandates = Mandates()
  /// For each person the first of its mandates.
  private(set) var offsets: [UInt32] = []

  init() {}

  /// Sorts the mandates of a builder by person and start, and turns rows into columns.
  init(_ builder: DepartmentBuilder) {
    let people = builder.people
    persons = Persons(people)
    birthKeys = people.map(\.birthKey)
    let rows = builder.municipal + builder.others
    var ends = [UInt32](repeating: 0, count: people.count + 1)
    for row in rows { ends[Int(row.person) + 1] += 1 }
    for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
    offsets = Array(ends.dropLast())
    // Places of the rows, by person; then by start within each person, who has few.
    var order = [UInt32](repeating: 0, count: rows.count)
    for index in rows.indices {
      let person = Int(rows[index].person)
      let start = rows[index].start
      let first = Int(offsets[person])
      // What was the end of the person before counts up to the end of this one.
      var place = Int(ends[person])
      ends[person] += 1
      while place > first, rows[Int(order[place - 1])].start > start {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = UInt32(index)
    }
    mandates = Mandates(order.map { rows[Int($0)] })
  }
}

extension Mandates {
  init(_ rows: [MandateRow]) {
    person = rows.map(\.person)
    body = rows.map(\.body)
    kind = rows.map(\.kind)
    function = rows.map(\.function)
    start = rows.map(\.start)
    end = rows.map(\.end)
    endReason = rows.map(\.endReason)
    startedAtElection = rows.map(\.startedAtElection)
  }

  /// The mandates of all departments, and for each person the first one; then their number.
  static func joined(
    _ parts: [DepartmentPart], _ personCount: Int, _ count: Int
  ) -> (Mandates, offsets: [UInt32]) {
    var all = Mandates()
    var offsets: [UInt32] = []
    offsets.reserveCapacity(personCount + 1)
    all.person.reserveCapacity(count)
    var firstPerson: UInt32 = 0
    var first: UInt32 = 0
    for part in parts {
      for holder in part.mandates.person { all.person.append(holder + firstPerson) }
      for offset in part.offsets { offsets.append(first + offset) }
      firstPerson += UInt32(part.persons.count)
      first += UInt32(part.mandates.count)
    }
    offsets.append(first)
    all.body = parts.joined(count, \.mandates.body)
    all.kind = parts.joined(count, \.mandates.kind)
    all.function = parts.joined(count, \.mandates.function)
    all.start = parts.joined(count, \.mandates.start)
    all.end = parts.joined(count, \.mandates.end)
    all.endReason = parts.joined(count, \.mandates.endReason)
    all.startedAtElection = parts.joined(count, \.mandates.startedAtElection)
    return (all, offsets)
  }
}

extension [DepartmentPart] {
  /// One column of all departments.
  fileprivate func joined<Value>(
    _ count: Int, _ column: (DepartmentPart) -> [Value]
  ) -> [Value] {
    var all: [Value] = []
    all.reserveCapacity(count)
    for part in self { all += column(part) }
    return all
  }
}

extension Persons {
  init(_ rows: [PersonRow]) {
    birth = rows.map(\.birth)
    sex = rows.map(\.sex)
    pensionDay = rows.map(\.pensionDay)
    deathDay = rows.map(\.deathDay)
    status = rows.map(\.status)
    diploma = rows.map(\.diploma)
    birthPlace = rows.map(\.birthPlace)
    familyName = rows.map(\.familyName)
    usualName = rows.map(\.usualName)
    givenName = rows.map(\.givenName)
    secondName = rows.map(\.secondName)
    birthCommune = rows.map(\.birthCommune)
  }

  /// Everybody but their serials, which are given among all departments.
  init(joining parts: [DepartmentPart], count: Int) {
    birth = parts.joined(count, \.persons.birth)
    sex = parts.joined(count, \.persons.sex)
    pensionDay = parts.joined(count, \.persons.pensionDay)
    deathDay = parts.joined(count, \.persons.deathDay)
    status = parts.joined(count, \.persons.status)
    diploma = parts.joined(count, \.persons.diploma)
    birthPlace = parts.joined(count, \.persons.birthPlace)
    familyName = parts.joined(count, \.persons.familyName)
    usualName = parts.joined(count, \.persons.usualName)
    givenName = parts.joined(count, \.persons.givenName)
    secondName = parts.joined(count, \.persons.secondName)
    birthCommune = parts.joined(count, \.persons.birthCommune)
  }
}
