import Foundation

/// The program that a candidate is timed against: a file, or a commit that is built first.
enum AgainstProgram {
  /// Finds or builds the program.
  ///
  /// - Parameters:
  ///   - name: A program's file, or anything that git takes for a commit.
  ///   - folder: Where a commit is checked out.
  ///   - progress: What is told what is being done.
  /// - Returns: The program's file.
  /// - Throws: ``Failure`` where it is neither, or cannot be built.
  static func find(
    _ name: String, in folder: ScratchFolder, progress: (String) -> Void
  ) throws(Failure) -> String {
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) {
      guard !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: name) else {
        throw Failure(.unproven, "--against '\(name)' is not a program that can be run")
      }
      return URL(filePath: name).standardizedFileURL.path
    }
    guard let git = Callgrind.find("git") else {
      throw Failure(
        .unproven, "--against '\(name)' is no file, and git is not installed to look for a commit")
    }
    let answer = folder.path("commit")
    let parsed = try ChildProcess(
      git, ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"],
      output: answer, errors: "/dev/null"
    ).finish()
    let commit = (try? String(contentsOfFile: answer, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard parsed.code == 0, let commit, commit.count >= 40 else {
      throw Failure(.unproven, "--against '\(name)' is neither a program's file nor a commit")
    }
    return try build(commit, git, in: folder, progress: progress)
  }

  /// Builds a commit in a worktree of its own, which goes when it is built; the program stays in
  /// `.build/gate` for the next time.
  private static func build(
    _ commit: String, _ git: String, in folder: ScratchFolder, progress: (String) -> Void
  ) throws(Failure) -> String {
    let kept = URL(filePath: ".build/gate/\(commit)").standardizedFileURL
    if FileManager.default.isExecutableFile(atPath: kept.path) { return kept.path }
    guard let swift = Callgrind.find("swift") else {
      throw Failure(.unproven, "swift is not installed, and \(commit.prefix(12)) must be built")
    }
    progress("builds \(commit.prefix(12)) in a worktree of its own; this takes minutes")
    let tree = folder.path("tree")
    let log = folder.path("build.txt")
    let added = try ChildProcess(
      git, ["worktree", "add", "--detach", "--quiet", tree, commit], errors: log
    ).finish()
    defer {
      _ = try? ChildProcess(git, ["worktree", "remove", "--force", tree], errors: "/dev/null")
        .finish()
    }
    guard added.code == 0 else {
      throw Failure(.unproven, "git cannot check \(commit.prefix(12)) out: \(lastLine(of: log))")
    }
    let built = try ChildProcess(
      swift,
      ["build", "-c", "release", "--product", "cocarde", "--package-path", tree], output: log,
      errors: "/dev/null"
    ).finish()
    guard built.code == 0 else {
      throw Failure(.unproven, "\(commit.prefix(12)) cannot be built: \(lastLine(of: log))")
    }
    do {
      try FileManager.default.createDirectory(
        at: kept.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(tree)/.build/release/cocarde", toPath: kept.path)
    } catch {
      throw Failure(.internalError, "cannot keep the program of \(commit.prefix(12)): \(error)")
    }
    return kept.path
  }

  private static func lastLine(of log: String) -> String {
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").last.map(String.init) ?? "it does not say why"
  }
}
