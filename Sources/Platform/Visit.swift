internal import Ledger

/// What is typed into the pages of an account: the texts and digits that a command has no room for.
///
/// A form lives for a day; a command or a visit names it by its place in ``Batch/forms``.
package struct Form: Sendable {
  /// The NIR: thirteen digits.
  package var nir = TypedNIR()
  /// A password.
  package var password = TypedText()
  /// The postal code (code postal), 48000 for Mende.
  package var postcode: UInt32 = 0
  /// The key of the NIR, where it is asked for.
  package var key: UInt8 = 0
  /// The highest diploma, from 0 (none) to 5; ``Portal/noDiploma`` where none is told.
  package var diploma = Portal.noDiploma
  /// Whether the e-mail address was given and confirmed by the activation mail.
  package var hasEmail = false

  /// Creates an empty form.
  package init() {}

  /// A hash of what is typed: what tells a repeated command from another one with its key.
  var bodyHash: UInt32 {
    var hash = password.digest(salt: nir.raw)
    hash ^= UInt64(postcode) << 24 ^ UInt64(key) << 16 ^ UInt64(diploma) << 8 ^ (hasEmail ? 1 : 0)
    return UInt32(truncatingIfNeeded: (hash &* 0x9e37_79b9_7f4a_7c15) >> 32)
  }
}

/// Through what somebody reaches the service.
@usableFromInline
package enum Channel: UInt8, CaseIterable, Sendable {
  /// The site moncompteformation.gouv.fr.
  case site
  /// The mobile application.
  case app
}

/// How somebody logs in.
@usableFromInline
package enum LoginWay: UInt8, CaseIterable, Sendable {
  /// Not at all: the public pages.
  case none
  /// With the thirteen digits of the NIR and the password.
  case password
  /// FranceConnect, with the identity of Impots.gouv.
  case impots
  /// FranceConnect, with the identity of ameli.
  case ameli
  /// FranceConnect, with the identity of La Poste.
  case laPoste
  /// FranceConnect+: an identity that was checked, and a strong authentication each time.
  case franceConnectPlus

  /// The way's name in outputs: `la-poste`.
  package var name: String {
    if case .franceConnectPlus = self {
      "franceconnect-plus"
    } else {
      kebab(String(describing: self))
    }
  }
}

/// What an identity provider does when it is asked who somebody is.
package enum ProviderReply: UInt8, CaseIterable, Sendable {
  /// It vouches for the person at once.
  case vouched
  /// It vouches for the person, late.
  case slow
  /// It is so slow that the person goes away.
  case abandoned
  /// It does not answer.
  case silent
}

/// What a visit looks at, as bits.
package enum View {
  /// The élu panel (« Votre compte élu ») with the balance.
  package static let panel: UInt8 = 1
  /// A search of the catalogue.
  package static let search: UInt8 = 2
  /// An offer found in the catalogue.
  package static let offer: UInt8 = 4
  /// An offer by the link that a training body sent.
  package static let link: UInt8 = 8
}

/// A visit of the site or the application: a log-in, perhaps, and what is looked at.
///
/// Visits change no right and have no idempotency key; they are counted as reads.
package struct Visit: Sendable {
  /// Who sits at the screen, by place in the shard, whether logged in or not.
  package var official: UInt32
  /// The offer that is looked at, or one that does not exist.
  package var offer: UInt32 = .max
  /// The place in ``Batch/forms`` of what was typed, or `UInt32.max`.
  package var form: UInt32 = .max
  /// What is looked at: bits of ``View``.
  package var views: UInt8
  /// Through what.
  package var channel: Channel
  /// How the person logs in.
  package var way: LoginWay
  /// What the identity provider does.
  package var reply = ProviderReply.vouched

  /// Creates a visit.
  ///
  /// - Parameters:
  ///   - official: Who sits at the screen.
  ///   - way: How the person logs in.
  ///   - views: What is looked at.
  ///   - channel: Through what.
  package init(official: UInt32, way: LoginWay, views: UInt8, channel: Channel = .site) {
    self.official = official
    self.way = way
    self.views = views
    self.channel = channel
  }
}

/// What a log-in came to.
@usableFromInline
package enum LoginAnswer: UInt8, CaseIterable, Sendable {
  /// Nobody tried to log in.
  case anonymous
  /// The person is logged in.
  case loggedIn
  /// Digits or password are wrong; which of them is not said.
  case wrongCredentials
  /// The account is locked.
  case locked
  /// The identity is vouched for, but has no account.
  case noAccount
  /// The identity is not enrolled for FranceConnect+.
  case notEnrolled
  /// The identity provider was so slow that the person went away.
  case providerAbandoned
  /// The identity provider did not answer.
  case providerSilent

  /// The answer's name in outputs: `wrong-credentials`.
  package var name: String { kebab(String(describing: self)) }
}

/// What a page showed, as bits.
package enum Shown {
  /// The élu panel with the balance.
  package static let panel: UInt8 = 1
  /// The badge (cocarde bleu-blanc-rouge).
  package static let cocarde: UInt8 = 2
  /// The catalogue of mandate trainings.
  package static let mandateCatalogue: UInt8 = 4
  /// The public catalogue: trainings for reintegration.
  package static let publicCatalogue: UInt8 = 8
  /// The offer that was looked at.
  package static let offer: UInt8 = 16
}

/// What a visit was answered.
package struct VisitAnswer: Sendable, Equatable {
  /// What the log-in came to.
  package var login = LoginAnswer.anonymous
  /// What was shown: bits of ``Shown``.
  package var shown: UInt8 = 0
  /// Whether an offer was answered with « cette formation est indisponible ».
  package var isUnavailable = false
  /// Whether a newer version of the general conditions (CGU) waits to be accepted.
  package var isTermsDue = false
  /// The rights available that the panel showed, in cents.
  package var balance: Int32 = 0
  /// The price of the offer that was shown, in cents.
  package var price: Int32 = 0

  /// Creates an answer that shows nothing.
  package init() {}
}
