// SPDX-License-Identifier: EUPL-1.2

/// A point in time, to the second, without a time zone.
package struct Moment: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    package static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }
    package func adding(seconds more: Int) -> Moment { Moment(seconds: seconds + more) }

    /// ISO 8601 in UTC: `2026-03-02T09:00:00Z`.
    package var iso: String {
        let (days, rest) = seconds.quotientAndRemainder(flooring: 86_400)
        return CalendarDay(number: days).iso + "T" + TimeOfDay(secondsOfDay: rest).isoWithSeconds + "Z"
    }

    /// Reads ISO 8601 with `Z` or an offset; without either the time is taken as Dutch time. Nil when it is none.
    package init?(iso text: String) {
        let text = Array(text.utf8)
        guard text.count >= 10, let day = CalendarDay(iso: String(decoding: text[..<10], as: UTF8.self)) else {
            return nil
        }
        guard text.count > 10 else {
            self = DutchTime.moment(day, TimeOfDay(hour: 0, minute: 0))
            return
        }
        guard text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " ") else { return nil }
        var rest = String(decoding: text[11...], as: UTF8.self)
        var offset: Int?
        if rest.hasSuffix("Z") || rest.hasSuffix("z") {
            rest.removeLast()
            offset = 0
        } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let written = rest[rest.index(after: sign)...].filter { $0 != ":" }
            guard let number = digits(written[...], 4), number / 100 < 24, number % 100 < 60 else { return nil }
            offset = (number / 100 * 3600 + number % 100 * 60) * (rest[sign] == "-" ? -1 : 1)
            rest = String(rest[..<sign])
        }
        if let fraction = rest.firstIndex(of: ".") { rest = String(rest[..<fraction]) }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false).map { digits($0, 2) }
        guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
            let second = parts.count == 3 ? parts[2] : 0,
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        if let offset {
            self.init(seconds: day.number * 86_400 + hour * 3600 + minute * 60 + second - offset)
        } else {
            self = DutchTime.moment(day, TimeOfDay(hour: hour, minute: minute)).adding(seconds: second)
        }
    }
}

extension Int {
    /// Division that rounds down, so that moments before 1970 fall on the right day.
    func quotientAndRemainder(flooring divisor: Int) -> (quotient: Int, remainder: Int) {
        let (q, r) = quotientAndRemainder(dividingBy: divisor)
        return r < 0 ? (q - 1, r + divisor) : (q, r)
    }
}
