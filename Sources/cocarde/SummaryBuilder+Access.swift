import Platform
import Report
import Simulation

/// The section of the summary about the way in.
extension SummaryBuilder {
  /// Reads: log-ins, panels, searches, offers, links.
  var reads: Report.Tally {
    let reads = outcome.reads
    return [
      "logins": Int64(reads.logins), "balances": Int64(reads.balances),
      "searches": Int64(reads.searches), "offers": Int64(reads.offers),
      "links": Int64(reads.links),
    ]
  }

  /// Accounts, log-ins and what was shown to whom.
  var access: Report.Tally {
    let counts = outcome.tally.access
    let steps = outcome.steps
    func applied(_ verb: Verb) -> Int64 {
      Int64(counts.applied[Int(verb.rawValue - Verb.registerIdentity.rawValue)])
    }
    var section = Report.Tally([
      ("accounts_before", Int64(counts.adopted)),
      ("enrolled_before", Int64(counts.adoptedStrong)),
      ("identities", applied(.registerIdentity)),
      ("contacts", applied(.registerContact)),
      ("addresses", applied(.registerAddress)),
      ("accounts_opened", applied(.registerPassword)),
      ("accounts_open", Int64(steps.open)),
      ("stopped_after_identity", Int64(steps.stopped[0])),
      ("stopped_after_contact", Int64(steps.stopped[1])),
      ("stopped_after_address", Int64(steps.stopped[2])),
      ("wrong_nir", Int64(counts.wrongNir)),
      ("weak_passwords", Int64(counts.weakPasswords)),
      ("terms_due", Int64(counts.termsDue)),
      ("terms_accepted", applied(.acceptTerms)),
      ("passwords_forgotten", applied(.forgotPassword)),
      ("passwords_reset", applied(.resetPassword)),
      ("strong_identities", applied(.enrolStrongIdentity)),
      ("directory_completed", applied(.completeDirectory)),
      ("diploma_read", Int64(counts.diplomaReads)),
      ("visits_site", Int64(counts.channels[Int(Channel.site.rawValue)])),
      ("visits_app", Int64(counts.channels[Int(Channel.app.rawValue)])),
    ])
    for way in LoginWay.allCases where way != .none {
      section.add(Int64(counts.count(way, .loggedIn)), to: "logged_in_\(Self.key(way.name))")
    }
    for answer in LoginAnswer.allCases where answer != .anonymous {
      section.add(Int64(counts.count(answer)), to: "logins_\(Self.key(answer.name))")
    }
    for way in LoginWay.allCases where way.rawValue >= LoginWay.impots.rawValue {
      section.add(Int64(counts.count(way, .providerSilent)), to: "silent_\(Self.key(way.name))")
      section.add(Int64(counts.slow[Int(way.rawValue)]), to: "slow_\(Self.key(way.name))")
    }
    for (name, page) in [
      ("panels", counts.panels), ("catalogues", counts.searches), ("offers", counts.offers),
      ("links", counts.links),
    ] {
      section.add(Int64(page.shown), to: "\(name)_shown")
      section.add(Int64(page.asked - page.shown), to: "\(name)_hidden")
    }
    return section
  }
}
