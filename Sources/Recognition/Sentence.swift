// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// One sentence of a letter: its words in the order of the text.
struct Sentence: Sendable {
    /// A word as it is compared (lower case, no accents, no apostrophes or hyphens) and where it stands in the text.
    struct Word: Sendable {
        let text: String
        let range: Range<String.Index>
        /// Whether it was written with a capital first.
        let isCapitalised: Bool
        /// The text as a number that tells words apart.
        let spelling: UInt64
        /// The same with all digits as one.
        let hash: UInt64

        init(text: String, range: Range<String.Index>, isCapitalised: Bool) {
            (self.text, self.range, self.isCapitalised) = (text, range, isCapitalised)
            var (spelling, hash) = (PhraseIndex.seed, WordHash())
            for byte in text.utf8 {
                spelling = PhraseIndex.next(spelling, byte)
                hash.take(byte)
            }
            (self.spelling, self.hash) = (spelling, hash.value)
        }
    }

    enum Ending: Sendable { case plain, question, exclamation }

    /// The text that the ranges of the words point into.
    let source: String
    let words: [Word]
    let ending: Ending

    /// The words from first to last as the citizen wrote them, on one line.
    func phrase(_ span: ClosedRange<Int>) -> String {
        let text = source[words[span.lowerBound].range.lowerBound..<words[span.upperBound].range.upperBound]
        return Self.isOnOneLine(text) ? String(text) : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether a text has single blanks as its only white space; false also where other than Latin letters leave it open.
    private static func isOnOneLine(_ text: Substring) -> Bool {
        var last: UInt8 = 0
        return text.utf8.allSatisfy { byte in
            defer { last = byte }
            return byte >= 0x20 && (byte < 0xc0 || byte == 0xc3) && !(byte == 0x20 && last == 0x20)
        }
    }

    /// The whole sentence as the citizen wrote it.
    var text: String { words.isEmpty ? "" : phrase(0...words.count - 1) }
}

/// Cuts a letter into sentences. Takes chat, capitals, hard line breaks and missing punctuation as they come.
struct SentenceSplitter {
    /// Words after which a full stop ends nothing.
    private static let abbreviations: Set<String> = [
        "dhr", "mevr", "mw", "mej", "dr", "drs", "mr", "ir", "ing", "prof", "nr", "nrs", "tel", "bijv", "bv", "enz",
        "etc", "art",
        "incl", "excl", "ca", "blz", "pag", "st", "jl", "aub", "svp", "tav", "ivm", "oa", "nav", "mbt", "tnv", "dd",
        "resp", "evt",
        "jan", "feb", "mrt", "apr", "aug", "sept", "sep", "okt", "nov", "dec", "ms", "mrs",
    ]
    /// Words before which a run of words without punctuation may be cut.
    private static let joints: Set<String> = [
        "maar", "want", "dus", "toen", "daarna", "vervolgens", "en", "ook", "nu", "but", "then",
    ]
    private static let comfortable = 40
    private static let longest = 80

    private let source: String
    private let bytes: [UInt8]
    private var sentences: [Sentence] = []
    private var words: [Sentence.Word] = []
    /// The letters of the word being taken.
    private var letters: [UInt8] = []
    /// Where the last word ends.
    private var lastEnd = 0
    /// Whether the lines were broken to fit a width, so that a line break says nothing.
    private let isWrapped: Bool

    static func sentences(of text: String) -> [Sentence] {
        var splitter = Self(source: text)
        splitter.run()
        return splitter.sentences
    }

    private init(source: String) {
        self.source = source
        bytes = Array(source.utf8)
        isWrapped = Self.isWrapped(bytes)
    }

    /// Lines were broken to a width when most of those that go on are about as long as the longest.
    private static func isWrapped(_ text: [UInt8]) -> Bool {
        var (lengths, length): ([Int], Int) = ([], 0)
        for byte in text {
            if byte == 0x0a {
                if length > 0 { lengths.append(length) }
                length = 0
            } else if byte & 0xc0 != 0x80 {
                length += 1
            }
        }
        guard let longest = lengths.max(), longest >= 50, longest <= 120 else { return false }
        return lengths.count { $0 >= longest * 3 / 4 } * 2 >= lengths.count
    }

    private mutating func run() {
        var at = 0
        var lineStart = at
        while at < bytes.count {
            let (scalar, after) = scalar(at: at)
            switch scalar {
            case _ where Self.isWordScalar(scalar):
                at = takeWord(from: at)
                continue
            case "?": close(.question)
            case "!": close(.exclamation)
            case ".", "…", ";", "•": if endsSentence(scalar, at: at, after: after) { close(.plain) }
            case "\n":
                let lineLength = bytes[lineStart..<at].count { $0 & 0xc0 != 0x80 }
                if breaksSentence(after: after, lineLength: lineLength) { close(.plain) }
                lineStart = after
            default: break
            }
            at = after
        }
        close(.plain)
    }

    /// The scalar that begins at a byte, and where the next begins.
    private func scalar(at place: Int) -> (scalar: Unicode.Scalar, after: Int) {
        let lead = bytes[place]
        if lead < 0x80 { return (Unicode.Scalar(lead), place + 1) }
        let after = place + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4)
        let bits = bytes[(place + 1)..<after].reduce(UInt32(lead) & (0xff >> UInt32(after - place + 1))) {
            $0 << 6 | UInt32($1 & 0x3f)
        }
        return (Unicode.Scalar(bits) ?? "\u{fffd}", after)
    }

    /// Takes one word, with the apostrophes and hyphens inside it, and returns where it ends.
    private mutating func takeWord(from start: Int) -> Int {
        var end = start
        letters.removeAll(keepingCapacity: true)
        var (count, isPlain) = (0, true)
        while end < bytes.count, count < 60, Self.isPlainLetter(bytes[end]) {
            letters.append(bytes[end])
            (count, end) = (count + 1, end + 1)
        }
        while end < bytes.count {
            let (scalar, after) = scalar(at: end)
            if Self.isWordScalar(scalar) {
                count += 1
                if count <= 60 { for i in end..<after { letters.append(bytes[i]) } }
                if !scalar.isASCII { isPlain = false }
            } else if Self.isJoiner(scalar), after < bytes.count, Self.isWordScalar(self.scalar(at: after).scalar) {
                // joined: zo'n, e-mail
            } else {
                break
            }
            end = after
        }
        let isCapitalised = Self.isUppercase(scalar(at: start).scalar)
        if isPlain { for i in letters.indices where letters[i] < 0x5b && letters[i] > 0x40 { letters[i] |= 0x20 } }
        let text = String(decoding: letters, as: UTF8.self)
        let comparable = isPlain ? text : folded(text)
        if words.count >= Self.longest || (words.count >= Self.comfortable && Self.joints.contains(comparable)) {
            close(.plain)
        }
        let first = source.utf8.index(source.startIndex, offsetBy: start)
        let range = first..<source.utf8.index(first, offsetBy: end - start)
        words.append(Sentence.Word(text: comparable, range: range, isCapitalised: isCapitalised))
        lastEnd = end
        return end
    }

    private mutating func close(_ ending: Sentence.Ending) {
        defer { words = [] }
        guard !words.isEmpty else { return }
        sentences.append(Sentence(source: source, words: words, ending: ending))
    }

    private func endsSentence(_ scalar: Unicode.Scalar, at: Int, after: Int) -> Bool {
        guard scalar == ".", after < bytes.count else { return true }
        let next = self.scalar(at: after).scalar
        if Self.isWordScalar(next) {  // "gebeld.Niemand" ends a sentence; "3.50", "o.a." and "gemeente.nl" do not
            guard let last = words.last, last.text.count > 2 else { return false }
            return Self.isUppercase(next) && !last.isCapitalised
        }
        guard let last = words.last, lastEnd == at else { return true }
        if last.text.count == 1 && !last.text.allSatisfy(\.isNumber) { return false }
        return !Self.abbreviations.contains(last.text)
    }

    /// A line break ends a sentence before a blank line or a list mark; else where lines were not broken to a width, or before a
    /// capital after a line that was not full.
    private func breaksSentence(after: Int, lineLength: Int) -> Bool {
        guard let at = bytes[after...].firstIndex(where: { ![0x20, 0x09, 0x0d].contains($0) }) else { return true }
        let next = scalar(at: at).scalar
        if next == "\n" || "-*•–>".unicodeScalars.contains(next) { return true }
        if next.properties.isLowercase { return !isWrapped && lineLength < 100 }
        return lineLength < 55 || !isWrapped
    }

    private static func isPlainLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "’", "`", "-", "‑": true
        default: false
        }
    }

    private static func isUppercase(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (0x41...0x5a).contains(scalar.value) : scalar.properties.isUppercase
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": true
            default: false
            }
        }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }
}
