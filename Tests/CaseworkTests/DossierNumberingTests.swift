// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Testing

struct DossierNumberingTests {
    struct Row: CustomTestStringConvertible {
        let text: String
        let named: [String]
        init(_ text: String, _ named: String...) { (self.text, self.named) = (text, named) }
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row("Dossier 2025.01307", "2025.01307"),
        Row("Re: 2025-01307", "2025.01307"),
        Row("2025 01307", "2025.01307"),
        Row("dossier 2025/01307", "2025.01307"),
        Row("mijn dossier 2025 12345 graag", "2025.12345"),
        Row("(2025.01307)", "2025.01307"),
        Row("[2025.01307]", "2025.01307"),
        Row("Het gaat om 2025.01307.", "2025.01307"),
        Row("Het gaat om 2025.01307.Graag hoor ik van u", "2025.01307"),
        Row("2025.01307, 2025.01308", "2025.01307", "2025.01308"),
        Row("2025.01307 en nogmaals 2025-01307", "2025.01307"),
        Row("2025.123456", "2025.123456"),
        Row(""),
        Row("2025.0130"),
        Row("2025.013071"),
        Row("12025.01307"),
        Row("Z2025.01307"),
        Row("é2025.01307"),
        Row("2025.01307-2"),
        Row("2025-01-30712"),
        Row("1899.00001"),
        Row("2100.00001"),
        Row("BSN 202501307"),
        Row("in 2025 12000 euro betaald"),
        Row("op 31-12-2025 15000 euro"),
        Row("op 31.12.2025.15000"),
        Row("06-2025 01307"),
    ])
    func `numbers of our shape are found, and no pieces of other numbers`(_ row: Row) {
        #expect(rules().numbering.named(in: row.text) == row.named)
    }

    @Test(arguments: [
        Row("uw kenmerk: 2025.01307", "2025.01307"),
        Row("uw kenmerk is 2025.01307", "2025.01307"),
        Row("kenmerk: 2025.01307", "2025.01307"),
        Row("zaaknummer 2025.01307", "2025.01307"),
        Row("mijn dossiernummer bij u is 2025.01307", "2025.01307"),
        Row("kenmerk Nationale ombudsman 2025.01307", "2025.01307"),
        Row("dossier van mijn zus 2025.01307", "2025.01307"),
        Row("hun kenmerk 2025.01307"),
        Row("hun kenmerk is nr. 2025.01307"),
        Row("ons kenmerk 2025.01307"),
        Row("kenmerk van het UWV: 2025-01307"),
        Row("kenmerk CJIB 2025.01307"),
        Row("mijn zaaknummer bij de gemeente is 2025.01307"),
    ])
    func `a number that the letter calls somebody else's is none of ours`(_ row: Row) {
        #expect(rules().numbering.named(in: row.text) == row.named)
    }

    @Test(arguments: [
        Row("k-0012", "K-0012"), Row("Klacht K 0012", "K-0012"), Row("XK-0012"), Row("K-00123"),
        Row("K-12345", "K-12345"), Row("K-0012x"),
    ])
    func `a series with letters in it keeps them`(_ row: Row) throws {
        let series = try #require(NumberSeries(pattern: "K-{serial:4}"))
        #expect(DossierNumbering(series).named(in: row.text) == row.named)
    }

    @Test func `a letter full of numbers yields a handful of them`() {
        let text = (10_000..<60_000).map { "2025.\($0)" }.joined(separator: " ")
        #expect(rules().numbering.named(in: text).count == DossierNumbering.most)
    }
}
