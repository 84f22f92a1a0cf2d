// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct DutchTimeTests {
    @Test func `the machine knows Dutch time`() {
        #expect(DutchTime.isKnown)
    }

    @Test(arguments: [
        // Summer time begins on 29 March 2026 and ends on 25 October 2026, both at 01:00 UTC.
        ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00"),
        ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00"),
        ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"),
        ("2026-12-31T23:30:00Z", "2027-01-01T00:30:00+01:00"),
        ("2026-06-30T22:00:00Z", "2026-07-01T00:00:00+02:00"),
        ("2024-02-29T12:00:00Z", "2024-02-29T13:00:00+01:00"),
    ])
    func `the clock on the wall changes twice a year`(utc: String, wall: String) throws {
        let moment = try #require(Moment(iso: utc))
        #expect(DutchTime.iso(moment) == wall)
        #expect(DutchTime.day(of: moment).iso == wall.prefix(10))
        #expect(DutchTime.time(of: moment).iso == wall.dropFirst(11).prefix(5))
        #expect(Moment(iso: wall) == moment)
    }

    @Test(arguments: [
        ("2026-03-29", "01:59", "2026-03-29T00:59:00Z"), ("2026-03-29", "02:00", "2026-03-29T01:00:00Z"),
        ("2026-03-29", "02:30", "2026-03-29T01:30:00Z"), ("2026-03-29", "03:00", "2026-03-29T01:00:00Z"),
        ("2026-10-25", "01:59", "2026-10-24T23:59:00Z"), ("2026-10-25", "03:00", "2026-10-25T02:00:00Z"),
        ("2026-03-02", "08:30", "2026-03-02T07:30:00Z"), ("2026-07-02", "08:30", "2026-07-02T06:30:00Z"),
    ])
    func `a time on the wall is one moment`(day: String, time: String, utc: String) throws {
        #expect(DutchTime.moment(try #require(CalendarDay(iso: day)), try #require(TimeOfDay(time))).iso == utc)
    }

    @Test func `every quarter of two years goes to the wall and back, but for the hour that comes twice`() throws {
        let start = try #require(Moment(iso: "2026-01-01T00:00:00Z"))
        var astray: Set<String> = []
        for quarter in 0..<2 * 365 * 96 {
            let moment = start.adding(seconds: quarter * 900)
            let back = DutchTime.moment(DutchTime.day(of: moment), DutchTime.time(of: moment))
            if back != moment { astray.insert(String(DutchTime.iso(moment).prefix(13))) }
        }
        #expect(astray.sorted() == ["2026-10-25T02", "2027-10-31T02"])
    }

    @Test(arguments: [
        ("2026-03-02T09:00:00Z", "Mon, 02 Mar 2026 10:00:00 +0100"),
        ("2026-08-09T22:05:09Z", "Mon, 10 Aug 2026 00:05:09 +0200"),
        ("2026-12-31T22:59:59Z", "Thu, 31 Dec 2026 23:59:59 +0100"),
    ])
    func `mail dates follow RFC 5322`(utc: String, date: String) throws {
        #expect(DutchTime.mailDate(try #require(Moment(iso: utc))) == date)
    }

    @Test(arguments: [
        ("2026-05-14", "donderdag 14 mei 2026"), ("2026-03-01", "zondag 1 maart 2026"),
        ("2024-02-29", "donderdag 29 februari 2024"),
        ("2026-12-26", "zaterdag 26 december 2026"), ("2027-01-04", "maandag 4 januari 2027"),
        ("2026-08-11", "dinsdag 11 augustus 2026"),
        ("2026-09-02", "woensdag 2 september 2026"), ("2026-11-20", "vrijdag 20 november 2026"),
    ])
    func `letters write dates out in Dutch`(day: String, written: String) throws {
        let day = try #require(CalendarDay(iso: day))
        #expect(DutchTime.written(day) == written)
        #expect(DutchTime.writtenShort(day) == written.split(separator: " ").dropFirst().joined(separator: " "))
    }
}
