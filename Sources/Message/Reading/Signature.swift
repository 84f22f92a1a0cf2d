// SPDX-License-Identifier: EUPL-1.2

/// Finds where the sender's words end and the signature begins. In doubt there is none.
enum Signature {
    private static let closings: Set<String> = [
        "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "mvg",
        "m.v.g",
        "met hartelijke groet", "hartelijke groet", "hartelijke groeten", "met beleefde groet", "beleefde groeten",
        "groet",
        "groeten", "groetjes", "gr", "hoogachtend", "met hoogachting", "met de meeste hoogachting", "met groet",
        "met groeten", "warme groet", "met zonnige groet", "vriendelijk groetend", "inmiddels met vriendelijke groet",
        "kind regards", "best regards", "warm regards", "with kind regards", "regards", "sincerely",
        "yours sincerely",
        "yours faithfully", "best wishes", "best", "cheers", "many thanks",
        "mit freundlichen grussen", "freundliche grusse", "mfg", "viele grusse", "liebe grusse",
        "mit freundlichem gruss", "hochachtungsvoll",
        "cordialement", "bien cordialement", "bien a vous", "salutations", "sinceres salutations",
        "salutations distinguees",
        "saludos", "un saludo", "atentamente", "cordiali saluti", "distinti saluti", "med venlig hilsen",
        "med vanlig halsning", "saygilarimla", "z powazaniem", "pozdrawiam",
    ]
    private static let devices = [
        "verzonden vanaf ", "verzonden via ", "verzonden met ", "verstuurd vanaf ", "verstuurd via ",
        "verstuurd met ",
        "vanaf mijn ", "sent from ", "sent via ", "sent with ", "sent using ", "get outlook for ",
        "download outlook ",
        "outlook voor ", "outlook for ", "von meinem ", "gesendet von ", "gesendet mit ", "envoye de ",
        "envoye depuis ",
        "enviado desde ", "enviado do ", "enviado de ", "inviato da ", "skickat fran ", "sendt fra ",
        "von unterwegs ",
        "verzonden vanuit ", "sent by ", "wyslane z ", "wyslano z ", "odeslano z ", "trimis de pe ", "trimis din ",
        "lahetetty iphone", "sendt med ", "skickades fran ", "skickat med ", "Отправлено с ", "Отправлено из ",
        "Надіслано з ", "wysłane z ", "inviato con ", "envoye avec ", "发自我的",
    ]

    /// The index of the first line of the signature; `lines.count` when there is none.
    static func start(in lines: Lines) -> Int {
        var end = lines.count
        while let last = lines[..<end].lastIndex(where: { !$0.isBlankLine }), isDevice(lines[last]) {
            end = last
        }
        let marker = lines[..<end].lastIndex { isMarker($0) }
        if let marker, isTail(lines[(marker + 1)..<end], limit: 25, isMarked: true) { end = marker }
        if let closing = lines[..<end].suffix(24).lastIndex(where: isClosing),
            isTail(lines[(closing + 1)..<end], limit: 12, isMarked: false),
            lines[..<closing].contains(where: { !$0.isBlankLine })
        {
            end = closing
        }
        while let last = lines[..<end].lastIndex(where: { !$0.isBlankLine }), isDevice(lines[last]) {
            end = last
        }
        return end
    }

    /// The delimiter of usenet, `-- `, also when its blank was lost.
    private static func isMarker(_ line: Bytes) -> Bool {
        line.elementsEqual("-- ".utf8) || line.elementsEqual("--".utf8) || line.elementsEqual("--\u{a0}".utf8)
    }

    /// "Verzonden vanaf mijn iPhone"
    private static func isDevice(_ line: Bytes) -> Bool {
        guard line.count < 120 else { return false }
        let text = Phrase(folding: line).without("*_<[( ")
        return text.wordCount <= 8 && devices.contains { text.hasPrefix($0) }
    }

    /// "Met vriendelijke groet," perhaps with the name on the same line.
    static func isClosing(_ line: Bytes) -> Bool {
        guard line.count < 70 else { return false }
        let text = Phrase(folding: line).without(",.!*_- ;:")
        guard text.wordCount <= 10,
            let first = text.bytes.split(separator: .blank).first?.prefix(while: \.isLetter).text,
            firstWords.contains(first)
        else { return false }
        if closings.contains(text.text) { return true }
        // With a name: a comma after the closing, or "van".
        return closings.contains { closing in
            guard text.hasPrefix(closing), closing.utf8.count > 3 else { return false }
            let rest = Phrase(folding: text.bytes.dropFirst(closing.utf8.count))
            return rest.wordCount <= 5 && (rest.hasPrefix(",") || rest.hasPrefix("van "))
        }
    }

    /// What a closing can begin with.
    private static let firstWords = Set(
        closings.compactMap { $0.utf8.split(whereSeparator: { !$0.isLetter }).first.map { String(Substring($0)) } })

    /// Whether these lines can be a signature: few, short, and no sentences among them.
    private static func isTail(_ lines: Slice<Lines>, limit: Int, isMarked: Bool) -> Bool {
        let filled = lines.filter { !$0.isBlankLine }
        guard filled.count <= limit else { return false }
        return isMarked || !filled.contains { isSentence($0) }
    }

    /// A line of six words or more that ends like a sentence, or one that adds something after the name.
    static func isSentence(_ line: Bytes) -> Bool {
        let text = Phrase(folding: line)
        if text.hasPrefix("ps ") || text.hasPrefix("ps:") || text.hasPrefix("p.s.") || text.hasPrefix("nb:") {
            return true
        }
        guard line.count < 100 else { return true }
        let last = text.without("\"')*_").bytes.last
        return text.wordCount >= 5 && [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(last)
    }
}
