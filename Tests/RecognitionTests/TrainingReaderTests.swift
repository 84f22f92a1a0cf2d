// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Recognition

struct TrainingReaderTests {
    private static let letter = """
        == x1-001 klacht
        writer: x1-a
        register: chat
        about: extern
        office: ombudsman
        themes: niet-tijdig, geen-reactie
        employees: mevrouw De Groot; Karin
        kinds: bezwaar
        twin: x1-002
        subject: paspoort
        . Goedemiddag,

        + Er werd gezegd een week, het is nu juni.
        - Verder geen kwaad woord.
        """

    @Test func `a letter is read with its headers and the label of each sentence`() throws {
        let letter = try #require(try TrainingReader.letters(Self.letter, named: "x").first)
        #expect(letter.id == "x1-001" && letter.verdict == .complaint && letter.writer == "x1-a")
        #expect(letter.themes == [.late, .noReply] && letter.about == .elsewhere && letter.kinds == [.objection])
        #expect(
            letter.employees == ["mevrouw De Groot", "Karin"] && letter.twin == "x1-002" && letter.subject == "paspoort"
        )
        #expect(letter.lines.map(\.label) == [.neutral, .carries, .against])
        #expect(letter.lines.map(\.opensParagraph) == [true, true, false])
        #expect(letter.composed().body.hasPrefix("Goedemiddag,\n\nEr werd"))
    }

    @Test(arguments: [
        ("== x klacht\nwriter: a\noffice: duo\nsubject:\n. Dag.", "x is a complaint that no sentence carries"),
        ("== x geen\nwriter: a\noffice: duo\nsubject:\n+ Dag.", "x is no complaint, yet a sentence carries one"),
        ("== x boos", "`x boos` is no id and verdict"),
        ("== x geen\nwriter: a\noffice: duo\nsubject:\nDag.", "the line has no label"),
        ("== x geen\nschrijver: a", "`schrijver: a` is no header of x"),
        ("== x geen\noffice: duo\nsubject:\n. Dag.", "x names no writer or office"),
        (
            "== x klacht\nwriter: a\noffice: duo\nthemes: traag\nsubject:\n+ Dag.",
            "x has an unknown value `traag` in themes"
        ),
        ("== x geen\nwriter: a\noffice: duo\nsubject:", "x has no sentence"),
        ("Dag.", "text stands before the first letter"),
    ]) func `a fault is told with its place`(_ text: String, _ what: String) {
        let problem = #expect(throws: Problem.self) { try TrainingReader.letters(text, named: "f") }
        #expect(problem?.what == what)
        #expect(problem?.place.hasPrefix("f") == true)
    }

    @Test func `a sentence keeps its label when the letter is read as mail`() throws {
        let letter = try #require(try TrainingReader.letters(Self.letter, named: "x").first)
        let sample = Sample(letter, groups: .all)
        #expect(sample.evidence.subjectCount == 1)
        #expect(sample.labels.contains(.carries) && sample.labels.first == .neutral)
        #expect(sample.labels.count == sample.rows.count)
    }
}

struct TrainingCheckTests {
    private func letters(_ make: (Int) -> String) throws -> [TrainingLetter] {
        try (0..<60).flatMap { try TrainingReader.letters(make($0), named: "x") }
    }

    private func text(_ i: Int, _ verdict: String, _ sentence: String) -> String {
        "== x-\(i) \(verdict)\nwriter: a\noffice: duo\nsubject:\n\(verdict == "klacht" ? "+" : ".") \(sentence)"
    }

    @Test func `a word that gives the label away is named`() throws {
        let check = TrainingCheck(
            try letters { i in
                i % 2 == 0 ? text(i, "klacht", "Het is bar woord\(i)") : text(i, "geen", "Het is mooi woord\(i)")
            })
        #expect(check.problems.contains { $0.what.contains("“bar”") })
    }

    @Test func `length that gives the label away is seen`() throws {
        let check = TrainingCheck(
            try letters { i in
                text(i, i % 2 == 0 ? "klacht" : "geen", String(repeating: "a\(i) ", count: i % 2 == 0 ? 40 + i : 2))
            })
        #expect(check.problems.contains { $0.what.hasPrefix("the length of a letter gives its label away") })
    }

    @Test func `a letter that was written twice is found, and so is a shared sentence`() throws {
        let sentence = "Op de vierde dag van de maand kwam er eindelijk iemand kijken"
        let check = TrainingCheck(
            try letters { i in text(i, i % 2 == 0 ? "klacht" : "geen", i < 2 ? sentence : "Los woord\(i)") })
        #expect(check.problems.contains { $0.what == "x-0 and x-1 are nearly the same letter" })
        #expect(check.problems.contains { $0.what.contains("share a sentence") })
    }

    @Test func `the letters that the model was made of are well formed and give no label away`() throws {
        let folder = checkout.appending(path: "Sources/Recognition/Training")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".letters") }
            .sorted()
        let letters = try files.flatMap { name in
            try TrainingReader.letters(String(contentsOf: folder.appending(path: name), encoding: .utf8), named: name)
        }
        #expect(letters.count >= 500)
        let leaks = TrainingCheck(letters).problems.filter {
            $0.what.contains("gives") || $0.what.contains("nearly") || $0.what.contains("twice")
        }
        #expect(leaks == [])
    }
}
