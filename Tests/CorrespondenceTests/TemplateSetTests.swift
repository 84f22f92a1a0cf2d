// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Correspondence

struct TemplateSetTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What is done to a copy of the shipped folder: file and new content, or nil to remove it.
        let file: String
        let content: String?
        /// Whole, after the folder's own name.
        let problems: [String]
    }

    @Test(arguments: [
        Row(
            testDescription: "a misspelt fact", file: "receipt/nl.txt",
            content: "Onderwerp: Ontvangen\n\nBeste {{kantor}},\n{{telefoon}}\n",
            problems: [
                "receipt/nl.txt:3: unknown placeholder `kantor`. gehoord does not start. Did you mean `kantoor`?"
            ]),
        Row(
            testDescription: "a misspelt fact in the subject", file: "receipt/nl.txt",
            content: "Onderwerp: {{ontvange}}\n\nDag\n",
            problems: [
                "receipt/nl.txt:1: unknown placeholder `ontvange`. gehoord does not start. Did you mean `ontvangen`?"
            ]),
        Row(
            testDescription: "an open section", file: "receipt/nl.html", content: "<p>\n{{#isSignaal}}\n</p>\n",
            problems: [
                "receipt/nl.html:2: section `isSignaal` is never closed. gehoord does not start. Add `{{/isSignaal}}`."
            ]),
        Row(
            testDescription: "no subject", file: "receipt/nl.txt", content: "\nBeste lezer\n",
            problems: [
                "receipt/nl.txt:1: the subject is missing. gehoord does not start. "
                    + "Begin with `Onderwerp: …`, then an empty line, then the letter."
            ]),
        Row(
            testDescription: "an empty file", file: "receipt/nl.txt", content: "",
            problems: [
                "receipt/nl.txt:1: the subject is missing. gehoord does not start. "
                    + "Begin with `Onderwerp: …`, then an empty line, then the letter."
            ]),
        Row(
            testDescription: "no header line", file: "receipt/nl.txt", content: "Beste lezer\n",
            problems: [
                "receipt/nl.txt:1: a header line must read `Onderwerp: …`. gehoord does not start. "
                    + "Begin with `Onderwerp: …`, then an empty line, then the letter."
            ]),
        Row(
            testDescription: "a misspelt header", file: "receipt/nl.txt", content: "Onderwerk: x\n\nBeste lezer\n",
            problems: [
                "receipt/nl.txt:1: unknown header `Onderwerk`. gehoord does not start. Did you mean `Onderwerp`?"
            ]),
        Row(
            testDescription: "a missing file", file: "digest/nl.html", content: nil,
            problems: [
                "digest/nl.html: the file is missing. gehoord does not start. "
                    + "Restore it from the templates that came with gehoord."
            ]),
        Row(
            testDescription: "a missing folder", file: "digest", content: nil,
            problems: [
                "digest: letter `digest` has no folder. gehoord does not start. "
                    + "Restore it from the templates that came with gehoord."
            ]),
        Row(
            testDescription: "no layout", file: "layout.html", content: nil,
            problems: [
                "layout.html: the file is missing. gehoord does not start. "
                    + "Restore it from the templates that came with gehoord."
            ]),
        Row(
            testDescription: "a layout without a place for the letter", file: "layout.html",
            content: "<html></html>\n",
            problems: ["layout.html: the letter's own text has no place. gehoord does not start. Add {{inhoud}}."]),
        Row(
            testDescription: "a folder for no letter", file: "reciept/nl.txt", content: "",
            problems: ["reciept: no letter is called `reciept`. gehoord does not start. Did you mean `receipt`?"]),
        Row(
            testDescription: "half a language", file: "receipt/en.txt",
            content: "Onderwerp: Received\n\nThank you.\n",
            problems: [
                "receipt/en.html: the file is missing. gehoord does not start. "
                    + "Restore it from the templates that came with gehoord."
            ]),
    ])
    func `what is wrong in a folder is told whole, and nothing is loaded`(row: Row) async throws {
        try await withScratchFolder { scratch in
            let folder = scratch.appending(path: "Templates")
            try FileManager.default.copyItem(at: checkout.appending(path: "Templates"), to: folder)
            let file = folder.appending(path: row.file)
            if let content = row.content {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(content.utf8).write(to: file)
            } else {
                try FileManager.default.removeItem(at: file)
            }
            let error = #expect(throws: TemplateProblems.self) { try TemplateSet.load(folder.path) }
            let told = error?.problems.map(\.description).filter {
                !$0.contains("is in the HTML but not in the text")
            }
            #expect(told == row.problems.map { folder.path + "/" + $0 })
        }
    }

    @Test func `a fact that only the HTML tells is refused`() async throws {
        try await withScratchFolder { scratch in
            let folder = scratch.appending(path: "Templates")
            try FileManager.default.copyItem(at: checkout.appending(path: "Templates"), to: folder)
            try Data("<h1>x</h1>{{kantoor}} {{telefoon}}\n".utf8).write(
                to: folder.appending(path: "receipt/nl.html"))
            try Data("Onderwerp: x\n\n{{kantoor}}\n".utf8).write(to: folder.appending(path: "receipt/nl.txt"))
            let error = #expect(throws: TemplateProblems.self) { try TemplateSet.load(folder.path) }
            #expect(
                error?.description
                    == "\(folder.path)/receipt/nl.html: `telefoon` is in the HTML but not in the text. "
                    + "gehoord does not start. Add it to \(folder.path)/receipt/nl.txt.")
        }
    }

    @Test func `all that is wrong is told at once`() async throws {
        try await withScratchFolder { scratch in
            let error = #expect(throws: TemplateProblems.self) { try TemplateSet.load(scratch.path) }
            #expect(error?.problems.count == LetterKind.allCases.count + 1)
            let nowhere = scratch.appending(path: "nowhere").path
            let missing = #expect(throws: TemplateProblems.self) { try TemplateSet.load(nowhere) }
            #expect(
                missing?.description == "\(nowhere): the folder cannot be read. gehoord does not start. "
                    + "Name the folder that holds the templates, or correct its rights.")
        }
    }

    @Test func `a letter is written in the citizen's language where there is one, else in Dutch`() async throws {
        try await withScratchFolder { scratch in
            let folder = scratch.appending(path: "Templates")
            try FileManager.default.copyItem(at: checkout.appending(path: "Templates"), to: folder)
            try Data("Onderwerp: We received your message\n\nThank you.\n".utf8).write(
                to: folder.appending(path: "receipt/en.txt"))
            try Data("<h1>Thank you.</h1>\n".utf8).write(to: folder.appending(path: "receipt/en.html"))
            let set = try TemplateSet.load(folder.path)
            #expect(set.languages(of: .receipt) == ["en", "nl"])
            let english = try set.letter(.receipt, facts: LetterFacts.sample(of: .receipt), language: "en")
            #expect(english.subject == "We received your message" && english.html.contains("<html lang=\"en\">"))
            let dutch = try set.letter(.receipt, facts: LetterFacts.sample(of: .receipt), language: "fr")
            #expect(
                dutch.subject == "Wij hebben uw bericht ontvangen" && dutch.html.contains("<html lang=\"nl\">"))
        }
    }
}
