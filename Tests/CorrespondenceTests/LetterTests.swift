// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Correspondence

struct LetterTests {
    static let shipped = Result { try TemplateSet.load(checkout.appending(path: "Templates").path) }

    /// A letter's sample facts: as they are, with each flag turned, each optional fact left out, each list emptied, and bare.
    struct Variant: CustomTestStringConvertible, Sendable {
        let kind: LetterKind
        let change: String
        let facts: JSON
        var testDescription: String { "\(kind.rawValue), \(change)" }

        static let all = LetterKind.allCases.flatMap { kind in
            let declared = LetterFacts.offered(by: kind)
            let single = declared.flatMap { fact in
                versions(of: fact).map { ("\(fact.name) \($0)", [fact.name: $1]) }
            }
            let bare = declared.map { ($0.name, versions(of: $0).last?.1 ?? $0.example) }
            return ([("as it is", [:]), ("bare", Dictionary(uniqueKeysWithValues: bare))] + single).map {
                change, values in
                Variant(kind: kind, change: change, facts: LetterTests.facts(kind, values))
            }
        }

        private static func versions(of fact: Fact) -> [(String, JSON)] {
            var versions: [(String, JSON)] = []
            if case .flag = fact.shape { versions.append(("turned", .bool(fact.example.bool != true))) }
            if case .list = fact.shape { versions.append(("empty", .array([]))) }
            if fact.isOptional { versions.append(("absent", .null)) }
            return versions
        }
    }

    static func facts(_ kind: LetterKind, _ changes: [String: JSON]) -> JSON {
        .object(LetterFacts.offered(by: kind).map { JSON.Member($0.name, changes[$0.name] ?? $0.example) })
    }

    static func letter(_ kind: LetterKind, _ changes: [String: JSON] = [:]) throws -> Letter {
        try shipped.get().letter(kind, facts: facts(kind, changes))
    }

    @Test func `the shipped templates are all in order`() throws {
        _ = try Self.shipped.get()
    }

    @Test(arguments: Variant.all)
    func `every letter is whole in every variant`(variant: Variant) throws {
        let letter = try Self.shipped.get().letter(variant.kind, facts: variant.facts)
        #expect(
            !letter.subject.isEmpty && !letter.subject.contains(where: \.isNewline) && letter.subject.count <= 120)
        let body = try #require(letter.html.firstRange(of: "<main>")).lowerBound
        for part in [letter.subject, letter.text, String(letter.html[body...])] {
            #expect(["{{", "}}", " ,", " .", "()", ": \n", "  <"].filter(part.contains) == [])
        }
        #expect(!letter.text.contains("  \n") && !letter.text.contains("\n\n\n") && !letter.subject.contains("  "))
    }

    @Test(arguments: Variant.all)
    func `the text says all that the HTML says, and the HTML all that the text says`(variant: Variant) throws {
        let letter = try Self.shipped.get().letter(variant.kind, facts: variant.facts)
        let runs = HTMLRuns(letter.html).runs.filter { $0 != "Contact vastleggen" }
        let (plain, rich) = (squeezed(letter.subject + " " + letter.text), squeezed(runs.joined(separator: " ")))
        let lines = letter.text.split(separator: "\n").map(String.init)
        #expect(runs.filter { !plain.contains(squeezed($0)) } == [])
        #expect(lines.filter { !rich.contains(squeezed($0)) } == [])
    }

    @Test(arguments: Variant.all)
    func `the HTML is well-formed, in Dutch, and calls for nothing from outside`(variant: Variant) throws {
        let html = try Self.shipped.get().letter(variant.kind, facts: variant.facts).html
        #expect(HTMLRuns(html).unbalanced == nil)
        #expect(html.contains("<html lang=\"nl\">") && HTMLRuns(html).tags.filter { $0 == "h1" }.count == 1)
        #expect(
            ["<table", "<img", "<script", "<link", "http:", "https:", "url(", "@import"].filter(html.contains)
                == [])
    }

    @Test(arguments: LetterKind.allCases)
    func `what a citizen writes never becomes HTML, a header or a second line`(kind: LetterKind) throws {
        let hostile = "<script>alert('x')</script>\r\nBcc: y@example.org"
        func poisoned(_ fact: Fact) -> JSON {
            switch fact.shape {
            case .line, .quote, .story, .name, .echo: .string(hostile)
            case .flag, .link, .markup: fact.example
            case .list(let fields): .array([.object(fields.map { JSON.Member($0.name, poisoned($0)) })])
            }
        }
        let declared = LetterFacts.offered(by: kind)
        let letter = try Self.shipped.get().letter(
            kind, facts: .object(declared.map { JSON.Member($0.name, poisoned($0)) }))
        #expect(!letter.html.contains("<script") && !letter.html.contains("alert('"))
        #expect(letter.subject.split(whereSeparator: \.isNewline).count == 1)
        #expect(HTMLRuns(letter.html).unbalanced == nil)
    }

    @Test(arguments: LetterKind.allCases.filter(\.goesToCitizen))
    func `every letter to a citizen carries the same line for those who cannot wait`(kind: LetterKind) throws {
        let line =
            "Is er direct gevaar? Bel 112. Denkt u aan zelfdoding? Bel 113 of gratis 0800-0113, dag en nacht. "
            + "Hebt u om een andere reden snel hulp nodig? Bel ons: 088 000 00 00."
        let letter = try Self.letter(kind)
        let spoken = letter.html.replacingOccurrences(of: "<span class=\"heel\">", with: "").replacingOccurrences(
            of: "</span>", with: "")
        #expect(letter.text.contains(line) && spoken.contains(line))
    }

    struct Acknowledged: CustomTestStringConvertible, Sendable {
        let flags: [String]
        let says: [String]
        let keepsSilentAbout: [String]
        var testDescription: String { flags.joined(separator: ", ") }
    }

    @Test(arguments: [
        Acknowledged(
            flags: ["isKlacht"], says: ["met uw klacht", "niet bij betrokken", "de klachtencommissie"],
            keepsSilentAbout: ["verzoek", "Woo"]),
        Acknowledged(flags: ["isVerzoek"], says: ["met uw verzoek"], keepsSilentAbout: ["klacht", "Woo"]),
        Acknowledged(
            flags: ["isHerziening"], says: ["opnieuw naar uw zaak"], keepsSilentAbout: ["klacht", "Woo"]),
        Acknowledged(flags: ["isWoo"], says: ["uw Woo-verzoek", "vier weken"], keepsSilentAbout: ["klacht"]),
        Acknowledged(
            flags: ["isKlacht", "isTwijfel"], says: ["Wij lezen uw bericht"], keepsSilentAbout: ["klacht", "Woo"]),
        Acknowledged(
            flags: ["isVerzoek", "isTwijfel"], says: ["Wij lezen uw bericht"],
            keepsSilentAbout: ["klacht", "verzoek"]),
    ])
    func `an acknowledgement names the matter as its kind asks`(row: Acknowledged) throws {
        let flags = ["isKlacht", "isVerzoek", "isHerziening", "isWoo", "isTwijfel"]
        let changes = Dictionary(uniqueKeysWithValues: flags.map { ($0, JSON.bool(row.flags.contains($0))) })
        let letter = try Self.letter(.acknowledgement, changes)
        for part in [letter.text, letter.html] {
            let always = [
                "donderdag 7 mei 2026", "2026.00123", "uiterlijk vrijdag 15 mei 2026",
                "uiterlijk donderdag 18 juni 2026",
                "088 000 00 00", "Antwoord op deze mail", "die datum verschuiven",
            ]
            #expect((row.says + always).filter { !part.contains($0) } == [])
            #expect((row.keepsSilentAbout + ["bezwaar", "beroep", "rechter"]).filter(part.contains) == [])
        }
    }

    @Test func `without dates an acknowledgement promises none`() throws {
        let text = try Self.letter(.acknowledgement, ["contactdatum": .null, "einddatum": .null]).text
        #expect(!text.contains("uiterlijk") && !text.contains("verschuiven") && !text.contains("contact met u op"))
    }

    @Test func `a receipt has no number and no name, and on a sign promises nothing`() throws {
        let names = LetterFacts.offered(by: .receipt).map(\.name)
        #expect(!names.contains("naam") && !names.contains("dossiernummer"))
        let sign = try Self.letter(.receipt, ["isSignaal": .bool(true)]).text
        #expect(
            sign.contains("Op een signaal sturen wij geen persoonlijk antwoord.") && !sign.contains("uiterlijk"))
    }

    @Test func `a name that is a lure is left out of the greeting`() throws {
        let letter = try Self.letter(.acknowledgement, ["naam": .string("Win nu op www.prijs.example")])
        #expect(letter.text.contains("Beste heer of mevrouw,") && !letter.html.contains("prijs"))
    }

    @Test func `a note's confirmation begins with what did not happen`() throws {
        let letter = try Self.letter(.commandConfirmed, ["isNotitie": .bool(true)])
        #expect(letter.text.hasPrefix("Dit is NIET naar de burger gestuurd"))
        #expect(HTMLRuns(letter.html).runs.first == "Dit is NIET naar de burger gestuurd")
    }

    @Test(arguments: [
        (["dossiernummer": JSON.null], "`dossiernummer` is missing"),
        (["dossiernummer": .string(" ")], "`dossiernummer` is empty"),
        (["dossiernummer": .bool(true)], "`dossiernummer` must be text"),
        (["dringend": .string("ja")], "`dringend` must be true or false"),
        (["bijlagen": .string("x.pdf")], "`bijlagen` must be a list"),
        (["bijlagen": .array([.string("x.pdf")])], "bijlagen must be an object"),
        (
            ["bijlagen": .array([.object(["titel": .string("x")])])],
            "`bijlagen.naam` is missing; `bijlagen.titel` is not declared"
        ),
        (["contactLink": .string("https://prijs.example")], "`contactLink` must be a mailto: address"),
    ])
    func `facts that are not as declared are an error and no letter`(changes: [String: JSON], what: String) throws {
        let error = #expect(throws: Problem.self) { try Self.letter(.assignment, changes) }
        #expect(error?.what == what)
    }

    @Test func `a fact that no letter declares is an error, told whole`() throws {
        var members = LetterFacts.offered(by: .receipt).map { JSON.Member($0.name, $0.example) }
        members.append(JSON.Member("dossiernummer", .string("2026.00123")))
        let error = #expect(throws: Problem.self) {
            try Self.shipped.get().letter(.receipt, facts: .object(members))
        }
        #expect(
            error?.description == "the facts for letter receipt: `dossiernummer` is not declared. "
                + "The letter is not written. This is a fault of gehoord itself; please report it.")
    }

    @Test(arguments: LetterKind.allCases)
    func `every fact that is offered is said in the shipped letter`(kind: LetterKind) throws {
        let declared = LetterFacts.offered(by: kind)
        let wording = try #require(try Self.shipped.get().wordings[kind]?["nl"])
        let shown = wording.text.namesShown(offered: declared)
        let texts = declared.flatMap { fact -> [String] in
            switch fact.shape {
            case .list(let fields): fields.map { "\(fact.name).\($0.name)" }
            case .line, .quote, .story, .name, .echo: [fact.name]
            case .flag, .link, .markup: []
            }
        }
        #expect(Set(texts).subtracting(shown) == [])
        #expect(Set(declared.map(\.name)).count == declared.count)
    }
}

/// Words only, so that punctuation and markup do not count.
private func squeezed(_ text: String) -> String { words(text).reduce(" ") { $0 + $1 + " " } }

/// The text between the tags of a page's body, and the tags themselves.
private struct HTMLRuns {
    private(set) var runs: [String] = []
    private(set) var tags: [String] = []
    private(set) var unbalanced: String?

    init(_ html: String) {
        var open: [String] = []
        for piece in html.split(separator: "<", omittingEmptySubsequences: true) {
            guard let end = piece.firstIndex(of: ">") else {
                unbalanced = unbalanced ?? String(piece)
                continue
            }
            let tag = piece[..<end].split(separator: " ").first.map(String.init) ?? ""
            tags.append(tag)
            if tag.hasPrefix("/") {
                if open.popLast() != String(tag.dropFirst()) { unbalanced = unbalanced ?? tag }
            } else if !["!DOCTYPE", "meta", "br"].contains(tag) {
                open.append(tag)
            }
            let text = piece[piece.index(after: end)...].split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
            if !text.isEmpty, open.contains("body") { runs.append(HTMLRuns.unescaped(text)) }
        }
        if let tag = open.last { unbalanced = unbalanced ?? tag }
    }

    private static func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
}
