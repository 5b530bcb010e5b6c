package import Law
internal import Ledger

/// What the learner does after the training: evaluation, travel and stay.
extension Shard {
  /// The learner confirms the attendance and evaluates the training, once.
  mutating func evaluate(_ slot: Int) -> Rule {
    guard dossiers[slot].isServiceDone else { return .wrongState }
    guard !dossiers[slot].isEvaluated || mutant == .evaluateTwice else { return .alreadyRegistered }
    dossiers[slot].isEvaluated = true
    return .applied
  }

  /// The fund reimburses travel and stay, once, at the rates of civil servants of the State (CGCT
  /// R2123-22-1-D): `second` the kilometres, `small` the meals, with the nights in its high byte.
  ///
  /// Nobody eats or sleeps away on more days than the training has at seven hours a day, and nobody
  /// travels to a remote training.
  mutating func travel(
    _ command: Command, _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let dossier = dossiers[slot]
    guard dossier.path == .mandate, dossier.isServiceDone else { return .wrongState }
    guard !dossier.hasTravel || mutant == .travelTwice else { return .alreadyRegistered }
    guard !context.catalogue.offers[Int(dossier.offer)].isRemote else {
      return .remoteTraining
    }
    let claim = TravelClaim(command)
    guard claim.meals <= dossier.trainingDays, claim.nights <= claim.meals else {
      return .travelTooHigh
    }
    dossiers[slot].hasTravel = true
    var town = context.catalogue.sessions[Int(dossier.session)].town
    if mutant == .travelAtParisRate {
      town.department = UInt16(clamping: context.statute.parisDepartment)
    }
    move(
      claim.amount(context.statute, in: town), from: .fund,
      to: mutant == .travelBookedToProvider ? .providers : .travel, .travel,
      Int(dossier.official),
      &batch, number: dossier.number)
    return .applied
  }
}

/// What a learner claims for travel and stay.
package struct TravelClaim: Sendable, Equatable {
  /// Meals away.
  package let meals: Int64
  /// Nights away.
  package let nights: Int64
  /// Kilometres by car, both ways.
  package let kilometres: Int64

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - meals: Meals away, at most 255.
  ///   - nights: Nights away, at most 255.
  ///   - kilometres: Kilometres by car, both ways.
  package init(meals: Int64, nights: Int64, kilometres: Int64) {
    self.meals = meals
    self.nights = nights
    self.kilometres = kilometres
  }

  /// Reads the claim of a command.
  ///
  /// - Parameter command: A command of the verb ``Verb/travel``.
  package init(_ command: Command) {
    meals = Int64(command.small & 0xff)
    nights = Int64(command.small >> 8)
    kilometres = Int64(command.second)
  }

  /// Writes the claim into a command.
  ///
  /// - Parameter command: A command of the verb ``Verb/travel``.
  package func write(_ command: inout Command) {
    command.small = UInt16(clamping: min(meals, 255) | min(nights, 255) << 8)
    command.second = UInt32(clamping: kilometres)
  }

  /// What the claim is worth in cents at the rates of a day.
  ///
  /// - Parameters:
  ///   - statute: The law of the day.
  ///   - town: Where the training took place.
  /// - Returns: Cents.
  package func amount(_ statute: borrowing Statute, in town: Town) -> Int64 {
    meals * statute.meal + nights * Self.night(statute, in: town) + kilometres * statute.kilometre
  }

  /// What a night in a town is worth: Paris, large cities and Greater Paris, or elsewhere.
  private static func night(_ statute: borrowing Statute, in town: Town) -> Int64 {
    let department = Int(town.department)
    if department == statute.parisDepartment { return statute.nightParis }
    if Int(town.inhabitants) >= statute.largeCityFrom { return statute.nightLargeCity }
    if department >= statute.greaterParisFirst, department <= statute.greaterParisLast {
      return statute.nightLargeCity
    }
    return statute.night
  }
}

extension Dossier {
  /// Whether the service done is declared.
  var isServiceDone: Bool { state == .serviceDoneDeclared || state == .serviceDoneValidated }

  /// The days that the training takes at seven hours a day.
  var trainingDays: Int64 { (Int64(hours) + 6) / 7 }
}
