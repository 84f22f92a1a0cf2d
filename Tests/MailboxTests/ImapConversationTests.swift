// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Mailbox

struct ImapConversationTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let command: ImapConversation.Command
        let sent: String
        let answer: String
        let events: [ImapConversation.Event]
    }

    static func fetched(_ uid: UInt32, _ raw: String, size: Int? = nil, header: Bool = false) -> ImapConversation.Event
    {
        .fetched(
            FetchedMessage(
                uid: uid, receivedAt: Moment(seconds: 1_772_442_300), size: size ?? raw.utf8.count,
                raw: Array(raw.utf8),
                isHeaderOnly: header))
    }
    static let date = "INTERNALDATE \" 2-Mar-2026 10:05:00 +0100\""

    static let rows: [Row] = [
        Row(
            testDescription: "capabilities", command: .capability, sent: "g1 CAPABILITY",
            answer: "* CAPABILITY IMAP4rev1 MOVE\r\ng1 OK\r\n", events: [.finished(.capability, refusal: nil)]),
        Row(
            testDescription: "a list", command: .list(after: 4),
            sent: "g1 UID FETCH 5:* (UID INTERNALDATE RFC822.SIZE)",
            answer: "* 1 FETCH (UID 5 RFC822.SIZE 44 \(date))\r\ng1 OK\r\n",
            events: [
                .listed(ListedMessage(uid: 5, receivedAt: Moment(seconds: 1_772_442_300), size: 44)),
                .finished(.list(after: 4), refusal: nil),
            ]),
        Row(
            testDescription: "a body with the answer inside", command: .bodies([5, 6, 7, 9]),
            sent: "g1 UID FETCH 5:7,9 (UID INTERNALDATE BODY.PEEK[])",
            answer: "* 1 FETCH (UID 5 \(date) BODY[] {9}\r\ng1 OK x\r\n)\r\ng1 OK\r\n",
            events: [fetched(5, "g1 OK x\r\n"), .finished(.bodies([5, 6, 7, 9]), refusal: nil)]),
        Row(
            testDescription: "a body before the UID, in quotes, and an empty one", command: .bodies([5]),
            sent: "g1 UID FETCH 5 (UID INTERNALDATE BODY.PEEK[])",
            answer:
                "* 1 FETCH (BODY[] \"a\\\"b\" \(date) UID 5)\r\n* 2 FETCH (BODY[] {0}\r\n UID 6 \(date))\r\ng1 OK\r\n",
            events: [fetched(5, "a\"b"), fetched(6, ""), .finished(.bodies([5]), refusal: nil)]),
        Row(
            testDescription: "a header", command: .headers([5]),
            sent: "g1 UID FETCH 5 (UID INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER]<0.1048576>)",
            answer: "* 1 FETCH (UID 5 RFC822.SIZE 900 \(date) BODY[HEADER]<0> {4}\r\nA: b)\r\ng1 OK\r\n",
            events: [fetched(5, "A: b", size: 900, header: true), .finished(.headers([5]), refusal: nil)]),
        Row(
            testDescription: "NIL for a body", command: .bodies([5]),
            sent: "g1 UID FETCH 5 (UID INTERNALDATE BODY.PEEK[])",
            answer: "* 1 FETCH (UID 5 \(date) BODY[] NIL)\r\ng1 OK\r\n",
            events: [.withheld(uid: 5), .finished(.bodies([5]), refusal: nil)]),
        Row(
            testDescription: "news unasked", command: .logout, sent: "g1 LOGOUT",
            answer: "* 3 EXPUNGE\r\n* 2 FETCH (FLAGS (\\Seen $x))\r\n* FLAGS (\\Seen)\r\n\r\n* OK [ALERT] vol {12}\r\n"
                + "* VANISHED 1:5\r\n* BYE dag\r\ng1 OK\r\n",
            events: [.finished(.logout, refusal: nil)]),
        Row(
            testDescription: "a refusal", command: .select(folder: "A\"&\\"), sent: "g1 SELECT \"A\\\"&-\\\\\"",
            answer: "g1 NO [NONEXISTENT] no such {3}\r\n",
            events: [
                .finished(
                    .select(folder: "A\"&\\"),
                    refusal: ImapConversation.Refusal(code: "NONEXISTENT", text: "no such {3}"))
            ]),
        Row(
            testDescription: "a bare refusal", command: .move([1], folder: "B"), sent: "g1 UID MOVE 1 \"B\"",
            answer: "g1 BAD\r\n",
            events: [.finished(.move([1], folder: "B"), refusal: ImapConversation.Refusal(code: "", text: ""))]),
        Row(
            testDescription: "a copy", command: .copy([1], folder: "B"), sent: "g1 UID COPY 1 \"B\"",
            answer: "g1 OK [COPYUID 1 1 1] x\r\n", events: [.finished(.copy([1], folder: "B"), refusal: nil)]),
        Row(
            testDescription: "a flag", command: .flag("\\Seen", [3, 1, 2]),
            sent: "g1 UID STORE 1:3 +FLAGS.SILENT (\\Seen)",
            answer: "g1 OK\r\n", events: [.finished(.flag("\\Seen", [3, 1, 2]), refusal: nil)]),
        Row(
            testDescription: "an expunge", command: .expunge([7, 7]), sent: "g1 UID EXPUNGE 7",
            answer: "* 1 EXPUNGE\r\ng1 OK\r\n", events: [.finished(.expunge([7, 7]), refusal: nil)]),
    ]

    @Test(arguments: rows)
    func `a command and its answer, whole and byte by byte`(row: Row) throws {
        var whole = ImapConversation()
        #expect(String(decoding: whole.start(row.command), as: UTF8.self) == row.sent + "\r\n")
        #expect(try whole.received(Array(row.answer.utf8)[...]) == row.events)
        #expect(whole.inFlight == 0)

        var slow = ImapConversation()
        _ = slow.start(row.command)
        var events: [ImapConversation.Event] = []
        for byte in row.answer.utf8 { events += try slow.received([byte]) }
        #expect(events == row.events)
    }

    @Test func `a folder's state is what the answer to SELECT says, and begins anew`() throws {
        var conversation = ImapConversation()
        _ = conversation.start(.select(folder: "INBOX"))
        let answer =
            "* 3 EXISTS\r\n* OK [UIDVALIDITY 4294967295] x\r\n* OK [UIDNEXT 8] x\r\n"
            + "* OK [PERMANENTFLAGS (\\Seen $Mark)] x\r\ng1 OK [READ-WRITE] x\r\n"
        _ = try conversation.received(Array(answer.utf8)[...])
        #expect(conversation.uidValidity == 4_294_967_295)
        #expect(conversation.uidNext == 8)
        #expect(conversation.exists == 3)
        #expect(conversation.permanentFlags == ["\\seen", "$mark"])
        _ = conversation.start(.select(folder: "Leeg"))
        #expect(conversation.uidValidity == nil)
        #expect(conversation.exists == 0)
    }

    @Test func `two commands under way are each answered`() throws {
        var conversation = ImapConversation()
        _ = conversation.start(.bodies([1]))
        _ = conversation.start(.bodies([2]))
        let events = try conversation.received(Array("g2 OK\r\ng1 NO x\r\n".utf8)[...])
        #expect(
            events == [
                .finished(.bodies([2]), refusal: nil),
                .finished(.bodies([1]), refusal: ImapConversation.Refusal(code: "", text: "x")),
            ])
    }

    @Test func `a mail without a receipt date was received when it was first seen`() throws {
        var conversation = ImapConversation(clock: .starting(at: Moment(seconds: 5_000_000_000)))
        _ = conversation.start(.list(after: 0))
        let events = try conversation.received(
            Array("* 1 FETCH (UID 5 RFC822.SIZE 44 INTERNALDATE \"gisteren\")\r\n".utf8)[...])
        guard case .listed(let message)? = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(message.receivedAt >= Moment(seconds: 5_000_000_000))
    }

    struct Fault: CustomTestStringConvertible {
        let answer: String
        let problem: MailboxProblem
        var testDescription: String { String(answer.prefix(40)).debugDescription }
        init(_ answer: String, _ problem: MailboxProblem) { (self.answer, self.problem) = (answer, problem) }
    }

    @Test(arguments: [
        Fault("g7 OK\r\n", .protocolFault(detail: "it answered a command that was not given (g7)")),
        Fault("+ meer\r\n", .protocolFault(detail: "it asked for more where a command was complete")),
        Fault("* 1 FETCH (UID 1\r\n", .protocolFault(detail: "it said \u{201C}* 1 FETCH (UID 1\u{201D}")),
        Fault("* 1 FETCH (\"x)\r\n", .protocolFault(detail: "it said \u{201C}* 1 FETCH (\"x)\u{201D}")),
        Fault("* 1 FETCH UID\r\n", .protocolFault(detail: "a FETCH without its values")),
        Fault("* 1 FETCH (BODY[] \"x\")\r\n", .protocolFault(detail: "a FETCH without a UID")),
        Fault("x\r\n", .protocolFault(detail: "it said \u{201C}x\u{201D}")),
        Fault("* BYE\r\n", .broken(detail: "the server said goodbye: ")),
        Fault(
            "* 1 FETCH (BODY[] {99999999}\r\n",
            .protocolFault(detail: "it announced 99999999 bytes where at most 67108864 were expected")),
        Fault(
            "* 1 FETCH " + String(repeating: "(", count: 30) + "\r\n",
            .protocolFault(detail: "it said \u{201C}* 1 FETCH " + String(repeating: "(", count: 30) + "\u{201D}")),
        Fault(
            "* X" + String(repeating: "x", count: ImapResponseParser.lineLimit) + "\r\n",
            .protocolFault(detail: "a line of more than a megabyte")),
        Fault(
            String(repeating: "* X {0}\r\n", count: 1) + String(repeating: " {0}\r\n", count: 80),
            .protocolFault(detail: "too many literals in one response")),
    ])
    func `what no server may say is a fault`(row: Fault) {
        var conversation = ImapConversation()
        _ = conversation.start(.bodies([1]))
        #expect(throws: row.problem) { _ = try conversation.received(Array(row.answer.utf8)[...]) }
    }
}
