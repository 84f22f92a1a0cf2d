// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import Mailbox
import Message
import Recognition
import TestSupport
import Testing

@testable import gehoord

let shippedConfig = checkout.appending(path: "Config")

/// A day on which the shipped decrees are known for this year and the next.
let someDay = CalendarDay(number: 20_500)

func surroundings(today: CalendarDay = someDay, credentials: String? = nil) -> Surroundings {
    Surroundings(
        today: today, shippedDecreedDays: shippedConfig.appending(path: "decreed-days.json5").path,
        credentialsFolder: credentials)
}

/// A small configuration without a fault; tests change one thing in it.
let soundConfiguration = """
    {
        office: {
            name: "Bureau", kind: "ombudsman", domain: "bureau.example", phone: "088", phoneHours: "9-17",
            startsAt: "2026-01-01", dutyAddress: "piket@bureau.example",
        },
        staff: [
            { address: "c@bureau.example", name: "Cor Coster", roles: ["coordinator"] },
            { address: "b@bureau.example", name: "Bea Bos", substitute: "c@bureau.example" },
        ],
        mailboxes: [{ address: "post@bureau.example", kind: "maildir", path: "in" }],
        outgoing: { kind: "maildir", path: "out", from: "post@bureau.example" },
    }
    """

/// Reads a configuration out of a file `office.json5` in a folder of its own, beside `files`.
func load(
    _ text: String, files: [String: String] = [:], modes: Int = 0o600,
    in surroundings: Surroundings = surroundings(),
    _ check: (LoadedConfiguration, [String]) throws -> Void
) async throws {
    try await withScratchFolder { folder in
        for (name, content) in files {
            let path = folder.appending(path: name).path
            try Data(content.utf8).write(to: folder.appending(path: name))
            try FileManager.default.setAttributes([.posixPermissions: modes], ofItemAtPath: path)
        }
        let file = folder.appending(path: "office.json5")
        try Data(text.utf8).write(to: file)
        let loaded = Configuration.load(file.path, in: surroundings)
        let plain = loaded.problems.map { problem in
            (problem.severity == .error ? "" : "warning ")
                + "\(problem)".replacingOccurrences(of: folder.path + "/", with: "")
        }
        try check(loaded, plain)
    }
}

extension String {
    /// The text with one thing changed, which must be there exactly once.
    func changing(_ old: String, to new: String) throws -> String {
        try #require(components(separatedBy: old).count == 2, "\(old) does not occur exactly once")
        return replacingOccurrences(of: old, with: new)
    }
}

struct ConfigurationTests {
    @Test func `a sound configuration has no problems and has its defaults`() async throws {
        try await load(soundConfiguration) { loaded, problems in
            #expect(problems == [])
            let configuration = try #require(loaded.configuration)
            #expect(configuration.office.names == ["Bureau"])
            #expect(configuration.office.numbering.number(year: 2026, serial: 7) == "2026.00007")
            #expect(configuration.office.plusAddresses)
            #expect(configuration.office.startsAt.iso == "2025-12-31T23:00:00Z")
            #expect(configuration.promises == PromiseSettings(contactWorkingDays: 5, reminders: [3, 5]))
            #expect(
                configuration.terms
                    == TermSettings(hasAdviser: false, complaintWeeks: 6, wooWeeks: 4, requestWeeks: nil))
            #expect(configuration.calendar.opening.iso == "08:30")
            #expect(configuration.calendar.statutory.decreedThrough == 2028)
            #expect(configuration.staff[1].roles == [.handler])
            #expect(configuration.staff[1].workingDays == [.monday, .tuesday, .wednesday, .thursday, .friday])
            #expect(configuration.mailboxes[0].purpose == .intake)
            #expect(configuration.mailboxes[0].afterwards == .seen)
            #expect(configuration.store == "/var/lib/gehoord")
            #expect(configuration.limits == LimitSettings())
            #expect(configuration.privacy == PrivacySettings())
            #expect(configuration.recogniserOffice.hearsAboutOthers)
            #expect(configuration.recogniserOffice.staff == ["Cor Coster", "Bea Bos"])
        }
    }

    @Test func `relative paths start at the folder of the file`() async throws {
        try await load(soundConfiguration) { loaded, _ in
            guard case .maildir(let path) = loaded.configuration?.mailboxes.first?.source else {
                Issue.record("no Maildir")
                return
            }
            #expect(path.hasSuffix("/in"))
            #expect(path.hasPrefix("/") && path.contains("gehoord-test-"))
        }
    }

    @Test func `a full mailbox and server are read into the rooms' own types`() async throws {
        let text =
            try soundConfiguration
            .changing(
                #"kind: "maildir", path: "in" }"#,
                to: """
                    kind: "imap", host: "imap.bureau.example", security: "starttls", authorities: "ca.pem", user: "post",
                        credential: "post", authentication: "accessToken", folder: "Klachten", after: { keyword: "Verwerkt" },
                        desk: "b@bureau.example", pollSeconds: 30, purpose: "woo" }
                    """
            )
            .changing(
                #"kind: "maildir", path: "out","#,
                to: #"kind: "smtp", host: "127.0.0.1", port: 2525, security: "plain", shadow: "/tmp/s","#)
        try await load(text) { loaded, problems in
            #expect(
                problems == [
                    "warning office.json5:11: The credential of `mailboxes[0].credential` is only there inside the service. It is not checked.",
                    "warning office.json5:12: `mailboxes[0]` is for Woo requests and nobody on the staff list has the role woo. "
                        + "Woo requests go to the coordinator. Give one employee the role \"woo\".",
                ])
            let configuration = try #require(loaded.configuration)
            guard case .imap(let endpoint, let login, let folder) = configuration.mailboxes[0].source else {
                Issue.record("no IMAP")
                return
            }
            #expect(
                endpoint.port == 143 && endpoint.security == .startTLS
                    && endpoint.authorities?.hasSuffix("/ca.pem") == true)
            #expect(login == LoginSource(user: "post", secret: .credential("post"), kind: .accessToken))
            #expect(folder == "Klachten")
            #expect(configuration.mailboxes[0].afterwards == .keyword("Verwerkt"))
            #expect(configuration.mailboxes[0].desk == "b@bureau.example")
            let server = ServerEndpoint(host: "127.0.0.1", port: 2525, security: .plain)
            #expect(configuration.outgoing.transport == .smtp(server, nil))
            #expect(configuration.outgoing.shadow == "/tmp/s")
        }
    }

    @Test(arguments: [
        (#"{ kind: "imap", host: "h.example", user: "u", passwordFile: "p" }"#, 993),
        (#"{ kind: "imap", host: "h.example", user: "u", passwordFile: "p", security: "starttls" }"#, 143),
        (
            #"{ kind: "imap", host: "h.example", user: "u", passwordFile: "p", security: "plain", allowPlain: true }"#,
            143
        ),
        (#"{ kind: "imap", host: "::1", user: "u", passwordFile: "p", security: "plain", port: 1143 }"#, 1143),
    ])
    func `the port follows the security unless it is given`(mailbox: String, port: Int) async throws {
        let text = try soundConfiguration.changing(
            #"{ address: "post@bureau.example", kind: "maildir", path: "in" }"#,
            to: mailbox.replacingOccurrences(of: "{", with: #"{ address: "post@bureau.example","#))
        try await load(text, files: ["p": "geheim\n"]) { loaded, problems in
            #expect(problems == [])
            guard case .imap(let endpoint, _, _) = loaded.configuration?.mailboxes[0].source else {
                Issue.record("no IMAP")
                return
            }
            #expect(endpoint.port == port)
        }
    }

    @Test func `the calendar takes its own days, holidays and decrees`() async throws {
        let text = try soundConfiguration.changing(
            "mailboxes:",
            to: """
                calendar: { opening: "09:00", closing: "16:30", closedDays: ["2026-12-24"], openHolidays: ["goede-vrijdag"],
                    decreedDays: { days: ["2026-01-02"], decreedThrough: 2027 } },
                mailboxes:
                """)
        try await load(text) { loaded, problems in
            #expect(problems == [])
            let calendar = try #require(loaded.configuration?.calendar)
            #expect(calendar.opening.iso == "09:00" && calendar.closing.iso == "16:30")
            #expect(calendar.closed.map(\.iso) == ["2026-12-24"] && calendar.openHolidays == [.goodFriday])
            #expect(
                calendar.statutory.decreed.map(\.iso) == ["2026-01-02"] && calendar.statutory.decreedThrough == 2027
            )
        }
    }
}
