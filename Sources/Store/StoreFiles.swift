import GRDB
import Glibc

/// Whether a path names a folder.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// How many bytes a file has, if it is there.
func fileSize(_ path: String) -> Int64? {
  var status = stat()
  return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : nil
}

/// The first bytes of a file, fewer where it has fewer.
func firstBytes(_ path: String, _ count: Int) -> [UInt8] {
  let file = unsafe open(path, O_RDONLY)
  guard file >= 0 else { return [] }
  defer { _ = close(file) }
  var bytes = [UInt8](repeating: 0, count: count)
  let got = unsafe read(file, &bytes, count)
  return Array(bytes.prefix(max(0, got)))
}

/// Removes a file, if it is there.
func removeFile(_ path: String) { _ = unsafe unlink(path) }

/// Waits until a file is on the disk.
func synchronize(_ file: String, reportedAs path: String) throws(StoreError) {
  let descriptor = unsafe open(file, O_RDONLY)
  guard descriptor >= 0 else { throw unwritable(path, errno) }
  defer { _ = close(descriptor) }
  guard fsync(descriptor) == 0 else { throw unwritable(path, errno) }
}

/// The sentence for a file that the system doesn't let be written.
func unwritable(_ path: String, _ code: CInt) -> StoreError {
  let sentence =
    switch code {
    case ENOENT: "its folder does not exist: create it first"
    case ENOTDIR: "a part of its path is a file, not a folder"
    case EACCES, EPERM: "permission is denied: choose a folder that you may write to"
    case EROFS: "its folder is read-only: choose another one"
    case ENOSPC, EDQUOT: "the disk is full: free some space, or choose another folder"
    default: unsafe "the system says: \(String(cString: strerror(code)))"
    }
  return StoreError("cannot write \(path): \(sentence)")
}

/// The sentence for what SQLite refuses.
func failure(_ path: String, _ error: any Error) -> StoreError {
  if let error = error as? StoreError { return error }
  guard let error = error as? DatabaseError else {
    return StoreError("cannot use \(path): \(error)")
  }
  switch error.resultCode {
  case .SQLITE_FULL:
    return StoreError(
      "cannot write \(path): the disk is full: free some space, or choose another folder")
  case .SQLITE_NOTADB:
    return StoreError("\(path) is not an SQLite database")
  case .SQLITE_CORRUPT:
    return StoreError("\(path) is damaged: SQLite cannot read all of its pages")
  case .SQLITE_BUSY, .SQLITE_LOCKED:
    return StoreError("\(path) is being written by a run: wait until it ends")
  case .SQLITE_CANTOPEN:
    return StoreError("cannot open \(path): check that the file exists and may be read")
  case .SQLITE_MISUSE:
    return StoreError("\(path) is finished already: open another store for another run")
  default:
    return StoreError("cannot use \(path): \(error.message ?? "SQLite gives no reason")")
  }
}
