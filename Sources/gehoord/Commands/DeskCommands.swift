// SPDX-License-Identifier: EUPL-1.2
import Casework
import Correspondence
import Filing
import Groundwork

extension Command {
    static let importing = Command(
        name: "import", summary: "takes in persons and dossiers from a registration system's export",
        usage: "import [--config FILE] FILE",
        help: """
            Reads {"people": […], "dossiers": […], "arrangements": […]} into the store: all of it, or nothing when anything in it
            is wrong. Importing again updates what was imported; a number that gehoord gave out itself is refused.

            example: gehoord import --config /etc/gehoord/gehoord.json5 export.json
            """,
        grammar: .init(values: ["--config"])
    ) { arguments in
        guard arguments.rest.count == 1, let file = arguments.rest.first else {
            throw Arguments.wrong("name one file", "import")
        }
        let setup = try Setup(config: arguments["--config"] ?? Installation.configurationFile)
        let archive = try Archive(folder: setup.configuration.store)
        let counts = try Importer.take(
            try Files.json(file), from: file, into: archive, rules: setup.configuration.engine.rules,
            at: Timekeeper.wall.now)
        Output.line(
            "imported \(counts.people) people, \(counts.dossiers) dossiers, \(counts.arrangements) arrangements")
        return .well
    }

    static let status = Command(
        name: "status", summary: "how the ledger, the duties and the letters stand",
        usage: "status [--config FILE] [--json]",
        help: """
            Tells whether every message that a server showed is accounted for, what is open and what waits to be sent. May run
            beside the daemon. Exit code 1 when the sums do not agree or the journal's chain is broken.

            example: gehoord status --config /etc/gehoord/gehoord.json5
            """,
        grammar: .init(flags: ["--json"], values: ["--config"])
    ) { arguments in
        let setup = try Setup(config: arguments["--config"] ?? Installation.configurationFile)
        let status = try Status(of: try Archive(existing: setup.configuration.store), at: Timekeeper.wall.now)
        Output.line(arguments.has("--json") ? status.json.text : status.text)
        return status.isSound ? .well : .workFailed
    }

    static let dossier = Command(
        name: "dossier", summary: "one dossier: its documents, duties, letters and history",
        usage: "dossier [--config FILE] [--json] NUMBER",
        help: """
            Shows everything that is known of a dossier. Citizen numbers are masked. May run beside the daemon.

            example: gehoord dossier --config /etc/gehoord/gehoord.json5 2026.00012
            """,
        grammar: .init(flags: ["--json"], values: ["--config"])
    ) { arguments in
        guard arguments.rest.count == 1 else { throw Arguments.wrong("name one dossier number", "dossier") }
        let setup = try Setup(config: arguments["--config"] ?? Installation.configurationFile)
        let archive = try Archive(existing: setup.configuration.store)
        let numbering = DossierNumbering(setup.configuration.office.numbering)
        let number = numbering.named(in: arguments.rest[0]).first ?? arguments.rest[0]
        guard let view = try DossierView(number, archive) else {
            throw Problems(
                all: [
                    Problem(
                        "there is no dossier \(number)", at: "gehoord dossier", now: "Nothing was done",
                        remedy: "Check the number")
                ], exitCode: .workFailed)
        }
        Output.line(arguments.has("--json") ? view.json.text : view.text)
        return .well
    }

    static let preview = Command(
        name: "preview", summary: "any letter, with sample facts", usage: "preview [--config FILE] [--html] LETTER",
        help: """
            Writes a letter as it would look, with made-up facts. Without --html the text part. The letters are:
            \(LetterKind.allCases.map { "  " + $0.rawValue }.joined(separator: "\n"))

            example: gehoord preview --html acknowledgement > brief.html
            """,
        grammar: .init(flags: ["--html"], values: ["--config"])
    ) { arguments in
        let names = LetterKind.allCases.map(\.rawValue)
        guard arguments.rest.count == 1, let kind = LetterKind(rawValue: arguments.rest[0]) else {
            let near =
                arguments.rest.first.flatMap { nearestName(to: $0, among: names) }.map { ". Did you mean `\($0)`?" }
                ?? ""
            throw Arguments.wrong("name one letter" + near, "preview")
        }
        let setup = try Setup(config: arguments["--config"])
        let letter = try setup.templates.letter(kind, facts: LetterFacts.sample(of: kind))
        Output.write(arguments.has("--html") ? letter.html : "Onderwerp: \(letter.subject)\n\n\(letter.text)")
        return .well
    }
}
