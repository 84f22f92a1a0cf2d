// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Message

/// What a header text says, and what must be read in it.
struct Reading: Sendable, CustomTestStringConvertible {
    let written: String
    let read: String
    init(_ written: String, _ read: String) { (self.written, self.read) = (written, read) }
    var testDescription: String { written }
}

struct EncodedWordTests {
    @Test(arguments: [
        Reading("Klacht over de afvalcontainer", "Klacht over de afvalcontainer"),
        Reading("=?utf-8?Q?Klacht_over_caf=C3=A9?=", "Klacht over café"),
        Reading("=?UTF-8?B?8J+YoSBLbGFjaHQ=?=", "😡 Klacht"),
        Reading("=?iso-8859-1?Q?Caf=E9?= De Zwaan", "Café De Zwaan"),
        Reading("=?utf-8?q?een?= =?utf-8?q?woord?=", "eenwoord"),
        Reading("=?utf-8?q?een?=\t  =?utf-8?q?_woord?= en meer", "een woord en meer"),
        Reading("=?utf-8?B?w6k=?= =?utf-8?B?w6k=?=", "éé"),
        Reading("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
        Reading("=?windows-1252?Q?=80_50?=", "€ 50"),
        Reading("=?iso-8859-1?Q?=80_50?=", "€ 50"),
        Reading("=?us-ascii?Q?caf=C3=A9?=", "café"),
        Reading("=?utf-8?Q?caf=E9?=", "café"),
        Reading("=?utf-8*nl?Q?kl=61cht?=", "klacht"),
        Reading("=?utf-8?Q?met blanco's erin?=", "met blanco's erin"),
        Reading("Re:=?utf-8?Q?aan=20elkaar?=", "Re:aan elkaar"),
        Reading("=?utf-8?B?aGFsbG8?=", "hallo"),
        Reading("=?utf-8?B?SmFuc2VuLA==?=", "Jansen,"),
        Reading("=?utf-8?Q??=", ""),
        Reading("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        Reading("=?utf-8?Q?open", "=?utf-8?Q?open"),
        Reading("2 =? 3", "2 =? 3"),
        Reading("=?utf-8?Q?een=0D=0ABcc:_x@y.nl?=", "een  Bcc: x@y.nl"),
        Reading("=?koi8-r?B?68zB09M=?=", "Класс"),
        Reading("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ])
    func `encoded words become the text that was meant`(row: Reading) {
        #expect(EncodedWord.decode(row.written) == row.read)
    }
}

struct AddressParserTests {
    @Test(arguments: [
        Reading("jan@example.org", "|jan@example.org"),
        Reading("Jan Jansen <jan@example.org>", "Jan Jansen|jan@example.org"),
        Reading(
            "\"Jansen, Jan\" <jan@example.org>, piet@example.org", "Jansen, Jan|jan@example.org;|piet@example.org"),
        Reading("Jansen, Jan <jan@example.org>", "Jansen, Jan|jan@example.org"),
        Reading("jan@example.org (Jan Jansen)", "Jan Jansen|jan@example.org"),
        Reading("<jan@example.org> (Jan Jansen)", "Jan Jansen|jan@example.org"),
        Reading("Jan (de (oude) heer) Jansen <jan@example.org>", "Jan Jansen|jan@example.org"),
        Reading("Bestuur: jan@example.org, Piet <piet@example.org>;", "|jan@example.org;Piet|piet@example.org"),
        Reading("undisclosed-recipients:;", ""),
        Reading("\"jan jansen\"@example.org", "|\"jan jansen\"@example.org"),
        Reading("Jan <@relay.example,@b.example:jan@example.org>", "Jan|jan@example.org"),
        Reading("jan . jansen @ example . org", "|jan.jansen@example.org"),
        Reading("=?utf-8?Q?J=C3=BCrgen,_Dr?= <j@example.org>", "Jürgen, Dr|j@example.org"),
        Reading("\"=?utf-8?Q?J=C3=BCrgen?=\" <j@example.org>", "Jürgen|j@example.org"),
        Reading("Jürgen <j@example.org>", "Jürgen|j@example.org"),
        Reading("'Jan Jansen' <jan@example.org>", "Jan Jansen|jan@example.org"),
        Reading("Jan <jan@example.org> Piet <piet@example.org>", "Jan|jan@example.org;Piet|piet@example.org"),
        Reading("jan@example.org; piet@example.org", "|jan@example.org;|piet@example.org"),
        Reading("jan@[192.0.2.1]", "|jan@[192.0.2.1]"),
        Reading("Jan <jan@münchen.example>", "Jan|jan@münchen.example"),
        Reading("Jan O'Neill <jan.o'neill@example.org>", "Jan O'Neill|jan.o'neill@example.org"),
        Reading("HartelijkGefeliciteerd", "HartelijkGefeliciteerd|"),
        Reading("Jan <jan@example.org", "Jan|jan@example.org"),
        Reading("Jan <<jan@example.org>>", "Jan|jan@example.org"),
        Reading("Jan jan@example.org", "Jan|jan@example.org"),
        Reading("<mailto:jan@example.org>", "|jan@example.org"),
        Reading("", ""),
        Reading(",,;:<>()", ""),
    ])
    func `an address list gives names and addresses`(row: Reading) {
        let read = AddressParser.list(row.written).map { "\($0.name)|\($0.address)" }.joined(separator: ";")
        #expect(read == row.read)
    }
}

struct MessageIDTests {
    @Test(arguments: [
        Reading("<a@b>", "a@b"), Reading("<a@b> <c@d>", "a@b c@d"), Reading("<a@b><c@d>", "a@b c@d"),
        Reading("Uw bericht van maandag <a@b>", "a@b"), Reading("a@b", "a@b"), Reading("<a @\t b>", "a@b"),
        Reading("<a@b", "a@b"), Reading("<>", ""), Reading("", ""), Reading("Uw bericht van maandag", ""),
        Reading("a@b, c@d", "a@b c@d"), Reading("kenmerk-12", "kenmerk-12"),
    ])
    func `identifiers come without brackets and without the words around them`(row: Reading) {
        #expect(MessageID.list(row.written).joined(separator: " ") == row.read)
    }
}

struct DateParserTests {
    @Test(arguments: [
        Reading("Mon, 02 Mar 2026 10:00:00 +0100", "2026-03-02T09:00:00Z"),
        Reading("Mon, 2 Mar 2026 10:00:00 +0100 (CET)", "2026-03-02T09:00:00Z"),
        Reading("2 Mar 26 10:00 GMT", "2026-03-02T10:00:00Z"),
        Reading("Mon, 2 Mar 1998 10:00:00 EST", "1998-03-02T15:00:00Z"),
        Reading("02 Mar 2026 10:00:00 -0000", "2026-03-02T10:00:00Z"),
        Reading("Mon Mar  2 10:00:00 2026", "2026-03-02T10:00:00Z"),
        Reading("Mon Mar  2 10:00:00 CET 2026", "2026-03-02T09:00:00Z"),
        Reading("Mon Mar  2 10:00:00 2026 +0100", "2026-03-02T09:00:00Z"),
        Reading("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"),
        Reading("2026-03-02 10:00:00", "2026-03-02T10:00:00Z"),
        Reading("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
        Reading("Mon, 02 Mar 2026 10:00:00 GMT+0100", "2026-03-02T09:00:00Z"),
        Reading("Mon, 02 Mar 2026 10:00:00.123 +0100", "2026-03-02T09:00:00Z"),
        Reading("Mon, 02-Mar-2026 10:00:00 +0100", "2026-03-02T09:00:00Z"),
        Reading("3/2/2026 10:00:00 PM", "2026-03-02T22:00:00Z"),
        Reading("02-03-2026 10:00", "2026-03-02T10:00:00Z"),
        Reading("ma, 02 mrt 2026 10:00:00 +0100", "2026-03-02T09:00:00Z"),
        Reading("Mon, 02 Mar 126 10:00:00 +0000", "2026-03-02T10:00:00Z"),
        Reading("Mon, 02 Mar 2026 24:00:00 +0000", "2026-03-03T00:00:00Z"),
        Reading("2 mars 2026 10:00 +0100", "2026-03-02T09:00:00Z"),
        Reading("mar. 17 nov. 2026 10:00 +0100", "2026-11-17T09:00:00Z"),
        Reading("Mon, 30 Feb 2026 10:00:00 +0100", "geen"),
        Reading("gisteren", "geen"), Reading("", "geen"), Reading("99:99", "geen"),
    ])
    func `a date in any shape is one moment`(row: Reading) {
        #expect((DateParser.moment(row.written)?.iso ?? "geen") == row.read)
    }

    @Test(arguments: [
        Reading("maandag 17 april 2023 12:31", "2023-04-17T10:31:00Z"),
        Reading("donderdag 27 januari 2022 17:39", "2022-01-27T16:39:00Z"),
        Reading("di 17 nov 2026 om 10:11", "2026-11-17T09:11:00Z"),
        Reading("17-11-2026 10:11", "2026-11-17T09:11:00Z"),
        Reading("Dienstag, 17. November 2026 10:11", "2026-11-17T09:11:00Z"),
        Reading("mardi 17 novembre 2026 10:11", "2026-11-17T09:11:00Z"),
        Reading("17 november 2026, 10.11 uur", "2026-11-17T09:11:00Z"),
    ])
    func `a date in a forward's header is Dutch time`(row: Reading) {
        #expect(DateParser.moment(row.written, unzoned: .dutch)?.iso == row.read)
    }
}

struct ParameterParserTests {
    @Test(arguments: [
        Reading("attachment; filename=brief.pdf", "brief.pdf"),
        Reading("attachment; filename=\"brief; versie 2.pdf\"", "brief; versie 2.pdf"),
        Reading("attachment; filename=brief van mij (1).pdf", "brief van mij (1).pdf"),
        Reading("attachment; FILENAME=\"a.pdf\"; filename=\"b.pdf\"", "a.pdf"),
        Reading("attachment; filename*=utf-8''caf%C3%A9.pdf", "café.pdf"),
        Reading("attachment; filename*0=\"eerste-\"; filename*1=\"tweede.pdf\"", "eerste-tweede.pdf"),
        Reading("attachment; filename*1*=%A9.pdf; filename*0*=utf-8''caf%C3", "café.pdf"),
        Reading("attachment; filename=\"a.pdf\"; filename*=iso-8859-1'nl'caf%E9.pdf", "café.pdf"),
        Reading("attachment; filename==?utf-8?Q?caf=C3=A9;_x.pdf?=", "café; x.pdf"),
        Reading("attachment; filename=\"=?utf-8?B?Y2Fmw6kucGRm?=\"", "café.pdf"),
        Reading("attachment; filename=\"nooit dicht.pdf", "nooit dicht.pdf"),
        Reading("attachment; filename=\"C:\\map\\brief.pdf\"", "C:\\map\\brief.pdf"),
        Reading("attachment; filename*=\"utf-8''caf%C3%A9.pdf\"", "café.pdf"),
        Reading("attachment", "geen"),
    ])
    func `a file name is read in every way that it is written`(row: Reading) {
        #expect((ParameterizedValue(row.written)["filename"] ?? "geen") == row.read)
    }

    @Test(arguments: [
        Reading("../../etc/passwd", "passwd"), Reading("C:\\Users\\jan\\brief.pdf", "brief.pdf"), Reading("..", ""),
        Reading("brief\u{202e}fdp.exe", "brieffdp.exe"), Reading(" brief.pdf\n", "brief.pdf"),
    ])
    func `a file name never leads elsewhere`(row: Reading) {
        #expect(AttachmentName.clean(row.written) == row.read)
    }
}

struct HeaderParserTests {
    private func fields(_ text: String, isTop: Bool = true) -> [String] {
        HeaderParser(limits: ReadingLimits()).parse(Array(text.utf8)[...], isTop: isTop).fields.map {
            "\($0.name)=\($0.value)"
        }
    }

    @Test(arguments: [
        "Subject: a\nFrom: b\n\nbody", "Subject: a\r\nFrom: b\r\n\r\nbody", "\n\nSubject: a\nFrom: b\n\n",
        "\u{feff}Subject: a\nFrom: b\n\n", "From jan Mon Mar 2 2026\nSubject: a\nFrom: b\n\n", "Subject : a\nFrom:b",
        "Subject:\n a\nFrom: b\n\n",
    ])
    func `the same header in other dress is the same header`(text: String) {
        #expect(fields(text) == ["Subject=a", "From=b"])
    }

    @Test func `a line that lost its blank belongs to the field above`() {
        #expect(fields("Subject: een lang\nonderwerp\nFrom: b\n\n") == ["Subject=een lang onderwerp", "From=b"])
    }

    @Test func `raw bytes are UTF-8, else the charset of the mail, else windows-1252`() {
        func subject(_ bytes: [UInt8], type: String) -> String? {
            let header = Array("Content-Type: \(type)\nSubject: ".utf8) + bytes + [0x0a, 0x0a]
            return HeaderParser(limits: ReadingLimits()).parse(header[...])["subject"]
        }
        #expect(subject(Array("café".utf8), type: "text/plain") == "café")
        #expect(subject([0x63, 0x61, 0x66, 0xe9], type: "text/plain") == "café")
        #expect(subject([0xeb, 0xcc], type: "text/plain; charset=koi8-r") == "Кл")
    }

    @Test(arguments: [(1_000, 10_000), (4 << 20, 90)])
    func `a header over the limit is cut and said so`(bytes: Int, fields: Int) {
        var limits = ReadingLimits()
        (limits.headerBytes, limits.fields) = (bytes, fields)
        let text = "From: a@b.nl\n" + String(repeating: "X-Vol: vol\n", count: 1_000) + "\nbody"
        let block = HeaderParser(limits: limits).parse(Array(text.utf8)[...])
        #expect(block.fields.count < 110)
        #expect(block.findings.count == 1)
        #expect(Array(text.utf8)[block.bodyStart...].text == "body")
    }
}
