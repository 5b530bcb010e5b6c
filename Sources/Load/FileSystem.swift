internal import CHost

/// What lies under a file.
package enum FileSystem {
  /// The file systems that keep everything in memory, by the numbers that Linux gives them.
  private static let inMemory: [UInt32: String] = [0x0102_1994: "tmpfs", 0x8584_58f6: "ramfs"]

  /// The file system in memory on which a folder lies, where an `fsync` makes nothing durable.
  ///
  /// - Parameter folder: The folder.
  /// - Returns: `tmpfs` or `ramfs`; `nil` on any other one, and where the system does not say.
  package static func memory(under folder: String) -> String? {
    inMemory[unsafe cocarde_file_system(folder)]
  }
}
