// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import Recognition

extension Command {
    static let inspect = Command(
        name: "inspect", summary: "how messages are read and recognised",
        usage:
            "inspect [--json-lines] [--config FILE] FILE... | -\n       gehoord inspect --json-lines --texts ROWS.jsonl",
        help: """
            Reads each message and tells what was read and heard; nothing is stored or sent. `-` takes file names from standard
            input, one a line.

              --json-lines   one JSON object a message, in order; a file that cannot be read gives {"file", "error"}
              --texts FILE   rows of {"id", "subject", "body"} instead of mail; each answer is {"id", "verdict"}
              --config FILE  the office that the discontent may be about; without it the example office

            example: gehoord inspect brief.eml
            """,
        grammar: .init(flags: ["--json-lines"], values: ["--texts", "--config"])
    ) { arguments in
        let setup = try Setup(config: arguments["--config"])
        let reader = MessageReader(forms: setup.configuration.forms)
        let recogniser = Recogniser(office: setup.configuration.recogniserOffice, model: setup.model)
        if let rows = arguments["--texts"] { return try Command.inspect(rows: rows, reader, recogniser) }
        guard !arguments.rest.isEmpty else { throw Arguments.wrong("no file was named", "inspect") }
        let files = arguments.rest.flatMap { $0 == "-" ? Array(AnyIterator { readLine() }) : [$0] }
        var unread = 0
        for file in files {
            do {
                let message = reader.read(try Files.bytes(file, else: "It is passed over"))
                let verdict = recogniser.hear(message)
                if arguments.has("--json-lines") {
                    Output.line(
                        JSON.object([.init("file", .string(file))] + message.members + [.init("verdict", verdict.json)])
                            .text)
                } else {
                    Output.line(account(of: message, verdict, file))
                }
            } catch let problem as Problem {
                unread += 1
                if arguments.has("--json-lines") {
                    Output.line(JSON.object(["file": .string(file), "error": .string(problem.what)]).text)
                } else {
                    Output.complain(problem.line)
                }
            }
        }
        return unread == 0 ? .well : .workFailed
    }

    private static func inspect(rows path: String, _ reader: MessageReader, _ recogniser: Recogniser) throws -> ExitCode
    {
        let bytes = try Files.bytes(path)
        for (number, line) in bytes.split(separator: 0x0a).enumerated() where !line.allSatisfy({ $0 <= 0x20 }) {
            guard let row = try? JSON.parse(Array(line)), let id = row["id"] else {
                throw Problem(
                    "row \(number + 1) is no JSON object with an id", at: path, now: "The work stops there",
                    remedy: "Write {\"id\": …, \"subject\": \"…\", \"body\": \"…\"} on each line")
            }
            let message = reader.read(subject: row["subject"]?.string ?? "", body: row["body"]?.string ?? "")
            Output.line(JSON.object(["id": id, "verdict": recogniser.hear(message).json]).text)
        }
        return .well
    }

    private static func account(of message: Message, _ verdict: Verdict, _ file: String) -> String {
        var lines = [
            "── \(file)", "   from      " + message.from.map { "\($0.name) <\($0.address)>" }.joined(separator: ", "),
        ]
        lines.append("   subject   \(message.subject)")
        if let form = message.form {
            lines.append("   form      \(form.layout), from \(form.sender?.address ?? "an unknown sender")")
        }
        if let automatic = message.automatic { lines.append("   automatic \(automatic.rawValue)") }
        for attachment in message.attachments {
            lines.append(
                "   attached  \(attachment.filename) (\(attachment.contentType), \(attachment.content.count) bytes)")
        }
        lines.append("   own words " + Account.short(CitizenNumber.masked(message.newText), 300))
        lines.append("   heard     \(verdict.dissatisfaction.rawValue) (\(Int((verdict.score * 100).rounded())) %)")
        for cue in verdict.cues {
            lines.append("             \(cue.weight > 0 ? "+" : "−") “\(Account.short(cue.phrase, 84))” — \(cue.kind)")
        }
        for finding in message.findings { lines.append("   finding   \(finding.what)") }
        return lines.joined(separator: "\n")
    }
}
