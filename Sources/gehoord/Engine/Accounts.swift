// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Groundwork
import Message
import Recognition

// The JSON of DESIGN §5: how messages, verdicts and what became of them are printed.

extension Verdict {
    var json: JSON {
        .object([
            "dissatisfaction": .string(dissatisfaction.rawValue), "score": .double((score * 10_000).rounded() / 10_000),
            "cues": .array(
                cues.map {
                    .object([
                        "phrase": .string($0.phrase), "kind": .string($0.kind),
                        "weight": .double(($0.weight * 1000).rounded() / 1000),
                    ])
                }),
            "themes": .strings(themes.map(\.rawValue)), "about": .orNull(about?.rawValue),
            "employees": .strings(employees),
            "kinds": .strings(kinds.map(\.rawValue)), "language": .string(language), "urgent": .bool(!urgency.isEmpty),
            "reasons": .array(
                reasons.map { Self.reason($0.conclusion, $0.phrase) } + urgency.map { Self.reason("urgent", $0) }),
        ])
    }

    private static func reason(_ conclusion: String, _ phrase: String) -> JSON {
        .object(["of": .string(conclusion), "phrase": .string(phrase)])
    }
}

extension EmailAddress {
    var json: JSON { .object(["name": .string(name), "address": .string(address)]) }
}

extension Message {
    /// The members that `inspect` prints of a message, without its file and verdict.
    var members: [JSON.Member] {
        [
            .init("messageId", .orNull(messageID)), .init("inReplyTo", .strings(inReplyTo)),
            .init("references", .strings(references)),
            .init("from", .array(from.map(\.json))), .init("replyTo", .array(replyTo.map(\.json))),
            .init("to", .array(to.map(\.json))),
            .init("cc", .array(cc.map(\.json))), .init("subject", .string(subject)), .init("date", .orNull(date?.iso)),
            .init("text", .string(text)), .init("newText", .string(newText)), .init("form", form?.json ?? .null),
            .init("attachments", .array(attachments.map(\.json))), .init("automatic", .orNull(automatic?.rawValue)),
        ]
    }
}

extension FormSubmission {
    var json: JSON {
        .object([
            "layout": .string(layout), "fields": .object(fields.map { JSON.Member($0.label, .string($0.value)) }),
            "sender": sender?.json ?? .null,
        ])
    }
}

extension Attachment {
    var json: JSON {
        .object([
            "filename": .string(filename), "contentType": .string(contentType), "size": .int(content.count),
            "sha256": .string(hex(SHA256.hash(content))),
        ])
    }
}

extension Handled {
    /// One line of `rehearse --json`.
    /// - Parameters:
    ///   - file: the name under which the message was given; `names` tells those of earlier ones.
    func json(file: String, names: [ID<Arrival>: String], naw: (ID<Person>) -> String?) -> JSON {
        var filedIn: JSON = .null
        var (review, duplicate, ignored): (JSON, JSON, JSON) = (.null, .null, .null)
        if let dossier = filed?.dossier ?? reply {
            filedIn = .object([
                "dossier": .string(dossier.number), "new": .bool(filed?.isNew ?? false),
                "kind": .string(dossier.kind.rawValue),
            ])
        }
        switch decision?.outcome {
        case .hold(let hold): review = .string(hold.rawValue)
        case .duplicate(let original): duplicate = .orNull(names[original])
        case .ignore(let reason): ignored = .string(reason)
        case .file, .open: break
        case nil: if reply == nil { ignored = .string("colleague's answer") }
        }
        let person: JSON = filed?.person.map { .string($0.naw ?? "new") } ?? .null
        let pairs = (decision?.suspectedDuplicates ?? []).compactMap { pair in
            naw(pair.first).flatMap { a in naw(pair.second).map { JSON.strings([a, $0]) } }
        }
        return .object([
            "message": .string(file), "at": .string(at.iso), "verdict": verdict?.json ?? .null, "person": person,
            "filed": filedIn,
            "copies": .strings(filed?.copies.map(\.number) ?? []), "review": review, "duplicateOf": duplicate,
            "ignored": ignored,
            "acknowledged": .bool(filed?.consequences.isAcknowledged ?? false),
            "notified": .strings(filed?.consequences.notified ?? []),
            "suspectedDuplicatePersons": .array(pairs),
            "because": .strings(decision?.because.map(\.english) ?? ["a colleague answers our mail"]),
            "outgoing": .array(
                outgoing.map {
                    .object([
                        "kind": .string($0.kind.rawValue), "to": .strings([$0.to]), "subject": .string($0.subject),
                    ])
                }),
        ])
    }
}
