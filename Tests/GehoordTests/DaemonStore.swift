// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import Message
import TestSupport

@testable import Filing

/// The store of a scratch office, looked at from outside while the program works with it.
struct DaemonStore {
    private let archive: Archive

    init(_ office: OfficeFixture) throws { archive = try Archive(existing: office.store) }
    init(_ archive: Archive) { self.archive = archive }

    struct LedgerRow: Hashable, CustomStringConvertible {
        let mailbox: String
        let uid: String
        let state: String
        let reason: String
        let attempts: Int
        let isMarked: Bool
        var description: String { "\(mailbox)/\(uid) \(state) \(reason) attempts=\(attempts) marked=\(isMarked)" }
    }

    func ledger() throws -> [LedgerRow] {
        try archive.db.rows("SELECT mailbox, uid, state, reason, attempts, marked FROM ledger ORDER BY id").map {
            LedgerRow(
                mailbox: $0.text(0), uid: $0.text(1), state: $0.text(2), reason: $0.text(3), attempts: $0.int(4),
                isMarked: $0.int(5) == 1)
        }
    }

    struct LetterRow: Hashable, CustomStringConvertible {
        let cause: String
        let kind: String
        let recipient: String
        let state: String
        let messageID: String
        let subject: String
        let answer: String
        let dossier: String
        let bytes: [UInt8]
        var description: String { "\(cause) \(state) \(answer)" }
        var mail: Message { MessageReader().read(bytes) }
    }

    func letters() throws -> [LetterRow] {
        try archive.db.rows(
            """
            SELECT cause, letter.kind, recipient, state, message_id, letter.subject, answer, coalesce(number, ''), bytes
            FROM letter LEFT JOIN dossier ON dossier.id = letter.dossier ORDER BY letter.id
            """
        ).map {
            LetterRow(
                cause: $0.text(0), kind: $0.text(1), recipient: $0.text(2), state: $0.text(3), messageID: $0.text(4),
                subject: $0.text(5), answer: $0.text(6), dossier: $0.text(7), bytes: $0.blob(8))
        }
    }

    struct EventRow: Hashable, CustomStringConvertible {
        let kind: String
        let dossier: String
        let payload: String
        var description: String { "\(kind) \(dossier) \(payload)" }
    }

    func journal() throws -> [EventRow] {
        try archive.db.rows(
            "SELECT event.kind, coalesce(number, ''), payload FROM event LEFT JOIN dossier ON dossier.id = event.dossier ORDER BY sequence"
        ).map { EventRow(kind: $0.text(0), dossier: $0.text(1), payload: $0.text(2)) }
    }

    func isJournalWhole() throws -> Bool { try archive.journal.firstBreak() == nil }

    struct DossierRow: Hashable, CustomStringConvertible {
        let number: String
        let kind: String
        let subject: String
        let owner: String
        let contactDay: String
        let finalDay: String
        let documents: Int
        var description: String {
            "\(number) \(kind) “\(subject)” \(owner) contact \(contactDay) final \(finalDay), \(documents) documents"
        }
    }

    func dossiers() throws -> [DossierRow] {
        try archive.db.rows(
            """
            SELECT number, kind, subject, owner, coalesce(contact_day, ''), coalesce(final_day, ''),
            (SELECT count(*) FROM document WHERE document.dossier = dossier.id) FROM dossier ORDER BY number
            """
        ).map {
            DossierRow(
                number: $0.text(0), kind: $0.text(1), subject: $0.text(2), owner: $0.text(3), contactDay: $0.text(4),
                finalDay: $0.text(5), documents: $0.int(6))
        }
    }

    /// The dossier in which a message was filed, or the reason for which it was not.
    func filed(of mailbox: String, receivedAt: Moment) throws -> String? {
        try archive.db.rows(
            """
            SELECT coalesce(number, reason) FROM ledger LEFT JOIN document ON document.ledger = ledger.id AND is_copy = 0
            LEFT JOIN dossier ON dossier.id = document.dossier WHERE mailbox = ? AND ledger.received_at = ?
            """, .text(mailbox), .int(receivedAt.seconds)
        ).first?.textOrNil(0)
    }

    /// How a message ended, with the reason.
    func end(receivedAt: Moment) throws -> String? {
        try archive.db.rows("SELECT state || ' ' || reason FROM ledger WHERE received_at = ?", .int(receivedAt.seconds))
            .first?.text(0)
    }

    /// Open duties, as kind and assignee.
    func duties() throws -> [String] {
        try archive.duties.openDuties().map { "\($0.kind.rawValue) \($0.assignee)" }
    }

    func count(_ sql: String) throws -> Int { try archive.db.rows(sql)[0].int(0) }

    /// Changes the store behind the program's back.
    func change(_ sql: String) throws { try archive.db.run(sql) }
}
