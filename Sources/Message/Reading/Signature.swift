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
        if let footer = VirusFooter.start(in: lines[..<end]) { end = footer }
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
        let parts = text.text.split(separator: "/").map { String($0).trimmed }
        if parts.count > 1, parts.allSatisfy({ closings.contains($0) }) { return true }
        return closings.contains { closing in
            guard text.hasPrefix(closing), closing != "best" else { return false }
            let rest = Phrase(folding: text.bytes.dropFirst(closing.utf8.count))
            guard rest.wordCount <= 5, text.bytes.dropFirst(closing.utf8.count).first.map({ !$0.isLetter }) ?? true
            else { return false }
            // With a name: a comma after the closing, "van", or nothing but words with capitals.
            return closing.utf8.count > 3 && (rest.hasPrefix(",") || rest.hasPrefix("van "))
                || rest.wordCount <= 4 && endsInName(line, words: rest.wordCount)
        }
    }

    /// Whether so many words at the end of a line are a name: each begins with a capital or is a particle.
    private static func endsInName(_ line: Bytes, words: Int) -> Bool {
        let name = line.split(whereSeparator: \.isSpace).suffix(words)
        return name.contains { startsWithCapital($0) }
            && name.allSatisfy { startsWithCapital($0) || particles.contains($0.text) }
            && !(name.last?.last.map { "?!".utf8.contains($0) } ?? true)
    }

    private static func startsWithCapital(_ word: Bytes) -> Bool {
        word.first.map { $0.isLetter && $0 != $0.lowered || $0 >= 0x80 } ?? false
    }

    private static let particles: Set<String> = ["van", "de", "der", "den", "het", "ten", "ter", "te", "el", "en"]

    /// What a closing can begin with.
    private static let firstWords = Set(
        closings.compactMap { $0.utf8.split(whereSeparator: { !$0.isLetter }).first.map { String(Substring($0)) } })

    /// Whether these lines can be a signature: few, short, and no sentences among them.
    private static func isTail(_ lines: Slice<Lines>, limit: Int, isMarked: Bool) -> Bool {
        let filled = lines.filter { !$0.isBlankLine }
        guard filled.count <= limit else { return false }
        if isMarked { return true }
        // What a company says about its mail goes on to the end of its paragraph.
        var isDisclaimer = false
        for line in lines {
            if line.isBlankLine { isDisclaimer = false } else if !isDisclaimer { isDisclaimer = disclaims(line) }
            if !isDisclaimer, isSentence(line) { return false }
        }
        return true
    }

    private static let disclaimers = [
        "uitsluitend bestemd", "vertrouwelijke informatie", "geadresseerde", "aansprakelijk", "disclaimer",
        "proclaimer", "confidential", "intended recipient", "intended solely", "intended only", "denk aan het milieu",
        "consider the environment", "vertraulich", "confidentiel", "destinataire",
    ]

    /// Whether a long line speaks of the mail as companies do, and not of its writer.
    private static func disclaims(_ line: Bytes) -> Bool {
        guard line.count > 30 else { return false }
        let text = Phrase(folding: line)
        return disclaimers.contains { text.contains($0) }
            && !text.words.contains { ["ik", "mij", "mijn", "me", "i", "my"].contains($0) }
    }

    /// A line of five words or more that ends like a sentence, or one that adds something after the name.
    static func isSentence(_ line: Bytes) -> Bool {
        let text = Phrase(folding: line)
        if text.hasPrefix("ps ") || text.hasPrefix("ps:") || text.hasPrefix("p.s.") || text.hasPrefix("nb:") {
            return true
        }
        guard line.count < 100 else { return true }
        let (last, count) = (text.without("\"')*_").bytes.last, text.wordCount)
        if last == UInt8(ascii: "?") { return count >= 2 }
        if count >= 5, last == UInt8(ascii: ".") || last == UInt8(ascii: "!") { return true }
        // Words without a full stop: no name, no address and no number among them.
        return count >= 4 && line.first.map { $0.isLetter && $0 == $0.lowered } ?? false
            && !line.contains { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "|") || $0.isDigit }
    }
}
