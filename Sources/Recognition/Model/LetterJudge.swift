// SPDX-License-Identifier: EUPL-1.2

/// What the sentence heads say about each sentence of a letter, and the bag head about the whole.
struct SentenceScores: Sendable {
    /// For carrying dissatisfaction; a log-odds for each sentence.
    var carries: [Double]
    /// For speaking against it.
    var against: [Double]
    var bag: Double
}

/// Brings the scores of the sentences together into one score of the letter.
struct LetterJudge: Hashable, Sendable {
    static let inputCount = 12
    /// Whether an input may speak for (1) or against (-1) dissatisfaction. Hard training letters would teach tricks that ordinary
    /// mail does not bear out, such as that the words of discontent are a sign of none.
    static let signs: [Double] = [1, 1, 1, 1, 1, 1, -1, -1, -1, -1, 1, 1]
    /// One weight for each input, then the bias.
    let weights: [Double]

    func score(_ inputs: [Double]) -> Double {
        var sum = weights[Self.inputCount]
        for i in 0..<Self.inputCount { sum += weights[i] * inputs[i] }
        return sum
    }

    func score(_ scores: SentenceScores) -> Double { score(Self.inputs(scores)) }

    /// The strongest sentences, what they sum to, what speaks against them, and what the whole letter says.
    static func inputs(_ scores: SentenceScores) -> [Double] {
        let floor = -6.0
        let carries = scores.carries.map { max(floor, min(6, $0)) }
        let against = scores.against.map { max(floor, min(6, $0)) }
        let ranked = carries.sorted(by: >)
        func rank(_ place: Int) -> Double { place < ranked.count ? ranked[place] : floor }
        let chances = carries.map(ExactMath.sigmoid)
        let expected = chances.reduce(0, +)
        let nowhere = chances.reduce(1.0) { $0 * (1 - $1) }
        let strongest = carries.indices.max { carries[$0] < carries[$1] } ?? 0
        let end = carries.suffix(max(1, carries.count / 3))
        let most = against.max() ?? floor
        let after = against.dropFirst(strongest + 1).max() ?? floor
        return [
            rank(0) / 2, rank(1) / 2, rank(2) / 2,
            ExactMath.logit(1 - nowhere) / 3,
            expected.squareRoot(),
            carries.isEmpty ? floor / 2 : carries.reduce(0, +) / Double(carries.count) / 2,
            most / 2, after / 2,
            against.map(ExactMath.sigmoid).reduce(0, +).squareRoot(),
            ExactMath.sigmoid(rank(0)) * ExactMath.sigmoid(most),
            (end.max() ?? floor) / 2,
            max(-6, min(6, scores.bag)) / 2,
        ]
    }
}
