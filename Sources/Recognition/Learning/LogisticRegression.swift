// SPDX-License-Identifier: EUPL-1.2

/// Logistic regression with an L2 penalty, fitted by L-BFGS over all rows at once.
///
/// Every sum runs in the order of the rows on one thread, so the same rows give the same weights to the last bit.
struct LogisticRegression {
    /// The strength of the penalty on each weight; the bias has none.
    var penalty = 1.0
    var rounds = 60
    private let memory = 6

    /// The rows that are learned from: one after another, with compact columns.
    struct Rows {
        private(set) var starts = [0]
        private(set) var columns: [Int32] = []
        private(set) var values: [Float] = []
        var count: Int { starts.count - 1 }

        mutating func append(_ row: some Sequence<(Int32, Float)>) {
            for (column, value) in row {
                columns.append(column)
                values.append(value)
            }
            starts.append(columns.count)
        }
    }

    struct Fit {
        var weights: [Double]
        var bias: Double
    }

    /// Fits `width` weights to targets between 0 and 1; rows count as much as their share.
    ///
    /// - Parameter offsets: what each row scores before anything was learned; nothing when empty.
    func fit(_ rows: Rows, width: Int, targets: [Double], shares: [Double], offsets: [Double] = []) -> Fit {
        var point = [Double](repeating: 0, count: width + 1)
        var gradient = point
        var loss = evaluate(point, rows, targets, shares, offsets, &gradient)
        var history: [(step: [Double], change: [Double], scale: Double)] = []
        for _ in 0..<rounds {
            var direction = Self.direction(gradient, history)
            var slope = Self.dot(direction, gradient)
            if slope >= 0 {
                history = []
                direction = gradient.map { -$0 }
                slope = -Self.dot(gradient, gradient)
            }
            if slope > -1e-9 { break }
            var length = history.isEmpty ? 1 / max(1, (-slope).squareRoot()) : 1.0
            var next = point
            var nextGradient = gradient
            var nextLoss = loss
            var isBetter = false
            for _ in 0..<20 {
                for i in next.indices { next[i] = point[i] + length * direction[i] }
                nextLoss = evaluate(next, rows, targets, shares, offsets, &nextGradient)
                if nextLoss <= loss + 1e-4 * length * slope {
                    isBetter = true
                    break
                }
                length /= 2
            }
            guard isBetter else { break }
            let step = zip(next, point).map { $0 - $1 }
            let change = zip(nextGradient, gradient).map { $0 - $1 }
            let curvature = Self.dot(step, change)
            if curvature > 1e-12 {
                history.append((step, change, 1 / curvature))
                if history.count > memory { history.removeFirst() }
            }
            let gain = loss - nextLoss
            (point, gradient, loss) = (next, nextGradient, nextLoss)
            if gain < 1e-5 * max(1, loss) { break }
        }
        return Fit(weights: Array(point.dropLast()), bias: point[width])
    }

    private func evaluate(
        _ point: [Double], _ rows: Rows, _ targets: [Double], _ shares: [Double], _ offsets: [Double],
        _ gradient: inout [Double]
    ) -> Double {
        let width = point.count - 1
        var loss = 0.0
        for i in 0..<width {
            gradient[i] = penalty * point[i]
            loss += point[i] * point[i]
        }
        loss *= penalty / 2
        gradient[width] = 0
        for row in 0..<rows.count {
            let places = rows.starts[row]..<rows.starts[row + 1]
            var score = point[width] + (offsets.isEmpty ? 0 : offsets[row])
            for k in places { score += point[Int(rows.columns[k])] * Double(rows.values[k]) }
            loss += shares[row] * (ExactMath.softPlus(score) - targets[row] * score)
            let pull = shares[row] * (ExactMath.sigmoid(score) - targets[row])
            for k in places { gradient[Int(rows.columns[k])] += pull * Double(rows.values[k]) }
            gradient[width] += pull
        }
        return loss
    }

    /// The two-loop recursion of L-BFGS (Nocedal 1980).
    private static func direction(
        _ gradient: [Double], _ history: [(step: [Double], change: [Double], scale: Double)]
    ) -> [Double] {
        var direction = gradient.map { -$0 }
        guard let last = history.last else { return direction }
        var shares = [Double](repeating: 0, count: history.count)
        for (i, past) in history.enumerated().reversed() {
            shares[i] = past.scale * dot(past.step, direction)
            for k in direction.indices { direction[k] -= shares[i] * past.change[k] }
        }
        let scale = 1 / (last.scale * dot(last.change, last.change))
        for k in direction.indices { direction[k] *= scale }
        for (i, past) in history.enumerated() {
            let share = shares[i] - past.scale * dot(past.change, direction)
            for k in direction.indices { direction[k] += share * past.step[k] }
        }
        return direction
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }
}
