internal import Kernel
internal import Population

package import Calendar
internal import Draws
internal import Law
internal import Platform

/// How people log in, what they look at, and when (guide, pages 7 to 16).
extension Actors {
  /// Takes an account over that was opened before the first day.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - terms: The version of the CGU that was accepted.
  ///   - isStrong: Whether an identity is enrolled for FranceConnect+.
  package mutating func holdAccount(_ place: Int, terms: UInt8, isStrong: Bool) {
    access[place].bits |= isStrong ? AccessBit.account | AccessBit.strong : AccessBit.account
    access[place].passwords = 1
    access[place].terms = terms
  }

  /// Takes over the rates of access that begin on a day.
  ///
  /// - Parameter newRates: The rates.
  package mutating func turn(to newRates: AccessRates) { accessRates = newRates }

  /// Plans a year of visits, account creations and links opened without a log-in.
  ///
  /// - Parameters:
  ///   - year: The year.
  ///   - from: The first day that can still be planned.
  package mutating func planVisits(_ year: Int, from: Day) {
    let links = accessRates.links
    let visits = links + accessRates.visits
    let creations = links + accessRates.creations
    let newcomers = links + accessRates.newcomerCreations
    // Most draws are above every limit: whose they are need not be asked.
    let filter = SliceFilter(below: max(visits, creations, newcomers))
    var visiting = Season(year, accessRates.visitsByMonth)
    var creating = Season(year, accessRates.creationsByMonth)
    let first = days.lowerBound.year
    let plan = streams.plan
    // One draw serves four neighbours, sixteen bits each.
    for four in base >> 2..<(base + count + 3) >> 2 {
      let word = draw(seed, plan, UInt64(four), UInt64(year))
      var hits = filter.hits(word)
      while hits != 0 {
        let neighbour = hits.trailingZeroBitCount >> 4
        hits &= hits &- 1
        let person = four << 2 | neighbour
        let place = person - base
        guard place >= 0, place < count else { continue }
        let profile = profiles[place]
        guard Int(profile.firstYear) <= year, year <= Int(profile.lastYear) else { continue }
        let part = word.slice(UInt64(neighbour))
        let isNew = Int(profile.firstYear) == year && year > first
        let hasAccount = access[place].bits & AccessBit.account != 0
        guard part < (hasAccount ? visits : isNew ? newcomers : creations) else { continue }
        let action: Action =
          part < links ? .openLink : hasAccount ? .consult : .createAccount
        let key = UInt64(person + 1)
        var day = from
        if isNew {
          // Newcomers come after their election, whatever the season.
          let start = roster.mandates.start[roster.mandates(of: person).lowerBound]
          day = max(start, from) + mixed(word ^ key).between(5, 150)
        } else {
          let chance = mixed(word &+ key)
          day =
            hasAccount || part < links
            ? visiting.day(chance, mixed(chance)) : creating.day(chance, mixed(chance))
        }
        if day >= from { agenda.push(action.item(place), on: day) }
      }
    }
  }

  /// Does what is planned of the way in.
  mutating func proceedToAccess(
    _ action: Action, _ place: Int, _ number: UInt16, _ day: Day, _ shard: borrowing Shard,
    _ catalogue: Catalogue, _ batch: inout Batch
  ) {
    guard shard.accounts.balances[place].flags & Accounts.Flag.dead == 0 else { return }
    switch action {
    case .createAccount:
      if createAccount(place, day, &batch) { agenda.push(Action.consult.item(place), on: day + 1) }
    case .openLink: openLink(place, day, catalogue, &batch)
    case .notice: lookForPanel(place, day, catalogue, &batch)
    case .completeDirectory: completeDirectory(place, &batch)
    case .enrol: sendEnrolment(place, number, day, &batch)
    case .renewPassword: renewPassword(place, day, &batch)
    default:
      guard access[place].bits & AccessBit.account != 0 else { return }
      let word = word(streams.visit, place, day.bits)
      let searches = word.slice(0) < accessRates.searches
      let views = searches ? View.panel | View.search | View.offer : View.panel
      _ = visit(place, day, nil, views, mixed(word), catalogue, &batch)
    }
  }

  /// Opens the link that a training body sent: first without a log-in, then perhaps with one.
  private mutating func openLink(
    _ place: Int, _ day: Day, _ catalogue: Catalogue, _ batch: inout Batch
  ) {
    let word = word(streams.visit, place, day.bits | 1 << 32)
    let isDead = word.slice(0) < accessRates.deadLink
    var visit = Visit(
      official: UInt32(place), way: .none, views: View.link | View.search,
      channel: word.slice(1) < accessRates.app ? .app : .site)
    visit.offer = isDead ? .max : offer(mixed(word))
    batch.visits.append(visit)
    guard access[place].bits & AccessBit.account != 0, word.slice(2) < accessRates.linkAgain
    else { return }
    _ = self.visit(place, day, nil, View.link, mixed(word ^ 1), catalogue, &batch)
  }

  /// An offer of the mandate catalogue, whatever has become of it: what a link leads to.
  private mutating func offer(_ word: UInt64) -> UInt32 {
    let offers = market.mandateOffers
    guard !offers.isEmpty else { return .max }
    return UInt32(offers.lowerBound + word.below(UInt64(offers.count)).asInt)
  }

  /// An offer that a search of the mandate catalogue finds, or `nil` where it finds none soon.
  private mutating func offerOnSale(
    _ word: UInt64, _ day: Day, _ catalogue: Catalogue
  ) -> UInt32? {
    var word = word
    for _ in 0..<4 {
      let found = offer(word)
      if found == .max { return nil }
      if catalogue.isOnSale(Int(found), on: day, statute.saleRules) { return found }
      word = mixed(word)
    }
    return nil
  }

  /// Logs in and looks at something.
  ///
  /// `way` is how, or `nil` for the person's habit; `word` the draw of the visit. What comes back
  /// is whether the person has done all that a log-in needs.
  mutating func visit(
    _ place: Int, _ day: Day, _ way: LoginWay?, _ views: UInt8, _ word: UInt64,
    _ catalogue: Catalogue, _ batch: inout Batch
  ) -> Bool {
    let more = mixed(word)
    var visit = Visit(
      official: UInt32(place), way: way ?? habit(place, word.slice(0)), views: views,
      channel: word.slice(1) < accessRates.app ? .app : .site)
    if views & View.link != 0 {
      visit.offer = offer(more)
    } else if views & View.offer != 0 {
      if let found = offerOnSale(more, day, catalogue) {
        visit.offer = found
      } else {
        visit.views &= ~View.offer
      }
    }
    if case .password = visit.way {
      guard typesPassword(&visit, place, day, more, &batch) else { return false }
    } else {
      visit.reply = reply(of: visit.way, word.slice(2), word.slice(3))
      batch.visits.append(visit)
      if visit.reply.rawValue >= ProviderReply.abandoned.rawValue { return false }
    }
    if Int(access[place].terms) < statute.termsVersion,
      more.slice(3) >= accessRates.ignoresTerms
    {
      acceptTerms(place, &batch)
    }
    return true
  }

  /// How a person logs in when nothing is bought.
  private mutating func habit(_ place: Int, _ part: UInt32) -> LoginWay {
    if part < accessRates.byImpots { return .impots }
    if part < accessRates.byAmeli { return .ameli }
    return part < accessRates.byLaPoste ? .laPoste : .password
  }

  /// What the identity provider does.
  private mutating func reply(of way: LoginWay, _ part: UInt32, _ patience: UInt32) -> ProviderReply
  {
    if part < accessRates.silent[Int(way.rawValue)] { return .silent }
    guard part < accessRates.late[Int(way.rawValue)] else { return .vouched }
    return patience < accessRates.leavesSlow ? .abandoned : .slow
  }

  /// Types the thirteen digits and the password: right, wrong first, wrong until the account is
  /// locked, or not at all because it is forgotten.
  private mutating func typesPassword(
    _ visit: inout Visit, _ place: Int, _ day: Day, _ word: UInt64, _ batch: inout Batch
  ) -> Bool {
    var form = Form()
    form.nir = TypedNIR(raw: roster.nir(of: base + place).typed)
    let turn = max(1, access[place].passwords) - 1
    form.password = passwords.password(of: base + place, turn: turn)
    let isForgotten = word.slice(0) < accessRates.forgotten
    if !isForgotten, word.slice(1) < accessRates.wrongPassword {
      let insists = word.slice(2) < accessRates.insists
      var wrong = form
      if !insists, mixed(word).slice(0) < accessRates.wrongDigits {
        wrong.nir.raw ^= 1
      } else {
        // One key beside the right one.
        wrong.password.low ^= 1
      }
      for _ in 0..<(insists ? statute.wrongPasswords + 1 : 1) { type(wrong, visit, &batch) }
      if insists {
        renew(place, day, word, &batch)
        return false
      }
    }
    if isForgotten || access[place].bits & AccessBit.locked != 0 {
      if !isForgotten { type(form, visit, &batch) }
      renew(place, day, word, &batch)
      return false
    }
    type(form, visit, &batch)
    return true
  }

  private mutating func type(_ form: Form, _ visit: Visit, _ batch: inout Batch) {
    var visit = visit
    visit.form = UInt32(batch.forms.count)
    batch.forms.append(form)
    batch.visits.append(visit)
  }

  /// Asks for a new password, and sets it: the next day, too late, or never.
  private mutating func renew(_ place: Int, _ day: Day, _ word: UInt64, _ batch: inout Batch) {
    guard access[place].bits & AccessBit.forgetting == 0 else { return }
    access[place].bits |= AccessBit.forgetting
    var command = Command(.forgotPassword, official: UInt32(place))
    command.first = .max
    send(command, &batch)
    let part = mixed(word).slice(2)
    let never = accessRates.resetNever
    if part < never { return }
    let isLate = part < never + accessRates.resetLate
    let wait = isLate ? statute.resetDays + 1 : min(1, statute.resetDays)
    guard wait > 0 else { return }
    agenda.push(Action.renewPassword.item(place), on: day + wait)
  }
}
