// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct MomentTests {
    @Test(
        arguments: [
            ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"), ("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"),
            ("2026-03-02t10:00:00+01:00", nil), ("2026-03-02T10:00:00+0100", "2026-03-02T09:00:00Z"),
            ("2026-03-02T03:30:00-05:30", "2026-03-02T09:00:00Z"), ("2026-03-02T10:00", "2026-03-02T09:00:00Z"),
            ("2026-03-02 10:00:05", "2026-03-02T09:00:05Z"), ("2026-03-02", "2026-03-01T23:00:00Z"),
            ("2026-07-02", "2026-07-01T22:00:00Z"), ("2026-03-02T09:00:00.999z", "2026-03-02T09:00:00Z"),
            ("2026-06-30T23:59:60Z", "2026-07-01T00:00:00Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
            ("2026-03-02T24:00", nil), ("2026-03-02T10", nil), ("2026-03-02T10:60", nil), ("2026-03-02T9:00", nil),
            ("2026-03-02x", nil),
            ("2026-03-02T10:00+25:00", nil), ("2026-03-02T10:00+01:60", nil), ("2026-03-02T10:00+1", nil),
            ("2026-02-29", nil),
            ("", nil), ("morgen", nil), ("2026-+3-02", nil), ("2026-03-02T10:00:00:00Z", nil),
        ] as [(String, String?)])
    func `a moment is read, and what is none is refused`(text: String, utc: String?) {
        #expect(Moment(iso: text)?.iso == utc)
    }

    @Test(arguments: ["08:30", "00:00", "23:59"]) func `a time of day is read and written`(text: String) {
        #expect(TimeOfDay(text)?.iso == text)
    }

    @Test(arguments: ["8:30", "24:00", "08:60", "08.30", "08:30:00", "+8:30", ""])
    func `what is no time of day is refused`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test func `moments and times stand in order`() throws {
        let moment = Moment(seconds: 1)
        #expect(moment < moment.adding(seconds: 1) && moment.adding(seconds: -2).iso == "1969-12-31T23:59:59Z")
        #expect(try #require(TimeOfDay("08:30")) < TimeOfDay(secondsOfDay: 8 * 3600 + 30 * 60 + 1))
    }
}
