internal import Calendar
internal import Law
internal import Oracle
internal import Platform
internal import Simulation

/// What all lives of one journal share.
struct World {
  /// The days of the run.
  let days: ClosedRange<Day>
  /// The law, read once.
  let reading: LawReading
  /// Where each training body stood.
  let bodies: StandingOfBodies
  /// The days on which the payment provider was down.
  let outages: [Day]
  /// For how many days a key is surely remembered.
  let keyDays: Int
  private let journal: Journal

  init(_ journal: Journal, _ common: Common) {
    self.journal = journal
    days = common.days
    reading = common.reading
    bodies = common.bodies
    outages = common.outages
    keyDays = common.keyDays
  }

  /// What all journals share.
  struct Common {
    let days: ClosedRange<Day>
    let reading: LawReading
    let bodies: StandingOfBodies
    let outages: [Day]
    let keyDays: Int
  }

  /// The offer of a request.
  func sight(of act: Journal.Act) -> Journal.Sight { journal.sights[Int(act.detail)] }

  /// What was typed with a command of access.
  func forms(of act: Journal.Act) -> Form {
    act.command.verb.isAccess && act.detail >= 0 ? journal.forms[Int(act.detail)] : Form()
  }

  /// What a council decided.
  func deliberation(of body: UInt32) -> Deliberation { journal.deliberations[Int(body)] }
}
