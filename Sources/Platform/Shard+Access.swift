internal import Calendar
internal import Law

/// The account of Mon Compte Formation: its creation in four steps, conditions, passwords,
/// FranceConnect+ (guide, pages 4 to 8).
extension Shard {
  /// Executes a command of an account.
  mutating func access(
    _ command: Command, _ context: borrowing DayContext, _ forms: Span<Form>
  ) -> Rule {
    let place = Int(command.official)
    if accounts.balances[place].flags & Accounts.Flag.dead != 0 { return .dead }
    let index = Int(command.first)
    let form = index < forms.count ? forms[index] : Form()
    switch command.verb {
    case .registerIdentity: return registerIdentity(form, place)
    case .registerContact:
      return register(Portal.Step.contact, isComplete: form.hasEmail, place)
    case .registerAddress:
      // From Bourg-en-Bresse to the Pacific: five digits that a French address can have.
      return register(
        Portal.Step.address, isComplete: (1_000..<99_000).contains(form.postcode), place)
    case .registerPassword: return registerPassword(form, place, context)
    case .acceptTerms: return acceptTerms(command, place, context)
    case .forgotPassword:
      guard portals[place].isOpen else { return .noAccount }
      portals[place].resetUntil = context.day + context.statute.resetDays
      return .applied
    case .resetPassword: return resetPassword(form, place, context)
    case .completeDirectory: return completeDirectory(form, place)
    default: return enrolStrongIdentity(command, place, context)
    }
  }

  /// First step: the NIR with its key, which must be the person's own in the reference directory.
  private mutating func registerIdentity(_ form: Form, _ place: Int) -> Rule {
    if portals[place].isOpen { return .accountExists }
    guard form.nir.isWellFormed,
      form.key == form.nir.key(isCorsicanWrong: mutant == .corsicanKey),
      form.nir == portals[place].nir
    else { return .wrongNir }
    portals[place].step = Portal.Step.identity
    portals[place].diploma = form.diploma
    return .applied
  }

  /// The reference directory tells the NIR of somebody whom it did not find before: what the FAQ or
  /// support brought about (guide, pages 10 to 12).
  private mutating func completeDirectory(_ form: Form, _ place: Int) -> Rule {
    guard form.nir.isWellFormed else { return .wrongNir }
    guard portals[place].nir == TypedNIR() else { return .alreadyRegistered }
    portals[place].nir = form.nir
    return .applied
  }

  /// Second and third step.
  private mutating func register(_ step: UInt8, isComplete: Bool, _ place: Int) -> Rule {
    if portals[place].isOpen { return .accountExists }
    guard portals[place].step == step - 1 else { return .wrongStep }
    guard isComplete else { return .incompleteForm }
    portals[place].step = step
    return .applied
  }

  /// Last step: the password; the person is logged in.
  private mutating func registerPassword(
    _ form: Form, _ place: Int, _ context: borrowing DayContext
  ) -> Rule {
    if portals[place].isOpen { return .accountExists }
    guard portals[place].step == Portal.Step.address else { return .wrongStep }
    guard isStrong(form.password, context) else { return .weakPassword }
    portals[place].step = Portal.Step.open
    setPassword(form.password, place)
    openSession(place, Portal.Level.plain, context.day)
    return .applied
  }

  private mutating func isStrong(_ password: TypedText, _ context: borrowing DayContext) -> Bool {
    password.keepsRule(length: context.statute.passwordLength) || mutant == .weakPasswordAccepted
  }

  /// The general conditions: only the version in force can be accepted, by somebody logged in.
  private mutating func acceptTerms(
    _ command: Command, _ place: Int, _ context: borrowing DayContext
  ) -> Rule {
    guard portals[place].isOpen else { return .noAccount }
    guard portals[place].session == context.day else { return .notLoggedIn }
    guard Int(command.small) == context.statute.termsVersion else { return .termsNotAccepted }
    portals[place].terms = UInt8(clamping: context.statute.termsVersion)
    return .applied
  }

  /// A new password, by the link of the mail that was asked for.
  private mutating func resetPassword(
    _ form: Form, _ place: Int, _ context: borrowing DayContext
  ) -> Rule {
    guard portals[place].isOpen else { return .noAccount }
    guard portals[place].resetUntil > .distantPast else { return .wrongStep }
    guard context.day <= portals[place].resetUntil else { return .deadlinePassed }
    guard isStrong(form.password, context) else { return .weakPassword }
    portals[place].resetUntil = .distantPast
    setPassword(form.password, place)
    return .applied
  }

  /// An identity provider has checked the person: `day` when it was asked, `small` 1 for France
  /// Identité.
  private mutating func enrolStrongIdentity(
    _ command: Command, _ place: Int, _ context: borrowing DayContext
  ) -> Rule {
    if portals[place].strongFrom <= context.day { return .alreadyRegistered }
    if command.small == 1, !context.statute.acceptsFranceIdentite { return .meansNotAccepted }
    let checked = context.working.day(context.statute.identityCheckDays, after: command.day)
    guard context.day >= checked else { return .tooSoon }
    portals[place].strongFrom = context.day
    return .applied
  }

  /// Notes who is logged in today, and how strongly.
  mutating func openSession(_ place: Int, _ level: UInt8, _ day: Day) {
    let before = portals[place].session == day ? portals[place].level : 0
    portals[place].session = day
    portals[place].level = max(before, level)
  }

  /// The rule that keeps somebody from buying: account, log-in of the day, general conditions, and
  /// FranceConnect+ since 25 October 2022.
  mutating func purchaseRefusal(_ place: Int, _ context: borrowing DayContext) -> Rule? {
    if !portals[place].isOpen { return .noAccount }
    if portals[place].isLocked { return .accountLocked }
    if portals[place].session != context.day { return .notLoggedIn }
    if Int(portals[place].terms) < context.statute.termsVersion { return .termsNotAccepted }
    if context.statute.needsFranceConnectPlus, portals[place].level < Portal.Level.strong,
      mutant != .purchaseWithoutStrongIdentity
    {
      return .strongIdentityNeeded
    }
    return nil
  }
}
