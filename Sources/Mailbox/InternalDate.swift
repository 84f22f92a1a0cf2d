// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// The moment at which a server received a mail, as IMAP writes it: ` 1-Mar-2026 09:05:00 +0100` (RFC 3501, date-time).
enum InternalDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Nil when it is no such date.
    static func moment(_ text: String) -> Moment? {
        let parts = text.split(separator: " ")
        guard parts.count == 3 else { return nil }
        let date = parts[0].split(separator: "-")
        let time = parts[1].split(separator: ":").map { Int($0) ?? -1 }
        guard date.count == 3, let day = Int(date[0]), let year = Int(date[2]),
            let month = months.firstIndex(of: date[1].lowercased()),
            let calendarDay = CalendarDay(year: year, month: month + 1, day: day),
            time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2]),
            let offset = offset(parts[2])
        else { return nil }
        return Moment(seconds: calendarDay.number * 86_400 + time[0] * 3600 + time[1] * 60 + time[2] - offset)
    }

    private static func offset(_ zone: Substring) -> Int? {
        guard zone.utf8.count == 5, let sign = zone.first, sign == "+" || sign == "-",
            zone.utf8.dropFirst().allSatisfy({ (48...57).contains($0) }), let number = Int(zone.dropFirst()),
            number % 100 < 60
        else { return nil }
        return (number / 100 * 3600 + number % 100 * 60) * (sign == "-" ? -1 : 1)
    }
}
