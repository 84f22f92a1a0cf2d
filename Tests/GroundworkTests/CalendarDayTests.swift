// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct CalendarDayTests {
    @Test func `a day goes to its number and back over four centuries`() throws {
        var day = try #require(CalendarDay(year: 1900, month: 1, day: 1))
        for _ in 0..<146_097 {
            #expect(CalendarDay(year: day.year, month: day.month, day: day.day) == day)
            day = day.adding(days: 1)
        }
        #expect(day.iso == "2300-01-01")
    }

    @Test(arguments: ["2026-02-30", "2025-02-29", "2026-13-01", "2026-1-01", "26-01-01", "", "2026-01-01x"])
    func `what is no day is refused`(text: String) {
        #expect(CalendarDay(iso: text) == nil)
    }

    @Test func `weekdays are those of the calendar on the wall`() {
        #expect(CalendarDay(iso: "2026-11-21")?.weekday == .saturday)
        #expect(CalendarDay(iso: "1970-01-01")?.weekday == .thursday)
        #expect(CalendarDay(iso: "1969-12-31")?.weekday == .wednesday)
    }
}
