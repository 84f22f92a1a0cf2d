// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Testing

@testable import Filing

struct CorrectionsTests {
    private func corrected() throws -> (archive: Archive, id: ID<Arrival>) {
        let archive = try Archive.inMemory()
        let place = MailLedger.Place(mailbox: "post@bureau.example", validity: 1, uid: "1")
        let id = try #require(try archive.ledger.enter(place, receivedAt: tuesday, raw: [1]))
        try archive.corrections.keep(id, isComplaint: true, masked: "Bericht\nAl weken niets.", at: tuesday)
        return (archive, id)
    }

    @Test func `the latest verdict on a message is the one that is kept`() throws {
        let (archive, id) = try corrected()
        let later = tuesday.adding(seconds: 60)
        try archive.corrections.keep(id, isComplaint: false, masked: "Bericht\nDank.", at: later)
        #expect(
            try archive.corrections.all() == [
                .init(arrival: id, person: nil, isComplaint: false, text: "Bericht\nDank.", at: later)
            ])
    }

    @Test func `a correction goes with the message's entry`() throws {
        let (archive, id) = try corrected()
        try archive.db.run("DELETE FROM ledger WHERE id = ?", .int(id.number))
        #expect(try archive.corrections.all().isEmpty)
        #expect(try archive.db.rows("SELECT * FROM correction").isEmpty)
    }

    @Test func `a correction goes with the message's raw text, though the entry stays`() throws {
        let (archive, id) = try corrected()
        try archive.db.run("UPDATE ledger SET raw = NULL WHERE id = ?", .int(id.number))
        try archive.db.run("DELETE FROM raw")
        #expect(try archive.ledger.entry(id) != nil)
        #expect(try archive.db.rows("SELECT * FROM correction").isEmpty)
    }

    @Test func `a message without raw text gets none`() throws {
        let archive = try Archive.inMemory()
        let place = MailLedger.Place(mailbox: "post@bureau.example", validity: 1, uid: "1")
        try archive.ledger.enterIgnored(place, receivedAt: tuesday, size: 1, reason: "before-start")
        let id = try #require(try archive.ledger.find(place))
        #expect(throws: ArchiveProblem.self) {
            try archive.corrections.keep(id, isComplaint: true, masked: "x", at: tuesday)
        }
    }
}
