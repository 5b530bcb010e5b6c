package import Behaviour
package import Platform

/// What a run came to in recognition and help: whole numbers.
package struct HelpFigures: Sendable {
  /// Rows and what they matched.
  package var recognition = RecognitionCounts()
  /// Officials whose row was forgotten at first.
  package var omitted = 0
  /// Officials in office at the end.
  package var inOffice = 0
  /// Of those, the recognised ones.
  package var recognised = 0
  /// How people looked for help.
  package var help = Help()
  /// Answers of support, by `SupportEnd`.
  package var ends = [Int](repeating: 0, count: SupportEnd.allCases.count)

  /// Counts nothing.
  package init() {}
}
