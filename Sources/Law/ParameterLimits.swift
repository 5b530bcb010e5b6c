package import Calendar
internal import Documents

extension Parameter {
  /// What is wrong with a value that a file, a reform or a setting gives to this parameter.
  ///
  /// A value of another kind would read as no value at all, and one beyond every plausible size
  /// would overflow a sum long after it was written.
  ///
  /// - Parameter value: The value.
  /// - Returns: A sentence, or `nil` for a sound value.
  package func complaint(about value: LawValue) -> String? {
    switch value {
    case .none:
      return isOptional ? nil : "'\(name)' cannot be none"
    case .rule:
      return nil
    case .number(let number):
      if isScale { return "'\(name)' is a scale: a list of pairs [from, value]" }
      return complaint(about: number)
    case .scale(let steps):
      if !isScale { return "'\(name)' is a single value, not a scale" }
      for step in steps {
        if let complaint = complaint(about: step.value) { return complaint }
        guard arguments.contains(step.from) else {
          return "'\(name)' has no step from \(step.from), only from \(arguments.lowerBound) to "
            + "\(arguments.upperBound)"
        }
      }
      return nil
    }
  }

  /// What is wrong with a value that a file, a reform or a setting dates within a run.
  ///
  /// - Parameters:
  ///   - from: The first day of the value, or `nil` for one that has always held.
  ///   - days: The days of the run.
  /// - Returns: A sentence, or `nil` where the run reads the value.
  package func complaint(aboutDate from: Day?, in days: ClosedRange<Day>) -> String? {
    if case .never = reading { return informative }
    guard let from, from > days.lowerBound, days.contains(from) else { return nil }
    switch reading {
    case .daily, .never: return nil
    case .yearly:
      let date = from.civil
      if date.month == 1, date.day == 1 { return nil }
      return "'\(name)' is read on 1 January for the whole year: a value of \(from) would do "
        + "nothing until then; date it on a 1 January"
    case .once:
      return "'\(name)' is read on the first day of the run (\(days.lowerBound)) alone: a value "
        + "of \(from) would do nothing"
    }
  }

  /// What is wrong with any other value of a parameter that nothing reads.
  package var informative: String {
    "'\(name)' is there for information: no rule of the model reads it, so that another value "
      + "would change nothing"
  }

  private func complaint(about number: Int64) -> String? {
    if range.contains(number) { return nil }
    let limits = "from \(unit.words(range.lowerBound)) to \(unit.words(range.upperBound))"
    return "'\(name)' cannot be \(unit.words(number)), only \(limits)"
  }

  /// Whether its values are scales: lists of pairs [from, value].
  package var isScale: Bool {
    values.contains { if case .scale = $0.value { true } else { false } }
  }
}

extension Unit {
  /// The numbers that a parameter of this unit may take where its file says nothing closer.
  ///
  /// Their products with the officials of the whole country over decades fit in 64 bits.
  var plausible: ClosedRange<Int64> {
    switch self {
    case .euro, .pacificFranc: 0...100_000_000_000
    case .euroPerHour: 0...1_000_000_000
    case .hour: 0...100_000
    case .share: 0...10_000_000
    case .day: 0...36_525
    // The table of working days reaches some years beyond a run.
    case .workingDay: 0...250
    case .month: 0...1_200
    case .year: 0...100
    case .count: 0...1_000_000_000
    case .flag: 0...1
    case .date: -719_528...2_932_896
    case .dayOfYear: 101...1231
    }
  }
}
