internal import Calendar
internal import Law

/// Publication, repricing and withdrawal of offers.
extension ProviderPortal {
  /// A body publishes an offer, or publishes it again, with its terms.
  mutating func publish(_ command: Command, _ offer: Int, _ context: inout DayContext) -> Rule {
    set(command, offer, &context)
  }

  /// A body changes the terms of an offer that is shown or that a change of the law took offline.
  mutating func reprice(_ command: Command, _ offer: Int, _ context: inout DayContext) -> Rule {
    if case .withdrawn = context.catalogue.offers[offer].shelf { return .offerOffline }
    return set(command, offer, &context)
  }

  /// A body takes an offer offline.
  mutating func withdraw(_ offer: Int, _ context: inout DayContext) -> Rule {
    if case .withdrawn = context.catalogue.offers[offer].shelf { return .offerOffline }
    context.catalogue.offers[offer].shelf = .withdrawn
    return .applied
  }

  /// Shows an offer with new terms, if the law allows it.
  ///
  /// A dossier keeps the price of its request whatever becomes of the offer.
  private mutating func set(_ command: Command, _ number: Int, _ context: inout DayContext) -> Rule
  {
    guard command.amount > 0, command.amount < 1_000_000_00 else { return .wrongState }
    var offer = context.catalogue.offers[number]
    offer.terms = command.terms
    offer.price = Catalogue.price(command.amount, of: offer, vatRate: context.statute.vatRate)
    offer.shelf = .online
    let rule = context.catalogue.refusal(
      of: offer, context.day, through: context.day, context.statute.saleRules, mutant)
    if let rule { return rule }
    if case .mandate = offer.path, Int(offer.terms.seats) > context.statute.maxParticipants {
      return .tooManySeats
    }
    context.catalogue.offers[number] = offer
    return .applied
  }
}
