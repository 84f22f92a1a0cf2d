// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct NumberSeriesTests {
    @Test(arguments: [
        ("{year}.{serial:5}", "2026.00042"), ("K{serial}", "K42"), ("{serial:3}/{year}-x", "042/2026-x"),
        ("{serial:1}", "42"),
    ])
    func `numbers are written after their pattern`(pattern: String, number: String) throws {
        let series = try #require(NumberSeries(pattern: pattern))
        #expect(series.number(year: 2026, serial: 42) == number)
        #expect(series.isYearly == pattern.contains("{year}"))
    }

    @Test(arguments: [
        "", "{year}", "{serial}{serial}", "{serial", "serial}", "{serial:0}", "{serial:x}", "{serial:13}", "{}",
        "{serial} }", "{{serial}}",
    ])
    func `a pattern that gives no number is refused`(pattern: String) {
        #expect(NumberSeries(pattern: pattern) == nil)
    }

    @Test func `a serial that has outgrown its width is written in full`() {
        #expect(NumberSeries(pattern: "{year}.{serial:5}")?.number(year: 2026, serial: 123_456) == "2026.123456")
    }
}
