// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct CitizenNumberTests {
    @Test(arguments: [
        ("BSN 111222333.", "BSN *********."), ("bsn:123456782", "bsn:*********"),
        ("BSN111222333x", "BSN*********x"),
        ("1112.22.333", "*********"), ("111.222.333", "*********"), ("111 222 333", "*********"),
        ("111-222-333", "*********"),
        ("1 1 1 2 2 2 3 3 3", "*********"), ("11122 2333", "*********"),
        ("1112.22.333 2 kinderen", "********* 2 kinderen"),
        ("111 222 333 2026", "********* 2026"), ("3 111222333 4", "3 ********* 4"),
        ("in 2025 111222333", "in 2025 *********"),
        ("111222 333 4444", "********* 4444"), ("111222333, 123456782", "*********, *********"),
        ("é 111222333 é", "é ********* é"),
    ])
    func `a number that could be a citizen number is masked`(text: String, masked: String) {
        #expect(CitizenNumber.masked(text) == masked)
    }

    @Test(arguments: [
        "", "geen cijfers", "111222334", "1112223330", "0111222333", "06-12345678", "0612345678", "+31 6 1234 5678",
        "2026.00002", "dossier 2026-00014", "21-11-2026", "1234 AB 56", "111.222 333", "11122233", "000000000",
        "NL91ABNA0417164300",
        "111 222  333", "2026-11-21T09:30:00Z",
    ])
    func `other numbers are left as they are`(text: String) {
        #expect(CitizenNumber.masked(text) == text)
    }

    @Test func `no dossier number of the default pattern is taken for a citizen number`() throws {
        let series = try #require(NumberSeries(pattern: "{year}.{serial:5}"))
        for serial in stride(from: 1, through: 99_999, by: 7) {
            let number = series.number(year: 2026, serial: serial)
            #expect(CitizenNumber.masked(number) == number)
        }
    }

    @Test func `one number in eleven passes the test`() {
        let passing = (123_400_000..<123_411_000).count { number in
            CitizenNumber.passesElevenTest(String(number).utf8.map { $0 - 0x30 })
        }
        #expect((990...1010).contains(passing))
    }
}
