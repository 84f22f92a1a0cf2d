// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

private func day(_ iso: String) throws -> CalendarDay { try #require(CalendarDay(iso: iso)) }

private let statutory = StatutoryCalendar(
    decreed: Set(["2026-01-02", "2026-05-15", "2027-05-07"].compactMap { CalendarDay(iso: $0) }),
    decreedThrough: 2028)

private func office(closed: [String] = [], open: Set<Holiday> = []) -> OfficeCalendar {
    OfficeCalendar(
        statutory: statutory, closed: Set(closed.compactMap { CalendarDay(iso: $0) }), openHolidays: open,
        opening: TimeOfDay(hour: 8, minute: 30), closing: TimeOfDay(hour: 17, minute: 0))
}

struct StatutoryCalendarTests {
    @Test(arguments: [
        ("2026-11-13", 6, "2026-12-28"), ("2027-03-25", 6, "2027-05-10"), ("2027-03-24", 6, "2027-05-10"),
        ("2026-11-21", 4, "2026-12-21"),
        ("2026-11-21", 6, "2027-01-04"), ("2026-03-02", 6, "2026-04-13"), ("2026-02-20", 6, "2026-04-07"),
        ("2025-11-21", 6, "2026-01-05"),
        ("2026-04-02", 6, "2026-05-18"), ("2026-03-02", 10, "2026-05-11"), ("2026-03-05", 10, "2026-05-18"),
        // Twelve weeks are moved to a free day's end; terms over twelve weeks are not (art. 4).
        ("2026-10-02", 12, "2026-12-28"), ("2026-09-18", 14, "2026-12-25"),
    ])
    func `a term of the law ends on a day that is not free`(receipt: String, weeks: Int, end: String) throws {
        #expect(statutory.end(of: weeks, after: try day(receipt)).iso == end)
    }

    @Test func `a Sunday never ends a term`() throws {
        let first = try day("2026-01-01")
        for offset in 0..<1_000 {
            let receipt = first.adding(days: offset)
            for weeks in [4, 6, 10] {
                let end = statutory.end(of: weeks, after: receipt)
                #expect(
                    !statutory.isFree(end) && end >= receipt.adding(days: weeks * 7)
                        && end <= receipt.adding(days: weeks * 7 + 5))
            }
        }
    }
}

struct OfficeCalendarTests {
    @Test(arguments: [
        ("2026-11-13", 5, "2026-11-20"), ("2027-03-25", 5, "2027-04-05"), ("2026-11-21", 5, "2026-11-27"),
        ("2026-03-02", 5, "2026-03-09"),
        ("2026-11-22", 1, "2026-11-23"), ("2026-05-13", 1, "2026-05-18"), ("2026-12-24", 3, "2026-12-30"),
        ("2026-03-02", 0, "2026-03-02"),
    ])
    func `working days are counted from the day after receipt`(receipt: String, count: Int, last: String) throws {
        #expect(office().workingDay(count, after: try day(receipt)).iso == last)
    }

    @Test func `closing days move the promise, and no term of the law`() throws {
        let calendar = office(closed: ["2026-11-18", "2026-12-28"])
        #expect(calendar.workingDay(5, after: try day("2026-11-13")).iso == "2026-11-23")
        #expect(calendar.statutory.end(of: 6, after: try day("2026-11-13")).iso == "2026-12-28")
    }

    @Test func `an office may work on a holiday, and never in a weekend`() throws {
        let calendar = office(open: [.goodFriday, .secondChristmas])
        #expect(calendar.isWorkingDay(try day("2027-03-26")))
        #expect(!office().isWorkingDay(try day("2027-03-26")))
        #expect(!calendar.isWorkingDay(try day("2026-12-26")))
        #expect(!calendar.isWorkingDay(try day("2026-05-15")))
    }

    @Test func `counting up and counting back agree`() throws {
        let first = try day("2026-01-01")
        for offset in 0..<400 {
            let receipt = first.adding(days: offset)
            for count in 1...6 {
                let last = office().workingDay(count, after: receipt)
                #expect(office().workingDays(after: receipt, through: last) == count)
                #expect(office().isWorkingDay(last))
            }
        }
        #expect(office().workingDays(after: first, through: first) == 0)
        #expect(office().workingDays(after: first.adding(days: 9), through: first) == 0)
    }

    @Test(arguments: [
        ("2026-03-02T08:29", "2026-03-02T08:30"), ("2026-03-02T08:30", "2026-03-02T08:30"),
        ("2026-03-02T16:59", "2026-03-02T16:59"),
        ("2026-03-02T17:00", "2026-03-03T08:30"), ("2026-03-06T17:30", "2026-03-09T08:30"),
        ("2026-03-07T12:00", "2026-03-09T08:30"),
        ("2026-05-13T18:00", "2026-05-18T08:30"), ("2026-03-27T20:00", "2026-03-30T08:30"),
        ("2026-03-03T00:00", "2026-03-03T08:30"),
    ])
    func `staff are mailed when the office is open, or at the next opening`(at: String, mailed: String) throws {
        let moment = try #require(Moment(iso: at))
        #expect(office().nextOpen(moment) == Moment(iso: mailed))
        #expect(office().isOpen(moment) == (at == mailed))
    }
}
