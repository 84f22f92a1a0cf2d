// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Mails of the kinds and sizes that offices get, made up by a seed: the same folder on every machine.
enum Corpus {
    static func write(to folder: String, count: Int) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var random = Random(seed: 1)
        for number in 1...count {
            // As many small mails as large ones, counted by powers of two: from 1 KB to 256 KB.
            let size = 1_024 << random.below(9)
            let mail = mail(number, size, &random).split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n")
            try Data(mail.utf8).write(to: URL(filePath: "\(folder)/\(number).eml"))
        }
    }

    private static func mail(_ number: Int, _ size: Int, _ random: inout Random) -> String {
        let header = """
            Received: from mx.example.org by mail.bureau.example with ESMTPS id \(number); Tue, 17 Nov 2026 10:11:13 +0100
            From: =?utf-8?Q?Zo=C3=AB_de_Vries?= <zoe\(number)@example.org>
            To: "Bureau, Klachten" <klachten@bureau.example>
            Subject: =?utf-8?B?S2xhY2h0IG92ZXIgZGUgY2Fmw6lib290?= \(number)
            Date: Tue, 17 Nov 2026 10:10:59 +0100
            Message-ID: <\(number).\(random.next())@example.org>
            MIME-Version: 1.0

            """
        let words = text(min(size / 3, 12_000), &random)
        switch random.below(4) {
        case 0: return header + part("text/plain", text(size, &random), &random)
        case 1:
            return header
                + multipart(
                    "alternative", [part("text/plain", words, &random), part("text/html", html(words), &random)])
        case 2:
            let both = multipart(
                "alternative", [part("text/plain", words, &random), part("text/html", html(words), &random)])
            return header + multipart("mixed", [both, file(size, &random)])
        default: return header + multipart("related", [part("text/html", html(words), &random), file(size, &random)])
        }
    }

    private static let vocabulary =
        "de het een van ik te dat die in niet zijn is was op aan met als voor had maar om dan wat mijn dit zo door over bij ook tot uit naar heb hoe heeft geïnteresseerd coördinatie café €"
        .split(separator: " ").map(String.init)

    private static func text(_ size: Int, _ random: inout Random) -> String {
        var (out, column) = ("", 0)
        while out.utf8.count < size {
            let word = vocabulary[random.below(vocabulary.count)]
            out += word + (column > 64 ? "\n" : " ")
            column = column > 64 ? 0 : column + word.count + 1
            if random.below(150) == 0 { out += "\n\n" }
        }
        return out + "\n\nOp 16 nov 2026 om 09:00 schreef Bureau <klachten@bureau.example>:\n\n> Wij hebben uw brief.\n"
    }

    private static func html(_ text: String) -> String {
        "<html><body>"
            + text.split(separator: "\n\n").map {
                "<p class=\"MsoNormal\"><span style=\"color:black\">\($0)</span></p>\n"
            }.joined()
            + "</body></html>\n"
    }

    private static func part(_ type: String, _ text: String, _ random: inout Random) -> String {
        let head = "Content-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: "
        switch random.below(3) {
        case 0: return head + "8bit\n\n" + text
        case 1: return head + "base64\n\n" + base64(Data(text.utf8))
        default: return head + "quoted-printable\n\n" + quoted(text)
        }
    }

    private static func quoted(_ text: String) -> String {
        var (out, column) = ("", 0)
        for byte in text.utf8 {
            if byte == 0x0a {
                (out, column) = (out + "\n", 0)
                continue
            }
            let code = byte >= 0x80 || byte == 0x3d
            if column > 71 { (out, column) = (out + "=\n", 0) }
            out += code ? "=" + String(byte, radix: 16, uppercase: true) : String(UnicodeScalar(byte))
            column += code ? 3 : 1
        }
        return out
    }

    private static func file(_ size: Int, _ random: inout Random) -> String {
        let bytes = Data((0..<(size / 8 + 1)).flatMap { _ in String(random.next(), radix: 36).utf8.prefix(8) })
        return "Content-Type: image/jpeg; name=\"foto.jpg\"\nContent-Transfer-Encoding: base64\n"
            + "Content-Disposition: attachment; filename*=utf-8''foto%20caf%C3%A9.jpg\n\n" + base64(bytes)
    }

    private static func base64(_ bytes: Data) -> String {
        bytes.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]) + "\n"
    }

    private static func multipart(_ kind: String, _ parts: [String]) -> String {
        let boundary = "----=_grens_\(kind)"
        return "Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\n\n"
            + parts.map { "--\(boundary)\n\($0)\n" }.joined() + "--\(boundary)--\n"
    }
}
