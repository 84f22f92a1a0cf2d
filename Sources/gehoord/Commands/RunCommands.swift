// SPDX-License-Identifier: EUPL-1.2
import Filing
import Groundwork

extension Command {
    static let run = Command(
        name: "run", summary: "the daemon: polls, files, acknowledges, reminds", usage: "run [--config FILE]",
        help: """
            Reads the mailboxes of the configuration until SIGTERM, which finishes the message in hand. Under systemd it tells
            when it is ready and keeps the watchdog fed. One daemon a store; `status` and `dossier` may run beside it.

            example: gehoord run --config /etc/gehoord/gehoord.json5
            """,
        grammar: .init(values: ["--config"])
    ) { arguments in
        let setup = try Setup(config: arguments["--config"] ?? Installation.configurationFile)
        for warning in setup.warnings { Log.warning(warning.description) }
        let daemon = try Daemon(setup, timekeeper: .wall)
        try await daemon.run(Readiness())
        return .well
    }

    static let once = Command(
        name: "once", summary: "one round of the same, and exit", usage: "once [--config FILE] [--as-of TIME]",
        help: """
            Reads every mailbox once, lets the clock act, sends what is due, and ends. Exit code 1 when a mailbox or the mail
            server could not be reached; the others were worked all the same.

              --as-of TIME  works as if it were this moment: for trials on a copy, never on a living office

            example: gehoord once --config /etc/gehoord/gehoord.json5
            """,
        grammar: .init(values: ["--config", "--as-of"])
    ) { arguments in
        let asOf = try arguments.moment("--as-of", of: "once")
        let setup = try Setup(config: arguments["--config"] ?? Installation.configurationFile)
        for warning in setup.warnings { Log.warning(warning.description) }
        let daemon = try Daemon(setup, timekeeper: asOf.map(Timekeeper.starting(at:)) ?? .wall)
        let problems = try await daemon.once()
        for problem in problems { Log.error(problem.description) }
        return problems.isEmpty ? .well : .workFailed
    }
}
