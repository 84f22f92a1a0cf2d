// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Recognition
import Testing

@testable import Filing

struct ImporterTests {
    @Test func `an export is taken in with everything that it says`() throws {
        let house = try House()
        #expect(try house.take(register) == .init(people: 3, dossiers: 3, arrangements: 1))
        let id = try #require(try house.archive.people.with(naw: "N-1"))
        let person = try #require(try house.archive.people.with(id))
        #expect(person.addresses == ["gijs@burger.example"])
        #expect((person.phone, person.postcode) == ("0612345678", "1234AB"))
        let closed = try house.dossier("2025.00012")
        #expect((closed.owner, closed.closed, closed.kind) == (deGroot, day("2025-12-01"), .request))
        #expect(try house.archive.dossiers.inThread("brief-11@bureau.example") == [try house.dossier("2025.00011").id])
        #expect(try house.archive.dossiers.isImported(closed.id))
    }

    struct Row: CustomTestStringConvertible {
        let export: String
        let problem: String
        init(_ export: String, _ problem: String) { (self.export, self.problem) = (export, problem) }
        var testDescription: String { export }
    }

    private static let nothing = "Nothing of the file is imported."

    @Test(arguments: [
        Row("[]", "r.json: the file holds no JSON object. \(nothing) Expected {\"people\": […], \"dossiers\": […]}."),
        Row(
            #"{"persons": []}"#,
            "r.json, persons: unknown key `persons`. \(nothing) Known are people, dossiers and arrangements."),
        Row(
            #"{"dossier": []}"#,
            "r.json, dossier: unknown key `dossier`. \(nothing) Known are people, dossiers and arrangements. Did you mean `dossiers`?"
        ),
        Row(#"{"people": {"naw": "N-9"}}"#, "r.json, people: `people` is no list. \(nothing) Expected […]."),
        Row(#"{"people": [{"name": "X"}]}"#, "r.json, people[0]: `naw` is missing. \(nothing) Expected a text."),
        Row(#"{"people": [{"naw": ""}]}"#, "r.json, people[0]: `naw` is missing. \(nothing) Expected a text."),
        Row(
            #"{"people": [{"naw": "N-9", "addresses": ["gijs"]}]}"#,
            "r.json, people[0].addresses: `gijs` is no mail address. \(nothing) Expected name@domain."),
        Row(
            #"{"dossiers": [{"person": "N-9", "opened": "2025-01-01"}]}"#,
            "r.json, dossiers[0]: `number` is missing. \(nothing) Expected a text."),
        Row(
            #"{"dossiers": [{"number": "2025.00050", "person": "N-9", "opened": "2025-01-01"}]}"#,
            "r.json, dossiers[0].person: no person `N-9`. \(nothing) Name a person of the export, or of an earlier import."
        ),
        Row(
            #"{"people": [{"naw": "N-9"}], "dossiers": [{"number": "2025.00050", "person": "N-9", "opened": "gisteren"}]}"#,
            "r.json, dossiers[0].opened: `opened` is no day. \(nothing) Expected a day such as 2025-03-04."),
        Row(
            #"{"people": [{"naw": "N-9"}], "dossiers": [{"number": "2025.00050", "person": "N-9", "opened": "2025-01-01", "closed": "ja"}]}"#,
            "r.json, dossiers[0].closed: `closed` is no day. \(nothing) Expected a day such as 2025-03-04."),
        Row(
            #"{"people": [{"naw": "N-9"}], "dossiers": [{"number": "2025.00050", "person": "N-9", "opened": "2025-01-01", "kind": "verzoekje"}]}"#,
            "r.json, dossiers[0].kind: unknown kind `verzoekje`. \(nothing) Did you mean `verzoek`?"),
        Row(
            #"{"people": [{"naw": "N-9"}], "dossiers": [{"number": "2025.00050", "person": "N-9", "opened": "2025-01-01", "received": "5 mei"}]}"#,
            "r.json, dossiers[0].received: `received` is no moment. \(nothing) Expected a moment such as 2025-03-04T09:30:00+01:00."
        ),
        Row(
            #"{"arrangements": [{"person": "N-9", "since": "2025-01-01"}]}"#,
            "r.json, arrangements[0].person: no person `N-9`. \(nothing) Name a person of the export, or of an earlier import."
        ),
        Row(
            #"{"arrangements": [{"person": "N-9"}]}"#,
            "r.json, arrangements[0].since: `since` is no day. \(nothing) Expected a day such as 2025-03-04."),
    ])
    func `a fault is told in full, and nothing is imported`(_ row: Row) throws {
        let archive = try Archive.inMemory()
        do {
            _ = try Importer.take(
                try JSON.parse(Array(row.export.utf8)), from: "r.json", into: archive, rules: rules, at: tuesday)
            Issue.record("taken")
        } catch let refused as Importer.Refused {
            #expect(refused.problems.map(\.description) == [row.problem])
        }
        #expect(
            try archive.db.rows("SELECT 1 FROM person UNION ALL SELECT 1 FROM dossier UNION ALL SELECT 1 FROM event")
                .isEmpty)
    }

    @Test func `all problems of a file are told at once`() throws {
        let export = #"{"people": [{}, {"naw": "N-1", "addresses": ["x", "y"]}], "dossiers": [{}]}"#
        do {
            _ = try House().take(export)
            Issue.record("taken")
        } catch let refused as Importer.Refused {
            #expect(refused.problems.count == 4)
        }
    }

    @Test func `a number that gehoord gave out is refused, in every spelling`() throws {
        let house = try House()
        let done = try house.receive(letter(), complaint(.elsewhere))
        let number = try #require(done.filed.dossier?.number)
        for spelling in [number, number.replacing(".", with: "-")] {
            #expect(throws: Importer.Refused.self) {
                try house.take(
                    #"{"people": [{"naw": "N-1"}], "dossiers": [{"number": "\#(spelling)", "person": "N-1", "opened": "2025-01-01"}]}"#
                )
            }
        }
        #expect(try house.archive.people.with(naw: "N-1") == nil)
    }

    @Test func `a number of our series is known in every spelling that an export has`() throws {
        let house = try House(register: register.replacing("2025.00011", with: "2025-00011"))
        #expect(
            try house.receive(letter(subject: "2025.00011")).filed.dossier?.subject == "Toeslagendienst, kinderopvang")
    }

    // MARK: A second import

    private func clocked(_ more: String = "") -> String {
        #"""
        {"people": [{"naw": "N-1", "name": "Gijs Hoogendam", "addresses": ["gijs@burger.example"]}],
         "dossiers": [{"number": "2026.00050", "person": "N-1", "opened": "2026-03-02", "owner": "b.wagenaar@bureau.example",
                       "received": "2026-03-02T09:00:00+01:00"\#(more)}]}
        """#
    }

    @Test func `only an export that gives the receipt gives a clock`() throws {
        let house = try House()
        try house.take(register, at: tuesday)
        #expect(try house.archive.duties.openDuties().isEmpty)
        try house.take(clocked(), at: tuesday)
        let (duty, at) = try #require(try house.archive.duties.next())
        #expect((duty.kind, duty.assignee, duty.dueDay) == (.contact, wagenaar, day("2026-03-09")))
        #expect(at == moment("2026-03-05T08:30:00+01:00"))
    }

    @Test(arguments: [
        (#", "contacted": "2026-03-04T10:00:00+01:00""#, false), (#", "closed": "2026-03-04""#, false),
        (#", "kind": "woo""#, false), ("", true),
    ])
    func `a dossier that needs no contact any more has no clock`(_ more: String, _ hasClock: Bool) throws {
        let house = try House()
        try house.take(clocked(more), at: tuesday)
        #expect(try house.archive.duties.next() != nil || !hasClock)
        #expect(try house.archive.duties.openDuties(.contact).isEmpty == !hasClock)
    }

    @Test func `a clock that ran before the import catches up once`() throws {
        let house = try House()
        try house.take(clocked(), at: moment("2026-03-09T12:00:00+01:00"))
        let (duty, at) = try #require(try house.archive.duties.next())
        #expect(duty.step == 2)
        #expect(at == moment("2026-03-10T08:30:00+01:00"))
    }

    @Test(arguments: [#", "contacted": "2026-03-04T10:00:00+01:00""#, #", "closed": "2026-03-04""#])
    func `a second export that tells of contact or closing stops the clock`(_ more: String) throws {
        let house = try House()
        try house.take(clocked(), at: tuesday)
        try house.take(clocked(more), at: tuesday)
        #expect(try house.archive.duties.openDuties().isEmpty)
        #expect(try house.archive.duties.next() == nil)
    }

    @Test func `a second export that names a person concerned is heard`() throws {
        let house = try House()
        try house.take(clocked(), at: tuesday)
        try house.take(clocked(#", "concerning": ["B.Wagenaar@bureau.example"]"#), at: tuesday)
        #expect(try house.dossier("2026.00050").concerned == [wagenaar])
    }

    @Test func `a second export brings persons and dossiers up to date and doubles nothing`() throws {
        let house = try House(register: register)
        try house.take(
            register.replacing("Toeslagendienst, kinderopvang", with: "Belastingtelefoon").replacing(
                "els@burger.example", with: "els@nieuw.example"))
        #expect(try house.archive.db.rows("SELECT count(*) FROM person")[0].int(0) == 3)
        #expect(try house.archive.db.rows("SELECT count(*) FROM dossier")[0].int(0) == 3)
        #expect(try house.archive.db.rows("SELECT count(*) FROM arrangement")[0].int(0) == 1)
        #expect(try house.dossier("2025.00011").subject == "Belastingtelefoon")
        let els = try #require(try house.archive.people.with(naw: "N-3"))
        #expect(try house.archive.people.with(els)?.addresses == ["els@burger.example", "els@nieuw.example"])
    }

    @Test(arguments: [("2025-12-31", false), ("2026-01-01", true), ("2026-06-30", true), ("2026-07-01", false)])
    func `an arrangement counts from its first day through its last`(_ date: String, _ counts: Bool) throws {
        let archive = try House(register: register).archive
        let els = try #require(try archive.people.with(naw: "N-3"))
        #expect(try archive.isUnderArrangement(els, on: day(date)) == counts)
    }
}
