// SPDX-License-Identifier: EUPL-1.2

/// All phrases of a lexicon in one trie of word steps, walked once from each word of a sentence.
///
/// A walk is no deeper than the longest phrase with its gaps, so the time is linear in the text whatever the text is.
struct PhraseIndex: Sendable {
    struct Match: Hashable, Sendable {
        let entry: Int
        /// A bit for each word of the sentence that the phrase names; words in gaps have none.
        let mask: UInt128
        var span: ClosedRange<Int> { mask.trailingZeroBitCount...(127 - mask.leadingZeroBitCount) }
    }

    private struct Node: Sendable {
        var gaps: [Gap] = []
        var entries: [Int] = []
    }
    private struct Gap: Sendable {
        let limit: Int
        let node: Int
    }

    private var nodes = [Node()]
    /// The node after a node and a symbol, under both numbers.
    private var edges = FlatTable()
    private var symbols: [Set<WordShape>: Int] = [:]
    private var symbolsOfShape: [WordShape: [Int]] = [:]
    /// The symbols of words, beginnings and ends, by a hash of their bytes: looked up for each word of each letter.
    private var exact = FlatTable()
    private var beginnings = FlatTable()
    private var endings = FlatTable()
    private var symbolLists: [[Int]] = []
    /// Which first and last pairs of bytes any word has: most words of a letter begin and end like none of a small lexicon.
    private var (starts, ends) = (PairFilter(), PairFilter())
    private var longestBeginning = 0
    private var longestEnding = 0

    mutating func add(_ pattern: PhrasePattern, entry: Int) {
        for path in pattern.paths {
            var at = 0
            for step in path { at = node(after: step, from: at) }
            if !nodes[at].entries.contains(entry) { nodes[at].entries.append(entry) }
        }
    }

    private mutating func node(after step: PhrasePattern.Step, from at: Int) -> Int {
        switch step {
        case .word(let shapes):
            let symbol = symbol(for: shapes)
            if let known = edges[Self.edge(at, symbol)] { return known }
            nodes.append(Node())
            edges.set(Self.edge(at, symbol), to: nodes.count - 1)
        case .gap(let limit):
            if let known = nodes[at].gaps.first(where: { $0.limit == limit }) { return known.node }
            nodes.append(Node())
            nodes[at].gaps.append(Gap(limit: limit, node: nodes.count - 1))
        }
        return nodes.count - 1
    }

    private mutating func symbol(for shapes: Set<WordShape>) -> Int {
        if let known = symbols[shapes] { return known }
        let symbol = symbols.count
        symbols[shapes] = symbol
        for shape in shapes {
            symbolsOfShape[shape, default: []].append(symbol)
            switch shape {
            case .exact(let word):
                starts.add(word.utf8)
                list(symbol, under: Self.hash(word.utf8), in: \.exact)
            case .beginning(let stem):
                starts.add(stem.utf8)
                list(symbol, under: Self.hash(stem.utf8), in: \.beginnings)
                longestBeginning = max(longestBeginning, stem.utf8.count)
            case .ending(let tail):
                ends.add(tail.utf8.reversed())
                list(symbol, under: Self.hash(tail.utf8.reversed()), in: \.endings)
                longestEnding = max(longestEnding, tail.utf8.count)
            case .number, .start, .question, .exclamation: break
            }
        }
        return symbol
    }

    private mutating func list(_ symbol: Int, under key: UInt64, in table: WritableKeyPath<Self, FlatTable>) {
        if let known = self[keyPath: table][key] {
            symbolLists[known].append(symbol)
        } else {
            self[keyPath: table].set(key, to: symbolLists.count)
            symbolLists.append([symbol])
        }
    }

    private static func edge(_ node: Int, _ symbol: Int) -> UInt64 { UInt64(node) << 32 | UInt64(symbol) }

    /// Every phrase found in the sentence; for one phrase from one place only the shortest.
    func matches(in sentence: Sentence) -> [Match] {
        var row = [symbolsOfShape[.start] ?? []]
        row += sentence.words.map { symbols(of: $0.text) }
        switch sentence.ending {
        case .plain: break
        case .question: row.append(symbolsOfShape[.question] ?? [])
        case .exclamation: row.append(symbolsOfShape[.exclamation] ?? [])
        }
        var walk = Walk(index: self, row: row, lastWord: sentence.words.count)
        for start in row.indices where !row[start].isEmpty {
            walk.seen.removeAll(keepingCapacity: true)
            walk.visit(node: 0, at: start, mask: 0)
        }
        return walk.found
    }

    private func symbols(of word: String) -> [Int] {
        var found: [Int] = []
        if starts.mayHave(word.utf8) {
            if let list = exact[Self.hash(word.utf8)] { found += symbolLists[list] }
            var hash = Self.seed
            for byte in word.utf8.prefix(longestBeginning) {
                hash = Self.next(hash, byte)
                if let list = beginnings[hash] { found += symbolLists[list] }
            }
        }
        if longestEnding > 0, ends.mayHave(word.utf8.reversed()) {
            var hash = Self.seed
            for byte in word.utf8.reversed().prefix(longestEnding) {
                hash = Self.next(hash, byte)
                if let list = endings[hash] { found += symbolLists[list] }
            }
        }
        if let first = word.utf8.first, first >= 0x80 ? word.first?.isNumber == true : (0x30...0x39).contains(first) { found += symbolsOfShape[.number] ?? [] }
        return found
    }

    /// Pairs of bytes that words begin with; a word of one byte allows every second one.
    private struct PairFilter: Sendable {
        private var seen = [Bool](repeating: false, count: 1024)

        mutating func add(_ bytes: some Sequence<UInt8>) {
            var bytes = bytes.makeIterator()
            guard let first = bytes.next() else { return }
            if let second = bytes.next() {
                seen[Self.place(first, second)] = true
            } else {
                for second in 0...UInt8.max { seen[Self.place(first, second)] = true }
            }
        }

        func mayHave(_ bytes: some Sequence<UInt8>) -> Bool {
            var bytes = bytes.makeIterator()
            guard let first = bytes.next() else { return false }
            return seen[Self.place(first, bytes.next() ?? 0)]
        }

        private static func place(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) << 5 | Int(second & 31) }
    }

    // FNV-1a.
    private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
    private static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(seed, next) }

    private struct Walk {
        let index: PhraseIndex
        /// The symbols of the start, of each word and of the end mark.
        let row: [[Int]]
        let lastWord: Int
        var seen: Set<Int> = []
        var found: [Match] = []

        /// Goes on from a node at a place of the row; `mask` marks the words walked over, shifted by the start mark.
        mutating func visit(node: Int, at place: Int, mask: UInt128) {
            for entry in index.nodes[node].entries {
                let words = (mask & ~(1 << (lastWord + 1))) >> 1
                if words != 0, seen.insert(entry).inserted { found.append(Match(entry: entry, mask: words)) }
            }
            guard place < row.count else { return }
            for symbol in row[place] {
                if let next = index.edges[PhraseIndex.edge(node, symbol)] {
                    visit(node: next, at: place + 1, mask: mask | (1 << place))
                }
            }
            for gap in index.nodes[node].gaps {
                for skipped in 0...gap.limit where place + skipped < row.count {
                    visit(node: gap.node, at: place + skipped, mask: mask)
                }
            }
        }
    }
}
