// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Correspondence

struct StaffReplyTests {
    /// A Thursday, 15.20 in the Netherlands.
    static let now = "2026-05-14T15:20:00+02:00"
    static let note = "Mevrouw gesproken over haar brief, vrijdag volgt antwoord"

    static func read(_ text: String, at moment: String = now) throws(Refusal) -> StaffCommand {
        try StaffReply.read(text, repliedAt: Moment(iso: moment) ?? Moment(seconds: 0))
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let line: String
        let at: String
        var by: ContactMeans?
        var hasTime = true
        var testDescription: String { line }
    }

    @Test(arguments: [
        Row(line: "CONTACT", at: now),
        Row(line: "contact:", at: now),
        Row(line: "*Contact*", at: now),
        Row(line: "CONTACT vandaag", at: now),
        Row(line: "CONTACT telefoon", at: now, by: .telephone),
        Row(line: "CONTACT per mail", at: now, by: .mail),
        Row(line: "CONTACT gesprek", at: now, by: .conversation),
        Row(line: "CONTACT 14:30", at: "2026-05-14T14:30:00+02:00"),
        Row(line: "CONTACT 9.05 uur", at: "2026-05-14T09:05:00+02:00"),
        Row(line: "CONTACT 14u30", at: "2026-05-14T14:30:00+02:00"),
        Row(line: "CONTACT 14u", at: "2026-05-14T14:00:00+02:00"),
        Row(line: "CONTACT om 14 uur", at: "2026-05-14T14:00:00+02:00"),
        Row(line: "CONTACT vandaag 14:30 telefoon", at: "2026-05-14T14:30:00+02:00", by: .telephone),
        Row(line: "CONTACT telefoon, vandaag om 14:30:", at: "2026-05-14T14:30:00+02:00", by: .telephone),
        Row(line: "CONTACT 15:25", at: now),
        Row(line: "CONTACT vanmorgen", at: now),
        Row(line: "CONTACT gisteren", at: "2026-05-13T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT gisteren 16:45 tel.", at: "2026-05-13T16:45:00+02:00", by: .telephone),
        Row(line: "CONTACT eergisteren", at: "2026-05-12T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT dinsdag", at: "2026-05-12T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT op vrijdag 9:00", at: "2026-05-08T09:00:00+02:00"),
        Row(line: "CONTACT donderdag", at: now),
        Row(line: "CONTACT afgelopen donderdag", at: "2026-05-07T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT dinsdag 12 mei 14:30 telefoon", at: "2026-05-12T14:30:00+02:00", by: .telephone),
        Row(line: "CONTACT 12-5", at: "2026-05-12T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT 12/05/26", at: "2026-05-12T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT 12-5-2026 14:30", at: "2026-05-12T14:30:00+02:00"),
        Row(line: "CONTACT 2026-05-12", at: "2026-05-12T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT 12 mei", at: "2026-05-12T23:59:00+02:00", hasTime: false),
        Row(line: "CONTACT op 2 mrt. 2026 om 10.00 uur", at: "2026-03-02T10:00:00+01:00"),
        Row(line: "CONTACT 28 december", at: "2025-12-28T23:59:00+01:00", hasTime: false),
    ])
    func `contact is registered at its own moment`(row: Row) throws {
        for text in ["\(row.line) \(Self.note)", "\n\n\(row.line)\r\n\r\n\(Self.note)\n"] {
            let expected = ContactRegistration(
                at: try #require(Moment(iso: row.at)), hasTime: row.hasTime, by: row.by, note: Self.note,
                isThin: false)
            #expect(try Self.read(text) == .contact(expected))
        }
    }

    @Test(arguments: [
        ("", "Uw antwoord was leeg."),
        (" \n ", "Uw antwoord was leeg."),
        ("CONTACT", "Er staat niet bij wat er is besproken. Wat is er gezegd, en wat is er afgesproken?"),
        (
            "CONTACT vandaag 14:30 telefoon\n\n--\n",
            "Er staat niet bij wat er is besproken. Wat is er gezegd, en wat is er afgesproken?"
        ),
        ("CONTACT morgen bel ik", "vrijdag 15 mei 2026 moet nog komen. Contact legt u vast als het is geweest."),
        (
            "CONTACT 16:30 gebeld",
            "donderdag 14 mei 2026 om 16.30 uur moet nog komen. Contact legt u vast als het is geweest."
        ),
        (
            "CONTACT 20 mei 9:00 gebeld",
            "woensdag 20 mei 2026 om 9.00 uur moet nog komen. Contact legt u vast als het is geweest."
        ),
        ("CONTACT 31-2 gebeld", "31-2 is geen bestaande datum."),
        ("CONTACT 30 februari gebeld", "30 februari is geen bestaande datum."),
        ("CONTACT 25:10 gebeld", "25:10 is geen bestaande tijd."),
        ("CONTACT maandag 12 mei gebeld", "12 mei 2026 is geen maandag maar een dinsdag."),
    ])
    func `a refusal gives its reason and a reply that works`(text: String, reason: String) throws {
        let refusal = try #require(#expect(throws: Refusal.self) { try Self.read(text) })
        #expect(refusal.reason == reason)
        guard case .contact(let contact) = try Self.read(refusal.example) else {
            Issue.record("the example is no contact: \(refusal.example)")
            return
        }
        #expect(!contact.isThin && contact.by == .telephone)
    }

    @Test(arguments: [
        ("CONTACT telefoon alles besproken", true), ("CONTACT mevrouw gebeld, zij is tevreden.", true),
        ("CONTACT mevrouw gebeld, zij krijgt vrijdag een brief.", false),
    ])
    func `a note of a few words is thin`(text: String, isThin: Bool) throws {
        guard case .contact(let contact) = try Self.read(text) else {
            Issue.record("no contact")
            return
        }
        #expect(contact.isThin == isThin)
    }

    @Test func `the note runs on over all further lines, as written`() throws {
        guard
            case .contact(let contact) = try Self.read(
                "Contact 14:30 telefoon - Mevrouw gebeld.\n\n- Zij wacht.\n- 12-5 krijgt zij bericht.")
        else {
            Issue.record("no contact")
            return
        }
        #expect(contact.note == "Mevrouw gebeld.\n\n- Zij wacht.\n- 12-5 krijgt zij bericht.")
    }

    @Test(arguments: Keyword.allCases.filter { $0 != .contact })
    func `every other keyword of the manual is known and not yet carried out`(keyword: Keyword) throws {
        let written = keyword.rawValue.lowercased().split(separator: " ").joined(separator: "  ")
        #expect(
            try Self.read("\(written): omdat het zo is\nregel twee")
                == .unsupported(keyword: keyword, rest: "omdat het zo is\nregel twee"))
        let refusal = Refusal(.notYet(keyword), repliedAt: try #require(Moment(iso: Self.now)))
        #expect(refusal.reason == "\(keyword.rawValue) kan nog niet per mail. CONTACT kan wel.")
        #expect(throws: Never.self) { try Self.read(refusal.example) }
    }

    @Test(arguments: [
        "Ik heb mevrouw gebeld.", "Contacten gelegd met de gemeente", "Geen idee of dit een klacht is",
        "Beste collega,\nCONTACT vandaag",
        "12 mei gebeld",
    ])
    func `a reply without a keyword is a note`(text: String) throws {
        #expect(try Self.read(text) == .note(text))
    }

    @Test func `the button opens a reply that begins with CONTACT`() throws {
        let link = StaffReply.contactLink(to: "post+token@ombudsman.example", subject: "Re: dossier 2026.00123")
        #expect(
            link == "mailto:post%2Btoken@ombudsman.example?subject=Re%3A%20dossier%202026.00123"
                + "&body=CONTACT%20vandaag%20telefoon%0D%0A%0D%0A")
    }
}
