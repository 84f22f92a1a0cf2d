// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import gehoord

/// The commands as people type them: help, wrong use, and the shape of what they print.
@Suite(.programLane, .timeLimit(.minutes(10))) struct CommandLineTests {
    @Test(arguments: Command.all.map(\.name))
    func `help explains each subcommand with an example`(name: String) async throws {
        let outcome = try await Program.run(["help", name])
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(outcome.lines.first?.hasPrefix("usage: gehoord \(name)") == true, "\(outcome)")
        #expect(outcome.output.contains("example: gehoord \(name)"), "\(outcome)")
        #expect(try await Program.run([name, "--help"]).output == outcome.output)
        let longest = outcome.lines.map(\.count).max() ?? 0
        #expect(longest <= 125, "a line has \(longest) characters")
    }

    @Test func `the overview lists every subcommand`() async throws {
        for words in [["help"], ["--help"], ["-h"]] {
            let outcome = try await Program.run(words)
            #expect(outcome.code == 0)
            for command in Command.all { #expect(outcome.output.contains("  \(command.name) ")) }
        }
        #expect(try await Program.run([]).code == 2)
    }

    @Test(arguments: [
        (["runn"], "gehoord: unknown subcommand `runn`. Did you mean `run`? `gehoord help` lists them."),
        (["help", "iets"], "gehoord: unknown subcommand `iets`. `gehoord help` lists them."),
        (
            ["once", "--as-off", "2026-05-12"],
            "error: gehoord once: unknown option `--as-off`. Did you mean `--as-of`? Nothing was done. See `gehoord help once`."
        ),
        (
            ["once", "--as-of"],
            "error: gehoord once: --as-of needs a value. Nothing was done. See `gehoord help once`."
        ),
        (
            ["once", "--as-of", "morgen"],
            "error: gehoord once: `morgen` is no moment; write it as 2026-05-14T09:30:00+02:00. Nothing was done. See `gehoord help once`."
        ),
        (["inspect"], "error: gehoord inspect: no file was named. Nothing was done. See `gehoord help inspect`."),
        (["rehearse"], "error: gehoord rehearse: no message was named. Nothing was done. See `gehoord help rehearse`."),
        (["import"], "error: gehoord import: name one file. Nothing was done. See `gehoord help import`."),
        (["dossier"], "error: gehoord dossier: name one dossier number. Nothing was done. See `gehoord help dossier`."),
        (
            ["preview", "acknowledgment"],
            "error: gehoord preview: name one letter. Did you mean `acknowledgement`? Nothing was done. See `gehoord help preview`."
        ),
    ])
    func `wrong use is told, and ends with 2`(words: [String], sentence: String) async throws {
        let outcome = try await Program.run(words)
        #expect(outcome.complaints == [sentence])
        #expect(outcome.code == 2 && outcome.output.isEmpty)
    }

    private let keys = (
        message: [
            "file", "messageId", "inReplyTo", "references", "from", "replyTo", "to", "cc", "subject", "date", "text",
            "newText", "form",
            "attachments", "automatic", "verdict",
        ],
        verdict: [
            "dissatisfaction", "score", "cues", "themes", "about", "employees", "kinds", "language", "urgent",
            "reasons",
        ],
        rehearsed: [
            "message", "at", "verdict", "person", "filed", "copies", "review", "duplicateOf", "ignored", "acknowledged",
            "notified",
            "suspectedDuplicatePersons", "because", "outgoing",
        ],
        sent: ["sent", "at", "to", "dossier", "subject"]
    )

    private func keys(of value: JSON?) -> [String] {
        guard case .object(let members)? = value else { return [] }
        return members.map(\.key)
    }

    private func parsed(_ line: String) throws -> JSON { try JSON.parse(Array(line.utf8)) }

    private func demo() throws -> [String] {
        let folder = checkout.appending(path: "Config/demo")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".eml") }.sorted()
            .map { folder.appending(path: $0).path }
    }

    @Test func `inspect prints the documented keys in their order`() async throws {
        let files = try demo() + [checkout.path + "/Config/demo/none.eml"]
        let outcome = try await Program.run(["inspect", "--json-lines", "-"], input: files.joined(separator: "\n"))
        #expect(outcome.code == 1, "a file that cannot be read")
        let lines = try outcome.lines.map(parsed)
        #expect(lines.map { $0["file"]?.string } == files)
        for line in lines.dropLast() {
            #expect(keys(of: line) == keys.message)
            #expect(keys(of: line["verdict"]) == keys.verdict)
            for address in line["from"]?.array ?? [] { #expect(keys(of: address) == ["name", "address"]) }
            for attachment in line["attachments"]?.array ?? [] {
                #expect(keys(of: attachment) == ["filename", "contentType", "size", "sha256"])
            }
            for cue in line["verdict"]?["cues"]?.array ?? [] { #expect(keys(of: cue) == ["phrase", "kind", "weight"]) }
            for reason in line["verdict"]?["reasons"]?.array ?? [] { #expect(keys(of: reason) == ["of", "phrase"]) }
            if let form = line["form"], form != .null { #expect(keys(of: form) == ["layout", "fields", "sender"]) }
        }
        #expect(lines.contains { $0["form"] != .null && $0["form"] != nil })
        #expect(keys(of: lines.last) == ["file", "error"])
        #expect(lines.last?["error"]?.string == "there is no such file")
    }

    @Test func `inspect of rows gives an id and a verdict for each`() async throws {
        try await withScratchFolder { folder in
            let rows = folder.appending(path: "rows.jsonl")
            try Data(
                #"{"id": 1, "subject": "Klacht", "body": "Niemand belt mij terug."}"#.utf8 + Data("\n\n".utf8)
                    + Data(#"{"id": "b", "subject": "", "body": ""}"#.utf8)
            ).write(to: rows)
            let outcome = try await Program.run(["inspect", "--json-lines", "--texts", rows.path])
            #expect(outcome.code == 0, "\(outcome)")
            let lines = try outcome.lines.map(parsed)
            #expect(lines.map { $0["id"] } == [.int(1), .string("b")])
            for line in lines {
                #expect(keys(of: line) == ["id", "verdict"] && keys(of: line["verdict"]) == keys.verdict)
            }
        }
    }

    @Test func `rehearse prints the documented keys in their order, from any folder`() async throws {
        let files = try demo()
        let outcome = try await Program.run(
            ["rehearse", "--json", "--until", "2026-05-22T12:00"] + files, in: URL(filePath: "/"))
        #expect(outcome.code == 0, "\(outcome)")
        let lines = try outcome.lines.map(parsed)
        let messages = lines.prefix(files.count)
        #expect(messages.map { $0["message"]?.string } == files)
        for line in messages {
            #expect(keys(of: line) == keys.rehearsed)
            if let verdict = line["verdict"], verdict != .null { #expect(keys(of: verdict) == keys.verdict) }
            if let filed = line["filed"], filed != .null { #expect(keys(of: filed) == ["dossier", "new", "kind"]) }
            for mail in line["outgoing"]?.array ?? [] { #expect(keys(of: mail) == ["kind", "to", "subject"]) }
        }
        let sent = lines.dropFirst(files.count)
        #expect(!sent.isEmpty)
        for line in sent { #expect(keys(of: line) == keys.sent) }
        #expect(sent.map { $0["at"]?.string ?? "" } == sent.map { $0["at"]?.string ?? "" }.sorted())
    }

    @Test func `the demonstration runs by itself and writes its mails`() async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(["demo", "--outbox", folder.appending(path: "mails").path])
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome)")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "mails").path).count > 10)
        }
    }
}
