// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Testing

// An example office and short ways to write its people, dossiers and mail.

let coordinator = "r.linthorst@bureau.example"
let wagenaar = "b.wagenaar@bureau.example"
let deGroot = "k.degroot@bureau.example"
let manager = "h.overbeek@bureau.example"
let wooDesk = "m.dijksma@bureau.example"
let dutyOfficer = "piket@bureau.example"

func day(_ iso: String) -> CalendarDay { CalendarDay(iso: iso)! }
func moment(_ iso: String) -> Moment { Moment(iso: iso)! }

let calendar = OfficeCalendar(
    statutory: StatutoryCalendar(decreed: [], decreedThrough: 2027), closed: [day("2026-05-15")],
    opening: TimeOfDay(hour: 8, minute: 30), closing: TimeOfDay(hour: 17, minute: 0))

func staff(
    absent: [String: Absence] = [:],
    substitutes: [String: String] = [deGroot: wagenaar, wagenaar: deGroot, coordinator: manager]
) -> Staff {
    func employee(_ address: String, _ name: String, _ roles: Set<Employee.Role>, days: Set<Weekday>? = nil) -> Employee
    {
        Employee(
            address: address, name: name, roles: roles,
            workingDays: days ?? [.monday, .tuesday, .wednesday, .thursday, .friday],
            manager: address == manager ? nil : manager, substitute: substitutes[address],
            absences: absent[address].map { [$0] } ?? [])
    }
    return Staff(
        listed: [
            employee(coordinator, "Roos Linthorst", [.coordinator]), employee(wagenaar, "Bas Wagenaar", [.handler]),
            employee(deGroot, "Karin de Groot", [.handler], days: [.monday, .tuesday]),
            employee(manager, "Hans Overbeek", [.manager]), employee(wooDesk, "Mo Dijksma", [.wooDesk]),
        ],
        domain: "bureau.example", mailboxes: ["post@bureau.example", "klacht@bureau.example"])
}

func rules(_ staff: Staff = staff(), caps: Int = 10, duty: String? = dutyOfficer) -> OfficeRules {
    OfficeRules(
        staff: staff, calendar: calendar, promises: Promises(),
        numbering: DossierNumbering(NumberSeries(pattern: "{year}.{serial:5}")!),
        hearsAboutOthers: true,
        desks: [
            "post@bureau.example": .init(purpose: .intake, employee: nil),
            "klacht@bureau.example": .init(purpose: .internalComplaints, employee: nil),
        ],
        dutyAddress: duty, caps: .init(lettersPerAddress: caps))
}

func person(
    _ id: Int, _ name: String, _ addresses: Set<String> = [], phone: String? = nil, postcode: String? = nil,
    naw: String? = nil
) -> Person {
    Person(id: ID(id), naw: naw ?? "N-\(id)", name: name, addresses: addresses, phone: phone, postcode: postcode)
}

func dossier(
    _ id: Int, of person: Int, _ kind: DossierKind = .request, opened: String, closed: String? = nil,
    owner: String = wagenaar,
    concerned: Set<String> = [], participants: Set<String> = [], subject: String = "Toeslagendienst, kinderopvang"
) -> Dossier {
    Dossier(
        id: ID(id), number: number(id), person: ID(person), kind: kind, subject: subject, opened: day(opened),
        closed: closed.map(day),
        owner: owner, concerned: concerned, participants: participants)
}

/// The number that dossier `id` of an example has.
func number(_ id: Int) -> String { "2025." + String(String(100_000 + id).dropFirst()) }

func known(_ people: [Person], _ dossiers: [Dossier]) -> Knowledge {
    var known = Knowledge()
    (known.people, known.dossiers) = (people, dossiers)
    for dossier in dossiers { known.byNumber[dossier.number] = dossier.id }
    return known
}

func mail(
    from sender: String? = "gijs@burger.example", named name: String = "",
    _ words: String = "Hierbij de gevraagde stukken.",
    mailbox: MailboxPurpose = .intake, writer: Arrival.Writer = .citizen, facts: IdentityFacts? = nil,
    thread: [Int] = [],
    numbers: [String] = [], machine: Arrival.Machine? = nil, bounce: Arrival.Bounce? = nil, isForm: Bool = false,
    isForward: Bool = false, documents: Int = 0, heard: Arrival.Heard = .init(), sameAs: Int? = nil,
    subject: String = "",
    at: String = "2026-03-03T10:00:00+01:00"
) -> Arrival {
    Arrival(
        receivedAt: moment(at), mailbox: mailbox, writer: writer, sender: sender, senderName: name, subject: subject,
        words: words,
        facts: facts ?? IdentityFacts(names: name.isEmpty ? [] : [name]), threadDossiers: thread.map { ID($0) },
        numbers: numbers,
        machine: machine, bounce: bounce, isForm: isForm, isForward: isForward, documents: documents, heard: heard,
        sameAs: sameAs.map { ID($0) })
}

func decide(_ arrival: Arrival, _ known: Knowledge, hearsAboutOthers: Bool = true) -> Decision {
    Placement(hearsAboutOthers: hearsAboutOthers).decide(arrival, knowing: known)
}

/// Sixty words of discontent about something that no example dossier is about.
let wholeStory = """
    Op het station werd mijn rolstoel door de conducteur op het perron achtergelaten terwijl mijn trein vertrok. Niemand keek om. Ik \
    heb twee uren in regen en wind gestaan, zonder hulpverlener, zonder uitleg en zonder excuus. De volgende trein had geen plank. \
    Uiteindelijk bracht een reiziger mij thuis met zijn bestelbus. Dit is vernederend en gevaarlijk voor iemand met mijn spierziekte.
    """
