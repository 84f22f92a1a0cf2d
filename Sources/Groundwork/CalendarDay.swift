// SPDX-License-Identifier: EUPL-1.2

/// A day of the Gregorian calendar, without a time.
package struct CalendarDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int

    package init(number: Int) { self.number = number }

    /// Nil for a day that does not exist, such as 30 February.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let (era, yearOfEra) = y.quotientAndRemainder(flooring: 400)
        let dayOfYear = (153 * m + 2) / 5 + day - 1
        let candidate = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        self.init(number: candidate)
        guard self.year == year, self.month == month, self.day == day else { return nil }
    }

    /// Reads `2026-05-14`.
    package init?(iso: String) {
        let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = digits(parts[0], 4), let month = digits(parts[1], 2),
            let day = digits(parts[2], 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (number + 719_468).quotientAndRemainder(flooring: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }

    package var year: Int { civil.year }
    package var month: Int { civil.month }
    package var day: Int { civil.day }
    package var weekday: Weekday { Weekday(rawValue: (number + 3).quotientAndRemainder(flooring: 7).remainder + 1)! }
    package var iso: String {
        let c = civil
        return "\(padded(c.year, 4))-\(padded(c.month, 2))-\(padded(c.day, 2))"
    }

    package static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }
    package func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }
}

/// The days of the week, counted as ISO 8601 does: Monday is 1.
package enum Weekday: Int, Sendable, CaseIterable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The Dutch name, in lower case.
    package var dutch: String {
        ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"][rawValue - 1]
    }
    package var isWeekend: Bool { self == .saturday || self == .sunday }
}

/// A time on the clock, to the minute.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    package let minutes: Int
    private let seconds: Int

    package init(hour: Int, minute: Int) { self.init(secondsOfDay: hour * 3600 + minute * 60) }
    package init(secondsOfDay: Int) { (minutes, seconds) = (secondsOfDay / 60, secondsOfDay % 60) }

    /// Reads `08:30`.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = digits(parts[0], 2), let minute = digits(parts[1], 2),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    package var iso: String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }
    var isoWithSeconds: String { iso + ":" + padded(seconds, 2) }
    package static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { (a.minutes, a.seconds) < (b.minutes, b.seconds) }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// The number that exactly so many digits write; `Int` alone would take a sign too.
func digits(_ text: Substring, _ width: Int) -> Int? {
    text.utf8.count == width && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(text) : nil
}
