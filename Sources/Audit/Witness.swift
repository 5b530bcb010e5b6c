/// Events that must have happened somewhere for a run to mean anything.
package enum Witness: UInt8, CaseIterable, Sendable {
  /// A credit was cut by the cap.
  case creditCut
  /// A credit was lost whole because the cap was reached.
  case creditLost
  /// A balance above a lowered cap was kept and blocked a credit (C8).
  case heldAboveCap
  /// Hours became euros.
  case conversion
  /// Converted hours met the cap of 1,500 €.
  case conversionCut
  /// Somebody newly known was credited.
  case firstCredit
  /// Somebody with several mandates was credited once.
  case doubleMandate
  /// A mandate other than a municipal one set the credit day.
  case otherCalendar
  /// A refund met the cap.
  case refundLost
  /// Rights expired after the window.
  case expiry
  /// Rights were extinguished by death.
  case extinction
  /// A mandate ended inside a training.
  case mandateEndedInTraining
  /// A dossier was closed because the mandate ended first.
  case mandateEndedBefore
  /// A provider did not answer in time.
  case providerSilent
  /// A learner did not confirm in time.
  case learnerSilent
  /// An entry was not declared in time.
  case entryLate
  /// A service done was not declared in time.
  case serviceDoneLate
  /// Two officials asked for the last seat on the same day.
  case seatLost
  /// A training was attended in part.
  case partialAttendance
  /// A late cancellation or an absence left the price due.
  case priceDue
  /// A deposit was paid for a long session.
  case deposit
  /// A control ended with a sanction.
  case sanction
  /// A top-up paid for a part.
  case topUp
  /// CPF euros paid for a part.
  case cpf
  /// CEC euros paid for a part.
  case cec
  /// A card paid for a part.
  case card
  /// France Travail examined a dossier.
  case franceTravail
  /// A command was repeated.
  case repetition
  /// A key was used again for another command.
  case keyReused
  /// Something happened on 29 February.
  case leapDay
  /// Something happened on 31 December.
  case newYearsEve
  /// Something happened on the third Monday after the first round of municipal elections.
  case thirdMonday
  /// A first credit or a step of a dossier fell on the first day of a mandate.
  case mandateFirstDay
  /// A first credit or a step of a dossier fell on the last day of a mandate.
  case mandateLastDay
  /// A delay ran over Easter Monday.
  case easterMonday
  /// The fund asked for an advance.
  case advance
  /// An account was opened in its four steps.
  case accountOpened
  /// Somebody gave up a step of the account creation.
  case stepAbandoned
  /// An account was locked after wrong passwords.
  case lockedOut
  /// A forgotten password was set anew.
  case passwordReset
  /// An identity provider did not answer.
  case identityProviderDown
  /// A purchase was refused for want of FranceConnect+.
  case strongIdentityRefused
  /// A link to a mandate training was answered with « formation indisponible ».
  case offerHidden
  /// A row matched by the usual name alone.
  case matchedByUsualName
  /// Two identities had the same names and birth date.
  case homonym
  /// A row matched nobody at first.
  case rowRejected
  /// Support linked an account.
  case supportLink
  /// Support refused a request with its reason.
  case supportRefusal
  /// Support asked for papers.
  case papersAsked
  /// The prefecture corrected a row.
  case rowCorrected
  /// An accreditation ended without renewal.
  case accreditationEnded
  /// A body was suspended.
  case providerSuspended
  /// A suspension was lifted.
  case suspensionLifted
  /// A body without Qualiopi was stopped at the threshold.
  case qualiopiMissing
  /// An offer was refused for its subcontracting.
  case subcontractingRefused
  /// An offer changed its price.
  case offerRepriced
  /// An undue sum was recovered.
  case undueRecovered
  /// An unused top-up went back.
  case dotationReturned
  /// A card was refused.
  case cardRefused
  /// A certification was declared.
  case certified
  /// CPF rights were converted.
  case statusConverted
  /// A free elementary module was followed.
  case moduleFollowed
  /// A holder had the yearly information.
  case holderInformed
  /// A report went to the CNFEL.
  case fundReport
  /// The fund was forecast over three years.
  case fundForecast
  /// The fund fell below its reserve.
  case fundAlert
  /// Personal data were erased at their term.
  case dataErased
  /// A Pacific file was complete.
  case pacificFile
  /// A Pacific file was refused for missing papers.
  case pacificRefused

  /// The id in outputs: `credit-cut`.
  package var id: String {
    var result = ""
    for character in String(describing: self) {
      if character.isUppercase { result.append("-") }
      result.append(contentsOf: character.lowercased())
    }
    return result
  }
}
