import Glibc

/// Files that are there whole or not at all.
package enum AtomicFile {
  /// Writes a file: beside it first, onto the disk, then over its name in one step.
  ///
  /// A device or a pipe, such as `/dev/stdout`, cannot be replaced and is written to directly.
  /// After a failure neither a part of the file nor the temporary one is left.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - path: Where the file goes.
  /// - Throws: ``ReportError`` that says what to do.
  package static func write(_ bytes: [UInt8], to path: String) throws(ReportError) {
    switch kind(of: path) {
    case .folder: throw ReportError("\(path) is a folder: give the name of a file in it")
    case .device: return try fill(path, with: bytes, flags: O_WRONLY)
    case .file, .nothing: break
    }
    let temporary = temporaryPath(for: path)
    do throws(ReportError) {
      try fill(temporary, with: bytes, flags: O_WRONLY | O_CREAT | O_EXCL, name: path)
      guard unsafe rename(temporary, path) == 0 else { throw failure(path, errno) }
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
    syncFolder(of: path)
  }

  /// Whether a file can be written, so that a long run need not end in a failure.
  ///
  /// - Parameter path: Where the file would go.
  /// - Throws: ``ReportError`` that says what to do.
  package static func canWrite(_ path: String) throws(ReportError) {
    switch kind(of: path) {
    case .folder: throw ReportError("\(path) is a folder: give the name of a file in it")
    case .device:
      guard unsafe access(path, W_OK) == 0 else { throw failure(path, errno) }
    case .file, .nothing:
      // Only trying tells: permissions, read-only mounts and quotas all have a say.
      let temporary = temporaryPath(for: path)
      let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      guard file >= 0 else { throw failure(path, errno) }
      _ = close(file)
      _ = unsafe unlink(temporary)
    }
  }

  private enum Kind { case nothing, file, folder, device }

  private static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .device
    }
  }

  private static func temporaryPath(for path: String) -> String { "\(path).\(getpid()).partial" }

  private static func fill(
    _ path: String, with bytes: [UInt8], flags: CInt, name: String? = nil
  ) throws(ReportError) {
    let file = unsafe open(path, flags, 0o666)
    guard file >= 0 else { throw failure(name ?? path, errno) }
    var problem: CInt = 0
    var written = 0
    while written < bytes.count && problem == 0 {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count >= 0 { written += count } else if errno != EINTR { problem = errno }
    }
    // Devices can't be synced, which is no failure.
    if problem == 0 && fsync(file) != 0 && errno != EINVAL && errno != EROFS { problem = errno }
    if close(file) != 0 && problem == 0 { problem = errno }
    guard problem == 0 else { throw failure(name ?? path, problem) }
  }

  /// Makes the new name itself durable; the content already is, so a failure costs nothing.
  private static func syncFolder(of path: String) {
    let folder = unsafe open(self.folder(of: path), O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    _ = close(folder)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func failure(_ path: String, _ code: CInt) -> ReportError {
    let folder = folder(of: path)
    let sentence =
      switch code {
      case ENOENT: "the folder \(folder) does not exist: create it first"
      case ENOTDIR: "\(folder) is a file, not a folder"
      case EACCES, EPERM: "permission is denied: choose a folder that you may write to"
      case EROFS: "\(folder) is read-only: choose another folder"
      case ENOSPC, EDQUOT: "the disk is full: free some space, or choose another folder"
      case ENAMETOOLONG: "the name is too long"
      case EEXIST: "a file of an interrupted run is in the way: delete \(temporaryPath(for: path))"
      default: unsafe "the system says: \(String(cString: strerror(code)))"
      }
    return ReportError("cannot write \(path): \(sentence)")
  }
}
