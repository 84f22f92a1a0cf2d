// SPDX-License-Identifier: EUPL-1.2
import Filing
import Foundation
import Groundwork
import Mailbox

extension Command {
    static let check = Command(
        name: "check", summary: "checks configuration, templates, calendar and store; with --connect the servers too",
        usage: "check [--config FILE] [--connect]",
        help: """
            Reports every problem at once: where it is, what was expected, and the nearest known name. Exit code 0 when gehoord
            would start, 2 when the configuration or a template stops it, 1 when a server or the store does.

              --connect  also logs in to every mailbox and to the outgoing mail server

            example: gehoord check --config /etc/gehoord/gehoord.json5 --connect
            """,
        grammar: .init(flags: ["--connect"], values: ["--config"])
    ) { arguments in
        let path = arguments["--config"] ?? Installation.configurationFile
        let setup = try Setup(config: path)
        for warning in setup.warnings { Output.complain(warning.line) }
        let configuration = setup.configuration
        let storePath = configuration.store + "/gehoord.sqlite"
        if FileManager.default.fileExists(atPath: storePath) { _ = try Archive(existing: configuration.store) }
        var failed = false
        if arguments.has("--connect") {
            for mailbox in configuration.mailboxes { failed = !(await connect(mailbox)) || failed }
            failed = !connect(configuration.outgoing, as: configuration.office.domain) || failed
        }
        Output.line(
            "\(path): \(configuration.staff.count) employees, \(configuration.mailboxes.count) mailboxes, "
                + "mail from \(DutchTime.iso(configuration.office.startsAt)) on is handled; the decreed days are known through "
                + "\(configuration.calendar.statutory.decreedThrough)")
        return failed ? .workFailed : .well
    }

    private static func connect(_ mailbox: MailboxSettings) async -> Bool {
        do {
            switch mailbox.source {
            case .imap(let endpoint, let login, let folder):
                let server = try ImapMailbox(endpoint, login: try login.login(), stop: StopSignal())
                defer { server.logout() }
                let state = try server.open(folder: folder)
                Output.line("\(mailbox.address): folder \(folder) holds \(state.exists) messages")
            case .maildir(let path):
                let count = try Maildir(path: path).list().count
                Output.line("\(mailbox.address): \(path) holds \(count) messages")
            }
            return true
        } catch let problem as MailboxProblem {
            Output.complain(problem.wording(mailbox: mailbox.address).line)
        } catch {
            Output.complain((error as? Problem)?.line ?? "error: \(mailbox.address): \(error)")
        }
        return false
    }

    private static func connect(_ outgoing: OutgoingSettings, as name: String) -> Bool {
        do {
            guard case .smtp(let endpoint, let login) = outgoing.transport else { return true }
            let sender = try SmtpSender(
                endpoint, login: try login?.login(), name: name, stop: StopSignal())
            sender.quit()
            Output.line("outgoing mail: \(endpoint.host) takes our login")
            return true
        } catch let problem as MailboxProblem {
            Output.complain(problem.wording(mailbox: "outgoing mail").line)
        } catch {
            Output.complain((error as? Problem)?.line ?? "error: outgoing mail: \(error)")
        }
        return false
    }
}
