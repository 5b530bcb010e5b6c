internal import Ledger

/// A known-bad variant of the platform: one mistake that somebody makes in real life.
///
/// Mutants exist to prove that the audit can fail. They are inert unless a scenario names one, and
/// a build with the trait `NoMutants` leaves them out.
package enum Mutant: UInt8, CaseIterable, Sendable {
  /// The platform as it should be.
  case none

  // Credits
  /// The cap is compared with the rights available only, not with those held.
  case capIgnoresReserved
  /// Credits are cut at the cap of the year before.
  case capOfLastYear
  /// A refund is cut as if the rights of its own dossier were held still: the cap comes before the
  /// debit.
  case capBeforeDebit
  /// A refund of debited rights is given back whole, whatever the cap.
  case recreditAboveCap
  /// What a refund exceeds the cap by vanishes instead of being recorded as lost.
  case refundLossDropped
  /// What lies above a lowered cap is cut at once, though the law keeps it.
  case loweredCapCuts
  /// The credit job is run twice and does not look at who was already credited.
  case creditTwice
  /// The credit job runs a day late.
  case creditDayLate
  /// Somebody with several mandates is credited for each of them.
  case creditForEachMandate
  /// Whoever has left office is credited as long as rights are held.
  case creditAfterMandate
  /// The mandate held shortest sets the credit day.
  case shortestMandateDecides
  /// Whoever enters office between two legal days waits for the next one.
  case firstCreditForgotten
  /// Whoever was elected at a general election is credited before the first legal day.
  case electedCreditedAtOnce
  /// The transition credit of 23 July 2021 is left out.
  case transitionForgotten
  /// Hours become euros by one posting from the book of hours to that of rights.
  case conversionAcrossBooks
  /// Officials of bodies outside of the scheme are taken in.
  case outsiderAdmitted
  /// The postings of some expiries are lost at a checkpoint.
  case postingLost

  // Ends of mandates
  /// Rights left after the window do not expire.
  case expiryForgotten
  /// Rights are kept for seven months after the mandate.
  case expiryAfterSevenMonths
  /// Reserved rights that come back after the window stay.
  case expiryForgetsReserved
  /// Rights are not extinguished by death.
  case deathForgotten
  /// A new mandate takes the rights of the one before, though the law keeps them.
  case newMandateExpires
  /// A pension does not close reintegration.
  case reintegrationForPensioner
  /// Top-ups survive the mandate and pay for reintegration.
  case collectivityPaysReintegration
  /// A mandate that ends does not end the mandate training.
  case trainingAfterMandate
  /// The jobs of 29 February are not run.
  case leapDaySkipped

  // Funding
  /// Rights that another dossier has reserved are spent once more.
  case reservedSpentAgain
  /// The card is charged before the rights are used up.
  case cardBeforeRights
  /// CPF pays for a mandate training.
  case cpfPaysMandate
  /// A dossier is funded at its price before tax.
  case priceBeforeTax
  /// A refund of rights goes to the card.
  case refundToCard
  /// A refund is paid twice to everybody but the fund.
  case refundTwice
  /// A card refund is never paid out.
  case refundForgotten
  /// A refused confirmation leaves its reservation behind.
  case refusalReserves
  /// A top-up is usable when it is attributed, before its payment.
  case dotationBeforeReceipt
  /// A council's budget for top-ups is not looked at.
  case overBudget
  /// A training may end later than eight months after its funding.
  case completionUnchecked

  // Payments and the fund
  /// A provider is paid again by every batch.
  case paidTwice
  /// A provider is paid when it declares the service done, before the validation.
  case paidBeforeServiceDone
  /// A dossier that is taken into control is paid meanwhile.
  case paidInControl
  /// Accreditation is asked for on the day of the request alone, and is over when the body is paid.
  case paidAfterAccreditation
  /// Providers are paid in the first month of a quarter alone.
  case paidQuarterly
  /// The deposit of long sessions is paid for short ones.
  case depositOfShortSession
  /// The part of a price that is due is rounded up.
  case roundingForProvider
  /// Travel costs are reimbursed as often as they are claimed.
  case travelTwice
  /// Every night away is reimbursed as one in Paris.
  case travelAtParisRate
  /// Travel costs are booked to the provider instead of the learner.
  case travelBookedToProvider
  /// A recovered sum is not noted, and can be recovered again.
  case recoverTwice
  /// An advance reaches the fund's cash and not its books.
  case advanceUnbooked
  /// The levy is booked at a tenth.
  case levyTenth
  /// The alert of the fund's reserve is not given.
  case alertSilent

  // Dossiers and their delays
  /// Delays in working days are counted in calendar days.
  case calendarDaysForWorkingDays
  /// Easter Monday is counted as a working day.
  case easterMondayWorks
  /// A request that the provider leaves unanswered is closed as if the learner were silent.
  case closedForWrongReason
  /// The idempotency key is ignored.
  case keyIgnored
  /// The first seat beyond the session's limit is still given.
  case sixteenthSeat
  /// The seat of a dossier that is cancelled stays taken.
  case seatNeverReleased
  /// A training is evaluated as often as the learner likes.
  case evaluateTwice
  /// A second declaration of a certification counts.
  case certifyTwice
  /// Elementary modules stay open after the mandate.
  case moduleAfterMandate

  // Wallets and the Pacific
  /// The CPF is credited above its cap.
  case cpfAboveCap
  /// The CEC is credited to people who are no volunteers.
  case cecForEverybody
  /// CPF and CEC pay for officials of the Pacific.
  case pacificCPF
  /// The papers of a Pacific file are not waited for.
  case pacificPapersIgnored

  // The offer
  /// A body without accreditation publishes and sells.
  case unaccreditedSells
  /// A theme outside of the State's list is published and sold.
  case themeUnchecked
  /// Subcontracting is not looked at.
  case subcontractingUnchecked
  /// A body is suspended before it was heard.
  case suspensionWithoutHearing
  /// Qualiopi is not asked for above the threshold.
  case qualiopiForgotten
  /// The hourly cap is compared with the price after tax.
  case capAfterTax

  // Access, support and personal data
  /// Rows are compared with the usual name alone.
  case usualNameOnly
  /// A row that fits several people, or somebody else, still opens a panel.
  case homonymsShareAccount
  /// Every fourth request to support is never answered.
  case supportSilent
  /// The mandate catalogue is shown to somebody logged in but not recognised.
  case catalogueLeaked
  /// An offer is shown although it is not on sale.
  case withdrawnShown
  /// The letter of Corse is forgotten in the key of a NIR.
  case corsicanKey
  /// A password is accepted whatever it is.
  case weakPasswordAccepted
  /// A password is kept as it was typed.
  case clearPassword
  /// A purchase goes through without FranceConnect+.
  case purchaseWithoutStrongIdentity
  /// The diploma is read for a mandate training too.
  case diplomaReadOnMandatePath
  /// Former officials are left out of the yearly information.
  case holderNotInformed
  /// Personal data are never erased.
  case dataKept
  /// The erasure of personal data is announced, and whatever names the person stays.
  case erasedInName

  // The harness around the platform
  /// People draw from a seed of their shard: who shares it changes what they do.
  case seedPerShard
  /// People draw from a seed that counts the threads.
  case seedPerThread
  /// A summary names an official by the NIR.
  case nirPrinted

  /// The mutants that this program has: every one, or none but ``none`` where they were left out.
  package static var available: [Mutant] {
    #if NoMutants
      [.none]
    #else
      allCases
    #endif
  }

  /// The mutant's name in scenarios: `credit-twice`.
  package var name: String { kebab(String(describing: self)) }
}

/// The mutant that a part of the platform plays.
///
/// Where the trait `NoMutants` leaves them out it is a constant, and so is every condition on it.
struct Role: Sendable {
  #if NoMutants
    var mutant: Mutant { .none }
    init(_ mutant: Mutant) {}
  #else
    let mutant: Mutant
    init(_ mutant: Mutant) { self.mutant = mutant }
  #endif
}
