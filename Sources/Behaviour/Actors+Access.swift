internal import Kernel
internal import Population

internal import Calendar
internal import Draws
internal import Law
internal import Platform

/// What an official has of the way in, as far as the official knows: bits of
/// ``WayIn``.
enum AccessBit {
  /// An open account.
  static let account: UInt16 = 1
  /// An identity enrolled for FranceConnect+.
  static let strong: UInt16 = 2
  /// The account could not be created: the directory does not find the person.
  static let stuck: UInt16 = 4
  /// The person will not enrol for FranceConnect+.
  static let refuses: UInt16 = 8
  /// Support was written to, or will be: nobody writes twice.
  static let asked: UInt16 = 16
  /// An account is being created today.
  static let creating: UInt16 = 32
  /// The CGU were accepted today.
  static let accepting: UInt16 = 64
  /// A new password was asked for today.
  static let forgetting: UInt16 = 128
  /// The account was said to be locked.
  static let locked: UInt16 = 256
  /// The FAQ or support is about to get the person known to the reference directory.
  static let helped: UInt16 = 512
}

/// What an official remembers of the way in: told by pages and answers, never looked up.
struct WayIn: Sendable {
  /// Bits of ``AccessBit``.
  var bits: UInt16 = 0
  /// How many passwords the person has set.
  var passwords: UInt8 = 0
  /// The version of the CGU that the person accepted last.
  var terms: UInt8 = 0
}

/// How people open an account and come to the catalogue (guide, pages 4 to 8).
extension Actors {
  /// Brings somebody who wishes to train to the catalogue: account, FranceConnect+, log-in.
  ///
  /// - Returns: Whether the person is logged in and can ask today.
  mutating func reach(
    _ action: Action, _ place: Int, _ occasion: UInt16, _ day: Day, _ shard: borrowing Shard,
    _ catalogue: Catalogue, _ batch: inout Batch
  ) -> Bool {
    guard shard.accounts.balances[place].flags & Accounts.Flag.dead == 0 else { return false }
    if access[place].bits & AccessBit.stuck != 0 {
      // Whoever is being helped keeps the wish; whoever gave up, or was refused, drops it.
      if access[place].bits & AccessBit.helped != 0 {
        agenda.push(action.item(place, occasion), on: day + rates.help.directoryDays)
      }
      return false
    }
    let word = word(streams.visit, place, UInt64(occasion) << 32 | day.bits)
    guard access[place].bits & AccessBit.account != 0 else {
      if createAccount(place, day, &batch) { wishAgain(action, place, occasion, day, word) }
      return false
    }
    guard statute.needsFranceConnectPlus else {
      return visitToBuy(action, place, occasion, day, nil, word, catalogue, &batch)
    }
    if access[place].bits & AccessBit.strong == 0 {
      if access[place].bits & AccessBit.refuses != 0 { return false }
      if word.slice(0) >= accessRates.triesWithout {
        enrol(action, place, occasion, day)
        return false
      }
      return visitToBuy(action, place, occasion, day, nil, word, catalogue, &batch)
    }
    return visitToBuy(action, place, occasion, day, .franceConnectPlus, word, catalogue, &batch)
  }

  private mutating func visitToBuy(
    _ action: Action, _ place: Int, _ occasion: UInt16, _ day: Day, _ way: LoginWay?,
    _ word: UInt64, _ catalogue: Catalogue, _ batch: inout Batch
  ) -> Bool {
    let views = View.panel | View.search | View.offer
    if visit(place, day, way, views, mixed(word), catalogue, &batch) { return true }
    if word.slice(1) < accessRates.comesBack {
      wishAgain(action, place, occasion, day, word)
    }
    return false
  }

  /// Takes a wish up again some days later.
  private mutating func wishAgain(
    _ action: Action, _ place: Int, _ occasion: UInt16, _ day: Day, _ word: UInt64
  ) {
    let wait = mixed(word ^ streams.account.key).between(1, max(1, accessRates.wishDays))
    agenda.push(action.item(place, occasion), on: day + wait)
  }

  /// Fills in the four steps of an account, as far as the person goes.
  ///
  /// - Returns: Whether the person went to the end.
  mutating func createAccount(_ place: Int, _ day: Day, _ batch: inout Batch) -> Bool {
    guard access[place].bits & (AccessBit.account | AccessBit.stuck) == 0 else { return false }
    // Two occasions of one day lead to one creation.
    if access[place].bits & AccessBit.creating != 0 { return true }
    access[place].bits |= AccessBit.creating
    let person = base + place
    let word = word(streams.account, place, day.bits)
    let more = mixed(word)
    var form = Form()
    let nir = roster.nir(of: person)
    form.nir = TypedNIR(raw: nir.typed)
    form.key = UInt8(nir.key)
    form.diploma =
      word.slice(0) < accessRates.noDiploma
      ? Portal.noDiploma : roster.persons.diploma[person]
    if word.slice(1) < accessRates.mistypedNir {
      var wrong = form
      if word & 1 == 0 { wrong.key = wrong.key % 97 + 1 } else { wrong.nir.raw ^= 1 }
      fill(.registerIdentity, wrong, attempt: 1, place, &batch)
    }
    fill(.registerIdentity, form, attempt: 0, place, &batch)
    if word.slice(2) < accessRates.leavesIdentity { return false }
    let isIncomplete = word.slice(3) < accessRates.incomplete
    if isIncomplete { fill(.registerContact, form, attempt: 1, place, &batch) }
    form.hasEmail = true
    fill(.registerContact, form, attempt: 0, place, &batch)
    if more.slice(0) < accessRates.leavesContact { return false }
    form.postcode = isIncomplete ? 0 : 48_000
    if isIncomplete { fill(.registerAddress, form, attempt: 1, place, &batch) }
    form.postcode = 48_000
    fill(.registerAddress, form, attempt: 0, place, &batch)
    if more.slice(1) < accessRates.leavesAddress { return false }
    if more.slice(2) < accessRates.weakPassword {
      form.password = passwords.weakPassword(of: person, turn: 0)
      fill(.registerPassword, form, attempt: 1, place, &batch)
    }
    form.password = passwords.password(of: person, turn: 0)
    fill(.registerPassword, form, attempt: 0, place, &batch)
    if more.slice(3) >= accessRates.ignoresTerms { acceptTerms(place, &batch) }
    return true
  }

  /// Sends a page of the account creation; attempts of a day are told apart.
  private mutating func fill(
    _ verb: Verb, _ form: Form, attempt: UInt32, _ place: Int, _ batch: inout Batch
  ) {
    var command = Command(verb, official: UInt32(place))
    command.first = UInt32(batch.forms.count)
    command.second = attempt
    batch.forms.append(form)
    send(command, &batch)
  }

  /// Accepts the general conditions in force, once a day however many visits there are.
  mutating func acceptTerms(_ place: Int, _ batch: inout Batch) {
    guard access[place].bits & AccessBit.accepting == 0 else { return }
    access[place].bits |= AccessBit.accepting
    var command = Command(.acceptTerms, official: UInt32(place))
    command.small = UInt16(clamping: statute.termsVersion)
    command.first = .max
    send(command, &batch)
  }

  /// Has an identity checked for FranceConnect+, or gives the wish up.
  private mutating func enrol(_ action: Action, _ place: Int, _ occasion: UInt16, _ day: Day) {
    let word = word(streams.enrolment, place, UInt64(occasion) << 32 | day.bits)
    guard word.slice(0) >= accessRates.refusesStrong else {
      access[place].bits |= AccessBit.refuses
      return
    }
    let checked = working.day(statute.identityCheckDays, after: day)
    let asked = UInt16(truncatingIfNeeded: day.rawValue)
    if word.slice(1) < accessRates.enrolsEarly, checked > day + 1 {
      agenda.push(Action.enrol.item(place, asked), on: day + 1)
    }
    let ready = checked + mixed(word).between(0, max(0, accessRates.enrolmentDays))
    agenda.push(Action.enrol.item(place, asked), on: ready)
    agenda.push(action.item(place, occasion), on: ready + 1)
  }

  /// Says that an identity was checked: `asked` is the day, in the low bits of its number.
  mutating func sendEnrolment(_ place: Int, _ asked: UInt16, _ day: Day, _ batch: inout Batch) {
    guard access[place].bits & AccessBit.strong == 0 else { return }
    var command = Command(.enrolStrongIdentity, official: UInt32(place))
    command.first = .max
    command.second = UInt32(asked)
    command.day = day - Int(UInt16(truncatingIfNeeded: day.rawValue) &- asked)
    let isFranceIdentite = word(streams.enrolment, place, 1)
      .isWithin(partsPerMillion: accessRates.franceIdentite)
    command.small = isFranceIdentite ? 1 : 0
    send(command, &batch)
  }

  /// Sets a new password by the link of the mail.
  mutating func renewPassword(
    _ place: Int, _ day: Day, _ batch: inout Batch
  ) {
    let person = base + place
    let word = word(streams.renewal, place, day.bits)
    let turn = access[place].passwords
    var form = Form()
    if word.slice(0) < accessRates.weakPassword {
      form.password = passwords.weakPassword(of: person, turn: turn)
      fill(.resetPassword, form, attempt: 1, place, &batch)
    }
    form.password = passwords.password(of: person, turn: turn)
    fill(.resetPassword, form, attempt: 0, place, &batch)
  }

  /// Reacts to what became of a command of the account.
  mutating func reactToAccess(_ outcome: Outcome, _ batch: borrowing Batch) {
    let place = Int(outcome.official)
    switch outcome.verb {
    case .registerIdentity:
      access[place].bits &= ~AccessBit.creating
      // Digits and key were right: it is the directory that does not find the person.
      guard case .wrongNir = outcome.rule, batch.commands[Int(outcome.command)].second == 0,
        access[place].bits & AccessBit.stuck == 0
      else { return }
      access[place].bits |= AccessBit.stuck
      seekHelp(place, on: batch.day)
    case .completeDirectory:
      guard outcome.isApplied else { return }
      // What kept the account from being created is gone: the person tries again.
      access[place].bits &= ~(AccessBit.stuck | AccessBit.helped)
      agenda.push(Action.createAccount.item(place), on: batch.day + 1)
    case .acceptTerms:
      access[place].bits &= ~AccessBit.accepting
      guard outcome.isApplied else { return }
      access[place].terms = UInt8(clamping: batch.commands[Int(outcome.command)].small)
    case .forgotPassword: access[place].bits &= ~AccessBit.forgetting
    case .registerPassword:
      guard outcome.isApplied else { return }
      access[place].bits |= AccessBit.account
      access[place].passwords &+= 1
    case .resetPassword:
      guard outcome.isApplied else { return }
      access[place].bits &= ~AccessBit.locked
      access[place].passwords &+= 1
    case .enrolStrongIdentity:
      if outcome.isApplied { access[place].bits |= AccessBit.strong }
    default: return
    }
  }

  /// Somebody who tried to buy without FranceConnect+ enrols, and asks again.
  mutating func enrolAfterRefusal(_ command: Command, _ day: Day) {
    let session = market.catalogue.sessions[Int(command.second)]
    let isMandate = market.catalogue.offers[Int(session.offer)].path == .mandate
    enrol(isMandate ? .wishMandate : .wishReintegration, Int(command.official), command.small, day)
  }

  /// Reacts to the pages: who reads that the account is locked knows it; who is logged in and sees
  /// no panel, in office or within a year of it, looks for help once.
  mutating func reactToPages(_ batch: borrowing Batch) {
    for index in batch.answers.indices {
      let answer = batch.answers[index]
      if case .locked = answer.login {
        access[Int(batch.visits[index].official)].bits |= AccessBit.locked
        continue
      }
      guard case .loggedIn = answer.login, answer.shown & Shown.panel == 0 else { continue }
      let visit = batch.visits[index]
      let place = Int(visit.official)
      guard visit.views & View.panel != 0, access[place].bits & AccessBit.asked == 0,
        statute.isOpen,
        roster.isInOffice(base + place, on: batch.day)
          || roster.isInOffice(base + place, on: batch.day - 365)
      else { continue }
      seekHelp(place, on: batch.day)
    }
  }
}

extension Day {
  /// The day's number as the occasion of a draw.
  var bits: UInt64 { UInt64(UInt32(bitPattern: rawValue)) }
}
