// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// A subcommand: what it is for, what it takes, and what it does.
struct Command: Sendable {
    let name: String
    /// One line, for the list.
    let summary: String
    let usage: String
    /// What `help` prints below the usage: what it does, its options, an example.
    let help: String
    let grammar: Arguments.Grammar
    let run: @Sendable (Arguments) async throws -> ExitCode

    static let all: [Command] = [
        .run, .once, .demo, .rehearse, .inspect, .preview, .check, .importing, .status, .dossier, .train, .evaluate,
    ]

    var fullHelp: String { "usage: gehoord \(usage)\n\n\(help)" }

    static var overview: String {
        let width = all.map(\.name.count).max() ?? 0
        let lines = all.map { "  " + $0.name + String(repeating: " ", count: width - $0.name.count + 2) + $0.summary }
        return """
            gehoord hears complaints in the mail of a public body, files them, and reminds until somebody calls back.

            usage: gehoord SUBCOMMAND [OPTIONS]

            \(lines.joined(separator: "\n"))
              help\(String(repeating: " ", count: width - 2))explains a subcommand, with an example

            """
    }
}
