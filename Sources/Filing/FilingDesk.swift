// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork
package import Message

/// Writes down what was decided about one message: person, dossier, document, thread, ledger, journal and duties, all inside
/// the transaction of the caller.
package struct FilingDesk {
    let archive: Archive
    let rules: OfficeRules

    package init(archive: Archive, rules: OfficeRules) { (self.archive, self.rules) = (archive, rules) }

    /// What became of a message.
    package struct Filed: Sendable {
        package var person: Person?
        package var dossier: Dossier?
        package var isNew = false
        package var copies: [Dossier] = []
        package var leaked: Dossier?
        package var consequences: Consequences
    }

    package func file(
        _ decision: Decision, _ arrival: Arrival, _ entry: MailLedger.Entry, _ message: Message, contentKey: String,
        at now: Moment
    ) throws -> Filed {
        let person: ID<Person>? =
            switch decision.who {
            case .known(let id): id
            case .undecided: nil
            case .new: try newPerson(arrival)
            }
        var (dossier, copies, isNew): (ID<Dossier>?, [ID<Dossier>], Bool) = (nil, [], false)
        var end = (state: "", reason: "", twin: ID<Arrival>?.none)
        switch decision.outcome {
        case .file(let id, let others):
            (dossier, copies, end.state) = (id, others, "filed")
            try journal(.filed, arrival, entry, id, decision, at: now)
        case .open(let kind, let others):
            guard let person else {
                throw ArchiveProblem.statement(code: 0, message: "a dossier without a person", sql: "open")
            }
            let citizen = decision.citizen.union([person])
            let id = try open(kind, arrival, entry, message, person: person, citizen: citizen, at: now)
            (dossier, copies, isNew, end.state) = (id, others, true, "filed")
            try journal(.opened, arrival, entry, id, decision, at: now)
        case .hold(let hold):
            (end.state, end.reason) = ("review", hold.rawValue)
            try journal(.held, arrival, entry, nil, decision, at: now)
        case .duplicate(let original):
            (end.state, end.twin) = ("duplicate", original)
            try journal(.duplicate, arrival, entry, nil, decision, at: now)
        case .ignore(let reason):
            (end.state, end.reason) = ("ignored", reason)
            try journal(.ignored, arrival, entry, nil, decision, at: now)
        }
        try archive.ledger.close(
            entry.id, state: end.state, reason: end.reason, messageID: message.messageID, contentKey: contentKey,
            person: person,
            duplicateOf: end.twin)
        if let dossier { try place(entry, message, arrival, in: dossier, isCopy: false, tie: decision.tie) }
        for copy in copies {
            try place(entry, message, arrival, in: copy, isCopy: true, tie: decision.tie)
            try journal(.copied, arrival, entry, copy, decision, at: now)
        }
        if let dossier { try addConcerned(arrival, to: dossier) }
        let filedIn = try dossier.flatMap(archive.dossiers.with)
        let copied = try copies.compactMap(archive.dossiers.with)
        let leaked = try decision.leakedFrom.flatMap(archive.dossiers.with)
        let consequences = Consequences(
            of: decision, arrival, entry.id, dossier: filedIn, copies: copied, leaked: leaked,
            answered: try answered(arrival, filedIn, now), rules: rules, now: now)
        for duty in consequences.duties {
            _ = try archive.duties.open(
                duty.kind, dossier: duty.dossier, arrival: entry.id, assignee: duty.assignee, at: now, due: duty.due,
                next: duty.next, sentence: duty.sentence)
        }
        return Filed(
            person: try person.flatMap(archive.people.with), dossier: filedIn, isNew: isNew, copies: copied,
            leaked: leaked,
            consequences: consequences)
    }

    /// Holds a message that could not be read and decided in the ordinary way: quarantined, or left on the server for its size.
    package func hold(_ hold: Decision.Hold, _ entry: MailLedger.Entry, _ message: Message, at now: Moment) throws -> (
        Filed, Arrival, Decision
    ) {
        let sender = message.from.first.map(\.key)
        let arrival = Arrival(
            receivedAt: entry.receivedAt, mailbox: rules.desk(entry.mailbox).purpose, sender: sender,
            subject: message.subject,
            machine: message.automatic == nil ? nil : .bulk)
        let decision = Decision(.hold(hold), who: .undecided, because: [])
        return (try file(decision, arrival, entry, message, contentKey: "", at: now), arrival, decision)
    }

    /// Files a colleague's answer to one of our mails in the dossier that the mail was about.
    package func fileReply(
        _ entry: MailLedger.Entry, _ message: Message, dossier: Dossier?, contentKey: String, by employee: String,
        at now: Moment
    ) throws {
        if let dossier { try archive.ledger.addDocument(entry.id, to: dossier.id, isCopy: false) }
        try archive.ledger.close(
            entry.id, state: dossier == nil ? "ignored" : "filed", reason: dossier == nil ? "colleague's answer" : "",
            messageID: message.messageID,
            contentKey: contentKey, person: nil)
        try archive.journal.add(
            .received, at: now, dossier: dossier?.id, arrival: entry.id, .object(["by": .string(employee)]))
    }

    private func newPerson(_ arrival: Arrival) throws -> ID<Person> {
        let sender = arrival.sender ?? ""
        // A letter names other people's numbers too: only the one that stands alone is the citizen's, and a service number never.
        let phones = arrival.facts.phones.filter { !$0.hasPrefix("08") && !$0.hasPrefix("09") }
        return try archive.people.add(
            name: arrival.senderName.isEmpty ? String(sender.prefix { $0 != "@" }) : arrival.senderName,
            addresses: Arrival.isNoReply(sender) ? [] : [sender],
            phone: phones.count == 1 ? phones.first : nil,
            postcode: arrival.facts.postcodes.count == 1 ? arrival.facts.postcodes.first : nil)
    }

    /// A later letter in an internal complaint may name further employees; they are outside from then on.
    private func addConcerned(_ arrival: Arrival, to dossier: ID<Dossier>) throws {
        guard arrival.heard.level != .none, try archive.dossiers.with(dossier)?.kind == .internalComplaint else {
            return
        }
        for employee in rules.staff.complainedAbout(in: arrival.heard) {
            try archive.dossiers.addConcerned(employee, to: dossier)
        }
    }

    private func open(
        _ kind: DossierKind, _ arrival: Arrival, _ entry: MailLedger.Entry, _ message: Message, person: ID<Person>,
        citizen: Set<ID<Person>>, at now: Moment
    ) throws -> ID<Dossier> {
        let received = DutchTime.day(of: arrival.receivedAt)
        var concerned = rules.staff.complainedAbout(in: arrival.heard)
        if kind != .internalComplaint { concerned = concerned.filter { !$0.hasPrefix("?") } }
        if kind == .internalComplaint, concerned.isEmpty, arrival.heard.unnamedEmployee {
            concerned = Set(
                try citizen.flatMap(archive.dossiers.of).filter { $0.kind != .internalComplaint }.map(\.owner))
        }
        let today = DutchTime.day(of: now)
        let owner = Routing(staff: rules.staff).firstHandler(
            kind, desk: rules.desk(entry.mailbox).employee, concerned: concerned, on: today,
            load: try archive.dossiers.load())
        let duty = rules.dutyAddress.flatMap { rules.staff.mayKnow($0, concerned: concerned) ? $0 : nil }
        let subject = CitizenNumber.masked(String((message.subject.isEmpty ? kind.dutch : message.subject).prefix(120)))
        return try archive.dossiers.add(
            Dossier(
                id: ID(0), number: try archive.dossiers.nextNumber(year: received.year, rules.numbering.series),
                person: person, kind: kind,
                subject: subject, opened: received, owner: owner?.address ?? duty ?? "", concerned: concerned,
                receivedAt: arrival.receivedAt,
                contactDay: rules.promises.contactDay(kind, received: received, calendar: rules.calendar),
                finalDay: rules.promises.finalDay(kind, received: received, calendar: rules.calendar.statutory)),
            imported: false)
    }

    private func place(
        _ entry: MailLedger.Entry, _ message: Message, _ arrival: Arrival, in dossier: ID<Dossier>, isCopy: Bool,
        tie: Decision.Tie
    ) throws {
        try archive.ledger.addDocument(entry.id, to: dossier, isCopy: isCopy)
        guard !isCopy, arrival.machine == nil else { return }
        if let id = message.messageID { try archive.dossiers.addThread(id, to: dossier, sent: false) }
        try archive.dossiers.addWords(Vocabulary.telling(message.subject + " " + message.newText), to: dossier)
        guard case .citizen = arrival.writer else { return }
        if tie == .ownAddress, message.form == nil {
            // Whom the citizen puts in copy takes part.
            for copied in (message.to + message.cc).map(\.key).prefix(20)
            where copied.contains("@") && !isInside(copied) {
                try archive.dossiers.addParticipant(copied, to: dossier)
            }
        } else if tie != .ownAddress, let sender = arrival.sender {
            try archive.dossiers.addParticipant(sender, to: dossier)
        }
    }

    private func isInside(_ address: String) -> Bool {
        rules.staff.employee(address) != nil || rules.staff.isMailbox(address)
    }

    private func answered(_ arrival: Arrival, _ dossier: Dossier?, _ now: Moment) throws -> Consequences.Answered {
        let since = now.adding(seconds: -86_400)
        let kinds = LetterKind.allCases.filter(\.goesToCitizen)
        let toAddress = try arrival.sender.map { try archive.letters.count(of: kinds, to: $0, since: since) } ?? 0
        let inDossier = try dossier.map { dossier in
            try [LetterKind.acknowledgement, .followUpReceived].contains {
                try archive.letters.count(of: $0, in: dossier.id, since: since) > 0
            }
        }
        return Consequences.Answered(toAddress: toAddress, inDossier: inDossier ?? false)
    }

    private func journal(
        _ kind: Journal.Kind, _ arrival: Arrival, _ entry: MailLedger.Entry, _ dossier: ID<Dossier>?,
        _ decision: Decision, at now: Moment
    ) throws {
        let heard: String =
            switch arrival.heard.level {
            case .complaint: "klacht"
            case .doubt: "twijfel"
            case .none: "geen"
            }
        try archive.journal.add(
            kind, at: now, dossier: dossier, arrival: entry.id,
            .object([
                "message": .int(entry.id.number), "received": .string(arrival.receivedAt.iso), "heard": .string(heard),
                "because": .strings(decision.because.map(\.english)),
            ]))
    }
}
