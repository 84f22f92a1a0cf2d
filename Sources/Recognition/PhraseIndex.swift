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

    /// Holds no arrays, so that a walk counts no references.
    private struct Node: Sendable {
        /// Where its list of gaps begins in `gaps`; -1 for none.
        var gap = -1
        /// Where its list of entries begins in `ends`; -1 for none.
        var end = -1
        /// A bit for the low bits of each symbol that leads on: most symbols of a sentence lead nowhere.
        var onward: UInt128 = 0
    }
    private struct Gap: Sendable {
        let limit: Int
        let node: Int
        let next: Int
    }
    private struct End: Sendable {
        let entry: Int
        let next: Int
    }

    private var nodes = [Node()]
    private var gaps: [Gap] = []
    private var ends: [End] = []
    /// The node after a node and a symbol, under both numbers.
    private var edges = FlatTable()
    /// The node after the root and a symbol; 0 for none.
    private var first: [Int] = []
    private var symbols: [Set<WordShape>: Int] = [:]
    private var symbolsOfShape: [WordShape: [Int]] = [:]
    /// The symbols of words, beginnings and ends, by a hash of their bytes: looked up for each word of each letter.
    private var exact = FlatTable()
    private var beginnings = FlatTable()
    private var endings = FlatTable()
    private var symbolLists: [[Int]] = []
    /// Which first and last pairs of bytes any word has: most words of a letter begin and end like none of a small lexicon.
    private var (firstPairs, lastPairs) = (PairFilter(), PairFilter())
    private var longestBeginning = 0
    private var longestEnding = 0

    mutating func add(_ pattern: PhrasePattern, entry: Int) {
        for path in pattern.paths {
            var at = 0
            for step in path { at = node(after: step, from: at) }
            if !ends(at, entry) {
                ends.append(End(entry: entry, next: nodes[at].end))
                nodes[at].end = ends.count - 1
            }
        }
    }

    private mutating func node(after step: PhrasePattern.Step, from at: Int) -> Int {
        switch step {
        case .word(let shapes):
            let symbol = symbol(for: shapes)
            if let known = edges[Self.edge(at, symbol)] { return known }
            nodes.append(Node())
            edges.set(Self.edge(at, symbol), to: nodes.count - 1)
            nodes[at].onward |= Self.bit(symbol)
            if at == 0 { first[symbol] = nodes.count - 1 }
        case .gap(let limit):
            var known = nodes[at].gap
            while known >= 0, gaps[known].limit != limit { known = gaps[known].next }
            if known >= 0 { return gaps[known].node }
            nodes.append(Node())
            gaps.append(Gap(limit: limit, node: nodes.count - 1, next: nodes[at].gap))
            nodes[at].gap = gaps.count - 1
        }
        return nodes.count - 1
    }

    private func ends(_ node: Int, _ entry: Int) -> Bool {
        var end = nodes[node].end
        while end >= 0, ends[end].entry != entry { end = ends[end].next }
        return end >= 0
    }

    private mutating func symbol(for shapes: Set<WordShape>) -> Int {
        if let known = symbols[shapes] { return known }
        let symbol = first.count
        first.append(0)
        symbols[shapes] = symbol
        for shape in shapes {
            symbolsOfShape[shape, default: []].append(symbol)
            switch shape {
            case .exact(let word):
                firstPairs.add(word.utf8)
                list(symbol, under: Self.hash(word.utf8), in: \.exact)
            case .beginning(let stem):
                firstPairs.add(stem.utf8)
                list(symbol, under: Self.hash(stem.utf8), in: \.beginnings)
                longestBeginning = max(longestBeginning, stem.utf8.count)
            case .ending(let tail):
                lastPairs.add(tail.utf8.reversed())
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

    /// Has what is added from here on share no symbols with what was added before, so that neither changes the order of the other.
    mutating func beginList() { symbols = [:] }

    private static func edge(_ node: Int, _ symbol: Int) -> UInt64 { UInt64(node) << 32 | UInt64(symbol) }
    fileprivate static func bit(_ symbol: Int) -> UInt128 { 1 << (symbol & 127) }

    /// Every phrase found in the sentence; for one phrase from one place only the shortest.
    func matches(in sentence: Sentence) -> [Match] {
        var walk = Walk(lastWord: sentence.words.count)
        walk.row.add(symbolsOfShape[.start] ?? [])
        for word in sentence.words { addSymbols(of: word, to: &walk.row) }
        switch sentence.ending {
        case .plain: break
        case .question: walk.row.add(symbolsOfShape[.question] ?? [])
        case .exclamation: walk.row.add(symbolsOfShape[.exclamation] ?? [])
        }
        for start in 0..<walk.row.count {
            walk.fromHere = walk.found.count
            for i in walk.row.places(start) where first[walk.row.symbols[i]] != 0 {
                visit(first[walk.row.symbols[i]], at: start + 1, mask: 1 << start, &walk)
            }
        }
        return walk.found
    }

    private func addSymbols(of word: Sentence.Word, to row: inout Row) {
        let bytes = word.text.utf8Span.span
        defer { row.close() }
        guard let head = bytes.isEmpty ? nil : bytes[0] else { return }
        if firstPairs.mayHave(head, bytes.count > 1 ? bytes[1] : 0) {
            if let list = exact[word.spelling] { row.symbols += symbolLists[list] }
            var hash = Self.seed
            for i in 0..<min(longestBeginning, bytes.count) {
                hash = Self.next(hash, bytes[i])
                if let list = beginnings[hash] { row.symbols += symbolLists[list] }
            }
        }
        if longestEnding > 0, lastPairs.mayHave(bytes[bytes.count - 1], bytes.count > 1 ? bytes[bytes.count - 2] : 0) {
            var hash = Self.seed
            for i in 1...min(longestEnding, bytes.count) {
                hash = Self.next(hash, bytes[bytes.count - i])
                if let list = endings[hash] { row.symbols += symbolLists[list] }
            }
        }
        if head >= 0x80 ? word.text.first?.isNumber == true : (0x30...0x39).contains(head) {
            row.symbols += symbolsOfShape[.number] ?? []
        }
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

        func mayHave(_ first: UInt8, _ second: UInt8) -> Bool { seen[Self.place(first, second)] }

        private static func place(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) << 5 | Int(second & 31) }
    }

    // FNV-1a.
    static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
    static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(seed, next) }

    /// The symbols of the start, of each word and of the end mark, one after another.
    private struct Row {
        var symbols: [Int] = []
        private var ends: [Int] = []
        /// All bits of the symbols of each place.
        private(set) var bits: [UInt128] = []
        var count: Int { ends.count }

        func places(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }
        mutating func close() {
            bits.append(symbols[(ends.last ?? 0)...].reduce(0) { $0 | PhraseIndex.bit($1) })
            ends.append(symbols.count)
        }
        mutating func add(_ own: [Int]) {
            symbols += own
            close()
        }
    }

    private struct Walk {
        let lastWord: Int
        var row = Row()
        var found: [Match] = []
        /// Where the matches begin that start at the same place.
        var fromHere = 0

        init(lastWord: Int) { self.lastWord = lastWord }
    }

    /// Goes on from a node at a place of the row; `mask` marks the words walked over, shifted by the start mark.
    private func visit(_ node: Int, at place: Int, mask: UInt128, _ walk: inout Walk) {
        var end = nodes[node].end
        while end >= 0 {
            let entry = ends[end].entry
            let words = (mask & ~(1 << (walk.lastWord + 1))) >> 1
            if words != 0, !walk.found[walk.fromHere...].contains(where: { $0.entry == entry }) {
                walk.found.append(Match(entry: entry, mask: words))
            }
            end = ends[end].next
        }
        let onward = nodes[node].onward
        if place < walk.row.count, walk.row.bits[place] & onward != 0 {
            for i in walk.row.places(place) where onward & Self.bit(walk.row.symbols[i]) != 0 {
                if let next = edges[Self.edge(node, walk.row.symbols[i])] {
                    visit(next, at: place + 1, mask: mask | (1 << place), &walk)
                }
            }
        }
        var gap = nodes[node].gap
        while gap >= 0 {
            let (limit, after) = (gaps[gap].limit, gaps[gap].node)
            let isLast = nodes[after].gap < 0
            for next in place..<min(place + limit + 1, walk.row.count)
            where !isLast || walk.row.bits[next] & nodes[after].onward != 0 {
                visit(after, at: next, mask: mask, &walk)
            }
            gap = gaps[gap].next
        }
    }
}
