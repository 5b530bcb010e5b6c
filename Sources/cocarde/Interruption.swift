import Foundation
import Synchronization

/// The signal that asked the run to stop, or 0.
private let received = Atomic<Int32>(0)

/// SIGINT and SIGTERM, which stop a run at the end of the simulated day.
///
/// The handlers stay in place after the first signal: `timeout` sends it twice, to the process and
/// to its group, and the second one must not lose what was done.
enum Interruption {
  /// Starts to listen.
  static func listen() {
    received.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { received.store($0, ordering: .relaxed) }
    }
    // Whoever started the program may have had them blocked, as threads of Dispatch do, and what is
    // blocked stays blocked in the program.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// How the run was asked to stop, or `nil`.
  static var exit: Exit? {
    switch received.load(ordering: .relaxed) {
    case 0: nil
    case SIGTERM: .terminated
    default: .interrupted
    }
  }
}
