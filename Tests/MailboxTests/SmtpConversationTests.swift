// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Mailbox

struct SmtpConversationTests {
    typealias Results = [SmtpResult]

    static let hello = "250-mail.example hello\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING\r\n"

    /// Plays the exchange `answers` to the mail; what was said, and the outcome.
    func play(
        _ mail: SmtpMail, hello: String = hello, answers: String
    ) throws -> (said: [String], outcome: SmtpOutcome?, isClosed: Bool) {
        var conversation = SmtpConversation(name: "gehoord.example")
        #expect(conversation.greet() == [.send(Array("EHLO gehoord.example\r\n".utf8))])
        #expect(try conversation.received(Array(hello.utf8)[...]) == [.greeted])
        var (said, outcome) = ([String](), SmtpOutcome?.none)
        func note(_ actions: [SmtpConversation.Action]) {
            for action in actions {
                switch action {
                case .send(let bytes): said.append(String(decoding: bytes, as: UTF8.self))
                case .greeted: Issue.record("greeted twice")
                case .finished(let result): outcome = result
                }
            }
        }
        note(conversation.begin(mail))
        for byte in answers.utf8 { note(try conversation.received([byte])) }
        return (said, outcome, conversation.isClosed)
    }

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        var to = ["a@x.example", "b@x.example"]
        let answers: String
        let last: String
        let results: Results
        var isClosed = false
    }

    static let rows: [Row] = [
        Row(
            testDescription: "all is well", answers: "250 a\r\n250 b\r\n250 c\r\n354 go\r\n250 id=1\r\n",
            last: "Dag\r\n.\r\n",
            results: [.accepted(reply: "250 id=1"), .accepted(reply: "250 id=1")]),
        Row(
            testDescription: "one recipient is unknown",
            answers: "250 a\r\n550-5.1.1 no\r\n550 5.1.1 such\r\n250 c\r\n354 go\r\n250 id=1\r\n", last: "Dag\r\n.\r\n",
            results: [.refused(code: 550, reply: "550 5.1.1 no 5.1.1 such"), .accepted(reply: "250 id=1")]),
        Row(
            testDescription: "no recipient is left", answers: "250 a\r\n550 no\r\n451 later\r\n250 reset\r\n",
            last: "RSET\r\n",
            results: [.refused(code: 550, reply: "550 no"), .later(code: 451, reply: "451 later")]),
        Row(
            testDescription: "the sender is refused",
            answers: "550 no\r\n503 first MAIL\r\n503 first MAIL\r\n250 reset\r\n",
            last: "RSET\r\n", results: [.refused(code: 550, reply: "550 no"), .refused(code: 550, reply: "550 no")]),
        Row(
            testDescription: "the server is busy", answers: "451 greylisted\r\n503 x\r\n503 x\r\n250 reset\r\n",
            last: "RSET\r\n",
            results: [.later(code: 451, reply: "451 greylisted"), .later(code: 451, reply: "451 greylisted")]),
        Row(
            testDescription: "DATA is refused", answers: "250 a\r\n250 b\r\n550 c\r\n554 no\r\n250 reset\r\n",
            last: "RSET\r\n",
            results: [.refused(code: 554, reply: "554 no"), .refused(code: 550, reply: "550 c")]),
        Row(
            testDescription: "the mail is refused", answers: "250 a\r\n250 b\r\n250 c\r\n354 go\r\n552 too large\r\n",
            last: "Dag\r\n.\r\n",
            results: [.refused(code: 552, reply: "552 too large"), .refused(code: 552, reply: "552 too large")]),
        Row(
            testDescription: "the server closes in the middle", answers: "250 a\r\n550 b\r\n421 bye\r\n",
            last: "pipelined",
            results: [.refused(code: 550, reply: "550 b"), .later(code: 421, reply: "421 bye")], isClosed: true),
        Row(
            testDescription: "the server closes after a refusal", answers: "550 a\r\n421 bye\r\n", last: "pipelined",
            results: [.refused(code: 550, reply: "550 a"), .refused(code: 550, reply: "550 a")], isClosed: true),
        Row(
            testDescription: "a reply without words", answers: "250\r\n250\r\n250\r\n354\r\n250\r\n",
            last: "Dag\r\n.\r\n",
            results: [.accepted(reply: "250"), .accepted(reply: "250")]),
    ]

    @Test(arguments: rows)
    func `each recipient gets its own result`(row: Row) throws {
        let mail = SmtpMail(from: "post@office.example", to: row.to, data: Array("Dag".utf8))
        let (said, outcome, isClosed) = try play(mail, answers: row.answers)
        let envelope = "MAIL FROM:<post@office.example> SIZE=3\r\nRCPT TO:<a@x.example>\r\nRCPT TO:<b@x.example>\r\n"
        #expect(said.first == envelope)
        #expect(said.last == (row.last == "pipelined" ? envelope : row.last))
        #expect(outcome?.recipients.map(\.address) == row.to)
        #expect(outcome?.recipients.map(\.result) == row.results)
        #expect(isClosed == row.isClosed)
    }

    @Test func `without pipelining each command waits for its reply`() throws {
        let mail = SmtpMail(from: "", to: ["a@x.example", "b@x.example"], data: Array("é".utf8))
        let (said, outcome, _) = try play(
            mail, hello: "250 mail.example\r\n", answers: "250 a\r\n550 b\r\n250 c\r\n354 go\r\n250 ok\r\n")
        #expect(
            said == [
                "MAIL FROM:<>\r\n", "RCPT TO:<a@x.example>\r\n", "RCPT TO:<b@x.example>\r\n", "DATA\r\n", "é\r\n.\r\n",
            ])
        #expect(outcome?.recipients.map(\.result) == [.refused(code: 550, reply: "550 b"), .accepted(reply: "250 ok")])
    }

    @Test func `without pipelining a refused sender ends the envelope`() throws {
        let mail = SmtpMail(from: "", to: ["a@x.example"], data: [])
        let (said, outcome, _) = try play(mail, hello: "250 mail.example\r\n", answers: "550 no\r\n250 reset\r\n")
        #expect(said == ["MAIL FROM:<>\r\n", "RSET\r\n"])
        #expect(outcome?.recipients.map(\.result) == [.refused(code: 550, reply: "550 no")])
    }

    @Test func `what the mail needs is asked for`() throws {
        let mail = SmtpMail(from: "post@office.example", to: ["zoë@bücher.example"], data: Array("é".utf8))
        let (said, _, _) = try play(mail, answers: "")
        #expect(
            said == [
                "MAIL FROM:<post@office.example> SIZE=2 BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<zoë@xn--bcher-kva.example>\r\n"
            ])
    }

    @Test(arguments: [
        "", "an", "@x.example", "an@", "an@x..y", "a b@x.example", "an@x.example>\r\nRCPT TO:<b@x.example",
        "<an@x.example>",
    ])
    func `what is no address is never sent`(address: String) throws {
        let mail = SmtpMail(from: "post@office.example", to: [address], data: [])
        let (said, outcome, _) = try play(mail, answers: "")
        #expect(said.isEmpty)
        #expect(
            outcome?.recipients.map(\.result) == [
                .refused(code: 553, reply: "\(address) is no address that this server can take")
            ])
    }

    @Test func `a server without SMTPUTF8 gets no address outside ASCII`() throws {
        let mail = SmtpMail(from: "post@office.example", to: ["zoë@x.example", "an@bücher.example"], data: [])
        let (said, _, _) = try play(mail, hello: "250 mail.example\r\n", answers: "250 a\r\n")
        #expect(said == ["MAIL FROM:<post@office.example>\r\n", "RCPT TO:<an@xn--bcher-kva.example>\r\n"])
    }

    @Test func `a server that knows no EHLO hears HELO`() throws {
        var conversation = SmtpConversation(name: "x")
        _ = conversation.greet()
        #expect(try conversation.received(Array("502 what\r\n".utf8)[...]) == [.send(Array("HELO x\r\n".utf8))])
        #expect(try conversation.received(Array("250 mail.example\r\n".utf8)[...]) == [.greeted])
    }

    @Test func `only after the final dot is a lost connection uncertain`() throws {
        var conversation = SmtpConversation(name: "x")
        _ = conversation.greet()
        _ = try conversation.received(Array(Self.hello.utf8)[...])
        let mail = SmtpMail(from: "", to: ["a@x.example", "b@x.example"], data: [])
        _ = conversation.begin(mail)
        var before = conversation
        _ = try before.received(Array("250 a\r\n".utf8)[...])
        #expect(before.lost("weg") == nil)
        _ = try conversation.received(Array("250 a\r\n550 b\r\n250 c\r\n354 go\r\n".utf8)[...])
        #expect(
            conversation.lost("weg")?.recipients.map(\.result) == [
                .refused(code: 550, reply: "550 b"), .uncertain(detail: "weg"),
            ])
        #expect(conversation.isClosed)
    }

    @Test(arguments: [
        ("250 a\r\n250 b\r\n", "250 c\r\n"), ("354 a\r\n", ""), ("250 a\r\n250 b\r\n250 go\r\n", ""), ("onzin\r\n", ""),
        ("99 x\r\n", ""), ("250?a\r\n", ""), (String(repeating: "x", count: 9_000), ""),
        (String(repeating: "250-x\r\n", count: 300), ""),
    ])
    func `what no server may say is a fault`(answers: String, unasked: String) throws {
        var conversation = SmtpConversation(name: "x")
        _ = conversation.greet()
        _ = try conversation.received(Array(Self.hello.utf8)[...])
        _ = conversation.begin(SmtpMail(from: "", to: ["a@x.example"], data: []))
        let problem = #expect(throws: MailboxProblem.self) {
            _ = try conversation.received(Array(answers.utf8)[...])
            _ = try conversation.received(Array((unasked + unasked).utf8)[...])
        }
        guard case .protocolFault = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }

    @Test(arguments: [
        ("", ".\r\n"), ("a", "a\r\n.\r\n"), ("a\r\n", "a\r\n.\r\n"), ("a\n", "a\r\n.\r\n"), (".", "..\r\n.\r\n"),
        ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"), ("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"), ("a\r\r\nb", "a\r\n\r\nb\r\n.\r\n"),
        ("\r\n", "\r\n.\r\n"), ("a.b\r\n..\r\n", "a.b\r\n...\r\n.\r\n"),
    ])
    func `nothing inside a mail looks like its end`(data: String, sent: String) {
        #expect(String(decoding: SmtpMail(from: "", to: [], data: Array(data.utf8)).dotted, as: UTF8.self) == sent)
    }

    @Test(arguments: [
        ("x.example", "x.example"), ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("münchen.例え.jp", "xn--mnchen-3ya.xn--r8jz45g.jp"), ("ليهمابتكلموشعربي؟", "xn--egbpdaj6bu4bxfgehfvwxn"),
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
    ])
    func `a domain is written in ASCII`(domain: String, written: String) {
        #expect(AsciiDomain.encoded(domain) == written)
    }
}
