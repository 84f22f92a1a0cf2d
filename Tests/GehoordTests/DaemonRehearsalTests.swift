// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

@testable import Filing
@testable import gehoord

/// The daemon and the rehearsal are thin loops around one engine: the same mail gives the same dossiers, journal and letters.
@Suite(.programLane, .timeLimit(.minutes(10))) struct DaemonRehearsalTests {
    /// The demonstration's letters with the mailbox that each of them came into and the moment.
    struct Sample {
        let name: String
        let raw: [UInt8]
        let mailbox: String
        let receivedAt: Moment
    }

    private let demo = checkout.appending(path: "Config/demo")
    private let until = "2026-05-22T12:00:00+02:00"

    private func samples() throws -> [Sample] {
        try FileManager.default.contentsOfDirectory(atPath: demo.path).filter { $0.hasSuffix(".eml") }.sorted().map {
            name in
            let data = try Data(contentsOf: demo.appending(path: name))
            let message = MessageReader().read(Array(data))
            let mailbox = try #require(message.field("Delivered-To")).split(separator: "@")[0]
            return Sample(
                name: name, raw: Array(data), mailbox: String(mailbox),
                receivedAt: try #require(message.received))
        }
    }

    /// The shipped example office, with its mailboxes as folders of the test server and mail leaving through the other.
    private func office(in folder: URL, _ servers: DaemonServers) throws -> OfficeFixture {
        let fixture = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
            .write()
        func configuration(_ path: String) throws -> [JSON.Member] {
            guard case .object(let members) = try JSON.parse(Array(try Data(contentsOf: URL(filePath: path)))) else {
                return []
            }
            return members
        }
        let own = JSON.object(try configuration(fixture.configuration))
        let shipped = try configuration(checkout.appending(path: "Config/gehoord.json5").path)
        func replaced(_ value: JSON, by server: JSON?, _ more: [JSON.Member] = []) -> JSON {
            guard case .object(let members) = value, case .object(let connection)? = server else { return value }
            let ways = ["kind", "host", "port", "security", "authorities", "user", "passwordFile"]
            return .object(
                members.filter { !["kind", "path", "after"].contains($0.key) }
                    + connection.filter { ways.contains($0.key) } + more)
        }
        try fixture.write(
            .object(
                try shipped.map { member in
                    switch member.key {
                    case "mailboxes":
                        let list = try #require(member.value.array)
                        return .init(
                            member.key,
                            .array(
                                list.map { mailbox in
                                    let name = String((mailbox["address"]?.string ?? "").prefix { $0 != "@" })
                                    return replaced(
                                        mailbox, by: own["mailboxes"]?.array?.first, [.init("folder", .string(name))])
                                }))
                    case "outgoing": return .init(member.key, replaced(member.value, by: own["outgoing"]))
                    case "store": return .init(member.key, .object(["folder": .string("store")]))
                    case "calendar":
                        guard case .object(let members) = member.value else { return member }
                        let decreed = JSON.string(checkout.appending(path: "Config/decreed-days.json5").path)
                        return .init(
                            member.key, .object(members.map { $0.key == "decreedDays" ? .init($0.key, decreed) : $0 }))
                    default: return member
                    }
                }))
        for name in ["bureau", "post", "interneklacht", "woo"] { try servers.dovecot.createFolder(name) }
        return fixture
    }

    /// The mails as a reader sees them: kind, recipient, subject and text, without what differs from store to store.
    private func told(_ mail: Message, to: String) -> String {
        let kind = (mail.messageID ?? "").prefix { $0 != "." }
        let text = mail.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("Kop van het journaal:") ? "Kop van het journaal: …" : $0 }.joined(separator: "\n")
        return "\(kind) → \(to): \(mail.subject)\n\(text)"
    }

    /// The first difference of two lists, with what stands around it; nil when there is none.
    private func difference<T: Equatable>(_ rehearsed: [T], _ done: [T]) -> String? {
        guard
            let at = (0..<max(rehearsed.count, done.count)).first(where: { i in
                i >= rehearsed.count || i >= done.count || rehearsed[i] != done[i]
            })
        else { return nil }
        func shown(_ list: [T]) -> String {
            list.indices.contains(at) ? "\(list[at])" : "nothing: it ends after \(list.count)"
        }
        let common = at > 0 ? "\nboth had before: \(rehearsed[at - 1])" : ""
        return "number \(at + 1) differs (\(rehearsed.count) rehearsed, \(done.count) done)\n"
            + "rehearsed: \(shown(rehearsed))\nby the daemon: \(shown(done))\(common)"
    }

    @Test func `the daemon does with real servers what the rehearsal foretold`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try office(in: folder, servers)
                let samples = try samples()
                let registry = demo.appending(path: "registry.json").path

                // The daemon: a round at each arrival, and one at each opening in between.
                #expect(try await Program.run(["import", "--config", office.configuration, registry]).code == 0)
                let store = try DaemonStore(office)
                let secret = try Archive.inMemory().fact("secret")
                try store.change("UPDATE fact SET value = '\(secret ?? "")' WHERE name = 'secret'")
                let openings = try (12...22).map { try moment("2026-05-\($0)T08:30:00+02:00") }
                for now in Set(samples.map(\.receivedAt) + openings + [try moment(until)]).sorted()
                where now >= samples[0].receivedAt {
                    for sample in samples where sample.receivedAt == now {
                        try servers.dovecot.deliver(sample.raw, folder: sample.mailbox, receivedAt: now)
                    }
                    try await office.once(now.iso)
                }

                // The rehearsal as a command, for what it prints and writes.
                let outbox = folder.appending(path: "outbox")
                let told = try await Program.run(
                    [
                        "rehearse", "--config", office.configuration, "--registry", registry, "--json", "--until",
                        until, "--outbox", outbox.path,
                    ]
                        + samples.map { demo.appending(path: $0.name).path })
                #expect(told.code == 0, "\(told)")
                let lines = try told.lines.map { try JSON.parse(Array($0.utf8)) }
                #expect(lines.count { $0["message"] != nil } == samples.count)

                // The rehearsal in this process, for its store.
                let rehearsal = try Rehearsal(
                    Setup(config: office.configuration),
                    registry: JSON.parse(Array(try Data(contentsOf: URL(filePath: registry)))),
                    registryName: "registry.json", outbox: nil)
                for sample in samples { _ = try rehearsal.receive(sample.raw) }
                try rehearsal.run(to: try moment(until))
                let foretold = DaemonStore(rehearsal.office.archive)

                if let found = try difference(foretold.dossiers(), store.dossiers()) {
                    Issue.record("dossiers: \(found)")
                }
                if let found = try difference(foretold.journal(), store.journal()) { Issue.record("journal: \(found)") }
                #expect(try store.dossiers().count > 4)

                let files = try FileManager.default.contentsOfDirectory(atPath: outbox.path).sorted()
                let written = try files.map { file in
                    let mail = MessageReader().read(Array(try Data(contentsOf: outbox.appending(path: file))))
                    return self.told(mail, to: mail.to.map(\.address).joined(separator: ", "))
                }
                let sent = try servers.sent().map { self.told($0.mail, to: $0.to) }
                if let found = difference(written.sorted(), sent.sorted()) { Issue.record("letters: \(found)") }

                // And where each message went, as the command printed it, is where the daemon filed it.
                for (line, sample) in zip(lines, samples) {
                    let filed = try store.filed(
                        of: sample.mailbox + "@ombudsman.example", receivedAt: sample.receivedAt)
                    #expect(line["filed"]?["dossier"]?.string ?? line["ignored"]?.string == filed, "\(sample.name)")
                }
            }
        }
    }
}
