// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Mailbox

struct ImapWordsTests {
    @Test(arguments: [
        ("INBOX", "INBOX"), ("Afgehandeld één", "Afgehandeld &AOkA6Q-n"), ("R&D", "R&-D"), ("台北", "&U,BTFw-"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"), ("a\r\nb", "a&AA0ACg-b"), ("😀", "&2D3eAA-"),
        ("", ""),
    ])
    func `folder names are written in modified UTF-7`(name: String, written: String) {
        #expect(FolderName.encoded(name) == written)
    }

    @Test(arguments: [
        (" 1-Jan-1970 00:00:00 +0000", 0), ("01-Jan-1970 00:00:00 +0000", 0), ("1-JAN-1970 01:00:00 +0100", 0),
        ("31-Dec-1969 19:00:00 -0500", 0), ("29-Feb-2024 12:00:00 +0530", 1_709_188_200),
    ])
    func `a receipt date is a moment`(text: String, seconds: Int) {
        #expect(InternalDate.moment(text) == Moment(seconds: seconds))
    }

    @Test(arguments: [
        "", "30-Feb-2024 12:00:00 +0000", "1-Jan-2024 25:00:00 +0000", "1-Jan-2024 12:00 +0000",
        "1-Jan-2024 12:00:00 CET",
        "1-Foo-2024 12:00:00 +0000", "1-Jan-2024 12:00:00 +01:0", "1-Jan-2024 12:00:00 +0175",
        "1-Jan-2024 12:00:00 ++100",
    ])
    func `anything else is none`(text: String) {
        #expect(InternalDate.moment(text) == nil)
    }

    @Test func `portions keep to the number and the bytes, and a giant goes alone`() {
        let sizes = [1, 1, 1, 50, 4, 7, 2]
        let messages = sizes.enumerated().map {
            ListedMessage(uid: UInt32($0 + 1), receivedAt: Moment(seconds: 0), size: $1)
        }
        let portions = ListedMessage.batches(messages, of: 2, bytes: 10).map { $0.map(\.size) }
        #expect(portions == [[1, 1], [1], [50], [4], [7, 2]])
        #expect(ListedMessage.batches([]).isEmpty)
    }

    @Test func `a refusal is found among the lines of the connection`() {
        let lines = [
            "* OK NO problem", "* CAPABILITY IMAP4rev1", "A001 OK x", "A002 NO [AUTHENTICATIONFAILED] nee", "* BYE dag",
        ]
        #expect(ServerWords.refusal(in: lines, .imap) == "BYE dag")
        #expect(ServerWords.refusal(in: lines.dropLast(), .imap) == "NO [AUTHENTICATIONFAILED] nee")
        #expect(ServerWords.refusal(in: ["* OK NO problem"], .imap) == "")
        #expect(ServerWords.refusal(in: ["220 hier", "250-A", "250 B", "535 5.7.8 nee"], .smtp) == "535 5.7.8 nee")
    }
}
