import Testing

// SPDX-License-Identifier: EUPL-1.2
@testable import Recognition

struct SentenceTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let sentences: [String]
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row(text: "Ik belde. Niemand nam op.", sentences: ["Ik belde", "Niemand nam op"]),
        Row(text: "Ik sprak dhr. Jansen van o.a. het UWV.", sentences: ["Ik sprak dhr. Jansen van o.a. het UWV"]),
        Row(text: "Ik belde.Niemand nam op", sentences: ["Ik belde", "Niemand nam op"]),
        Row(text: "kosten: 3.50 euro op www.gemeente.nl", sentences: ["kosten: 3.50 euro op www.gemeente.nl"]),
        Row(text: "ik heb gebeld\nniemand nam op", sentences: ["ik heb gebeld", "niemand nam op"]),
        Row(
            text:
                "in april heb ik bij u aan de balie een nieuw paspoort gevraagd\nen daar heb ik toen gelijk voor betaald met mijn pas",
            sentences: [
                "in april heb ik bij u aan de balie een nieuw paspoort gevraagd en daar heb ik toen gelijk voor betaald met mijn pas"
            ]),
        Row(text: "ik heb gebeld\n\nniemand nam op", sentences: ["ik heb gebeld", "niemand nam op"]),
        Row(text: "- de lift\n- de trap", sentences: ["de lift", "de trap"]),
        Row(text: "Waarom?! Ik snap het niet", sentences: ["Waarom", "Ik snap het niet"]),
        Row(text: "HALLO\nIK WACHT NOG", sentences: ["HALLO", "IK WACHT NOG"]),
        Row(text: "Mijn zo'n e-mail", sentences: ["Mijn zo'n e-mail"]),
        Row(text: "  \n . ? ", sentences: []),
    ]) func `a letter falls into its sentences`(_ row: Row) {
        #expect(SentenceSplitter.sentences(of: row.text).map(\.text) == row.sentences)
    }

    @Test func `a long run without punctuation is cut before a joint`() {
        let run = Array(repeating: "ik heb gebeld en gemaild", count: 60).joined(separator: " ")
        let sentences = SentenceSplitter.sentences(of: run)
        #expect(sentences.allSatisfy { $0.words.count <= 80 })
        #expect(sentences.dropFirst().allSatisfy { $0.words.first?.text == "en" })
    }

    @Test func `words are compared without accents, apostrophes and hyphens`() {
        #expect(
            SentenceSplitter.sentences(of: "Één zo’n E-mail").flatMap(\.words).map(\.text) == ["een", "zon", "email"])
    }
}
