import CHost
import Foundation

/// A process that this one started, whose processor time is known when it has ended.
///
/// `Process` of Foundation keeps no account of each child, and a pair of runs needs one.
struct ChildProcess {
  /// How a process ended.
  struct Ended {
    /// The exit code, or 128 and the signal's number.
    let code: Int32
    /// The processor time of all its threads, the system's share included, in seconds.
    let cpuSeconds: Double
  }

  /// The process's number.
  let id: pid_t
  /// What was started, for complaints.
  let command: String

  /// Starts a process.
  ///
  /// - Parameters:
  ///   - program: The program's file.
  ///   - arguments: Its arguments.
  ///   - environment: What its environment has beside this process's.
  ///   - output: The file that takes its standard output.
  ///   - errors: The file that takes its standard error; where there is none, it goes to ours.
  /// - Throws: ``Failure`` where it cannot be started.
  init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    output: String = "/dev/null", errors: String? = nil
  ) throws(Failure) {
    command = ([program] + arguments).joined(separator: " ")
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o600)
    if let errors {
      unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, flags, 0o600)
    }
    let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let settings = merged.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    var variables = unsafe settings.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe words.forEach { unsafe free($0) }
      unsafe variables.forEach { unsafe free($0) }
    }
    var number: pid_t = 0
    let code = unsafe posix_spawn(&number, program, &actions, nil, &words, &variables)
    guard code == 0 else {
      throw Failure(.unproven, "cannot run '\(program)': \(Console.reason(code))")
    }
    id = number
  }

  /// Waits for the end.
  ///
  /// - Returns: How it ended.
  func finish() -> Ended {
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    let signal = status & 0x7f
    return Ended(
      code: signal == 0 ? status >> 8 & 0xff : 128 + signal,
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }
}

/// The processors on which this thread, and what it starts, may run.
enum Affinity {
  /// The numbers of the processors that are allowed; none where the system does not say.
  static var allowed: [Int32] {
    (0..<cocarde_processor_count()).map { cocarde_processor($0) }.filter { $0 >= 0 }
  }

  /// Keeps this thread, and what it starts, on one processor.
  ///
  /// - Parameter processor: Its number.
  static func use(_ processor: Int32) { _ = cocarde_use_processor(processor) }

  /// Lets this thread run on every processor that is allowed.
  static func useAll() { _ = cocarde_use_all_processors() }
}

/// A folder for files that nobody needs afterwards.
struct ScratchFolder {
  /// Where it is.
  let url: URL

  /// Makes the folder.
  init() throws(Failure) {
    url = FileManager.default.temporaryDirectory.appending(path: "cocarde-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw Failure(.internalError, "cannot make the folder \(url.path): \(error)")
    }
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Takes the folder away; one that cannot be is no reason to lose a verdict.
  func remove() { try? FileManager.default.removeItem(at: url) }
}
