internal import Audit
internal import Behaviour
internal import Calendar
internal import Law
internal import Ledger
internal import Platform
internal import Population

/// What the calendar says of a day: the same for every district, and read once.
struct Today: Sendable {
  let date: CivilDate
  let isFirst: Bool
  let isLast: Bool
  /// Whether people look at their balance in the days to come, because a credit was due.
  let isCreditDay: Bool
  /// What kind of work the day is for the audit, and whether each single evaluation is booked.
  let kind: Detail.DayKind
  let isClose: Bool
  /// The rates of the way in, where they change.
  let access: AccessRates?
  /// Whether the behaviour of people changes: the rates themselves would be carried every day.
  let areRatesNew: Bool
  /// What jobs are declared to be late, and what the machine's clock says while people are served
  /// if it is wrong.
  let faults: FaultDesk.Decision?

  init(
    _ context: borrowing DayContext, _ inputs: RunInputs, _ faults: FaultDesk.Decision? = nil
  ) {
    self.faults = faults
    let day = context.day
    date = day.civil
    isFirst = day == inputs.days.lowerBound
    isLast = day == inputs.days.upperBound
    // Asked of the calendar: whether somebody was credited depends on who shares the shard.
    isCreditDay =
      day == context.hours.until
      || day > context.hours.until
        && (context.creditDays.day(date.year, isMunicipal: true) == day
          || context.creditDays.day(date.year, isMunicipal: false) == day)
    access = inputs.access.change(on: day)
    kind =
      if isCreditDay { .credit } else if date.day > 1 { .ordinary } else {
        date.month == 1 ? .year : .month
      }
    isClose = inputs.closeLook.covers(
      day, kind, first: inputs.days.lowerBound, opening: context.hours.until)
    areRatesNew = inputs.rates.begin(on: day)
  }

  /// Whether a civil year begins.
  var isNewYear: Bool { date.month == 1 && date.day == 1 }
  /// Whether a civil year ends.
  var isYearEnd: Bool { date.month == 12 && date.day == 31 }
  /// Whether a month ends.
  var isMonthEnd: Bool { date.day == Day.length(ofMonth: date.month, year: date.year) }
}

extension RunInputs {
  /// Whether providers are paid on a day: on the weekday of payments, or on the one after it where
  /// that is a holiday.
  func isPaymentDay(_ day: Day) -> Bool {
    let weekday = behaviour.number("behaviour.operator.payment_weekday", on: day)
    let paymentWeekday = UInt8(clamping: weekday - 1)
    return day.weekday.rawValue == paymentWeekday && working.contains(day)
      || day.weekday.rawValue == paymentWeekday + 1 && working.contains(day)
        && !working.contains(day - 1)
  }
}
