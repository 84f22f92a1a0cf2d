// SPDX-License-Identifier: EUPL-1.2

/// A mail made to be dear to read: something small that is repeated until the mail has the size asked for.
struct HostileMail: Sendable, CustomStringConvertible {
    let description: String
    /// What stands before, and what is repeated; a `#` in it becomes the number of the repetition.
    private let head: String
    private let piece: String

    private init(_ description: String, _ head: String, _ piece: String) {
        (self.description, self.head, self.piece) = (description, head, piece)
    }

    func bytes(count: Int) -> [UInt8] {
        var out = Array(head.utf8)
        out.reserveCapacity(count + 64)
        let plain = Array(piece.utf8)
        let parts = piece.split(separator: "#", omittingEmptySubsequences: false).map { Array($0.utf8) }
        var number = 0
        while out.count < count {
            if parts.count == 1 {
                out += plain
            } else {
                out += parts[0]
                for part in parts.dropFirst() { out += Array(String(number).utf8) + part }
            }
            number += 1
        }
        return out + Array("\n\nIk wacht.\n".utf8)
    }

    private static func header(_ name: String, _ field: String, _ piece: String) -> HostileMail {
        HostileMail("\(field): \(name)", "From: a@b.example\n\(field): ", piece)
    }

    private static func body(_ name: String, _ type: String, _ piece: String, encoding: String = "8bit") -> HostileMail
    {
        HostileMail(
            "\(type): \(name)",
            "From: a@b.example\nContent-Type: \(type)\nContent-Transfer-Encoding: \(encoding)\n\n", piece)
    }

    static let all: [HostileMail] = headers + bodies + words + markup + parts

    private static let headers: [HostileMail] = [
        HostileMail("tiny fields", "", "a:\n"),
        HostileMail("fields From", "", "From: a@b\n"),
        HostileMail("lines that are no field", "From: a@b.example\n", "x\ny: z\n"),
        header("folded lines", "Subject", "a\n "),
        header("addresses", "To", "a@b,"),
        header("addresses without commas", "To", "<a@b> x "),
        header("angle brackets", "From", "<"),
        header("quotes", "From", "\"a@<,"),
        header("nested comments", "From", "(a"),
        header("groups", "To", "a:b;"),
        header("routes", "To", "<@a,@b:"),
        header("nested comments", "Date", "("),
        header("numbers", "Date", "1 "),
        header("nested comments", "Content-Type", "text/plain; ("),
        header("identifiers", "References", "<a@b>"),
        header("open identifiers", "References", "<a"),
        header("encoded words", "Subject", "=?utf-8?Q?a?= "),
        header("encoded words of unknown charsets", "Subject", "=?x-#?Q?a?= "),
        header("encoded words of two charsets", "Subject", "=?big5?Q?a?= =?koi8-r?Q?a?= "),
        header("encoded words that never end", "Subject", "=?utf-8?Q?a"),
        header("encoded words' starts", "From", "=?"),
        header("encoded words in a parameter", "Content-Type", "text/plain; name=\"=?utf-8?Q?a?=\";"),
        header("a charset's name", "Content-Type", "text/plain; charset=utf-8/"),
        header("parameters", "Content-Type", "text/plain; a#=b;"),
        header("an open quote", "Content-Type", "text/plain; a=\"b;"),
        HostileMail(
            "continued parameters", "From: a@b.example\nContent-Type: text/plain\nContent-Disposition: attachment",
            ";\n filename*#*=utf-8''%e2"),
        HostileMail("subject prefixes", "From: a@b.example\nSubject: ", "Re: Fw: "),
    ]

    private static let bodies: [HostileMail] = [
        body("one line", "text/plain", "a"), body("blanks", "text/plain", " "),
        body("line ends", "text/plain", "\r\n"), body("lone returns", "text/plain", "\r"),
        body("zeros", "text/plain", "\0"),
        body("equals signs", "text/plain", "=", encoding: "quoted-printable"),
        body("soft ends", "text/plain", "=\n", encoding: "quoted-printable"),
        body("blanks", "text/plain", "=20 =  ", encoding: "quoted-printable"),
        body("broken lines", "text/plain", " \t \r\r\n", encoding: "quoted-printable"),
        body("padding", "text/plain", "QQ==", encoding: "base64"),
        body("one letter of four", "text/plain", "A\n", encoding: "base64"),
        body("damaged bytes", "text/plain; charset=utf-8", "\u{e9}\u{80}\u{20ac}"),
        body("open shifts", "text/plain; charset=utf-7", "+A+"),
        body("shifts", "text/plain; charset=iso-2022-jp", "\u{1b}$B\u{1b}(B"),
        body("shifts", "text/plain; charset=hz-gb-2312", "~{~"),
        body("UTF-16", "text/plain; charset=utf-16", "a"), body("Chinese", "text/plain; charset=gb18030", "\u{ff}"),
        body("files", "text/plain", "begin 644 x\n"),
        body("files", "text/plain", "begin 644 x\n!80``\n`\nend\n"),
        body("a file without end", "text/plain", "begin 644 x\nM", encoding: "x-uuencode"),
        body("flowed lines", "text/plain; format=flowed", "a \n"),
        body("flowed quotes", "text/plain; format=flowed; delsp=yes", "> > \n>>> \n"),
        body("marks", "text/plain; format=flowed", ">"),
        body("events", "text/calendar", "BEGIN:VEVENT\nSUMMARY:a\n"), body("folds", "text/calendar", "SUMMARY:a\n "),
    ]

    private static let words: [HostileMail] = [
        body("marks", "text/plain", ">"), body("depths", "text/plain", "> > > > > > > > a\n"),
        body("quotes and answers", "text/plain", "> a\nb\n\n"),
        body("long quotes, wrapped", "text/plain", "> " + String(repeating: "a ", count: 40) + "\nb\n"),
        body("attributions", "text/plain", "Op 1 jan 2026 om 10:11 schreef a@b.example:\n"),
        body("attributions that never end", "text/plain", "Op 1 jan 2026 om 10:11 schreef iemand\n"),
        body("attributions over lines", "text/plain", "Op\n1 jan 2026\n10:11\nschreef\nik:\n"),
        body("fields of a forward", "text/plain", "Van: a@b.example\n"),
        body("blocks of a forward", "text/plain", "Van: a\nVerzonden: b\nOnderwerp: c\n\nd\n"),
        body("folded fields of a forward", "text/plain", "Van: a\n b\n"),
        body("separators", "text/plain", "-----Oorspronkelijk bericht-----\n"),
        body("forwards", "text/plain", "---------- Forwarded message ---------\nVan: a\n\n"),
        body("strokes", "text/plain", "-"), body("rules", "text/plain", "-----\n"),
        body("greetings", "text/plain", "Met vriendelijke groet,\nJan\n\n"),
        body("signatures", "text/plain", "a\n-- \n"), body("devices", "text/plain", "Verzonden vanaf mijn iPhone\n"),
        body("labels", "text/plain", "Label #: waarde\n"), body("labels alone", "text/plain", "Naam:\n\n"),
        body("colons", "text/plain", ":"), body("addresses", "text/plain", "a@b.example "),
    ]

    private static let markup: [HostileMail] = [
        body("elements", "text/html", "<div>"), body("ends", "text/html", "</div>"), body("signs", "text/html", "<"),
        body("quotes", "text/html", "<blockquote>"), body("quotes and ends", "text/html", "<blockquote>a</blockquote>"),
        body("hidden", "text/html", "<p style='display:none'>a"), body("lists", "text/html", "<ul><li>a"),
        body("tables", "text/html", "<table><tr><td>a"),
        body("signatures", "text/html", "<div class=gmail_signature>a"),
        body("history", "text/html", "<div id=divRplyFwdMsg>a</div>"),
        body("attributes", "text/html", "<a b"), body("an endless tag", "text/html", "<a b='"),
        body("attributes of one tag", "text/html", "a='b' <x "),
        body("quotes that never close", "text/html", "<a b=\"'>"),
        body("comments", "text/html", "<!--"), body("declarations", "text/html", "<!a"),
        body("scripts", "text/html", "<script>"), body("styles", "text/html", "<style>a</styl>"),
        body("entities", "text/html", "&amp;"), body("ampersands", "text/html", "&"),
        body("numbers", "text/html", "&#x26;&#38;"), body("long entities", "text/html", "&abcdefghijklmnop"),
        body("invisible", "text/html", "\u{200b}\u{ad}\u{a0}"), body("line breaks", "text/html", "<br>"),
        body("preformatted", "text/html", "<pre>a\n b\n"), body("a class", "text/html", "<p class='gmail gmail_'>"),
        body("a style", "text/html", "<p style='a:b;;;;;;;;;;;;;;;;;;;;;;;;;;'>"),
        body("enriched", "text/enriched", "<bold><<a"),
    ]

    private static let parts: [HostileMail] = [
        body("boundaries", "multipart/mixed; boundary=g", "--g\n\n"),
        body("boundaries alike", "multipart/mixed; boundary=g", "--g-\n--gg\n-- g\n"),
        body("no boundary", "multipart/mixed", "--\u{20}x\nContent-"),
        body("hyphens", "multipart/mixed; boundary=g", "-"), body("short lines", "multipart/mixed; boundary=g", "--\n"),
        body("levels", "multipart/mixed; boundary=g0", "--g#\nContent-Type: multipart/mixed; boundary=g#1\n\n"),
        body("alternatives", "multipart/alternative; boundary=g", "--g\nContent-Type: text/html\n\n<p>\n"),
        body("related parts", "multipart/related; boundary=g", "--g\nContent-ID: <#>\n\na\n"),
        body("digests", "multipart/digest; boundary=g", "--g\n\nFrom: a@b\n\nx\n"),
        body("mails in mails", "multipart/mixed; boundary=g\n\n--g", "Content-Type: message/rfc822\n\n"),
        body(
            "reports", "multipart/report; report-type=delivery-status; boundary=g",
            "--g\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b\nAction: failed\n\n"),
    ]
}
