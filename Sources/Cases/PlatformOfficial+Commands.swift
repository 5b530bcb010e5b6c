internal import Calendar
internal import Comparison
internal import Oracle
internal import Platform

/// What people do, as commands.
extension PlatformOfficial {
  /// The command of an event.
  ///
  /// A dossier whose request was refused has no number: a command on it names one that nobody has.
  func command(of event: History.Event, session: UInt32?) -> Command {
    let number = dossiers.firstIndex { $0.name == event.dossier }.map { UInt16($0 + 1) } ?? .max
    func dossierCommand(_ verb: Verb) -> Command { Command(verb, official: 0, number: number) }
    var command: Command
    switch event.deed {
    case .attribute(let amount, let payer):
      command = Command(.attribute, official: 0)
      command.first = UInt32(payer)
      command.amount = amount
    case .dotation(let amount, let payer), .payIn(let amount, let payer):
      command = Command(.dotation, official: 0)
      command.first = UInt32(payer)
      command.amount = amount
    case .request:
      command = Command(.request, official: 0)
      command.second = session ?? 0
    case .pacificPapers: command = dossierCommand(.pacificPapers)
    case .acknowledge: command = dossierCommand(.acknowledge)
    case .propose: command = dossierCommand(.propose)
    case .refuse: command = dossierCommand(.refuse)
    case .confirm(let card):
      command = dossierCommand(.confirm)
      command.amount = card
    case .confirmInVain(let card, let isUnanswered):
      command = dossierCommand(.confirm)
      command.amount = card
      command.second = (isUnanswered ? CardAnswer.unavailable : .refused).rawValue
    case .decline: command = dossierCommand(.decline)
    case .withdraw: command = dossierCommand(.withdraw)
    case .cancelByLearner(let forceMajeure):
      command = dossierCommand(.cancelByLearner)
      command.flag = forceMajeure
    case .cancelByProvider: command = dossierCommand(.cancelByProvider)
    case .entry: command = dossierCommand(.entry)
    case .noShow(let forceMajeure):
      command = dossierCommand(.noShow)
      command.flag = forceMajeure
    case .serviceDone(let hours):
      command = dossierCommand(.serviceDone)
      command.small = UInt16(clamping: hours)
    case .openControl: command = dossierCommand(.openControl)
    case .closeControl(let isSanctioned):
      command = dossierCommand(.closeControl)
      command.flag = isSanctioned
    case .validate: command = dossierCommand(.validate)
    case .invoice: command = dossierCommand(.invoice)
    case .instruct: command = dossierCommand(.instruct)
    case .leave: command = dossierCommand(.leave)
    case .evaluate: command = dossierCommand(.evaluate)
    case .travel(let meals, let nights, let kilometres):
      command = dossierCommand(.travel)
      TravelClaim(meals: meals, nights: nights, kilometres: kilometres).write(&command)
    case .certify: command = dossierCommand(.certify)
    case .recover(let amount):
      command = dossierCommand(.recover)
      command.amount = amount
    case .followModule: command = Command(.followModule, official: 0)
    case .convertStatus(let toPublic):
      command = Command(.convertStatus, official: 0)
      command.flag = toPublic
    }
    return command
  }
}
