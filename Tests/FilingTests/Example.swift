// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Groundwork
import Message
import Recognition
import Testing

// An example office around a store in memory: mail goes through both desks as the engine sends it, without a letter written.

let coordinator = "r.linthorst@bureau.example"
let wagenaar = "b.wagenaar@bureau.example"
/// The address does not tell the name.
let deGroot = "team3@bureau.example"
let manager = "h.overbeek@bureau.example"

func day(_ iso: String) -> CalendarDay { CalendarDay(iso: iso)! }
func moment(_ iso: String) -> Moment { Moment(iso: iso)! }
let tuesday = moment("2026-03-03T10:00:00+01:00")

let rules = OfficeRules(
    staff: Staff(
        listed: [
            Employee(address: coordinator, name: "Roos Linthorst", roles: [.coordinator], substitute: deGroot),
            Employee(address: wagenaar, name: "Bas Wagenaar", roles: [.handler], manager: manager, substitute: deGroot),
            Employee(
                address: deGroot, name: "Karin de Groot", roles: [.handler], manager: manager, substitute: wagenaar),
            Employee(address: manager, name: "Hans Overbeek", roles: [.manager]),
        ],
        domain: "bureau.example", mailboxes: ["post@bureau.example", "klacht@bureau.example", "woo@bureau.example"]),
    calendar: OfficeCalendar(
        statutory: StatutoryCalendar(decreed: [], decreedThrough: 2027), opening: TimeOfDay(hour: 8, minute: 30),
        closing: TimeOfDay(hour: 17, minute: 0)),
    promises: Promises(), numbering: DossierNumbering(NumberSeries(pattern: "{year}.{serial:5}")!),
    hearsAboutOthers: true,
    desks: [
        "post@bureau.example": .init(purpose: .intake, employee: nil),
        "klacht@bureau.example": .init(purpose: .internalComplaints, employee: nil),
        "woo@bureau.example": .init(purpose: .woo, employee: nil),
    ],
    dutyAddress: "piket@bureau.example")

/// The office at work.
final class House {
    let archive: Archive
    private var uid = 0

    init(register: String? = nil) throws {
        archive = try Archive.inMemory()
        if let register { _ = try take(register) }
    }

    @discardableResult
    func take(_ register: String, at now: Moment = Moment(seconds: 0)) throws -> Importer.Counts {
        try Importer.take(
            try JSON.parse(Array(register.utf8)), from: "register.json", into: archive, rules: rules, at: now)
    }

    struct Done {
        let entry: ID<Arrival>
        let arrival: Arrival
        let decision: Decision
        let filed: FilingDesk.Filed
    }

    @discardableResult
    func receive(
        _ message: Message, _ verdict: Verdict = Verdict(dissatisfaction: .none, score: 0),
        in mailbox: String = "post@bureau.example",
        at now: Moment = tuesday
    ) throws -> Done {
        uid += 1
        let desk = ArrivalDesk(archive: archive, rules: rules)
        return try archive.transaction {
            let place = MailLedger.Place(mailbox: mailbox, validity: 1, uid: String(uid))
            let id = try #require(try archive.ledger.enter(place, receivedAt: now, raw: Array("\(uid)".utf8)))
            let entry = try #require(try archive.ledger.entry(id))
            let arrival = try desk.arrival(entry, message, verdict, contentKey: desk.contentKey(message), isOurs: false)
            let decision = Placement(hearsAboutOthers: true).decide(arrival, knowing: try desk.knowledge(for: arrival))
            let filed = try FilingDesk(archive: archive, rules: rules).file(
                decision, arrival, entry, message, contentKey: desk.contentKey(message), at: now)
            for order in filed.consequences.letters {
                let id = "letter.\(order.cause)@bureau.example"
                try archive.letters.add(.init(order: order, token: order.cause, messageID: id, subject: "", bytes: []))
                if order.kind.goesToCitizen, let dossier = order.dossier {
                    try archive.dossiers.addSent(id, to: dossier)
                }
            }
            return Done(entry: id, arrival: arrival, decision: decision, filed: filed)
        }
    }

    func dossier(_ number: String) throws -> Dossier { try #require(try archive.dossiers.with(number: number)) }
}

func letter(
    _ words: String = "Hierbij de gevraagde stukken.", from: String = "gijs@burger.example",
    named name: String = "Gijs Hoogendam",
    to: [String] = ["post@bureau.example"], subject: String = "Mijn zaak", id: String? = nil, answers: [String] = []
) -> Message {
    var message = Message()
    (message.from, message.to) = ([EmailAddress(name: name, address: from)], to.map { EmailAddress(address: $0) })
    (message.subject, message.text, message.newText) = (subject, words, words)
    (message.messageID, message.inReplyTo) = (id, answers)
    return message
}

func complaint(_ about: About? = nil, employees: [String] = [], unnamed: Bool = false) -> Verdict {
    Verdict(
        dissatisfaction: .complaint, score: 0.9, about: about, employees: employees, concernsUnnamedEmployee: unnamed)
}

let register = """
    {"people": [
        {"naw": "N-1", "name": "Gijs Hoogendam", "addresses": ["Gijs@Burger.example"], "phone": "+31 6 12345678", "postcode": "1234 ab"},
        {"naw": "N-2", "name": "G. Hoogendam", "addresses": [], "phone": "0612345678"},
        {"naw": "N-3", "name": "Els Verhoeven", "addresses": ["els@burger.example"]}],
     "dossiers": [
        {"number": "2025.00011", "person": "N-1", "subject": "Toeslagendienst, kinderopvang", "opened": "2025-03-04", "owner": "b.wagenaar@bureau.example",
         "sentMessageIds": ["<brief-11@bureau.example>"]},
        {"number": "2025.00012", "person": "N-2", "subject": "Rijbewijzen", "opened": "2025-09-04", "closed": "2025-12-01", "owner": "Team3@bureau.example"},
        {"number": "2025.00013", "person": "N-3", "subject": "Gas", "opened": "2025-09-09", "owner": "b.wagenaar@bureau.example"}],
     "arrangements": [{"person": "N-3", "since": "2026-01-01", "until": "2026-06-30", "topics": ["Gas"], "measure": "per brief"}]}
    """
