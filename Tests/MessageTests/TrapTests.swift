// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Message

/// What reading can stumble over: `NNN-name.eml`, and beside it `NNN-name.expected.json` with what must be read.
struct TrapTests {
    struct Trap: Sendable, CustomTestStringConvertible {
        let name: String
        var testDescription: String { name }
    }

    static let traps: [Trap] = {
        let folder = checkout.appending(path: "Tests/MessageTests/Fixtures").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".eml") && $0.prefix(3).allSatisfy(\.isNumber) }.sorted()
            .map { Trap(name: String($0.dropLast(4))) }
    }()

    @Test func `there are traps`() { #expect(Self.traps.count >= 60) }

    @Test(arguments: traps) func `the trap is read as expected`(trap: Trap) throws {
        let mail = MessageReader().read(try fixture(trap.name + ".eml"))
        let read = Self.facts(mail)
        guard case .object(let members) = try JSON.parse(try fixture(trap.name + ".expected.json")) else {
            Issue.record("the expectation is no object")
            return
        }
        #expect(!members.isEmpty)
        for member in members {
            switch member.key {
            case "trap": break
            case "fieldsHave":
                for field in member.value.stringList {
                    #expect(mail.header.contains { "\($0.name): \($0.value)" == field }, "\(field)")
                }
            case "textHas": for words in member.value.stringList { #expect(mail.text.contains(words)) }
            case "textLacks": for words in member.value.stringList { #expect(!mail.text.contains(words)) }
            case "findingsHave":
                for words in member.value.stringList { #expect(mail.findings.contains { $0.what.contains(words) }) }
            default:
                let fact = try #require(read[member.key], "\(member.key) is nothing that is read")
                #expect(fact == member.value, "\(member.key)")
            }
        }
    }

    private static func facts(_ mail: Message) -> JSON {
        .object([
            "from": .strings(mail.from.map(written)), "to": .strings(mail.to.map(written)),
            "cc": .strings(mail.cc.map(written)), "replyTo": .strings(mail.replyTo.map(written)),
            "subject": .string(mail.subject), "bareSubject": .string(mail.bareSubject),
            "date": .orNull(mail.date?.iso), "messageID": .orNull(mail.messageID),
            "inReplyTo": .strings(mail.inReplyTo), "references": .strings(mail.references),
            "text": .string(mail.text), "own": .string(mail.newText), "signature": .string(mail.signature),
            "attachments": .strings(mail.attachments.map { "\($0.filename) \($0.contentType) \($0.content.count)" }),
            "letters": .strings(
                mail.attachments.compactMap(\.outlookMessage).map { letter in
                    "\(letter.subject) | \(letter.from.map(written) ?? "") | \(letter.text)"
                }),
            "automatic": .orNull(mail.automatic?.rawValue), "findings": .strings(mail.findings.map(\.what)),
            "report": mail.report.map { report in
                .object([
                    "recipient": .orNull(report.recipient), "permanent": .bool(report.isPermanent),
                    "original": .orNull(report.originalMessageID),
                ])
            } ?? .null,
            "form": mail.form.map { form in
                .object([
                    "layout": .string(form.layout), "sender": .orNull(form.sender.map(written)),
                    "question": .string(form.question),
                ])
            } ?? .null,
            "forwarded": mail.forwarded.map { inside in
                .object([
                    "from": .orNull(inside.from.map(written)), "date": .orNull(inside.date?.iso),
                    "subject": .orNull(inside.subject), "text": .string(inside.text),
                ])
            } ?? .null,
        ])
    }

    private static func written(_ address: EmailAddress) -> String {
        address.name.isEmpty ? address.address : "\(address.name) <\(address.address)>"
    }
}
