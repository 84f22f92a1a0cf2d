// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// The mail ledger (postregister): every message that a server ever showed us ends as exactly one of filed, duplicate, in
/// review, or ignored with a reason.
package struct MailLedger {
    let db: Connection

    /// Where a message stands on its server: a mailbox, the validity of its numbering, and the number (a Maildir's name).
    package struct Place: Hashable, Sendable {
        package let mailbox: String
        package let validity: Int
        package let uid: String
        package init(mailbox: String, validity: Int, uid: String) {
            (self.mailbox, self.validity, self.uid) = (mailbox, validity, uid)
        }
    }

    package struct Entry: Sendable {
        package let id: ID<Arrival>
        package let mailbox: String
        package let receivedAt: Moment
        package let size: Int
        /// The hash of the raw bytes; nil where only the header was registered.
        package let raw: String?
        package let attempts: Int
    }

    /// Enters a message before anything else is done with it. Entering the same place twice does nothing; the same bytes in
    /// a mailbox that was numbered anew are the message we had, not a new one. Gives the entry when it is to be handled.
    package func enter(_ place: Place, receivedAt: Moment, raw: [UInt8]) throws -> ID<Arrival>? {
        guard try find(place) == nil else { return nil }
        return try insertOnce(place, receivedAt, raw.count, raw)
    }

    /// Enters a message that is only registered: mail from before the start moment.
    package func enterIgnored(_ place: Place, receivedAt: Moment, size: Int, reason: String) throws {
        guard try find(place) == nil else { return }
        _ = try insert(place, receivedAt, size, .null, state: "ignored", reason: reason)
    }

    /// Enters a message over the size limit: header only, for a person.
    package func enterTooLarge(_ place: Place, receivedAt: Moment, size: Int, header: [UInt8]) throws -> ID<Arrival>? {
        guard try find(place) == nil else { return nil }
        return try insertOnce(place, receivedAt, size, header)
    }

    private func insertOnce(_ place: Place, _ at: Moment, _ size: Int, _ bytes: [UInt8]) throws -> ID<Arrival>? {
        let hash = hex(SHA256.hash(bytes))
        try db.run("INSERT OR IGNORE INTO raw (hash, bytes) VALUES (?, ?)", .text(hash), .blob(bytes))
        let twin = try db.rows(
            "SELECT id FROM ledger WHERE raw = ? AND size = ? AND mailbox = ? AND validity <> ? ORDER BY id LIMIT 1",
            .text(hash), .int(size), .text(place.mailbox), .int(place.validity)
        ).first?.int(0)
        let id = try insert(
            place, at, size, .text(hash), state: twin == nil ? "pending" : "duplicate",
            reason: twin == nil ? "" : "mailbox numbered anew")
        if let twin { try db.run("UPDATE ledger SET duplicate_of = ? WHERE id = ?", .int(twin), .int(id.number)) }
        return twin == nil ? id : nil
    }

    package func find(_ place: Place) throws -> ID<Arrival>? {
        try db.rows(
            "SELECT id FROM ledger WHERE mailbox = ? AND validity = ? AND uid = ?",
            .text(place.mailbox), .int(place.validity), .text(place.uid)
        ).first.map { ID($0.int(0)) }
    }

    private func insert(_ place: Place, _ at: Moment, _ size: Int, _ raw: SQLValue, state: String, reason: String)
        throws -> ID<Arrival>
    {
        try db.run(
            """
            INSERT INTO ledger (mailbox, validity, uid, received_at, size, raw, state, reason, attempts, marked)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
            """,
            .text(place.mailbox), .int(place.validity), .text(place.uid), .int(at.seconds), .int(size), raw,
            .text(state),
            .text(reason), .int(reason == "before-start" ? 1 : 0))
        return ID(db.lastInsertedID)
    }

    /// Entries that still have to be handled, oldest receipt first.
    package func pending() throws -> [Entry] {
        try db.rows(
            "SELECT id, mailbox, received_at, size, raw, attempts FROM ledger WHERE state = 'pending' ORDER BY received_at, id"
        ).map(entry)
    }

    package func entry(_ id: ID<Arrival>) throws -> Entry? {
        try db.rows("SELECT id, mailbox, received_at, size, raw, attempts FROM ledger WHERE id = ?", .int(id.number))
            .first.map(entry)
    }

    private func entry(_ row: Row) -> Entry {
        Entry(
            id: ID(row.int(0)), mailbox: row.text(1), receivedAt: Moment(seconds: row.int(2)), size: row.int(3),
            raw: row.textOrNil(4),
            attempts: row.int(5))
    }

    package func bytes(_ hash: String) throws -> [UInt8] {
        try db.rows("SELECT bytes FROM raw WHERE hash = ?", .text(hash)).first?.blob(0) ?? []
    }

    /// Counts an attempt, durably, before the message is touched: a message that brings the program down is known by it.
    package func countAttempt(_ id: ID<Arrival>) throws {
        try db.run("UPDATE ledger SET attempts = attempts + 1 WHERE id = ?", .int(id.number))
    }

    /// Takes the attempt back when not the message but the store was at fault.
    package func uncountAttempt(_ id: ID<Arrival>) throws {
        try db.run("UPDATE ledger SET attempts = attempts - 1 WHERE id = ? AND attempts > 0", .int(id.number))
    }

    /// Gives the entry its end. `state` is one of filed, duplicate, review, ignored.
    func close(
        _ id: ID<Arrival>, state: String, reason: String, messageID: String?, contentKey: String?, person: ID<Person>?,
        duplicateOf: ID<Arrival>? = nil
    ) throws {
        try db.run(
            "UPDATE ledger SET state = ?, reason = ?, message_id = ?, content_key = ?, person = ?, duplicate_of = ? WHERE id = ?",
            .text(state), .text(reason), .orNull(messageID), .orNull(contentKey), .orNull(person?.number),
            .orNull(duplicateOf?.number),
            .int(id.number))
    }

    func addDocument(_ id: ID<Arrival>, to dossier: ID<Dossier>, isCopy: Bool) throws {
        try db.run(
            "INSERT OR IGNORE INTO document (ledger, dossier, is_copy) VALUES (?, ?, ?)", .int(id.number),
            .int(dossier.number), .int(isCopy ? 1 : 0))
    }

    /// The messages of a dossier, in order of receipt.
    package func documents(of dossier: ID<Dossier>) throws -> [(entry: Entry, isCopy: Bool)] {
        try db.rows(
            """
            SELECT ledger.id, mailbox, received_at, size, raw, attempts, is_copy FROM document JOIN ledger ON ledger.id = document.ledger
            WHERE dossier = ? ORDER BY received_at, ledger.id
            """, .int(dossier.number)
        ).map { (entry($0), $0.int(6) == 1) }
    }

    /// An earlier message with this content, received less than a day before or after.
    func twin(of contentKey: String, before id: ID<Arrival>, receivedAt: Moment) throws -> ID<Arrival>? {
        try db.rows(
            """
            SELECT id FROM ledger WHERE content_key = ? AND id <> ? AND state IN ('filed', 'review') AND abs(received_at - ?) < 86400
            ORDER BY id LIMIT 1
            """,
            .text(contentKey), .int(id.number), .int(receivedAt.seconds)
        ).first.map { ID($0.int(0)) }
    }

    /// An earlier answer of a colleague with this content and Message-ID.
    func sameReply(_ contentKey: String, _ messageID: String?, before id: ID<Arrival>) throws -> ID<Arrival>? {
        try db.rows(
            "SELECT id FROM ledger WHERE content_key = ? AND message_id IS ? AND id <> ? AND state IN ('filed', 'ignored') ORDER BY id LIMIT 1",
            .text(contentKey), .orNull(messageID), .int(id.number)
        ).first.map { ID($0.int(0)) }
    }

    /// A message that has its end here and not yet its mark on the server.
    package struct Settled: Sendable {
        package let id: ID<Arrival>
        package let validity: Int
        package let uid: String
    }

    package func unmarked(_ mailbox: String) throws -> [Settled] {
        try db.rows(
            "SELECT id, validity, uid FROM ledger WHERE mailbox = ? AND marked = 0 AND state <> 'pending' ORDER BY id",
            .text(mailbox)
        )
        .map { Settled(id: ID($0.int(0)), validity: $0.int(1), uid: $0.text(2)) }
    }

    package func setMarked(_ ids: [ID<Arrival>]) throws {
        for id in ids { try db.run("UPDATE ledger SET marked = 1 WHERE id = ?", .int(id.number)) }
    }

    /// How far a mailbox was read: the validity of its numbering and the last number seen.
    package func position(_ mailbox: String) throws -> (validity: Int, lastUID: Int)? {
        try db.rows("SELECT validity, last_uid FROM mailbox WHERE address = ?", .text(mailbox)).first.map {
            ($0.int(0), $0.int(1))
        }
    }

    package func positions() throws -> [(address: String, validity: Int, lastUID: Int)] {
        try db.rows("SELECT address, validity, last_uid FROM mailbox ORDER BY address").map {
            ($0.text(0), $0.int(1), $0.int(2))
        }
    }

    package func setPosition(_ mailbox: String, validity: Int, lastUID: Int) throws {
        try db.run(
            """
            INSERT INTO mailbox (address, validity, last_uid) VALUES (?, ?, ?)
            ON CONFLICT (address) DO UPDATE SET validity = excluded.validity, last_uid = excluded.last_uid
            """, .text(mailbox), .int(validity), .int(lastUID))
    }

    /// How many messages ended how; `received` is the sum the others must make.
    package struct Sums: Hashable, Sendable {
        package let received, pending, filed, duplicates, review, ignored: Int
        package var agree: Bool { received == pending + filed + duplicates + review + ignored }
    }

    /// - Parameter since: only messages received from then on; all when nil.
    package func sums(since: Moment? = nil) throws -> Sums {
        let from = SQLValue.int(since?.seconds ?? 0)
        let counted = since == nil ? "" : "AND reason <> 'before-start'"
        let rows = try db.rows(
            "SELECT state, count(*) FROM ledger WHERE received_at >= ? \(counted) GROUP BY state", from)
        let by = Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), $0.int(1)) })
        let filed = try db.rows(
            """
            SELECT count(*) FROM ledger WHERE received_at >= ? AND state = 'filed'
            AND id IN (SELECT ledger FROM document WHERE is_copy = 0)
            """, from)[0].int(0)
        return Sums(
            received: try db.rows("SELECT count(*) FROM ledger WHERE received_at >= ? \(counted)", from)[0].int(0),
            pending: by["pending"] ?? 0, filed: filed, duplicates: by["duplicate"] ?? 0, review: by["review"] ?? 0,
            ignored: by["ignored"] ?? 0)
    }

    package func reason(_ id: ID<Arrival>) throws -> String? {
        try db.rows("SELECT reason FROM ledger WHERE id = ?", .int(id.number)).first?.text(0)
    }

    /// Reasons for which mail was ignored since a moment, with how often.
    package func ignored(since: Moment) throws -> [(reason: String, count: Int)] {
        try db.rows(
            "SELECT reason, count(*) FROM ledger WHERE state = 'ignored' AND received_at >= ? AND reason <> 'before-start' GROUP BY reason ORDER BY reason",
            .int(since.seconds)
        ).map { ($0.text(0), $0.int(1)) }
    }
}
