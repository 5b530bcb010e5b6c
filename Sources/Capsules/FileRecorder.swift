internal import Documents
package import Scenario
internal import Synchronization

/// Reads files and remembers what they held, so that a capsule can hold it too.
package final class FileRecorder: Sendable {
  private let marks = Mutex<[Capsule.FileMark]>([])

  /// Creates a recorder that has read nothing.
  package init() {}

  /// The texts that were read, in the order of the first readings; what is no text is left out.
  package var files: [Capsule.FileMark] { marks.withLock(\.self) }

  /// An access to the files on the disk that remembers what they held.
  package var access: FileAccess {
    FileAccess { [self] path throws(Diagnostic) in
      let bytes = try FileAccess.disk.bytes(path)
      if let text = String(validating: bytes, as: UTF8.self) { note(path, text) }
      return bytes
    }
  }

  private func note(_ path: String, _ text: String) {
    marks.withLock { marks in
      guard !marks.contains(where: { $0.path == path }) else { return }
      marks.append(Capsule.FileMark(path: path, text: text))
    }
  }
}
