internal import Calendar

/// Why somebody looks for help (guide, pages 10 to 13).
enum HelpCase: UInt8 {
  /// Case 1: cannot create an account and is still in work: the FAQ.
  case cannotCreateInWork
  /// Case 2: cannot create an account, retired or over 70: the mailbox.
  case cannotCreateRetired
  /// Case 3: logged in, but no élu panel is shown: the mailbox.
  case noPanel
}

/// How people look for help.
extension Actors {
  /// Somebody is stuck and may look for help.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - why: In which of the guide's cases.
  ///   - day: The day.
  mutating func seekHelp(_ place: Int, _ why: HelpCase, on day: Day) {}
}
