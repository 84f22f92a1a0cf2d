// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct HolidaysTests {
    /// Goede Vrijdag, tweede paasdag, Koningsdag, Hemelvaart, tweede pinksterdag; the others have a fixed date.
    @Test(arguments: [
        (2024, ["03-29", "04-01", "04-27", "05-09", "05-20"]),
        (2025, ["04-18", "04-21", "04-26", "05-29", "06-09"]),
        (2026, ["04-03", "04-06", "04-27", "05-14", "05-25"]),
        (2027, ["03-26", "03-29", "04-27", "05-06", "05-17"]),
        (2028, ["04-14", "04-17", "04-27", "05-25", "06-05"]),
        (2029, ["03-30", "04-02", "04-27", "05-10", "05-21"]),
        (2030, ["04-19", "04-22", "04-27", "05-30", "06-10"]),
    ])
    func `the movable holidays fall where the calendar has them`(year: Int, days: [String]) {
        let movable: [Holiday] = [.goodFriday, .easterMonday, .kingsDay, .ascension, .whitMonday]
        #expect(movable.map { $0.day(in: year).iso } == days.map { "\(year)-\($0)" })
        let fixed: [Holiday] = [.newYear, .liberationDay, .christmas, .secondChristmas]
        #expect(fixed.map { $0.day(in: year).iso } == ["01-01", "05-05", "12-25", "12-26"].map { "\(year)-\($0)" })
        #expect(Holiday.allCases.allSatisfy { Holiday.on($0.day(in: year)) != nil })
    }

    @Test(arguments: [
        (1818, "1818-03-22"), (1943, "1943-04-25"), (1954, "1954-04-18"), (1981, "1981-04-19"),
        (2000, "2000-04-23"), (2008, "2008-03-23"),
        (2011, "2011-04-24"), (2038, "2038-04-25"), (2076, "2076-04-19"), (2285, "2285-03-22"),
    ])
    func `Easter is right in its earliest, latest and exceptional years`(year: Int, day: String) {
        #expect(Holiday.easterSunday(year).iso == day)
    }

    @Test func `Easter is a Sunday between 22 March and 25 April in every year`() {
        for year in 1900...2299 {
            let easter = Holiday.easterSunday(year)
            #expect(easter.weekday == .sunday && ("03-22"..."04-25").contains(String(easter.iso.dropFirst(5))))
        }
    }

    @Test func `King's Day is never a Sunday`() {
        for year in 2014...2114 { #expect(Holiday.kingsDay.day(in: year).weekday != .sunday) }
    }

    @Test(arguments: [
        "2026-04-05", "2026-05-24", "2026-05-04", "2026-12-24", "2026-12-31", "2025-04-27", "2026-01-02",
    ])
    func `Easter Day, Whit Sunday and folklore are no holidays of the law`(day: String) throws {
        #expect(Holiday.on(try #require(CalendarDay(iso: day))) == nil)
    }
}
