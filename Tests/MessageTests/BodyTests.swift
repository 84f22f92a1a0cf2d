// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Message

struct TransferDecodingTests {
    private func decoded(_ text: String, _ encoding: String) -> String {
        TransferDecoding.decode(Array(text.utf8)[...], encoding: encoding).bytes.text
    }

    @Test(arguments: [
        Reading("aGFsbG8=", "hallo"), Reading("aGFsbG8", "hallo"), Reading("aGFs\r\nbG8=\r\n", "hallo"),
        Reading("aGFs bG8=", "hallo"), Reading("aGFsbG8=aGFsbG8=", "hallohallo"), Reading("", ""),
        Reading("====", ""),
        Reading("Dit is gewoon tekst. Niets aan.", "Dit is gewoon tekst. Niets aan."),
    ])
    func `base64 is read through its damage`(row: Reading) {
        #expect(decoded(row.written, "Base64") == row.read)
    }

    @Test(arguments: [
        Reading("caf=C3=A9", "café"), Reading("caf=c3=a9", "café"), Reading("een=\r\nwoord", "eenwoord"),
        Reading("een= \t\nwoord", "eenwoord"), Reading("blanco  \r\nweg", "blanco\r\nweg"), Reading("1 = 1", "1 = 1"),
        Reading("=ZZ", "=ZZ"), Reading("einde=", "einde"), Reading("einde=4", "einde=4"), Reading("a=20\n", "a \n"),
    ])
    func `quoted-printable is read through its damage`(row: Reading) {
        #expect(decoded(row.written, "quoted-printable") == row.read)
    }

    @Test func `uuencode is read, and an unknown encoding left alone`() {
        #expect(decoded("begin 644 x\n%:&%L;&\\\n`\nend\n", "x-uuencode") == "hallo")
        #expect(!TransferDecoding.decode([0x61], encoding: "x-raar").isKnown)
        #expect(decoded("abc", "x-raar") == "abc")
    }
}

struct CharsetTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let label: String?
        let read: String
        var testDescription: String { "\(label ?? "none") \(read)" }
    }

    @Test(arguments: [
        Row(bytes: [0x80, 0x35], label: "windows-1252", read: "€5"),
        Row(bytes: [0x80, 0x35], label: "ISO-8859-1", read: "€5"),
        Row(bytes: [0xa4], label: "iso-8859-15", read: "€"), Row(bytes: [0x63, 0xe9], label: nil, read: "cé"),
        Row(bytes: Array("cé".utf8), label: "us-ascii", read: "cé"),
        Row(bytes: [0x63, 0xe9], label: "utf-8", read: "cé"),
        Row(bytes: Array("é".utf8) + [0xe9], label: "utf8", read: "é\u{fffd}"),
        Row(bytes: [0xef, 0xbb, 0xbf, 0x61], label: "utf-8", read: "a"),
        Row(bytes: [0xff, 0xfe, 0x61, 0x00], label: "utf-16", read: "a"),
        Row(bytes: [0x61, 0x00], label: "utf-16le", read: "a"),
        Row(bytes: [0x00, 0x61], label: "utf-16", read: "a"), Row(bytes: [0x82], label: "cp850", read: "é"),
        Row(bytes: [0x8e], label: "macintosh", read: "é"), Row(bytes: [0xf0], label: "windows-1254", read: "ğ"),
        Row(bytes: [0xb0, 0xa1], label: "ks_c_5601-1987", read: "가"),
        Row(bytes: [0x82, 0xa0], label: "x-sjis", read: "あ"),
        Row(bytes: Array("~{VPND~}".utf8), label: "hz-gb-2312", read: "中文"),
        Row(bytes: Array("caf+AOk-".utf8), label: "unicode-1-1-utf-7", read: "café"),
        Row(bytes: [0xc4, 0xe3], label: "gb2312", read: "你"),
        Row(bytes: [0x63, 0xe9], label: "x-bestaat-niet", read: "cé"),
        Row(bytes: [0xeb, 0xcc, 0xc1, 0xd3, 0xd3], label: "koi8-r", read: "Класс"),
        Row(bytes: [0xca, 0xeb, 0xe0, 0xf1, 0xf1], label: "windows-1251", read: "Класс"),
        Row(bytes: [0xba, 0xdb, 0xd0, 0xe1, 0xe1], label: "iso-8859-5", read: "Класс"),
        Row(bytes: [0x8a, 0xab, 0xa0, 0xe1, 0xe1], label: "cp866", read: "Класс"),
        Row(bytes: [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42], label: "iso-2022-jp", read: "日本"),
        Row(bytes: [0xc6, 0xfc, 0xcb, 0xdc], label: "euc-jp", read: "日本"),
        Row(bytes: [0x93, 0xfa, 0x96, 0x7b], label: "shift_jis", read: "日本"),
        Row(bytes: [0xa4, 0xa4, 0xa4, 0xe5], label: "big5", read: "中文"),
        Row(bytes: [0xd6, 0xd0, 0xce, 0xc4], label: "gb18030", read: "中文"),
        Row(bytes: [0xc7, 0xd1, 0xb1, 0xb9], label: "euc-kr", read: "한국"),
        Row(bytes: [0xe4, 0xb7, 0xc2], label: "tis-620", read: "ไทย"),
        Row(bytes: [0x9e, 0x6c, 0x75, 0x9d], label: "windows-1250", read: "žluť"),
        Row(bytes: [0xc5, 0xeb, 0xeb, 0xdc, 0xf2], label: "iso-8859-7", read: "Ελλάς"),
        Row(bytes: [0xe9, 0x74, 0xe9], label: "windows-1252", read: "été"),
        Row(bytes: [0x61], label: "\"utf-8\" (tekst)", read: "a"), Row(bytes: [], label: "utf-16", read: ""),
    ])
    func `bytes are the text that was meant, whatever the label`(row: Row) {
        #expect(Charset.decode(row.bytes[...], label: row.label) == row.read)
    }

    @Test func `every byte of every charset gives some text`() {
        let all = Array(UInt8.min...UInt8.max)
        for label in [
            "utf-8", "utf-7", "utf-16", "iso-2022-jp", "big5", "gb18030", "euc-kr", "koi8-r", "cp850", "hz-gb-2312",
            "?",
        ] {
            #expect(!Charset.decode(all[...], label: label).isEmpty)
        }
    }
}

struct PartParserTests {
    private func read(_ text: String) -> Message { MessageReader().read(Array(text.utf8)) }

    private func mixed(_ parts: String...) -> String {
        "From: a@b.nl\nContent-Type: multipart/mixed; boundary=\"grens\"\n\nvooraf\n"
            + parts.map { "--grens\n\($0)\n" }.joined() + "--grens--\nachteraf\n"
    }

    @Test func `text is read and files are attached`() {
        let mail = read(
            mixed(
                "Content-Type: text/plain\n\nHallo",
                "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg=="))
        #expect(mail.text == "Hallo")
        #expect(
            mail.attachments == [
                Attachment(filename: "a.pdf", contentType: "application/pdf", content: Array("%PDF".utf8))
            ])
        #expect(mail.findings.isEmpty)
    }

    @Test func `an enclosed mail is one attachment and none of our words`() {
        let mail = read(
            mixed(
                "Content-Type: text/plain\n\nZie bijlage",
                "Content-Type: message/rfc822\n\nSubject: ander\n\nAndere woorden"))
        #expect(mail.text == "Zie bijlage")
        #expect(mail.attachments.map(\.contentType) == ["message/rfc822"])
        #expect(MessageReader().read(mail.attachments[0].content).subject == "ander")
    }

    @Test func `of alternatives the plain one is read, unless it is empty`() {
        func alternative(_ plain: String) -> String {
            "Content-Type: multipart/alternative; boundary=g\n\n--g\nContent-Type: text/plain\n\n\(plain)\n"
                + "--g\nContent-Type: text/html\n\n<p>uit <b>html</b></p>\n--g--\n"
        }
        #expect(read(alternative("uit plain")).text == "uit plain")
        #expect(read(alternative("  ")).text == "uit html")
        #expect(read(alternative("x")).attachments.isEmpty)
    }

    @Test func `files beside the chosen alternative are kept`() {
        let mail = read(
            """
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            woorden
            --a
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <p>woorden</p>
            --m
            Content-Type: image/png; name="foto.png"

            x
            --m--
            --a--
            """)
        #expect(mail.text == "woorden")
        #expect(mail.attachments.map(\.filename) == ["foto.png"])
    }

    @Test(arguments: [
        "Content-Type: multipart/mixed; boundary=g\n\n--g\n\neen\n--g\n\ntwee\n",
        "Content-Type: multipart/mixed; boundary=g\r\n\r\n--g  \r\n\r\neen\r\n--g\r\n\r\ntwee\r\n--g--",
        "Content-Type: multipart/mixed; boundary=g\n\n--g\nContent-Type: multipart/mixed; boundary=h\n\n--h\n\neen\n--g\n\ntwee\n--g--\n",
        "Content-Type: MULTIPART/Mixed;\n\tBOUNDARY = \"g\"\n\n--g\n\neen\n--gg\n--g\n\ntwee\n--g--\n",
    ])
    func `a lost or odd boundary loses no words`(text: String) {
        let words = read(text).text
        #expect(words.hasPrefix("een") && words.hasSuffix("twee"))
    }

    @Test func `a multipart without its boundary is read as text`() {
        let mail = read("From: a@b.nl\nContent-Type: multipart/mixed; boundary=weg\n\nGewoon woorden")
        #expect(mail.text == "Gewoon woorden")
        #expect(mail.findings.count == 1)
    }

    @Test func `beyond the limits parts are kept whole, and a finding says so`() {
        var reader = MessageReader()
        reader.limits.parts = 5
        reader.limits.nesting = 3
        let many =
            "From: a@b.nl\nContent-Type: multipart/mixed; boundary=g\n\n" + String(repeating: "--g\n\nx\n", count: 20)
            + "--g--\n"
        let deep =
            "From: a@b.nl\n" + (0..<9).map { "Content-Type: multipart/mixed; boundary=g\($0)\n\n--g\($0)\n" }.joined()
            + "\nbodem\n"
        for text in [many, deep] {
            let mail = reader.read(Array(text.utf8))
            #expect(mail.findings.count == 1)
            #expect(mail.attachments.last?.contentType == "application/octet-stream")
        }
        #expect(reader.read(Array(deep.utf8)).attachments.last?.content[...].text.contains("bodem") ?? false)
    }

    @Test func `text beyond the limit is cut, and kept whole as an attachment`() {
        var reader = MessageReader()
        reader.limits.textBytes = 100
        let mail = reader.read(Array(("Subject: lang\n\n" + String(repeating: "woord ", count: 100)).utf8))
        #expect(mail.text.utf8.count <= 100)
        #expect(mail.attachments.first?.content.count == 600)
    }
}

struct HTMLTextTests {
    @Test(arguments: [
        Reading("<p>een</p><p>twee</p>", "een\n\ntwee"), Reading("een<br>twee<br/><br>drie", "een\ntwee\n\ndrie"),
        Reading("<ul><li>een<li>twee</ul>", "- een\n- twee"),
        Reading("<ol><li>een</li><li>twee</li></ol>", "1. een\n2. twee"),
        Reading(
            "<table><tr><td>Naam</td><td>Jan</td></tr><tr><td>Tel</td><td>06</td></tr></table>", "Naam\tJan\nTel\t06"),
        Reading("<blockquote>oud<blockquote>ouder</blockquote></blockquote>nieuw", "> oud\n> >\n> > ouder\n\nnieuw"),
        Reading("Zie <a href=\"http://x.example\">onze site</a>.", "Zie onze site."),
        Reading("<head><title>t</title></head><style>p{}</style><script>x<y</script>woord", "woord"),
        Reading("<div style=\"display: none\">weg<div>ook</div></div>blijft", "blijft"),
        Reading("<div style=\"font-size:0\">gat<span style=\"font-size:1em\">woord</span></div>", "woord"),
        Reading("<p style='font-size: 0'>alles is klein</p>", "alles is klein"),
        Reading("<p style='background: white'><i style='color:#FFF'>wit</i>zwart</p>", "zwart"),
        Reading("<p style='background:#333'><i style='color:#FFF'>wit</i> op grijs</p>", "wit op grijs"),
        Reading("caf&eacute; &amp; &#8364;&#x20AC; &#128; &nbsp;x", "café & €€ € x"),
        Reading("a &lt;b&gt; c", "a <b> c"),
        Reading("AT&T en 1 < 2", "AT&T en 1 < 2"), Reading("<jan@example.org>", "<jan@example.org>"),
        Reading("woord <!-- nooit dicht, <b>toch gelezen</b>", "woord toch gelezen"),
        Reading("<style>nooit dicht", "nooit dicht"), Reading("<a href=\"nooit dicht>woord</a>", "woord"),
        Reading("<pre>a  b\n c</pre>", "a  b\n c"), Reading("een <!--[if mso]>x<![endif]--> twee", "een twee"),
        Reading("<p>een\n  regel</p>", "een regel"), Reading("<b>vet</b>e letter", "vete letter"), Reading("", ""),
    ])
    func `markup becomes what a reader sees`(row: Reading) {
        #expect(HTMLText.body(row.written).text == row.read)
    }
}

struct FlowedTextTests {
    @Test func `soft line ends are joined and quotes kept apart`() {
        let text = "Dit is een \nzin.\n> oude \n> zin\n nieuw\n-- \nJan"
        func lines(_ text: String, delSp: Bool) -> [String] { FlowedText.lines(text.bytes, delSp: delSp).map(\.text) }
        #expect(lines(text, delSp: false) == ["Dit is een zin.", "> oude zin", "nieuw", "-- ", "Jan"])
        #expect(lines("Klach \nten", delSp: true) == ["Klachten"])
    }
}
