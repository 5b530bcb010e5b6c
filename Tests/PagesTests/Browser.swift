import Foundation
import Glibc

/// A headless Chromium that tests speak to through pipes, by the DevTools protocol.
///
/// Nothing but the browser itself is needed: messages are JSON that ends in a zero byte, written to
/// its third file and read from its fourth.
final class Browser {
  /// The programs that will do.
  private static let programs = ["chromium", "chromium-browser", "google-chrome"]
  private static let folders = ["/usr/bin", "/usr/local/bin", "/snap/bin"]

  /// The browser, if one is installed.
  static let path: String? = folders.lazy
    .flatMap { folder in programs.lazy.map { "\(folder)/\($0)" } }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Whether tests in a browser must run: continuous integration skips nothing.
  static let isDemanded = ProcessInfo.processInfo.environment["CI"] != nil

  private let process = Process()
  private let folder: URL
  private let input: Int32
  private let output: Int32
  private var buffer: [UInt8] = []
  private var lastID = 0
  private var session: String?
  /// What the page complained about: errors, warnings, exceptions and what its policy forbade.
  private(set) var complaints: [String] = []

  /// What the browser does not do.
  struct Failure: Error { let message: String }

  /// Starts a browser with an empty page.
  init() throws {
    guard let program = Self.path else {
      throw Failure(message: "no chromium: sudo apt-get install chromium")
    }
    let name = "pages-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.appending(path: name)
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let pipes = ["in", "out"].map { folder.appending(path: $0).path }
    for pipe in pipes { _ = unsafe mkfifo(pipe, 0o600) }
    process.executableURL = URL(filePath: "/bin/sh")
    let flags = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--hide-scrollbars", "--user-data-dir=\(folder.path)/profile", "--remote-debugging-pipe",
      "about:blank",
    ]
    process.arguments =
      ["-c", "exec \"$0\" \"$@\" 3<'\(pipes[0])' 4>'\(pipes[1])' 2>/dev/null", program] + flags
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // Opened for both directions, a pipe waits for nobody.
    input = unsafe Glibc.open(pipes[0], O_RDWR)
    output = unsafe Glibc.open(pipes[1], O_RDWR | O_NONBLOCK)
    try process.run()
    let target = try call("Target.createTarget", ["url": "about:blank"])
    let attached = try call(
      "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = attached["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log"] { try call("\(domain).enable") }
  }

  /// Ends the browser that was started here.
  func close() {
    _ = try? call("Browser.close", [:], isForPage: false)
    process.terminate()
    process.waitUntilExit()
    _ = Foundation.close(input)
    _ = Foundation.close(output)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Opens a page at a width, in a scheme of colours, and waits until its charts are drawn.
  func show(_ page: String, width: Int, isDark: Bool) throws {
    let file = folder.appending(path: "page.html")
    try page.write(to: file, atomically: true, encoding: .utf8)
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600])
    try call(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]])
    try call("Page.navigate", ["url": file.absoluteString])
    let ready = "location.href.endsWith('page.html') && !!document.documentElement?.dataset.ready"
    let end = ContinuousClock.now + .seconds(60)
    while try evaluate(ready) as? Bool != true {
      guard ContinuousClock.now < end else { throw Failure(message: "the page is never ready") }
      usleep(20_000)
    }
  }

  /// What an expression comes to in the page.
  func evaluate(_ expression: String) throws -> Any? {
    let answer = try call(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true, "userGesture": true])
    if let details = answer["exceptionDetails"] { complaints.append("\(details)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  /// Prints the page.
  func printed() throws -> Data {
    let answer = try call("Page.printToPDF", ["printBackground": true])
    return Data(base64Encoded: answer["data"] as? String ?? "") ?? Data()
  }

  @discardableResult
  private func call(
    _ method: String, _ values: [String: Any] = [:], isForPage: Bool = true
  ) throws -> [String: Any] {
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": values]
    if isForPage, let session { message["sessionId"] = session }
    let bytes = try Array(JSONSerialization.data(withJSONObject: message)) + [0]
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(input, buffer.baseAddress?.advanced(by: sent), bytes.count - sent)
      }
      guard count > 0 else { throw Failure(message: "the browser takes no message") }
      sent += count
    }
    while true {
      let answer = try next()
      if answer["id"] as? Int == lastID {
        if let error = answer["error"] { throw Failure(message: "\(method): \(error)") }
        return answer["result"] as? [String: Any] ?? [:]
      }
      note(answer)
    }
  }

  private func note(_ event: [String: Any]) {
    let values = event["params"] as? [String: Any] ?? [:]
    switch event["method"] as? String {
    case "Runtime.exceptionThrown": complaints.append("\(values)")
    case "Runtime.consoleAPICalled":
      if ["error", "warning", "assert"].contains(values["type"] as? String) {
        complaints.append("\(values)")
      }
    case "Log.entryAdded":
      let entry = values["entry"] as? [String: Any] ?? [:]
      complaints.append("\(entry["source"] ?? ""): \(entry["text"] ?? "")")
    default: break
    }
  }

  /// The next message of the browser.
  private func next() throws -> [String: Any] {
    let end = ContinuousClock.now + .seconds(60)
    while true {
      if let zero = buffer.firstIndex(of: 0) {
        let message = Data(buffer[..<zero])
        buffer.removeFirst(zero + 1)
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      var poll = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      _ = unsafe Foundation.poll(&poll, 1, 200)
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe read(output, &piece, piece.count)
      if count > 0 { buffer += piece[..<count] }
      guard count > 0 || process.isRunning, ContinuousClock.now < end else {
        throw Failure(message: "the browser says nothing")
      }
    }
  }
}
