import Foundation

/// Which files a command reads and which ones it is going to write: nothing that it reads may be
/// lost, and no two of its outputs may be one file.
struct FilePlaces {
  /// A place on a disk, however it is written.
  private enum Place: Hashable {
    /// A file that is there, whatever it is called: links lead to it, hard ones as well.
    case file(device: UInt64, number: UInt64)
    /// A name in a folder, under which nothing is there yet; or a device, which nobody replaces.
    case name(String)

    init(_ path: String) {
      var status = stat()
      guard unsafe stat(path, &status) == 0 else {
        // By hand: Foundation's last path component of a single letter is the end of the process.
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) }
        let folder = slash.map { String(path[..<$0]) } ?? "."
        self = .name(Self.real(folder) + "/" + path[(slash ?? path.startIndex)...])
        return
      }
      self =
        status.st_mode & S_IFMT == S_IFREG
        ? .file(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        : .name(URL(filePath: path).standardizedFileURL.path)
    }

    /// The one name of a folder.
    private static func real(_ folder: String) -> String {
      guard let name = unsafe realpath(folder, nil) else { return folder }
      defer { unsafe free(name) }
      return unsafe String(cString: name)
    }
  }

  /// The flag that named the place of each output; `nil` for what is read.
  private var places: [Place: String?] = [:]

  /// Notes what is read.
  ///
  /// - Parameter inputs: The files.
  init(reading inputs: [String] = []) {
    for input in inputs { places.updateValue(nil, forKey: Place(input)) }
  }

  /// Takes a place for an output.
  ///
  /// - Parameters:
  ///   - path: The place.
  ///   - flag: The flag that names it.
  /// - Throws: ``Failure`` where it is that of an input or of another output.
  mutating func take(_ path: String, for flag: String) throws(Failure) {
    let place = Place(path)
    switch places[place] {
    case nil: places[place] = flag
    case .some(nil):
      throw Failure(.usage, "\(flag) '\(path)' would replace a file that is read")
    case .some(let other?):
      throw Failure(
        .usage,
        other == flag
          ? "\(flag) names '\(path)' twice" : "\(flag) '\(path)' is the place of \(other) as well")
    }
  }
}
