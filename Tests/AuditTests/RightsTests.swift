import Audit
import Calendar
import Ledger
import Platform
import Population
import Testing

/// Each invariant about rights fails when the platform is altered to break it.
@Suite struct RightsAuditTests {
  let person: Int
  let leaver: Int
  let outsider: Int

  init() throws {
    person = try World.councillor.get()
    leaver = try World.leaver.get()
    outsider = try World.outsider.get()
  }

  @Test func `a clean life breaks nothing and evaluates what it lives`() throws {
    let bench = try Bench.with(person, leaver, outsider)
    bench.declareShort(person)
    bench.step(.validate, person, on: Day(2023, 3, 6))
    bench.step(.invoice, person, on: Day(2023, 3, 7))
    bench.sleep(until: Day(2027, 1, 2))
    bench.scan()
    bench.close()
    #expect(bench.violated == [])
    let lived: [Invariant] = [
      .cap1, .cap3, .crd1, .crd2, .crd3, .crd4, .crd5, .exp2, .man1, .mon1, .mon2, .mon3, .mon4,
      .off1, .off3, .off4, .dos1, .dos2, .dos4, .dos5, .pay1, .pay2, .pay3, .det2,
    ]
    var findings = bench.auditor.findings
    findings.merge(bench.shared.findings)
    for invariant in lived { #expect(findings[invariant].nonvacuous > 0, "\(invariant.id)") }
    // No other source than the rights ever paid: judged, but nothing could have gone wrong.
    #expect(findings[.fun1].evaluations == 1)
    #expect(findings[.fun1].nonvacuous == 0)
  }

  @Test func `CAP-1: a credit above the cap`() throws {
    let bench = try Bench.with(person)
    // 960 € spent of 1,500 €: 540 € held, so that 160 € of 400 € fit under the cap of 2022.
    bench.request(person, World.Offers.short, from: Day(2022, 3, 1), on: Day(2022, 1, 31))
    bench.step(.propose, person, on: Day(2022, 2, 1))
    bench.step(.confirm, person, on: Day(2022, 2, 2))
    bench.step(.entry, person, on: Day(2022, 3, 1))
    bench.step(.serviceDone, person, on: Day(2022, 3, 3))
    bench.sleep(until: Day(2022, 3, 31))
    #expect(bench.violated == [])
    bench.live(Day(2022, 3, 31)) { batch in
      #expect(batch.postings.map(\.amount) == [160_00, 240_00])
      batch.postings.removeLast()
      batch.postings[0].amount = 400_00
    }
    #expect(bench.violated == [.cap1, .crd2])
    let violation = try #require(bench.first(.cap1))
    #expect(violation.day == Day(2022, 3, 31).rawValue)
    #expect(violation.official == UInt32(person))
    #expect(
      violation.event == "posting annual-credit: 400,00 € from rights-issued to rights-available")
  }

  @Test func `CAP-1: held means available and reserved`() throws {
    let bench = try Bench.with(person)
    bench.sleep(until: Day(2022, 3, 31))
    bench.live(Day(2022, 3, 31)) { batch in
      #expect(batch.postings.map(\.to) == [Account.rightsLost.rawValue])
      batch.postings[0].to = Account.rightsAvailable.rawValue
      batch.postings[0].amount = 1
    }
    #expect(bench.violated.isSuperset(of: [.cap1]))
  }

  /// A control of a training of February ends in April, after a credit up to the cap.
  private func sanction(_ bench: Bench, forging: Bench.Forgery) {
    bench.request(person, World.Offers.short, from: Day(2024, 2, 1), on: Day(2024, 1, 8))
    bench.step(.propose, person, on: Day(2024, 1, 9))
    bench.step(.confirm, person, on: Day(2024, 1, 10))
    bench.step(.entry, person, on: Day(2024, 2, 1))
    bench.step(.serviceDone, person, on: Day(2024, 2, 5))
    bench.step(.openControl, person, on: Day(2024, 2, 6))
    bench.sleep(until: Day(2024, 4, 10))
    #expect(bench.violated == [])
    bench.step(.closeControl, person, on: Day(2024, 4, 10), flag: true, forging: forging)
  }

  @Test func `CAP-2: a refund above the cap`() throws {
    let clean = try Bench.with(person)
    sanction(clean) { #expect($0.postings.map(\.to).contains(Account.rightsLost.rawValue)) }
    #expect(clean.violated == [])

    let bench = try Bench.with(person)
    sanction(bench) { batch in
      batch.change(.refund) { $0.to = Account.rightsAvailable.rawValue }
    }
    #expect(bench.violated == [.cap2])
  }

  @Test func `CAP-2: rights cut where the law keeps them`() throws {
    let bench = try Bench.with(person)
    bench.live(Day(2022, 1, 1)) { batch in
      batch.postings.append(
        Posting(
          800_00, from: .rightsAvailable, to: .rightsLost, reason: .capCut,
          official: UInt32(self.person)))
    }
    #expect(bench.violated == [.cap2])
  }

  @Test func `CAP-3: more rights leave than there were`() throws {
    let bench = try Bench.with(person)
    bench.confirmShort(person) { $0.change(.reservation) { $0.amount = 2_000_00 } }
    #expect(bench.violated == [.cap3, .mon2])
  }

  @Test func `CRD-1: the credit of a year twice, in succession or later`() throws {
    let bench = try Bench.with(person)
    bench.live(Day(2022, 3, 31)) { batch in
      #expect(batch.postings.count == 1)
      batch.postings.append(batch.postings[0])
    }
    #expect(bench.violated == [.crd1])

    let other = try Bench.with(person)
    other.live(Day(2022, 4, 1)) { batch in
      batch.postings.append(
        Posting(
          400_00, from: .rightsIssued, to: .rightsLost, reason: .annualCredit,
          official: UInt32(self.person)))
    }
    #expect(other.violated == [.crd1, .crd3])
  }

  @Test func `CRD-2: a wrong amount, and a rest that nobody recorded`() throws {
    let bench = try Bench.with(person)
    bench.live(Day(2022, 3, 31)) { $0.change(.annualCredit) { $0.amount -= 1 } }
    #expect(bench.violated == [.crd2])

    let silent = try Bench.with(person)
    silent.live(Day(2021, 7, 23)) { batch in
      batch.postings.removeAll { $0.to == Account.rightsLost.rawValue }
    }
    // Of the transition credit, lost as a whole, nothing is left to be seen at all.
    #expect(silent.violated == [.crd2, .crd5])
  }

  @Test func `CRD-5: nobody in office is left out when hours become euros`() throws {
    for mutant in [Mutant.none, .transitionForgotten] {
      let bench = try Bench.with(person, mutant: mutant)
      bench.live(Day(2021, 7, 23))
      #expect(bench.violated == (mutant == .none ? [] : [.crd5]))
    }
  }

  @Test func `CRD-2: a conversion that is not hours times the rate, and a credit for nothing`()
    throws
  {
    let bench = try Bench.with(person)
    bench.live(Day(2021, 7, 23)) { batch in
      batch.change(.conversion, from: .hoursHeld) { $0.amount -= 1 }
    }
    #expect(bench.violated == [.crd2])

    let gift = try Bench.with(person)
    gift.live(Day(2022, 5, 2)) { batch in
      batch.postings.append(
        Posting(
          1, from: .rightsIssued, to: .rightsAvailable, reason: .refund,
          official: UInt32(self.person)))
    }
    #expect(gift.violated.isSuperset(of: [.crd2, .mon1]))
  }

  @Test func `CRD-3: a credit on the eve, and a first credit that nothing announced`() throws {
    for reason in [Reason.annualCredit, .firstCredit] {
      let bench = try Bench.with(person)
      let day = reason == .annualCredit ? Day(2023, 3, 30) : Day(2022, 3, 30)
      bench.live(day) { batch in
        batch.postings.append(
          Posting(
            400_00, from: .rightsIssued, to: .rightsLost, reason: reason,
            official: UInt32(self.person)))
      }
      #expect(bench.violated.contains(.crd3))
      #expect(bench.first(.crd3)?.day == day.rawValue)
    }
  }

  @Test func `CRD-4: a credit to somebody whose mandate has ended`() throws {
    let bench = try Bench.with(leaver)
    // The window is open and the rights are held, but there is no mandate; 5 July is a legal day.
    bench.live(Day(2026, 7, 5)) { batch in
      batch.postings.append(
        Posting(
          400_00, from: .rightsIssued, to: .rightsLost, reason: .annualCredit,
          official: UInt32(self.leaver)))
    }
    #expect(bench.violated == [.crd4])
  }

  @Test func `CRD-5: somebody is forgotten on the legal day`() throws {
    let bench = try Bench.with(person)
    bench.live(Day(2022, 3, 31)) { $0.drop(.annualCredit) }
    #expect(bench.violated == [.crd5])
    #expect(bench.first(.crd5)?.official == UInt32(person))
  }

  @Test func `CRD-5: somebody who becomes known is not credited`() throws {
    for isForged in [false, true] {
      let bench = try Bench()
      let roster = try World.roster.get()
      let mandate = roster.mandates(of: person).lowerBound
      var begin = Command(.mandateBegins, official: UInt32(person))
      begin.first = UInt32(mandate)
      begin.day = roster.mandates.start[mandate]
      bench.live(Day(2021, 7, 1), [begin])
      var recognise = Command(.recognise, official: UInt32(person))
      recognise.day = begin.day
      bench.live(Day(2022, 2, 1), [recognise]) { batch in
        guard isForged else { return }
        batch.drop(.firstCredit)
        batch.outcomes[batch.outcomes.count - 1].endPosting = 0
      }
      #expect(bench.violated == (isForged ? [.crd5] : []))
    }
  }

  @Test func `EXP-1: reintegration beyond the window`() throws {
    for isForged in [false, true] {
      let bench = try Bench.with(leaver)
      bench.request(leaver, World.Offers.long, from: Day(2026, 7, 1), on: Day(2026, 5, 4)) {
        batch in
        let place = batch.place(of: .request)
        #expect(batch.outcomes[place].rule == .endsAfterWindow)
        guard isForged else { return }
        batch.outcomes[place].rule = .applied
        batch.outcomes[place].slot = 0
        batch.outcomes[place].number = 1
      }
      #expect(bench.violated == (isForged ? [.exp1] : []))
    }
  }

  @Test func `EXP-2: rights that do not expire, or too early`() throws {
    let end = try World.roster.get().mandates.end[
      World.roster.get().mandates(of: leaver).lowerBound]
    let bench = try Bench.with(leaver)
    bench.live(end.adding(months: 6)) { batch in
      let place = batch.place(of: .expire)
      batch.drop(.expiry)
      batch.outcomes[place].endPosting = batch.outcomes[place].firstPosting
    }
    #expect(bench.violated == [.exp2])

    let early = try Bench.with(leaver)
    early.live(end.adding(months: 6) - 1) { batch in
      batch.postings.append(
        Posting(
          1_00, from: .rightsAvailable, to: .rightsExpired, reason: .expiry,
          official: UInt32(self.leaver)))
    }
    #expect(early.violated == [.exp2])
  }

  @Test func `MAN-1 and DET-2: an outsider with rights, of which the platform knows nothing`()
    throws
  {
    let bench = try Bench.with(person, outsider)
    bench.live(Day(2022, 12, 31)) { batch in
      batch.postings.append(
        Posting(
          1_00, from: .rightsSpent, to: .rightsAvailable, reason: .refund,
          official: UInt32(self.outsider)))
    }
    bench.live(Day(2023, 1, 1))
    #expect(bench.violated == [])
    bench.scan()
    #expect(bench.violated == [.man1, .det2])
    #expect(bench.first(.man1)?.official == UInt32(outsider))
  }
}
