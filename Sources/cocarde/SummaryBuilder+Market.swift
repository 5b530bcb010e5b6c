import Behaviour
import Platform
import Report
import Simulation

extension SummaryBuilder {
  private func applied(_ verb: Verb) -> Int64 { outcome.portal.applied[Int(verb.rawValue)] }

  /// Bodies, accreditations, offers and publications.
  var catalogue: Report.Tally {
    let portal = outcome.portal
    var tally: Report.Tally = [
      "bodies": Int64(portal.bodies),
      "bodies_accredited": Int64(portal.accredited),
      "applications": applied(.applyAccreditation),
      "accreditations": applied(.accredit),
      "accreditations_refused": applied(.refuseAccreditation),
      "accreditations_lapsed": Int64(portal.lapsed),
      "offers_online": Int64(portal.online),
      "publications": applied(.publishOffer),
      "repricings": applied(.repriceOffer),
      "withdrawals": applied(.withdrawOffer),
      "taken_offline_by_law": portal.blocked,
      "qualiopi_declared": applied(.declareQualiopi),
      "bodies_with_qualiopi": Int64(portal.qualiopi),
      "publications_refused": portal.publications.reduce(0, +) - portal.publications[0],
    ]
    for rule in Rule.allCases.dropFirst() {
      let count = portal.publications[Int(rule.rawValue)]
      if count > 0 { tally.add(count, to: "refused_\(Self.key(rule.name))") }
    }
    return tally
  }

  /// Controls, what they found, and what became of bodies.
  var control: Report.Tally {
    let portal = outcome.portal
    let control = portal.control
    let frauds = Conduct.allCases.dropFirst().map { Int($0.rawValue) }
    let committed = frauds.reduce(0) { $0 + control.committed[$1] }
    let found = frauds.reduce(0) { $0 + control.found[$1] }
    var tally: Report.Tally = [
      "controls": control.released + control.sanctioned,
      "controls_released": control.released,
      "controls_sanctioned": control.sanctioned,
      "sanctioned_for_missing_proof": control.found[0],
      "controls_after_payment": control.inspections,
      "found_after_payment": found + control.found[0] - control.sanctioned,
      "frauds": committed,
      "frauds_detected": found,
      "frauds_undetected": committed - found,
      "frauds_detected_ppm": committed > 0 ? found * 1_000_000 / committed : 0,
    ]
    for (kind, name) in zip(frauds, ["inflated_hours", "false_entries", "recycled_trainees"]) {
      tally.add(control.committed[kind], to: name)
      tally.add(control.found[kind], to: "\(name)_detected")
    }
    tally.add(control.atStake, to: "at_stake_cents")
    tally.add(control.refused, to: "refused_cents")
    tally.add(control.undue, to: "to_be_recovered_cents")
    tally.add(applied(.notifySuspension), to: "notices")
    tally.add(applied(.hearProvider), to: "hearings")
    tally.add(portal.hearingsPending, to: "sanctions_before_hearing_refused")
    tally.add(applied(.suspendProvider), to: "suspensions")
    tally.add(portal.lifted, to: "suspensions_lifted")
    tally.add(applied(.liftSuspension) - portal.lifted, to: "procedures_dismissed")
    tally.add(applied(.delistProvider), to: "delistings")
    return tally
  }
}
