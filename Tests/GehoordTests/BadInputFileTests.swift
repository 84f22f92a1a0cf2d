// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import TestSupport
import Testing

/// Files that are missing or wrong: what, where, what happens now, what to do.
@Suite(.programLane, .timeLimit(.minutes(10))) struct BadInputFileTests {
    @Test func `a wrong configuration stops every command with all its problems`() async throws {
        try await withScratchFolder { folder in
            let office = try OfficeFixture(in: folder).write()
            let text = try String(contentsOfFile: office.configuration, encoding: .utf8)
            let wrong = text.replacing(#""phoneHours""#, with: #""phoneHour""#).replacing(
                "2026-01-01", with: "gisteren")
            try Data(wrong.utf8).write(to: URL(filePath: office.configuration))
            for command in ["run", "once", "check", "status"] {
                let outcome = try await office.run(command)
                #expect(outcome.code == 2)
                #expect(
                    outcome.complaints.map { $0.replacing(office.configuration, with: "office.json5") } == [
                        "error: office.json5:1: `office.phoneHours` is missing; expected a text in quotes. gehoord does not start. "
                            + "When the telephone is answered, as letters say it.",
                        "error: office.json5:1: `office.startsAt` is \"gisteren\"; expected a day, or a moment such as "
                            + "\"2026-09-01T08:30\" (Dutch time). gehoord does not start.",
                        "error: office.json5:1: `office.phoneHour` is not a known key. gehoord does not start. Did you mean `phoneHours`?",
                    ], "\(command)")
            }
            #expect(!FileManager.default.fileExists(atPath: office.store))
        }
    }

    @Test func `a configuration that is not there`() async throws {
        let outcome = try await Program.run(["once", "--config", "/nergens/office.json5"])
        #expect(outcome.code == 2)
        #expect(
            outcome.complaints == [
                "error: /nergens/office.json5: The file is missing or cannot be read. gehoord does not start. "
                    + "Check the path and who may read it."
            ])
    }

    @Test func `letters that cannot be read stop the start`() async throws {
        try await withScratchFolder { folder in
            var office = OfficeFixture(in: folder)
            office.more = [.init("templates", .string("letters"))]
            try office.write()
            let letters = folder.appending(path: "letters")
            func complaints() async throws -> [String] {
                let outcome = try await office.run("once")
                #expect(outcome.code == 2)
                return outcome.complaints.map { $0.replacing(letters.path, with: "letters") }
            }
            #expect(
                try await complaints() == [
                    "error: letters: the folder cannot be read. gehoord does not start. "
                        + "Name the folder that holds the templates, or correct its rights."
                ])
            try FileManager.default.copyItem(at: checkout.appending(path: "Templates"), to: letters)
            #expect(try await office.run("once").code == 0)
            try FileManager.default.removeItem(at: letters.appending(path: "receipt/nl.txt"))
            let reminder = letters.appending(path: "contact-reminder/nl.txt")
            let text = try String(contentsOf: reminder, encoding: .utf8)
            let line =
                text.prefix(upTo: try #require(text.range(of: "{{werkdagenOver}}")).lowerBound).count { $0 == "\n" } + 1
            try Data(text.replacing("{{werkdagenOver}}", with: "{{werkdagOver}}").utf8).write(to: reminder)
            #expect(
                try await complaints() == [
                    "error: letters/receipt/nl.txt: the file is missing. gehoord does not start. "
                        + "Restore it from the templates that came with gehoord.",
                    "error: letters/contact-reminder/nl.txt:\(line): unknown placeholder `werkdagOver`. gehoord does not start. "
                        + "Did you mean `werkdagenOver`?",
                    "error: letters/contact-reminder/nl.html: `werkdagenOver` is in the HTML but not in the text. "
                        + "gehoord does not start. Add it to letters/contact-reminder/nl.txt.",
                ])
        }
    }

    @Test func `files named to inspect and rehearse that are missing are passed over`() async throws {
        try await withLetter { letter in
            for command in ["inspect", "rehearse"] {
                let outcome = try await Program.run([command, "/nergens/brief.eml", letter])
                #expect(outcome.code == 1)
                #expect(
                    outcome.complaints == [
                        "error: /nergens/brief.eml: there is no such file. It is passed over. Check the name and its permissions."
                    ])
                #expect(outcome.output.contains(letter))
            }
            let folder = try await Program.run(["inspect", checkout.path])
            #expect(folder.code == 1)
            #expect(
                folder.complaints == [
                    "error: \(checkout.path): the file cannot be read. It is passed over. Check the name and its permissions."
                ])
        }
    }

    @Test func `a registry or an export that is missing or wrong stops the command`() async throws {
        try await withScratchFolder { folder in
            let office = try OfficeFixture(in: folder).write()
            let letter = folder.appending(path: "brief.eml")
            try Data(TestLetter.complaint().raw.utf8).write(to: letter)
            let missing =
                "error: /nergens/export.json: there is no such file. Nothing was done. Check the name and its permissions."
            for outcome in [
                try await office.run("import", "/nergens/export.json"),
                try await Program.run(["rehearse", "--registry", "/nergens/export.json", letter.path]),
                try await Program.run(["inspect", "--json-lines", "--texts", "/nergens/export.json"]),
            ] {
                #expect(outcome.complaints == [missing] && outcome.code == 2, "\(outcome)")
            }
            let export = folder.appending(path: "export.json")
            try Data(#"{"people": ["#.utf8).write(to: export)
            let broken = try await office.run("import", export.path)
            #expect(broken.code == 2)
            #expect(
                broken.complaints.map { $0.replacing(export.path, with: "export.json") } == [
                    "error: export.json: line 1, column 13: found the end of the text, expected a value. "
                        + "Nothing was done. Mend the file and try again."
                ])
            try Data(#"{"people": [{"naw": "N-1"}], "dossiers": [{"number": "2025.1", "person": "N-2"}]}"#.utf8).write(
                to: export)
            let wrong = try await office.run("import", export.path)
            #expect(wrong.code == 1)
            #expect(
                wrong.complaints.map { $0.replacing(export.path, with: "export.json") } == [
                    "error: export.json, dossiers[0].opened: `opened` is no day. Nothing of the file is imported. "
                        + "Expected a day such as 2025-03-04."
                ])
            #expect(try DaemonStore(office).dossiers().isEmpty)
        }
    }

    @Test func `status and dossier of a store that is not there`() async throws {
        try await withScratchFolder { folder in
            let office = try OfficeFixture(in: folder).write()
            for arguments in [["status"], ["dossier", "2026.00001"]] {
                let outcome = try await Program.run(
                    [arguments[0], "--config", office.configuration] + arguments.dropFirst())
                #expect(outcome.code == 1)
                #expect(
                    outcome.complaints == [
                        "error: \(office.store)/gehoord.sqlite: there is no store here yet. Nothing was done. "
                            + "The daemon makes it when it first runs; see that `store` in the configuration names its folder."
                    ])
            }
            try await office.once()
            let outcome = try await office.run("dossier", "2026.00001")
            #expect(outcome.code == 1)
            #expect(
                outcome.complaints == [
                    "error: gehoord dossier: there is no dossier 2026.00001. Nothing was done. Check the number."
                ])
        }
    }

    @Test func `an outbox that cannot be made stops the rehearsal`() async throws {
        try await withLetter { letter in
            let outcome = try await Program.run(["rehearse", "--outbox", "/proc/uit", letter])
            #expect(outcome.code == 2)
            #expect(
                outcome.complaints == [
                    "error: /proc/uit: the folder cannot be made. Nothing was done. Name a folder that you may write to."
                ])
        }
    }

    private func withLetter(_ body: (String) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending(path: "brief.eml")
            try Data(TestLetter.complaint().raw.utf8).write(to: file)
            try await body(file.path)
        }
    }
}
