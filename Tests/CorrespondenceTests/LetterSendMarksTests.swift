// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Message
import Testing

@testable import Correspondence

struct LetterSendMarksTests {
    static let seal = Seal(key: Array("a secret of the office".utf8))
    static let office = EmailAddress(name: "Bureau", address: "Bureau@ombudsman.example")

    static func mail(from: EmailAddress = office, fields: [HeaderField]) -> Message {
        var message = Message()
        message.from = [from]
        message.header = fields
        return message
    }

    static func marks(_ kind: LetterKind) -> [HeaderField] {
        SendMarks.fields(for: kind, messageID: "a.1@ombudsman.example", from: office, seal: seal)
    }

    @Test(arguments: LetterKind.allCases)
    func `every mail says that a machine wrote it, and asks for bounces only`(kind: LetterKind) {
        let message = Self.mail(fields: Self.marks(kind))
        let answers: Set<LetterKind> = [
            .acknowledgement, .followUpReceived, .receipt, .commandConfirmed, .commandRefused,
        ]
        #expect(message.field("Auto-Submitted") == (answers.contains(kind) ? "auto-replied" : "auto-generated"))
        let suppressed = message.field("X-Auto-Response-Suppress")?.split(separator: ", ")
        #expect(suppressed == ["DR", "RN", "NRN", "OOF", "AutoReply"])
        #expect(message.field("Precedence") == nil)
        #expect(SendMarks.isOurs(message, seal: Self.seal))
    }

    @Test func `our mail is known in another case, folded, and with its Message-ID replaced`() {
        var message = Self.mail(
            from: EmailAddress(address: "bureau@OMBUDSMAN.example"),
            fields: Self.marks(.digest).map {
                HeaderField(name: $0.name.lowercased(), value: "  " + $0.value + "\r\n ")
            })
        message.messageID = "other@relay.example"
        #expect(SendMarks.isOurs(message, seal: Self.seal))
    }

    @Test func `a copied, forged or damaged mark makes no mail ours`() {
        let marks = Self.marks(.acknowledgement)
        #expect(
            !SendMarks.isOurs(
                Self.mail(from: EmailAddress(address: "jan@example.org"), fields: marks), seal: Self.seal))
        #expect(!SendMarks.isOurs(Self.mail(fields: marks), seal: Seal(key: [1])))
        #expect(!SendMarks.isOurs(Self.mail(fields: []), seal: Self.seal))
        for value in [
            "", "a.1@ombudsman.example", "a.1@ombudsman.example x",
            "b.2@ombudsman.example \(Self.seal.token("mail"))",
        ] {
            #expect(
                !SendMarks.isOurs(
                    Self.mail(fields: [HeaderField(name: "X-Gehoord", value: value)]), seal: Self.seal))
        }
        var nobody = Self.mail(fields: marks)
        nobody.from = []
        #expect(!SendMarks.isOurs(nobody, seal: Self.seal))
    }
}
