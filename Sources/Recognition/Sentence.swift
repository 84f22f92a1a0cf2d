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
            (spelling, hash) = (PhraseIndex.hash(text.utf8), WordHash.of(text))
        }
    }

    enum Ending: Sendable { case plain, question, exclamation }

    /// The text that the ranges of the words point into.
    let source: String
    let words: [Word]
    let ending: Ending

    /// The words from first to last as the citizen wrote them, on one line.
    func phrase(_ span: ClosedRange<Int>) -> String {
        source[words[span.lowerBound].range.lowerBound..<words[span.upperBound].range.upperBound]
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
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
    private var sentences: [Sentence] = []
    private var words: [Sentence.Word] = []
    /// Whether the lines were broken to fit a width, so that a line break says nothing.
    private let isWrapped: Bool

    static func sentences(of text: String) -> [Sentence] {
        var splitter = Self(source: text)
        splitter.run()
        return splitter.sentences
    }

    private init(source: String) {
        self.source = source
        isWrapped = Self.isWrapped(source)
    }

    /// Lines were broken to a width when most of those that go on are about as long as the longest.
    private static func isWrapped(_ text: String) -> Bool {
        var (lengths, length): ([Int], Int) = ([], 0)
        for byte in text.utf8 {
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
        let scalars = source.unicodeScalars
        var at = scalars.startIndex
        var lineStart = at
        while at < scalars.endIndex {
            let scalar = scalars[at]
            let after = scalars.index(after: at)
            switch scalar {
            case _ where Self.isWordScalar(scalar):
                at = takeWord(from: at)
                continue
            case "?": close(.question)
            case "!": close(.exclamation)
            case ".", "…", ";", "•": if endsSentence(scalar, at: at, after: after) { close(.plain) }
            case "\n":
                let lineLength = scalars.distance(from: lineStart, to: at)
                if breaksSentence(after: after, lineLength: lineLength) { close(.plain) }
                lineStart = after
            default: break
            }
            at = after
        }
        close(.plain)
    }

    /// Takes one word, with the apostrophes and hyphens inside it, and returns where it ends.
    private mutating func takeWord(from start: String.Index) -> String.Index {
        let scalars = source.unicodeScalars
        var end = start
        var letters = String.UnicodeScalarView()
        while end < scalars.endIndex {
            let scalar = scalars[end]
            if Self.isWordScalar(scalar) {
                letters.append(scalar)
            } else if "'’`-‑".unicodeScalars.contains(scalar), let next = Self.scalar(after: end, in: scalars),
                Self.isWordScalar(next)
            {
                // joined: zo'n, e-mail
            } else {
                break
            }
            end = scalars.index(after: end)
        }
        let isCapitalised = scalars[start].properties.isUppercase
        let comparable = folded(String(letters.prefix(60)))
        if words.count >= Self.longest || (words.count >= Self.comfortable && Self.joints.contains(comparable)) {
            close(.plain)
        }
        words.append(Sentence.Word(text: comparable, range: start..<end, isCapitalised: isCapitalised))
        return end
    }

    private mutating func close(_ ending: Sentence.Ending) {
        defer { words = [] }
        guard !words.isEmpty else { return }
        sentences.append(Sentence(source: source, words: words, ending: ending))
    }

    private func endsSentence(_ scalar: Unicode.Scalar, at: String.Index, after: String.Index) -> Bool {
        guard scalar == "." else { return true }
        let scalars = source.unicodeScalars
        guard after < scalars.endIndex else { return true }
        let next = scalars[after]
        if Self.isWordScalar(next) {  // "gebeld.Niemand" ends a sentence; "3.50", "o.a." and "gemeente.nl" do not
            guard let last = words.last, last.text.count > 2 else { return false }
            return next.properties.isUppercase && !last.isCapitalised
        }
        guard let last = words.last, last.range.upperBound == at else { return true }
        if last.text.count == 1 && !last.text.allSatisfy(\.isNumber) { return false }
        return !Self.abbreviations.contains(last.text)
    }

    /// A line break ends a sentence before a blank line or a list mark; else where lines were not broken to a width, or before a
    /// capital after a line that was not full.
    private func breaksSentence(after: String.Index, lineLength: Int) -> Bool {
        let scalars = source.unicodeScalars
        var at = after
        while at < scalars.endIndex, scalars[at] == " " || scalars[at] == "\t" || scalars[at] == "\r" {
            at = scalars.index(after: at)
        }
        guard at < scalars.endIndex else { return true }
        let next = scalars[at]
        if next == "\n" || "-*•–>".unicodeScalars.contains(next) { return true }
        if next.properties.isLowercase { return !isWrapped && lineLength < 100 }
        return lineLength < 55 || !isWrapped
    }

    private static func scalar(after index: String.Index, in scalars: String.UnicodeScalarView) -> Unicode.Scalar? {
        let next = scalars.index(after: index)
        return next < scalars.endIndex ? scalars[next] : nil
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
