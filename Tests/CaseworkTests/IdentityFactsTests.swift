// SPDX-License-Identifier: EUPL-1.2
import Casework
import Testing

struct IdentityFactsTests {
    struct Row: CustomTestStringConvertible {
        let text: String
        let found: Set<String>
        init(_ text: String, _ found: String...) { (self.text, self.found) = (text, Set(found)) }
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row("06-12345678", "0612345678"), Row("06 12 34 56 78", "0612345678"), Row("+31612345678", "0612345678"),
        Row("+31 (0)6 12345678", "0612345678"), Row("+31 6 12 34 56 78", "0612345678"),
        Row("0031 6 12345678", "0612345678"),
        Row("0031(0)6-12345678", "0612345678"), Row("Tel. (020) 123 45 67", "0201234567"),
        Row("tel:0201234567.", "0201234567"),
        Row("06-12345678 1234 AB Utrecht", "0612345678"), Row("06-12345678 2026", "0612345678"),
        Row("06-12345678 / 020-1234567", "0612345678", "0201234567"),
        Row("0612345678, 0687654321", "0612345678", "0687654321"),
        Row("123456789"), Row("06-123456789"), Row("NL91ABNA0417164300"), Row("+32 475 12 34 56"), Row("2026.01234"),
        Row("06-1234567"),
        Row("+"), Row("+31"), Row("0"),
    ])
    func `telephone numbers are read in every common spelling`(_ row: Row) {
        #expect(IdentityFacts(names: [], in: row.text).phones == row.found)
    }

    @Test(arguments: [
        Row("1234 AB", "1234AB"), Row("1234AB", "1234AB"), Row("postcode:1234ab", "1234AB"),
        Row("9712 hx Groningen", "9712HX"),
        Row("06-12345678 1234 AB Utrecht", "1234AB"), Row("0123 AB"), Row("12345 AB"), Row("1234 ABC"),
        Row("in 2025 en 2026"),
        Row("in 2025 is dit gebeurd"), Row("sinds 2024 ik"), Row("2025 OP DE STOEP"), Row("1234 A"), Row("1234"),
    ])
    func `postcodes are read, and a year before a short word is none`(_ row: Row) {
        #expect(IdentityFacts(names: [], in: row.text).postcodes == row.found)
    }

    @Test func `a first name alone proves nothing about who writes`() {
        let registered = person(1, "Anna Verhoeven", postcode: "1234AB")
        #expect(IdentityFacts(names: ["Anna"], postcodes: ["1234AB"]).matches(registered) == 1)
        #expect(IdentityFacts(names: ["A. Verhoeven"], postcodes: ["1234AB"]).matches(registered) == 2)
    }

    @Test func `registered facts are compared in normal form`() {
        let registered = person(1, "Anna Verhoeven", phone: "+31 6 12345678", postcode: "1234 ab")
        #expect(IdentityFacts(phones: ["0612345678"], postcodes: ["1234AB"]).matches(registered) == 2)
    }
}
