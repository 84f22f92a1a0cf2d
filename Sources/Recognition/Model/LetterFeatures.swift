// SPDX-License-Identifier: EUPL-1.2

extension FeatureReader {
    /// The features of the letter as a whole, as if it were one bag.
    func features(of letter: LetterEvidence, _ tokens: [Tokens]) -> FeatureVector {
        var row = FeatureVector()
        addBag(tokens.map(\.classes), .letterWord, .letterPair, shares: nil, to: &row)
        addBroad(tokens, to: &row)
        if groups.contains(.characters) {
            addPieces(letter, tokens, .letterCharacters, shares: nil, to: &row)
        }
        for word in tokens.prefix(letter.subjectCount).flatMap(\.words) { row.add(.subjectWord, word, 0.5) }
        row.closeGroup()
        return row
    }

    /// The features for what the dissatisfaction is about: the letter's words, and again those of the sentences that carry it.
    func topicFeatures(of letter: LetterEvidence, _ tokens: [Tokens], discontent: [Double]) -> FeatureVector {
        var row = FeatureVector()
        let shares = discontent.map { Float($0) }
        addBag(tokens.map(\.classes), .letterWord, .letterPair, shares: nil, to: &row)
        addBag(tokens.map(\.classes), .heardWord, .heardPair, shares: shares, to: &row)
        if groups.contains(.characters) { addPieces(letter, tokens, .heardCharacters, shares: shares, to: &row) }
        for (sentence, share) in zip(letter.sentences, shares) {
            for cue in sentence.cues {
                row.add(.cue, WordHash.of(cue.kind.rawValue), Float(cue.weight) * (0.2 + share) * 0.5)
            }
            for heading in sentence.bodies { row.add(.body, WordHash.of(heading), 0.2 + share) }
        }
        row.closeGroup(length: 2)
        addTopics(letter, shares, to: &row)
        for (theme, weight) in Themes.weights(letter.sentences).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            row.add(.rule, WordHash.of(theme.rawValue), Float(min(weight, 3)))
        }
        row.closeGroup()
        return row
    }

    /// The broad classes of words, alone, beside each other and with a word or two between.
    private func addBroad(_ tokens: [Tokens], to row: inout FeatureVector) {
        let broad = tokens.map(\.broad)
        add(broad, nil, .letterBroad, to: &row)
        add(broad.map { zip($0, $0.dropFirst()).map { WordHash.of($0, $1) } }, nil, .letterBroadPair, to: &row)
        row.closeGroup(length: 3)
        let triples = broad.map { w in
            w.indices.dropLast(2).map { WordHash.of(WordHash.of(w[$0], w[$0 + 1]), w[$0 + 2]) }
        }
        add(triples, nil, .letterTriple, to: &row)
        row.closeGroup(length: 2)
        let skips = broad.map { w in
            w.indices.dropLast(2).map { WordHash.of(w[$0], w[$0 + 2]) }
                + w.indices.dropLast(3).map { WordHash.of(w[$0], w[$0 + 3]) ^ 3 }
        }
        add(skips, nil, .letterSkip, to: &row)
        row.closeGroup(length: 3)
    }

    /// The groups of words in the letter, in the sentences that carry dissatisfaction, and side by side in one of them.
    private func addTopics(_ letter: LetterEvidence, _ shares: [Float], to row: inout FeatureVector) {
        var (present, heard, beside): ([UInt64: Float], [UInt64: Float], [UInt64: Float]) = ([:], [:], [:])
        for (sentence, share) in zip(letter.sentences, shares) {
            let found = TopicWords.found(in: sentence)
            for (i, topic) in found.enumerated() {
                present[topic] = 1
                heard[topic] = max(heard[topic] ?? 0, share)
                if share < 0.2 { continue }
                for other in found[(i + 1)...] {
                    let pair = WordHash.of(topic, other)
                    beside[pair] = max(beside[pair] ?? 0, share)
                }
            }
        }
        for (topics, tag, factor) in [
            (present, FeatureTag.letterTopic, Float(0.4)), (heard, .evidence, 1), (beside, .cuePair, 0.5),
        ] {
            for topic in topics.keys.sorted() { row.add(tag, topic, (topics[topic] ?? 0) * factor) }
        }
        row.closeGroup(length: 3)
    }

    private func addBag(
        _ sentences: [[UInt64]], _ word: FeatureTag, _ pair: FeatureTag, shares: [Float]?, to row: inout FeatureVector
    ) {
        add(sentences, shares, word, to: &row)
        row.closeGroup(length: 4)
        guard groups.contains(.pairs) else { return }
        let pairs = sentences.map { words in zip(words, words.dropFirst()).map { WordHash.of($0, $1) } }
        add(pairs, shares, pair, to: &row)
        row.closeGroup(length: 3)
    }

    /// Each feature once, with the greatest share of the sentences that it stands in, in the order of the letter.
    private func add(
        _ sentences: [[UInt64]], _ shares: [Float]?, _ tag: FeatureTag, to row: inout FeatureVector
    ) {
        let count = sentences.reduce(0) { $0 + $1.count }
        var known = FlatTable(expecting: count)
        var order: [(word: UInt64, share: Float)] = []
        order.reserveCapacity(count)
        for (i, words) in sentences.enumerated() {
            let share = shares?[i] ?? 1
            if share < 0.02 { continue }
            for word in words {
                if let place = known[word] {
                    order[place].share = max(order[place].share, share)
                } else {
                    known.set(word, to: order.count)
                    order.append((word, share))
                }
            }
        }
        for (word, share) in order { row.add(tag, word, share) }
    }

    /// The pieces of each word that the letter has, once; of the sentences with some share only.
    private func addPieces(
        _ letter: LetterEvidence, _ tokens: [Tokens], _ tag: FeatureTag, shares: [Float]?, to row: inout FeatureVector
    ) {
        var seen = FlatTable(expecting: tokens.reduce(0) { $0 + $1.words.count })
        for (i, sentence) in letter.sentences.enumerated() where (shares?[i] ?? 1) > 0.3 {
            for (k, word) in sentence.sentence.words.enumerated() where seen[word.spelling] == nil {
                seen.set(word.spelling, to: 0)
                for piece in tokens[i].pieces(of: k) { row.add(tag, piece) }
            }
        }
        row.closeGroup(length: 3)
    }
}
