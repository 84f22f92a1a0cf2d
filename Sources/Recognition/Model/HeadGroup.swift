// SPDX-License-Identifier: EUPL-1.2

typealias SentenceHeads = HeadGroup<SIMD2<Int16>, SIMD2<Float>>
typealias ThemeHeads = HeadGroup<SIMD16<Int16>, SIMD16<Float>>

/// Heads over the same rows, their weights side by side, so that one walk along a row serves all.
struct HeadGroup<Steps: SIMD & Sendable, Sums: SIMD>: Hashable, Sendable
where Steps.Scalar == Int16, Sums.Scalar == Float {
    private let biases: [Int]
    private let weights: [Steps]
    /// A bit for each place where any head has a weight: most features have none, and these bits stay in the cache.
    private let weighted: [UInt64]

    /// At most as many heads as there are lanes, all of one width.
    init(_ heads: [LinearHead]) {
        biases = heads.map(\.bias)
        let width = heads[0].weights.count
        var weights = [Steps](repeating: .zero, count: width)
        var weighted = [UInt64](repeating: 0, count: width / 64 + 1)
        for (lane, head) in heads.enumerated() {
            for (place, weight) in head.weights.enumerated() where weight != 0 {
                weights[place][lane] = weight
                weighted[place / 64] |= 1 << UInt64(place % 64)
            }
        }
        (self.weights, self.weighted) = (weights, weighted)
    }

    var heads: [LinearHead] {
        biases.enumerated().map { lane, bias in LinearHead(bias: bias, weights: weights.map { $0[lane] }) }
    }

    /// The score by each head, as `LinearHead` gives it.
    func scores(_ row: FeatureVector) -> [Double] {
        var sums = Sums.zero
        let mask = weights.count - 1
        for feature in row.features {
            let place = Int(feature.place) & mask
            if weighted[place >> 6] >> UInt64(place & 63) & 1 == 0 { continue }
            let steps = weights[place]
            for lane in 0..<Steps.scalarCount { sums[lane] += Float(steps[lane]) * feature.value }
        }
        return biases.indices.map { (Double(biases[$0]) + Double(sums[$0])) * LinearHead.unit }
    }
}
