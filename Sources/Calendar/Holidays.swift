/// The public holidays of metropolitan France (Code du travail, L3133-1).
package enum Holidays {
  /// Returns Easter Sunday: the anonymous Gregorian computus (Meeus, Jones, Butcher).
  ///
  /// - Parameter year: A year of the Gregorian calendar.
  /// - Returns: Easter Sunday of that year.
  package static func easter(_ year: Int) -> Day {
    let a = year % 19
    let (b, c) = year.quotientAndRemainder(dividingBy: 100)
    let (d, e) = b.quotientAndRemainder(dividingBy: 4)
    let f = (b + 8) / 25
    let g = (b - f + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = c.quotientAndRemainder(dividingBy: 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let (month, day) = (h + l - 7 * m + 114).quotientAndRemainder(dividingBy: 31)
    return Day(year, month, day + 1)
  }

  /// Returns the eleven public holidays of a year, in the order of the calendar.
  ///
  /// - Parameter year: A year of the Gregorian calendar.
  /// - Returns: The holidays; Ascension may share a day with 1 or 8 May.
  package static func days(of year: Int) -> [Day] {
    let easter = easter(year)
    return [
      Day(year, 1, 1), easter + 1, Day(year, 5, 1), Day(year, 5, 8), easter + 39, easter + 50,
      Day(year, 7, 14), Day(year, 8, 15), Day(year, 11, 1), Day(year, 11, 11), Day(year, 12, 25),
    ].sorted()
  }
}
