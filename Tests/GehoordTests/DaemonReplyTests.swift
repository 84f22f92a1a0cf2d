// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// What colleagues write back, through a real mailbox.
@Suite(.programLane, .timeLimit(.minutes(10))) struct DaemonReplyTests {
    /// An office in which a complaint of 12 May 2026, 9:00 was just assigned to Bea.
    struct Scene {
        let servers: DaemonServers
        let office: OfficeFixture
        let assignment: DaemonMail

        /// Delivers the reply later that morning, and works a round.
        func receive(_ letter: TestLetter) async throws {
            try servers.dovecot.deliver(letter.raw, receivedAt: moment("2026-05-12T10:35:00+02:00"))
            try await office.once("2026-05-12T10:40")
        }

        /// What a round sends on the third working day.
        func reminders() async throws -> [String] {
            try await office.once("2026-05-19T08:30")
            return try servers.sent("contact-reminder").map(\.to)
        }

        func kinds() throws -> [String] { try DaemonStore(office).journal().map(\.kind) }
    }

    private func withScene(_ body: (Scene) async throws -> Void) async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                try servers.dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                try await office.once("2026-05-12T09:05")
                try await body(
                    Scene(servers: servers, office: office, assignment: #require(try servers.sent("assignment").first)))
            }
        }
    }

    private let contact =
        "CONTACT vandaag 10:30 telefoon\nMeneer gesproken over zijn brief. Afgesproken: vrijdag krijgt hij antwoord.\n"

    @Test(arguments: ["reply address", "In-Reply-To"])
    func `CONTACT registers the contact and stops the clock`(way: String) async throws {
        try await withScene { scene in
            var reply = scene.assignment.reply(contact, id: "antwoord@bureau.example")
            if way == "reply address" { reply.more = [] } else { reply.to = OfficeFixture.post }
            try await scene.receive(reply)
            let dossier = try await scene.office.dossier("2026.00001")
            #expect(dossier["contacted"]?.string == "2026-05-12T08:30:00Z")
            #expect(dossier["duties"] == .array([]))
            let event = try #require(
                dossier["journal"]?.array?.first { $0["kind"]?.string == "contact" }, "\(dossier.text)")
            #expect(event["payload"]?["by"]?.string == OfficeFixture.bea)
            #expect(event["payload"]?["means"]?.string == "telefoon")
            #expect(event["payload"]?["note"]?.string?.hasPrefix("Meneer gesproken over zijn brief.") == true)
            let answer = try #require(try scene.servers.sent("command-confirmed").first)
            #expect(answer.to == OfficeFixture.bea)
            #expect(
                answer.mail.text.contains(
                    "Het contact van dinsdag 12 mei 2026 om 10.30 uur per telefoon is vastgelegd."))
            #expect(answer.mail.inReplyTo == ["antwoord@bureau.example"])
            #expect(try await scene.reminders() == [])
        }
    }

    @Test func `a reply without a keyword is kept as a note, and not sent to the citizen`() async throws {
        try await withScene { scene in
            try await scene.receive(
                scene.assignment.reply("Ik heb het druk, ik bel morgen.\n", id: "notitie@bureau.example"))
            let answer = try #require(try scene.servers.sent("command-confirmed").first)
            #expect(answer.to == OfficeFixture.bea)
            #expect(answer.mail.text.hasPrefix("Dit is NIET naar de burger gestuurd"))
            #expect(answer.mail.text.contains("> Ik heb het druk, ik bel morgen."))
            #expect(try scene.servers.sent().filter { $0.to.hasPrefix("burger") }.map(\.kind) == ["acknowledgement"])
            let dossier = try await scene.office.dossier("2026.00001")
            #expect(dossier["contacted"] == .null)
            #expect(
                dossier["journal"]?.array?.contains {
                    $0["payload"]?["note"]?.string == "Ik heb het druk, ik bel morgen."
                } == true)
            #expect(try await scene.reminders() == [OfficeFixture.bea])
        }
    }

    @Test func `a colleague cannot register contact on another's mail`() async throws {
        try await withScene { scene in
            try await scene.receive(
                scene.assignment.reply(contact, id: "vreemd@bureau.example", from: OfficeFixture.mia))
            let answer = try #require(try scene.servers.sent("command-refused").first)
            #expect(answer.to == OfficeFixture.mia)
            #expect(answer.mail.text.contains("Deze mail was aan een collega gericht."))
            #expect(!answer.mail.text.contains("2026.00001") && !answer.mail.subject.contains("2026.00001"))
            #expect(try scene.kinds().filter { ["contact", "refused-command"].contains($0) } == ["refused-command"])
            #expect(try await scene.office.dossier("2026.00001")["contacted"] == .null)
            #expect(try await scene.reminders() == [OfficeFixture.bea])
        }
    }

    @Test(arguments: ["burger1@postvak.example", "iemand@elders.example"])
    func `nobody outside reaches a command`(sender: String) async throws {
        try await withScene { scene in
            try await scene.receive(scene.assignment.reply(contact, id: "buiten@postvak.example", from: sender))
            #expect(try scene.servers.sent().allSatisfy { !$0.kind.hasPrefix("command") })
            #expect(try await scene.office.dossier("2026.00001")["contacted"] == .null)
            #expect(!(try scene.kinds().contains("contact")))
            #expect(try await scene.reminders().contains(OfficeFixture.bea))
        }
    }

    @Test func `a keyword that cannot be carried out is kept and answered`() async throws {
        try await withScene { scene in
            try await scene.receive(
                scene.assignment.reply(
                    "VERDAGEN we wachten op stukken van de gemeente\n", id: "verdagen@bureau.example"))
            let answer = try #require(try scene.servers.sent("command-refused").first)
            #expect(answer.to == OfficeFixture.bea)
            #expect(answer.mail.text.contains("VERDAGEN kan nog niet per mail. CONTACT kan wel."))
            let dossier = try await scene.office.dossier("2026.00001")
            #expect(
                dossier["journal"]?.array?.contains {
                    $0["payload"]?["note"]?.string == "VERDAGEN we wachten op stukken van de gemeente"
                } == true)
            #expect(try await scene.reminders() == [OfficeFixture.bea])
        }
    }

    @Test func `the same reply delivered twice counts once`() async throws {
        try await withScene { scene in
            let reply = scene.assignment.reply(contact, id: "dubbel@bureau.example")
            try await scene.receive(reply)
            try await scene.receive(reply)
            #expect(try scene.kinds().filter { $0 == "contact" } == ["contact"])
            #expect(try scene.servers.sent("command-confirmed").count == 1)
            let ledger = try #require(try await scene.office.status()["ledger"])
            #expect(ledger["filed"]?.int == 2 && ledger["duplicate"]?.int == 1, "\(ledger.text)")
        }
    }
}
