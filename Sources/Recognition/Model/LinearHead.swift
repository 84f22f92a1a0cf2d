// SPDX-License-Identifier: EUPL-1.2

/// One linear judgement over hashed features, with weights as small whole numbers.
struct LinearHead: Hashable, Sendable {
    /// What one step of a weight is worth.
    static let unit = 1.0 / 256
    /// As many as a power of two; a feature's weight stands at the lowest bits of its hash.
    private(set) var weights: [Int16]
    /// In steps.
    let bias: Int

    init(bias: Int, weights: [Int16]) { (self.bias, self.weights) = (bias, weights) }

    /// Rounds learned weights to steps; those that come to less than `least` steps are left out.
    init(rounding bias: Double, _ learned: [(place: Int, weight: Double)], width: Int, least: Double) {
        self.bias = Int((bias / Self.unit).rounded())
        weights = [Int16](repeating: 0, count: width)
        for (place, weight) in learned where abs(weight) >= least * Self.unit {
            weights[place] = Int16(max(-32_000, min(32_000, (weight / Self.unit).rounded())))
        }
    }

    /// The score of a row: above 0 for, below 0 against.
    func score(_ row: FeatureVector) -> Double {
        var sum: Float = 0
        let mask = weights.count - 1
        for feature in row.features { sum += Float(weights[Int(feature.place) & mask]) * feature.value }
        return (Double(bias) + Double(sum)) * Self.unit
    }
}

/// The heads of the themes, their weights side by side, so that one walk along a row serves all.
struct ThemeHeads: Hashable, Sendable {
    private let biases: [Int]
    private let weights: [SIMD16<Int16>]

    /// One head for each theme, all of one width.
    init(_ heads: [LinearHead]) {
        biases = heads.map(\.bias)
        var weights = [SIMD16<Int16>](repeating: .zero, count: heads[0].weights.count)
        for (lane, head) in heads.enumerated() {
            for (place, weight) in head.weights.enumerated() where weight != 0 { weights[place][lane] = weight }
        }
        self.weights = weights
    }

    var heads: [LinearHead] {
        biases.enumerated().map { lane, bias in LinearHead(bias: bias, weights: weights.map { $0[lane] }) }
    }

    /// The score by each head, as `LinearHead` gives it.
    func scores(_ row: FeatureVector) -> [Double] {
        var sums = SIMD16<Float>.zero
        let mask = weights.count - 1
        for feature in row.features { sums += SIMD16<Float>(weights[Int(feature.place) & mask]) * feature.value }
        return biases.indices.map { (Double(biases[$0]) + Double(sums[$0])) * LinearHead.unit }
    }
}
