// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Recognition

struct LexiconTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let pattern: String
        let text: String
        /// What is found, in the writer's words; nil when nothing.
        let found: String?
        var testDescription: String { "\(pattern) in \(text)" }
    }

    @Test(arguments: [
        Row(pattern: "nog steeds", text: "Ik wacht nog steeds.", found: "nog steeds"),
        Row(pattern: "nog steeds", text: "nog altijd steeds", found: nil),
        Row(pattern: "wacht*", text: "Wij WACHTTEN lang", found: "WACHTTEN"),
        Row(pattern: "*klachten", text: "mijn rugklachten zijn", found: "rugklachten"),
        Row(
            pattern: "geen (antwoord|enkele reactie)", text: "kreeg geen enkele reactie", found: "geen enkele reactie"
        ),
        Row(pattern: "niet .. gebeld", text: "niet door u gebeld", found: "niet door u gebeld"),
        Row(pattern: "niet .. gebeld", text: "niet een twee drie vier gebeld", found: nil),
        Row(
            pattern: "niet ..5 gebeld", text: "niet een twee drie vier gebeld",
            found: "niet een twee drie vier gebeld"),
        Row(pattern: "al heel? lang", text: "al lang", found: "al lang"),
        Row(pattern: "al heel? lang", text: "al heel lang", found: "al heel lang"),
        Row(pattern: "# keer", text: "ik belde 3 keer", found: "3 keer"),
        Row(pattern: "^ waarom", text: "en waarom", found: nil),
        Row(pattern: "^ waarom .. niet ?", text: "Waarom belt u niet?", found: "Waarom belt u niet"),
        Row(pattern: "^ waarom .. niet ?", text: "Waarom belt u niet.", found: nil),
        Row(pattern: "niet gebeld", text: "ik ben niet. Gebeld wel", found: nil),
        Row(pattern: "@tijd geleden", text: "drie weken geleden", found: "weken geleden"),
    ]) func `a phrase finds what it describes`(_ row: Row) throws {
        let lexicon = try Lexicon([
            .init(.cues, "@tijd = dagen | weken\n[stilte]\n1.0 \(row.pattern)", "proef", ["stilte"])
        ])
        let found = SentenceSplitter.sentences(of: row.text).flatMap { sentence in
            lexicon.hits(in: sentence).map { sentence.phrase($0.span) }
        }
        #expect(found.first == row.found)
    }

    @Test func `a phrase inside a longer one gives way to it`() throws {
        let lexicon = try Lexicon([
            .init(.cues, "[klacht]\n1 klacht\n[geen]\n2 geen klacht", "proef", ["klacht", "geen"])
        ])
        let sentence = try #require(SentenceSplitter.sentences(of: "Dit is geen klacht").first)
        #expect(lexicon.hits(in: sentence).map(\.entry.heading) == ["geen"])
    }

    @Test func `lists that are searched together find what each finds alone`() throws {
        let files: [Lexicon.File] = [
            .init(.cues, "@x = wacht* | bel*\n[klacht]\n1 ik @x\n2 ik @x .. lang", "een", ["klacht"]),
            .init(.kinds, "@x = wacht* | bel*\n[soort]\n1 @x .. lang\n1 lang", "twee", ["soort"]),
        ]
        let sentence = try #require(SentenceSplitter.sentences(of: "Nu wacht ik, en ik wacht al zo lang.").first)
        let together = try Lexicon(files).hits(in: sentence)
        for file in files {
            let alone = try Lexicon([file]).hits(in: sentence)
            #expect(!alone.isEmpty && together.filter { $0.entry.list == file.list }.map(\.span) == alone.map(\.span))
        }
    }

    @Test(arguments: [
        ("[stilte]\nveel woorden", "proef:2: the line does not begin with a weight"),
        ("[stlite]\n1 x", "proef:1: unknown heading [stlite]; did you mean [stilte]?"),
        ("1 geen antwoord", "proef:1: a phrase stands before the first heading"),
        ("[stilte]\n\n1 (geen|een", "proef:3: a bracket is not closed"),
        ("[stilte]\n1 @dag geleden", "proef:2: unknown class @dag"),
        ("[stilte]\n1 geen antwoord -> laat", "proef:2: unknown theme laat"),
        ("[stilte]\n1 x? y?", "proef:2: the phrase may be empty"),
    ]) func `a fault is told with its line`(_ text: String, _ sentence: String) {
        let problem = #expect(throws: Problem.self) { try Lexicon([.init(.cues, text, "proef", ["stilte"])]) }
        #expect(problem?.description.hasPrefix(sentence) == true, "\(problem?.description ?? "")")
    }

    @Test func `the built-in lexicons have no fault`() {
        let entries = Dictionary(grouping: BuiltIn.dutch.entries, by: \.list)
        #expect(entries.count == Lexicon.List.allCases.count && entries[.cues, default: []].count > 300)
        #expect(BuiltIn.foreignCues.values.allSatisfy { $0.entries.count > 30 })
        #expect(Set(entries[.kinds, default: []].map(\.heading)).count == NeighbouringKind.allCases.count + 1)
    }
}
