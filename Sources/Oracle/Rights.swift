internal import Calendar
internal import Law

/// How rights come and go without a dossier: one function for each rule.
extension OracleOfficial {
  /// What the end or the beginning of office, and death, do at once.
  ///
  /// Dossiers: CGU, and brochure ("à l'issue du mandat"). Death: the account is closed (H12).
  mutating func registerMandates() {
    if history.death == day {
      interruptDossiers(.mandate)
      interruptDossiers(.reintegration)
      returnTopUp()
      extinguishRights()
      return
    }
    guard !isDead else { return }
    let wasInOffice = history.isInOffice(on: day - 1)
    if wasInOffice && !isInOffice {
      interruptDossiers(.mandate)
      returnTopUp()
    }
    if !wasInOffice && isInOffice {
      if rule("rights.successive_mandates", is: "reset") {
        post(.expired, balance.available, "C5, the other reading: no balance between mandates")
      }
      for payer in payers.indices { payers[payer].inMandate = [] }
      interruptDossiers(.reintegration)
    }
  }

  /// Whether the personal data are erased today.
  var isErased: Bool { history.isErased(on: day, law) }

  /// What CPF and CEC still held ends with the data.
  mutating func eraseData() {
    guard isErased else { return }
    wallet.empty()
    noteWallet()
  }

  /// Rights and hours that death leaves without a holder end.
  mutating func extinguishRights() {
    let rights = isDead ? balance.available : 0
    post(.extinguished, rights, "H12: rights are personal and end with their holder")
    post(.hoursExpired, balance.hours, "H12: rights are personal and end with their holder")
  }

  /// Expiry: CGCT R2123-22-1-C, six months after the end of the last mandate.
  ///
  /// A mandate that begins on that very day comes too late: the rights were gone in the morning.
  mutating func expireRights() {
    guard balance.available > 0 || balance.hours > 0, !isDead,
      let end = history.outOfOfficeSince(on: day - 1),
      History.windowEnd(after: end, law) == day
    else { return }
    post(.expired, balance.available, "CGCT R2123-22-1-C: six months after the mandate")
    post(.hoursExpired, balance.hours, "CGCT R2123-22-1-C: six months after the mandate")
  }

  /// Whether rights given back today can still be used by nobody.
  var windowIsClosed: Bool {
    guard !isInOffice, let end = history.outOfOfficeSince(on: day) else { return false }
    return History.windowEnd(after: end, law) <= day
  }

  /// Hours (loi 2015-366, article 15, and décret 2020-942).
  ///
  /// Twenty hours for each full year of the mandate held longest, counted from 1 January 2016 at
  /// the earliest: when the year ends, and from 31 July 2020 on when it begins; that day itself
  /// credits the year in progress. Somebody recognised in office receives the hours of the years
  /// before.
  mutating func creditHours() {
    guard rule("rights.unit", is: "hours"), accrues,
      let mandate = history.longestHeldMandate(on: day)
    else { return }
    let article = "loi n° 2015-366, art. 15 ; décret n° 2020-942"
    if history.recognised == day {
      for past in possibleHoursDays(of: mandate) where isHoursDay(past, of: mandate) {
        post(.hours, hours(on: past), article)
      }
    } else if isHoursDay(day, of: mandate) {
      post(.hours, hours(on: day), article)
    }
  }

  /// The days of a mandate up to today that may be credited in hours: those of its years, and those
  /// on which the law changes.
  private func possibleHoursDays(of mandate: History.Mandate) -> [Day] {
    guard let origin = hoursOrigin(of: mandate) else { return [] }
    var days = reading.changes
    for year in origin.year...max(origin.year, day.year) {
      days.append(origin.adding(years: year - origin.year))
    }
    days.sort()
    var possible: [Day] = []
    for past in days where past >= mandate.start && past <= day && past != possible.last {
      possible.append(past)
    }
    return possible
  }

  /// The day from which the years of a mandate count.
  private func hoursOrigin(of mandate: History.Mandate) -> Day? {
    guard let scheme = law["rights.annual_hours"]?.values.first?.from else { return nil }
    return max(mandate.start, scheme)
  }

  private func hours(on day: Day) -> Int64 { law.number("rights.annual_hours", on: day) }

  /// Whether a year of a mandate is credited in hours on a day.
  private func isHoursDay(_ day: Day, of mandate: History.Mandate) -> Bool {
    guard let origin = hoursOrigin(of: mandate), day >= origin else { return false }
    let creditsAtStart = reading.rule("rights.hours_timing", on: day, is: "start-of-year")
    let creditedAtStart = reading.rule("rights.hours_timing", on: day - 1, is: "start-of-year")
    if creditsAtStart && !creditedAtStart { return true }
    let isAnniversary = origin.adding(years: day.year - origin.year) == day
    return isAnniversary && (day > origin || creditsAtStart)
  }

  /// The day the hours become euros (arrêté du 12 juillet 2021, décret 2021-596).
  ///
  /// Everybody in office: the hours at 15 €, and 400 € for the year, within the cap of 1,500 €.
  mutating func convertHours() {
    guard isConversionDay, accrues else { return }
    let hours = balance.hours
    post(.hoursConverted, hours, "arrêté du 12 juillet 2021, art. 5")
    credit(
      .conversion, hours * number("rights.conversion_rate"), "arrêté du 12 juillet 2021, art. 5")
    credit(.transitionCredit, number("rights.transition_credit"), "décret n° 2021-596, art. 14-II")
    noteLabel(day.year)
  }

  /// The annual credit: CGCT R1621-7 and R2123-22-1-B, brochure ("l'alimentation annuelle").
  ///
  /// On the legal day of the mandate held longest, everybody in office and recognised who was not
  /// yet credited for that year, whatever the number of mandates.
  mutating func creditAnnually() {
    guard isAnyCreditDay, rule("rights.unit", is: "euros"), !isConversionDay, accrues,
      let mandate = history.longestHeldMandate(on: day), isCreditDay(of: mandate),
      lastLabel.map({ $0 < day.year }) ?? true
    else { return }
    credit(.annualCredit, annualCredit, "CGCT R1621-7 ; brochure")
    noteLabel(day.year)
  }

  /// The first credit of somebody newly known: ensapformation, "when the CDC learns of the élu".
  ///
  /// On the day of the recognition, or when the mandate begins if that is later; after a general
  /// election not before the first legal day. It counts for the year of the latest legal day.
  mutating func creditFirst() {
    let isNew = !history.isInOffice(on: day - 1) || history.recognised == day
    guard isNew, accrues, rule("rights.unit", is: "euros"), !isConversionDay,
      let mandate = history.longestHeldMandate(on: day)
    else { return }
    if mandate.startedAtElection,
      day < CreditDay.onOrAfter(mandate.start, mandate.kind, law)
    {
      return
    }
    let label = CreditDay.accrualYear(on: day, mandate.kind, law)
    guard lastLabel.map({ $0 < label }) ?? true else { return }
    credit(.firstCredit, annualCredit, "CGCT R1621-7 ; first credit")
    noteLabel(label)
  }

  /// The complement of a reform, on the day from which the law provides one.
  mutating func creditComplement() {
    guard number("rights.complement") > 0, accrues, lastLabel == day.year,
      law["rights.complement"]?.inForce(on: day)?.from == day
    else { return }
    credit(.complement, number("rights.complement"), "complement of the reform")
  }

  /// A lowered cap: kept above it (C8), or cut at once under the other reading.
  mutating func cutToLoweredCap() {
    guard balance.held > cap, rule("rights.cap_lowered", is: "cut"), capIsLowered
    else { return }
    post(.capCut, min(balance.available, max(0, balance.held - cap)), "C8, the other reading")
  }

  /// Credits within the cap: arrêté du 27 mars 2023; what exceeds it is lost (H3).
  private mutating func credit(_ kind: OracleEntry.Kind, _ amount: Int64, _ article: String) {
    let room = max(0, cap - balance.held)
    let credited = min(amount, room)
    post(kind, credited, article)
    post(.lost, amount - credited, "arrêté du 27 mars 2023: plafond")
  }

  private mutating func noteLabel(_ year: Int) {
    lastLabel = year
    labels.append(year)
  }
}
