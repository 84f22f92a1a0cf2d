// SPDX-License-Identifier: EUPL-1.2

/// A line that a mail program sets between new words and an older mail.
enum Separator {
    /// "-----Oorspronkelijk bericht-----"
    case original
    /// "---------- Doorgestuurd bericht ---------", "Begin doorgestuurd bericht:"
    case forward
    /// A row of underscores or hyphens, which says nothing unless a header block follows.
    case rule
    /// Words between strokes, which say nothing unless a header block follows.
    case title
    /// "Typ uw antwoord boven deze regel", as ticket systems set it.
    case above

    private static let originals: Set<String> = [
        "original message", "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht",
        "originele bericht",
        "original mail", "originele mail", "oorspronkelijke mail", "ursprungliche nachricht", "original-nachricht",
        "originalnachricht", "original nachricht", "urspr. nachricht", "message original", "message d'origine",
        "mensaje original", "mensagem original", "messaggio originale", "original email", "originele e-mail",
        "oprindelig meddelelse", "ursprungligt meddelande", "opprinnelig melding", "reply message", "antwoordbericht",
        "reply to message", "courriel original", "message initial", "oryginalna wiadomosc", "wiadomosc oryginalna",
    ]
    private static let forwards: Set<String> = [
        "forwarded message", "doorgestuurd bericht", "doorgezonden bericht", "doorgestuurde bericht",
        "begin doorgestuurd bericht",
        "begin forwarded message", "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht",
        "message transfere",
        "debut du message transfere", "debut du message reexpedie", "mensaje reenviado", "mensagem encaminhada",
        "messaggio inoltrato", "forwarded by", "doorgestuurde e-mail", "forwarded email",
        "begin van doorgestuurd bericht",
    ]

    private static let mails: Set<String> = [
        "message", "bericht", "nachricht", "besked", "meddelelse", "meddelande", "melding", "mensaje", "mensagem",
        "messaggio",
        "wiadomosc", "mail", "e-mail", "email", "courriel", "originalnachricht", "mesaj", "zprava", "viesti",
        "beantwoord", "poruka", "sprava", "sporocilo", "uzenet", "zinute", "kiri", "pesan", "сообщение", "Сообщение",
        "повідомлення", "Повідомлення", "писмо", "порука", "μηνυμα", "μήνυμα", "رسالة", "الرسالة", "הודעה", "پیام",
        "原始邮件", "原始郵件", "转发邮件", "元のメッセージ", "원본", "메시지", "메일",
    ]
    private static let aboves = ["boven deze", "above this", "oberhalb dieser", "au-dessus de cette"]
    private static let lineWords: Set<String> = ["lijn", "regel", "line", "linie", "zeile", "ligne", "streep"]

    static func at(_ index: Int, in lines: Lines) -> Separator? {
        let line = lines[index].trimmed
        guard let first = line.first, line.count < 120 else { return nil }
        let isDrawn: Bool
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "#"):
            isDrawn = true
        default: isDrawn = false
        }
        guard isDrawn || line.last == UInt8(ascii: ":") else { return nil }
        let phrase = Phrase(folding: line).without("-_=*# :")
        let inner = phrase.text
        if inner.isEmpty { return line.count >= 5 ? .rule : nil }
        let strokes = line.prefix { $0 == first }.count
        if forwards.contains(inner), isDrawn ? strokes >= 2 : true { return .forward }
        guard isDrawn, strokes >= 2, !inner.hasPrefix("begin pgp "), !inner.hasPrefix("end pgp ") else { return nil }
        if originals.contains(inner) { return .original }
        let words = inner.split(separator: " ")
        if aboves.contains(where: { phrase.contains($0) }), words.contains(where: { lineWords.contains(String($0)) }) {
            return .above
        }
        // Any language: a few words between strokes, with a mail among them.
        let isClosed = line.suffix(2).elementsEqual("--".utf8) || line.suffix(2).elementsEqual("__".utf8)
        guard isClosed, words.count <= 6 else { return nil }
        return strokes >= 4 && words.count <= 4 && words.contains { mails.contains(String($0)) } ? .original : .title
    }
}
