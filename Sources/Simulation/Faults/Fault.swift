internal import Draws

/// What goes wrong around the platform, which it must survive without breaking a rule.
///
/// Faults are the world's; what the platform itself does wrong is a mutant.
package enum Fault: UInt8, CaseIterable, Sendable {
  /// A message arrives twice: at once, or days later.
  case duplicateMessage
  /// A message never arrives; its sender sends it again days later with the same key.
  case lostMessage
  /// What was asked is done and the answer is lost; the sender asks again with the same key.
  case lostReply
  /// A job stops in the middle and is started again.
  case batchCut
  /// A job is started twice.
  case jobTwice
  /// A job is started some days late.
  case jobLate
  /// A run of a job is left out; the next one finds what is missing.
  case jobSkipped
  /// Rows of the registry about one official arrive in another order.
  case feedOutOfOrder
  /// The machine's clock goes back some days while people are served.
  case clockBack
  /// The payment provider's answer to an order is lost.
  case paymentUnknown

  /// The name in scenarios and summaries: `duplicate_message`.
  package var name: String {
    var name = ""
    for letter in String(describing: self) {
      name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
    return name
  }

  /// What happens, in one sentence.
  package var event: String {
    switch self {
    case .duplicateMessage: "A message arrives twice: at once, or days later."
    case .lostMessage: "A message never arrives, and is sent again days later."
    case .lostReply: "What was asked is done, the answer is lost, and it is asked again."
    case .batchCut: "A job stops in the middle and is started again."
    case .jobTwice: "A job is started twice."
    case .jobLate: "A job is started some days late."
    case .jobSkipped: "A run of a job is left out until the next one."
    case .feedOutOfOrder: "The registry's rows about one official arrive in another order."
    case .clockBack: "The machine's clock goes back some days while people are served."
    case .paymentUnknown: "The payment provider's answer to an order is lost."
    }
  }

  /// What it means that the platform survived one of them.
  package var survival: String {
    switch self {
    case .duplicateMessage: "answered as the first, with no second effect"
    case .lostMessage: "sent again and answered"
    case .lostReply: "answered as at first, without a second effect"
    case .batchCut: "nothing done twice, nothing left"
    case .jobTwice: "the second start did nothing"
    case .jobLate, .jobSkipped: "caught up, nothing left"
    case .feedOutOfOrder: "applied in the registry's order"
    case .clockBack: "nothing dated before what was recorded"
    case .paymentUnknown: "booked once, or sent again"
    }
  }

  /// The fault of a name.
  ///
  /// - Parameter name: The name in scenarios.
  package init?(name: String) {
    guard let fault = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = fault
  }

  /// What decides whether it is armed in a run.
  static let arming = Stream("fault.armed")

  /// What decides whether it fires on an occasion.
  var stream: Stream {
    switch self {
    case .duplicateMessage: Self.duplicates
    case .lostMessage: Self.losses
    case .lostReply: Self.replies
    case .batchCut: Self.cuts
    case .jobTwice: Self.doubles
    case .jobLate: Self.delays
    case .jobSkipped: Self.gaps
    case .feedOutOfOrder: Self.rows
    case .clockBack: Self.clocks
    case .paymentUnknown: Self.payments
    }
  }

  private static let duplicates = Stream("fault.duplicate-message")
  private static let losses = Stream("fault.lost-message")
  private static let replies = Stream("fault.lost-reply")
  private static let cuts = Stream("fault.batch-cut")
  private static let doubles = Stream("fault.job-twice")
  private static let delays = Stream("fault.job-late")
  private static let gaps = Stream("fault.job-skipped")
  private static let rows = Stream("fault.feed-out-of-order")
  private static let clocks = Stream("fault.clock-back")
  private static let payments = Stream("fault.payment-unknown")
}
