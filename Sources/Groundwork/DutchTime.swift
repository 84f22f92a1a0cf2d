// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The clock on the wall in the Netherlands, and dates as Dutch letters write them.
package enum DutchTime {
    /// Nil where the machine has no time zone data; `check` says so at the start, and times are then in UTC.
    private static let zone = TimeZone(identifier: "Europe/Amsterdam")

    /// Whether the machine knows Dutch time; without it every deadline would be wrong, so the program refuses to start.
    package static var isKnown: Bool { zone != nil }

    private static func offset(at moment: Moment) -> Int {
        zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds))) ?? 0
    }

    private static func local(_ moment: Moment) -> (days: Int, seconds: Int) {
        let (days, seconds) = (moment.seconds + offset(at: moment)).quotientAndRemainder(flooring: 86_400)
        return (days, seconds)
    }

    package static func day(of moment: Moment) -> CalendarDay { CalendarDay(number: local(moment).days) }
    package static func time(of moment: Moment) -> TimeOfDay { TimeOfDay(secondsOfDay: local(moment).seconds) }

    /// The moment at which a Dutch clock shows this; in the hour that is skipped in March, an hour later.
    package static func moment(_ day: CalendarDay, _ time: TimeOfDay) -> Moment {
        let wall = Moment(seconds: day.number * 86_400 + time.minutes * 60)
        let guess = wall.adding(seconds: -offset(at: wall.adding(seconds: -3600)))
        return wall.adding(seconds: -offset(at: guess))
    }

    /// `2026-03-02T10:00:00+01:00`
    package static func iso(_ moment: Moment) -> String {
        let (days, seconds) = local(moment)
        let zone = offset(at: moment)
        return CalendarDay(number: days).iso + "T" + TimeOfDay(secondsOfDay: seconds).isoWithSeconds
            + (zone < 0 ? "-" : "+") + TimeOfDay(secondsOfDay: abs(zone)).iso
    }

    /// RFC 5322 date-time with the Dutch offset: `Mon, 02 Mar 2026 10:00:00 +0100`.
    package static func mailDate(_ moment: Moment) -> String {
        let (days, seconds) = local(moment)
        let (day, zone) = (CalendarDay(number: days), offset(at: moment))
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday.rawValue - 1]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][day.month - 1]
        return
            "\(weekday), \(padded(day.day, 2)) \(month) \(day.year) \(TimeOfDay(secondsOfDay: seconds).isoWithSeconds) "
            + (zone < 0 ? "-" : "+") + TimeOfDay(secondsOfDay: abs(zone)).iso.filter { $0 != ":" }
    }

    /// `donderdag 14 mei 2026`
    package static func written(_ day: CalendarDay) -> String { "\(day.weekday.dutch) \(writtenShort(day))" }

    /// `14 mei 2026`
    package static func writtenShort(_ day: CalendarDay) -> String { "\(day.day) \(months[day.month - 1]) \(day.year)" }

    package static let months = [
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ]
}
