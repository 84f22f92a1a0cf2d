// SPDX-License-Identifier: EUPL-1.2

/// A letter as the model looks at it: its sentences with what the lexicon found in them.
struct LetterEvidence: Sendable {
    let sentences: [SentenceEvidence]
    /// How many of the first sentences are the subject.
    let subjectCount: Int
    let language: String
    /// The lexicon's own balance.
    let balance: Double

    /// Whether somebody says in as many words that this is a complaint, and nothing says that it is an example or a thing of others.
    let saysComplaint: Bool

    init(sentences: [SentenceEvidence], subjectCount: Int, language: String, balance: Double) {
        (self.sentences, self.subjectCount, self.language, self.balance) = (sentences, subjectCount, language, balance)
        saysComplaint = sentences.contains { item in
            item.cues.contains { $0.kind == .complaint && $0.weight >= 2 }
                && !item.has(.denial, .hypothetical, .others, .study, .official, .resolved)
        }
    }
}

/// Turns sentences into features: words and pairs of words, pieces of words, form, place, and what stands beside them.
struct FeatureReader: Sendable {
    let groups: FeatureGroups

    /// The words of a sentence as numbers.
    struct Tokens: Sendable {
        var words: [UInt64] = []
        /// The class of each word, or the word itself.
        var classes: [UInt64] = []
        /// The broad class of each word, or what it narrowly is.
        var broad: [UInt64] = []
        /// The pieces of each word, one after another, and where those of each word end.
        var pieces: [UInt64] = []
        private var ends: [Int] = []

        mutating func closeWord() { ends.append(pieces.count) }
        func pieces(of word: Int) -> ArraySlice<UInt64> { pieces[(word == 0 ? 0 : ends[word - 1])..<ends[word]] }
    }

    private static let negators = Set(
        [
            "niet", "geen", "nooit", "niemand", "niets", "niks", "nergens", "zonder", "not", "no", "never", "nicht",
            "kein", "keine",
        ]
        .map(WordHash.of))
    private static let startMark = WordHash.of("<<")
    private static let endMark = WordHash.of(">>")

    func tokens(of sentence: Sentence) -> Tokens {
        var tokens = Tokens()
        tokens.words.reserveCapacity(sentence.words.count)
        tokens.classes.reserveCapacity(sentence.words.count)
        for word in sentence.words {
            let (plain, broad) = WordClass.of(word)
            tokens.words.append(word.hash)
            tokens.classes.append(plain)
            tokens.broad.append(broad)
            if groups.contains(.characters) { Self.addPieces(of: word.text, to: &tokens.pieces) }
            tokens.closeWord()
        }
        return tokens
    }

    /// The features of one sentence in its letter.
    func features(of place: Int, in letter: LetterEvidence, _ tokens: [Tokens]) -> FeatureVector {
        var row = FeatureVector()
        let own = tokens[place]
        addWords(own, to: &row)
        row.closeGroup(length: 3)
        if groups.contains(.pairs) {
            addPairs(own, to: &row)
            row.closeGroup(length: 2)
        }
        if groups.contains(.characters) {
            for piece in own.pieces { row.add(.characters, piece) }
            row.closeGroup(length: 2.5)
        }
        if groups.contains(.form) { addForm(place, letter, own, to: &row) }
        row.closeGroup()
        if groups.contains(.neighbours) {
            addNeighbours(place, letter, tokens, to: &row)
            row.closeGroup(length: 1.5)
        }
        return row
    }

    private func addWords(_ own: Tokens, to row: inout FeatureVector) {
        var negatedUntil = -1
        for i in own.words.indices {
            row.add(.word, own.words[i])
            if own.classes[i] != own.words[i] { row.add(.word, own.classes[i]) }
            if own.broad[i] != own.classes[i] { row.add(.broad, own.broad[i]) }
            if i <= negatedUntil { row.add(.negated, own.broad[i], 0.7) }
            if Self.negators.contains(own.words[i]) { negatedUntil = i + 3 }
        }
    }

    private func addPairs(_ own: Tokens, to row: inout FeatureVector) {
        let (words, broad) = (own.classes, own.broad)
        var previous = Self.startMark
        for i in words.indices {
            row.add(.pair, WordHash.of(previous, words[i]))
            previous = words[i]
        }
        row.add(.pair, WordHash.of(previous, Self.endMark))
        for i in broad.indices.dropLast() {
            row.add(.broadPair, WordHash.of(broad[i], broad[i + 1]), 0.8)
            if i + 2 < broad.count {
                row.add(.triple, WordHash.of(WordHash.of(broad[i], broad[i + 1]), broad[i + 2]), 0.7)
                row.add(.skip, WordHash.of(broad[i], broad[i + 2]), 0.6)
            }
            if i + 3 < broad.count { row.add(.skip, WordHash.of(broad[i], broad[i + 3]), 0.4) }
        }
    }

    /// Runs of three to five letters in a word, with its borders: they see through typing errors, dialect and inflection.
    private static func addPieces(of word: String, to pieces: inout [UInt64]) {
        let bytes = word.utf8Span.span
        let count = min(bytes.count, 24)
        guard count >= 3 else { return }
        func letter(_ place: Int) -> UInt8 { place == 0 ? 0x3c : place <= count ? bytes[place - 1] : 0x3e }
        for start in 0..<count {
            var hash = WordHash()
            hash.take(letter(start))
            hash.take(letter(start + 1))
            for end in (start + 2)..<min(start + 5, count + 2) {
                hash.take(letter(end))
                pieces.append(hash.value)
            }
        }
    }

    private func addForm(_ place: Int, _ letter: LetterEvidence, _ own: Tokens, to row: inout FeatureVector) {
        let sentence = letter.sentences[place].sentence
        let count = letter.sentences.count
        let ending: UInt64 =
            switch sentence.ending {
            case .plain: 1
            case .question: 2
            case .exclamation: 3
            }
        row.add(.form, ending, 0.7)
        row.add(.form, 10 + UInt64(min(own.words.count, 31)) / 4, 0.5)
        let style = Style(of: sentence)
        if style.shouted > 0 { row.add(.form, 20, 0.7) }
        if style.hasScareQuotes { row.add(.form, 21, 0.7) }
        if style.endMarks > 1 { row.add(.form, 22, 0.7) }
        for hash in style.shoutedWords.prefix(6) { row.add(.shouted, hash, 0.7) }
        if let first = own.classes.first, let last = own.classes.last {
            row.add(.first, WordHash.of(first, ending))
            row.add(.last, WordHash.of(last, ending), 0.7)
        }
        if own.classes.count > 1 {
            row.add(.first, WordHash.of(WordHash.of(own.classes[0], own.classes[1]), 7), 0.7)
        }
        row.add(.position, place < letter.subjectCount ? 1 : place == letter.subjectCount ? 2 : 3, 0.5)
        row.add(.position, place == count - 1 ? 4 : place == count - 2 ? 5 : 6, 0.5)
        row.add(.position, 10 + UInt64(3 * place / max(1, count)), 0.5)
        for i in own.classes.indices.dropFirst()
        where own.classes[i - 1] == WordClass.number
            && (own.classes[i] == WordClass.span || own.classes[i] == WordClass.times)
        {
            row.add(.span, own.classes[i], 0.7)
        }
        row.add(.language, WordHash.of(letter.language), 0.5)
    }

    private func addNeighbours(_ place: Int, _ letter: LetterEvidence, _ tokens: [Tokens], to row: inout FeatureVector)
    {
        if place > 0 { for word in tokens[place - 1].words { row.add(.wordBefore, word, 0.5) } }
        if place + 1 < tokens.count { for word in tokens[place + 1].words { row.add(.wordAfter, word, 0.5) } }
    }

    /// What the writing itself shows: capitals, quotation marks around a word, a row of marks at the end.
    private struct Style {
        var shouted = 0
        var shoutedWords: [UInt64] = []
        var hasScareQuotes = false
        var endMarks = 0

        init(of sentence: Sentence) {
            let text = sentence.source.utf8
            for word in sentence.words where word.isCapitalised && word.text.utf8.count > 2 {
                if text[word.range].allSatisfy({ !(0x61...0x7a).contains($0) }) {
                    shouted += 1
                    shoutedWords.append(WordHash.of(word.text))
                }
            }
            if shouted == sentence.words.count { shoutedWords = [] }
            for word in sentence.words.dropFirst() where word.range.lowerBound > text.startIndex {
                let before = text[text.index(before: word.range.lowerBound)]
                if before == 0x22 || before == 0x27 { hasScareQuotes = true }
            }
            if let last = sentence.words.last {
                endMarks = text[last.range.upperBound...].prefix(4).count { $0 == 0x21 || $0 == 0x3f || $0 == 0x2e }
            }
        }
    }
}
