// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Groundwork

/// How the store stands: the sums of the ledger, the open duties, the letters, the journal's chain.
struct Status {
    let sums: MailLedger.Sums
    let duties: [Duty]
    let overdue: Int
    let letters: [(state: String, count: Int)]
    let mailboxes: [(address: String, validity: Int, lastUID: Int)]
    let brokenAt: Int?
    let head: String

    init(of archive: Archive, at now: Moment) throws {
        let today = DutchTime.day(of: now)
        sums = try archive.ledger.sums()
        duties = try archive.duties.openDuties()
        overdue = duties.count { $0.dueDay.map { $0 < today } == true }
        letters = try archive.letters.states()
        mailboxes = try archive.ledger.positions()
        brokenAt = try archive.journal.firstBreak()
        head = try archive.journal.head()
    }

    var isSound: Bool { sums.agree && brokenAt == nil }

    var json: JSON {
        .object([
            "ledger": .object([
                "received": .int(sums.received), "filed": .int(sums.filed), "duplicate": .int(sums.duplicates),
                "review": .int(sums.review),
                "ignored": .int(sums.ignored), "pending": .int(sums.pending), "agrees": .bool(sums.agree),
            ]),
            "duties": .object(
                Duty.Kind.allCases.map { kind in .init(kind.rawValue, .int(duties.count { $0.kind == kind })) }),
            "overdue": .int(overdue), "letters": .object(letters.map { .init($0.state, .int($0.count)) }),
            "mailboxes": .array(
                mailboxes.map {
                    .object([
                        "address": .string($0.address), "uidValidity": .int($0.validity), "lastUid": .int($0.lastUID),
                    ])
                }),
            "journal": .object(["head": .string(head), "whole": .bool(brokenAt == nil)]),
        ])
    }

    var text: String {
        var lines = [
            "ledger    \(sums.received) received = \(sums.filed) filed + \(sums.duplicates) duplicate + \(sums.review) in review + "
                + "\(sums.ignored) ignored + \(sums.pending) pending" + (sums.agree ? "" : "   THE SUMS DO NOT AGREE")
        ]
        let open = Duty.Kind.allCases.map { kind in (kind, duties.count { $0.kind == kind }) }.filter { $0.1 > 0 }
        lines.append(
            "duties    "
                + (open.isEmpty
                    ? "none open"
                    : open.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ") + " (\(overdue) overdue)"))
        lines.append(
            "letters   "
                + (letters.isEmpty ? "none" : letters.map { "\($0.count) \($0.state)" }.joined(separator: ", ")))
        for mailbox in mailboxes { lines.append("mailbox   \(mailbox.address) read up to UID \(mailbox.lastUID)") }
        lines.append(
            "journal   "
                + (brokenAt.map { "BROKEN at event \($0): history was altered" } ?? "whole, head \(head.prefix(16))"))
        return lines.joined(separator: "\n")
    }
}
