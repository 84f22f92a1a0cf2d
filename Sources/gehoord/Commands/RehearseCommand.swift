// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Foundation
import Groundwork

extension Command {
    static let rehearse = Command(
        name: "rehearse", summary: "what would happen with these messages? nothing is sent",
        usage: "rehearse [--config FILE] [--registry FILE] [--until TIME] [--outbox DIR] [--json] MESSAGE...",
        help: """
            Hands the messages, in the order given, to the real engine with its store in memory. The clock is virtual: it starts
            at the first message's arrival (its topmost Received, else its Date) and runs on from message to message.

              --config FILE    the office; without it the example office
              --registry FILE  persons and dossiers that are known beforehand, in the format of `gehoord import`
              --until TIME     lets the clock run on to this moment, so that reminders, escalations and overviews fall due
              --outbox DIR     writes every mail that would be sent, as NNN-kind.eml
              --json           one JSON object for each message, then one for each mail that the clock sent; mails that wait
                               for the office to open stand with their message, and again with the moment the clock sent them

            example: gehoord rehearse --until 2026-05-27T12:00 --outbox /tmp/mails brief.eml
            """,
        grammar: .init(flags: ["--json"], values: ["--config", "--registry", "--until", "--outbox"])
    ) { arguments in
        guard !arguments.rest.isEmpty else { throw Arguments.wrong("no message was named", "rehearse") }
        let until = try arguments.moment("--until", of: "rehearse")
        let setup = try Setup(config: arguments["--config"])
        let registry = try arguments["--registry"].map(Files.json)
        let rehearsal = try Rehearsal(
            setup, registry: registry, registryName: arguments["--registry"] ?? "", outbox: arguments["--outbox"])
        var (names, failed, sent) = ([ID<Arrival>: String](), false, [Rehearsal.Sent]())
        for file in arguments.rest {
            let raw: [UInt8]
            do { raw = try Files.bytes(file, else: "It is passed over") } catch let problem as Problem {
                Output.complain(problem.line)
                failed = true
                continue
            }
            let (handled, before, _) = try rehearsal.receive(raw)
            sent += before
            guard let handled else { continue }
            names[handled.id] = file
            if arguments.has("--json") {
                Output.line(
                    handled.json(file: file, names: names) { try? rehearsal.office.archive.people.with($0)?.naw }.text)
            } else {
                Output.line(Account.of(handled, title: file))
            }
        }
        if let until { sent += try rehearsal.run(to: until) }
        _ = try rehearsal.flush()
        for mail in sent { Output.line(arguments.has("--json") ? mail.json.text : Account.of(mail)) }
        return failed ? .workFailed : .well
    }
}

extension Rehearsal.Sent {
    var json: JSON {
        .object([
            "sent": .string(kind.rawValue), "at": .string(at.iso), "to": .strings([to]), "dossier": .orNull(dossier),
            "subject": .string(subject),
        ])
    }
}

/// Files that commands are given, with clear problems when they cannot be read.
enum Files {
    /// - Parameter consequence: what happens now when it cannot be read.
    static func bytes(_ path: String, else consequence: String = "Nothing was done") throws(Problem) -> [UInt8] {
        do { return Array(try Data(contentsOf: URL(filePath: path))) } catch {
            let what =
                FileManager.default.fileExists(atPath: path) ? "the file cannot be read" : "there is no such file"
            throw Problem(what, at: path, now: consequence, remedy: "Check the name and its permissions")
        }
    }

    static func json(_ path: String) throws(Problem) -> JSON {
        let bytes = try bytes(path)
        do { return try JSON.parse(bytes) } catch {
            throw Problem("\(error)", at: path, now: "Nothing was done", remedy: "Mend the file and try again")
        }
    }
}
