/// What is wrong with each known-bad variant, in one sentence.
extension Mutant {
  /// The mistake.
  package var mistake: String {
    switch self {
    case .none: "Nothing: the platform as it should be."

    // Credits
    case .capIgnoresReserved:
      "The cap is compared with the rights available only, not with those held."
    case .capOfLastYear: "Credits are cut at the cap of the year before."
    case .capBeforeDebit:
      "A refund is cut as if the rights of its own dossier were held still: the cap comes "
        + "before the debit."
    case .recreditAboveCap: "A refund of debited rights is given back whole, whatever the cap."
    case .refundLossDropped:
      "What a refund exceeds the cap by vanishes instead of being recorded as lost."
    case .loweredCapCuts: "What lies above a lowered cap is cut at once, though the law keeps it."
    case .creditTwice: "The credit job is run twice and does not look at who was already credited."
    case .creditDayLate: "The credit job runs a day late."
    case .creditForEachMandate: "Somebody with several mandates is credited for each of them."
    case .creditAfterMandate: "Whoever has left office is credited as long as rights are held."
    case .shortestMandateDecides: "The mandate held shortest sets the credit day."
    case .firstCreditForgotten:
      "Whoever enters office between two legal days waits for the next one."
    case .electedCreditedAtOnce:
      "Whoever was elected at a general election is credited before the first legal day."
    case .transitionForgotten: "The transition credit of 23 July 2021 is left out."
    case .conversionAcrossBooks:
      "Hours become euros by one posting from the book of hours to that of rights."
    case .outsiderAdmitted: "Officials of bodies outside of the scheme are taken in."
    case .postingLost: "The postings of some expiries are lost at a checkpoint."
    // Ends of mandates
    case .expiryForgotten: "Rights left after the window do not expire."
    case .expiryAfterSevenMonths: "Rights are kept for seven months after the mandate."
    case .expiryForgetsReserved: "Reserved rights that come back after the window stay."
    case .deathForgotten: "Rights are not extinguished by death."
    case .newMandateExpires:
      "A new mandate takes the rights of the one before, though the law keeps them."
    case .reintegrationForPensioner: "A pension does not close reintegration."
    case .collectivityPaysReintegration: "Top-ups survive the mandate and pay for reintegration."
    case .trainingAfterMandate: "A mandate that ends does not end the mandate training."
    case .leapDaySkipped: "The jobs of 29 February are not run."
    // Funding
    case .reservedSpentAgain: "Rights that another dossier has reserved are spent once more."
    case .cardBeforeRights: "The card is charged before the rights are used up."
    case .cpfPaysMandate: "CPF pays for a mandate training."
    case .priceBeforeTax: "A dossier is funded at its price before tax."
    case .refundToCard: "A refund of rights goes to the card."
    case .refundTwice: "A refund is paid twice to everybody but the fund."
    case .refundForgotten: "A card refund is never paid out."
    case .refusalReserves: "A refused confirmation leaves its reservation behind."
    case .dotationBeforeReceipt: "A top-up is usable when it is attributed, before its payment."
    case .overBudget: "A council's budget for top-ups is not looked at."
    case .completionUnchecked: "A training may end later than eight months after its funding."
    // Payments and the fund
    case .paidTwice: "A provider is paid again by every batch."
    case .paidBeforeServiceDone:
      "A provider is paid when it declares the service done, before the validation."
    case .paidInControl: "A dossier that is taken into control is paid meanwhile."
    case .paidAfterAccreditation:
      "Accreditation is asked for on the day of the request alone, and is over when the body is "
        + "paid."
    case .paidQuarterly: "Providers are paid in the first month of a quarter alone."
    case .depositOfShortSession: "The deposit of long sessions is paid for short ones."
    case .roundingForProvider: "The part of a price that is due is rounded up."
    case .travelTwice: "Travel costs are reimbursed as often as they are claimed."
    case .travelAtParisRate: "Every night away is reimbursed as one in Paris."
    case .travelBookedToProvider: "Travel costs are booked to the provider instead of the learner."
    case .recoverTwice: "A recovered sum is not noted, and can be recovered again."
    case .advanceUnbooked: "An advance reaches the fund's cash and not its books."
    case .levyTenth: "The levy is booked at a tenth."
    case .alertSilent: "The alert of the fund's reserve is not given."
    // Dossiers and their delays
    case .calendarDaysForWorkingDays: "Delays in working days are counted in calendar days."
    case .easterMondayWorks: "Easter Monday is counted as a working day."
    case .closedForWrongReason:
      "A request that the provider leaves unanswered is closed as if the learner were silent."
    case .keyIgnored: "The idempotency key is ignored."
    case .sixteenthSeat: "The first seat beyond the session's limit is still given."
    case .seatNeverReleased: "The seat of a dossier that is cancelled stays taken."
    case .evaluateTwice: "A training is evaluated as often as the learner likes."
    case .certifyTwice: "A second declaration of a certification counts."
    case .moduleAfterMandate: "Elementary modules stay open after the mandate."
    // Wallets and the Pacific
    case .cpfAboveCap: "The CPF is credited above its cap."
    case .cecForEverybody: "The CEC is credited to people who are no volunteers."
    case .pacificCPF: "CPF and CEC pay for officials of the Pacific."
    case .pacificPapersIgnored: "The papers of a Pacific file are not waited for."
    // The offer
    case .unaccreditedSells: "A body without accreditation publishes and sells."
    case .themeUnchecked: "A theme outside of the State's list is published and sold."
    case .subcontractingUnchecked: "Subcontracting is not looked at."
    case .suspensionWithoutHearing: "A body is suspended before it was heard."
    case .qualiopiForgotten: "Qualiopi is not asked for above the threshold."
    case .capAfterTax: "The hourly cap is compared with the price after tax."
    // Access, support and personal data
    case .usualNameOnly: "Rows are compared with the usual name alone."
    case .homonymsShareAccount:
      "A row that fits several people, or somebody else, still opens a panel."
    case .supportSilent: "Every fourth request to support is never answered."
    case .catalogueLeaked:
      "The mandate catalogue is shown to somebody logged in but not recognised."
    case .withdrawnShown: "An offer is shown although it is not on sale."
    case .corsicanKey: "The letter of Corse is forgotten in the key of a NIR."
    case .weakPasswordAccepted: "A password is accepted whatever it is."
    case .clearPassword: "A password is kept as it was typed."
    case .purchaseWithoutStrongIdentity: "A purchase goes through without FranceConnect+."
    case .diplomaReadOnMandatePath: "The diploma is read for a mandate training too."
    case .holderNotInformed: "Former officials are left out of the yearly information."
    case .dataKept: "Personal data are never erased."
    case .erasedInName:
      "The erasure of personal data is announced, and whatever names the person stays."
    // The harness around the platform
    case .seedPerShard:
      "People draw from a seed of their shard: who shares it changes what they do."
    case .seedPerThread: "People draw from a seed that counts the threads."
    case .nirPrinted: "A summary names an official by the NIR."
    }
  }
}
