// SPDX-License-Identifier: EUPL-1.2
package import Foundation
package import Groundwork

/// A small ombudsman's office in a scratch folder: its configuration file for given servers, its passwords and its store.
///
/// Complaints about the office go to `cora`, all others to `bea`, whose manager is `mia`; everybody works every weekday.
package struct OfficeFixture: Sendable {
    /// A server as the configuration names it.
    package struct Server: Sendable {
        package var port: Int
        package var security: String
        package var authority: String?
        package var password: String
        package init(port: Int, security: String, authority: String? = nil, password: String = DovecotServer.password) {
            (self.port, self.security, self.authority, self.password) = (port, security, authority, password)
        }
    }

    package struct Mailbox: Sendable {
        package var address: String
        package var server: Server
        package var folder: String
        package var after: JSON
        package var purpose: String
        package init(
            _ server: Server, address: String = OfficeFixture.post, folder: String = "INBOX",
            after: JSON = .string("seen"),
            purpose: String = "intake"
        ) {
            (self.address, self.server, self.folder) = (address, server, folder)
            (self.after, self.purpose) = (after, purpose)
        }
    }

    package static let domain = "bureau.example"
    package static let post = "post@bureau.example"
    package static let complaints = "klachten@bureau.example"
    package static let cora = "cora@bureau.example"
    package static let bea = "bea@bureau.example"
    package static let mia = "mia@bureau.example"
    package static let duty = "piket@bureau.example"

    package let folder: URL
    package var mailboxes: [Mailbox]
    /// Nil for a Maildir, `out` in the folder.
    package var outgoing: Server?
    package var hasShadow = false
    package var startsAt = "2026-01-01"
    /// Further sections of the configuration.
    package var more: [JSON.Member] = []

    package init(in folder: URL, mailboxes: [Mailbox] = [], outgoing: Server? = nil) {
        (self.folder, self.mailboxes, self.outgoing) = (folder, mailboxes, outgoing)
    }

    package var configuration: String { folder.appending(path: "office.json5").path }
    package var store: String { folder.appending(path: "store").path }
    package var shadow: String { folder.appending(path: "shadow").path }
    package var out: String { folder.appending(path: "out").path }

    /// Writes the configuration and the password files; gives itself, for chaining.
    @discardableResult
    package func write() throws -> OfficeFixture {
        var servers: [JSON] = []
        for (number, mailbox) in mailboxes.enumerated() {
            let own: [JSON.Member] = [
                .init("address", .string(mailbox.address)), .init("kind", .string("imap")),
                .init("folder", .string(mailbox.folder)),
                .init("after", mailbox.after), .init("purpose", .string(mailbox.purpose)),
                .init("desk", .string(Self.bea)),
                .init("pollSeconds", .int(5)),
            ]
            servers.append(.object(own + (try members(of: mailbox.server, "in-\(number)"))))
        }
        if servers.isEmpty { servers.append(try maildir()) }
        let way = try outgoing.map { [JSON.Member("kind", .string("smtp"))] + (try members(of: $0, "out")) }
        let sink: [JSON.Member] = [.init("kind", .string("maildir")), .init("path", .string("out"))]
        let shadow: [JSON.Member] = hasShadow ? [.init("shadow", .string("shadow"))] : []
        try write(
            .object(
                [
                    .init("office", office), .init("staff", staff), .init("mailboxes", .array(servers)),
                    .init("outgoing", .object((way ?? sink) + shadow + [.init("from", .string(Self.post))])),
                    .init("store", .object(["folder": .string("store")])),
                ] + more))
        return self
    }

    /// Writes a configuration as it is.
    package func write(_ configuration: JSON) throws {
        try Data(configuration.text.utf8).write(to: URL(filePath: self.configuration))
    }

    /// Runs a subcommand with this office's configuration.
    @discardableResult
    package func run(_ command: String, _ arguments: String..., environment: [String: String] = [:]) async throws
        -> Program.Outcome
    {
        try await Program.run([command, "--config", configuration] + arguments, environment: environment)
    }

    /// One round at this moment, or now; a round that does not end well makes the test fail.
    @discardableResult
    package func once(_ moment: String? = nil) async throws -> Program.Outcome {
        let outcome = try await Program.run(
            ["once", "--config", configuration] + (moment.map { ["--as-of", $0] } ?? []))
        guard outcome.code == 0, !outcome.isKilled else { throw TestServerFault(description: "once: \(outcome)") }
        return outcome
    }

    /// The daemon, or a round, left running.
    package func start(_ command: String, _ arguments: String..., environment: [String: String] = [:]) throws -> Program
    {
        try Program([command, "--config", configuration] + arguments, environment: environment)
    }

    package func status() async throws -> JSON { try JSON.parse(Array(try await run("status", "--json").output.utf8)) }

    package func dossier(_ number: String) async throws -> JSON {
        let outcome = try await run("dossier", "--json", number)
        guard outcome.code == 0 else { throw TestServerFault(description: "dossier: \(outcome)") }
        return try JSON.parse(Array(outcome.output.utf8))
    }

    private func members(of server: Server, _ name: String) throws -> [JSON.Member] {
        let file = folder.appending(path: name + ".password")
        try Data(server.password.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let authority: [JSON.Member] = server.authority.map { [.init("authorities", .string($0))] } ?? []
        return [
            .init("host", .string("localhost")), .init("port", .int(server.port)),
            .init("security", .string(server.security)),
            .init("user", .string(DovecotServer.user)), .init("passwordFile", .string(file.lastPathComponent)),
        ] + authority
    }

    /// A mailbox for offices whose mail is not the point.
    private func maildir() throws -> JSON {
        for part in ["new", "cur", "tmp"] {
            let part = folder.appending(path: "in/" + part)
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
        }
        return .object([
            "address": .string(Self.post), "kind": .string("maildir"), "path": .string("in"), "desk": .string(Self.bea),
        ])
    }

    private var office: JSON {
        .object([
            "name": .string("Bureau Ombudsman"), "kind": .string("ombudsman"),
            "names": .strings(["ombudsman", "bureau ombudsman"]),
            "domain": .string(Self.domain), "phone": .string("088 000 00 00"),
            "phoneHours": .string("van 9 tot 17 uur"),
            "startsAt": .string(startsAt), "dutyAddress": .string(Self.duty),
        ])
    }

    private var staff: JSON {
        .array([
            .object([
                "address": .string(Self.cora), "name": .string("Cora Coster"), "roles": .strings(["coordinator"]),
                "manager": .string(Self.mia), "substitute": .string(Self.mia),
            ]),
            .object([
                "address": .string(Self.bea), "name": .string("Bea Bos"), "manager": .string(Self.mia),
                "substitute": .string(Self.cora),
            ]),
            .object([
                "address": .string(Self.mia), "name": .string("Mia Mol"), "roles": .strings(["leidinggevende"]),
            ]),
        ])
    }
}
