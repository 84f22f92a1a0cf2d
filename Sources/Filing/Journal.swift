// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// The journal of events: append-only, and chained, so that altered history shows.
package struct Journal {
    let db: Connection
    /// In a rehearsal the salts are not random, so that it can be repeated to the byte.
    let isRehearsal: Bool

    package enum Kind: String, Sendable, CaseIterable {
        case imported, received, opened, filed, copied, held, ignored, duplicate
        case letterOwed = "letter-owed"
        case letterSent = "letter-sent"
        case letterRefused = "letter-refused"
        case dutyOpened = "duty-opened"
        case dutySettled = "duty-settled"
        case contact
        case note
        case refusedCommand = "refused-command"
        case reminded, escalated
    }

    package struct Event: Sendable {
        package let sequence: Int
        package let kind: String
        package let at: Moment
        /// JSON, as text; nil when it was erased.
        package let payload: String?
    }

    package func add(
        _ kind: Kind, at moment: Moment, dossier: ID<Dossier>? = nil, arrival: ID<Arrival>? = nil, _ payload: JSON
    ) throws {
        let last = try db.rows("SELECT sequence, chain FROM event ORDER BY sequence DESC LIMIT 1").first
        let sequence = (last?.int(0) ?? 0) + 1
        let salt =
            isRehearsal
            ? SHA256.hash([UInt8(truncatingIfNeeded: sequence)]) : (0..<16).map { _ in UInt8.random(in: 0...255) }
        let digest = hex(SHA256.hash(salt + Array(payload.text.utf8)))
        try db.run(
            "INSERT INTO event (sequence, kind, at, dossier, ledger, payload, salt, digest, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            .int(sequence), .text(kind.rawValue), .int(moment.seconds), .orNull(dossier?.number),
            .orNull(arrival?.number),
            .text(payload.text), .blob(salt), .text(digest),
            .text(Self.link(last?.text(1) ?? "", sequence, kind.rawValue, moment.seconds, digest)))
    }

    private static func link(_ previous: String, _ sequence: Int, _ kind: String, _ at: Int, _ digest: String) -> String
    {
        hex(SHA256.hash(Array("\(previous)|\(sequence)|\(kind)|\(at)|\(digest)".utf8)))
    }

    /// The head of the chain; it stands in the coordinator's digest.
    package func head() throws -> String {
        try db.rows("SELECT chain FROM event ORDER BY sequence DESC LIMIT 1").first?.text(0) ?? ""
    }

    /// The first event whose link or payload does not fit; nil when the chain is whole.
    package func firstBreak() throws -> Int? {
        var previous = ""
        for row in try db.rows("SELECT sequence, kind, at, digest, chain, payload, salt FROM event ORDER BY sequence") {
            let link = Self.link(previous, row.int(0), row.text(1), row.int(2), row.text(3))
            if link != row.text(4) { return row.int(0) }
            if let payload = row.textOrNil(5), hex(SHA256.hash(row.blob(6) + Array(payload.utf8))) != row.text(3) {
                return row.int(0)
            }
            previous = link
        }
        return nil
    }

    package func of(_ dossier: ID<Dossier>) throws -> [Event] {
        try db.rows(
            "SELECT sequence, kind, at, payload FROM event WHERE dossier = ? ORDER BY sequence", .int(dossier.number)
        )
        .map { Event(sequence: $0.int(0), kind: $0.text(1), at: Moment(seconds: $0.int(2)), payload: $0.textOrNil(3)) }
    }
}
