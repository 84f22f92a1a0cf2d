// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Message
import Testing

@testable import Filing

struct MailLedgerTests {
    let box = "post@bureau.example"
    private func place(_ uid: Int, validity: Int = 1) -> MailLedger.Place {
        .init(mailbox: box, validity: validity, uid: String(uid))
    }

    @Test func `a message entered twice is entered once`() throws {
        let ledger = try Archive.inMemory().ledger
        let id = try #require(try ledger.enter(place(1), receivedAt: tuesday, raw: [1, 2]))
        #expect(try ledger.enter(place(1), receivedAt: tuesday, raw: [1, 2]) == nil)
        #expect(try ledger.pending().map(\.id) == [id])
        #expect(try ledger.bytes(try #require(try ledger.entry(id)?.raw)) == [1, 2])
    }

    @Test func `a mailbox numbered anew brings no message twice, and no message is lost`() throws {
        let ledger = try Archive.inMemory().ledger
        _ = try ledger.enter(place(1), receivedAt: tuesday, raw: [1])
        _ = try ledger.enterTooLarge(place(2), receivedAt: tuesday, size: 200_000_000, header: [2])
        #expect(try ledger.enter(place(7, validity: 2), receivedAt: tuesday, raw: [1]) == nil)
        #expect(
            try ledger.enterTooLarge(place(8, validity: 2), receivedAt: tuesday, size: 200_000_000, header: [2]) == nil)
        #expect(try ledger.enter(place(9, validity: 2), receivedAt: tuesday, raw: [3]) != nil)
        let sums = try ledger.sums()
        #expect((sums.received, sums.pending, sums.duplicates) == (5, 3, 2))
        #expect(sums.agree)
    }

    @Test func `the same bytes in two mailboxes, or twice in one, are both handled`() throws {
        let ledger = try Archive.inMemory().ledger
        #expect(try ledger.enter(place(1), receivedAt: tuesday, raw: [1]) != nil)
        #expect(try ledger.enter(place(2), receivedAt: tuesday, raw: [1]) != nil)
        #expect(
            try ledger.enter(
                .init(mailbox: "klacht@bureau.example", validity: 5, uid: "1"), receivedAt: tuesday, raw: [1]) != nil)
    }

    @Test func `the clock never follows the order of arrival`() throws {
        let ledger = try Archive.inMemory().ledger
        let late = try ledger.enter(place(1), receivedAt: tuesday, raw: [1])
        let early = try ledger.enter(place(2), receivedAt: tuesday.adding(seconds: -60), raw: [2])
        #expect(try ledger.pending().map(\.id) == [early, late])
    }

    @Test(arguments: [(0, true), (86_399, true), (-86_399, true), (86_400, false), (30 * 86_400, false)])
    func `the same words within a day are a duplicate, and weeks later a follow-up`(_ seconds: Int, _ isTwin: Bool)
        throws
    {
        let house = try House()
        let first = try house.receive(letter())
        let second = try house.receive(letter(), at: tuesday.adding(seconds: seconds))
        #expect((second.decision.outcome == .duplicate(of: first.entry)) == isTwin)
        #expect(try house.archive.ledger.sums().agree)
    }

    @Test func `every way in which a message can end is counted, and the sums agree`() throws {
        let house = try House(register: register)
        try house.receive(letter())
        try house.receive(letter())
        try house.receive(letter("Zie 2025.00011", from: "x@elders.example", named: "X", subject: "2025.00011"))
        var bulk = letter(from: "nieuws@elders.example", named: "Nieuws")
        bulk.automatic = .bulk
        try house.receive(bulk)
        try house.archive.ledger.enterIgnored(place(90), receivedAt: tuesday, size: 1, reason: "before-start")
        _ = try house.archive.ledger.enter(place(91), receivedAt: tuesday, raw: [9])
        let sums = try house.archive.ledger.sums()
        #expect(sums.agree)
        #expect(
            (sums.received, sums.filed, sums.duplicates, sums.review, sums.ignored, sums.pending) == (6, 1, 1, 1, 2, 1))
        #expect(try house.archive.ledger.sums(since: tuesday).received == 5)
        #expect(try house.archive.ledger.sums(since: tuesday.adding(seconds: 1)).received == 0)
        #expect(try house.archive.ledger.ignored(since: tuesday).map { "\($0.reason) \($0.count)" } == ["bulk 1"])
    }

    @Test func `positions and marks are kept`() throws {
        let house = try House()
        let done = try house.receive(letter())
        #expect(try house.archive.ledger.unmarked(box).map(\.id) == [done.entry])
        try house.archive.ledger.setMarked([done.entry])
        #expect(try house.archive.ledger.unmarked(box).isEmpty)
        try house.archive.ledger.setPosition(box, validity: 3, lastUID: 8)
        try house.archive.ledger.setPosition(box, validity: 4, lastUID: 2)
        let position = try #require(try house.archive.ledger.position(box))
        #expect((position.validity, position.lastUID) == (4, 2))
    }
}

struct LettersTests {
    private func written(_ cause: String, at moment: Moment = tuesday, to recipient: String = "gijs@burger.example")
        -> Letters.Written
    {
        .init(
            order: LetterOrder(.receipt, to: recipient, cause: cause, notBefore: moment), token: "t-" + cause,
            messageID: cause + "@b.example",
            subject: "s", bytes: [1])
    }

    @Test func `one cause owes one letter`() throws {
        let letters = try Archive.inMemory().letters
        #expect(try letters.add(written("a")))
        #expect(try !letters.add(written("a")))
        #expect(try letters.due(at: tuesday).count == 1)
    }

    @Test func `letters go out in the order in which they came due, and not before`() throws {
        let letters = try Archive.inMemory().letters
        try letters.add(written("late", at: tuesday.adding(seconds: 60)))
        try letters.add(written("a"))
        try letters.add(written("b"))
        #expect(try letters.due(at: tuesday).map(\.messageID) == ["a@b.example", "b@b.example"])
        #expect(try letters.due(at: tuesday.adding(seconds: 60)).map(\.messageID).last == "late@b.example")
        #expect(try letters.due(at: tuesday.adding(seconds: -1)).isEmpty)
        #expect(try letters.nextDue() == tuesday)
    }

    @Test func `a letter that was put off is owed later, and one that ended is not`() throws {
        let letters = try Archive.inMemory().letters
        try letters.add(written("a"))
        let id = try #require(try letters.due(at: tuesday).first?.id)
        try letters.postpone(id, to: tuesday.adding(seconds: 300), answer: "451 try later")
        #expect(try letters.due(at: tuesday).isEmpty)
        let again = try #require(try letters.due(at: tuesday.adding(seconds: 300)).first)
        #expect((again.attempts, again.isUncertain) == (1, false))
        try letters.end(id, .sent, at: tuesday, answer: "250")
        #expect(try letters.nextDue() == nil)
        #expect(try letters.states().map { "\($0.state) \($0.count)" } == ["sent 1"])
    }

    @Test func `letters to an address are counted by kind and time`() throws {
        let letters = try Archive.inMemory().letters
        for cause in ["a", "b"] { try letters.add(written(cause)) }
        try letters.add(written("c", to: "els@burger.example"))
        #expect(try letters.count(of: [.receipt, .acknowledgement], to: "gijs@burger.example", since: tuesday) == 2)
        #expect(try letters.count(of: [.receipt], to: "gijs@burger.example", since: tuesday.adding(seconds: 1)) == 0)
        #expect(try letters.count(of: [.acknowledgement], to: "gijs@burger.example", since: tuesday) == 0)
    }

    @Test func `a token and a Message-ID lead back to the letter`() throws {
        let letters = try Archive.inMemory().letters
        try letters.add(written("a"))
        #expect(try letters.given(token: "t-a")?.recipient == "gijs@burger.example")
        #expect(try letters.given(messageID: "a@b.example")?.kind == .receipt)
        #expect(try letters.given(token: "a") == nil)
    }
}

struct JournalTests {
    private func filled() throws -> Archive {
        let archive = try Archive.inMemory()
        for n in 0..<5 { try archive.journal.add(.note, at: tuesday.adding(seconds: n), .object(["n": .int(n)])) }
        return archive
    }

    @Test func `a journal that nobody touched is whole`() throws {
        #expect(try Archive.inMemory().journal.firstBreak() == nil)
        let archive = try filled()
        #expect(try archive.journal.firstBreak() == nil)
        #expect(try archive.journal.head().count == 64)
    }

    @Test(arguments: [
        ("UPDATE event SET payload = '{\"n\":9}' WHERE sequence = 3", 3),
        ("UPDATE event SET kind = 'contact' WHERE sequence = 2", 2),
        ("UPDATE event SET at = at - 1 WHERE sequence = 4", 4), ("DELETE FROM event WHERE sequence = 3", 4),
        ("DELETE FROM event WHERE sequence = 1", 2),
        ("UPDATE event SET digest = 'x' WHERE sequence = 5", 5),
        ("UPDATE event SET sequence = 99 WHERE sequence = 5", 99),
        ("UPDATE event SET salt = x'00' WHERE sequence = 1", 1),
        ("UPDATE event SET dossier = NULL, ledger = NULL, chain = 'x' WHERE sequence = 2", 2),
    ])
    func `a change of the past is found where it was made`(_ change: String, _ found: Int) throws {
        let archive = try filled()
        try archive.db.run(change)
        #expect(try archive.journal.firstBreak() == found)
    }

    @Test func `the last events cannot go without the head telling`() throws {
        let archive = try filled()
        let head = try archive.journal.head()
        try archive.db.run("DELETE FROM event WHERE sequence = 5")
        #expect(try archive.journal.head() != head)
    }

    @Test func `erasing a payload leaves the chain whole`() throws {
        let archive = try filled()
        try archive.db.run("UPDATE event SET payload = NULL, salt = NULL WHERE sequence = 2")
        #expect(try archive.journal.firstBreak() == nil)
    }

    @Test func `what goes with a transaction leaves no event`() throws {
        struct Stop: Error {}
        let archive = try filled()
        let head = try archive.journal.head()
        #expect(throws: Stop.self) {
            try archive.transaction {
                try archive.journal.add(.note, at: tuesday, .object([:]))
                throw Stop()
            }
        }
        #expect(try archive.journal.head() == head)
    }
}

struct DossiersTests {
    let series = NumberSeries(pattern: "{year}.{serial:5}", firstSerial: 7)!

    @Test func `numbers count on within a year, and begin anew in the next`() throws {
        let dossiers = try Archive.inMemory().dossiers
        #expect(try (0..<2).map { _ in try dossiers.nextNumber(year: 2026, series) } == ["2026.00007", "2026.00008"])
        #expect(try dossiers.nextNumber(year: 2027, series) == "2027.00007")
        #expect(try dossiers.nextNumber(year: 2026, series) == "2026.00009")
    }

    @Test func `a series without a year never begins anew`() throws {
        let dossiers = try Archive.inMemory().dossiers
        let series = try #require(NumberSeries(pattern: "K{serial:4}"))
        #expect(try [2026, 2027].map { try dossiers.nextNumber(year: $0, series) } == ["K0001", "K0002"])
    }

    @Test func `a number never comes back, and one that was imported is skipped`() throws {
        let archive = try House(register: register).archive
        let plain = try #require(NumberSeries(pattern: "{year}.{serial:5}", firstSerial: 10))
        #expect(try archive.dossiers.nextNumber(year: 2025, plain) == "2025.00010")
        #expect(try archive.dossiers.nextNumber(year: 2025, plain) == "2025.00014")
        try archive.db.run("DELETE FROM thread")
        try archive.db.run("DELETE FROM dossier")
        #expect(try archive.dossiers.nextNumber(year: 2025, plain) == "2025.00015")
    }

    @Test func `a dossier comes back as it was stored`() throws {
        let archive = try House(register: register).archive
        var dossier = try #require(try archive.dossiers.with(number: "2025.00011"))
        (dossier.number, dossier.concerned, dossier.participants) = (
            "2025.00099", [wagenaar, "?Piet Zonneveld"], ["a@b.example"]
        )
        (dossier.receivedAt, dossier.contactDay, dossier.finalDay, dossier.closed) = (
            tuesday, day("2026-03-10"), day("2026-04-14"), day("2026-05-01")
        )
        let id = try archive.dossiers.add(dossier, imported: false)
        let stored = try #require(try archive.dossiers.with(id))
        let copy = Dossier(
            id: id, number: dossier.number, person: dossier.person, kind: dossier.kind, subject: dossier.subject,
            opened: dossier.opened,
            closed: dossier.closed, owner: dossier.owner, concerned: dossier.concerned,
            participants: dossier.participants,
            receivedAt: tuesday, contactDay: dossier.contactDay, finalDay: dossier.finalDay)
        #expect(stored == copy)
    }
}
