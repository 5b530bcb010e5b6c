internal import Calendar
internal import Documents
internal import Law
internal import Oracle
internal import Platform

/// The desk of CPF and CEC: balances by date, and changes of professional status.
///
/// Situation: `since`, `cpf`, `cec`, `hours`, and the flags `works`, `low_qualified`,
/// `public_agent`, `volunteer`, and `pension`, and `law` (values for this case only). Acts: `cpf`,
/// `cec`, `hours` (what is held), and `convert` (`to`: `public` or `private`).
enum WalletDesk {
  private struct Situation {
    var since: Day
    var cpf: Int64 = 0
    var cec: Int64 = 0
    var hours: Int64 = 0
    var works = false
    var isLowQualified = false
    var isPublicAgent = false
    var isVolunteer = false
    var pension: Day?

    init(_ deskCase: DeskCase) throws(Diagnostic) {
      guard let node = deskCase.situation else {
        throw deskCase.acts[0].node.complaint("the wallet desk needs a situation")
      }
      _ = try node.entries(known: [
        "since", "cpf", "cec", "hours", "works", "low_qualified", "public_agent", "volunteer",
        "pension", "law",
      ])
      since = try node.required("since").caseDay()
      cpf = try node["cpf"]?.caseAmount() ?? 0
      cec = try node["cec"]?.caseAmount() ?? 0
      hours = try node["hours"]?.caseCount(upTo: 1_000, .hour) ?? 0
      works = try node["works"]?.quantity(.flag) == 1
      isLowQualified = try node["low_qualified"]?.quantity(.flag) == 1
      isPublicAgent = try node["public_agent"]?.quantity(.flag) == 1
      isVolunteer = try node["volunteer"]?.quantity(.flag) == 1
      pension = try node["pension"]?.caseDay()
      if let first = deskCase.acts.first, first.day <= since {
        throw first.node.complaint("the first act comes after \(since)")
      }
    }
  }

  private static let verbs = ["cpf", "cec", "hours", "convert"]

  private static func check(_ act: DeskCase.Act) throws(Diagnostic) -> String {
    let verb = try act.node.required("do").word(among: verbs)
    _ = try act.node.entries(known: ["on", "do", "answer"] + (verb == "convert" ? ["to"] : []))
    return verb
  }

  static func oracle(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> [String] {
    let situation = try Situation(deskCase)
    let law = try law.overlaid(by: deskCase.situation?["law"])
    var wallet = OracleWallet(
      law, from: situation.since, balances: (situation.cpf, situation.cec, situation.hours),
      works: situation.works, isLowQualified: situation.isLowQualified,
      isPublicAgent: situation.isPublicAgent, isVolunteer: situation.isVolunteer,
      pension: situation.pension)
    var answers: [String] = []
    for act in deskCase.acts {
      wallet.live(through: act.day)
      switch try check(act) {
      case "cpf": answers.append(DeskText.euros(wallet.cpf))
      case "cec": answers.append(DeskText.euros(wallet.cec))
      case "hours": answers.append("\(wallet.hours)")
      default:
        let isPublic = try act.node.required("to").word(among: ["public", "private"]) == "public"
        do throws(OracleRule) {
          try wallet.convert(toPublic: isPublic)
          answers.append("applied")
        } catch {
          answers.append(error.rawValue)
        }
      }
    }
    return answers
  }

  static func platform(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> [String] {
    let situation = try Situation(deskCase)
    let law = try law.overlaid(by: deskCase.situation?["law"])
    let last = deskCase.acts.last?.day ?? situation.since
    var service = DeskService(law, days: situation.since...last)
    let marks = situation.works ? Accounts.Flag.worker : 0
    service.shard.register(
      0, pension: situation.pension ?? .distantFuture, cpf: Int32(situation.cpf),
      cec: Int32(situation.cec), year: situation.since.year, marks: marks)
    service.shard.describe(
      0, isPublicAgent: situation.isPublicAgent, isVolunteer: situation.isVolunteer,
      isLowQualified: situation.isLowQualified, hours: UInt16(situation.hours))
    var answers: [String] = []
    for act in deskCase.acts {
      service.live(through: act.day)
      let held = service.shard.walletHeld(0, service.context)
      switch try check(act) {
      case "cpf": answers.append(DeskText.euros(held.cpf))
      case "cec": answers.append(DeskText.euros(held.cec))
      case "hours": answers.append("\(held.hours)")
      default:
        var command = Command(.convertStatus, official: 0)
        command.flag = try act.node.required("to").word(among: ["public", "private"]) == "public"
        answers.append(service.send(command).name)
      }
    }
    return answers
  }
}

/// How desks write amounts.
enum DeskText {
  /// Euros with two decimals: `1500.00`.
  static func euros(_ cents: Int64) -> String {
    let rest = abs(cents % 100)
    return (cents < 0 ? "-" : "") + "\(abs(cents) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// A shard with one official, driven act by act.
struct DeskService: ~Copyable {
  var shard: Shard
  var context: DayContext
  private let calendar: LegalCalendar
  private var batch = Batch()
  private var day: Day
  private var registry: [(day: Day, command: Command)] = []

  init(_ law: ParameterTable, days: ClosedRange<Day>) {
    calendar = LegalCalendar(
      law, statutes: Statutes(law, in: days),
      working: WorkingDays(years: days.lowerBound.year - 1...days.upperBound.year + 3))
    context = calendar.firstDay(Catalogue())
    shard = Shard(base: 0, count: 1, bodies: 1, first: days.lowerBound, last: days.upperBound)
    day = days.lowerBound - 1
  }

  /// Lets the registry announce something on a day to come.
  mutating func announce(_ command: Command, on day: Day) { registry.append((day, command)) }

  /// Lives every day through one.
  mutating func live(through last: Day) {
    while day < last {
      day = day + 1
      calendar.turn(&context, to: day)
      batch.reset(day)
      for event in registry where event.day == day { batch.commands.append(event.command) }
      shard.run(context, &batch)
    }
  }

  /// Sends a command on the day that was lived last.
  mutating func send(_ command: Command) -> Rule {
    batch.commands.append(command)
    shard.execute(from: batch.commands.count - 1, context, &batch)
    return batch.outcomes[batch.outcomes.count - 1].rule
  }
}
