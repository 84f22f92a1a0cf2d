// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Recognition
@testable import gehoord

/// The page for the public in the form of the Algoritmeregister.
@Suite(.programLane, .timeLimit(.minutes(10))) struct RegisterPageTests {
    private static let template = try? String(
        contentsOf: checkout.appending(path: "Templates/algoritmeregister.html"), encoding: .utf8)

    private static func letters() -> String {
        (0..<60).map { i in
            let isComplaint = i % 2 == 0
            return """
                == t-\(i) \(isComplaint ? "klacht" : "geen")
                writer: t-\(i / 6)
                register: \(i < 40 ? "chat" : "zakelijk")
                office: ombudsman
                \(isComplaint ? "about: extern\nthemes: geen-reactie\n" : "")subject: bericht \(i)
                . Goedemiddag, dit gaat over zaak \(i).
                \(isComplaint ? "+ Niemand belt mij terug" : ". Dank voor het antwoord") over zaak \(i).
                """
        }.joined(separator: "\n")
    }

    @Test func `the page has the fields of the register and no figure of its own`() throws {
        let template = try #require(Self.template)
        for field in [
            "Naam", "Korte omschrijving", "Doel en impact", "Afwegingen", "Menselijke tussenkomst", "Risicobeheer",
            "Wettelijke basis", "Gegevens", "Technische werking", "Leverancier", "Contact", "Hoe goed werkt het?",
            "Waar gaat het fout?",
        ] { #expect(template.contains("<h2>\(field)</h2>"), "\(field)") }
        let body = try #require(template.components(separatedBy: "<body>").last).replacing("0 en 1", with: "")
            .replacing("hoofdstuk 9", with: "").replacing("artikel 2:1", with: "").replacing(
                "artikel 6, lid 1", with: "")
        let bare = body.replacing("h1>", with: "").replacing("h2>", with: "").replacing("{{f1}}", with: "").replacing(
            "F1", with: "")
        #expect(bare.filter(\.isNumber).isEmpty)
    }

    @Test func `every figure on the page comes from the run`() async throws {
        try await withScratchFolder { folder in
            try Data(Self.letters().utf8).write(to: folder.appending(path: "toy.letters"))
            let page = folder.appending(path: "page.html")
            let outcome = try await Program.run(["evaluate", "--texts", folder.path, "--page", page.path])
            #expect(outcome.code == 0, "\(outcome)")
            let html = try String(contentsOf: page, encoding: .utf8)
            let figures = Trainer().evaluate(try TrainingReader.letters(Self.letters(), named: "toy.letters"))
            #expect(!html.contains("{{"))
            var expected = try #require(Self.template)
            for (name, value) in RegisterPage.facts(figures) { expected.replace("{{\(name)}}", with: value) }
            for name in ["organisatie", "contact"] {
                expected.replace("{{\(name)}}", with: "In te vullen door de organisatie.")
            }
            #expect(html == expected)
            #expect(html.contains("Het programma leerde van 60 brieven in 10 stemmen."))
            #expect(html.contains("<tr><td>chat</td><td>40</td><td>"))
            #expect(figures.registers.map(\.complaints) == [20, 10])
        }
    }

    @Test func `a page that asks for another figure is not made`() throws {
        let figures = Trainer().evaluate(try TrainingReader.letters(Self.letters(), named: "toy.letters"))
        let problem = #expect(throws: Problem.self) {
            try RegisterPage(figures, template: "<p>{{snelheid}}</p>", named: "page", office: nil)
        }
        #expect(problem?.description.contains("the page asks for a figure that is not measured: snelheid") == true)
    }
}
