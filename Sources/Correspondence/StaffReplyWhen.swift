// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// The day and the time that a handler gives for a contact, in any order: "vandaag", "14:30", "12 mei 14.30 uur".
struct ReportedWhen {
    private(set) var day: CalendarDay?
    private(set) var time: TimeOfDay?
    private var weekday: Weekday?

    /// A clock that runs ahead by this much is no future: such a moment counts as that of the reply.
    static let slack = 10 * 60

    /// Takes a day or a time, with a small word before it, from the front of the line; false when neither stands there.
    mutating func take(from words: inout ReplyWords, repliedAt: Moment) throws(Refusal) -> Bool {
        var ahead = words
        let introduction = ahead.first
        if ["om", "op", "rond", "afgelopen", "vorige"].contains(introduction) { ahead.drop() }
        let today = DutchTime.day(of: repliedAt)
        if time == nil, try takeTime(from: &ahead, repliedAt: repliedAt) {
            words = ahead
            return true
        }
        guard day == nil else { return false }
        if weekday == nil, let named = Weekday.allCases.first(where: { $0.dutch == ahead.first }) {
            ahead.drop()
            weekday = named
            if ["afgelopen", "vorige"].contains(introduction) {
                day = latest(named, through: today.adding(days: -1))
            }
            words = ahead
            return true
        }
        guard let found = try takeDay(from: &ahead, today: today, repliedAt: repliedAt) else { return false }
        if let weekday, weekday != found.weekday {
            throw Refusal(.otherWeekday(found, weekday), repliedAt: repliedAt)
        }
        day = found
        words = ahead
        return true
    }

    /// The moment meant, which is that of the reply when nothing was said.
    func moment(repliedAt: Moment) throws(Refusal) -> (Moment, hasTime: Bool) {
        let today = DutchTime.day(of: repliedAt)
        let day = day ?? weekday.map { latest($0, through: today) } ?? today
        guard day <= today else { throw Refusal(.future(day, time), repliedAt: repliedAt) }
        guard let time else {
            return day == today
                ? (repliedAt, true) : (DutchTime.moment(day, TimeOfDay(hour: 23, minute: 59)), false)
        }
        let moment = DutchTime.moment(day, time)
        guard moment <= repliedAt.adding(seconds: ReportedWhen.slack) else {
            throw Refusal(.future(day, time), repliedAt: repliedAt)
        }
        return (min(moment, repliedAt), true)
    }

    /// `14:30`, `9.05`, `14u30`, `14:30u`, `14 uur`.
    private mutating func takeTime(from words: inout ReplyWords, repliedAt: Moment) throws(Refusal) -> Bool {
        var written = words.first
        if written.hasSuffix("uur"), written.count > 3 {
            written.removeLast(3)
        } else if written.hasSuffix("u") {
            written.removeLast()
        }
        var ahead = words
        ahead.drop()
        let isHour = ahead.first == "uur"
        let parts = written.split(omittingEmptySubsequences: false) { ":.u".contains($0) }.map(String.init)
        let numbers = parts.compactMap(ReportedWhen.number)
        guard numbers.count == parts.count,
            parts.count == 2 && parts[1].count == 2 || parts.count == 1 && (isHour || written != words.first)
        else { return false }
        let minute = numbers.count == 2 ? numbers[1] : 0
        guard numbers[0] < 24, minute < 60 else { throw Refusal(.noSuchTime(words.first), repliedAt: repliedAt) }
        time = TimeOfDay(hour: numbers[0], minute: minute)
        words = ahead
        if isHour { words.drop() }
        return true
    }

    /// A word such as "gisteren", `12-5`, `12-5-2026`, `12/5`, `2026-05-12`, `12 mei`, `12 mei 2026`.
    private func takeDay(from words: inout ReplyWords, today: CalendarDay, repliedAt: Moment) throws(Refusal)
        -> CalendarDay?
    {
        let written = words.first
        if let offset = ReportedWhen.spokenDays[written] {
            words.drop()
            return today.adding(days: offset)
        }
        if let day = CalendarDay(iso: written) {
            words.drop()
            return day
        }
        let parts = written.split(omittingEmptySubsequences: false) { "-/".contains($0) }.map(String.init)
        let numbers = parts.compactMap(ReportedWhen.number)
        if (2...3).contains(parts.count), numbers.count == parts.count, parts[0].count <= 2, parts[1].count <= 2 {
            words.drop()
            return try existing(
                numbers[0], numbers[1], parts.count == 3 ? year(parts[2]) : nil, written, today, repliedAt)
        }
        var ahead = words
        ahead.drop()
        guard let number = ReportedWhen.number(written), written.count <= 2,
            let month = ReportedWhen.month(ahead.first)
        else { return nil }
        let text = "\(written) \(ahead.first)"
        ahead.drop()
        let year = ahead.first.count == 4 && ahead.first.hasPrefix("20") ? ReportedWhen.number(ahead.first) : nil
        if year != nil { ahead.drop() }
        words = ahead
        return try existing(number, month, year, text, today, repliedAt)
    }

    /// The day with this number and month; without a year the one nearest to today, give or take half a year.
    private func existing(
        _ day: Int, _ month: Int, _ year: Int?, _ written: String, _ today: CalendarDay, _ repliedAt: Moment
    ) throws(Refusal) -> CalendarDay {
        let years = year.map { [$0] } ?? [today.year - 1, today.year, today.year + 1]
        let days = years.compactMap { CalendarDay(year: $0, month: month, day: day) }
        guard let nearest = days.min(by: { abs($0.number - today.number) < abs($1.number - today.number) }) else {
            throw Refusal(.noSuchDay(written), repliedAt: repliedAt)
        }
        return nearest
    }

    private func latest(_ weekday: Weekday, through day: CalendarDay) -> CalendarDay {
        day.adding(days: -((day.weekday.rawValue - weekday.rawValue + 7) % 7))
    }

    private func year(_ text: String) -> Int? {
        ReportedWhen.number(text).map { text.count == 2 ? 2000 + $0 : $0 }
    }

    private static func number(_ text: String) -> Int? {
        !text.isEmpty && text.count <= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    private static func month(_ text: String) -> Int? {
        let short = ["mrt": 3, "sept": 9]
        if let month = short[text] { return month }
        return DutchTime.months.firstIndex { $0 == text || text.count == 3 && $0.hasPrefix(text) }.map { $0 + 1 }
    }

    private static let spokenDays = [
        "vandaag": 0, "vanochtend": 0, "vanmorgen": 0, "vanmiddag": 0, "vanavond": 0, "zojuist": 0, "zonet": 0,
        "gisteren": -1, "gisterochtend": -1, "gistermorgen": -1, "gistermiddag": -1, "gisteravond": -1,
        "eergisteren": -2,
        "morgen": 1, "morgenochtend": 1, "morgenmiddag": 1, "overmorgen": 2,
    ]
}
