import Ledger
import Platform
import Report
import Simulation

extension Simulation.Tally {
  /// What reached an account for a reason over all years.
  fileprivate func moved(_ reason: Reason, to account: Account) -> Int64 {
    years.indices.reduce(0) { $0 + amount(reason, to: account, year: $1) }
  }

  fileprivate func applied(_ verb: Verb) -> Int64 { Int64(applied[Int(verb.rawValue)]) }

  fileprivate func refused(_ rule: Rule) -> Int64 { Int64(refusals[Int(rule.rawValue)]) }
}

/// What collectivities, CPF, CEC and cards paid: the section `result.funders`.
struct FundersSection {
  private let tally: Simulation.Tally
  private let balances: RunOutcome.Balances

  init(_ outcome: RunOutcome) {
    tally = outcome.tally
    balances = outcome.balances
  }

  /// The lines of the section.
  var lines: Report.Tally {
    let paid = tally.moved(.reservation, to: .cardReserved)
    return [
      "top_ups_attributed": tally.applied(.attribute),
      "top_ups_paid": tally.applied(.dotation),
      "top_ups_paid_cents": tally.moved(.dotation, to: .dotationAvailable),
      "top_ups_used_cents": tally.moved(.reservation, to: .dotationReserved),
      "top_ups_returned": tally.applied(.returnDotation),
      "top_ups_returned_cents": tally.moved(.dotationReturn, to: .collectivities),
      "top_ups_refused_for_want_of_attribution": tally.refused(.notAttributed),
      "wallets_open": Int64(balances.wallets.open),
      "cpf_opening_cents": tally.moved(.opening, to: .cpf),
      "cpf_credited_cents": tally.moved(.walletCredit, to: .cpf),
      "cpf_used_cents": tally.moved(.reservation, to: .cpfReserved),
      "cpf_cents": balances.wallets.cpf,
      "cpf_hours": balances.wallets.hours,
      "cec_credited_cents": tally.moved(.walletCredit, to: .cec),
      "cec_used_cents": tally.moved(.reservation, to: .cecReserved),
      "cec_cents": balances.wallets.cec,
      "status_conversions": tally.applied(.convertStatus),
      "converted_to_hours": tally.moved(.statusConversion, to: .cpfHours),
      "converted_to_euros_cents": tally.moved(.statusConversion, to: .cpf),
      "cards_charged_cents": paid,
      "payments_refused": tally.refused(.cardRefused),
      "payments_unanswered": tally.refused(.paymentUnavailable),
      "card_refunds": tally.applied(.refundCard),
      "card_refunds_cents": tally.moved(.cardRefund, to: .cards),
      "recovered_cents": tally.moved(.recovery, to: .fund)
        + tally.moved(.recovery, to: .dotationAvailable) + tally.moved(.recovery, to: .cpf)
        + tally.moved(.recovery, to: .cec) + tally.moved(.recovery, to: .cardRefunds),
    ]
  }
}

/// What the operator, the certifiers and the State did: the section `result.office`.
struct OfficeSection {
  private let outcome: RunOutcome

  init(_ outcome: RunOutcome) { self.outcome = outcome }

  /// The lines of the section.
  var lines: Report.Tally {
    let tally = outcome.tally
    let acts = outcome.office.acts
    func count(_ verb: Verb) -> Int64 { Int64(acts.count { $0.verb == verb }) }
    let forecasts = acts.filter { $0.verb == .forecast }
    return [
      "holders_informed": Int64(tally.informed),
      "modules_followed": tally.applied(.followModule),
      "certifications": tally.applied(.certify),
      "certifications_refused": tally.refused(.notCertifying),
      "undue_sums_recovered": tally.applied(.recover),
      "accounts_erased": Int64(outcome.balances.erased),
      "rule_changes": Int64(outcome.office.ruleChanges),
      "reports": count(.report),
      "forecasts": count(.forecast),
      "alerts": count(.alert),
      "least_own_cents": acts.map(\.own).min() ?? 0,
      "last_report_own_cents": acts.last { $0.verb == .report }?.own ?? 0,
      "last_forecast_cents": forecasts.last?.expected.last ?? 0,
      "advances_outstanding_cents": outcome.advances,
    ]
  }
}
