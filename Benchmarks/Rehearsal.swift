import AllocationMeter
import Audit
import Calendar
import Draws
import Law
import Platform
import Population
import Report

/// Three months of one shard in which every player takes one training, then is credited.
struct Rehearsal: ~Copyable {
  /// Nanoseconds of one operation.
  struct Times {
    /// The mandates and the recognition of one official, as the registry sends them.
    var recognition = 0.0
    /// One visit: the log-in and a look at the panel.
    var visit = 0.0
    /// The annual credit of one account.
    var credit = 0.0
    /// One dossier from the request to the payment, empty days included.
    var dossier = 0.0
    /// The audit of one posting of the credit pass.
    var creditAudit = 0.0
    /// The audit of one dossier.
    var dossierAudit = 0.0
  }

  private let stage: Stage
  private var shard: Shard
  private var auditor: Auditor
  private var context: DayContext
  private var batch = Batch()

  private init(_ stage: Stage) {
    self.stage = stage
    let count = stage.roster.persons.count
    shard = Shard(
      base: 0, count: count, bodies: stage.bodies, first: Stage.days.lowerBound,
      last: Stage.days.upperBound)
    auditor = Auditor(
      officials: 0..<count, roster: stage.roster,
      deliberations: .init(repeating: Deliberation(), count: stage.bodies))
    context = stage.context()
    for player in stage.players {
      shard.register(
        player, pension: stage.roster.persons.pensionDay[player], cpf: 0, cec: 0,
        year: Stage.days.lowerBound.year, marks: 0)
      shard.adopt(player, password: TypedText(), terms: .max, isStrong: true)
      auditor.meet(player, isKnown: true, hasAccount: true, terms: Int(UInt8.max), isStrong: true)
    }
  }

  /// Lives the days once.
  ///
  /// - Parameter stage: Where.
  /// - Returns: What it took.
  /// - Throws: ``ReportError`` where a command is refused or an invariant violated: the times would
  ///   be those of something else.
  static func times(on stage: Stage) throws -> Times {
    var rehearsal = Rehearsal(stage)
    let first = Stage.days.lowerBound
    let (recognition, _) = try rehearsal.live(first)
    var platform = 0.0
    var visits = 0.0
    var audit = 0.0
    for offset in 1..<(Stage.days.upperBound - first) {
      let (platformSeconds, auditSeconds) = try rehearsal.live(first + offset)
      if first + offset == Stage.visitDay {
        visits = platformSeconds
        guard rehearsal.batch.answers.count == stage.players.count else {
          throw ReportError("only \(rehearsal.batch.answers.count) visits were answered")
        }
        continue
      }
      platform += platformSeconds
      audit += auditSeconds
    }
    try rehearsal.expectPaid()
    let players = Double(stage.players.count)
    let (creditSeconds, creditAudit) = try rehearsal.live(Stage.days.upperBound)
    guard rehearsal.batch.postings.count >= stage.players.count else {
      throw ReportError("the credit pass made \(rehearsal.batch.postings.count) postings only")
    }
    let postings = Double(rehearsal.batch.postings.count)
    return Times(
      recognition: recognition / players * 1e9, visit: visits / players * 1e9,
      credit: creditSeconds / players * 1e9, dossier: platform / players * 1e9,
      creditAudit: creditAudit / postings * 1e9, dossierAudit: audit / players * 1e9)
  }

  /// Lives a day; everything asked must be granted.
  private mutating func live(_ day: Day) throws -> (platform: Double, audit: Double) {
    context.day = day
    context.capBefore = context.statute.cap
    context.statuteChanged = false
    context.isPaymentDay = day == Stage.sessionStart + 4
    batch.reset(day)
    for player in stage.players { ask(player, day) }
    let platformWatch = Stopwatch()
    shard.run(context, &batch)
    let platform = platformWatch.wallSeconds
    let auditWatch = Stopwatch()
    auditor.judge(batch, context)
    let audit = auditWatch.wallSeconds
    if let outcome = batch.outcomes.first(where: { $0.rule != .applied }) {
      throw ReportError("\(outcome.verb.name) on \(day) is refused: \(outcome.rule.name)")
    }
    if let violation = auditor.findings.violations.first {
      throw ReportError("\(violation.invariant.id) is violated on \(day): \(violation.event)")
    }
    return (platform, audit)
  }

  /// Every dossier must have been paid by now, and its slot be free again.
  private func expectPaid() throws {
    let open = shard.accounts.holders.count { $0.firstDossier >= 0 }
    let opened = shard.accounts.holders.count { $0.dossiers == 1 }
    guard open == 0, opened == stage.players.count else {
      throw ReportError("\(opened) dossiers were opened and \(open) never ended")
    }
  }

  /// Adds what a player asks for on a day.
  private mutating func ask(_ player: Int, _ day: Day) {
    let official = UInt32(player)
    if day == Stage.days.lowerBound { return announce(player) }
    if day == Stage.visitDay {
      batch.visits.append(Visit(official: official, way: .franceConnectPlus, views: View.panel))
    }
    for verb in Self.verbs(on: day) {
      // Keys are spread as widely as those of the real actors.
      let key = mixed(UInt64(verb.rawValue) << 32 | UInt64(official) + 1) | 1
      var command = Command(
        verb, official: official, number: verb == .request ? 0 : 1, key: key)
      switch verb {
      case .confirm: command.amount = 1_000_000
      case .serviceDone: command.small = Stage.hours
      default: break
      }
      batch.commands.append(command)
      if verb == .request {
        batch.visits.append(Visit(official: official, way: .franceConnectPlus, views: View.panel))
      }
    }
  }

  /// The steps of a dossier on a day.
  private static func verbs(on day: Day) -> [Verb] {
    switch day {
    case Stage.sessionStart - 28: [.request, .propose]
    case Stage.sessionStart - 26: [.confirm]
    case Stage.sessionStart: [.entry]
    case Stage.sessionStart + 1: [.serviceDone]
    case Stage.sessionStart + 3: [.validate, .invoice]
    default: []
    }
  }

  /// Announces a player's mandates and recognises the player.
  private mutating func announce(_ player: Int) {
    let roster = stage.roster
    for mandate in roster.mandates(of: player) {
      var command = Command(.mandateBegins, official: UInt32(player))
      command.first = UInt32(mandate)
      command.small = UInt16(roster.mandates.kind[mandate].rawValue)
      command.day = roster.mandates.start[mandate]
      command.flag = roster.mandates.startedAtElection[mandate]
      batch.commands.append(command)
    }
    batch.commands.append(Command(.recognise, official: UInt32(player)))
  }
}
