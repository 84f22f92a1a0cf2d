// SPDX-License-Identifier: EUPL-1.2

/// The recognised holidays of the Algemene termijnenwet (art. 3) and the Sundays they hang on.
package enum Holiday: String, Sendable, CaseIterable {
    case newYear = "nieuwjaarsdag"
    case goodFriday = "goede-vrijdag"
    case easterMonday = "tweede-paasdag"
    case kingsDay = "koningsdag"
    case liberationDay = "bevrijdingsdag"
    case ascension = "hemelvaartsdag"
    case whitMonday = "tweede-pinksterdag"
    case christmas = "eerste-kerstdag"
    case secondChristmas = "tweede-kerstdag"

    /// The day on which it falls; King's Day moves to 26 April when the 27th is a Sunday.
    package func day(in year: Int) -> CalendarDay {
        func fixed(_ month: Int, _ day: Int) -> CalendarDay { CalendarDay(year: year, month: month, day: day)! }
        let easter = Self.easterSunday(year)
        switch self {
        case .newYear: return fixed(1, 1)
        case .goodFriday: return easter.adding(days: -2)
        case .easterMonday: return easter.adding(days: 1)
        case .kingsDay: return fixed(4, 27).weekday == .sunday ? fixed(4, 26) : fixed(4, 27)
        case .liberationDay: return fixed(5, 5)
        case .ascension: return easter.adding(days: 39)
        case .whitMonday: return easter.adding(days: 50)
        case .christmas: return fixed(12, 25)
        case .secondChristmas: return fixed(12, 26)
        }
    }

    /// Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).
    package static func easterSunday(_ year: Int) -> CalendarDay {
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (8 * b + 13) / 25
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return CalendarDay(year: year, month: n / 31, day: n % 31 + 1)!
    }

    /// The holiday that falls on this day, if any.
    package static func on(_ day: CalendarDay) -> Holiday? {
        allCases.first { $0.day(in: day.year) == day }
    }
}
