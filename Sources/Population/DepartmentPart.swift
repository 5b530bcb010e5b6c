internal import Calendar

/// The finished columns of one department; persons are counted from 0 within it.
struct DepartmentPart: Sendable {
  private(set) var persons = Persons()
  private(set) var birthKeys: [UInt32] = []
  private(set) var mandates = Mandates()
  /// For each person the first of its mandates.
  private(set) var offsets: [UInt32] = []

  init() {}

  /// Sorts the mandates of a builder by person and start, and turns them into columns.
  init(_ builder: DepartmentBuilder) {
    persons = builder.persons
    birthKeys = builder.birthKeys
    let count = builder.municipal.count + builder.others.count
    var ends = [UInt32](repeating: 0, count: persons.count + 1)
    for row in builder.municipal { ends[Int(row.person) + 1] += 1 }
    for row in builder.others { ends[Int(row.person) + 1] += 1 }
    for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
    offsets = Array(ends.dropLast())
    // Places of the rows, by person; then by start within each person, who has few.
    var order = [UInt32](repeating: 0, count: count)
    var places = offsets
    func start(_ row: UInt32) -> Day {
      let index = Int(row)
      return index < builder.municipal.count
        ? builder.municipal[index].start : builder.others[index - builder.municipal.count].start
    }
    func insert(_ row: UInt32, of person: UInt32) {
      var place = Int(places[Int(person)])
      places[Int(person)] += 1
      while place > Int(offsets[Int(person)]), start(order[place - 1]) > start(row) {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = row
    }
    for (index, row) in builder.municipal.enumerated() { insert(UInt32(index), of: row.person) }
    for (index, row) in builder.others.enumerated() {
      insert(UInt32(index + builder.municipal.count), of: row.person)
    }
    mandates.reserve(count)
    for row in order {
      let index = Int(row)
      mandates.append(
        index < builder.municipal.count
          ? builder.municipal[index] : builder.others[index - builder.municipal.count])
    }
  }
}

extension Mandates {
  mutating func reserve(_ count: Int) {
    person.reserveCapacity(count)
    body.reserveCapacity(count)
    kind.reserveCapacity(count)
    function.reserveCapacity(count)
    start.reserveCapacity(count)
    end.reserveCapacity(count)
    endReason.reserveCapacity(count)
    startedAtElection.reserveCapacity(count)
  }

  mutating func append(_ row: MandateRow) {
    person.append(row.person)
    body.append(row.body)
    kind.append(row.kind)
    function.append(row.function)
    start.append(row.start)
    end.append(row.end)
    endReason.append(row.endReason)
    startedAtElection.append(row.startedAtElection)
  }

  mutating func append(_ other: Mandates, firstPerson: UInt32) {
    for holder in other.person { person.append(holder + firstPerson) }
    body += other.body
    kind += other.kind
    function += other.function
    start += other.start
    end += other.end
    endReason += other.endReason
    startedAtElection += other.startedAtElection
  }
}

extension Persons {
  mutating func reserve(_ count: Int) {
    birth.reserveCapacity(count)
    sex.reserveCapacity(count)
    pensionDay.reserveCapacity(count)
    deathDay.reserveCapacity(count)
    status.reserveCapacity(count)
    diploma.reserveCapacity(count)
    birthPlace.reserveCapacity(count)
    familyName.reserveCapacity(count)
    usualName.reserveCapacity(count)
    givenName.reserveCapacity(count)
    secondName.reserveCapacity(count)
    birthCommune.reserveCapacity(count)
    nirSerial.reserveCapacity(count)
  }

  /// Appends everybody but their serials, which are given among all departments.
  mutating func append(_ other: Persons) {
    birth += other.birth
    sex += other.sex
    pensionDay += other.pensionDay
    deathDay += other.deathDay
    status += other.status
    diploma += other.diploma
    birthPlace += other.birthPlace
    familyName += other.familyName
    usualName += other.usualName
    givenName += other.givenName
    secondName += other.secondName
    birthCommune += other.birthCommune
  }
}
