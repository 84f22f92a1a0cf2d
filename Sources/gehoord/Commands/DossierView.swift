// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Groundwork
import Message

/// Everything that is known of one dossier, for the operator and the registrar; citizen numbers masked.
struct DossierView {
    private let dossier: Dossier
    private let person: Person?
    private let documents: [(entry: MailLedger.Entry, isCopy: Bool, subject: String)]
    private let duties: [Duty]
    private let letters: [Letters.Listed]
    private let events: [Journal.Event]

    init?(_ number: String, _ archive: Archive) throws {
        guard let dossier = try archive.dossiers.with(number: number) else { return nil }
        self.dossier = dossier
        person = try archive.people.with(dossier.person)
        documents = try archive.ledger.documents(of: dossier.id).map { entry, isCopy in
            let raw = try entry.raw.map(archive.ledger.bytes) ?? []
            return (entry, isCopy, CitizenNumber.masked(MessageReader().read(raw).subject))
        }
        duties = try archive.duties.openDuties(of: dossier.id)
        letters = try archive.letters.of(dossier.id)
        events = try archive.journal.of(dossier.id)
    }

    var json: JSON {
        .object([
            "number": .string(dossier.number), "kind": .string(dossier.kind.rawValue),
            "subject": .string(dossier.subject),
            "person": .object([
                "naw": .orNull(person?.naw), "name": .string(person?.name ?? ""),
                "addresses": .strings(person?.addresses.sorted() ?? []),
                "phone": .orNull(person?.phone), "postcode": .orNull(person?.postcode),
            ]),
            "owner": .string(dossier.owner), "concerning": .strings(dossier.concerned.sorted()),
            "opened": .string(dossier.opened.iso), "closed": .orNull(dossier.closed?.iso),
            "received": .orNull(dossier.receivedAt?.iso),
            "contactBy": .orNull(dossier.contactDay?.iso), "contacted": .orNull(dossier.contactedAt?.iso),
            "finalDay": .orNull(dossier.finalDay?.iso),
            "documents": .array(
                documents.map {
                    .object([
                        "message": .int($0.entry.id.number), "received": .string($0.entry.receivedAt.iso),
                        "mailbox": .string($0.entry.mailbox),
                        "subject": .string($0.subject), "copy": .bool($0.isCopy),
                    ])
                }),
            "duties": .array(
                duties.map {
                    .object([
                        "kind": .string($0.kind.rawValue), "assignee": .string($0.assignee),
                        "due": .orNull($0.dueDay?.iso),
                    ])
                }),
            "letters": .array(
                letters.map {
                    .object([
                        "kind": .string($0.kind), "to": .string($0.recipient), "subject": .string($0.subject),
                        "state": .string($0.state),
                        "at": .string($0.at.iso),
                    ])
                }),
            "journal": .array(
                events.map {
                    .object([
                        "sequence": .int($0.sequence), "kind": .string($0.kind), "at": .string($0.at.iso),
                        "payload": $0.payload.flatMap { try? JSON.parse(Array($0.utf8)) } ?? .null,
                    ])
                }),
        ])
    }

    var text: String {
        var lines = [
            "\(dossier.number)  \(dossier.kind.rawValue)  \(dossier.subject)",
            "   citizen   \(person?.name ?? "")" + (person?.naw.map { " (\($0))" } ?? ""),
            "   handler   \(dossier.owner)",
            "   opened    \(dossier.opened.iso)" + (dossier.closed.map { ", closed \($0.iso)" } ?? ""),
        ]
        if let day = dossier.contactDay {
            lines.append(
                "   contact   by \(day.iso)"
                    + (dossier.contactedAt.map { ", registered for \(DutchTime.iso($0))" } ?? ", not yet"))
        }
        if let day = dossier.finalDay { lines.append("   final day \(day.iso)") }
        for document in documents {
            lines.append(
                "   document  \(DutchTime.iso(document.entry.receivedAt))  \(document.subject)\(document.isCopy ? " (copy)" : "")"
            )
        }
        for duty in duties {
            lines.append(
                "   open      \(duty.kind.rawValue): \(duty.assignee)" + (duty.dueDay.map { ", due \($0.iso)" } ?? ""))
        }
        for letter in letters { lines.append("   letter    \(letter.kind) → \(letter.recipient): \(letter.state)") }
        for event in events {
            lines.append("   \(DutchTime.iso(event.at))  \(event.kind)  \(event.payload ?? "(erased)")")
        }
        return lines.joined(separator: "\n")
    }
}
