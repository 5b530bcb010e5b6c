import Report
import Simulation

extension SummaryBuilder {
  /// The section of the Pacific: francs where the name says so.
  var pacific: Report.Tally {
    let tally = outcome.pacific
    return [
      "officials": Int64(tally.officials), "accounts": Int64(tally.accounts),
      "credits": Int64(tally.credits), "credited_francs": tally.creditedFrancs,
      "lost_at_cap_francs": tally.lostFrancs, "available_francs": tally.availableFrancs,
      "requests": Int64(tally.requests), "files_complete": Int64(tally.filesComplete),
      "refused_for_papers": Int64(tally.refusedForPapers),
      "answers_refused": Int64(tally.answersRefused), "confirmed": Int64(tally.confirmed),
      "engaged_francs": tally.engagedFrancs, "top_ups": Int64(tally.topUps),
      "top_ups_francs": tally.topUpFrancs, "cpf_cec_cents": tally.walletCents,
    ]
  }
}
