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
