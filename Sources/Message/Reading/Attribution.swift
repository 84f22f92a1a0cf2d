// SPDX-License-Identifier: EUPL-1.2

/// The line above a quote that says who wrote it: "Op di 17 nov 2026 om 10:11 schreef Jan <jan@…>:".
struct Attribution {
    /// The line after it.
    let end: Int
    /// Whether it is so plainly a program's that what follows is history even without quote marks: it ends in a colon,
    /// says "wrote", and holds an address or a time.
    let isCertain: Bool

    private static let openings = [
        "op ", "on ", "am ", "le ", "el ", "em ", "il ", "den ", "pa ", "dnia ", "w dniu ", "dne ", "no dia ",
        "in data ",
        "de ", "van ", "from ", "quoting ", "citeren ", "zitat von ", "at ", "um ", "a ",
    ]
    private static let verbs: Set<String> = [
        "schreef", "geschreven", "beantwoordde", "wrote", "writes", "schrieb", "geschrieben", "ecrit", "escribio",
        "escreveu", "scritto",
        "scrisse", "skrev", "napisal", "napisala", "kirjoitti", "napsal", "yazdi", "scris", "irta", "написал",
        "quoting",
        "citeren", "zitat", "vertelde", "said", "пише", "pisze", "pisal", "napisao", "написала", "написав", "писал",
        "έγραψε", "kirjutas", "rakstija", "rase", "كتب", "skrifaði", "пишет", "написа", "כתב", "כתבה", "menulis",
        "escriure", "ecrivait", "написао", "نوشت", "قال", "بواسطة", "kirjutab", "escribe", "scrive", "ecrivit",
        "schrijft", "schreibt", "napisala",
    ]
    /// Verbs of languages that write no blanks between words.
    private static let gluedVerbs = ["写道", "寫道", "작성", "のメール", "viết", "書きました"]

    /// The attribution that starts at this line and takes at most five; nil when it is none.
    ///
    /// `nextEnd` keeps which line can end one next, so that each line is asked that once; it begins at -1.
    static func at(_ start: Int, in lines: Lines, nextEnd: inout Int) -> Attribution? {
        if nextEnd < start { nextEnd = (start..<lines.count).first { isEnd(lines[$0]) } ?? lines.count }
        guard nextEnd < min(start + 5, lines.count) else { return nil }
        let first = lines[start].drop { $0.isBlank || $0 == 0x2a || $0 == 0x5f || $0 == 0x2d }
        guard let byte = first.first, first.count < 400 else { return nil }
        let isOpening = byte.isDigit || opens(first) || hasYearAndTime(first)
        // Anything else must be complete on its own line.
        guard isOpening || endsInColon(lines[start]) else { return nil }
        let reach = start..<(isOpening ? min(start + 5, lines.count) : start + 1)
        guard reach.contains(nextEnd) else { return nil }
        var joined = ""
        for at in reach {
            let line = lines[at]
            if line.isBlankLine || (at > start && line.isQuoted) { return nil }
            joined += " " + line.text
            guard joined.utf8.count < 600 else { return nil }
            if at == start, isDatedAddress(line) { return Attribution(end: at + 1, isCertain: true) }
            guard endsInColon(line) || endsInStrokes(line) else { continue }
            return read(joined, isOpening: isOpening, end: at + 1)
        }
        return nil
    }

    private static func read(_ text: String, isOpening: Bool, end: Int) -> Attribution? {
        let hasAddress = text.utf8.contains(UInt8(ascii: "@"))
        let phrase = Phrase(text)
        let hasVerb = phrase.words.contains { verbs.contains($0) } || gluedVerbs.contains { phrase.contains($0) }
        let isAddressed = isAddressed(text)
        let isPlain = hasAddress && hasYearAndTime(text.bytes) && isAddressed && !isTold(phrase)
        if !hasVerb {
            // In any language: a moment, and an address in brackets before the colon.
            if isPlain { return Attribution(end: end, isCertain: true) }
            // Old Gmail: "2026-11-17 10:11 GMT+01:00 Jan <jan@…>:".
            let isBare = text.trimmed.utf8.first?.isDigit ?? false
            return isBare && hasAddress && (text.contains("年") || DateParser.moment(text) != nil)
                ? Attribution(end: end, isCertain: true) : nil
        }
        let isTold = isTold(phrase)
        return Attribution(
            end: end,
            isCertain: isPlain || isOpening && !isTold && (hasAddress || hasTime(text)) && hasDigit(text))
    }

    /// Whether the colon at the end comes after an address or a moment in brackets, whatever marks of direction between.
    private static func isAddressed(_ text: String) -> Bool {
        let end = text.unicodeScalars.reversed().filter {
            !$0.properties.isWhitespace && !(0x200e...0x202e).contains($0.value)
                && !(0x2066...0x2069).contains($0.value)
        }.prefix(2)
        return end.first == ":" && (end.last == ">" || end.last == "]")
    }

    /// Whether somebody tells what was written to whom, as no program does: "Op 12 maart om 10:15 schreef ik u …".
    private static func isTold(_ phrase: Phrase) -> Bool {
        let words = phrase.bytes.split(separator: .blank).filter { !$0.contains(UInt8(ascii: "@")) }
        return words.indices.contains { i in
            // "u 10:11" is a time in Croatian.
            let isPreposition = words[i].count == 1 && words.dropFirst(i + 1).first?.first?.isDigit ?? false
            return !isPreposition && persons.contains(words[i].filter { $0.isLetter }[...].text)
                && words[i].last != UInt8(ascii: ".")
        }
    }

    private static let persons: Set<String> = [
        "ik", "wij", "mij", "u", "uw", "jullie", "ons", "onze", "mijn", "you", "your", "my", "our", "me", "us", "ich",
        "wir", "mir", "uns", "ihnen",
        "nous", "vous", "nosotros",
    ]

    /// Whether a moment stands in the line, a year and a time: then it may be the first of an attribution in any language.
    static func hasYearAndTime(_ line: Bytes) -> Bool {
        line.contains(UInt8(ascii: ":")) && (line.holds("20") || line.holds("19")) && hasTime(line.text)
            && line.split { !$0.isDigit }.contains {
                $0.count == 4 && ($0.starts(with: "20".utf8) || $0.starts(with: "19".utf8))
            }
    }

    private static func isEnd(_ line: Bytes) -> Bool {
        endsInColon(line) || endsInStrokes(line) || isDatedAddress(line)
    }

    private static func opens(_ line: Bytes) -> Bool {
        let start = Phrase(folding: line.prefix(16))
        return openings.contains { start.hasPrefix($0) }
    }

    private static func endsInColon(_ line: Bytes) -> Bool {
        var line = line
        // Marks of the direction of writing may come after it: U+200E to U+202E.
        while line.suffix(3).starts(with: [0xe2, 0x80]), line.last != 0x99 { line = line.dropLast(3) }
        let last = line.last {
            !$0.isSpace && $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-")
        }
        // The last byte of the wide colon of Chinese and Japanese, U+FF1A.
        return last == UInt8(ascii: ":") || last == 0x9a && line.trimmed.suffix(3).elementsEqual("：".utf8)
    }

    /// "2013/7/20 Jan <jan@example.org>", as old Gmail had it without a verb.
    private static func isDatedAddress(_ line: Bytes) -> Bool {
        guard line.first?.isDigit ?? false, line.count < 400 else { return false }
        let text = line.trimmed.text
        guard text.hasSuffix(">"), text.contains("@"), text.utf8.prefix(4).allSatisfy(\.isDigit) else { return false }
        return DateParser.moment(String(text.prefix { $0 != "<" })) != nil
    }

    /// "------ On 12/29/2016, Jan wrote -----"
    private static func endsInStrokes(_ line: Bytes) -> Bool {
        guard line.first == UInt8(ascii: "-") else { return false }
        return line.starts(withLower: "---") && line.trimmed.suffix(3).elementsEqual("---".utf8)
    }

    private static func hasDigit(_ text: String) -> Bool { text.utf8.contains { $0.isDigit } }

    private static func hasTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.dropFirst().dropLast(2).contains { i in
            [UInt8(ascii: ":"), UInt8(ascii: "h"), UInt8(ascii: ".")].contains(bytes[i])
                && bytes[i - 1].isDigit && bytes[i + 1].isDigit && bytes[i + 2].isDigit
        }
    }
}
