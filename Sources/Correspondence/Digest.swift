// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Filing
package import Groundwork

/// The coordinator's overview: a query over the open duties, the ledger and the journal. Each line reaches only coordinators
/// whom its dossier does not concern.
package struct Digest {
    private let archive: Archive
    private let rules: OfficeRules
    private let today: CalendarDay
    private let since: Moment
    private let showsText: Bool

    /// - Parameters:
    ///   - since: the last overview; mail is counted from there.
    ///   - showsText: whether mail to staff carries the citizen's words.
    package init(archive: Archive, rules: OfficeRules, at now: Moment, since: Moment, showsText: Bool) {
        (self.archive, self.rules, self.since, self.showsText) = (archive, rules, since, showsText)
        today = DutchTime.day(of: now)
    }

    /// The facts of the overview for each coordinator; nobody gets one on a day without anything to tell.
    package func facts() throws -> [(recipient: String, facts: JSON)] {
        let duties = try archive.duties.openDuties()
        let dossiers = try Dictionary(
            Set(duties.compactMap(\.dossier)).compactMap { id in try archive.dossiers.with(id).map { (id, $0) } },
            uniquingKeysWith: { a, _ in a })
        let ignored = try archive.ledger.ignored(since: since)
        let sums = try archive.ledger.sums(since: since)
        guard !duties.isEmpty || sums.received > 0 else { return [] }
        var lines: [String: [Duty]] = [:]
        if let coordinator = rules.staff.coordinator(on: today, concerned: []) { lines[coordinator.address] = [] }
        for duty in duties {
            let concerned = duty.dossier.flatMap { dossiers[$0]?.concerned } ?? []
            guard let reader = rules.staff.coordinator(on: today, concerned: concerned) else { continue }
            lines[reader.address, default: []].append(duty)
        }
        let head = try archive.journal.head()
        return try lines.sorted { $0.key < $1.key }.map { reader, duties in
            (reader, try overview(duties, dossiers, ignored, sums, head))
        }
    }

    private func overview(
        _ duties: [Duty], _ dossiers: [ID<Dossier>: Dossier], _ ignored: [(reason: String, count: Int)],
        _ sums: MailLedger.Sums, _ head: String
    ) throws -> JSON {
        func of(_ kind: Duty.Kind) -> [(duty: Duty, dossier: Dossier)] {
            duties.filter { $0.kind == kind }.compactMap { duty in
                duty.dossier.flatMap { dossiers[$0] }.map { (duty, $0) }
            }
        }
        let contacts = of(.contact)
        var listed: Set<ID<Dossier>> = []
        let unseen = of(.followUp).filter {
            $0.duty.dueDay.map { $0 < today } == true && listed.insert($0.dossier.id).inserted
        }
        let reviews = try duties.filter { $0.kind == .review }.map { duty -> JSON in
            let reason = try duty.arrival.flatMap { try archive.ledger.reason($0) }.flatMap(
                Decision.Hold.init(rawValue:))
            return .object([
                "nummer": .string(String(duty.arrival?.number ?? 0)),
                "reden": .string(reason?.dutch ?? "een mens moet kijken"),
                "ontvangen": .string(DutchTime.writtenShort(DutchTime.day(of: duty.openedAt))),
            ])
        }
        return .object([
            "datum": .string(DutchTime.written(today)),
            "teLaat": .array(
                contacts.filter { $0.duty.dueDay.map { $0 < today } == true }.map { entry in
                    line(
                        entry.dossier, [.init("contactdatum", .string(entry.duty.dueDay.map(DutchTime.written) ?? ""))])
                }),
            "vandaag": .array(contacts.filter { $0.duty.dueDay == today }.map { line($0.dossier) }),
            "twijfel": .array(
                of(.doubt).map {
                    .object([
                        "dossiernummer": .string($0.dossier.number),
                        "zin": .orNull(showsText ? $0.duty.sentence : nil),
                    ])
                }),
            "beoordelen": .array(reviews),
            "volgstukken": .array(
                unseen.map { entry in
                    line(
                        entry.dossier,
                        [.init("sinds", .string(DutchTime.writtenShort(DutchTime.day(of: entry.duty.openedAt))))])
                }),
            "bezorging": .array(
                of(.undelivered).map {
                    .object(["dossiernummer": .string($0.dossier.number), "brief": .string("onze brief")])
                }),
            "genegeerd": .array(
                ignored.map { .object(["reden": .string(Self.dutch($0.reason)), "aantal": .int($0.count)]) }),
            "postOntvangen": .int(sums.received), "postInDossier": .int(sums.filed),
            "postDubbel": .int(sums.duplicates),
            "postBeoordeling": .int(sums.review), "postGenegeerd": .int(sums.ignored),
            "postKlopt": .bool(sums.agree && sums.pending == 0),
            "journaalkop": .string(head.isEmpty ? "nog leeg" : head),
        ])
    }

    private func line(_ dossier: Dossier, _ more: [JSON.Member] = []) -> JSON {
        let handler = rules.staff.employee(dossier.owner)?.name
        return .object(
            [.init("dossiernummer", .string(dossier.number)), .init("behandelaar", .orNull(handler))] + more)
    }

    private static func dutch(_ reason: String) -> String {
        switch reason {
        case "auto-reply": "automatisch antwoord"
        case "bulk": "nieuwsbrief of rondzendmail"
        case "bounce": "melding van de mailserver"
        case "own-mail": "onze eigen mail"
        case "advertising": "reclame"
        default: reason
        }
    }
}
