package import Calendar

/// What somebody does for a living until a pension is claimed.
package enum Occupation: UInt8, CaseIterable, Sendable {
  /// Employee of a company.
  case employee
  /// Public agent.
  case publicAgent
  /// Self-employed.
  case selfEmployed
  /// Jobseeker.
  case jobseeker
  /// Without occupation.
  case inactive
}

/// Persons as columns; the id of a person is the index.
///
/// The persons of a department are neighbours, those who only enter office later included.
package struct Persons: Sendable {
  /// The day of birth.
  package var birth: [Day] = []
  /// 1 for a man, 2 for a woman, as in the NIR.
  package var sex: [UInt8] = []
  /// The day on which a pension is claimed; `Day.distantFuture` for never.
  package var pensionDay: [Day] = []
  /// The day of death, if it is within the horizon, in office or within six months of it;
  /// otherwise `Day.distantFuture`.
  package var deathDay: [Day] = []
  /// The occupation before a pension is claimed.
  package var status: [Occupation] = []
  /// The highest diploma, from 0 (none) to 5 (five years after the baccalauréat, or more).
  package var diploma: [UInt8] = []
  /// The place of birth: an index of `Territory.departments`, or that of the pseudo-department
  /// `outside` for a birth abroad.
  package var birthPlace: [UInt8] = []
  /// The birth name's number; see ``Names``.
  package var familyName: [UInt16] = []
  /// The usual name's number; ``familyName`` for most.
  package var usualName: [UInt16] = []
  /// The first given name's number, which may be that of a compound one.
  package var givenName: [UInt8] = []
  /// The second given name's number, or ``Names/noGiven``.
  package var secondName: [UInt8] = []
  /// The commune of birth, from 1: its last three digits in a code like INSEE's.
  package var birthCommune: [UInt16] = []
  /// What tells apart the NIR of people of the same sex, month and place of birth.
  package var nirSerial: [UInt16] = []

  /// Creates empty columns.
  package init() {}

  /// How many persons there are.
  package var count: Int { birth.count }

  /// Whether the highest diploma gives the higher rate of the CPF (below CAP or BEP).
  ///
  /// - Parameter person: The person.
  /// - Returns: `true` without diploma.
  package func isLowQualified(_ person: Int) -> Bool { diploma[person] == 0 }

  /// Whether somebody has claimed a pension by a day.
  ///
  /// - Parameters:
  ///   - person: The person.
  ///   - day: The day.
  /// - Returns: `true` from the day of the claim.
  package func isRetired(_ person: Int, on day: Day) -> Bool { pensionDay[person] <= day }
}

/// A person while it is made: one record rather than a dozen columns to append to.
struct PersonRow {
  var birth: Day
  var pensionDay = Day.distantFuture
  var deathDay = Day.distantFuture
  /// Sex, month and place of birth as one number.
  var birthKey: UInt32 = 0
  var familyName: UInt16 = 0
  var usualName: UInt16 = 0
  var birthCommune: UInt16 = 0
  var sex: UInt8
  var status = Occupation.employee
  var diploma: UInt8 = 0
  var birthPlace: UInt8 = 0
  var givenName: UInt8 = 0
  var secondName = Names.noGiven
  /// Whether the person has ever had a mandate above the municipal level: nobody gets two.
  var hasAssembly = false

  init(birth: Day, sex: UInt8) {
    self.birth = birth
    self.sex = sex
  }
}
