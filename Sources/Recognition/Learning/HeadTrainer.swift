// SPDX-License-Identifier: EUPL-1.2

/// Learns one head from rows of hashed features, with only those features that more than one writer uses.
struct HeadTrainer {
    struct Example {
        let row: FeatureVector
        let target: Double
        /// How much the example counts.
        let share: Double
        /// A number for the writer.
        let writer: Int
    }

    var penalty: Double
    /// The bits of a hash that tell features apart.
    var bits = 18
    /// Weights of fewer steps than this are not worth their place in the file.
    var least = 1.0
    private var mask: Int { 1 << bits - 1 }
    /// A feature seen with fewer writers than this is that writer's habit.
    var leastWriters = 2
    /// How much a feature that speaks for one side from the start is trusted above one that does not (Wang and Manning 2012).
    var trust = 0.0
    /// How much a rare feature weighs above a common one: the power of the log of how rare it is (Spärck Jones 1972).
    var rarity = 0.0

    func head(_ examples: [Example]) -> LinearHead {
        let columns = columns(examples)
        let scales = scales(examples, columns.of, width: columns.places.count)
        var rows = LogisticRegression.Rows()
        for example in examples {
            rows.append(
                example.row.features.lazy.compactMap { feature in
                    let column = columns.of[Int(feature.place) & mask]
                    return column >= 0 ? (column, feature.value * scales[Int(column)]) : nil
                })
        }
        let fit = LogisticRegression(penalty: penalty).fit(
            rows, width: columns.places.count, targets: examples.map(\.target), shares: examples.map(\.share))
        return LinearHead(
            rounding: fit.bias, zip(columns.places, zip(fit.weights, scales)).map { ($0, $1.0 * Double($1.1)) },
            width: 1 << bits, least: least)
    }

    /// The log of the ratio in which a feature is shared between the two sides, as a factor around 1.
    private func scales(_ examples: [Example], _ of: [Int32], width: Int) -> [Float] {
        guard trust > 0 || rarity > 0 else { return [Float](repeating: 1, count: width) }
        var seen = [Double](repeating: 0, count: width)
        var (yes, no) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width))
        var (yesSum, noSum) = (0.0, 0.0)
        for example in examples {
            yesSum += example.target * example.share
            noSum += (1 - example.target) * example.share
            for feature in example.row.features {
                let column = Int(of[Int(feature.place) & mask])
                guard column >= 0 else { continue }
                seen[column] += 1
                yes[column] += example.target * example.share
                no[column] += (1 - example.target) * example.share
            }
        }
        let prior = ExactMath.log((yesSum + 1) / (noSum + 1))
        let ratios = zip(yes, no).map { abs(ExactMath.log(($0 + 1) / ($1 + 1)) - prior) }
        let mean = ratios.reduce(0, +) / Double(max(1, width))
        let rare = seen.map { seen in
            let rareness = 1 + ExactMath.log(Double(examples.count + 1) / (seen + 1))
            return ExactMath.exp(rarity * ExactMath.log(rareness))
        }
        let usual = rare.reduce(0, +) / Double(max(1, width))
        return zip(ratios, rare).map { Float((1 - trust + trust * $0 / max(mean, 1e-9)) * $1 / usual) }
    }

    /// The places that enough writers use, numbered in order.
    private func columns(_ examples: [Example]) -> (of: [Int32], places: [Int]) {
        var lastWriter = [Int32](repeating: -1, count: 1 << bits)
        var writers = [Int32](repeating: 0, count: 1 << bits)
        for i in examples.indices.sorted(by: { (examples[$0].writer, $0) < (examples[$1].writer, $1) }) {
            let writer = Int32(examples[i].writer)
            for place in examples[i].row.features.lazy.map({ Int($0.place) & mask }) where lastWriter[place] != writer {
                lastWriter[place] = writer
                writers[place] += 1
            }
        }
        var of = [Int32](repeating: -1, count: 1 << bits)
        var places: [Int] = []
        for place in writers.indices where writers[place] >= leastWriters {
            of[place] = Int32(places.count)
            places.append(place)
        }
        return (of, places)
    }
}
