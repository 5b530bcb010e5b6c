package import Calendar
package import Law

/// What the law of a day asks of an offer on sale: the few figures of a statute that every visit
/// and request needs, so that nobody hands over the statute with its hundred others.
package struct SaleRules: Sendable {
  /// The greatest price of an hour before tax; `.max` where there is none.
  let hourlyCap: Int64
  /// The most that is subcontracted, in parts per million; `.max` without a limit.
  let subcontractingMax: Int64
  /// The ranks of subcontracting that are allowed; `.max` without a limit.
  let subcontractingRanks: Int
  /// The revenue above which Qualiopi is needed; `.max` where it never is.
  let qualiopiThreshold: Int64
}

extension Statute {
  /// What is asked of an offer on sale.
  package var saleRules: SaleRules {
    SaleRules(
      hourlyCap: hourlyCap, subcontractingMax: subcontractingMax,
      subcontractingRanks: subcontractingRanks, qualiopiThreshold: qualiopiThreshold)
  }
}

/// What the law asks of an offer: once when it is published, and again at each request.
extension Catalogue {
  /// The rule that keeps an offer from sale.
  ///
  /// Mandate training: hourly cap before tax (arrêté du 16 février 2021), accreditation through the
  /// last day, theme in the State's list, subcontracting (CGCT R1221-21-1), Qualiopi (L1221-4).
  /// Reintegration training is that of the CPF: only the body's standing counts here.
  ///
  /// - Parameters:
  ///   - offer: The offer, with the terms in question.
  ///   - day: The day of the publication or the request.
  ///   - last: The last day of the training; the same day for a publication.
  ///   - rules: What the law of the day asks.
  ///   - mutant: The known-bad variant.
  /// - Returns: The rule, or `nil` where nothing keeps the offer from sale.
  package func refusal(
    of offer: Offer, _ day: Day, through last: Day, _ rules: SaleRules,
    _ mutant: Mutant = .none
  ) -> Rule? {
    let provider = providers[Int(offer.provider)]
    guard case .regular = provider.standing else { return .providerSuspended }
    guard case .mandate = offer.path else { return nil }
    if isAboveCap(offer, rules.hourlyCap, mutant) { return .hourlyCap }
    let covered = mutant == .paidAfterAccreditation ? day : last
    if !provider.isAccredited(day, through: covered), mutant != .unaccreditedSells {
      return .notAccredited
    }
    if !offer.isThemeListed, mutant != .themeUnchecked { return .themeNotListed }
    if offer.terms.subcontracted > 0, mutant != .subcontractingUnchecked,
      let rule = subcontracting(offer.terms, day, rules)
    {
      return rule
    }
    if provider.revenue > rules.qualiopiThreshold, !provider.hasQualiopi,
      mutant != .qualiopiForgotten
    {
      return .qualiopiMissing
    }
    return nil
  }

  /// The rule that keeps somebody from buying an offer: the law's, or that it is not shown.
  ///
  /// - Parameters:
  ///   - offer: The offer, by number.
  ///   - day: The day of the request.
  ///   - last: The last day of the training.
  ///   - rules: What the law of the day asks.
  ///   - mutant: The known-bad variant.
  /// - Returns: The rule, or `nil` for an offer on sale.
  package func saleRefusal(
    of offer: Int, _ day: Day, through last: Day, _ rules: SaleRules,
    _ mutant: Mutant = .none
  ) -> Rule? {
    if let rule = refusal(of: offers[offer], day, through: last, rules, mutant) { return rule }
    if case .online = offers[offer].shelf { return nil }
    return .offerOffline
  }

  /// Whether an offer is shown and may be bought on a day.
  ///
  /// - Parameters:
  ///   - offer: The offer, by number.
  ///   - day: The day.
  ///   - rules: What the law of the day asks.
  /// - Returns: `true` for an offer on sale.
  package func isOnSale(_ offer: Int, on day: Day, _ rules: SaleRules) -> Bool {
    guard case .online = offers[offer].shelf else { return false }
    return refusal(of: offers[offer], day, through: day, rules) == nil
  }

  private func isAboveCap(_ offer: Offer, _ cap: Int64, _ mutant: Mutant) -> Bool {
    guard mutant == .capAfterTax, cap < .max else { return offer.hourlyPrice > cap }
    return offer.price > cap * Int64(offer.hours)
  }

  /// Subcontracting: to one rank of accredited bodies, up to a share of the price before tax.
  private func subcontracting(_ terms: Terms, _ day: Day, _ rules: SaleRules) -> Rule? {
    guard rules.subcontractingMax < .max else { return nil }
    if Int64(terms.subcontracted) * 1_000 > rules.subcontractingMax {
      return .subcontractingTooHigh
    }
    guard Int(terms.ranks) <= rules.subcontractingRanks,
      Int(terms.subcontractor) < providers.count,
      providers[Int(terms.subcontractor)].isAccredited(day, through: day)
    else { return .subcontractorNotAccredited }
    return nil
  }

  /// The price of a training with tax.
  ///
  /// - Parameters:
  ///   - hourlyPrice: The price of an hour before tax, in cents.
  ///   - offer: The training.
  ///   - vatRate: The rate of value added tax, in parts per million.
  /// - Returns: Cents, what is below a cent dropped.
  package static func price(_ hourlyPrice: Int64, of offer: Offer, vatRate: Int64) -> Int64 {
    let price = hourlyPrice * Int64(offer.hours)
    return offer.isTaxed ? price + price * vatRate / 1_000_000 : price
  }
}
