// SPDX-License-Identifier: EUPL-1.2
import Casework
import Correspondence
import Filing
import Groundwork
import Message
import Recognition

/// The one engine: it takes in deliveries, handles each in one transaction, and lets the clock act. `run`, `once`, `demo` and
/// `rehearse` are loops around it; it knows no server and never asks what time it is.
final class Office {
    let archive: Archive
    let rules: OfficeRules
    let startsAt: Moment
    private let authenticationServer: String?
    let keepsCorrections: Bool
    let reader: MessageReader
    let recogniser: Recogniser
    let letterDesk: LetterDesk
    let arrivalDesk: ArrivalDesk
    let filingDesk: FilingDesk

    init(archive: Archive, settings: EngineSettings, templates: TemplateSet, model: Model? = nil) throws {
        self.archive = archive
        rules = settings.rules
        startsAt = settings.startsAt
        reader = MessageReader(forms: settings.forms)
        recogniser = Recogniser(office: settings.recognition, model: model)
        letterDesk = LetterDesk(
            office: settings.identity, rules: settings.rules, templates: templates, seal: try archive.seal(),
            echoedForms: Set(settings.forms.filter { !$0.siteGivesCopy }.map(\.layout)), showsText: settings.showsText)
        authenticationServer = settings.authenticationServer
        keepsCorrections = settings.keepsCorrections
        arrivalDesk = ArrivalDesk(archive: archive, rules: settings.rules)
        filingDesk = FilingDesk(archive: archive, rules: settings.rules)
    }

    // MARK: Receiving

    /// Enters a delivery in the ledger, durably, before anything else is done with it. Mail from before the start moment is
    /// only registered. Gives the entry when it is to be handled.
    func enter(_ delivery: Delivery, at place: MailLedger.Place) throws -> ID<Arrival>? {
        try archive.transaction {
            guard delivery.receivedAt >= startsAt else {
                try archive.ledger.enterIgnored(
                    place, receivedAt: delivery.receivedAt, size: delivery.raw.count, reason: "before-start")
                return nil
            }
            return try archive.ledger.enter(place, receivedAt: delivery.receivedAt, raw: delivery.raw)
        }
    }

    /// Handles one message that was entered: reads, recognises, decides and files it, with the letters it owes, in one
    /// transaction.
    func handle(_ id: ID<Arrival>, at now: Moment) throws -> Handled? {
        guard let entry = try archive.ledger.entry(id) else { return nil }
        if entry.attempts >= 2 { return try hold(.quarantined, entry, Message(), [], now) }
        try archive.ledger.countAttempt(id)
        let raw = try entry.raw.map(archive.ledger.bytes) ?? []
        if entry.size > raw.count {
            return try hold(raw.isEmpty ? .notGiven : .tooLarge, entry, reader.read(raw), [], now)
        }
        var message = reader.read(raw)
        let contentKey = arrivalDesk.contentKey(message)
        let isOurs = SendMarks.isOurs(message, seal: try archive.seal())
        if !isOurs, message.automatic == nil, let reply = try staffReply(message) {
            return try archive.transaction {
                guard let twin = try arrivalDesk.earlierReply(message, contentKey: contentKey, before: id) else {
                    return try answer(reply, message, entry, contentKey, at: now)
                }
                return try duplicate(of: twin, message, entry, contentKey, at: now)
            }
        }
        if isStaff(message), let forwarded = message.forwarded { message.newText = forwarded.text }
        let verdict = recogniser.hear(message)
        return try archive.transaction {
            let arrival = try arrivalDesk.arrival(entry, message, verdict, contentKey: contentKey, isOurs: isOurs)
            let decision = Placement(hearsAboutOthers: rules.hearsAboutOthers)
                .decide(arrival, knowing: try arrivalDesk.knowledge(for: arrival))
            let filed = try filingDesk.file(
                decision, arrival, entry, message, contentKey: contentKey, at: now)
            let matter = LetterMatter(
                arrival: arrival, message: message, decision: decision, ledgerNumber: id.number, dossier: filed.dossier,
                person: filed.person)
            var handled = Handled(id: id, at: entry.receivedAt, verdict: verdict, decision: decision, filed: filed)
            for order in filed.consequences.letters {
                let about =
                    order.dossier == filed.dossier?.id
                    ? filed.dossier : try order.dossier.flatMap(archive.dossiers.with)
                var own = matter
                own.dossier = about ?? (order.kind == .urgent ? filed.dossier : nil)
                try owe(try letterDesk.write(order, own, original: raw), at: now, &handled.outgoing)
            }
            return handled
        }
    }

    private func hold(
        _ hold: Decision.Hold, _ entry: MailLedger.Entry, _ message: Message, _ raw: [UInt8], _ now: Moment
    ) throws -> Handled {
        try archive.transaction {
            let (filed, arrival, decision) = try filingDesk.hold(hold, entry, message, at: now)
            var handled = Handled(
                id: entry.id, at: entry.receivedAt, verdict: Verdict(dissatisfaction: .doubt, score: 0.5),
                decision: decision, filed: filed)
            let matter = LetterMatter(
                arrival: arrival, message: message, decision: decision, ledgerNumber: entry.id.number, dossier: nil,
                person: nil)
            for order in filed.consequences.letters {
                try owe(try letterDesk.write(order, matter, original: raw), at: now, &handled.outgoing)
            }
            return handled
        }
    }

    func isStaff(_ message: Message) -> Bool {
        message.form == nil && message.from.first.map { rules.staff.employee($0.address) != nil } == true
    }

    func owe(_ letter: Letters.Written, at now: Moment, _ outgoing: inout [Handled.Outgoing]) throws {
        guard try archive.letters.add(letter) else { return }
        if letter.order.kind.goesToCitizen, let dossier = letter.order.dossier {
            try archive.dossiers.addSent(letter.messageID, to: dossier)
        }
        outgoing.append(.init(kind: letter.order.kind, to: letter.order.recipient, subject: letter.subject))
        try archive.journal.add(
            .letterOwed, at: now, dossier: letter.order.dossier, arrival: letter.order.arrival,
            .object(["kind": .string(letter.order.kind.rawValue), "messageId": .string(letter.messageID)]))
    }

    /// Records what became of a letter. A citizen's letter that was refused becomes a duty: reach the citizen otherwise.
    func sent(_ letter: Letters.Owed, _ end: Letters.End, _ answer: String, at now: Moment) throws {
        try archive.letters.end(letter.id, end, at: now, answer: answer)
        try archive.journal.add(
            end == .refused ? .letterRefused : .letterSent, at: now, dossier: letter.dossier,
            .object([
                "kind": .string(letter.kind.rawValue), "messageId": .string(letter.messageID),
                "end": .string(end.rawValue),
            ]))
        guard end == .refused, letter.kind.goesToCitizen,
            let dossier = try letter.dossier.flatMap(archive.dossiers.with)
        else { return }
        _ = try archive.duties.open(
            .undelivered, dossier: dossier.id, arrival: nil, assignee: dossier.owner, at: now,
            due: rules.calendar.workingDay(1, after: DutchTime.day(of: now)), next: nil)
    }

    // MARK: Answers of staff

    private struct StaffAnswer {
        let employee: Employee
        let letter: Letters.Given
    }

    /// A reply of an employee to one of our mails, known by its token.
    private func staffReply(_ message: Message) throws -> StaffAnswer? {
        guard isStaff(message), let employee = message.from.first.flatMap({ rules.staff.employee($0.address) }) else {
            return nil
        }
        for id in message.inReplyTo + message.references.reversed() {
            if let letter = try archive.letters.given(messageID: id), !letter.kind.goesToCitizen {
                return StaffAnswer(employee: employee, letter: letter)
            }
        }
        guard let letter = try arrivalDesk.tokenLetter(message), !letter.kind.goesToCitizen else { return nil }
        return StaffAnswer(employee: employee, letter: letter)
    }

    private func answer(
        _ reply: StaffAnswer, _ message: Message, _ entry: MailLedger.Entry, _ contentKey: String, at now: Moment
    ) throws -> Handled {
        let dossier = try reply.letter.dossier.flatMap(archive.dossiers.with)
        try filingDesk.fileReply(
            entry, message, dossier: dossier, contentKey: contentKey, by: reply.employee.address, at: now)
        var handled = Handled(id: entry.id, at: entry.receivedAt, reply: dossier)
        var facts: [JSON.Member] = [.init("dossiernummer", .orNull(dossier?.number))]
        var kind = LetterKind.commandConfirmed
        func refuse(_ reason: String, example: String? = nil) throws {
            kind = .commandRefused
            facts = [
                .init("dossiernummer", handled.mayKnow ? .orNull(dossier?.number) : .null),
                .init("reden", .string(reason)),
                .init("voorbeeld", .orNull(example)), .init("uwTekst", .orNull(message.newText)),
            ]
            try archive.journal.add(
                .refusedCommand, at: now, dossier: dossier?.id, arrival: entry.id,
                .object(["by": .string(reply.employee.address)]))
        }
        if let server = authenticationServer, !Authentication(message, by: server).isGenuine(domain: rules.staff.domain)
        {
            handled.mayKnow = false
            try refuse("Onze mailserver kon niet vaststellen dat deze mail echt van u kwam.")
        } else if reply.employee.address != reply.letter.recipient {
            handled.mayKnow = false
            try refuse(
                "Deze mail was aan een collega gericht. Een opdracht telt alleen vanaf het adres waar de mail heen ging."
            )
        } else if let dossier, !rules.staff.mayKnow(reply.employee.address, concerned: dossier.concerned) {
            handled.mayKnow = false
            try refuse("U kunt in deze zaak niets vastleggen.")
        } else {
            do {
                switch try StaffReply.read(message.newText, repliedAt: entry.receivedAt) {
                case .contact(let contact):
                    guard let dossier else { try refuse("Bij deze mail hoort geen dossier."); break }
                    try register(contact, in: dossier, by: reply.employee, entry.id, at: now)
                    facts += confirmation(contact)
                case .note(let text):
                    try keep(note: text, reply.employee, dossier, entry.id, at: now)
                    facts += [
                        .init("effect", .string("Uw antwoord is als notitie bewaard.")),
                        .init("notitie", .string(text)),
                        .init("isNotitie", .bool(true)), .init("isSummier", .bool(false)),
                    ]
                case .unsupported(let keyword, let rest):
                    try keep(note: keyword.rawValue + " " + rest, reply.employee, dossier, entry.id, at: now)
                    if let isComplaint = keyword.saysComplaint,
                        try keepCorrection(isComplaint, on: reply.letter, dossier, at: now)
                    {
                        facts += [
                            .init(
                                "effect",
                                .string(
                                    "Uw oordeel (\(keyword.rawValue)) is bewaard als voorbeeld om van te leren. "
                                        + "Aan het dossier en de termijnen verandert dit niets.")),
                            .init("notitie", .orNull(rest.isEmpty ? nil : rest)), .init("isNotitie", .bool(false)),
                            .init("isSummier", .bool(false)),
                        ]
                        break
                    }
                    let refusal = Refusal(.notYet(keyword), repliedAt: entry.receivedAt)
                    try refuse(refusal.reason, example: refusal.example)
                }
            } catch let refusal as Refusal {
                try refuse(refusal.reason, example: refusal.example)
            }
        }
        let order = LetterOrder(
            kind, to: reply.employee.address, dossier: handled.mayKnow ? dossier?.id : nil, arrival: entry.id,
            cause: "\(kind.rawValue)/message-\(entry.id.number)/\(reply.employee.address)",
            notBefore: rules.calendar.nextOpen(now))
        try owe(
            try letterDesk.write(order, facts: .object(facts), answering: message.messageID), at: now, &handled.outgoing
        )
        return handled
    }

    /// The same answer delivered again: neither registered nor confirmed a second time.
    private func duplicate(
        of twin: ID<Arrival>, _ message: Message, _ entry: MailLedger.Entry, _ contentKey: String, at now: Moment
    ) throws -> Handled {
        let verdict = Verdict(dissatisfaction: .none, score: 0)
        let arrival = try arrivalDesk.arrival(entry, message, verdict, contentKey: contentKey, isOurs: false)
        let decision = Decision(.duplicate(of: twin), who: .undecided, because: [.sameMessage])
        let filed = try filingDesk.file(decision, arrival, entry, message, contentKey: contentKey, at: now)
        return Handled(id: entry.id, at: entry.receivedAt, verdict: verdict, decision: decision, filed: filed)
    }

    private func confirmation(_ contact: ContactRegistration) -> [JSON.Member] {
        let day = DutchTime.written(DutchTime.day(of: contact.at))
        let time = contact.hasTime ? " om \(DutchTime.time(of: contact.at).iso.replacing(":", with: ".")) uur" : ""
        let means =
            contact.by.map { $0 == .telephone ? " per telefoon" : $0 == .mail ? " per mail" : " in een gesprek" } ?? ""
        return [
            .init("effect", .string("Het contact van \(day)\(time)\(means) is vastgelegd. De herinneringen stoppen.")),
            .init("notitie", .string(contact.note)), .init("isNotitie", .bool(false)),
            .init("isSummier", .bool(contact.isThin)),
        ]
    }

    /// A registered contact stops the clock at its stated time, and shows that its reporter saw the follow-ups.
    private func register(
        _ contact: ContactRegistration, in dossier: Dossier, by employee: Employee, _ id: ID<Arrival>, at now: Moment
    ) throws {
        try archive.dossiers.registerContact(dossier.id, at: contact.at)
        try archive.journal.add(
            .contact, at: now, dossier: dossier.id, arrival: id,
            .object([
                "by": .string(employee.address), "when": .string(contact.at.iso),
                "means": .orNull(contact.by?.rawValue),
                "note": .string(CitizenNumber.masked(contact.note)),
            ]))
        for duty in try archive.duties.openDuties(of: dossier.id)
        where duty.kind == .contact || duty.kind == .undelivered || duty.kind == .followUp {
            try settle(duty, by: employee.address, at: now)
        }
    }

    private func keep(note: String, _ employee: Employee, _ dossier: Dossier?, _ id: ID<Arrival>, at now: Moment) throws
    {
        try archive.journal.add(
            .note, at: now, dossier: dossier?.id, arrival: id,
            .object(["by": .string(employee.address), "note": .string(CitizenNumber.masked(note))]))
        guard let dossier else { return }
        for duty in try archive.duties.openDuties(.followUp, of: dossier.id) {
            try settle(duty, by: employee.address, at: now)
        }
    }

    private func settle(_ duty: Duty, by whom: String, at now: Moment) throws {
        try archive.duties.settle(duty.id, at: now, by: whom)
        try archive.journal.add(
            .dutySettled, at: now, dossier: duty.dossier,
            .object(["duty": .string(duty.kind.rawValue), "by": .string(whom)]))
    }
}
