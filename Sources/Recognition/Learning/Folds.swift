// SPDX-License-Identifier: EUPL-1.2

/// A sequence of numbers that a seed fixes (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func shuffle<T>(_ items: inout [T]) {
        for i in items.indices.dropFirst().reversed() { items.swapAt(i, Int(next() % UInt64(i + 1))) }
    }
}

/// Divides writers over folds, so that no writer is learned from and tested on at once.
struct Folds: Sendable {
    let count: Int
    /// The fold of each letter.
    let of: [Int]

    /// Whole writers, dealt out at random, the most productive first.
    init(_ letters: [TrainingLetter], count: Int, seed: UInt64) {
        let sizes = letters.reduce(into: [String: Int]()) { $0[$1.writer, default: 0] += 1 }
        var writers = sizes.keys.sorted()
        var numbers = SeededNumbers(seed: seed)
        numbers.shuffle(&writers)
        var loads = [Int](repeating: 0, count: count)
        var fold: [String: Int] = [:]
        for writer in writers {
            let lightest = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
            fold[writer] = lightest
            loads[lightest] += sizes[writer, default: 0]
        }
        self.count = count
        of = letters.map { fold[$0.writer] ?? 0 }
    }

    /// A fold for each hand: the letters whose ids begin alike were written in one sitting.
    init(byHand letters: [TrainingLetter]) {
        let hands = letters.map { String($0.id.prefix { $0 != "-" }) }
        let known = Array(Set(hands)).sorted()
        count = known.count
        of = hands.map { known.firstIndex(of: $0) ?? 0 }
    }
}
