// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// The letters of the store: owed in the transaction of their cause, sent after it, never twice for one cause.
package struct Letters {
    let db: Connection

    package struct Written: Sendable {
        package let order: LetterOrder
        package let token: String
        /// Without angle brackets.
        package let messageID: String
        package let subject: String
        package let bytes: [UInt8]
        package init(order: LetterOrder, token: String, messageID: String, subject: String, bytes: [UInt8]) {
            (self.order, self.token, self.messageID, self.subject, self.bytes) = (
                order, token, messageID, subject, bytes
            )
        }
    }

    package struct Owed: Sendable {
        package let id: Int
        package let kind: LetterKind
        package let recipient: String
        package let dossier: ID<Dossier>?
        package let messageID: String
        package let subject: String
        package let bytes: [UInt8]
        package let attempts: Int
        package let notBefore: Moment
        /// Whether an earlier sending broke off after the final dot, so that it may have arrived.
        package let isUncertain: Bool
    }

    /// Whether the cause already owed its letter.
    package func exists(cause: String) throws -> Bool {
        try !db.rows("SELECT 1 FROM letter WHERE cause = ?", .text(cause)).isEmpty
    }

    /// Gives false, and stores nothing, when this cause already owed its letter.
    @discardableResult
    package func add(_ letter: Written) throws -> Bool {
        guard try !exists(cause: letter.order.cause) else { return false }
        try db.run(
            """
            INSERT INTO letter (cause, kind, dossier, ledger, recipient, token, message_id, subject, bytes, state, not_before, attempts, answer)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'owed', ?, 0, '')
            """,
            .text(letter.order.cause), .text(letter.order.kind.rawValue), .orNull(letter.order.dossier?.number),
            .orNull(letter.order.arrival?.number), .text(letter.order.recipient), .text(letter.token),
            .text(letter.messageID),
            .text(letter.subject), .blob(letter.bytes), .int(letter.order.notBefore.seconds))
        return true
    }

    /// Letters that may go out at this moment, in the order in which they came due.
    package func due(at moment: Moment, limit: Int = 200) throws -> [Owed] {
        try db.rows(
            """
            SELECT id, kind, recipient, dossier, message_id, subject, bytes, attempts, not_before, answer FROM letter
            WHERE state = 'owed' AND not_before <= ? ORDER BY not_before, id LIMIT ?
            """, .int(moment.seconds), .int(limit)
        ).compactMap { row in
            LetterKind(rawValue: row.text(1)).map {
                Owed(
                    id: row.int(0), kind: $0, recipient: row.text(2), dossier: row.intOrNil(3).map { ID($0) },
                    messageID: row.text(4),
                    subject: row.text(5), bytes: row.blob(6), attempts: row.int(7),
                    notBefore: Moment(seconds: row.int(8)),
                    isUncertain: row.text(9).hasPrefix("uncertain"))
            }
        }
    }

    /// The moment at which the next letter may go out.
    package func nextDue() throws -> Moment? {
        try db.rows("SELECT min(not_before) FROM letter WHERE state = 'owed'").first?.intOrNil(0).map(
            Moment.init(seconds:))
    }

    package enum End: String, Sendable {
        case sent, refused, withheld
    }

    package func end(_ id: Int, _ end: End, at moment: Moment, answer: String) throws {
        try db.run(
            "UPDATE letter SET state = ?, sent_at = ?, answer = ?, attempts = attempts + 1 WHERE id = ?",
            .text(end.rawValue), .int(moment.seconds), .text(answer), .int(id))
    }

    package func postpone(_ id: Int, to moment: Moment, answer: String) throws {
        try db.run(
            "UPDATE letter SET not_before = ?, answer = ?, attempts = attempts + 1 WHERE id = ?", .int(moment.seconds),
            .text(answer), .int(id))
    }

    /// What a token of ours was given for: the letter's kind, recipient, dossier and message.
    package struct Given: Sendable {
        package let kind: LetterKind
        package let recipient: String
        package let dossier: ID<Dossier>?
        package let arrival: ID<Arrival>?
        package let messageID: String
    }

    package func given(token: String) throws -> Given? { try given("token = ?", token) }
    package func given(messageID: String) throws -> Given? { try given("message_id = ?", messageID) }

    private func given(_ condition: String, _ value: String) throws -> Given? {
        try db.rows("SELECT kind, recipient, dossier, ledger, message_id FROM letter WHERE \(condition)", .text(value))
            .first.flatMap { row in
                LetterKind(rawValue: row.text(0)).map {
                    Given(
                        kind: $0, recipient: row.text(1), dossier: row.intOrNil(2).map { ID($0) },
                        arrival: row.intOrNil(3).map { ID($0) },
                        messageID: row.text(4))
                }
            }
    }

    /// How many letters of these kinds an address was given since a moment.
    package func count(of kinds: [LetterKind], to recipient: String, since: Moment) throws -> Int {
        try kinds.reduce(0) { sum, kind in
            sum
                + (try db.rows(
                    "SELECT count(*) FROM letter WHERE recipient = ? AND kind = ? AND not_before >= ?",
                    .text(recipient), .text(kind.rawValue), .int(since.seconds))[0].int(0))
        }
    }

    package func count(of kind: LetterKind, in dossier: ID<Dossier>, since: Moment) throws -> Int {
        try db.rows(
            "SELECT count(*) FROM letter WHERE dossier = ? AND kind = ? AND not_before >= ?",
            .int(dossier.number), .text(kind.rawValue), .int(since.seconds))[0].int(0)
    }

    /// Letters by state, for `status`.
    package func states() throws -> [(state: String, count: Int)] {
        try db.rows("SELECT state, count(*) FROM letter GROUP BY state ORDER BY state").map { ($0.text(0), $0.int(1)) }
    }

    package struct Listed: Sendable {
        package let kind, recipient, subject, state: String
        package let at: Moment
    }

    package func of(_ dossier: ID<Dossier>) throws -> [Listed] {
        try db.rows(
            "SELECT kind, recipient, subject, state, coalesce(sent_at, not_before) FROM letter WHERE dossier = ? ORDER BY id",
            .int(dossier.number)
        ).map {
            Listed(
                kind: $0.text(0), recipient: $0.text(1), subject: $0.text(2), state: $0.text(3),
                at: Moment(seconds: $0.int(4)))
        }
    }
}
