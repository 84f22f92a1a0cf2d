// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// Takes in persons, dossiers and arrangements from a registration system's export (DESIGN §5, `gehoord import`). All of the
/// file or nothing of it: every problem is reported, with its path in the file.
package struct Importer {
    private let archive: Archive
    private let rules: OfficeRules
    private let place: String
    private var problems: [Problem] = []

    package struct Counts: Hashable, Sendable {
        package var people = 0
        package var dossiers = 0
        package var arrangements = 0
    }

    /// The problems of an export that was refused as a whole.
    package struct Refused: Error {
        package let problems: [Problem]
    }

    /// - Parameter place: the name of the file, for messages.
    package static func take(
        _ export: JSON, from place: String, into archive: Archive, rules: OfficeRules, at now: Moment
    ) throws -> Counts {
        var importer = Importer(archive: archive, rules: rules, place: place)
        return try archive.transaction {
            let counts = try importer.take(export, at: now)
            guard importer.problems.isEmpty else { throw Refused(problems: importer.problems) }
            try archive.journal.add(
                .imported, at: now,
                .object([
                    "people": .int(counts.people), "dossiers": .int(counts.dossiers),
                    "arrangements": .int(counts.arrangements),
                ]))
            return counts
        }
    }

    private init(archive: Archive, rules: OfficeRules, place: String) {
        (self.archive, self.rules, self.place) = (archive, rules, place)
    }

    private mutating func take(_ export: JSON, at now: Moment) throws -> Counts {
        var counts = Counts()
        guard case .object(let members) = export else {
            refuse("the file holds no JSON object", "", "Expected {\"people\": […], \"dossiers\": […]}")
            return counts
        }
        for member in members where !["people", "dossiers", "arrangements"].contains(member.key) {
            let near =
                nearestName(to: member.key, among: ["people", "dossiers", "arrangements"]).map {
                    " Did you mean `\($0)`?"
                } ?? ""
            refuse("unknown key `\(member.key)`", member.key, "Known are people, dossiers and arrangements." + near)
        }
        for member in members where member.value.array == nil && member.value != .null {
            refuse("`\(member.key)` is no list", member.key, "Expected […]")
        }
        for (i, row) in (export["people"]?.array ?? []).enumerated() {
            counts.people += try person(row, "people[\(i)]") ? 1 : 0
        }
        for (i, row) in (export["dossiers"]?.array ?? []).enumerated() {
            counts.dossiers += try dossier(row, "dossiers[\(i)]", now) ? 1 : 0
        }
        for (i, row) in (export["arrangements"]?.array ?? []).enumerated() {
            counts.arrangements += try arrangement(row, "arrangements[\(i)]") ? 1 : 0
        }
        return counts
    }

    private mutating func person(_ row: JSON, _ path: String) throws -> Bool {
        guard let naw = text(row, "naw", path) else { return false }
        let name = row["name"]?.string ?? ""
        let addresses = Set((row["addresses"]?.stringList ?? []).map { $0.lowercased() })
        for address in addresses where !address.contains("@") {
            refuse("`\(address)` is no mail address", path + ".addresses", "Expected name@domain")
        }
        if let id = try archive.people.with(naw: naw) {
            try archive.people.update(
                id, name: name, addresses: addresses, phone: row["phone"]?.string, postcode: row["postcode"]?.string)
        } else {
            _ = try archive.people.add(
                naw: naw, name: name, addresses: addresses, phone: row["phone"]?.string,
                postcode: row["postcode"]?.string)
        }
        return true
    }

    private mutating func dossier(_ row: JSON, _ path: String, _ now: Moment) throws -> Bool {
        guard let written = text(row, "number", path), let naw = text(row, "person", path),
            let opened = day(row, "opened", path)
        else { return false }
        // One number has one spelling here, so that mail which names it finds it.
        let number = rules.numbering.named(in: written).first ?? written
        guard let person = try archive.people.with(naw: naw) else {
            refuse("no person `\(naw)`", path + ".person", "Name a person of the export, or of an earlier import")
            return false
        }
        let kindName = row["kind"]?.string ?? DossierKind.request.rawValue
        guard let kind = DossierKind(rawValue: kindName) else {
            let near = nearestName(to: kindName, among: DossierKind.allCases.map(\.rawValue)).map {
                "Did you mean `\($0)`?"
            }
            refuse(
                "unknown kind `\(kindName)`", path + ".kind",
                near ?? "Known are " + DossierKind.allCases.map(\.rawValue).joined(separator: ", "))
            return false
        }
        if let existing = try archive.dossiers.with(number: number) {
            guard try archive.dossiers.isImported(existing.id) else {
                refuse(
                    "gehoord itself gave out number \(number)", path + ".number",
                    "Numbers are never reused: give the dossier another")
                return false
            }
            try update(existing.id, row, path, now)
            return true
        }
        let received = try moment(row, "received", path)
        let receivedDay = received.map(DutchTime.day(of:))
        let contactDay = receivedDay.flatMap { rules.promises.contactDay(kind, received: $0, calendar: rules.calendar) }
        let contacted = try moment(row, "contacted", path)
        let closed = closed(row, path)
        let id = try archive.dossiers.add(
            Dossier(
                id: ID(0), number: number, person: person, kind: kind, subject: row["subject"]?.string ?? "",
                opened: opened, closed: closed,
                owner: row["owner"]?.string ?? "", concerned: concerning(row),
                receivedAt: received, contactDay: contactDay,
                finalDay: receivedDay.flatMap {
                    rules.promises.finalDay(kind, received: $0, calendar: rules.calendar.statutory)
                },
                contactedAt: contacted),
            imported: true)
        try threads(row, id)
        // An imported dossier has a clock only if the import gives it one.
        if let received, let contactDay, contacted == nil, closed == nil, let stored = try archive.dossiers.with(id) {
            let steps = rules.contactClock.steps(
                received: DutchTime.day(of: received), handler: stored.owner, concerned: stored.concerned)
            let next = steps.firstIndex { $0.at > now }
            let duty = try archive.duties.open(
                .contact, dossier: id, arrival: nil, assignee: stored.owner, at: received, due: contactDay,
                next: next.map { steps[$0].at })
            if let next { try archive.duties.stepped(duty, to: next, next: steps[next].at) }
        }
        return true
    }

    /// What another import tells of a dossier that an earlier one brought. Contact and closing end its clock.
    private mutating func update(_ id: ID<Dossier>, _ row: JSON, _ path: String, _ now: Moment) throws {
        let (closed, contacted) = (closed(row, path), try moment(row, "contacted", path))
        try archive.dossiers.updateImported(
            id, subject: row["subject"]?.string ?? "", owner: row["owner"]?.string ?? "", closed: closed)
        for employee in concerning(row) { try archive.dossiers.addConcerned(employee, to: id) }
        if let contacted { try archive.dossiers.registerContact(id, at: contacted) }
        if closed != nil || contacted != nil {
            for duty in try archive.duties.openDuties(.contact, of: id) {
                try archive.duties.settle(duty.id, at: contacted ?? now, by: "import")
            }
        }
        try threads(row, id)
    }

    private func concerning(_ row: JSON) -> Set<String> {
        Set((row["concerning"]?.stringList ?? []).map { $0.lowercased() })
    }

    private func threads(_ row: JSON, _ id: ID<Dossier>) throws {
        for (key, sent) in [("sentMessageIds", true), ("receivedMessageIds", false)] {
            for messageID in row[key]?.stringList ?? [] {
                try archive.dossiers.addThread(messageID.filter { !"<> \t".contains($0) }, to: id, sent: sent)
            }
        }
    }

    private mutating func arrangement(_ row: JSON, _ path: String) throws -> Bool {
        guard let naw = text(row, "person", path), let since = day(row, "since", path) else { return false }
        guard let person = try archive.people.with(naw: naw) else {
            refuse("no person `\(naw)`", path + ".person", "Name a person of the export, or of an earlier import")
            return false
        }
        let until = row["until"]?.string == nil ? nil : day(row, "until", path)
        try archive.people.addArrangement(
            person, since: since, until: until, letter: row["letter"]?.string ?? "",
            measure: row["measure"]?.string ?? "",
            topics: row["topics"]?.stringList ?? [])
        return true
    }

    private mutating func closed(_ row: JSON, _ path: String) -> CalendarDay? {
        row["closed"]?.string == nil ? nil : day(row, "closed", path)
    }

    private mutating func text(_ row: JSON, _ key: String, _ path: String) -> String? {
        if let text = row[key]?.string, !text.isEmpty { return text }
        refuse("`\(key)` is missing", path, "Expected a text")
        return nil
    }

    private mutating func day(_ row: JSON, _ key: String, _ path: String) -> CalendarDay? {
        if let day = row[key]?.string.flatMap(CalendarDay.init(iso:)) { return day }
        refuse("`\(key)` is no day", path + "." + key, "Expected a day such as 2025-03-04")
        return nil
    }

    private mutating func moment(_ row: JSON, _ key: String, _ path: String) throws -> Moment? {
        guard let text = row[key]?.string else { return nil }
        if let moment = Moment(iso: text) { return moment }
        refuse("`\(key)` is no moment", path + "." + key, "Expected a moment such as 2025-03-04T09:30:00+01:00")
        return nil
    }

    private mutating func refuse(_ what: String, _ path: String, _ remedy: String) {
        problems.append(
            Problem(
                what, at: path.isEmpty ? place : "\(place), \(path)", now: "Nothing of the file is imported",
                remedy: remedy))
    }
}

extension People {
    func update(_ id: ID<Person>, name: String, addresses: Set<String>, phone: String?, postcode: String?) throws {
        try db.run(
            "UPDATE person SET name = ?, phone = ?, postcode = ? WHERE id = ?", .text(name),
            .orNull(phone.flatMap(IdentityFacts.normalPhone) ?? phone),
            .orNull(postcode.map(IdentityFacts.normalPostcode)), .int(id.number))
        for address in addresses { try addAddress(address, to: id) }
    }

    func addArrangement(
        _ person: ID<Person>, since: CalendarDay, until: CalendarDay?, letter: String, measure: String, topics: [String]
    ) throws {
        try db.run(
            """
            INSERT INTO arrangement (person, since, until, letter, measure, topics) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (person, since) DO UPDATE SET until = excluded.until, measure = excluded.measure, topics = excluded.topics
            """,
            .int(person.number), .text(since.iso), .orNull(until?.iso), .text(letter), .text(measure),
            .text(JSON.strings(topics).text))
    }
}

extension Dossiers {
    func updateImported(_ id: ID<Dossier>, subject: String, owner: String, closed: CalendarDay?) throws {
        try db.run(
            "UPDATE dossier SET subject = ?, owner = ?, closed = ? WHERE id = ?", .text(subject),
            .text(owner.lowercased()),
            .orNull(closed?.iso), .int(id.number))
    }
}
