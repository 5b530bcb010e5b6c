/// What officials and providers do on a day of a load test.
package struct LoadMix: Sendable, Equatable {
  /// How often an official looks at the balance for each dossier.
  package var consultations = 8
  /// How many first confirmations offer no card where one is needed, in parts per million.
  package var withoutCard: Int64 = 50_000
  /// How many proposals are sent twice with the same key, in parts per million.
  package var repeated: Int64 = 20_000
  /// How many confirmed dossiers are withdrawn the same day, in parts per million.
  package var withdrawn: Int64 = 50_000

  /// Creates the mix that the command runs.
  package init() {}

  /// The mix in words.
  package var description: String {
    "dossiers from request to invoice with \(consultations) consultations; "
      + "\(Self.percent(withoutCard)) confirmed first without a card, "
      + "\(Self.percent(repeated)) proposed twice, \(Self.percent(withdrawn)) withdrawn"
  }

  private static func percent(_ partsPerMillion: Int64) -> String {
    "\(partsPerMillion / 10_000) %"
  }
}
