// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// The dossiers of the store.
package struct Dossiers {
    let db: Connection

    private static let columns =
        "id, number, person, kind, subject, opened, closed, owner, received_at, contact_day, final_day, contacted_at"

    /// Stores a dossier under the number it carries; its `id` is given by the store.
    package func add(_ dossier: Dossier, imported: Bool) throws -> ID<Dossier> {
        try db.run(
            """
            INSERT INTO dossier (number, person, kind, subject, opened, closed, owner, received_at, contact_day, final_day, contacted_at, imported)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(dossier.number), .int(dossier.person.number), .text(dossier.kind.rawValue), .text(dossier.subject),
            .text(dossier.opened.iso), .orNull(dossier.closed?.iso), .text(dossier.owner),
            .orNull(dossier.receivedAt?.seconds),
            .orNull(dossier.contactDay?.iso), .orNull(dossier.finalDay?.iso), .orNull(dossier.contactedAt?.seconds),
            .int(imported ? 1 : 0))
        let id = ID<Dossier>(db.lastInsertedID)
        for employee in dossier.concerned.sorted() { try addConcerned(employee, to: id) }
        for address in dossier.participants.sorted() { try addParticipant(address, to: id) }
        return id
    }

    package func addConcerned(_ employee: String, to id: ID<Dossier>) throws {
        try db.run(
            "INSERT OR IGNORE INTO concerned (dossier, employee) VALUES (?, ?)", .int(id.number), .text(employee))
    }

    func addParticipant(_ address: String, to id: ID<Dossier>) throws {
        try db.run(
            "INSERT OR IGNORE INTO participant (dossier, address) VALUES (?, ?)", .int(id.number),
            .text(address.lowercased()))
    }

    func addThread(_ messageID: String, to id: ID<Dossier>, sent: Bool) throws {
        try db.run(
            "INSERT OR IGNORE INTO thread (message_id, dossier, direction) VALUES (?, ?, ?)",
            .text(messageID), .int(id.number), .text(sent ? "sent" : "received"))
    }

    /// Remembers the Message-ID of a letter of ours, so that an answer to it is known.
    package func addSent(_ messageID: String, to id: ID<Dossier>) throws {
        try addThread(messageID, to: id, sent: true)
    }

    /// At most 400 words a dossier are kept: enough to tell matters apart.
    func addWords(_ words: Set<String>, to id: ID<Dossier>) throws {
        let room = 400 - (try db.rows("SELECT count(*) FROM dossier_word WHERE dossier = ?", .int(id.number))[0].int(0))
        for word in words.sorted().prefix(max(0, room)) {
            try db.run("INSERT OR IGNORE INTO dossier_word (dossier, word) VALUES (?, ?)", .int(id.number), .text(word))
        }
    }

    func words(of id: ID<Dossier>) throws -> Set<String> {
        Set(try db.rows("SELECT word FROM dossier_word WHERE dossier = ?", .int(id.number)).map { $0.text(0) })
    }

    package func with(_ id: ID<Dossier>) throws -> Dossier? { try read("id = ?", .int(id.number)).first }
    package func with(number: String) throws -> Dossier? { try read("number = ?", .text(number)).first }
    func of(_ person: ID<Person>) throws -> [Dossier] { try read("person = ?", .int(person.number)) }

    func isImported(_ id: ID<Dossier>) throws -> Bool {
        try db.rows("SELECT imported FROM dossier WHERE id = ?", .int(id.number)).first?.int(0) == 1
    }

    func inThread(_ messageID: String) throws -> [ID<Dossier>] {
        try db.rows("SELECT dossier FROM thread WHERE message_id = ? ORDER BY dossier DESC", .text(messageID)).map {
            ID($0.int(0))
        }
    }

    /// Running dossiers by owner.
    package func load() throws -> [String: Int] {
        let rows = try db.rows("SELECT owner, count(*) FROM dossier WHERE closed IS NULL GROUP BY owner")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), $0.int(1)) })
    }

    package func registerContact(_ id: ID<Dossier>, at moment: Moment) throws {
        try db.run(
            "UPDATE dossier SET contacted_at = ? WHERE id = ? AND contacted_at IS NULL", .int(moment.seconds),
            .int(id.number))
    }

    /// The next number of the year: higher than every number ever given, so that none comes back.
    package func nextNumber(year: Int, _ series: NumberSeries) throws -> String {
        let name = series.isYearly ? "serial-\(year)" : "serial"
        let last =
            try db.rows("SELECT value FROM fact WHERE name = ?", .text(name)).first.flatMap { Int($0.text(0)) }
            ?? series.firstSerial - 1
        var serial = last + 1
        while try with(number: series.number(year: year, serial: serial)) != nil { serial += 1 }
        try db.run(
            "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            .text(name), .text(String(serial)))
        return series.number(year: year, serial: serial)
    }

    private func read(_ condition: String, _ value: SQLValue) throws -> [Dossier] {
        try db.rows("SELECT \(Self.columns) FROM dossier WHERE \(condition) ORDER BY opened, number", value).compactMap
        { row in
            let id = ID<Dossier>(row.int(0))
            guard let kind = DossierKind(rawValue: row.text(3)), let opened = CalendarDay(iso: row.text(5)) else {
                return nil
            }
            func set(_ sql: String) throws -> Set<String> { Set(try db.rows(sql, .int(id.number)).map { $0.text(0) }) }
            return Dossier(
                id: id, number: row.text(1), person: ID(row.int(2)), kind: kind, subject: row.text(4), opened: opened,
                closed: row.textOrNil(6).flatMap(CalendarDay.init(iso:)), owner: row.text(7),
                concerned: try set("SELECT employee FROM concerned WHERE dossier = ?"),
                participants: try set("SELECT address FROM participant WHERE dossier = ?"),
                receivedAt: row.intOrNil(8).map(Moment.init(seconds:)),
                contactDay: row.textOrNil(9).flatMap(CalendarDay.init(iso:)),
                finalDay: row.textOrNil(10).flatMap(CalendarDay.init(iso:)),
                contactedAt: row.intOrNil(11).map(Moment.init(seconds:)))
        }
    }
}
